/* Where the sentences of a text end. The dot of an abbreviation or an initial ends none. */
const ABBREVIATION = String.raw`\b(?:Mr|Mrs|Ms|Dr|Prof|St|Capt|Col|Gen|Lt|Sgt|No|[A-Z])\.`;
const ENDS_WITH_ABBREVIATION = new RegExp(`${ABBREVIATION}$`);

/** A sentence; a citation in it is one piece. */
export const SENTENCE = new RegExp(String.raw`(?:\[@[^\]]*\]|${ABBREVIATION}(?=\s)|[^.!?…])+[.!?…]*[”’"')]*`, "g");

const endsSentence = (text) => /[.!?…][”’"')\]]*$/.test(text) && !ENDS_WITH_ABBREVIATION.test(text);

/** Returns where the sentence at an offset ends: a citation in the middle of one would stand behind a word that it does not prove. */
export function findSentenceEnd(text, offset) {
  const before = text.slice(0, offset).replace(/(\s*\[@[^\]]*\])+\s*$/, "").trimEnd();
  if (!before || endsSentence(before)) return offset;
  const [paragraph] = text.slice(offset).split("\n\n", 1);
  const ends = [...paragraph.matchAll(/[.!?…]+[”’"')]*(?=\s|$)/g)].map((end) => offset + end.index + end[0].length);
  return ends.find((end) => endsSentence(text.slice(0, end))) ?? offset + paragraph.trimEnd().length;
}

const MIN_LETTERS = 4;
const STEM_LETTERS = 5;

/** Returns the beginnings of the longer words of a text. */
const stemsOf = (text) => new Set((text.toLowerCase().match(/\p{L}+/gu) ?? []).filter(({length}) => length >= MIN_LETTERS).map((word) => word.slice(0, STEM_LETTERS)));

/** Returns the index of the sentence that has most words in common with a claim, two at least; else `otherwise`. */
export function findLikeliest(sentences, claim, otherwise) {
  const sought = stemsOf(claim);
  const counts = sentences.map((sentence) => [...stemsOf(sentence)].filter((stem) => sought.has(stem)).length);
  const most = Math.max(1, counts[otherwise] ?? 0, ...counts);
  return most < 2 || counts[otherwise] === most ? otherwise : counts.indexOf(most);
}
