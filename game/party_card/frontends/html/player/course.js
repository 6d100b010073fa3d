/**
 * What is told between the scenes of a campaign and at its end. Law: as game/frontends/html/between.py has it. `walks` holds, by
 * the number of its scene, the playthrough of each scene that was walked to its record.
 */
import { write } from "./page.js";
import { traces } from "./playthrough.js";

/** What is shown before a scene; null where there is nothing to tell. */
export function between(data, number, walks) {
  const station = data.course?.stations?.[number];
  if (!station) return null;
  const { id, title, where, picture, alt } = data.scenes[number];
  const before = walks.slice(0, number).findLastIndex(Boolean);
  const sheet = write(data);
  station.day.forEach(sheet.block);
  for (const [kind, heading] of before < 0 ? [] : data.course.left) {
    const lines = left(data, walks[before], kind);
    if (lines.length) [[2, 0, heading], ...lines.map((line) => [0, 0, line])].forEach(sheet.block);
  }
  const since = station.since[before] ?? "";
  if (!since && !sheet.blocks.length) return null;
  return sheet.page({ kind: "between", scene: id, title: data.title, heading: title, when: station.when, where, since, picture, alt });
}

/** The end of the campaign and the path through it. */
export function winter(data, walks) {
  const { stations, spans, chain, path, none, unplayed, winter: heading } = data.course;
  const sheet = write(data);
  const walked = stations.map((_, number) => walks[number]);
  [...chain, [2, 0, path]].forEach(sheet.block);
  walked.forEach((walk, number) => {
    if (!walk) return;
    const [, line] = stations[number].endings.find(([passage]) => passage === walk.position[0]);
    sheet.block([5, 0, stations[number].date, [line, ...left(data, walk)], []]);
  });
  const open = stations.filter((_, number) => !walked[number]).map(({ title }) => title);
  if (!walked.some(Boolean)) sheet.block([0, 0, none]);
  else if (open.length) {
    const [before, joint, after] = unplayed;
    sheet.tell(before + open.map((line) => data.lines[line]).join(joint) + after, open.flatMap((line) => data.met[line] || []));
  }
  const [first, last] = [spans.first, spans.last].map((ranks) => ranks.find((number) => walked[number]));
  return sheet.page({ kind: "winter", title: data.title, heading, when: spans.said[first]?.[last] ?? "" });
}

/** The lines of the traces that a playthrough left, all or of one kind. */
function left(data, walk, kind) {
  const kept = traces(data, walk);
  return data.scenes[walk.scene].leaves.flatMap(([trace, of, lines]) => (kept.includes(trace) && of === (kind ?? of) ? lines : []));
}
