/** Builds elements, asks the server, opens dialogs. Invariant: texts reach the page as text only; no markup is parsed. */

import { fill, gettext, ngettext } from "./messages.js";

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "path", "g"]);

/** Builds an element: `el("p.soft", {id: "x"}, children…)`. An attribute that is a function is an event handler; falsy ones are left out. */
export function el(tag, ...children) {
  const [name, kind] = tag.split(".");
  const node = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  if (kind) node.setAttribute("class", kind);
  const attributes = children[0]?.constructor === Object ? children.shift() : {};
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value || value === 0) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0).map((child) => (typeof child === "number" ? String(child) : child)));
  return node;
}

/** Builds a button; its `id` keeps the focus when the page is drawn anew. */
export const button = (id, label, onclick, kind = "", attributes = {}) => el(`button.${kind}`, { id, type: "button", onclick, ...attributes }, label);

/** Builds a text in the direction of its own first letter. */
export const text = (words, tag = "span") => el(tag, { dir: "auto" }, words);

/** Announces a sentence to screen readers, and shows it for a while. */
export function announce(sentence) {
  const status = document.getElementById("status");
  status.textContent = sentence;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => (status.textContent = ""), 8000);
}

const AWAY = gettext("The program does not answer. Is the lesson still open in its window?");
const NOT_STORED = gettext("This could not be stored.");

/** Sends a message; announces what hinders it. Returns the answer, or null. */
export async function post(path, body) {
  try {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const json = await answer.json();
    if (answer.ok) return json;
    announce(json.message || NOT_STORED);
  } catch {
    announce(AWAY);
  }
  return null;
}

/** Does an action of the lesson. */
export const act = (action, fields = {}) => post("do", { do: action, ...fields });

/** Opens a dialog; `buttons` are pairs of a label and what it does, the last one closes it only. Returns the dialog. */
export function ask(title, body, buttons, close = gettext("Cancel")) {
  const dialog = el("dialog", { "aria-labelledby": "dialog-title", onclose: () => dialog.remove() });
  const act = (does) => async () => (await does()) !== false && dialog.close();
  const row = [...buttons.map(([label, does, kind], number) => button(`dialog-${number}`, label, act(does), kind)), button("dialog-close", close, () => dialog.close())];
  dialog.append(el("h2", { id: "dialog-title" }, title), el("div", body), el("p.row", row));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Says how many students there are. */
export const countStudents = (count) => fill(ngettext("{count} student", "{count} students", count), { count });
