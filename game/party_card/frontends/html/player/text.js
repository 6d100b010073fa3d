/**
 * Reads drawn elements as plain text, for screen readers and for copying. Invariant: the text has what is shown, in its order,
 * and its parts stay apart: a block is a line, a label ends with a colon.
 */

import { gettext } from "./messages.js";

const BLOCKS = "article, div, section, h1, h2, h3, p, ol, ul, li, dl, figure, figcaption, table, tr, label, button, fieldset, legend";
const LEFT_OUT = "[aria-hidden=true], svg, details, textarea, i:empty, [hidden], .forks, .assessment .row";

/** Returns the lines of an element's text. `mark(number)` returns what stands for the mark of a note, or "". */
export function readLines(root, mark) {
  const lines = [""];
  const add = (text) => lines.push(lines.pop() + text);
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return add(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return;
    if (node.matches("sup, .ref")) return add(mark(node.textContent));
    const isBlock = node.matches(BLOCKS);
    if (isBlock) lines.push("");
    if (node.matches("[aria-disabled]")) add(gettext("Not open:") + " ");
    if (node.matches(".offer i")) add(": "); // why it is not
    node.childNodes.forEach(visit);
    if (node.matches(".label:not(:empty), dt, th")) add(": ");
    if (node.matches(".date, .grade, td, b, .row > *")) add(" ");
    if (isBlock) lines.push("");
  };
  visit(root);
  return lines.map((line) => (line.includes("\n") ? line : line.replace(/ +/g, " ").replaceAll(" :", ":")).trim()).filter(Boolean);
}

/** Returns the text of elements as sentences: what ends without a full stop gets one, so that speech pauses there. */
export function readSentences(elements) {
  const lines = elements.flatMap((element) => readLines(element, () => ""));
  return lines.map((line) => (/[\p{L}\p{N})]$/u.test(line) ? `${line}.` : line)).join(" ");
}
