/**
 * Builds the pages of the archive: the shelf with the files, and a file opened there. Invariant: a file as a stranger finds it holds
 * nothing that only the player knows; verify/archive_reference.py is the same in Python.
 */
import { fill } from "./messages.js";
import { runsOf } from "./runs.js";
import { write } from "./page.js";
import { addFile, certaintyOf, openFile } from "./person-file.js";
import { thing } from "./provenance.js";

/** Returns true if a scene of the campaign has a file on the shelf. */
const stands = (data, walk, number) => Boolean(walk && data.scenes[number].file);

/** Returns the numbers of the scenes whose files stand on the shelf. */
export const listFiles = (data, finished) => (data.course?.archive ? data.course.stations.flatMap((_, number) => (stands(data, finished[number], number) ? [number] : [])) : []);

/** Returns the page of the shelf; `isAssessed(scene)` is true if the player has judged something in its file. */
export function shelf(data, finished, isAssessed = () => false) {
  const { stations, spans, archive } = data.course;
  const decoder = write(data);
  [...archive.text, [2, 0, archive.words.shelf]].forEach(decoder.block);
  stations.forEach((_, number) => decoder.blocks.push(folderAt(data, finished[number], number, isAssessed)));
  if (archive.provenance) decoder.blocks.push(thing(data, finished));
  archive.closing.forEach(decoder.block);
  const open = listFiles(data, finished);
  const [first, last] = [spans.first, spans.last].map((ranks) => ranks.find((number) => open.includes(number)));
  return decoder.page({ kind: "archive", title: data.title, heading: archive.title, when: spans.said[first]?.[last] ?? "" });
}

/** Returns the place of a scene on the shelf. */
function folderAt(data, walk, number, isAssessed) {
  const { file, title } = data.scenes[number];
  const empty = { type: "folder", number: number + 1, office: [], invented: false, stamp: "", papers: 0, assessed: false };
  if (!stands(data, walk, number)) return { ...empty, name: title, closed: file ? "not played" : "no file" };
  const { papers, stamp } = openFile(data, walk);
  const office = file.office === -1 ? [] : runsOf(data, file.office).filter((run) => typeof run !== "number");
  return { ...empty, name: file.name, closed: "", office, invented: file.invented === 1, stamp, papers: papers.length, assessed: isAssessed(number) };
}

/** Returns the page of a file opened by a stranger or, with `lived`, with what was lived beside it. */
export function folder(data, walk, lived) {
  const { words } = data.course.archive;
  const scene = data.scenes[walk.scene];
  const decoder = write(data);
  if (lived) addLived(data, walk, decoder, words);
  else addFound(data, walk, decoder, words);
  const heading = fill(words.file, { number: walk.scene + 1, name: scene.file.name });
  return decoder.page({ kind: "folder", scene: scene.id, title: lived ? scene.title : data.title, heading, when: scene.when, where: scene.where });
}

/** Adds the card, the papers, and the decisions with who can know of them. */
function addLived(data, walk, decoder, words) {
  const whole = write(data);
  addFile(data, walk, { ...decoder, blocks: whole.blocks, block: whole.block });
  const kinds = (type) => whole.blocks.filter((block) => block.type === type);
  const part = (text, blocks) => blocks.length > 0 && decoder.blocks.push({ type: "heading", text, level: 1 }, ...blocks);
  decoder.blocks.push(...kinds("file-card"));
  part(words.stranger, kinds("file-paper"));
  part(words.lived, kinds("file-decision"));
}

/** Adds the card, and each paper and each gap with a statement to assess. */
function addFound(data, walk, decoder, words) {
  const { file } = data.scenes[walk.scene];
  const { kinds } = data.filed;
  const { blocks, line, read } = decoder;
  const found = openFile(data, walk);
  const filed = found.listed.map(([passage]) => passage);
  const gap = (runs) => {
    const text = runs.map((run) => (typeof run === "string" ? run : typeof run === "number" ? "" : run[1])).join("");
    blocks.push({ type: "file-gap", line: runs });
    assess(fill(words.gap, { gap: text }), "not recorded", words.reasons["not recorded"]);
  };
  const assess = (text, certainty, reason) => blocks.push({ type: "assessment", line: [text], certainty, reason });
  blocks.push(found.card(read, false));
  decoder.block([2, 0, words.judge]);
  for (const paper of file.papers) {
    const [kind, title, , , , passages, missing] = paper;
    if (found.papers.includes(paper)) {
      const other = found.papers.find((other) => other !== paper && other[5].some((passage) => passages.includes(passage) && filed.includes(passage)));
      const certainty = other ? "corroborated" : certaintyOf([paper], kinds);
      blocks.push(found.paper(paper, read, false));
      assess(fill(words.paper, { title }), certainty, fill(words.reasons[certainty], { other: other?.[1] ?? "" }));
    } else if (missing !== -1) gap(line(missing));
  }
  const dates = new Map(file.days);
  const shown = new Set(found.papers.flatMap((paper) => paper[5]).filter((passage) => filed.includes(passage)).map((passage) => dates.get(passage)));
  const days = [...new Set(filed.map((passage) => dates.get(passage)))].filter((day) => day && !shown.has(day));
  if (days.length) gap([fill(words.days, { days: days.join("; ") })]);
  assess(words.motive, "not recorded", data.filed.motive);
}
