/**
 * Saves playthroughs and answers between visits. Invariant: a choice is saved before the next page is shown; if the browser
 * stores nothing, the address does, and keeping.js says so. A playthrough of another edition of a scene is never resumed in this one, nor an answer
 * shown under another question; of what another tab has saved, only what the player changes here is changed.
 */
import { identifyAnswers } from "./languages.js";
import { replayStates, resume, traces, walk } from "./playthrough.js";
import { mergeRoutes } from "./routes.js";
import { beginAttempt, goOn, startClock } from "./transcript-data.js";

const SEEN = ["record", "file", "debrief", "finished"];

/** Reads an object from the browser's storage; empty if there is none or storage is blocked. */
export function readStorage(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

/** Writes to the browser's storage, and reads it back; returns "stored", or why it is not: "full" or "blocked". */
export function writeStorage(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(key, text);
    return localStorage.getItem(key) === text ? "stored" : "blocked";
  } catch (error) {
    return error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED" ? "full" : "blocked";
  }
}

/**
 * Returns what `writeStorage` would, without touching what is saved: a browser may show a page that has just been opened again a
 * store that lags behind, and what was written back from it would undo the last step.
 */
export function probeStorage(key) {
  const storage = writeStorage(`${key} probe`, key);
  try {
    localStorage.removeItem(`${key} probe`);
  } catch {
    // Nothing was written.
  }
  return storage;
}

/** Shows a playthrough in the address, without an entry in the browser's history. */
export function address(fragment) {
  try {
    history.replaceState(null, "", `#${fragment}`);
  } catch {
    // Some viewers do not allow changing the address.
  }
}

/** Returns true if a reload finds the playthrough in the address: there is one, and no other page opens this one in a frame. */
export const isInAddress = () => window.parent === window && location.hash.length > 1;

/** Returns the key under which the browser stores what is done; `reader` is whom a learning platform names, if there is one. */
export const nameStorage = (data, reader) => ["party-card", data.campaign || data.scenes[0].id, ...(reader ? [reader] : [])].join(".");

/**
 * Returns the player's saved playthroughs and answers. `elsewhere` is a learning platform that identifies the player and saves
 * playthroughs: {reader, load() -> [fragment…], save(fragments, playthrough, progress)}; its `answers`, by scene and question, and its `attempts`, by scene, are in place of those that
 * the browser has. A lesson also has an `attempt()` of its own, {id, begun, number, revision}, and a `nickname()`.
 */
