/**
 * Draws maps of places. Invariant: what is drawn is decided in the data; the text beside a map says the same. Of its two
 * drawings the style shows the one that has room, or none.
 */
import { el } from "./dom.js";
import { gettext } from "./messages.js";

const LONG_TEXT = 600; // characters; more would stand far below the map
const TEXT_INSET = 3; // of a name in its frame
const outline = (numbers) => `M${numbers.join(" ")}z`;

/** Draws a map with its heading and text, as a part of its own beside the page. */
export function placeMap({ base }, map) {
  const { heading, name, sentences, drawings } = map;
  const sizes = ["narrow", "wide"];
  return el(
    "aside.where",
    { "aria-labelledby": "where" },
    el("h3", { id: "where" }, heading),
    el("div", drawings.map((drawing, n) => draw(base, drawing, sizes[n], name))),
    isLong(sentences) ? el("details", el("summary", gettext("The same in words")), list(sentences)) : list(sentences),
  );
}

const list = (sentences) => el("ul", { role: "list" }, sentences.map((sentence) => el("li", sentence)));
const isLong = (sentences) => sentences.join("").length > LONG_TEXT;

function draw(base, { size: [width, height], turn, scale, at, signs, names, arrows, bar }, kind, name) {
  const frame = (className) => el(`rect.${className}`, { width, height });
  const shape = (className, d) => el(`path.${className}`, { d });
  return el(
    `svg.${kind}`,
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
    frame("sea"),
    el("g", { transform: `translate(${at.join(" ")}) scale(${scale * base.unit}) rotate(${turn})` }, shape("land", base.land), shape("water", base.water), shape("river", base.rivers)),
    arrows.map((numbers) => shape("arrow", outline(numbers))),
    signs.map(sign),
    names.map(label),
    bar.length > 0 && ["under", "bar"].map((part) => shape(part, `M${bar[0]} ${bar[2]}H${bar[1]}`)),
    frame("edge"),
  );
}

/** Draws the sign of a place: a target, a dashed ring, a disc or a square. */
function sign([role, cx, cy, r]) {
  const circle = (className, share = 1) => el(`circle.${className}`, { cx, cy, r: r * share });
  if (role === "here") return [circle("outer"), circle("ring", 0.76), circle("dot", 0.45)];
  if (role === "other") return el("rect.town", { x: cx - r, y: cy - r, width: 2 * r, height: 2 * r });
  return circle(role);
}

function label([role, text, x, y, width, height]) {
  const plate = role !== "water" && el("rect.plate", { x, y, width, height });
  return [plate, el(`text.${role}`, { x: x + TEXT_INSET, y: y + height / 2, dy: "0.35em" }, text)];
}
