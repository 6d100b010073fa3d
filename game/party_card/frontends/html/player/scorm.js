/**
 * Plays inside a learning platform (SCORM 1.2); this module is the start `scorm` of parts.json. Invariant: the platform saves the
 * playthrough, every choice before the next page is shown; if the platform fails, the scene plays on.
 * The score is the share of questions answered; no choice and no ending changes it.
 */
import { data } from "./data.js";
import { start } from "./main.js";
import { gettext } from "./messages.js";
import { decodeAnswers, encodeAnswer, listAnswers, listQuestions, mergeAnswers, noteSent } from "./platform-answers.js";
import { replayStates } from "./playthrough.js";
import { address, isInAddress } from "./progress.js";
import { reportInteractions } from "./scorm-interactions.js";

const MOST = 4096; // characters of suspend_data that every platform stores
const ANSWERS_NOTICE = gettext("Your answers are longer than the learning platform keeps for another device. Hand in the transcript.");
const SOON = 3000; // ms after the last change of an answer until it is committed
const counted = data.course ? data.course.stations.length : data.scenes.length;
const startedAt = Date.now();
const api = findApi(window) ?? findApi(window.opener);
if (api) call("LMSInitialize", "");
const has = Boolean(api) && tell("cmi.core.exit", "suspend"); // some refuse LMSInitialize after a reload
const reader = ask("cmi.core.student_id") || "-";
const interactions = reportInteractions(data, counted, tell, ask);
const state = { open: has, sent: "", timer: 0, answered: {}, isAllKept: true }; // `answered`: for each scene, a 1 for each question answered anywhere
const stored = readStored();

start(has ? { reader, answers: mergeAnswers(data, reader, stored.answers), load, save, says: () => state.says, isAnswered, answersNotice: () => (state.isAllKept ? "" : ANSWERS_NOTICE) } : { says: () => (api ? gettext("The learning platform did not answer: the scene plays, and nothing is reported.") : gettext("No learning platform was found: the scene plays, and nothing is reported.")) });

/** Finds the platform's API in this window, a parent or an opener; null if there is none. */
function findApi(frame) {
  try {
    for (let depth = 0; frame && depth < 500; depth += 1) {
      if (frame.API) return frame.API;
      if (frame.parent === frame) return frame.opener && frame.opener !== frame ? findApi(frame.opener) : null;
      frame = frame.parent;
    }
  } catch {
    // Frames of another origin are not accessible.
  }
  return null;
}

/** Calls the platform; returns true if it succeeded. */
function call(name, ...given) {
  try {
    return String(api[name](...given)) === "true";
  } catch {
    return false;
  }
}

/** Returns a value that the platform stores; "" if there is none. */
function ask(name) {
  try {
    return String(api.LMSGetValue(name) ?? "");
  } catch {
    return "";
  }
}

/** Sets a value on the platform; returns true if it was accepted. */
function tell(name, value) {
  return call("LMSSetValue", name, String(value));
}

/** Reads the playthroughs and the answers that the platform stores. */
function readStored() {
  const parts = has ? ask("cmi.suspend_data").split(";").filter(Boolean) : [];
  const fragments = parts.filter((part) => !part.startsWith("!")).map(readMark);
  return { fragments, answers: decodeAnswers(data, parts, fragments) };
}

