/**
 * Marks what is in another language than the page, such as scenes of a campaign that have no translation, so that screen readers speak it
 * rightly. Invariant: only `lang` is set; words of the interface between such texts keep the language of the page.
 */
import { data } from "./data.js";
import { plain, runsOf } from "./runs.js";

const OF_INTERFACE = ".label, .grade, .soft, .date";
const LEFT_OUT = `${OF_INTERFACE}, .ref, sup, li > button > b`;

/** Marks texts on the page as they are drawn. `foreign` are rows of a language, ranges of lines, and numbers of scenes. */
export function markForeign() {
  if (!data.foreign) return;
  const languages = new Map(data.foreign.flatMap(([code, ranges, scenes]) => listTexts(ranges, scenes).map((text) => [text, code])));
  const mark = (element) => {
    const code = languages.get(readOwnText(element));
    if (!code || element.lang) return;
    element.lang = code;
    for (const inner of element.querySelectorAll(OF_INTERFACE)) inner.lang ||= data.lang;
  };
  const visit = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) mark(walker.currentNode.parentElement);
  };
  new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach((node) => visit(node.parentElement ?? node)))).observe(document.body, { childList: true, subtree: true });
}

/** Lists the texts of lines and scenes, as `readOwnText` reads them. */
function listTexts(ranges, scenes) {
  const lines = ranges.flatMap(([first, count]) => Array.from({ length: count }, (_, n) => plain(runsOf(data, first + n))));
  const titles = scenes.flatMap((scene) => {
    const { title, question, who, passages } = data.scenes[scene];
    return [title, question, who, ...passages.flatMap(([, , , , , ending]) => (ending ? ending.slice(1, 3) : []))];
  });
  return [...lines, ...titles].map((text) => text && normalize(text)).filter(Boolean);
}

/** Returns the text of an element without what belongs to the interface, and without the number of a question. */
function readOwnText(element) {
  const parts = [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : node.matches(LEFT_OUT) ? "" : node.textContent));
  return normalize(parts.join("").replace(/^\d+\. /, ""));
}

const normalize = (text) => text.replace(/\s+/g, " ").trim();
