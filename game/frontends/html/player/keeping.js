/**
 * What is kept between visits. Law: a choice is kept before the next page is shown; where the browser keeps nothing, the
 * address does, and a walk of another edition of a scene is never passed off as one of this.
 */
import { traces, resume, walk } from "./playthrough.js";

/** The reader's walks, traces and answers. `elsewhere`: {load() -> [fragment…], save(fragments, playthrough, keeping)}. */
export function keep(data, elsewhere) {
  const name = `party-card.${data.campaign || data.scenes[0].id}`;
  const state = { walks: {}, traces: {}, answers: {} };
  const kept = {
    lasting: true,

    /** Reads a fragment of an address; returns the number of its scene, or -1. */
    take(fragment) {
      const [id, shape, steps] = fragment.split(".");
      const scene = data.scenes.findIndex((one) => one.id === id);
      if (scene < 0 || !/^[0-9a-z-]+$/.test(steps ?? "")) return -1;
      state.walks[id] = `${shape}.${steps}`;
      return scene;
    },

    /** What is kept of a scene: its playthrough, and whether not all of it could be taken again. */
    playthrough(scene, each) {
      const { id, shape } = data.scenes[scene];
      const [of, steps] = String(state.walks[id] ?? "").split(".");
      if (!steps) return { playthrough: null, anew: false };
      if (of !== shape) return { playthrough: null, anew: true };
      const { playthrough, kept: taken } = resume(data, scene, steps, each);
      return { playthrough, anew: taken < steps.length - 1 };
    },

    /** The carried variables of a scene that begin as yes, one bit each. */
    carried(scene) {
      const left = new Set(Object.values(state.traces).flat());
      return data.scenes[scene].carried.reduce((bits, [trace], bit) => bits | (Number(left.has(trace)) << bit), 0);
    },

    /** Keeps a playthrough. */
    save(playthrough) {
      const { id, shape } = data.scenes[playthrough.scene];
      const steps = walk(data, playthrough);
      state.walks[id] = `${shape}.${steps}`;
      state.traces[id] = traces(data, playthrough);
      try {
        history.replaceState(null, "", `#${id}.${shape}.${steps}`);
      } catch {
        // Some viewers allow no change of the address.
      }
      write(playthrough);
    },

    /** The answer to a question of a scene. */
    answer(scene, number) {
      const answer = state.answers[data.scenes[scene].id]?.[number];
      return typeof answer === "string" ? answer : "";
    },

    /** Keeps an answer. */
    answered(playthrough, number, text) {
      const { id } = data.scenes[playthrough.scene];
      state.answers[id] = { ...state.answers[id], [number]: text };
      write(playthrough);
    },
  };

  function write(playthrough) {
    try {
      localStorage.setItem(name, JSON.stringify(state));
      kept.lasting = true;
    } catch {
      kept.lasting = false;
    }
    elsewhere?.save(Object.entries(state.walks).map(([id, steps]) => `${id}.${steps}`), playthrough, kept);
  }

  try {
    const before = JSON.parse(localStorage.getItem(name) ?? "{}");
    for (const part of Object.keys(state)) if (before[part]?.constructor === Object) state[part] = before[part];
  } catch {
    kept.lasting = false;
  }
  for (const fragment of elsewhere?.load() ?? []) kept.take(fragment);
  return kept;
}
