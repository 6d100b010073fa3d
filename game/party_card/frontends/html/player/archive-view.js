/**
 * Draws the shelf of the archive and a file opened there. Invariant: what became of a card is said in words; a place without a file is
 * no button.
 */
import { el } from "./dom.js";
import { arrangeFile } from "./file-view.js";
import { fill, gettext, ngettext } from "./messages.js";

let words = null;

/** Takes the words of the archive from the page's data; undefined if the page has no archive. */
export function defineArchiveWords(archive) {
  words = archive?.words;
}

/** Draws the place of a scene on the shelf; `page.openFile(number)` opens its file. */
export function drawFolder({ number, name, closed, office, invented, stamp, papers, assessed }, page) {
  const count = [fill(ngettext("{count} paper", "{count} papers", papers), { count: papers }), words.cards[stamp] ?? words.no_card].join(", ");
  const label = [
    el("b", number, " "),
    el("strong", name),
    office.length > 0 && el("span.soft", office.map((run) => (typeof run === "string" ? run : run[1])), invented && [" ", gettext("(invented)")]),
    el("span", closed ? words.closed[closed] : count),
    assessed && el("span.assessed-mark", words.assessed),
  ];
  if (closed) return el("li.empty", el("div.folder-label", label));
  return el(`li.card-is-${stamp || "none"}`, el("button.folder-button", { type: "button", id: `file-${number}`, onclick: () => page.openFile(number) }, el("span.folder-label", label)));
}

/** Gathers the folders into a list, and each paper or gap with its statement; `drawn` are the drawn blocks, in order. */
export function arrangeArchive({ kind, blocks }, drawn) {
  if (kind === "folder" && blocks.some(({ type }) => type === "file-decision")) return arrangeFile(blocks, drawn, ["", words.lived]);
  const path = kind === "winter" ? blocks.findLastIndex(({ type }) => type === "heading") : -1;
  if (path > 0) return [el("div.chain", drawn.slice(0, path)), el("div.own-path", drawn.slice(path))];
  const groups = [];
  blocks.forEach(({ type }, index) => {
    const before = blocks[index - 1]?.type;
    if (type === "folder" && before === type) groups.at(-1).append(drawn[index]);
    else if (type === "folder") groups.push(el("ol.shelf", { role: "list" }, drawn[index]));
    else if (type === "step" && before === type) groups.at(-1).append(drawn[index]);
    else if (type === "step") groups.push(el("ol.way", { role: "list" }, drawn[index]));
    else if (type === "assessment" && ["file-paper", "file-gap"].includes(before)) groups.push(el("div.found", groups.pop(), drawn[index]));
    else groups.push(drawn[index]);
  });
  return groups;
}
