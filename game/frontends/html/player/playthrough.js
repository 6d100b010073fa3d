/**
 * A playthrough over the tables that Python wrote. Law: nothing is decided here; every question is an index into the data.
 * The Python twin (game/frontends/html/twin.py) is the same player; where they differ, the twin is right.
 */

const TURN = "-";

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
  return typeof values === "string" ? parseInt(values[index], 36) : values[index];
}

/** The choices of the passage as they stand now: open, closed with a reason, or not shown. */
export function offered(scene, position) {
  const [, , , choices] = scene.passages[position[0]];
  return choices
    .map((choice, number) => ({ choice, number, open: look(scene, choice[3], position) === 1 }))
    .filter(({ choice, open }) => open || choice[4] !== -1);
}

/** Whether this passage is an ending with nothing more to choose. */
export function ended(data, at) {
  const scene = data.scenes[at.scene];
  const ending = scene.passages[at.position[0]][5];
  return Boolean(ending) && !offered(scene, at.position).some(({ open }) => open);
}

/** The playthrough after an offer; null where it is not on offer. */
export function take(data, at, id) {
  const scene = data.scenes[at.scene];
  const steps = at.steps + TURN;
  if (at.stage === "briefing" && id === "begin") return { ...at, stage: "passage", read: 1, steps };
  if (at.stage === "record" && id === "close") return { ...at, stage: scene.debrief.length ? "debrief" : "finished", steps };
  if (at.stage === "debrief" && id === "close") return { ...at, stage: "finished", steps };
  if (at.stage !== "passage") return null;
  if (id === "reveal") return ended(data, at) ? { ...at, stage: "record", steps } : null;
  const found = offered(scene, at.position).find(({ choice, open }) => open && choice[0] === id);
  if (!found) return null;
  const [, , goal, , , effects] = found.choice;
  const position = [...at.position];
  for (let i = 0; i < effects.length; i += 2) position[1 + effects[i]] = look(scene, effects[i + 1], at.position);
  position[0] = goal;
  const decisions = [...at.decisions, [at.position[0], found.number]];
  return { ...at, position, read: at.read + 1, decisions, steps: at.steps + found.number.toString(36) };
}

/** The whole walk as text: the carried variables, then a character a step. */
export function walk(data, at) {
  return at.carried.toString(36) + at.steps;
}

/** A walk taken again as far as its steps are open. `kept` counts the steps that were. */
export function resume(data, scene, text, each) {
  const carried = parseInt(text[0] ?? "0", 36) || 0;
  let playthrough = begin(data, scene, carried % 2 ** data.scenes[scene].carried.length, each);
  let kept = 0;
  for (const step of text.slice(1)) {
    const next = take(data, playthrough, meant(data, playthrough, step));
    if (!next) break;
    playthrough = next;
    kept += 1;
  }
  return { playthrough, kept };
}

function meant(data, at, step) {
  if (step !== TURN) {
    const choices = at.stage === "passage" ? data.scenes[at.scene].passages[at.position[0]][3] : [];
    return choices[parseInt(step, 36)]?.[0] ?? "";
  }
  return { briefing: "begin", passage: "reveal" }[at.stage] ?? "close";
}

/** Every playthrough on the way, the briefing first. */
export function stops(data, at) {
  let stop = begin(data, at.scene, at.carried, at.each);
  const made = [stop];
  for (const step of at.steps) made.push((stop = take(data, stop, meant(data, stop, step))));
  return made;
}

/** The traces that this playthrough leaves for later scenes: none before its ending. */
export function traces(data, at) {
  const scene = data.scenes[at.scene];
  if (at.stage === "briefing" || !ended(data, at)) return [];
  return scene.leaves.filter(([, , , table]) => look(scene, table, at.position)).map(([trace]) => trace);
}
