/**
 * A figure: bars or, where its labels are dates in their order, a line over a table. Law: no number without its words; what
 * is not exact is told by its words and by a broken outline.
 */
import { drawing, el } from "./dom.js";

/** The figure with the mark of its note. `at` says where points stand, in steps; below nought the line is broken before. */
export function chart({ title, unit, bars, remark, at }, note) {
  const most = Math.max(...bars.map(({ value }) => value), 0) || 1;
  const rows = bars.map(({ label, value, shown, bound }) => {
    const bar = el(`span.${bound && "inexact"}`);
    bar.style.width = `${(100 * Math.max(0, value)) / most}%`;
    return el("tr", el("th", { scope: "row" }, label), !at.length && el("td.bar", bar), el("td", shown));
  });
  return el("figure", el("figcaption", `${title}, ${unit} `, note), at.length > 0 && series(bars, at, most), el("table", rows), remark && el("p.soft", remark));
}

function series(bars, at, most) {
  let x = 0;
  const points = bars.map(({ value }, n) => [(x += Math.abs(at[n])), 30 - (28 * value) / most]);
  const place = ([px, py]) => `${(4 + (92 * px) / x).toFixed(1)} ${py.toFixed(1)}`;
  const way = points.map((point, n) => `${n && at[n] > 0 ? "L" : "M"}${place(point)}`).join("");
  const dots = points.map((point, n) => [`M${place(point)}h0`, bars[n].bound ? "dot inexact" : "dot"]);
  return drawing("0 0 100 32", ["M0 30.5h100", "ring"], [way, "ring"], ...dots);
}
