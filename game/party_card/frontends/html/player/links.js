/**
 * Words of a page that have an entry, made into links to it. Law: as game/play/links.py has it: of each entry the first
 * place on the page, in reading order, and of two forms in one place the longer.
 */

const WORD = "[\\p{L}\\p{N}_]";

/** The style and the text of a run. */
const told = (run) => (Array.isArray(run) ? run : [0, typeof run === "string" ? run : ""]);

/** A line without its marks. */
export const plain = (runs) => runs.map((run) => told(run)[1]).join("");

/** The lines of a page that hold links, each with the line to show instead; a link is a run `[style, text, id]`. */
export function links(page) {
  const lines = page.blocks
    .flatMap(({ type, line, lines, was_done }) => (type === "comparison" ? [was_done] : (lines ?? (line ? [line] : []))))
    .map((line) => ({ line, text: plain(line), taken: [] }));
  const length = ({ form }) => [...form].length;
  for (const { id, form } of [...page.entries].sort((a, b) => length(b) - length(a))) {
    const named = new RegExp(`(?<!${WORD})${form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?!${WORD})`, "gu");
    let found = false;
    for (const { line, text, taken } of lines) {
      for (const { index } of text.matchAll(named)) {
        const end = index + form.length;
        if (taken.some(([from, to]) => from < end && index < to)) continue;
        const link = !found && whole(line, index, end);
        found ||= link;
        taken.push([index, end, link && id]);
      }
    }
  }
  return new Map(lines.map(({ line, taken }) => [line, cut(line, taken.filter(([, , id]) => id).sort(([a], [b]) => a - b))]));
}

/** Each run of a line with where it begins and ends. */
function placed(line) {
  let to = 0;
  return line.map((run) => [run, to, (to += told(run)[1].length)]);
}

/** Whether a stretch of a line is of one style. */
const whole = (line, start, end) => placed(line).some(([, from, to]) => from <= start && end <= to);

/** A line cut where its links begin and end. */
function cut(line, marks) {
  return placed(line).flatMap(([run, from, to]) => {
    const [style, text] = told(run);
    const made = [];
    let here = from;
    const keep = (end, ...id) => {
      const part = text.slice(here - from, end - from);
      if (part) made.push(style || id.length ? [style, part, ...id] : part);
      here = end;
    };
    for (const [start, end, id] of marks) {
      if (start < from || end > to) continue;
      keep(start);
      keep(end, id);
    }
    if (here === from) return [run];
    keep(to);
    return made;
  });
}
