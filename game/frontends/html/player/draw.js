/**
 * A page as elements. Law: everything that the page holds is drawn, in its order; certainty is told by word and shape,
 * never by colour alone.
 */
import { drawing, el } from "./dom.js";
import { panel } from "./panel.js";

const GRADES = {
  documented: ["documented", "The source gives it as fact and names its evidence.", [["circle", { cx: 8, cy: 8, r: 7 }]]],
  reported: [
    "reported",
    "Somebody said so; the source passes it on.",
    [["circle", { cx: 8, cy: 8, r: 6, fill: "none", stroke: "currentColor", "stroke-width": 2 }], ["path", { d: "M8 2a6 6 0 0 0 0 12z" }]],
  ],
  rumoured: [
    "rumoured",
    "It was talked about. The source does not vouch for it.",
    [["circle", { cx: 8, cy: 8, r: 6, fill: "none", stroke: "currentColor", "stroke-width": 2.5 }]],
  ],
  contested: ["contested", "Accounts differ.", [["path", { d: "M1 1l6 7-6 7zM15 1L9 8l6 7z" }]]],
  judgement: ["the author’s judgement", "The author’s own reading of the evidence.", [["path", { d: "M1.5 1.5h13v13h-13z" }]]],
};
const SKILLS = {
  sourcing: "sourcing: who says so, and why",
  contextualisation: "context: what else was happening",
  corroboration: "corroboration: what agrees, what does not",
  "close-reading": "close reading: the words themselves",
};

/** A grade's sign and word. */
function grade(name) {
  return el("span", { class: "grade" }, drawing(...GRADES[name][2]), GRADES[name][0]);
}

const grades = (names) => names.map((name) => [" ", grade(name)]);

/** A line of runs. A note's mark opens the note. */
export function line(runs, page) {
  return runs.map((run) => {
    if (typeof run === "string") return run;
    if (typeof run === "number") return page ? mark(run, page) : el("sup", {}, `${run}`);
    const [style, text] = run;
    const inner = style & 2 ? el("strong", {}, text) : text;
    return style & 1 ? el("em", {}, inner) : inner;
  });
}

function mark(number, page) {
  const open = () => noteOpen(page, number);
  return el("button", { class: "ref", type: "button", "aria-haspopup": "dialog", "aria-label": `Note ${number}`, onclick: open }, `${number}`);
}

/** A line without its marks, for names and titles. */
export function plain(runs) {
  return runs.map((run) => (typeof run === "string" ? run : typeof run === "number" ? "" : run[1])).join("");
}

function citation(note) {
  return [
    el("p", { class: "last" }, note.text.replace(/\.?$/, "."), note.quotes.map((quote) => ` “${quote}”`), " ", el("span", { class: "cite" }, line(note.citation))),
    note.hedge && el("p", { class: "hedge last" }, note.hedge),
  ];
}

/** A note in a panel, with its grade explained and a way to the others. */
export function noteOpen(page, number) {
  const note = page.notes[number - 1];
  if (!note) return;
  const turn = (by) => noteOpen(page, ((number - 1 + by + page.notes.length) % page.notes.length) + 1);
  const [word, meaning] = GRADES[note.grade];
  const made = panel(`Note ${number} of ${page.notes.length}`, [
    grade(note.grade),
    citation(note),
    el("p", { class: "about" }, `${word[0].toUpperCase()}${word.slice(1)}: ${meaning}`),
    page.notes.length > 1 &&
      el(
        "div",
        { class: "row" },
        el("button", { class: "plain", type: "button", onclick: () => turn(-1) }, "Note before"),
        el("button", { class: "plain", type: "button", onclick: () => turn(1) }, "Next note"),
      ),
  ]);
  made.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
  });
}

/** People and words of a page in a panel, one of them first. */
export function entriesOpen(page, first = "") {
  const entries = [...page.entries].sort((a, b) => Number(b.id === first) - Number(a.id === first));
  panel("Who’s who, and words", entries.map((one) => [el("h3", {}, one.name), el("p", {}, one.text)]));
}

/** What the signs of certainty mean. */
export function signs() {
  return el("dl", {}, Object.entries(GRADES).map(([name, [, meaning]]) => [el("dt", {}, grade(name)), el("dd", {}, meaning)]));
}

/** The notes as they stand beside a passage, or below a record. */
function notes(page) {
  return el(
    "ol",
    { class: "notes", "aria-label": "Notes" },
    page.notes.map((note) => el("li", {}, el("span", { class: "grade" }, `${note.number} `), grade(note.grade), citation(note))),
  );
}

