/**
 * A panel over the page. Law: one at a time; it closes with Escape, its button, or a click beside it, and the browser
 * gives the focus back to where it was.
 */
import { button, el } from "./dom.js";

/** Closes the panel that is open, if one is. */
export const shut = () => document.querySelector("dialog")?.close();

/** Opens a panel with a title and children; returns it. */
export function panel(title, ...kids) {
  shut();
  const head = el("h2", { id: "panel", tabindex: -1 }, title);
  const made = el(
    "dialog",
    { "aria-labelledby": "panel", onclick: (event) => event.target === made && shut(), onclose: () => made.remove() },
    head,
    el("div", kids, el("p.row", button("Close", shut))),
  );
  document.body.append(made);
  made.showModal();
  head.focus();
  return made;
}
