/**
 * Builds elements. Invariant: texts of authors reach the document as text or as attributes that cannot run; no markup is
 * parsed anywhere in the player.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Builds an element: `el("p.about", {title: "…"}, children…)`. An attribute that is `true` is empty; `false`, `null`,
 * `undefined` and "" are left out; a function is an event handler. Children may be nested; empty ones are left out.
 */
export function el(tag, ...children) {
  const [name, kind] = tag.split(".");
  const node = name === "svg" || name === "path" ? document.createElementNS(SVG, name) : document.createElement(name);
  if (kind) node.setAttribute("class", kind);
  const attributes = children[0]?.constructor === Object ? children.shift() : {};
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value || value === 0) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((kid) => kid || kid === 0));
  return node;
}

/** Builds a button; `kind` is its class. */
export function button(label, onclick, kind = "", attributes = {}) {
  return el(`button.${kind}`, { type: "button", onclick, ...attributes }, label);
}

/** Builds a decorative drawing of paths, each `[d, class]`. */
export function drawing(box, ...paths) {
  return el("svg", { viewBox: box, "aria-hidden": "true" }, paths.map(([d, className]) => el(`path.${className}`, { d })));
}

/** Joins what is not empty with dots. */
export const dotted = (...parts) => parts.filter(Boolean).join(" · ");

/** Announces to screen readers an event that has not moved the focus. */
export function announce(text) {
  const status = document.getElementById("status");
  status.textContent = "";
  setTimeout(() => (status.textContent = text), 60);
}
