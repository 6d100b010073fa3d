/**
 * Draws a record: its layers as tabs, and the parts of the whole story folded under their headings. Invariant: the offers stand in
 * the last layer, and no digit chooses one, so that nobody is led past the first layer.
 */
import { announce, button, el } from "./dom.js";
import { readSentences } from "./text.js";

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
function foldParts(blocks, draw) {
  const starts = blocks.flatMap((block, n) => (isHeading(block, 2) ? [n] : []));
  const parts = starts.map((start, n) => el("details.fold", { open: n === 0 }, el("summary", el("h4", blocks[start].text)), draw(blocks.slice(start + 1, starts[n + 1]))));
  return [draw(blocks.slice(0, starts[0])), parts];
}

/** Draws a record without layers: what comes before `after`, the heading of what came after, is folded by its headings. */
export function drawWhole(blocks, after, draw) {
  const end = blocks.findIndex((block) => isHeading(block, 1) && block.text === after);
  return [foldParts(end < 0 ? blocks : blocks.slice(0, end), draw), end >= 0 && draw(blocks.slice(end))];
}

/**
 * Draws layers as tabs. `draw(blocks)` draws blocks, `whole` is the heading of the layer that is folded; `first` stands below the
 * first layer, `last` below the last. Returns the element, and a function that shows a layer by its number.
 */
export function drawLayers(layers, { draw, whole, first, last }) {
  const tabs = layers.map(({ heading }, n) =>
    button([el("kbd", { "aria-hidden": "true" }, n + 1), " ", heading], () => select(n), "", { role: "tab", id: `tab-${n}`, "aria-controls": `layer-${n}` }));
  const panels = layers.map(({ heading, blocks }, n) =>
    el("section", { role: "tabpanel", id: `layer-${n}`, "aria-labelledby": `tab-${n}` },
      el("h3", { tabindex: -1 }, heading),
      heading === whole ? foldParts(blocks, draw) : draw(blocks),
      n === 0 && first,
      n + 1 < layers.length ? el("p.row", button(["Read on: ", layers[n + 1].heading], () => select(n + 1, true), "go")) : last));

  /** Shows a layer; with `focus`, the focus goes to its heading, and its text is announced. */
  function select(number, focus) {
    tabs.forEach((tab, n) => {
      tab.setAttribute("aria-selected", n === number);
      tab.tabIndex = n === number ? 0 : -1;
      panels[n].hidden = n !== number;
    });
    if (!focus) return;
    const [start, ...others] = panels[number].children;
    start.focus({ preventScroll: true });
    announce(readSentences(others));
    scrollTo(0, 0);
  }

  function onkeydown(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const number = (tabs.indexOf(event.target) + step + tabs.length) % tabs.length;
    select(number);
    tabs[number].focus();
  }

  select(0);
  return { element: el("div.layers", el("div.tabs", { role: "tablist", "aria-label": "Parts of the record", onkeydown }, tabs), panels), select };
}