/** Returns the playthroughs that the platform stores; shows the last one played in the address. */
function load() {
  const { fragments } = stored;
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

/** Saves what has changed: commits a step at once, an answer when the player has stopped writing. */
function save(fragments, playthrough, progress) {
  if (!state.open) return;
  const { id } = data.scenes[playthrough.scene];
  const rows = fitting(fragments, id);
  const text = rows && rows.join(";");
  const hasNewStep = text !== state.sent;
  data.scenes.forEach((_, scene) => markAnswers(scene, progress));
  const marked = rows && rows.map(writeMark).join(";");
  const kept = text !== null && tell("cmi.suspend_data", marked.length > MOST ? text : addAnswers(marked, id, progress));
  tell("cmi.core.lesson_location", id);
  report(progress);
  interactions.send(progress);
  if (hasNewStep && playthrough.stage === "finished") interactions.sendComments(progress);
  state.unsent = listAnswers(data, progress);
  clearTimeout(state.timer);
  if (hasNewStep) state.says = commit() && kept ? "" : failureMessage(text);
  else state.timer = setTimeout(commit, SOON);
  if (kept) state.sent = text;
}

/** Returns what is to be said if a step was not kept; `text` is null if the playthrough was too long. */
function failureMessage(text) {
  if (text === null) {
    return isInAddress()
      ? gettext("This walk is longer than the learning platform keeps: from here on your place is in this page’s address only.")
      : gettext("This walk is longer than the learning platform keeps: what you do from here on is lost when the page is closed.");
  }
  return isInAddress()
    ? gettext("The learning platform did not keep your last step: your place is in this page’s address.")
    : gettext("The learning platform did not keep your last step: it is lost when the page is closed.");
}

/** Adds the answers for which there is room, those of the scene that is played first; archive's stay in the browser. */
function addAnswers(text, id, progress) {
  const scenes = Object.entries(listAnswers(data, progress)).sort(([one], [other]) => (other === id) - (one === id));
  const texts = scenes.flatMap(([scene, answers]) => Object.entries(answers).flatMap(([question, answer]) => (answer.trim() && !question.startsWith("archive: ") ? [encodeAnswer(scene, question, answer)] : [])));
  state.isAllKept = true;
  return texts.reduce((all, encoded) => {
    const isFitting = all.length + 1 + encoded.length <= MOST;
    state.isAllKept &&= isFitting;
    return isFitting ? `${all};${encoded}` : all;
  }, text);
}

/** Marks the questions of a scene that are answered in this browser; a mark is never taken back. */
function markAnswers(scene, progress) {
  const { id } = data.scenes[scene];
  const earlier = state.answered[id] ?? "";
  const marks = listQuestions(data, scene).map((question, number) => (progress.answer(scene, question).trim() ? 1 : Number(earlier[number]) || 0));
  if (marks.includes(1)) state.answered[id] = marks.join("");
}

/** Returns true if a question has been answered, in whatever browser. */
function isAnswered(scene, question) {
  return state.answered[data.scenes[scene].id]?.[listQuestions(data, scene).indexOf(question)] === "1";
}

/** Adds the marks of answered questions to a playthrough, before its steps. */
function writeMark(fragment) {
  const [id, shape, steps] = fragment.split(".");
  return state.answered[id] ? `${id}.${shape}.${state.answered[id]}.${steps}` : fragment;
}

/** Reads the marks of a stored playthrough; returns it without them. */
function readMark(fragment) {
  const [id, shape, ...rest] = fragment.split(".");
  if (rest.length < 2) return fragment;
  if (data.scenes.some((scene) => scene.id === id && scene.shape === shape)) state.answered[id] = rest[0];
  return `${id}.${shape}.${rest.at(-1)}`;
}

/** Reports status and score; they never decrease. */
function report(progress) {
  const seen = progress.seen().slice(0, counted);
  state.done ||= data.scenes.slice(0, counted).every((_, scene) => progress.state(scene).isFinished);
  tell("cmi.core.lesson_status", state.done ? "completed" : "incomplete");
  const questions = data.scenes.slice(0, counted).flatMap((_, scene) => listQuestions(data, scene).map((question) => [scene, question]));
  if (!questions.length || !seen.some(Boolean)) return;
  const answered = questions.filter(([scene, question]) => progress.answer(scene, question).trim()).length;
  state.score = Math.max(state.score, Math.round((100 * answered) / questions.length));
  tell("cmi.core.score.min", 0);
  tell("cmi.core.score.max", 100);
  tell("cmi.core.score.raw", state.score);
}

/** Commits to the platform; returns true if it succeeded. */
function commit() {
  tell("cmi.core.session_time", time(Date.now() - startedAt));
  const isDone = call("LMSCommit", "");
  if (isDone && state.unsent) noteSent(data, reader, state.unsent);
  return isDone;
}

/** Ends the session with the platform, once. */
function finish() {
  if (!state.open) return;
  commit();
  state.open = false;
  call("LMSFinish", "");
}

/** Formats milliseconds as SCORM does: HHHH:MM:SS.SS. */
function time(ms) {
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.min(Math.floor(ms / 3600000), 9999);
  return `${String(hours).padStart(4, "0")}:${two(Math.floor(ms / 60000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${two(Math.floor(ms / 10) % 100)}`;
}

/**
 * Returns the playthroughs, the current one last, that the platform has room for. If they are too long, first loops are removed from playthroughs, the
 * oldest first (they still lead to the same page), then playthroughs of other scenes are dropped. Null if the current one alone
 * is too long.
 */
function fitting(fragments, id) {
  const own = (one) => one.split(".")[0] === id;
  const rows = [...fragments.filter((one) => !own(one)), ...fragments.filter(own)];
  const long = () => rows.join(";").length > MOST;
  for (let row = 0; row < rows.length && long(); row += 1) rows[row] = removeLoops(rows[row]);
  while (rows.length > 1 && long()) rows.shift();
  return long() ? null : rows;
}

/** Returns a playthrough without the steps that led back to a state it had been in before. */
function removeLoops(fragment) {
  const [id, shape, text] = fragment.split(".");
  const scene = data.scenes.findIndex((one) => one.id === id);
  if (data.scenes[scene]?.shape !== shape) return fragment;
  let kept = [];
  replayStates(data, scene, text).forEach(({ stage, position }, step) => {
    const place = stage === "passage" ? String(position) : stage;
    const before = kept.findIndex(([known]) => known === place);
    kept = before < 0 ? [...kept, [place, text[step]]] : kept.slice(0, before + 1);
  });
  return `${id}.${shape}.${kept.map(([, letter]) => letter).join("")}`;
}
