/**
 * Draws pages as elements. Invariant: everything on the page is drawn, in its order; grades are shown by word and shape,
 * never by colour alone.
 */
import { chart } from "./chart.js";
import { button, dotted, drawing, el } from "./dom.js";
import { linkEntries, plain } from "./links.js";
import { panel } from "./dialog.js";

const RING = "M8 1.5a6.5 6.5 0 1 0 .1 0z";
const GRADE_SHAPES = {
  documented: ["M8 1a7 7 0 1 0 .1 0z"],
  reported: [RING, "M8 2a6 6 0 0 0 0 12z"],
  rumoured: [RING],
  contested: ["M1 1l6 7-6 7zM15 1L9 8l6 7z"],
  judgement: ["M1.5 1.5h13v13h-13z"],
};
const gradeTexts = new Map();

/** Takes the words and meanings of the grades from the page's data: rows of name, word, meaning. */
export function defineGrades(rows) {
  for (const [name, ...texts] of rows) gradeTexts.set(name, texts);
}

const SKILLS = {
  sourcing: "sourcing: who says so, and why",
  contextualisation: "context: what else was happening",
  corroboration: "corroboration: what agrees, what does not",
  "close-reading": "close reading: the words themselves",
};
const LINKS = { stated: "The source links it", "later in time": "Later in time" };

/** Draws the sign and the word of a grade. */
function grade(name) {
  const paths = GRADE_SHAPES[name].map((d) => [d, d === RING && "ring"]);
  return el("span.grade", drawing("0 0 16 16", ...paths), gradeTexts.get(name)[0]);
}

const grades = (names) => names.map((name) => [" ", grade(name)]);

/** Draws a line of runs. On a page, marks of notes and names are links that open a dialog. */
export function line(runs, page) {
  return (page?.links?.get(runs) ?? runs).map((run) => {
    if (typeof run === "string") return run;
    if (typeof run === "number") return page?.links ? opening(run, () => noteOpen(page, run), "ref", `Note ${run}`) : el("sup", run);
    const [style, text, id] = run;
    const inner = style & 2 ? el("strong", text) : text;
    const words = style & 1 ? el("em", inner) : inner;
    return id ? opening(words, () => entriesOpen(page, id), "word") : words;
  });
}

/** Draws a link that opens a dialog; a button would allow a line break beside it. */
function opening(words, does, kind, name) {
  const onclick = (event) => {
    event.preventDefault();
    does();
  };
  return el(`a.${kind}`, { href: "#page", "aria-haspopup": "dialog", "aria-label": name, onclick }, words);
}

function citation({ text, quotes, citation, hedge }) {
  return el("p", text.replace(/\.?$/, ". "), quotes.map((quote) => `“${quote}” `), hedge && `${hedge} `, el("span.soft", line(citation)));
}

/** Opens a note in a dialog, with its grade explained and buttons to the other notes. */
export function noteOpen(page, number) {
  const { length } = page.notes;
  const note = page.notes[number - 1];
  const turn = (by) => noteOpen(page, ((number - 1 + by + length) % length) + 1);
  const buttons = length > 1 && el("p.row", button("Note before", () => turn(-1)), button("Next note", () => turn(1)));
  const dialog = panel(`Note ${number} of ${length}`, el("p", grade(note.grade), el("span.soft", ` ${gradeTexts.get(note.grade)[1]}`)), citation(note), buttons);
  dialog.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowLeft") turn(-1);
    if (key === "ArrowRight") turn(1);
  });
}

/** Opens the people and terms of a page in a dialog, one of them first. */
export function entriesOpen(page, first = "") {
  const entries = [...page.entries].sort((a, b) => (b.id === first) - (a.id === first));
  panel("Who’s who, and words", el("dl", entries.map(({ name, text }) => [el("dt", name), el("dd", text)])));
}

/** Draws the meanings of the grades. */
export const signs = () => el("dl", [...gradeTexts].map(([name, [, meaning]]) => [el("dt", grade(name)), el("dd", meaning)]));