/** The notes of a record, below it. */
export function sources(page) {
  if (!page.notes.length || !["record", "debrief"].includes(page.kind)) return "";
  return el(
    "section",
    { "aria-labelledby": "sources" },
    el("h3", { id: "sources" }, "Notes"),
    el("ol", { class: "sources" }, page.notes.map((note) => el("li", {}, grade(note.grade), " ", line(note.citation)))),
  );
}

function chart(block, page) {
  const most = Math.max(...block.bars.map(({ value }) => value), 0) || 1;
  const rows = block.bars.map(({ label, value, shown, bound }) => {
    const bar = el("span", { class: bound && "inexact" });
    bar.style.width = `${(100 * Math.max(0, value)) / most}%`;
    return el("tr", {}, el("th", { scope: "row" }, label), el("td", { class: "bar" }, bar), el("td", {}, shown));
  });
  const head = ["", "", block.unit].map((text, n) => (n === 1 ? el("td", {}) : el("th", { scope: "col" }, text || "​")));
  return el(
    "figure",
    {},
    el("figcaption", {}, block.title, " ", line([block.note], page)),
    el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)),
    block.remark && el("p", {}, block.remark),
  );
}

/** A block of a page. `answer(number)` makes the field for an answer to a question. */
function drawn(block, page, number, answer) {
  switch (block.type) {
    case "heading":
      return el("h3", {}, block.text);
    case "paragraph":
      return el("p", {}, line(block.line, page));
    case "document":
      return el("div", { class: "paper" }, block.lines.map((runs) => el("p", {}, line(runs, page))));
    case "content-note":
      return el("p", { class: "unknown" }, el("b", {}, "Content note"), `This scene touches on ${block.topics.join(", ")}.`);
    case "comparison":
      return el(
        "dl",
        { class: "pair" },
        el("div", {}, el("dt", {}, "What you did"), el("dd", {}, line(block.did, page), block.matches && el("span", { class: "same" }, " (as in the record)"))),
        el("div", {}, el("dt", {}, "What was done", block.date && ` · ${block.date}`), el("dd", {}, line(block.was_done, page), grades(block.grades))),
      );
    case "account":
      return el("p", { class: "account" }, block.date && el("span", { class: "date" }, block.date, el("br")), line(block.line, page), grades(block.grades));
    case "unknown":
      return el("p", { class: "unknown" }, el("b", {}, "What remains unknown"), line(block.line, page));
    case "chart":
      return chart(block, page);
    case "question":
      return el("div", { class: "question" }, answer(number, block));
  }
}

/** The blocks of a page. */
export function blocks(page, answer) {
  let question = -1;
  return page.blocks.map((block) => {
    if (block.type === "question") question += 1;
    return drawn(block, page, question, answer);
  });
}

/** The words of a question, as a label's children. */
export function asked(block, number, page) {
  return [`${number + 1}. `, line(block.line, page), el("span", { class: "skill" }, ` (${SKILLS[block.skill]})`)];
}

/** The offers of a page; `take` is called with the id of the one taken. */
export function offers(page, take) {
  const only = page.offers.length === 1 && ["begin", "reveal", "close"].includes(page.offers[0].id);
  if (only) {
    const [{ id, line: said }] = page.offers;
    return el("div", { class: "row" }, el("button", { class: "go", type: "button", onclick: () => take(id) }, plain(said)));
  }
  let number = 0;
  return el(
    "ol",
    { class: "offers", "aria-label": "Choices" },
    page.offers.map(({ id, line: said, open, reason, hypothesis }) => {
      const key = open ? `${(number += 1)}` : "–";
      const words = el("span", {}, line(said), !open && [" ", el("i", {}, line(reason))], hypothesis && el("span", { class: "own" }, "your own hypothesis"));
      const has = open ? { "aria-keyshortcuts": number < 10 && key, onclick: () => take(id) } : { "aria-disabled": "true" };
      return el("li", {}, el("button", { class: "offer", type: "button", ...has }, el("span", { class: "n", "aria-hidden": "true" }, key), words));
    }),
  );
}

/** What stands beside the text: its notes, and whom and what it names. */
export function beside(page) {
  const met = page.entries.length > 0 && [
    "In this passage: ",
    page.entries.map((one, n) => [n > 0 && " · ", el("button", { class: "word", type: "button", "aria-haspopup": "dialog", onclick: () => entriesOpen(page, one.id) }, one.form)]),
  ];
  const below = ["record", "debrief"].includes(page.kind);
  return el("aside", { "aria-label": "Notes and names" }, !below && page.notes.length > 0 && notes(page), met && el("p", { class: "met" }, met));
}
