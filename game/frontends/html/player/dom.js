/**
 * Elements. Law: whatever an author wrote reaches the document as text or as an attribute that cannot act; nothing here,
 * and nothing that uses it, parses markup.
 */

/**
 * An element with attributes, handlers and children.
 * `has`: an attribute's value; `true` is an empty attribute, `false`, `null` and `undefined` none; `on…` a handler.
 */
export function el(tag, has = {}, ...kids) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(has)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false && kid !== ""));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawing of shapes: `[tag, attributes]` each, in a square of 16 units. */
export function drawing(...shapes) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", "0 0 16 16");
  made.setAttribute("aria-hidden", "true");
  for (const [tag, has] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(has)) shape.setAttribute(name, String(value));
    made.append(shape);
  }
  return made;
}

/** Tells those who listen, once, that something happened that moved no focus. */
export function announce(text) {
  const status = document.getElementById("status");
  status.textContent = "";
  setTimeout(() => (status.textContent = text), 60);
}
