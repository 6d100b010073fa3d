/**
 * Links the people and terms of a page to their entries. Invariant: as in engine/autolink.py, each entry is linked where it
 * first occurs on the page, in reading order; of two forms at one place, the longer is linked.
 */

import { plain, told } from "./runs.js";

const WORD = "[\\p{L}\\p{N}_]";

const UNLINKED = ["about", "file-decision"];
const WITHOUT_NAMES = ["assessment", "file-gap", "folder", "thing"]; // what these name is named elsewhere, if at all

/** Returns the lines of a block in which a name may be linked, and those of blocks in which none is. */
function listLines({ type, line, lines, was_done, office, kept }) {
  if (type === "comparison") return [was_done];
  if (WITHOUT_NAMES.includes(type)) return [];
  if (type === "step") return line.length ? [line] : []; // its office is plain text
  return [...(lines ?? []), ...(line ? [line] : []), ...[office, kept].filter((runs) => runs?.length)];
}

/** Returns for each line of a page the line with links; a link is a run `[style, text, id]`. */
export function linkEntries(page) {
  const lines = page.blocks
    .flatMap((block) => listLines(block).map((line) => ({ line, text: UNLINKED.includes(block.type) ? "" : plain(line), taken: [] })));
  const length = ({ form }) => [...form].length;
  for (const { id, form } of [...page.entries].sort((a, b) => length(b) - length(a))) {
    const pattern = new RegExp(`(?<!${WORD})${form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?!${WORD})`, "gu");
    let isLinked = false;
    for (const { line, text, taken } of lines) {
      for (const { index } of text.matchAll(pattern)) {
        const end = index + form.length;
        if (taken.some(([from, to]) => from < end && index < to)) continue;
        const link = !isLinked && whole(line, index, end);
        isLinked ||= link;
        taken.push([index, end, link && id]);
      }
    }
  }
  return new Map(lines.map(({ line, taken }) => [line, cut(line, taken.filter(([, , id]) => id).sort(([a], [b]) => a - b))]));
}

/** Returns the runs of a line, each with its start and end. */
function placed(line) {
  let to = 0;
  return line.map((run) => [run, to, (to += told(run)[1].length)]);
}

/** Returns true if a part of a line lies within one run. */
const whole = (line, start, end) => placed(line).some(([, from, to]) => from <= start && end <= to);

/** Splits a line where its links begin and end. */
function cut(line, links) {
  return placed(line).flatMap(([run, from, to]) => {
    const [style, text] = told(run);
    const runs = [];
    let position = from;
    const keep = (end, ...id) => {
      const part = text.slice(position - from, end - from);
      if (part) runs.push(style || id.length ? [style, part, ...id] : part);
      position = end;
    };
    for (const [start, end, id] of links) {
      if (start < from || end > to) continue;
      keep(start);
      keep(end, id);
    }
    if (position === from) return [run];
    keep(to);
    return runs;
  });
}
