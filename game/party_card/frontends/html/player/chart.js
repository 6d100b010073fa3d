/**
 * Draws charts: bars, a line above a table if the labels are dates in ascending order, or estimates of several sources along one
 * axis. Invariant: every number is given in words too; values that are not exact have it in their words and a broken outline.
 */
import { drawing, el } from "./dom.js";

/**
 * Returns a chart. `at` are the distances between its points, in steps; before a negative one the line is broken. `draw` draws
 * runs, `grade` a grade.
 */
export function chart({ title, unit, bars, note, remark, at: distances }, draw, grade) {
  const most = Math.max(...bars.map(({ value }) => value), 0) || 1;
  const estimated = bars.some(({ by }) => by.length);
  const isSeries = distances.length > 0 && !estimated;
  const rows = estimated
    ? estimates(bars, most, draw, grade)
    : bars.map((bar) => el("tr", el("th", { scope: "row" }, bar.label), !isSeries && el("td.bar", mark(bar, most, bar.bound ? "inexact" : "")), el("td", bar.shown)));
  return el(`figure.${estimated ? "estimates" : ""}`, el("figcaption", `${title}, ${unit} `, note > 0 && draw([note])), isSeries && series(bars, distances, most), el("table", rows), remark && el("p.soft", remark));
}

/** Draws a bar from zero, or from the lower end of a range. */
function mark({ value, low }, most, kind) {
  const bar = el(`span.${kind}`);
  bar.style.marginInlineStart = `${(100 * (low ?? 0)) / most}%`;
  if (!kind.includes("dot")) bar.style.width = `${(100 * Math.max(0, value - (low ?? 0))) / most}%`;
  return bar;
}

/** Draws a row for each estimate, those of the same thing together, with a line from the lowest to the highest. */
function estimates(bars, most, draw, grade) {
  const groups = [];
  for (const bar of bars) bar.label === groups.at(-1)?.[0].label ? groups.at(-1).push(bar) : groups.push([bar]);
  return groups.map((group) => {
    const ends = { low: Math.min(...group.map(({ low, value }) => low ?? value)), value: Math.max(...group.map(({ value }) => value)) };
    const shape = ({ low, grade: sure }) => [low === null && "dot", !["documented", "corroborated"].includes(sure) && "inexact"].filter(Boolean).join(" ");
    const rows = group.map((bar) =>
      el(
        "tr",
        el("td.bar", mark(bar.low === null ? { value: bar.value, low: bar.value } : bar, most, shape(bar))),
        el("td", el("b", bar.shown), " ", draw(bar.by), " ", grade(bar.grade)),
      ),
    );
    const range = el("tr", { "aria-hidden": "true" }, el("td.bar", group.length > 1 && mark(ends, most, "range")), el("td"));
    return el("tbody", el("tr", el("th", { scope: "col", colspan: 2 }, group[0].label)), rows, range);
  });
}

function series(bars, distances, most) {
  let x = 0;
  const points = bars.map(({ value }, n) => [(x += Math.abs(distances[n])), 30 - (28 * value) / most]);
  const place = ([px, py]) => `${(4 + (92 * px) / x).toFixed(1)} ${py.toFixed(1)}`;
  const path = points.map((point, n) => `${n && distances[n] > 0 ? "L" : "M"}${place(point)}`).join("");
  const dots = points.map((point, n) => [`M${place(point)}h0`, bars[n].bound ? "dot inexact" : "dot"]);
  return drawing("0 0 100 32", ["M0 30.5h100", "ring"], [path, "ring"], ...dots);
}
