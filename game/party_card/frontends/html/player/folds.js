/** Divides a record: into layers, or into parts that are folded under their headings. */
import { el } from "./dom.js";

const isHeading = (block, level) => block.type === "heading" && block.level === level;

/** Returns the layers of a record, each with its heading and blocks; none if it is read as one. */
export function splitLayers(blocks) {
  const layers = [];
  for (const block of blocks) {
    if (isHeading(block, 0)) layers.push({ heading: block.text, blocks: [] });
    else layers.at(-1)?.blocks.push(block);
  }
  return layers;
}

/** Draws blocks, those behind each heading of level 2 folded under it, the first open; `draw(blocks)` draws some of them. */
export function foldParts(blocks, draw) {
  const starts = blocks.flatMap((block, n) => (isHeading(block, 2) ? [n] : []));
  const parts = starts.map((start, n) => el("details.fold", { open: n === 0 }, el("summary", el("h4", blocks[start].text)), draw(blocks.slice(start + 1, starts[n + 1]))));
  return [draw(blocks.slice(0, starts[0])), parts];
}

/** Draws a record without layers: what comes before `after`, the heading of what came after, is folded by its headings. */
export function drawWhole(blocks, after, draw) {
  const end = blocks.findIndex((block) => isHeading(block, 1) && block.text === after);
  return [foldParts(end < 0 ? blocks : blocks.slice(0, end), draw), end >= 0 && draw(blocks.slice(end))];
}