export function keep(data, elsewhere) {
  const apart = elsewhere?.reader;
  const name = nameStorage(data, apart);
  const state = { walks: {}, before: {}, answers: {}, routes: {}, attempts: {} }; // `before`: the last playthrough that reached the record, if another has begun; `routes`: what other playthroughs have seen
  const unsaved = { walks: {}, before: {}, answers: elsewhere?.answers ?? {}, routes: {}, attempts: elsewhere?.attempts ?? {} }; // what was changed here and is not stored yet
  const restartClock = startClock();
  const lastSeen = {}; // each scene's playthrough as this tab last had it
  let prologue = readStorage(`${name}.prologue`).choice; // "" if it was skipped, undefined if it has not been seen
  let nickname = String(readStorage(`${name}.nickname`).nickname ?? "").slice(0, 24);
  const own = (part, scene) => (Object.hasOwn(state[part], data.scenes[scene].id) ? state[part][data.scenes[scene].id] : "");
  const replaySaved = (part, scene, each) => {
    const [shape, steps] = String(own(part, scene)).split(".");
    const same = shape === data.scenes[scene].shape;
    const { playthrough, kept } = same && steps ? resume(data, scene, steps, each) : { playthrough: null, kept: 0 };
    return { playthrough, anew: Boolean(steps) && kept < steps.length - 1, seen: SEEN.includes(playthrough?.stage) };
  };
  const kept = {
    /** "stored" if the browser stores what is done here; else "full" or "blocked". */
    storage: "stored",

    /** True if a learning platform saves the playthroughs. */
    isElsewhere: Boolean(apart),

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
      restartClock();
      return replaySaved("walks", scene, each);
    },

    /** Returns the routes of a scene: all that playthroughs before the open one have seen. */
    routes: (scene) => list(scene, [...listed(state.routes, scene), ...(apart ? [own("before", scene)] : [])]),

    /**
     * Returns how far a scene is: "open", "begun" or "played", with the passage of its ending. A scene that has been finished stays
     * played until another decision is made in it; it is under way if a decision has been made.
     */
    state(scene) {
      const { playthrough } = replaySaved("walks", scene);
      const isAtEnd = (one) => one?.stage === "finished";
      const finished = [playthrough, replaySaved("before", scene).playthrough].find(isAtEnd);
      const isBegun = Boolean(playthrough) && playthrough.stage !== "briefing";
      const isPlayed = isAtEnd(playthrough) || (Boolean(finished) && (!isBegun || isRepeated(scene)));
      const state = isPlayed ? "played" : isBegun ? "begun" : "open";
      return { state, ending: finished?.position[0], isFinished: Boolean(finished), isUnderWay: state === "begun" && playthrough.decisions.length > 0 };
    },

    /** Returns for each scene the last playthrough that has reached the record. */
    seen: () => data.scenes.map((_, scene) => ["walks", "before"].map((part) => replaySaved(part, scene)).find(({ seen }) => seen)?.playthrough),

    /** Returns for each scene all states of its saved playthroughs. */
    states: (each) =>
      data.scenes.map(({ shape }, scene) =>
        ["walks", "before"].flatMap((part) => {
          const [saved, steps] = String(own(part, scene)).split(".");
          return saved === shape && steps ? replayStates(data, scene, steps, each) : [];
        }),
      ),

    /** Returns the traces that earlier scenes left for a scene, one bit each. */
    carried(scene) {
      const left = kept.seen().slice(0, scene).flatMap((playthrough) => (playthrough ? traces(data, playthrough) : []));
      for (const { choices } of data.prologue?.beats ?? []) left.push(...choices.filter(([id]) => id === prologue).map(([, , trace]) => trace));
      return data.scenes[scene].carried.reduce((bits, [trace], bit) => bits | (left.includes(trace) << bit), 0);
    },

    /** Returns true if the prologue is to be shown before a scene: the first, not begun, and the prologue has not been seen. */
    isPrologueDue: (scene) => Boolean(data.prologue) && scene === 0 && prologue === undefined && !own("walks", 0),

    /** Saves that the prologue has been seen, and the choice; without one, an earlier choice stays. */
    leavePrologue(choice) {
      prologue = choice || prologue || "";
      writeStorage(`${name}.prologue`, { choice: prologue });
    },

    /** Saves a playthrough; `anew` is true if it has just begun. */
    save(playthrough, anew) {
      hold(playthrough, anew);
      address(`${data.scenes[playthrough.scene].id}.${own("walks", playthrough.scene)}`);
      write(playthrough);
    },

    /** Returns the attempt of a scene, for its transcript; one that is new is kept. */
    attempt(scene) {
      loadSaved();
      const attempt = readAttempt(scene);
      if (own("attempts", scene) !== attempt) {
        unsaved.attempts[data.scenes[scene].id] = attempt;
        store();
      }
      return { ...attempt, ...elsewhere?.attempt?.() };
    },

    /** Returns the nickname for transcripts, "" before there is one; keeps `text` as the new one. */
    nickname(text = nickname || elsewhere?.nickname?.() || "") {
      if (text !== nickname) writeStorage(`${name}.nickname`, { nickname: text });
      return (nickname = text);
    },

    /** Returns the answer to a question of a scene, identified by its text. */
    answer(scene, question) {
      const answer = own("answers", scene)[question];
      return typeof answer === "string" ? answer : "";
    },

    /** Returns the answers of a scene, by the texts of the questions. */
    answers: (scene) => Object.fromEntries(Object.entries(Object(own("answers", scene))).filter(([, answer]) => typeof answer === "string")),

    /** Returns true if an answer has been written in this browser, be it that nothing is left of it. */
    isWritten: (scene, question) => Object.hasOwn(Object(own("answers", scene)), question),

    /** Saves an answer that was given in the archive, to a scene whose playthrough is not open. */
    answeredApart(scene, question, text) {
      const { id } = data.scenes[scene];
      loadSaved();
      unsaved.answers[id] = { ...unsaved.answers[id], [question]: text };
      store();
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
    if (replaySaved("walks", scene).seen && !isRepeated(scene)) target.before[data.scenes[scene].id] = own("walks", scene);
  }

  /** Returns true if the playthrough of a scene has no step that the one before it has not. */
  function isRepeated(scene) {
    return String(own("before", scene)).startsWith(own("walks", scene));
  }

  /** Returns the routes stored of a scene. */
  function listed(part, scene) {
    const routes = Object.hasOwn(part, data.scenes[scene].id) && part[data.scenes[scene].id];
    return Array.isArray(routes) ? routes : [];
  }

  /** Returns the routes of this edition of a scene, as text without its mark. */
  function list(scene, routes) {
    const mark = `${data.scenes[scene].shape}.`;
    return routes.filter((route) => typeof route === "string" && route.startsWith(mark)).map((route) => route.slice(mark.length));
  }

  /** Keeps what the playthrough of a scene has seen, if another takes its place, or if it goes back from an ending. */
  function addRoute(scene, next, anew) {
    const { id, passages } = data.scenes[scene];
    const last = String(own("walks", scene));
    const { playthrough } = replaySaved("walks", scene);
    const isOver = anew || !last.startsWith(next) || Boolean(passages[playthrough?.position[0]]?.[5]);
    if (playthrough?.decisions.length && isOver && !next.startsWith(last)) unsaved.routes[id] = [...listed(unsaved.routes, scene), last];
  }

  /** Sets the playthrough of its scene; one that another tab has saved meanwhile is moved to `before`. */
  function hold(playthrough, anew) {
    const { id, shape } = data.scenes[playthrough.scene];
    loadSaved();
    const last = own("walks", playthrough.scene);
    const encoded = `${shape}.${walk(data, playthrough)}`;
    if (anew || last !== (lastSeen[id] ?? "") || !encoded.startsWith(last)) aside(playthrough.scene, unsaved);
    addRoute(playthrough.scene, encoded, anew);
    addStep(playthrough, last, encoded, anew);
    lastSeen[id] = unsaved.walks[id] = encoded;
    settle();
  }

  /** Keeps the time of the last step; another attempt begins if the last one was given up, or goes back from its record. */
  function addStep({ scene, steps }, last, encoded, anew) {
    const attempt = readAttempt(scene);
    const isOther = anew || (replaySaved("walks", scene).seen && !encoded.startsWith(last));
    const seconds = encoded === last ? 0 : restartClock();
    unsaved.attempts[data.scenes[scene].id] = goOn(isOther && attempt.revision ? { ...beginAttempt(attempt.number + 1), steps: attempt.steps, seconds: attempt.seconds } : attempt, steps, seconds);
  }

  /** Returns the attempt that a scene's playthrough belongs to; a playthrough of a store of before gets one, without a day. */
  function readAttempt(scene) {
    const attempt = own("attempts", scene);
    if (Array.isArray(attempt?.seconds) && typeof attempt.steps === "string" && /^[0-9a-f]{32}$/.test(attempt.id)) return attempt;
    return { ...beginAttempt(1), ...(own("walks", scene) ? { begun: null } : {}) };
  }

  /** Reads the storage again: another tab may have saved more. */
  function loadSaved() {
    const saved = readStorage(name);
    for (const part of apart ? ["answers", "routes", "attempts"] : Object.keys(state)) if (saved[part] && typeof saved[part] === "object") state[part] = saved[part];
    settle();
  }

  /** Applies what was changed here to what was read. */
  function settle() {
    Object.assign(state.walks, unsaved.walks);
    Object.assign(state.before, unsaved.before);
    Object.assign(state.attempts, unsaved.attempts);
    for (const [id, answers] of Object.entries(unsaved.answers)) state.answers[id] = { ...state.answers[id], ...answers };
    data.scenes.forEach(({ id, shape }, scene) => {
      const added = listed(unsaved.routes, scene);
      if (added.length) state.routes[id] = mergeRoutes(data, scene, list(scene, [...listed(state.routes, scene), ...added])).map((route) => `${shape}.${route}`);
    });
  }

  function store() {
    settle();
    kept.storage = writeStorage(name, state);
    if (kept.storage === "stored") for (const part of Object.keys(unsaved)) unsaved[part] = {};
  }

  function write(playthrough) {
    store();
    if (apart) elsewhere.save([state.before, state.walks].flatMap((walks) => Object.entries(walks).map((walk) => walk.join("."))), playthrough, kept);
  }

  loadSaved();
  kept.storage = probeStorage(name);
  addEventListener("storage", ({ key }) => key === name && loadSaved());
  addEventListener("pageshow", ({ persisted }) => persisted && loadSaved()); // a page that a browser has set aside hears of nothing
  for (const fragment of apart ? elsewhere.load() : []) kept.take(fragment);
  identifyAnswers?.(kept);
  return kept;
}
