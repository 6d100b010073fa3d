/**
 * Plays a scene by looking up the tables that Python wrote. Invariant: nothing is evaluated here, only looked up.
 * verify/reference_player.py is the same player in Python; if they differ, the reference is right.
 */

/**
 * Returns a playthrough of scene number `scene` at its briefing. Bit n of `carried` is set if an earlier scene left trace n;
 * `revealsEach` is true if the record is shown after every decision.
 */
export function begin(data, scene, carried = 0, revealsEach = Boolean(data.scenes[scene].each)) {
  const position = [...data.scenes[scene].start];
  data.scenes[scene].carried.forEach(([, ...slots], bit) => {
    for (const slot of slots) position[1 + slot] = (carried >> bit) & 1;
  });
  return { scene, carried, each: revealsEach, stage: "briefing", position, read: 0, decisions: [], steps: "" };
}

/** Returns the value of a table at a position. */
export function look(scene, table, position) {
  const [slots, values] = scene.tables[table];
  let index = 0;
  for (const slot of slots) index = index * scene.sizes[slot] + position[1 + slot];
  return parseInt(values[index], typeof values === "string" ? 36 : 10);
}

/** Returns the choices that the passage shows: open ones, and closed ones that have a reason. */
export function offered(scene, position) {
  return scene.passages[position[0]][3]
    .map((choice, number) => ({ choice, number, open: look(scene, choice[3], position) === 1 }))
    .filter(({ choice, open }) => open || choice[4] !== -1);
}

/** Returns true if this passage is an ending with no open choice. */
export function ended({ scenes }, { scene, position }) {
  return Boolean(scenes[scene].passages[position[0]][5]) && !offered(scenes[scene], position).some(({ open }) => open);
}

/** Returns the playthrough after an offer; null if the offer is not open. */
export function take(data, playthrough, id) {
  const scene = data.scenes[playthrough.scene];
  const turn = (stage) => ({ ...playthrough, stage, steps: `${playthrough.steps}-` });
  const next = playthrough.stage === "record" && scene.file ? "file" : playthrough.stage !== "debrief" && scene.debrief.length ? "debrief" : "finished";
  if (playthrough.stage === "briefing") return id === "begin" ? { ...turn("passage"), read: 1 } : null;
  if (["record", "file", "debrief"].includes(playthrough.stage)) return id === "close" ? turn(next) : null;
  if (playthrough.stage === "finished") return null;
  const selected = offered(scene, playthrough.position).find(({ choice, open }) => open && choice[0] === id);
  if (!selected) return id === "reveal" && ended(data, playthrough) ? turn("record") : null;
  const [, , target, , , effects] = selected.choice;
  const position = [...playthrough.position];
  for (let i = 0; i < effects.length; i += 2) position[1 + effects[i]] = look(scene, effects[i + 1], playthrough.position);
  position[0] = target;
  const decisions = [...playthrough.decisions, [playthrough.position[0], selected.number]];
  return { ...playthrough, position, read: playthrough.read + 1, decisions, steps: playthrough.steps + selected.number.toString(36) };
}

/** Returns a playthrough as text: a digit for the carried traces, then a character a step. */
export const walk = (data, playthrough) => playthrough.carried.toString(36) + playthrough.steps;

/** Replays an encoded playthrough as long as its steps are open; returns every state, the briefing first. */
export function replayStates(data, scene, text, each) {
  const carried = parseInt(text[0] ?? "0", 36) || 0;
  const states = [begin(data, scene, carried % 2 ** data.scenes[scene].carried.length, each)];
  for (const step of text.slice(1)) {
    const next = take(data, states.at(-1), decodeStep(data, states.at(-1), step));
    if (!next) break;
    states.push(next);
  }
  return states;
}

function decodeStep(data, { scene, stage, position }, step) {
  if (step === "-") return { briefing: "begin", passage: "reveal" }[stage] ?? "close";
  return stage === "passage" && data.scenes[scene].passages[position[0]][3][parseInt(step, 36)]?.[0];
}

/** Resumes an encoded playthrough as far as its steps are open; `kept` is the number of its steps. */
export function resume(data, scene, text, each) {
  const states = replayStates(data, scene, text, each);
  return { playthrough: states.at(-1), kept: states.length - 1 };
}

/** Returns the traces that a playthrough leaves for later scenes; none before its ending. */
export function traces(data, playthrough) {
  const scene = data.scenes[playthrough.scene];
  if (playthrough.stage === "briefing" || !scene.passages[playthrough.position[0]][5]) return [];
  return scene.leaves.filter(([, , , table]) => look(scene, table, playthrough.position)).map(([trace]) => trace);
}
