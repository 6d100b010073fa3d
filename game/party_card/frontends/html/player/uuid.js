/** Names things by UUIDs that follow from a text (RFC 9562, version 5), also where a browser offers no cryptography: on plain http. */

const HEX = (number) => (number >>> 0).toString(16).padStart(8, "0");

/** Returns the UUID of version 5 of a name; `namespace` is a UUID, or another text if a platform does not keep to it. */
export function nameUuid(namespace, name) {
  const digits = namespace.replace(/-/g, "");
  const bytes = /^[0-9a-f]{32}$/i.test(digits) ? digits.match(/../g).map((pair) => parseInt(pair, 16)) : encode(namespace);
  const words = hash([...bytes, ...encode(name)]);
  words[1] = (words[1] & 0xffff0fff) | 0x5000;
  words[2] = (words[2] & 0x3fffffff) | 0x80000000;
  const text = words.slice(0, 4).map(HEX).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const encode = (text) => [...new TextEncoder().encode(text)];

const rotate = (word, bits) => (word << bits) | (word >>> (32 - bits));

/** Returns the SHA-1 hash of bytes as five words; it only has to be the same everywhere, and protects nothing. */
function hash(bytes) {
  const words = new Array((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  [...bytes, 0x80].forEach((byte, index) => (words[index >> 2] |= byte << (24 - 8 * (index % 4))));
  words[words.length - 1] = bytes.length * 8;
  let sums = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let start = 0; start < words.length; start += 16) {
    const block = words.slice(start, start + 16);
    let [a, b, c, d, e] = sums;
    for (let round = 0; round < 80; round += 1) {
      if (round > 15) block[round] = rotate(block[round - 3] ^ block[round - 8] ^ block[round - 14] ^ block[round - 16], 1);
      const mixes = [(b & c) | (~b & d), b ^ c ^ d, (b & c) | (b & d) | (c & d), b ^ c ^ d];
      const part = Math.floor(round / 20);
      const sum = (rotate(a, 5) + mixes[part] + e + [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][part] + block[round]) | 0;
      [a, b, c, d, e] = [sum, a, rotate(b, 30), c, d];
    }
    sums = [a, b, c, d, e].map((word, index) => (word + sums[index]) | 0);
  }
  return sums;
}
