/**
 * The page inside a learning platform (SCORM 1.2): what `player-scorm.js` is built from. Law: the platform keeps the walk, and
 * every choice is handed over before the next page is shown; whatever the platform answers or does not answer, the scene plays on.
 * The score is the share of questions answered; no choice in a scene, and no ending, moves it.
 */
import { address } from "./keeping.js";
import { plain } from "./links.js";
import { start } from "./main.js";
import { stops } from "./playthrough.js";

const MOST = 4096; // characters of suspend_data
const SOON = 3000; // ms from the last letter of an answer until it is handed over
const data = JSON.parse(document.getElementById("data").textContent);
const counted = data.course ? data.course.stations.length : data.scenes.length;
const since = Date.now();
const api = find(window) ?? find(window.opener);
if (api) call("LMSInitialize", "");
const has = Boolean(api) && tell("cmi.core.exit", "suspend"); // some say no to the first where the page was loaded again
const state = { open: has, sent: "", timer: 0 };

start(has ? { reader: ask("cmi.core.student_id") || "-", load, save, says: () => state.says } : { says: () => `${api ? "The learning platform did not answer" : "No learning platform was found"}: the scene plays, and nothing is reported.` });

/** The platform's API: in this window, or in one around it. */
function find(frame) {
  try {
    for (let depth = 0; frame && depth < 500; depth += 1) {
      if (frame.API) return frame.API;
      if (frame.parent === frame) return frame.opener && frame.opener !== frame ? find(frame.opener) : null;
      frame = frame.parent;
    }
  } catch {
    // A frame of another origin cannot be looked into.
  }
  return null;
}

/** Calls the platform; whether it said yes. */
function call(name, ...given) {
  try {
    return String(api[name](...given)) === "true";
  } catch {
    return false;
  }
}

/** A value that the platform holds; "" where it holds none. */
function ask(name) {
  try {
    return String(api.LMSGetValue(name) ?? "");
  } catch {
    return "";
  }
}

/** Gives the platform a value; whether it took it. */
function tell(name, value) {
  return call("LMSSetValue", name, String(value));
}

/** The walks that the platform holds, the last one played in the address. */
function load() {
  const fragments = ask("cmi.suspend_data").split(";").filter(Boolean);
  const last = ask("cmi.core.lesson_location");
  const here = fragments.findLast((one) => one.split(".")[0] === last);
  if (here && !location.hash) address(here);
  state.sent = fragments.join(";");
  state.score = Number(ask("cmi.core.score.raw")) || 0;
  state.done = ["completed", "passed"].includes(ask("cmi.core.lesson_status"));
  if (!state.done) tell("cmi.core.lesson_status", "incomplete");
  addEventListener("pagehide", finish);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  return fragments;
}

/** Hands over what has changed: a step at once, an answer once the student has stopped writing. */
function save(fragments, playthrough, keeping) {
  if (!state.open) return;
  const { id } = data.scenes[playthrough.scene];
  const text = fitting(fragments, id);
  const turned = text !== state.sent;
  const kept = text !== null && tell("cmi.suspend_data", text);
  tell("cmi.core.lesson_location", id);
  report(keeping);
  clearTimeout(state.timer);
  if (turned) state.says = commit() && kept ? "" : told(text);
  else state.timer = setTimeout(commit, SOON);
  if (kept) state.sent = text;
}

const told = (text) =>
  text === null
    ? "This walk is longer than the learning platform keeps: from here on your place is in this page’s address only."
    : "The learning platform did not keep your last step: your place is in this page’s address.";

/** How far the student is: never less than was reported before. */
function report(keeping) {
  const seen = keeping.seen().slice(0, counted);
  state.done ||= seen.length === counted && !seen.includes(undefined) && seen.every(({ stage }) => stage === "finished");
  tell("cmi.core.lesson_status", state.done ? "completed" : "incomplete");
  const asked = data.scenes.slice(0, counted).flatMap(({ debrief }, scene) => debrief.filter(([kind]) => kind === 8).map(([, , line]) => [scene, plain([data.lines[line]].flat())]));
  if (!asked.length || !seen.some(Boolean)) return;
  const answered = asked.filter(([scene, question]) => keeping.answer(scene, question).trim()).length;
  state.score = Math.max(state.score, Math.round((100 * answered) / asked.length));
  tell("cmi.core.score.min", 0);
  tell("cmi.core.score.max", 100);
  tell("cmi.core.score.raw", state.score);
}

/** Whether the platform has written down what it was told. */
function commit() {
  tell("cmi.core.session_time", time(Date.now() - since));
  return call("LMSCommit", "");
}

/** Says goodbye, once. */
function finish() {
  if (!state.open) return;
  commit();
  state.open = false;
  call("LMSFinish", "");
}

/** Milliseconds as SCORM has them, HHHH:MM:SS.SS. */
function time(ms) {
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.min(Math.floor(ms / 3600000), 9999);
  return `${String(hours).padStart(4, "0")}:${two(Math.floor(ms / 60000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${two(Math.floor(ms / 10) % 100)}`;
}

/**
 * The walks as text, the one being played last. Where they are too long, first the ways round are left out of walks, the oldest
 * first (a walk then leads to the same page, without what was done in going round), then whole walks of other scenes. Null where the
 * one being played is too long by itself.
 */
function fitting(fragments, id) {
  const own = (one) => one.split(".")[0] === id;
  const rows = [...fragments.filter((one) => !own(one)), ...fragments.filter(own)];
  const long = () => rows.join(";").length > MOST;
  for (let row = 0; row < rows.length && long(); row += 1) rows[row] = straight(rows[row]);
  while (rows.length > 1 && long()) rows.shift();
  return long() ? null : rows.join(";");
}

/** A walk without the ways that led back to where it had been before. */
function straight(fragment) {
  const [id, shape, text] = fragment.split(".");
  const scene = data.scenes.findIndex((one) => one.id === id);
  if (data.scenes[scene]?.shape !== shape) return fragment;
  let kept = [];
  stops(data, scene, text).forEach(({ stage, position }, step) => {
    const place = stage === "passage" ? String(position) : stage;
    const before = kept.findIndex(([known]) => known === place);
    kept = before < 0 ? [...kept, [place, text[step]]] : kept.slice(0, before + 1);
  });
  return `${id}.${shape}.${kept.map(([, letter]) => letter).join("")}`;
}
