/**
 * Draws a record in layers, as tabs. Invariant: the offers stand in the last layer, and no digit chooses one, so that nobody is led
 * past the first layer.
 */
import { announce, button, el } from "./dom.js";
import { foldParts } from "./folds.js";
import { gettext, weave } from "./messages.js";
import { readSentences } from "./text.js";

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
      n + 1 < layers.length ? el("p.row", button(weave(gettext("Read on: {heading}"), { heading: layers[n + 1].heading }), () => select(n + 1, true), "go")) : last));

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
  return { element: el("div.layers", el("div.tabs", { role: "tablist", "aria-label": gettext("Parts of the record"), onkeydown }, tabs), panels), select };
}
