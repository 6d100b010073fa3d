/**
 * What is kept between visits. Law: a choice is kept before the next page is shown; where the browser keeps nothing, the
 * address does; a walk of another edition of a scene is never passed off as one of this, nor an answer as one to another
 * question; and of what another tab has kept, nothing is changed but what the reader changes here.
 */
import { resume, traces, walk } from "./playthrough.js";

const SEEN = ["record", "debrief", "finished"];

/** Text of the browser's store; "" where there is none, or none may be had. */
export function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

/** Writes to the browser's store; whether it was kept. */
export function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Shows a walk in the address, without a step in the browser's history. */
export function address(fragment) {
  try {
    history.replaceState(null, "", `#${fragment}`);
  } catch {
    // Some viewers allow no change of the address.
  }
}

/**
 * The reader's walks and answers. `elsewhere`: {reader, load() -> [fragment…], save(fragments, playthrough, keeping)}, where walks
 * are kept by somebody else, who knows the reader.
 */
export function keep(data, elsewhere) {
  const apart = elsewhere?.reader;
  const name = ["party-card", data.campaign || data.scenes[0].id, ...(apart ? [apart] : [])].join(".");
  const state = { walks: {}, before: {}, answers: {} }; // `before`: the last walk to a record, where another has begun
  const due = { walks: {}, before: {}, answers: {} }; // what was changed here and is not yet in the store
  const met = {}; // each scene's walk as this tab last had it
  const own = (part, scene) => (Object.hasOwn(state[part], data.scenes[scene].id) ? state[part][data.scenes[scene].id] : "");
  const again = (part, scene, each) => {
    const [shape, steps] = String(own(part, scene)).split(".");
    const same = shape === data.scenes[scene].shape;
    const { playthrough, kept } = same && steps ? resume(data, scene, steps, each) : { playthrough: null, kept: 0 };
    return { playthrough, anew: Boolean(steps) && kept < steps.length - 1, seen: SEEN.includes(playthrough?.stage) };
  };
  const kept = {
    lasting: true,

    /** Reads a fragment of an address; returns the number of its scene, or -1. */
    take(fragment) {
      const [id, shape, steps] = fragment.split(".");
      const scene = data.scenes.findIndex((one) => one.id === id);
      if (scene < 0 || !/^[0-9a-z-]+$/.test(steps ?? "")) return -1;
      const walked = `${shape}.${steps}`;
      if (own("walks", scene) && shape !== data.scenes[scene].shape) return scene; // what the reader has kept fits better
      if (own("walks", scene) !== walked) aside(scene, state);
      state.walks[id] = met[id] = walked; // shown; it takes the place of the one in the store with the next step
      return scene;
    },

    /** What is kept of a scene: its playthrough, and whether not all of it could be taken again. */
    playthrough(scene, each) {
      met[data.scenes[scene].id] = own("walks", scene);
      return again("walks", scene, each);
    },

    /** By the number of its scene, the last playthrough that has seen the record. */
    seen: () => data.scenes.map((_, scene) => ["walks", "before"].map((part) => again(part, scene)).find(({ seen }) => seen)?.playthrough),

    /** The carried variables of a scene that begin as yes, one bit each. */
    carried(scene) {
      const left = kept.seen().slice(0, scene).flatMap((playthrough) => (playthrough ? traces(data, playthrough) : []));
      return data.scenes[scene].carried.reduce((bits, [trace], bit) => bits | (left.includes(trace) << bit), 0);
    },

    /** Keeps a playthrough; `anew`: it begins another. */
    save(playthrough, anew) {
      hold(playthrough, anew);
      address(`${data.scenes[playthrough.scene].id}.${own("walks", playthrough.scene)}`);
      write(playthrough);
    },

    /** The answer to a question of a scene, known by its words. */
    answer(scene, question) {
      const answer = own("answers", scene)[question];
      return typeof answer === "string" ? answer : "";
    },

    /** Keeps an answer. */
    answered(playthrough, question, text) {
      const { id } = data.scenes[playthrough.scene];
      hold(playthrough);
      due.answers[id] = { ...due.answers[id], [question]: text };
      write(playthrough);
    },
  };

  /** Sets a walk aside that has seen the record, before another takes its place. */
  function aside(scene, where) {
    if (again("walks", scene).seen) where.before[data.scenes[scene].id] = own("walks", scene);
  }

  /** Makes a playthrough the one of its scene; what another tab has kept of the scene meanwhile is set aside. */
  function hold(playthrough, anew) {
    const { id, shape } = data.scenes[playthrough.scene];
    read();
    if (anew || own("walks", playthrough.scene) !== (met[id] ?? "")) aside(playthrough.scene, due);
    met[id] = due.walks[id] = `${shape}.${walk(data, playthrough)}`;
    settle();
  }

  /** Takes up what is in the store: another tab may have kept more since. */
  function read() {
    const there = stored(name);
    for (const part of apart ? ["answers"] : Object.keys(state)) if (there[part] && typeof there[part] === "object") state[part] = there[part];
    settle();
  }

  /** What was changed here, over what was read. */
  function settle() {
    Object.assign(state.walks, due.walks);
    Object.assign(state.before, due.before);
    for (const [id, answers] of Object.entries(due.answers)) state.answers[id] = { ...state.answers[id], ...answers };
  }

  function write(playthrough) {
    settle();
    kept.lasting = store(name, state);
    if (kept.lasting) for (const part of Object.keys(due)) due[part] = {};
    if (apart) elsewhere.save([state.before, state.walks].flatMap((walks) => Object.entries(walks).map((walk) => walk.join("."))), playthrough, kept);
  }

  read();
  kept.lasting = store(name, state);
  addEventListener("storage", ({ key }) => key === name && read());
  for (const fragment of apart ? elsewhere.load() : []) kept.take(fragment);
  return kept;
}
