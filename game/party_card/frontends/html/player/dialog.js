/**
 * Opens dialogs over the page. Invariant: one at a time; it closes with Escape, its button, or a click beside it, and the
 * browser then restores the focus.
 */
import { button, el } from "./dom.js";

/** Closes the open dialog, if any. */
export const shut = () => document.querySelector("dialog")?.close();

/** Opens a dialog with a title and children, and returns it. */
export function panel(title, ...children) {
  shut();
  const head = el("h2", { id: "panel", tabindex: -1 }, title);
  const dialog = el(
    "dialog",
    { "aria-labelledby": "panel", onclick: (event) => event.target === dialog && shut(), onclose: () => dialog.remove() },
    head,
    el("div", children, el("p.row", button("Close", shut))),
  );
  document.body.append(dialog);
  dialog.showModal();
  head.focus();
  return dialog;
}
