/**
 * Draws pages as elements. Invariant: everything on the page is drawn, in its order; grades are shown by word and shape,
 * never by colour alone.
 */
import { chart } from "./chart.js";
import { button, dotted, drawing, el } from "./dom.js";
import { arrangeArchive, drawFolder } from "./archive-view.js";
import { arrangeFile, FILE_DRAWN } from "./file-view.js";
import { linkEntries } from "./links.js";
import { fill, gettext, pgettext } from "./messages.js";
import { plain } from "./runs.js";
import { entriesOpen } from "./entries.js";
import { noteOpen, sources } from "./notes.js";
import { drawStep, drawThing } from "./provenance.js";

const RING = "M8 1.5a6.5 6.5 0 1 0 .1 0z";
const GRADE_SHAPES = {
  corroborated: [RING, "M8 4.6a3.4 3.4 0 1 0 .1 0z"],
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
  sourcing: gettext("sourcing: who says so, and why"),
  contextualisation: gettext("context: what else was happening"),
  corroboration: gettext("corroboration: what agrees, what does not"),
  "close-reading": gettext("close reading: the words themselves"),
};
const LINKS = { stated: gettext("The source links it"), "later in time": gettext("Later in time") };

/** Draws the sign and the word of a grade. */
export function grade(name) {
  const paths = GRADE_SHAPES[name].map((d) => [d, d === RING && "ring"]);
  return el("span.grade", drawing("0 0 16 16", ...paths), gradeTexts.get(name)[0]);
}

/** Draws grades behind a text. */
export const grades = (names) => names.map((name) => [" ", grade(name)]);

/** Draws a line of runs. On a page, marks of notes and names are links that open a dialog. */
export function line(runs, page) {
  return (page?.links?.get(runs) ?? runs).map((run) => {
    if (typeof run === "string") return run;
    if (typeof run === "number") return page?.links ? opening(run, () => noteOpen(page, run), "ref", fill(gettext("Note {number}"), { number: run })) : el("sup", run);
    const [style, text, id] = run;
    const inner = style & 2 ? el("strong", text) : text;
    const words = style & 1 ? el("em", inner) : inner;
    return id ? opening(words, () => entriesOpen(page, id), "word") : words;
  });
}

/** Draws a link that opens a dialog; a button would allow a line break beside it. `target` is what can be seen where the link stands. */
export function opening(words, does, kind, name, target = "#page") {
  const onclick = (event) => {
    event.preventDefault();
    does();
  };
  return el(`a.${kind}`, { href: target, "aria-haspopup": "dialog", "aria-label": name, onclick }, words);
}

/** Returns what a grade means. */
export const explainGrade = (name) => gradeTexts.get(name)[1];

/** Draws the meanings of the grades. */
export const signs = () => el("dl", [...gradeTexts].map(([name, [, meaning]]) => [el("dt", grade(name)), el("dd", meaning)]));

/** Draws a label with a date. */
export const label = (words, date) => el("span.label", dotted(words, date));

