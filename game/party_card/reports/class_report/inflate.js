"use strict";
// Unpacks what was packed with DEFLATE (RFC 1951): at once, which DecompressionStream does not, and in every browser.
const inflate = (source) => {
  const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  let place = 0;
  let bit = 0;
  let length = 0;
  let content = new Uint8Array(8 * source.length + 64);
  const readBit = () => {
    const value = (source[place] >> bit) & 1;
    bit = (bit + 1) & 7;
    if (!bit) place++;
    return value;
  };
  const readBits = (count) => {
    let value = 0;
    for (let n = 0; n < count; n++) value |= readBit() << n;
    return value;
  };
  const put = (byte) => {
    if (length === content.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(content);
      content = larger;
    }
    content[length++] = byte;
  };
  // A code: how many symbols have each number of bits, and the symbols in the order of their codes.
  const makeCode = (sizes) => {
    const counts = new Uint16Array(16);
    const offsets = new Uint16Array(17);
    const symbols = [];
    for (const size of sizes) if (size) counts[size]++;
    for (let size = 1; size < 16; size++) offsets[size + 1] = offsets[size] + counts[size];
    sizes.forEach((size, symbol) => {
      if (size) symbols[offsets[size]++] = symbol;
    });
    return { counts, symbols };
  };
  const readSymbol = ({ counts, symbols }) => {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let size = 1; size < 16; size++) {
      code |= readBit();
      if (code < first + counts[size]) return symbols[index + code - first];
      index += counts[size];
      first = (first + counts[size]) << 1;
      code <<= 1;
    }
    throw new Error("a table in this page is damaged");
  };
  const readCodes = () => {
    const [literals, distances, count] = [readBits(5) + 257, readBits(5) + 1, readBits(4) + 4];
    const sizes = Array(19).fill(0);
    for (let n = 0; n < count; n++) sizes[ORDER[n]] = readBits(3);
    const code = makeCode(sizes);
    const read = [];
    while (read.length < literals + distances) {
      const symbol = readSymbol(code);
      if (symbol < 16) read.push(symbol);
      else if (symbol === 16) read.push(...Array(3 + readBits(2)).fill(read.at(-1)));
      else read.push(...Array(symbol === 17 ? 3 + readBits(3) : 11 + readBits(7)).fill(0));
    }
    return [makeCode(read.slice(0, literals)), makeCode(read.slice(literals))];
  };
  const FIXED = [Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8)), Array(30).fill(5)];
  const copyRepeated = (symbol, distances) => {
    const group = symbol - 257;
    const count = LENGTHS[group] + (group < 8 || group === 28 ? 0 : readBits((group >> 2) - 1));
    const far = readSymbol(distances);
    const back = far < 4 ? far + 1 : 1 + ((2 + (far & 1)) << ((far >> 1) - 1)) + readBits((far >> 1) - 1);
    for (let n = 0; n < count; n++) put(content[length - back]);
  };
  for (let isLast = 0; !isLast; ) {
    isLast = readBit();
    const kind = readBits(2);
    if (kind === 0) {
      if (bit) [bit, place] = [0, place + 1];
      const end = place + 4 + source[place] + 256 * source[place + 1];
      for (place += 4; place < end; place++) put(source[place]);
      continue;
    }
    const [literals, distances] = kind === 1 ? FIXED.map(makeCode) : readCodes();
    for (let symbol; (symbol = readSymbol(literals)) !== 256; )
      if (symbol < 256) put(symbol);
      else copyRepeated(symbol, distances);
  }
  return content.slice(0, length);
};