/** Draws the citations of notes; neighbouring notes with the same citation are joined: "3–5". */
export function renderSources({ notes }) {
  const groups = [];
  for (const note of notes) groups.at(-1) && `${note.citation}` === "Ibid." ? groups.at(-1).push(note) : groups.push([note]);
  const rows = groups.map((group) => {
    const [first] = group;
    const sure = [...new Set(group.map((note) => note.grade))];
    return el("li", el("b", group.length > 1 ? `${first.number}–${group.at(-1).number}` : first.number), grades(sure), " ", line(first.citation));
  });
  return el("ol.sources", rows);
}

/** Draws the notes: in full beside a passage, only their citations below a record. */
export function notes(page) {
  if (!page.notes.length) return null;
  const below = ["record", "debrief", "winter"].includes(page.kind);
  const whole = (note) => el("li", el("b", note.number), grade(note.grade), citation(note));
  return el("aside", { "aria-labelledby": "notes" }, el("h3", { id: "notes" }, "Notes"), below ? renderSources(page) : el("ol.notes", page.notes.map(whole)));
}

const label = (words, date) => el("span.label", dotted(words, date));

/** Draws a block of a page, by its type. */
const DRAWN = {
  heading: ({ text }) => el("h3", text),
  paragraph: (block, page) => el("p", line(block.line, page)),
  document: ({ lines }, page) => el("div.paper", lines.map((runs) => el("p", line(runs, page)))),
  "content-note": ({ topics }) => el("p.unknown", label("Content note"), `This scene touches on ${topics.join(", ")}.`),
  comparison: ({ did, date, was_done: recordRuns, grades: sure, matches }, page) =>
    el(
      "div.pair",
      el("p.did", label("What you did"), line(did, page), matches && el("span.soft", " (as in the record)")),
      el("span.date", date),
      el("p", label("What was done"), line(recordRuns, page), grades(sure)),
    ),
  account: ({ date, line: runs, grades: sure }, page) => el("p.account", el("i"), label(date), line(runs, page), grades(sure)),
  link: ({ word, date, line: runs, grades: sure }, page) => el(`p.account${word === "stated" ? "" : " later"}`, el("i"), label(LINKS[word], date), line(runs, page), grades(sure)),
  unknown: (block, page) => el("p.unknown", label("What remains unknown"), line(block.line, page)),
  chart: (block, page) => chart(block, line([block.note], page)),
};

/** Draws the blocks of a page; `answer(number, block)` draws a question. */
export function blocks(page, answer) {
  let question = 0;
  return page.blocks.map((block) => (block.type === "question" ? el("div.question", answer(question++, block)) : DRAWN[block.type](block, page)));
}

/** Returns a page with links to its people and terms. */
export const ready = (page) => ({ ...page, links: linkEntries(page) });

/** Returns the children of a question's label. */
export const asked = (block, number, page) => [`${number + 1}. `, line(block.line, page), el("span.soft", ` (${SKILLS[block.skill]})`)];

/** Draws the offers of a page; `take` is called with the id of the chosen one. */
export function offers({ kind, offers }, take) {
  const [one] = offers;
  if (kind !== "passage" || one?.id === "reveal") return one && el("p.row", button(plain(one.line), () => take(one.id), "go"));
  let number = 0;
  return el(
    "ol.offers",
    { "aria-label": "Choices" },
    offers.map(({ id, line: runs, open, reason, hypothesis }) => {
      const key = open ? (number += 1) : "–";
      const attributes = { "aria-disabled": !open && "true", "aria-keyshortcuts": open && number < 10 && key };
      const words = el("span", line(runs), !open && el("i", " ", line(reason)), hypothesis && el("span.soft", " (your own hypothesis)"));
      return el("li", button([el("b", { "aria-hidden": "true" }, key), words], () => open && take(id), "offer", attributes));
    }),
  );
}
