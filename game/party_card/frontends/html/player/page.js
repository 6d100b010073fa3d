/**
 * What is shown now, as data: the same structure, field by field, as the Page that Python's front ends get.
 * Law: the order in which lines are met numbers the notes; nothing is drawn here.
 */
import { ended, look, offered } from "./playthrough.js";

/** The page of a playthrough. */
export function page(data, at) {
  const scene = data.scenes[at.scene];
  const { said } = data;
  const { stage } = at;
  const sheet = write(data);
  const [passage, basis, texts, , rest, ending, , more] = scene.passages[at.position[0]];
  const holds = (rows) => rows.filter(([, table]) => look(scene, table, at.position));
  const show = (rows) => holds(rows).forEach(sheet.block);

  if (stage === "passage") {
    if (at.each) sheet.compare(scene, at.decisions.slice(-1));
    show(texts);
    for (const { choice, open } of offered(scene, at.position)) {
      const [id, line, , , locked, , , flags] = choice;
      const words = sheet.line(line);
      sheet.offer(id, words, open, open ? [] : sheet.line(locked), Boolean(flags & 1));
    }
    if (ended(data, at)) sheet.offer("reveal", [said.reveal]);
  } else if (stage === "record") {
    sheet.compare(scene, at.decisions);
    if (sheet.blocks.length && holds(scene.record).length) sheet.block([2, 0, said.whole]);
    show(scene.record);
    sheet.offer("close", [scene.debrief.length ? said.questions : said.finish]);
  } else if (stage === "finished") {
    const [before, one, more, forms] = scene.finished;
    const count = at.decisions.length;
    sheet.tell(before + count + (count === 1 ? one : more), forms);
  } else {
    show(scene[stage]);
    sheet.offer(...(stage === "briefing" ? ["begin", [said.begin]] : ["close", [said.finish]]));
  }

  const { id, title, when, where, who, picture, alt } = scene;
  return sheet.page({
    kind: stage,
    scene: id,
    title,
    heading: stage === "passage" || stage === "briefing" ? title : said[stage],
    when,
    where,
    who,
    picture,
    alt,
    ending: (stage !== "briefing" && ending[1]) || "",
    ...(stage === "passage" && { passage, basis: data.bases[basis], step: at.read, steps: at.read + rest, ...more }),
  });
}

/** Writes a page: meets its lines in order, numbers its notes, gathers its people and words. */
export function write(data) {
  const cited = [];
  const found = new Map();
  const blocks = [];
  const offers = [];
  const graded = (numbers) => numbers.map((grade) => data.grades[grade]);

  /** The number of the note about `cited[n]`. */
  const note = (n) => (cited.includes(n) ? cited.indexOf(n) + 1 : cited.push(n));

  /** A line as runs, its notes numbered. */
  const line = (n) => [data.lines[n]].flat().map((run) => (typeof run === "number" ? note(run) : run));

  /** Forms of entries that are on this page; the first of each entry counts. */
  const meet = (forms) => {
    for (const form of forms || []) {
      const [entry, said] = data.forms[form];
      if (!found.has(entry)) found.set(entry, said);
    }
  };

  /** A line whose people and words are on the page; of several lines, one. */
  const read = (lines) =>
    [lines].flat().flatMap((n, place) => {
      meet(data.met[n]);
      return [...(place ? [" "] : []), ...line(n)];
    });

  /** A block from its row. */
  const block = ([kind, , ...row]) => {
    const [first, second, third, fourth, fifth, at] = row;
    blocks.push(
      [
        () => ({ type: "paragraph", line: read(first) }),
        () => ({ type: "document", lines: first.map((n) => read(n)) }),
        () => ({ type: "heading", text: first }),
        () => ({ type: "content-note", topics: first, summary: second.map((n) => read(n)) }),
        ,
        () => ({ type: "account", date: first, line: read(second), grades: graded(third) }),
        () => ({ type: "unknown", line: read(first) }),
        () => ({
          type: "chart",
          title: first,
          unit: second,
          bars: third.map(([label, value, shown, bound]) => ({ label, value, shown, bound: data.bounds[bound] })),
          note: note(fourth),
          remark: fifth,
          at,
        }),
        () => ({ type: "question", line: read(first), skill: data.skills[second], draws_on: third }),
        () => ({ type: "link", word: data.words[first], date: second, line: read(third), grades: graded(fourth) }),
      ][kind](),
    );
  };

  /** What was decided, passage by passage, beside what was done there. */
  const compare = (scene, decisions) => {
    for (const where of new Set(decisions.map(([passage]) => passage))) {
      const [, , , choices, , , record] = scene.passages[where];
      if (!record) continue;
      const made = decisions.filter(([passage]) => passage === where).map(([, number]) => choices[number]);
      const [date, done, grades] = record;
      blocks.push({ type: "comparison", did: read(made.map((choice) => choice[6])), date, was_done: read(done), grades: graded(grades), matches: Boolean(made.at(-1)[7] & 2) });
    }
  };

  /** A paragraph in words that are in no row. */
  const tell = (text, forms) => {
    meet(forms);
    blocks.push({ type: "paragraph", line: [text] });
  };

  const offer = (id, line, open = true, reason = [], hypothesis = false) => offers.push({ id, line, open, reason, hypothesis });

  const entries = () => {
    const met = [...found].map(([entry, form]) => {
      const [kind, id, name, text] = data.entries[entry];
      return { id, kind, form, name, text };
    });
    return ["person", "term"].flatMap((kind) => met.filter((one) => one.kind === kind));
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

  /** The page; what it has not is empty. */
  const page = (has) => ({
    kind: "", scene: "", title: "", heading: "", when: "", where: "", who: "", blocks, offers, notes: notes(), entries: entries(),
    picture: "", alt: "", basis: "", step: 0, steps: 0, ending: "", passage: "", since: "", ...has,
  });

  return { block, blocks, compare, line, offer, page, tell };
}

/** A template with its hole filled; neighbouring plain runs become one. */
function filled(template, tail) {
  const made = [];
  for (const run of [template].flat()) {
    const text = run ?? tail;
    if (typeof text === "string" && typeof made.at(-1) === "string") made[made.length - 1] += text;
    else made.push(text);
  }
  return made;
}
