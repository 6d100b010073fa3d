/**
 * Plays in a frame of the studio, from a given passage on; this module is the start `preview` of parts.json. Invariant: nothing is kept,
 * and nobody is warned of that. The studio is told of every move, and of the keys that are its own.
 */
import { data } from "./data.js";
import { start } from "./main.js";
import { begin, take, walk } from "./playthrough.js";

const { theme, carried, choices, token } = data.preview;
const PANE_KEYS = new Set(["F1", "F6", "F7", "F8", "Alt+PageDown", "Alt+PageUp"]);
const scene = data.scenes[0];
const stored = new Map([["party-card settings", JSON.stringify({ theme })]]);
const storage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, value),
  removeItem: (key) => stored.delete(key),
};
Object.defineProperty(window, "localStorage", { value: storage }); // that of a page in a sandbox cannot be used

const first = replay();
start({ reader: "preview", load: () => [`${scene.id}.${scene.shape}.${walk(data, first)}`], save: (_, playthrough) => tell(playthrough), says: () => "" });
tell(first);
addEventListener("keydown", passKey, true);

/** Hands a key of the studio to it: while the focus is in this frame, it sees none. */
function passKey(event) {
  const { key, shiftKey, altKey } = event;
  if (event.ctrlKey || event.metaKey || !PANE_KEYS.has(altKey ? `Alt+${key}` : key)) return;
  event.preventDefault();
  event.stopPropagation();
  parent.postMessage({ type: "party-card preview", token, key, shiftKey, altKey }, "*");
}

/** Returns the playthrough after the given choices, as far as they can be made; without any, at the briefing. */
function replay() {
  const bits = scene.carried.reduce((sum, [trace], bit) => sum | (carried.includes(trace) << bit), 0);
  let playthrough = begin(data, 0, bits);
  for (const id of choices ? ["begin", ...choices] : []) {
    const next = take(data, playthrough, id);
    if (!next) break;
    playthrough = next;
  }
  return playthrough;
}

/** Tells the studio where the playthrough is: its stage, its passage, and the choices that led there. */
function tell({ stage, position, decisions }) {
  const made = decisions.map(([passage, number]) => scene.passages[passage][3][number][0]);
  parent.postMessage({ type: "party-card preview", token, stage, passage: scene.passages[position[0]][0], choices: made }, "*"); // its origin cannot be known here, and this is no secret
}
