/**
 * Elements. Law: whatever an author wrote reaches the document as text or as an attribute that cannot act; nothing here,
 * and nothing that uses it, parses markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element: `el("p.about", {title: "…"}, kids…)`. Of its attributes `true` is an empty one, `false`, `null`, `undefined`
 * and "" none, a function a handler; kids may be nested, and those that are nothing are left out.
 */
export function el(tag, ...kids) {
  const [name, kind] = tag.split(".");
  const made = name === "svg" || name === "path" ? document.createElementNS(SVG, name) : document.createElement(name);
  if (kind) made.setAttribute("class", kind);
  const has = kids[0]?.constructor === Object ? kids.shift() : {};
  for (const [key, value] of Object.entries(has)) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value || value === 0) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...kids.flat(Infinity).filter((kid) => kid || kid === 0));
  return made;
}

/** A button that does something; `kind` is its look. */
export function button(words, does, kind = "", has = {}) {
  return el(`button.${kind}`, { type: "button", onclick: does, ...has }, words);
}

/** A drawing of paths, each `[d, look]`, for the eye alone. */
export function drawing(box, ...paths) {
  return el("svg", { viewBox: box, "aria-hidden": "true" }, paths.map(([d, look]) => el(`path.${look}`, { d })));
}

/** What is not empty, with dots between. */
export const dotted = (...parts) => parts.filter(Boolean).join(" · ");

/** Tells those who listen, once, that something happened that moved no focus. */
export function announce(text) {
  const status = document.getElementById("status");
  status.textContent = "";
  setTimeout(() => (status.textContent = text), 60);
}
