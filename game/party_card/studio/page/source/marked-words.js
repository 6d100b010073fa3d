/* The words of a source that a person has marked: whole words, paragraph by paragraph. */
const IN_WORD = /[\p{L}\p{N}\p{M}'’]/u;

/** Returns the stretch of whole words in which a stretch of a text lies, without blanks around it. */
export function snapToWords(text, start, end) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  if (start === end) return [start, end];
  const isWithin = (offset) => offset > 0 && offset < text.length && IN_WORD.test(text[offset - 1]) && IN_WORD.test(text[offset]);
  while (isWithin(start)) start -= 1;
  while (isWithin(end)) end += 1;
  return [start, end];
}

/** Returns how many letters of a paragraph stand before a place; notes and names of facts do not count. */
function offsetIn(words, node, offset) {
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(node, offset);
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT, (text) => (text.parentElement.closest("sup") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  let count = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text === node) return count + offset;
    if (before.comparePoint(text, text.length) > 0) return count;
    count += text.length;
  }
  return count;
}

/** Returns the stretches of the paragraphs in an area that are marked: `number`, `start` and `end` of each. */
export function listMarked(area, paragraphs) {
  const selection = getSelection();
  if (!area || !selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const touched = [...area.querySelectorAll("[data-number]")].filter((element) => range.intersectsNode(element.querySelector(".words")));
  const parts = touched.map((element) => {
    const number = Number(element.dataset.number);
    const {text} = paragraphs[number];
    const words = element.querySelector(".words");
    const isHere = (node) => element.contains(node);
    const start = isHere(range.startContainer) ? offsetIn(words, range.startContainer, range.startOffset) : 0;
    const end = isHere(range.endContainer) ? offsetIn(words, range.endContainer, range.endOffset) : text.length;
    const [from, to] = snapToWords(text, start, Math.max(start, end));
    return {number, start: from, end: to};
  });
  return parts.filter((part) => part.start < part.end);
}
