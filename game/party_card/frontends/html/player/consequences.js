/**
 * Finds the decisions of a playthrough that led to its ending, as engine/consequences.py does: those after which it was the only one,
 * or that kept it open. Which endings can still be reached depends on the passage and on the slots that a later choice asks for, and
 * on nothing else; positions are reduced to these. Invariant: exact, or silent where there are too many positions.
 */
import { fill, gettext } from "./messages.js";
import { plain, runsOf } from "./runs.js";
import { begin, look, offered } from "./playthrough.js";

const MAX_POSITIONS = 30000;
const MAX_CAUSES = 4;
const reaches = new WeakMap();

/** Returns the position after a choice. */
function follow(scene, position, [, , target, , , effects]) {
  const next = [...position];
  for (let i = 0; i < effects.length; i += 2) next[1 + effects[i]] = look(scene, effects[i + 1], position);
  next[0] = target;
  return next;
}

/** Returns for each passage the slots that a choice there or later may ask for. */
function findDecidingSlots({ passages, tables }) {
  const live = passages.map(([, , , choices]) => new Set(choices.flatMap((choice) => tables[choice[3]][0])));
  for (let size = -1; size !== (size = live.reduce((sum, slots) => sum + slots.size, 0)); ) {
    passages.forEach(([, , , choices], number) => {
      for (const [, , target, , , effects] of choices) {
        for (const slot of live[target]) {
          const at = effects.findIndex((one, index) => index % 2 === 0 && one === slot);
          for (const read of at < 0 ? [slot] : tables[effects[at + 1]][0]) live[number].add(read);
        }
      }
    });
  }
  return live.map((slots) => [...slots]);
}

/** Returns a function that gives the endings that can be reached from a position, one bit each; undefined if there are too many positions. */
function makeReach(scene) {
  const live = findDecidingSlots(scene);
  const masks = new Map();
  const ids = [...new Set(scene.passages.flatMap(([, , , , , ending]) => (ending ? [ending[0]] : [])))];
  const key = (position) => `${position[0]},${live[position[0]].map((slot) => position[1 + slot])}`;
  const open = (position) => offered(scene, position).filter((offer) => offer.open);

  const visit = (start) => {
    const order = [[key(start), start]];
    const successors = new Map([[order[0][0], []]]);
    for (const [name, position] of order) {
      const ending = scene.passages[position[0]][5];
      const targets = open(position).map(({ choice }) => follow(scene, position, choice));
      successors.set(name, targets.map(key));
      masks.set(name, ending && !targets.length ? 2 ** ids.indexOf(ending[0]) : 0);
      for (const target of targets) {
        const targetName = key(target);
        if (successors.has(targetName) || masks.has(targetName)) continue;
        successors.set(targetName, []);
        order.push([targetName, target]);
      }
      if (order.length > MAX_POSITIONS) return masks.clear();
    }
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      for (let n = order.length - 1; n >= 0; n--) {
        const [name] = order[n];
        const mask = successors.get(name).reduce((all, target) => all | masks.get(target), masks.get(name));
        if (mask !== masks.get(name)) {
          masks.set(name, mask);
          isChanged = true;
        }
      }
    }
  };
  return (position) => {
    if (!masks.has(key(position))) visit(position);
    return masks.get(key(position));
  };
}

/** Returns the decisions that led to the ending of a playthrough, each with how much it meant. */
function findCauses(data, at) {
  const scene = data.scenes[at.scene];
  if (at.stage === "briefing" || !at.steps || !scene.passages[at.position[0]][5]) return [];
  if (!reaches.has(scene)) reaches.set(scene, makeReach(scene));
  const reach = reaches.get(scene);
  const { position: start } = begin(data, at.scene, at.carried);
  const ending = reach(start) === undefined ? undefined : reach(at.position);
  const causes = [];
  let position = start;
  for (const [passage, number] of at.decisions) {
    if (ending === undefined) return [];
    const choices = offered(scene, position).filter(({ open }) => open);
    const others = choices.filter((one) => one.number !== number).map(({ choice }) => reach(follow(scene, position, choice)));
    const before = reach(position);
    const chosen = scene.passages[passage][3][number];
    position = follow(scene, position, chosen);
    const after = reach(position);
    const excluding = others.filter((mask) => !(mask & ending)).length;
    const sealing = after === ending && before !== ending;
    if (excluding || sealing) causes.push({ choice: chosen, excluding, sealing });
  }
  return causes;
}

/** Returns the causes that mattered most, in the order of the playthrough. */
function selectCauses(causes) {
  const heaviest = [...causes].sort((a, b) => b.sealing - a.sealing || b.excluding - a.excluding).slice(0, MAX_CAUSES);
  return causes.filter((cause) => heaviest.includes(cause));
}

const SENTENCE_END = /[.!?…][”’"')]*$/;

/** Returns what led to the ending, in sentences; none before it. */
export function describeCauses(data, at) {
  if (at.stage !== "passage" && at.stage !== "record") return [];
  return selectCauses(findCauses(data, at)).map(({ choice }) => {
    const did = (choice[6] !== -1 && plain(runsOf(data, choice[6]))) || fill(gettext("You chose: {choice}"), { choice: plain(runsOf(data, choice[1])) });
    return SENTENCE_END.test(did) ? did : `${did}.`;
  });
}
