/**
 * Builds elements. Invariant: texts of authors reach the document as text or as attributes that cannot run; no markup is
 * parsed anywhere in the player. Every text has the direction of its own first letter; one that is mostly not in the letters
 * of the page’s language is in an unknown language, unless its language is given.
 */
import { data } from "./data.js";

const OWN_LETTERS = new RegExp(data.letters ?? "\\p{Script=Latin}", "u");
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "g", "path", "rect", "circle", "text"]);
const TEXTS = new Set(["p", "h1", "h2", "h3", "li", "dt", "dd", "td", "th", "label", "button", "figcaption"]);
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Builds an element: `el("p.about", {title: "…"}, children…)`. An attribute that is `true` is empty; `false`, `null`,
 * `undefined` and "" are left out, but for `lang: ""`, an unknown language; a function is an event handler. Children may be
 * nested; those that are falsy are left out, so that `count && el(…)` draws no 0.
 */
export function el(tag, ...children) {
  const [name, kind] = tag.split(".");
  const node = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  if (kind) node.setAttribute("class", kind);
  const attributes = children[0]?.constructor === Object ? children.shift() : {};
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value || value === 0 || (key === "lang" && value === "")) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter(Boolean));
  if (TEXTS.has(name) || (name === "span" && kind)) {
    node.setAttribute("dir", "auto");
    if (!attributes.lang && isForeign(node.textContent)) node.setAttribute("lang", "");
  }
  return node;
}

/** Returns true if a text is mostly in letters that are not those of the page's language. */
function isForeign(text) {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => !OWN_LETTERS.test(letter)).length > letters.length / 2;
}

/** Builds a button; `kind` is its class. */
export function button(label, onclick, kind = "", attributes = {}) {
  return el(`button.${kind}`, { type: "button", onclick, ...attributes }, label);
}

/** Builds a decorative drawing of paths, each `[d, class]`. */
export function drawing(box, ...paths) {
  return el("svg", { viewBox: box, "aria-hidden": "true" }, paths.map(([d, className]) => el(`path.${className}`, { d })));
}

/** Keeps a text that is written from right to left from turning its neighbours round; in marks that are part of the text. */
const isolate = (text) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

/** Joins what is not empty with dots. */
export const dotted = (...parts) => parts.filter(Boolean).map(isolate).join(" · ");

const ANNOUNCED_AFTER_MS = 300; // once a screen reader has begun to speak of a focus that moved in the same step
const CLEARED_AFTER_MS = 4000; // so that nobody finds a text twice who reads through the page
let timer = 0;

/** Announces a text to screen readers, after what has the focus now; in an open dialog it is shown as well, and stays. */
export function announce(text) {
  clearTimeout(timer);
  const status = document.querySelector("dialog[open] [role=status]") ?? document.getElementById("status");
  status.textContent = "";
  timer = setTimeout(() => {
    status.textContent = text;
    if (isForeign(text)) status.lang = "";
    else status.removeAttribute("lang");
    if (status.id) timer = setTimeout(() => (status.textContent = ""), CLEARED_AFTER_MS);
  }, ANNOUNCED_AFTER_MS);
}
