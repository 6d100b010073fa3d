/**
 * Builds the pages between the scenes of a campaign and at its end. Invariant: they equal those of verify/intermissions.py.
 * `finished` holds, by the number of its scene, each playthrough that has reached its record.
 */
import { plain, runsOf } from "./runs.js";
import { write } from "./page.js";
import { traces } from "./playthrough.js";

/** Returns the page before a scene; null if it would be empty. */
export function between(data, number, finished) {
  const station = data.course?.stations?.[number];
  if (!station) return null;
  const { id, title, where } = data.scenes[number];
  const { picture, alt } = station.picture ? station : data.scenes[number];
  const before = finished.slice(0, number).findLastIndex(Boolean);
  const decoder = write(data);
  station.day.forEach(decoder.block);
  for (const [kind, heading] of before < 0 ? [] : data.course.left) {
    const lines = left(data, finished[before], kind);
    if (lines.length) [[2, 0, heading], ...lines.map((line) => [0, 0, line])].forEach(decoder.block);
  }
  const since = station.since[before] ?? "";
  if (!since && !decoder.blocks.length) return null;
  return decoder.page({ kind: "between", scene: id, title: data.title, heading: title, when: station.when, where, since, picture, alt });
}

/** Returns the page of a beat of the prologue, counted from 0. */
export function beat(data, number) {
  const { title, beats } = data.prologue;
  const { blocks, picture, alt, choices, onward } = beats[number];
  const decoder = write(data);
  blocks.forEach(decoder.block);
  choices.forEach(([id, line]) => decoder.offer(id, decoder.line(line)));
  if (onward.length) decoder.offer(onward[0], [onward[1]]);
  return decoder.page({ kind: "prologue", title, heading: title, picture, alt, step: number + 1, steps: beats.length });
}

/** Returns the page at the end of the campaign, with the player's path. */
export function winter(data, finished) {
  const { stations, spans, chain, path, none, unplayed, winter: heading } = data.course;
  const decoder = write(data);
  const played = stations.map((_, number) => finished[number]);
  [...chain, [2, 0, path]].forEach(decoder.block);
  played.forEach((walk, number) => {
    if (!walk) return;
    const [, line] = stations[number].endings.find(([passage]) => passage === walk.position[0]);
    decoder.block([5, 0, stations[number].date, [line, ...left(data, walk)], []]);
  });
  const titles = stations.filter((_, number) => !played[number]).map(({ title }) => title);
  if (!played.some(Boolean)) decoder.block([0, 0, none]);
  else if (titles.length) {
    const [before, joint, after] = unplayed;
    decoder.tell(before + titles.map((line) => plain(runsOf(data, line))).join(joint) + after, titles.flatMap((line) => data.met[line] || []));
  }
  const [first, last] = [spans.first, spans.last].map((ranks) => ranks.find((number) => played[number]));
  return decoder.page({ kind: "winter", title: data.title, heading, when: spans.said[first]?.[last] ?? "" });
}

/** Returns the lines of the traces that a playthrough left, all or of one kind. */
function left(data, walk, kind) {
  const kept = traces(data, walk);
  return data.scenes[walk.scene].leaves.flatMap(([trace, traceKind, lines]) => (kept.includes(trace) && traceKind === (kind ?? traceKind) ? lines : []));
}
