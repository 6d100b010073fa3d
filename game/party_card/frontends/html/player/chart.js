/**
 * Draws charts: bars or, if the labels are dates in ascending order, a line above a table. Invariant: every number is given in
 * words too; values that are not exact have it in their words and a broken outline.
 */
import { drawing, el } from "./dom.js";

/** Returns a chart. `at` are the distances between its points, in steps; before a negative one the line is broken. */
export function chart({ title, unit, bars, remark, at: distances }, note) {
  const most = Math.max(...bars.map(({ value }) => value), 0) || 1;
  const rows = bars.map(({ label, value, shown, bound }) => {
    const bar = el(`span.${bound && "inexact"}`);
    bar.style.width = `${(100 * Math.max(0, value)) / most}%`;
    return el("tr", el("th", { scope: "row" }, label), !distances.length && el("td.bar", bar), el("td", shown));
  });
  return el("figure", el("figcaption", `${title}, ${unit} `, note), distances.length > 0 && series(bars, distances, most), el("table", rows), remark && el("p.soft", remark));
}

function series(bars, distances, most) {
  let x = 0;
  const points = bars.map(({ value }, n) => [(x += Math.abs(distances[n])), 30 - (28 * value) / most]);
  const place = ([px, py]) => `${(4 + (92 * px) / x).toFixed(1)} ${py.toFixed(1)}`;
  const path = points.map((point, n) => `${n && distances[n] > 0 ? "L" : "M"}${place(point)}`).join("");
  const dots = points.map((point, n) => [`M${place(point)}h0`, bars[n].bound ? "dot inexact" : "dot"]);
  return drawing("0 0 100 32", ["M0 30.5h100", "ring"], [path, "ring"], ...dots);
}
