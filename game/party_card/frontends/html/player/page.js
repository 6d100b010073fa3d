/**
 * Builds the page of a playthrough as data, field by field as verify/page_json.py writes a Page of the engine.
 * Invariant: notes are numbered in the order of lines; nothing is drawn here.
 */
import { describeCauses } from "./consequences.js";
import { choosePlural } from "./messages.js";
import { attested, describeNotes } from "./note-rows.js";
import { runsOf } from "./runs.js";
import { addFile } from "./person-file.js";
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
  let level = 1; // of the headings that divide a record: 0 if it has layers

  if (phase === "passage") {
    if (at.each) decoder.compare(scene, at.decisions.slice(-1));
    show(texts);
    for (const { choice, open } of offered(scene, at.position)) {
      const [id, line, , , locked, , , flags, openings = []] = choice;
      const opened = openings.find(([table]) => look(scene, table, at.position));
      const words = decoder.line(line);
      decoder.offer(id, words, open, open ? (opened ? decoder.line(opened[1]) : []) : decoder.line(locked), Boolean(flags & 1));
    }
    if (ended(data, at)) decoder.offer("reveal", [said.reveal]);
  } else if (phase === "record") {
    const essentials = holds(scene.essentials);
    level = essentials.length ? 0 : 1;
    const head = (text) => !level && decoder.block([2, 0, text, level]);
    const compared = decoder.compares(scene, at.decisions);
    head(said.essentials);
    essentials.forEach(decoder.block);
    if (compared) head(said.decisions);
    decoder.compare(scene, at.decisions);
    if (holds(scene.record).length && (compared || !level)) decoder.block([2, 0, said.whole, level]);
    show(scene.record);
    const parts = holds(scene.aftermath);
    // Who skips a scene has read no passage, and is told of all its people.
    const named = at.read ? [...at.decisions.map(([number]) => number), at.position[0]].map((number) => scene.people[number]) : scene.people;
    const fates = [...new Set(named.flat())].map((number) => scene.fates[number]);
    const told = fates.length ? [[2, 0, said.fates, 2], ...fates] : [];
    if (parts.length || fates.length) [[2, 0, said.after, level], ...parts, ...told, ...scene.ends].forEach(decoder.block);
    decoder.offer("close", [scene.file ? data.filed.offer : scene.debrief.length ? said.questions : said.finish]);
  } else if (phase === "file") {
    addFile(data, at, decoder);
    decoder.offer("close", [scene.debrief.length ? said.questions : said.finish]);
  } else if (phase === "finished") {
    const [sentences, forms] = scene.finished;
    const count = at.decisions.length;
    decoder.tell(sentences[choosePlural(count)].join(count), forms);
    if (ending) decoder.block([0, 0, ending[4]]);
  } else {
    show(scene[phase]);
    decoder.offer(...(phase === "briefing" ? ["begin", [said.begin]] : ["close", [said.finish]]));
  }

  const { id, title, when, where, who, picture, alt } = scene;
  const map = { briefing: scene.map, record: scene.record_map, passage: more?.map }[phase] ?? -1;
  return decoder.page({
    kind: phase,
    scene: id,
    title,
    heading: phase === "passage" || phase === "briefing" ? title : phase === "file" ? data.filed.heading : said[level ? phase : "layered"],
    when,
    where,
    who,
    picture,
    alt,
    ending: (phase !== "briefing" && ending[1]) || "",
    cost: (phase !== "briefing" && ending[2]) || "",
    causes: describeCauses(data, at),
    ...(phase === "passage" && { passage, basis: data.bases[basis], step: at.read, steps: at.read + remaining, ...more }),
    map: data.maps[map] ?? null,
    ...(phase === "briefing" && { minutes: scene.minutes }),
  });
}

