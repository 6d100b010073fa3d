/**
 * Finds what a player has seen of a scene in the playthroughs that are kept. Invariant: nothing that was not seen is named; what
 * is counted here is counted as in app/routes.py. A route is an encoded playthrough (see `walk`).
 */
import { offered, replayStates, resume, walk } from "./playthrough.js";

const MOST_CHARACTERS = 4000; // of the routes kept of one scene
const key = (...numbers) => numbers.join(".");

/** Returns the passages of a playthrough in order; none before its first one. */
const passagesOf = ({ stage, position, decisions }) => (stage === "briefing" ? [] : [...decisions.map(([passage]) => passage), position[0]]);

/** Returns the passages, choices, ways and endings of some playthroughs. A choice is mapped to when it was made last. */
function collect({ passages: rows }, playthroughs) {
  const seen = { passages: new Set(), choices: new Map(), ways: new Set(), endings: new Set() };
  for (const playthrough of playthroughs) {
    const passages = passagesOf(playthrough);
    const ending = passages.length && rows[passages.at(-1)][5];
    if (ending) seen.endings.add(ending[0]);
    passages.forEach((passage, at) => {
      seen.passages.add(passage);
      if (at) seen.ways.add(key(passages[at - 1], passage));
    });
    for (const decision of playthrough.decisions) {
      seen.choices.delete(key(...decision));
      seen.choices.set(key(...decision), seen.choices.size);
    }
  }
  return seen;
}

/** Returns what other playthroughs of a scene have seen. */
export const collectRoutes = (data, scene, routes) => collect(data.scenes[scene], routes.map((route) => resume(data, scene, route).playthrough));

/** Returns what a player has seen of a scene, from the open playthrough and the routes of the others; counts as in app/routes.py. */
export function findRoutes(data, at, routes) {
  const scene = data.scenes[at.scene];
  const before = collectRoutes(data, at.scene, routes);
  const now = collect(scene, [at]);
  const isMade = (choice) => before.choices.has(choice) || now.choices.has(choice);
  const rows = new Map(scene.passages.flatMap(([, , , , , ending]) => (ending ? [[ending[0], ending]] : [])));
  const endings = [...rows.values()]
    .map(([id, title, cost, number]) => ({ id, number, title, cost, isPresent: now.endings.has(id), isFound: now.endings.has(id) || before.endings.has(id) }))
    .filter(({ number, isFound }) => number || isFound);
  const text = walk(data, at);
  const states = replayStates(data, at.scene, text, at.each);
  const forks = states.flatMap((state, step) => {
    const decision = state.stage === "passage" && states[step + 1]?.decisions[state.decisions.length];
    const others = decision ? offered(scene, state.position).filter(({ number, open }) => open && number !== decision[1]) : [];
    const untried = others.filter(({ number }) => !isMade(key(decision[0], number)));
    return others.length ? [{ passage: decision[0], number: decision[1], route: text.slice(0, step + 1), others: others.length, untried: untried.length }] : [];
  });
  return { endings, forks, now, before };
}

/**
 * Returns the id of the choice that passes a passage read before: the one made there last. Null if something here is new: the
 * passage, or an open choice; or if this playthrough has been here before, so that passing would go round in circles.
 */
export function findPassingChoice(data, at, before) {
  const [passage] = at.position;
  if (at.stage !== "passage" || at.decisions.some(([other]) => other === passage)) return null;
  const open = offered(data.scenes[at.scene], at.position).filter((choice) => choice.open);
  const times = open.map(({ number }) => before.choices.get(key(passage, number)) ?? -1);
  return open.length && Math.min(...times) >= 0 ? open[times.indexOf(Math.max(...times))].choice[0] : null;
}

/** Returns the ids of the choices of the present passage that were made in another playthrough. */
export const listMadeChoices = (data, at, before) =>
  at.stage === "passage" ? data.scenes[at.scene].passages[at.position[0]][3].filter((_, number) => before.choices.has(key(at.position[0], number))).map(([id]) => id) : [];

/** Merges routes, the latest last: of those that show nothing that later ones do not, none stays; nor of more than can be kept. */
export function mergeRoutes(data, scene, routes) {
  const shown = new Set();
  let length = 0;
  const kept = [...new Set(routes)].reverse().filter((route) => {
    const { passages, choices, ways, endings } = collectRoutes(data, scene, [route]);
    const marks = [...passages, ...choices.keys(), ...[...ways].map((way) => `way ${way}`), ...[...endings].map((id) => `ending ${id}`)];
    const isNew = marks.some((mark) => !shown.has(mark)) && (length += route.length) <= MOST_CHARACTERS;
    if (isNew) marks.forEach((mark) => shown.add(mark));
    return isNew;
  });
  return kept.reverse();
}
