/**
 * A panel over the page. Law: one at a time; it closes with Escape, its button, or a click beside it, and the browser
 * gives the focus back to where it was.
 */
import { el } from "./dom.js";

/** Opens a panel with a title and children; returns it. `shut` is called after it has closed. */
export function panel(title, kids, shut) {
  document.querySelector("dialog")?.close();
  const close = el("button", { class: "plain", type: "button", onclick: () => made.close() }, "Close");
  const made = el(
    "dialog",
    { "aria-labelledby": "panel", onclick: (event) => event.target === made && made.close() },
    el("h2", { id: "panel", tabindex: -1 }, title),
    el("div", {}, ...kids, el("div", { class: "row" }, close)),
  );
  made.addEventListener("close", () => {
    made.remove();
    shut?.();
  });
  document.body.append(made);
  made.showModal();
  made.querySelector("h2").focus();
  return made;
}
