"use strict";
// Fills the marks that were given on the page into the tables that it offers, when they are saved.
(() => {
  const fields = [...document.querySelectorAll("fieldset.marks")];
  const markOf = (field) => field.querySelector("input:checked")?.value ?? "";
  const decode = (address) => Uint8Array.from(atob(address.split(",")[1]), (letter) => letter.charCodeAt(0));

  // The CSV: the nth row of the kind "answer" belongs to the field with the place n.
  const fillCsv = (packed, { kind, mark, answer }) => {
    const content = inflate(packed.subarray(10, -8)); // without head and end of a gzip
    const marks = new Map(fields.map((field) => [Number(field.dataset.place), markOf(field)]));
    const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|$)/gy;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
    const rows = [];
    for (let row = []; cells.lastIndex < text.length; ) {
      const [, cell, end] = cells.exec(text);
      row.push(cell);
      if (end === ",") continue;
      rows.push(row);
      row = [];
    }
    let place = 0;
    for (const row of rows) if (row[kind] === answer) row[mark] = marks.get(++place) ?? row[mark];
    return [new TextEncoder().encode(rows.map((row) => row.join(",") + "\r\n").join(""))];
  };

  // The workbook: a zip, of which the sheets with marks are unpacked, and stored as they are.
  const nameColumn = (number) =>
    number > 26
      ? nameColumn(Math.floor((number - 1) / 26)) + nameColumn(((number - 1) % 26) + 1)
      : String.fromCharCode(64 + number);
  const fillSheet = (content, numbers) => {
    const fillCell = (cell, attributes) => {
      const number = numbers.get(/\br="(\w+)"/.exec(attributes)[1]);
      if (number === undefined) return cell;
      const kept = attributes.replace(/ ?\bt="\w+"/, "").trim();
      return number === "" ? `<c ${kept}/>` : `<c ${kept} t="n"><v>${number}</v></c>`;
    };
    const text = new TextDecoder().decode(content);
    return new TextEncoder().encode(text.replace(/<c ([^>]*?)(?:\/>|>.*?<\/c>)/gs, fillCell));
  };
  const listMarks = ({ sumColumn }) => {
    const numbers = new Map();
    for (const field of fields) {
      const { row, column } = field.dataset;
      numbers.set(nameColumn(Number(column)) + row, markOf(field));
      for (const [place, added] of [[0, Number(markOf(field))], [1, Number(markOf(field) !== "")]]) {
        const cell = nameColumn(Number(sumColumn) + place) + row;
        numbers.set(cell, (numbers.get(cell) ?? 0) + added);
      }
    }
    return numbers;
  };
  const listAnswerMarks = ({ markColumn }) =>
    new Map(fields.map((field) => [nameColumn(Number(markColumn)) + (Number(field.dataset.place) + 1), markOf(field)]));
  const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte;
  });
  const checksum = (content) => {
    let crc = 0xffffffff;
    for (const byte of content) crc = CRC_TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
    return ~crc >>> 0;
  };
  function* listEntries(zip) {
    const view = new DataView(zip.buffer);
    let end = zip.length - 22;
    while (view.getUint32(end, true) !== 0x06054b50) end--;
    let place = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left; left--) {
      const nameLength = view.getUint16(place + 28, true);
      const size = 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true);
      const record = zip.slice(place, place + size);
      const start = view.getUint32(place + 42, true);
      const contentStart = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      yield {
        name: new TextDecoder().decode(record.subarray(46, 46 + nameLength)),
        record,
        header: zip.slice(start, contentStart),
        content: zip.slice(contentStart, contentStart + view.getUint32(place + 20, true)),
      };
      place += size;
    }
  }
  const replaceContent = (entry, content) => {
    entry.content = content;
    for (const [part, offset] of [[entry.header, 14], [entry.record, 16]]) {
      const view = new DataView(part.buffer);
      view.setUint16(offset - 6, 0, true); // not compressed
      view.setUint32(offset, checksum(content), true);
      view.setUint32(offset + 4, content.length, true);
      view.setUint32(offset + 8, content.length, true);
    }
  };
  const writeZip = (entries) => {
    let length = 0;
    for (const { record, header, content } of entries) {
      new DataView(record.buffer).setUint32(42, length, true);
      length += header.length + content.length;
    }
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, entries.length, true);
    end.setUint16(10, entries.length, true);
    end.setUint32(12, entries.reduce((sum, { record }) => sum + record.length, 0), true);
    end.setUint32(16, length, true);
    const files = entries.flatMap(({ header, content }) => [header, content]);
    return [...files, ...entries.map(({ record }) => record), end.buffer];
  };
  const fillWorkbook = (zip, data) => {
    const fills = new Map([[data.marks, listMarks(data)], [data.answers, listAnswerMarks(data)]]);
    const entries = [...listEntries(zip)];
    for (const entry of entries)
      if (fills.has(entry.name)) replaceContent(entry, fillSheet(inflate(entry.content), fills.get(entry.name)));
    return writeZip(entries);
  };

  const fill = { csv: fillCsv, workbook: fillWorkbook };
  const types = { csv: "text/csv", workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
  for (const link of document.querySelectorAll("a[data-fill]")) {
    const address = link.href;
    const type = types[link.dataset.fill];
    link.download = link.download.replace(/\.gz$/, "");
    link.addEventListener("click", () => {
      link.href = URL.createObjectURL(new Blob(fill[link.dataset.fill](decode(address), link.dataset), { type }));
      const filled = link.href;
      setTimeout(() => URL.revokeObjectURL(filled), 60000);
    });
  }
})();
