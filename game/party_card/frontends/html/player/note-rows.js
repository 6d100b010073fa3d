/** Reads the rows of cited facts and documents as the notes of a page, as engine/footnotes.py builds them. */

/** Returns the notes about the rows `cited`; `usesIbid` is false if parts of the page are shown by themselves. */
export function describeNotes(data, cited, usesIbid) {
  const sources = new Set();
  let previous = [];
  return cited.map((n, index) => {
    const row = data.cited[n];
    const [fact, text, grade, quotes, hedge, template, source, place, section, tail, tail2, , conclusion = "", sheet] = row;
    const attestations = attested(data.voices, row, text);
    const [full, short, ibid, ibid2] = data.templates[template];
    let citation = filled(sources.has(source) ? short : full, tail);
    if (previous[6] === source) {
      if (previous[7] === place) citation = [data.said.ibid];
      else citation = section >= 0 && previous[8] === section ? filled(ibid2, tail2 || tail) : filled(ibid, tail);
    }
    previous = attestations.length || sheet?.at(-1).length || !usesIbid ? [] : row;  // “Ibid.” after a note on several sources could mean each of them
    sources.add(source);
    return { number: index + 1, fact, text, grade: data.grades[grade][0], quotes, citation, hedge, attestations, conclusion, document: sheet ? documentSheet(sheet) : null };
  });
}

/** Returns what one of several sources says of a fact; `claim` stands for a sentence that is left out. */
function attestation(voices, claim, [stance, voice, locator, value, says]) {
  const [knowledge, interest, template] = voices[voice];
  return { stance, knowledge, interest, value, says: says || claim, citation: filled(template, locator) };
}

/** Returns what each of several sources says of a fact, from the fact's row. */
export const attested = (voices, [, , , , , , , , , , , rows = []], claim) => rows.map((row, at) => attestation(voices, at ? "" : claim, row));

/** Returns the sheet of a document. */
const documentSheet = ([form, kind, head, texts, columns, rows, answers, kept, remark, citations]) => ({
  form, kind, head, texts: texts.map(([heading, language, paragraphs, note]) => ({ heading, language, paragraphs, remark: note })), columns, rows, answers, kept, remark, citations,
});

/** Returns a citation with its locator in place of null; neighbouring plain runs become one. */
function filled(template, tail) {
  const parts = [];
  for (const run of [template].flat()) {
    const text = run ?? tail;
    if (typeof text === "string" && typeof parts.at(-1) === "string") parts[parts.length - 1] += text;
    else parts.push(text);
  }
  return parts;
}
