/**
 * A playthrough over the tables that Python wrote. Law: nothing is decided here; every question is an index into the data.
 * The Python twin (game/frontends/html/twin.py) is the same player; where they differ, the twin is right.
 */

/**
 * A playthrough of scene number `scene`. Bit n of `carried`: an earlier scene left trace n; `each`: whether the record is
 * shown after every decision.
 */
export function begin(data, scene, carried = 0, each = Boolean(data.scenes[scene].each)) {
  const position = [...data.scenes[scene].start];
  data.scenes[scene].carried.forEach(([, ...slots], bit) => {
    for (const slot of slots) position[1 + slot] = (carried >> bit) & 1;
  });
  return { scene, carried, each, stage: "briefing", position, read: 0, decisions: [], steps: "" };
}

/** What a table says at a position. */
export function look(scene, table, position) {
  const [slots, values] = scene.tables[table];
  let index = 0;
  for (const slot of slots) index = index * scene.sizes[slot] + position[1 + slot];
  return parseInt(values[index], typeof values === "string" ? 36 : 10);
}

/** The choices of the passage as they stand now: open, closed with a reason, or not shown. */
export function offered(scene, position) {
  return scene.passages[position[0]][3]
    .map((choice, number) => ({ choice, number, open: look(scene, choice[3], position) === 1 }))
    .filter(({ choice, open }) => open || choice[4] >= 0);
}

/** Whether this passage is an ending with nothing more to choose. */
export function ended({ scenes }, { scene, position }) {
  return Boolean(scenes[scene].passages[position[0]][5]) && !offered(scenes[scene], position).some(({ open }) => open);
}

/** The playthrough after an offer; null where it is not on offer. */
export function take(data, at, id) {
  const scene = data.scenes[at.scene];
  const turn = (stage) => ({ ...at, stage, steps: `${at.steps}-` });
  const last = at.stage === "debrief" || !scene.debrief.length;
  if (at.stage === "briefing") return id === "begin" ? { ...turn("passage"), read: 1 } : null;
  if (at.stage === "record" || at.stage === "debrief") return id === "close" ? turn(last ? "finished" : "debrief") : null;
  if (at.stage === "finished") return null;
  const found = offered(scene, at.position).find(({ choice, open }) => open && choice[0] === id);
  if (!found) return id === "reveal" && ended(data, at) ? turn("record") : null;
  const [, , goal, , , effects] = found.choice;
  const position = [...at.position];
  for (let i = 0; i < effects.length; i += 2) position[1 + effects[i]] = look(scene, effects[i + 1], at.position);
  position[0] = goal;
  const decisions = [...at.decisions, [at.position[0], found.number]];
  return { ...at, position, read: at.read + 1, decisions, steps: at.steps + found.number.toString(36) };
}

/** The whole walk as text: the carried variables, then a character a step. */
export const walk = (data, at) => at.carried.toString(36) + at.steps;

/** Every playthrough on the way of a walk, the briefing first, as far as its steps are open. */
export function stops(data, scene, text, each) {
  const carried = parseInt(text[0] ?? "0", 36) || 0;
  const made = [begin(data, scene, carried % 2 ** data.scenes[scene].carried.length, each)];
  for (const step of text.slice(1)) {
    const next = take(data, made.at(-1), meant(data, made.at(-1), step));
    if (!next) break;
    made.push(next);
  }
  return made;
}

function meant(data, { scene, stage, position }, step) {
  if (step === "-") return { briefing: "begin", passage: "reveal" }[stage] ?? "close";
  return stage === "passage" && data.scenes[scene].passages[position[0]][3][parseInt(step, 36)]?.[0];
}

/** A walk taken again as far as its steps are open. `kept` counts the steps that were. */
export function resume(data, scene, text, each) {
  const made = stops(data, scene, text, each);
  return { playthrough: made.at(-1), kept: made.length - 1 };
}

/** The traces that this playthrough leaves for later scenes: none before its ending. */
export function traces(data, at) {
  const scene = data.scenes[at.scene];
  if (at.stage === "briefing" || !scene.passages[at.position[0]][5]) return [];
  return scene.leaves.filter(([, , , table]) => look(scene, table, at.position)).map(([trace]) => trace);
}
