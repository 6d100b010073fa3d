/** Draws the notes of a page, their sources and what each of several sources says. Invariant: every note is there, with its grade. */
import { button, el } from "./dom.js";
import { data } from "./data.js";
import { panel } from "./dialog.js";
import { fill, gettext, quoted } from "./messages.js";
import { explainGrade, grade, grades, label, line } from "./render.js";
import { sheet } from "./sheet.js";

function citation({ text, quotes, citation, hedge }) {
  return el("p", text.replace(/\.?$/, ". "), quotes.map((quote) => `${quoted(quote)} `), hedge && `${hedge} `, el("span.soft", line(citation)));
}

/** Draws a card for each of several sources, side by side where there is room, and what follows. */
export function sources({ attestations, gap, conclusion }) {
  const part = (name, text) => text && el("p", el("span.part", `${name} `), text);
  const cards = attestations.map(({ stance, knowledge, interest, value, says, citation }) =>
    el("li", label(stance), value && el("p.value", value), says && el("p", says), part(gettext("How it knows"), knowledge.join(" · ")), part(gettext("What it wanted"), interest), el("p.soft", line(citation))));
  return [el("ol.voices", cards), gap && el("p.apart", el("span", gap)), conclusion && el("p.follows", label(gettext("What follows")), conclusion)];
}

/** Draws what several sources say of the fact of a note. */
const compared = (note) => note.attestations.length > 0 && [el("h3", gettext("What the sources say")), sources(note)];

/** Opens a note in a dialog, with its grade explained and buttons to the other notes. */
export function noteOpen(page, number, back) {
  const { length } = page.notes;
  const note = page.notes[number - 1];
  const turn = (by) => noteOpen(page, ((number - 1 + by + length) % length) + 1, back);
  const buttons = (length > 1 || back) && el("p.row", length > 1 && [button(gettext("Note before"), () => turn(-1)), button(gettext("Next note"), () => turn(1))], back && button(gettext("Back to who’s who"), back));
  const meaning = el("p", grade(note.grade), el("span.soft", ` ${explainGrade(note.grade)}`));
  const { document: shown, text, hedge } = note;
  const content = shown ? [el("h3", text), sheet(shown, [note.citation, ...shown.citations].map((runs) => line(runs))), hedge && el("p", hedge), meaning] : [meaning, citation(note), compared(note)];
  const dialog = panel(fill(shown ? gettext("Document, note {number} of {count}") : gettext("Note {number} of {count}"), { number, count: length }), el("div", { id: "about" }, content), buttons);
  dialog.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowLeft") turn(-1);
    if (key === "ArrowRight") turn(1);
  });
}

/** Draws the citations of notes; neighbouring notes with the same citation are joined: "3–5". */
export function renderSources({ notes }) {
  const groups = [];
  for (const note of notes) groups.at(-1) && `${note.citation}` === data.said.ibid && !note.document && !groups.at(-1)[0].document ? groups.at(-1).push(note) : groups.push([note]);
  const rows = groups.map((group) => {
    const [first] = group;
    const sure = [...new Set(group.map((note) => note.grade))];
    return el("li", el("b", group.length > 1 ? `${first.number}–${group.at(-1).number}` : first.number), grades(sure), " ", first.document && `${first.text}. `, line(first.citation));
  });
  return el("ol.sources", rows);
}

/** Draws the notes: in full beside a passage, only their citations below a record. */
export function notes(page) {
  const below = ["record", "file", "debrief", "winter", "archive", "folder", "provenance"].includes(page.kind);
  const whole = (note) => el("li", el("b", note.number), grade(note.grade), note.document && el("span.soft", " · ", gettext("document")), citation(note));
  return el("aside", { "aria-labelledby": "notes" }, el("h3", { id: "notes" }, gettext("Notes")), below ? renderSources(page) : el("ol.notes", page.notes.map(whole)));
}