/** Decodes the blocks and offers of one page in order; numbers its notes, and lists its people and terms. */
export function write(data) {
  const cited = [];
  const found = new Map();
  let usesIbid = true; // not if parts of the page are shown by themselves
  const blocks = [];
  const offers = [];
  const graded = (numbers) => numbers.map((grade) => data.grades[grade][0]);

  /** Returns the number of the note about `cited[n]`. */
  const note = (n) => (cited.includes(n) ? cited.indexOf(n) + 1 : cited.push(n));

  /** Returns a line as runs, its notes numbered. */
  const line = (given) => runsOf(data, given).map((run) => (typeof run === "number" ? note(run) : run));

  /** Adds forms of entries that this page names; the first form of each entry counts. */
  const meet = (forms) => {
    for (const form of forms || []) {
      const [entry, said] = data.forms[form];
      if (!found.has(entry)) found.set(entry, said);
    }
  };

  /** Returns the runs of a line of a block, and adds whom and what it names; joins several lines to one. */
  const read = (lines) =>
    [lines].flat().flatMap((given, place) => {
      if (typeof given === "number") meet(data.met[given]);
      return [...(place ? [" "] : []), ...line(given)];
    });

  /** Adds a block from its row. */
  const block = ([kind, , ...row]) => {
    const [first, second, third, fourth, fifth, at] = row;
    if (kind === 2 && second === 0) usesIbid = false;
    blocks.push(
      [
        () => ({ type: "paragraph", line: read(first) }),
        () => ({ type: "document", lines: first.map((n) => read(n)) }),
        () => ({ type: "heading", text: first, level: second ?? 1 }),
        () => ({ type: "content-note", topics: first, summary: second.map((n) => read(n)) }),
        ,
        () => ({ type: "account", date: first, line: read(second), grades: graded(third) }),
        () => ({ type: "unknown", line: read(first) }),
        () => ({
          type: "chart",
          title: first,
          unit: second,
          bars: third.map(([label, value, shown, bound, low = null, by, sure]) => ({ label, value, shown, bound: data.bounds[bound], low, by: by === undefined ? [] : read(by), grade: by === undefined ? "" : graded([sure])[0] })),
          note: fourth < 0 ? 0 : note(fourth),
          remark: fifth,
          at,
        }),
        () => ({ type: "question", line: read(first), skill: data.skills[second], draws_on: third, rubric: row.slice(3) }),
        () => ({ type: "link", word: data.words[first], date: second, line: read(third), grades: graded(fourth) }),
        () => ({ type: "statement", word: first, line: read(second), grades: graded(third) }),
        () => {
          const cited = data.cited[third];
          const attestations = attested(data.voices, cited, ""); // the claim itself stands above
          return { type: "source-comparison", line: read(first), grades: graded(second), attestations, gap: fourth, conclusion: cited[12] ?? "" };
        },
        () => ({ type: "hook", line: read(first) }),
        () => ({ type: "about", lines: first.map((n) => read(n)) }),
      ][kind](),
    );
  };

  /** Returns true if a decision was made at a passage that has a record. */
  const compares = (scene, decisions) => decisions.some(([passage]) => scene.passages[passage][6]);

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

  /** Returns the people, then the terms, as a page of this kind has them; the notes of an entry are its own. */
  const entries = (page) => {
    const met = [...found].map(([entry, form]) => ({ ...explain(data, entry, data.after.includes(page)), form }));
    return ["person", "term"].flatMap((kind) => met.filter((one) => one.kind === kind));
  };

  /** Returns the notes; a page whose data cite nothing has none. */
  const notes = () => (cited.length ? describeNotes(data, cited, usesIbid) : []);

  /** Returns the page; fields that are not given are empty. */
  const page = (fields) => ({
    kind: "", scene: "", title: "", heading: "", when: "", where: "", who: "", blocks, offers, notes: notes(), entries: entries(fields.kind),
    picture: "", alt: "", basis: "", step: 0, steps: 0, ending: "", cost: "", causes: [], passage: "", since: "", map: null, minutes: 0, ...fields,
  });

  return { block, blocks, compare, compares, line, meet, notes, offer, page, read, tell };
}

/** Returns an entry of the glossary, with notes of its own; what became of a person only after an ending. */
export function explain(data, entry, ended) {
  const [kind, id, name, text, years = "", later = -1, after = ""] = data.entries[entry];
  const own = write(data);
  const line = own.line(text);
  return { id, kind, name, years: ended ? after : years, line, later: ended && later !== -1 ? own.line(later) : [], notes: own.notes() };
}
