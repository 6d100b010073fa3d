/** Draws the people and terms that a page names. */
import { button, el } from "./dom.js";
import { panel } from "./dialog.js";
import { fill, gettext } from "./messages.js";
import { noteOpen, renderSources } from "./notes.js";
import { explain } from "./page.js";
import { label, line, opening } from "./render.js";

/** Draws an entry: a term explained, or who somebody was, and after an ending what became of them; `back` leads back from a note. */
export function explanation({ name, years, line: runs, later, notes }, back, ...signs) {
  const cited = (runs) => runs.map((run) => (typeof run === "number" ? opening(run, () => noteOpen({ notes }, run, back), "ref", fill(gettext("Note {number}"), { number: run }), "#panel") : line([run])));
  return [el("dt", name, years && el("span.soft", ` ${years}`), signs), el("dd", cited(runs)), later.length > 0 && el("dd", label(gettext("What became of them")), cited(later))];
}

/** Opens the people and terms of a page in a dialog, one of them first. */
export function entriesOpen(page, first = "") {
  const entries = [...page.entries].sort((a, b) => (b.id === first) - (a.id === first));
  const rows = entries.map((entry) => el("div", { id: entry.id === first && "about" }, explanation(entry, () => entriesOpen(page, entry.id))));
  panel(gettext("Who’s who, and words"), el("dl", rows), page.openWhole && el("p.row", button(gettext("Whole glossary"), page.openWhole)));
}

/** Draws who the people on some pages were and, if one of them comes after the ending, what became of them. */
export function describePeople(data, pages) {
  const ended = pages.some(({ kind }) => data.after.includes(kind));
  const ids = new Set(pages.flatMap(({ entries }) => entries.flatMap(({ kind, id }) => (kind === "person" ? [id] : []))));
  if (!ids.size) return null;
  const drawn = [...ids].map((id) => {
    const { name, years, line: runs, later, notes } = explain(data, data.entries.findIndex(([kind, other]) => kind === "person" && other === id), ended);
    return [el("p", el("b", name), years && ` (${years})`, ": ", line(runs)), later.length > 0 && el("p", el("b", gettext("What became of them:")), " ", line(later)), notes.length > 0 && renderSources({ notes })];
  });
  return el("section", el("h2", gettext("Who’s who")), drawn);
}
