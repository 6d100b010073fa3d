/**
 * What is shown now, as data: the same structure, field by field, as the Page that Python's front ends get.
 * Law: the order in which lines are met numbers the notes; nothing is drawn here.
 */
import { ended, look, offered } from "./playthrough.js";

const TURNS = ["record", "debrief", "finished"];

/** The page of a playthrough. */
export function page(data, at) {
  const scene = data.scenes[at.scene];
  const meet = meeting(data);
  const passage = at.stage === "passage" ? scene.passages[at.position[0]] : null;
  const holds = (blocks) => blocks.filter(([, table]) => look(scene, table, at.position));
  const made = { blocks: [], offers: [] };
  const offer = (id, words) => made.offers.push({ id, line: [words], open: true, reason: [], hypothesis: false });

  if (at.stage === "briefing") {
    made.blocks = holds(scene.briefing).map(meet.block);
    offer("begin", data.said.begin);
  } else if (passage) {
    if (at.each && at.decisions.length) {
      const last = at.decisions.at(-1);
      if (scene.passages[last[0]][6]) made.blocks.push(meet.comparison(scene, [last]));
    }
    made.blocks.push(...holds(passage[2]).map(meet.block));
    for (const { choice, open } of offered(scene, at.position)) {
      const [id, line, , , locked, , , flags] = choice;
      const said = meet.line(line);
      made.offers.push({ id, line: said, open, reason: open ? [] : meet.line(locked), hypothesis: Boolean(flags & 1) });
    }
    if (ended(data, at)) offer("reveal", data.said.reveal);
  } else if (at.stage === "record") {
    const decided = new Map();
    for (const decision of at.decisions) decided.set(decision[0], [...(decided.get(decision[0]) ?? []), decision]);
    for (const [where, decisions] of decided) {
      if (scene.passages[where][6]) made.blocks.push(meet.comparison(scene, decisions));
    }
    const told = holds(scene.record);
    if (made.blocks.length && told.length) made.blocks.push({ type: "heading", text: data.said.whole });
    made.blocks.push(...told.map(meet.block));
    offer("close", scene.debrief.length ? data.said.questions : data.said.finish);
  } else if (at.stage === "debrief") {
    made.blocks = scene.debrief.map(meet.block);
    offer("close", data.said.finish);
  } else {
    const [before, one, more] = scene.finished;
    const count = at.decisions.length;
    made.blocks.push({ type: "paragraph", line: [before + count + (count === 1 ? one : more)] });
  }

  const here = passage?.[7] || {};
  const reached = at.stage === "briefing" ? 0 : scene.passages[at.position[0]][5];
  return {
    kind: at.stage,
    scene: scene.id,
    title: scene.title,
    heading: TURNS.includes(at.stage) ? data.said[at.stage] : scene.title,
    when: here.when ?? scene.when,
    where: here.where ?? scene.where,
    who: scene.who,
    ...made,
    notes: meet.notes(),
    entries: meet.entries(),
    picture: here.picture ?? scene.picture,
    alt: here.picture === undefined ? scene.alt : here.alt,
    basis: passage ? data.bases[passage[1]] : "",
    step: passage ? at.read : 0,
    steps: passage ? at.read + passage[4] : 0,
    ending: reached ? reached[1] : "",
    passage: passage ? passage[0] : "",
  };
}

/** Meets the lines of a page in order: numbers its notes, gathers its people and words. */
function meeting(data) {
  const cited = [];
  const found = new Map();
  const graded = (numbers) => numbers.map((grade) => data.grades[grade]);

  /** The number of the note about `cited[n]`. */
  const number = (n) => (cited.includes(n) ? cited.indexOf(n) + 1 : cited.push(n));

  /** A line as runs, its notes numbered. */
  const line = (index) => [data.lines[index]].flat().map((run) => (typeof run === "number" ? number(run) : run));

  /** A line whose people and words are on the page. */
  const read = (index) => {
    for (const form of data.met[index] || []) {
      const [entry, said] = data.forms[form];
      if (!found.has(entry)) found.set(entry, said);
    }
    return line(index);
  };

  const block = ([kind, , first, second, third, fourth, fifth]) => {
    switch (kind) {
      case 0:
        return { type: "paragraph", line: read(first) };
      case 1:
        return { type: "document", lines: first.map(read) };
      case 2:
        return { type: "heading", text: first };
      case 3:
        return { type: "content-note", topics: first, summary: second.map(read) };
      case 5:
        return { type: "account", date: first, line: read(second), grades: graded(third) };
      case 6:
        return { type: "unknown", line: read(first) };
      case 7: {
        const bars = third.map(([label, value, shown, bound]) => ({ label, value, shown, bound: data.bounds[bound] }));
        return { type: "chart", title: first, unit: second, bars, note: number(fourth), remark: fifth };
      }
      case 8:
        return { type: "question", line: read(first), skill: data.skills[second], draws_on: third };
    }
  };

  /** What was decided in one passage beside what was done. */
  const comparison = (scene, decisions) => {
    const passage = scene.passages[decisions[0][0]];
    const choices = decisions.map(([, number]) => passage[3][number]);
    const did = choices.flatMap((choice, n) => [...(n ? [" "] : []), ...read(choice[6] < 0 ? choice[1] : choice[6])]);
    const [date, done, grades] = passage[6];
    return { type: "comparison", did, date, was_done: read(done), grades: graded(grades), matches: Boolean(choices.at(-1)[7] & 2) };
  };

  const entries = () => {
    const met = [...found].map(([entry, form]) => {
      const [kind, id, name, text] = data.entries[entry];
      return { id, kind, form, name, text };
    });
    return [...met.filter((one) => one.kind === "person"), ...met.filter((one) => one.kind !== "person")];
  };

  const notes = () => {
    const sources = new Set();
    let before = [];
    return cited.map((n, index) => {
      const here = data.cited[n];
      const [fact, text, grade, quotes, hedge, template, source, place, section, tail, tail2] = here;
      const [full, short, ibid, ibid2] = data.templates[template];
      let citation = filled(sources.has(source) ? short : full, tail);
      if (before[6] === source) {
        if (before[7] === place) citation = [data.said.ibid];
        else citation = section >= 0 && before[8] === section ? filled(ibid2, tail2 || tail) : filled(ibid, tail);
      }
      before = here;
      sources.add(source);
      return { number: index + 1, fact, text, grade: data.grades[grade], quotes, citation, hedge };
    });
  };

  return { block, comparison, entries, line, notes };
}

/** A template with its hole filled; neighbouring plain runs become one. */
function filled(template, tail) {
  const made = [];
  for (const run of [template].flat()) {
    const text = run === null ? tail : run;
    if (typeof text === "string" && typeof made.at(-1) === "string") made[made.length - 1] += text;
    else made.push(text);
  }
  return made;
}
