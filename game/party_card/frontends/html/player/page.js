/**
 * Builds the page of a playthrough as data, field by field as verify/page_json.py writes a Page of the engine.
 * Invariant: notes are numbered in the order of lines; nothing is drawn here.
 */
import { ended, look, offered } from "./playthrough.js";

/** Returns the page of a playthrough. */
export function page(data, at) {
  const scene = data.scenes[at.scene];
  const { said } = data;
  const { stage: phase } = at;
  const decoder = write(data);
  const [passage, basis, texts, , remaining, ending, , more] = scene.passages[at.position[0]];
  const holds = (rows) => rows.filter(([, table]) => look(scene, table, at.position));
  const show = (rows) => holds(rows).forEach(decoder.block);

  if (phase === "passage") {
    if (at.each) decoder.compare(scene, at.decisions.slice(-1));
    show(texts);
    for (const { choice, open } of offered(scene, at.position)) {
      const [id, line, , , locked, , , flags] = choice;
      const words = decoder.line(line);
      decoder.offer(id, words, open, open ? [] : decoder.line(locked), Boolean(flags & 1));
    }
    if (ended(data, at)) decoder.offer("reveal", [said.reveal]);
  } else if (phase === "record") {
    decoder.compare(scene, at.decisions);
    if (decoder.blocks.length && holds(scene.record).length) decoder.block([2, 0, said.whole]);
    show(scene.record);
    decoder.offer("close", [scene.debrief.length ? said.questions : said.finish]);
  } else if (phase === "finished") {
    const [before, singular, plural, forms] = scene.finished;
    const count = at.decisions.length;
    decoder.tell(before + count + (count === 1 ? singular : plural), forms);
  } else {
    show(scene[phase]);
    decoder.offer(...(phase === "briefing" ? ["begin", [said.begin]] : ["close", [said.finish]]));
  }

  const { id, title, when, where, who, picture, alt } = scene;
  return decoder.page({
    kind: phase,
    scene: id,
    title,
    heading: phase === "passage" || phase === "briefing" ? title : said[phase],
    when,
    where,
    who,
    picture,
    alt,
    ending: (phase !== "briefing" && ending[1]) || "",
    ...(phase === "passage" && { passage, basis: data.bases[basis], step: at.read, steps: at.read + remaining, ...more }),
  });
}

/** Decodes the blocks and offers of one page in order; numbers its notes, and lists its people and terms. */
export function write(data) {
  const cited = [];
  const found = new Map();
  const blocks = [];
  const offers = [];
  const graded = (numbers) => numbers.map((grade) => data.grades[grade][0]);

  /** Returns the number of the note about `cited[n]`. */
  const note = (n) => (cited.includes(n) ? cited.indexOf(n) + 1 : cited.push(n));

  /** Returns a line as runs, its notes numbered. */
  const line = (n) => [data.lines[n]].flat().map((run) => (typeof run === "number" ? note(run) : run));

  /** Adds forms of entries that this page names; the first form of each entry counts. */
  const meet = (forms) => {
    for (const form of forms || []) {
      const [entry, said] = data.forms[form];
      if (!found.has(entry)) found.set(entry, said);
    }
  };

  /** Returns the runs of a line of a block, and adds whom and what it names; joins several lines to one. */
  const read = (lines) =>
    [lines].flat().flatMap((n, place) => {
      meet(data.met[n]);
      return [...(place ? [" "] : []), ...line(n)];
    });

  /** Adds a block from its row. */
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

  /** Adds the comparison of each passage that has a record with the decisions made there. */
  const compare = (scene, decisions) => {
    for (const number of new Set(decisions.map(([passage]) => passage))) {
      const [, , , choices, , , record] = scene.passages[number];
      if (!record) continue;
      const parts = decisions.filter(([passage]) => passage === number).map(([, number]) => choices[number]);
      const [date, done, grades] = record;
      blocks.push({ type: "comparison", did: read(parts.map((choice) => choice[6])), date, was_done: read(done), grades: graded(grades), matches: Boolean(parts.at(-1)[7] & 2) });
    }
  };

  /** Adds a paragraph whose text is in no row. */
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
    let previous = [];
    return cited.map((n, index) => {
      const row = data.cited[n];
      const [fact, text, grade, quotes, hedge, template, source, place, section, tail, tail2] = row;
      const [full, short, ibid, ibid2] = data.templates[template];
      let citation = filled(sources.has(source) ? short : full, tail);
      if (previous[6] === source) {
        if (previous[7] === place) citation = [data.said.ibid];
        else citation = section >= 0 && previous[8] === section ? filled(ibid2, tail2 || tail) : filled(ibid, tail);
      }
      previous = row;
      sources.add(source);
      return { number: index + 1, fact, text, grade: data.grades[grade][0], quotes, citation, hedge };
    });
  };

  /** Returns the page; fields that are not given are empty. */
  const page = (fields) => ({
    kind: "", scene: "", title: "", heading: "", when: "", where: "", who: "", blocks, offers, notes: notes(), entries: entries(),
    picture: "", alt: "", basis: "", step: 0, steps: 0, ending: "", passage: "", since: "", ...fields,
  });

  return { block, blocks, compare, line, offer, page, tell };
}

/** Returns a citation with its locator in place of null; neighbouring plain runs become one. */
function filled(template, tail) {
  const parts = [];
  for (const run of [template].flat()) {
    const text = run ?? tail;
    if (typeof text === "string" && typeof parts.at(-1) === "string") parts[parts.length - 1] += text;
    else parts.push(text);
  }
  return parts;
}
