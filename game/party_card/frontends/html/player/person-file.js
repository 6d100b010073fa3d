/**
 * Builds the blocks of a person's file: card, papers, decisions, and statements to assess. Invariant: everything is looked up in
 * tables for a finished playthrough; html/verify/file_reference.py is the same in Python.
 */
import { fill, quoted } from "./messages.js";
import { look } from "./playthrough.js";

const VARIABLE = 0; // what a slot is filled with; else the ending
const DECISION = 1;
const VISIT = 2;
const CHOICE = 3;
const TRACE = 5;

/** Returns the value of a slot of the file's tables. */
function value([kind, place, rest], { position, decisions }, left) {
  if (kind === VARIABLE) return position[1 + place];
  if (kind === DECISION) return decisions.findLast(([passage]) => passage === place)?.[1] ?? rest;
  if (kind === VISIT) return Number(place === position[0] || decisions.some(([passage]) => passage === place));
  if (kind === CHOICE) return Number(decisions.some(([passage, number]) => passage === place && number === rest));
  if (kind === TRACE) return Number(left.includes(place));
  return place[position[0]];
}

/** Returns a function that looks up a table for a finished playthrough; `left` are the traces of the whole campaign. */
export function readTables(tables, at, left = []) {
  const values = [0, ...tables.slots.map((slot) => value(slot, at, left))];
  return (table) => look(tables, table, values) === 1;
}

/** Returns the letter of a paper: A to Z, then AA, AB and so on. */
const letter = (index) => (index >= 26 ? letter(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));

/** Returns how surely a historian could say what some papers show. */
export function certaintyOf(papers, kinds) {
  if (papers.length > 1) return "corroborated";
  if (!papers.length) return "not recorded";
  return kinds[papers[0][0]][2] ? "reported" : "documented";
}

/** Returns the indexes of the decisions that are asked for: of each certainty one first. */
function choose(certainties, count) {
  const chosen = new Set();
  for (let round = 0; round < count; round++) {
    const seen = new Set();
    certainties.forEach((certainty, index) => {
      if (chosen.has(index) || seen.has(certainty) || chosen.size >= count) return;
      seen.add(certainty);
      chosen.add(index);
    });
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Returns items as a sentence lists them: `a, b and c`. */
export const listItems = ({ joint, last }, items) => (items.length < 2 ? items.join("") : fill(last, { items: items.slice(0, -1).join(joint), last: items.at(-1) }));

/** Returns why something is as certain as it is. */
function explain(filed, certainty, titles, who) {
  const { reasons, listener, nobody } = filed;
  if (!titles.length) return who ? fill(listener, { listener: who }) : nobody;
  return fill(reasons[certainty], { papers: listItems(filed, titles.map(quoted)) });
}

/**
 * Returns what the tables of a file say of a finished playthrough: the stamp, the papers, the listed decisions, and how to build the
 * blocks of card and papers, with the decisions or as somebody who does not know them.
 */
export function openFile(data, at) {
  const { file } = data.scenes[at.scene];
  const { filed } = data;
  const holds = readTables(file, at);
  const optional = (read, line) => (line === -1 ? [] : read(line));
  const listed = at.decisions.filter(([passage]) => file.decisions.includes(passage));
  const papers = file.papers.filter(([, , table]) => holds(table));
  const shows = ([passage]) => papers.filter(([, , , , , passages]) => passages.includes(passage));
  const found = file.stamps.find(([, table]) => holds(table));
  const stamp = found ? filed.stamps[found[0]][0] : "";
  return {
    listed,
    papers,
    shows,
    stamp,
    card: (read, knows = true) => ({
      type: "file-card",
      name: file.name,
      office: optional(read, file.office),
      invented: file.invented === 1,
      stamp,
      decisions: knows ? listed.length : 0,
      unrecorded: knows ? listed.filter((decision) => !shows(decision).length).length : 0,
    }),
    paper(paper, read, knows = true) {
      const [kind, title, , texts, kept, passages] = paper;
      const lines = texts.filter(([table]) => holds(table)).flatMap(([, lines]) => lines.map((line) => read(line)));
      const decisions = knows ? listed.flatMap(([passage], number) => (passages.includes(passage) ? [number + 1] : [])) : [];
      return { type: "file-paper", letter: letter(papers.indexOf(paper)), kind: filed.kinds[kind][0], title, lines, kept: optional(read, kept), decisions };
    },
  };
}

/** Adds the blocks of the file; `read(line)` returns a line as runs, and adds whom and what it names, `line` without that. */
export function addFile(data, at, { blocks, block, line, read }) {
  const scene = data.scenes[at.scene];
  const { file } = scene;
  const { filed } = data;
  const { listed, papers, shows, card, paper } = openFile(data, at);
  const head = (index) => block([2, 0, filed.headings[index]]);
  blocks.push(card(read));
  if (papers.length) head(0);
  papers.forEach((one) => blocks.push(paper(one, read)));
  if (!listed.length) return;
  head(1);
  const did = ([passage, number]) => scene.passages[passage][3][number][6];
  const listener = ([passage, number]) => file.listeners.find(([place, choice]) => place === passage && choice === number)?.[2] ?? "";
  listed.forEach((decision, index) => {
    const shown = shows(decision);
    const letters = shown.map((paper) => letter(papers.indexOf(paper)));
    const titles = shown.map(([, title]) => title);
    blocks.push({ type: "file-decision", number: index + 1, line: read(did(decision)), papers: letters, titles, listener: listener(decision) });
  });
  head(2);
  const certainties = listed.map((decision) => certaintyOf(shows(decision), filed.kinds));
  const add = (text, certainty, reason) => blocks.push({ type: "assessment", line: line(text).filter((run) => typeof run !== "number"), certainty, reason });
  for (const index of choose(certainties, filed.count)) {
    const decision = listed[index];
    const titles = shows(decision).map(([, title]) => title);
    add(did(decision), certainties[index], explain(filed, certainties[index], titles, listener(decision)));
  }
  add(file.motive, "not recorded", filed.motive);
}