/** Draws a block of a page, by its type. */
const DRAWN = {
  heading: ({ text, level }) => el(`h${Math.max(level, 1) + 2}`, text),
  paragraph: (block, page) => el("p", line(block.line, page)),
  hook: (block, page) => el("p.hook", line(block.line, page)),
  about: ({ lines }) => el("details.about", el("summary", gettext("About this scene")), lines.map((runs) => el("p", line(runs)))),
  document: ({ lines }, page) => el("div.paper", lines.map((runs) => el("p", line(runs, page)))),
  "content-note": ({ topics }) => el("p.unknown", label(gettext("Content note")), fill(gettext("This scene touches on {topics}."), { topics: topics.join(pgettext("between two items of a list", ", ")) })),
  comparison: ({ did, date, was_done: recordRuns, grades: sure, matches }, page) =>
    el(
      "div.pair",
      el("p.did", label(gettext("What you did")), line(did, page), matches && [" ", el("span.soft", "(", gettext("as in the record"), ")")]),
      el("span.date", date),
      el("p", label(gettext("What really happened")), line(recordRuns, page), grades(sure)),
    ),
  account: ({ date, line: runs, grades: sure }, page) => el("p.account", el("i"), label(date), line(runs, page), grades(sure)),
  link: ({ word, date, line: runs, grades: sure }, page) => el(`p.account${word === "stated" ? "" : " later"}`, el("i"), label(LINKS[word], date), line(runs, page), grades(sure)),
  unknown: (block, page) => el("p.unknown", label(gettext("What remains unknown")), line(block.line, page)),
  folder: drawFolder,
  thing: drawThing,
  step: (block, page) => drawStep(block, (runs) => line(runs, page)),
  chart: (block, page) => chart(block, (runs) => line(runs, page), grade),
  statement: ({ word, line: runs, grades: sure }, page) => el("p.statement", el("b", word, " "), el("span", line(runs, page), grades(sure))),
  "source-comparison": (block, page) => el("div.compared", el("p.claim", label(gettext("What the sources say")), line(block.line, page), grades(block.grades)), sources(block)),
};

const ASKED = ["question", "assessment"];

// Data without files, or of one scene alone, come without the parts that draw them.
const drawBlock = (block, page) => (FILE_DRAWN?.[block.type] ? FILE_DRAWN[block.type](block, (runs) => line(runs, page)) : DRAWN[block.type](block, page));

/** Draws the blocks of a page; `answer(number, block)` draws a question. */
export function blocks(page, answer) {
  let question = 0;
  const drawn = page.blocks.map((block) => (ASKED.includes(block.type) ? el("div.question", answer(question++, block)) : drawBlock(block, page)));
  return page.kind === "file" ? arrangeFile(page.blocks, drawn) : (arrangeArchive?.(page, drawn) ?? drawn);
}

/** Returns a page with links to its people and terms; `openWhole` opens the whole glossary. */
export const ready = (page, openWhole) => ({ ...page, links: page.entries.length ? linkEntries(page) : new Map(), openWhole });

/** Returns the children of a question's label. */
export const asked = (block, number, page) => [`${number + 1}. `, line(block.line, page), " ", el("span.soft", `(${SKILLS[block.skill]})`)];

/** Returns the offers that digits choose: the open choices of a passage, and the start of a scene. */
export function numbered({ kind, offers }) {
  if (kind === "briefing" || (kind === "prologue" && offers.length > 1)) return offers;
  return kind === "passage" ? offers.filter(({ id, open }) => open && id !== "reveal") : [];
}

/** Draws the offers of a page; `take` is called with the id of the chosen one. Those in `made` were chosen in another playthrough. */
export function offers(page, take, made = []) {
  const { kind, offers } = page;
  const [first] = offers;
  const choose = (id) => ({ detail }) => detail < 2 && take(id); // the second click of a double click is not for the next page
  if ((kind !== "passage" || first?.id === "reveal") && offers.length < 2) return first && el("p.row", button(plain(first.line), choose(first.id), "go"));
  return el(
    "ol.offers",
    { role: "list", "aria-label": gettext("Choices") }, // without the role, WebKit takes a list without bullets for no list
    offers.map((offer) => {
      const { id, line: runs, open, reason, hypothesis } = offer;
      const number = open ? `${numbered(page).indexOf(offer) + 1}` : "–";
      const why = open ? reason.length > 0 && el("span.soft.why", " ", line(reason)) : el("i", " ", line(reason));
      const words = el("span", line(runs), why, hypothesis && [" ", el("span.soft", "(", gettext("no record of anyone doing this"), ")")], made.includes(id) && [" ", el("span.soft", "(", gettext("chosen before"), ")")]);
      return el("li", button([el("b", { "aria-hidden": !open && "true" }, number), " ", words], open && choose(id), "offer", { "aria-disabled": !open && "true" }));
    }),
  );
}
