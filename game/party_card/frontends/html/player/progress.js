/**
 * Saves playthroughs and answers between visits. Invariant: a choice is saved before the next page is shown; if the browser
 * stores nothing, the address does. A playthrough of another edition of a scene is never resumed in this one, nor an answer
 * shown under another question; of what another tab has saved, only what the player changes here is changed.
 */
import { resume, traces, walk } from "./playthrough.js";

const SEEN = ["record", "debrief", "finished"];

/** Reads an object from the browser's storage; empty if there is none or storage is blocked. */
export function readStorage(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

/** Writes to the browser's storage; returns true if it was stored. */
export function writeStorage(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Shows a playthrough in the address, without an entry in the browser's history. */
export function address(fragment) {
  try {
    history.replaceState(null, "", `#${fragment}`);
  } catch {
    // Some viewers do not allow changing the address.
  }
}

/**
 * Returns the player's saved playthroughs and answers. `elsewhere` is a learning platform that identifies the player and saves
 * playthroughs: {reader, load() -> [fragment…], save(fragments, playthrough, progress)}.
 */
export function keep(data, elsewhere) {
  const apart = elsewhere?.reader;
  const name = ["party-card", data.campaign || data.scenes[0].id, ...(apart ? [apart] : [])].join(".");
  const state = { walks: {}, before: {}, answers: {} }; // `before`: the last playthrough that reached the record, if another has begun
  const unsaved = { walks: {}, before: {}, answers: {} }; // what was changed here and is not stored yet
  const lastSeen = {}; // each scene's playthrough as this tab last had it
  const own = (part, scene) => (Object.hasOwn(state[part], data.scenes[scene].id) ? state[part][data.scenes[scene].id] : "");
  const replaySaved = (part, scene, each) => {
    const [shape, steps] = String(own(part, scene)).split(".");
    const same = shape === data.scenes[scene].shape;
    const { playthrough, kept } = same && steps ? resume(data, scene, steps, each) : { playthrough: null, kept: 0 };
    return { playthrough, anew: Boolean(steps) && kept < steps.length - 1, seen: SEEN.includes(playthrough?.stage) };
  };
  const kept = {
    lasting: true,

    /** Takes a playthrough from the address; returns the number of its scene, or -1. */
    take(fragment) {
      const [id, shape, steps] = fragment.split(".");
      const scene = data.scenes.findIndex((one) => one.id === id);
      if (scene < 0 || !/^[0-9a-z-]+$/.test(steps ?? "")) return -1;
      const encoded = `${shape}.${steps}`;
      if (own("walks", scene) && shape !== data.scenes[scene].shape) return scene; // the saved playthrough fits better
      if (own("walks", scene) !== encoded) aside(scene, state);
      state.walks[id] = lastSeen[id] = encoded; // shown; it replaces the stored one with the next step
      return scene;
    },

    /** Returns the saved playthrough of a scene; `anew` is true if not all of it could be replayed. */
    playthrough(scene, each) {
      lastSeen[data.scenes[scene].id] = own("walks", scene);
      return replaySaved("walks", scene, each);
    },

    /** Returns for each scene the last playthrough that has reached the record. */
    seen: () => data.scenes.map((_, scene) => ["walks", "before"].map((part) => replaySaved(part, scene)).find(({ seen }) => seen)?.playthrough),

    /** Returns the traces that earlier scenes left for a scene, one bit each. */
    carried(scene) {
      const left = kept.seen().slice(0, scene).flatMap((playthrough) => (playthrough ? traces(data, playthrough) : []));
      return data.scenes[scene].carried.reduce((bits, [trace], bit) => bits | (left.includes(trace) << bit), 0);
    },

    /** Saves a playthrough; `anew` is true if it has just begun. */
    save(playthrough, anew) {
      hold(playthrough, anew);
      address(`${data.scenes[playthrough.scene].id}.${own("walks", playthrough.scene)}`);
      write(playthrough);
    },

    /** Returns the answer to a question of a scene, identified by its text. */
    answer(scene, question) {
      const answer = own("answers", scene)[question];
      return typeof answer === "string" ? answer : "";
    },

    /** Saves an answer. */
    answered(playthrough, question, text) {
      const { id } = data.scenes[playthrough.scene];
      hold(playthrough);
      unsaved.answers[id] = { ...unsaved.answers[id], [question]: text };
      write(playthrough);
    },
  };

  /** Moves a playthrough that has reached the record to `before`, so that another can take its place. */
  function aside(scene, target) {
    if (replaySaved("walks", scene).seen) target.before[data.scenes[scene].id] = own("walks", scene);
  }

  /** Sets the playthrough of its scene; one that another tab has saved meanwhile is moved to `before`. */
  function hold(playthrough, anew) {
    const { id, shape } = data.scenes[playthrough.scene];
    loadSaved();
    if (anew || own("walks", playthrough.scene) !== (lastSeen[id] ?? "")) aside(playthrough.scene, unsaved);
    lastSeen[id] = unsaved.walks[id] = `${shape}.${walk(data, playthrough)}`;
    settle();
  }

  /** Reads the storage again: another tab may have saved more. */
  function loadSaved() {
    const saved = readStorage(name);
    for (const part of apart ? ["answers"] : Object.keys(state)) if (saved[part] && typeof saved[part] === "object") state[part] = saved[part];
    settle();
  }

  /** Applies what was changed here to what was read. */
  function settle() {
    Object.assign(state.walks, unsaved.walks);
    Object.assign(state.before, unsaved.before);
    for (const [id, answers] of Object.entries(unsaved.answers)) state.answers[id] = { ...state.answers[id], ...answers };
  }

  function write(playthrough) {
    settle();
    kept.lasting = writeStorage(name, state);
    if (kept.lasting) for (const part of Object.keys(unsaved)) unsaved[part] = {};
    if (apart) elsewhere.save([state.before, state.walks].flatMap((walks) => Object.entries(walks).map((walk) => walk.join("."))), playthrough, kept);
  }

  loadSaved();
  kept.lasting = writeStorage(name, state);
  addEventListener("storage", ({ key }) => key === name && loadSaved());
  for (const fragment of apart ? elsewhere.load() : []) kept.take(fragment);
  return kept;
}
