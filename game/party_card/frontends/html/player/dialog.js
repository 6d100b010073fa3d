/**
 * Opens dialogs over the page. Invariant: one at a time; it closes with Escape, its button, or a click beside it, and the
 * browser then restores the focus.
 */
import { button, el } from "./dom.js";
import { gettext } from "./messages.js";

/** Closes the open dialog, if any, and removes it, so that the ids in the next one are its own. */
export function shut() {
  const dialog = document.querySelector("dialog");
  dialog?.close();
  dialog?.remove();
}

/**
 * Opens a dialog with a title and children, and returns it. It takes the focus itself, so that a screen reader says its title
 * once, and then the child with the id `about`, if there is one.
 */
export function panel(title, ...children) {
  shut();
  const message = el("p.message", { role: "status" });
  const body = el("div", children, el("p.row", button(gettext("Close"), shut)));
  const dialog = el(
    "dialog",
    {
      tabindex: -1,
      "aria-labelledby": "panel",
      "aria-describedby": body.querySelector("#about") && "about",
      onclick: (event) => event.target === dialog && shut(),
      onclose: () => dialog.remove(),
    },
  );
  document.body.append(dialog);
  dialog.showModal(); // while it is empty, so that no button within gets the focus first
  dialog.append(el("h2", { id: "panel" }, title), message, body);
  dialog.focus();
  return dialog;
}
