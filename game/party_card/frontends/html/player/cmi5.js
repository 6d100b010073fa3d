/**
 * Plays inside a learning platform that speaks cmi5; this module is the start `cmi5` of parts.json. Invariant: what is done is kept in
 * the browser before the next page is shown, and stays there until the platform has it; if the platform fails, the scene plays on.
 * No decision, no answer and no ending is right or wrong; the platform is told when the questions are behind the player.
 */
import { checkDocument, emptyDocument, mergeDocuments } from "./cmi5-document.js";
import { connect, isWebAddress, keepSession, openSession, readLaunch } from "./cmi5-launch.js";
import { openOutbox } from "./cmi5-outbox.js";
import { describeStatements } from "./cmi5-statements.js";
import { data } from "./data.js";
import { announce, el } from "./dom.js";
import { start } from "./main.js";
import { gettext } from "./messages.js";
import { listAnswers, listQuestions, mergeAnswers, noteSent } from "./platform-answers.js";
import { walk } from "./playthrough.js";
import { address, nameStorage, readStorage, writeStorage } from "./progress.js";

const SAY = {
  alone: gettext("This page was not opened from a learning platform: the scene plays, and nothing is reported."),
  silent: gettext("The learning platform did not answer: the scene plays, and what you do is reported when you open it from your course again in this browser."),
  look: gettext("The learning platform has opened this page to look at: nothing that you do is reported."),
  away: gettext("No connection to the learning platform. Play on: what you do is sent later."),
  over: gettext("Your session with the learning platform has ended. Open this page from your course again in this browser, so that what you do from here on is reported."),
  refused: gettext("The learning platform does not take all of what is reported."),
  lost: gettext("This browser keeps nothing: what has not been sent is lost when the page is closed."),
  leaving: gettext("Back to the course"),
};
const SOON_MS = 3000; // after the last change of an answer until it is sent
const PATIENCE_MS = 5000; // for the last statements, when the player goes back to the course

const counted = data.course ? data.course.stations.length : data.scenes.length;
const launch = readLaunch();
const key = launch && `${nameStorage(data, launch.registration)}.cmi5`;
/** What the platform does not have yet: `rows` of statements, and the document if `isDocumentSent` is false. */
const queue = { rows: [], document: emptyDocument(), isDocumentSent: true };
/** `steps` of each scene as they were last; `secondsBefore`: those of earlier sessions. */
const state = { says: "", steps: {}, secondsBefore: 0, lastMs: 0, isStored: true, timer: 0 };
const describe = launch && describeStatements(data, launch);
let session, context, outbox, player, launchData, progress;

if (launch) begin();
else start({ says: () => SAY.alone });

async function begin() {
  document.querySelector("main").append(el("p", gettext("Asking the learning platform …")));
  const local = readStorage(key);
  Object.assign(queue, { rows: local.rows ?? [], document: checkDocument(local.document) ?? queue.document, isDocumentSent: local.isDocumentSent ?? true });
  try {
    session = await openSession(launch);
    if (session.isOver) state.says = SAY.over;
    else await join();
  } catch {
    state.says = SAY.silent;
    session = null;
  }
  state.secondsBefore = queue.document.seconds;
  for (const fragment of queue.document.walks) state.steps[fragment.split(".")[0]] = fragment.split(".")[2];
  const isLook = outbox && !isNormal();
  if (isLook) state.says = SAY.look;
  player = start({
    reader: launch.registration,
    answers: mergeAnswers(data, launch.registration, queue.document.answers),
    load,
    save: isLook ? () => {} : save,
    says: () => [state.says, state.says && !state.isStored && SAY.lost].filter(Boolean).join(" "),
    tools: () => (outbox && launchData.returnURL ? [["l", SAY.leaving, leave]] : []),
  });
  announce(state.says);
  if (!outbox) return;
  addEventListener("pagehide", () => close());
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  outbox.send();
}

/** Reads the documents of the platform and opens the outbox; throws an error if they cannot be had. */
async function join() {
  const connection = connect(launch, session.token);
  const [given, remote] = await Promise.all([connection.readLaunchData(), connection.readDocument().then(checkDocument), connection.readPreferences()]);
  if (!given?.contextTemplate) throw new Error("the platform says nothing of the launch");
  [launchData, context] = [given, given.contextTemplate];
  if (remote) queue.document = queue.isDocumentSent ? remote : mergeDocuments(remote, queue.document);
  else queue.isDocumentSent = !queue.document.saved;
  const onConflict = async () => {
    const theirs = checkDocument(await connection.readDocument());
    if (theirs) queue.document = mergeDocuments(theirs, queue.document);
  };
  outbox = openOutbox(connection, isNormal() ? queue : { rows: [], isDocumentSent: true }, { build: buildStatement, beginning: { ...describe.describeBeginning(context), at: session.begun, session: session.begun }, onChange, onSent, onConflict });
}

/** Returns true if the platform has opened the page to be played, and not to be looked at. */
const isNormal = () => launchData.launchMode === "Normal";

/** Returns the playthroughs that the platform has; shows the last one played in the address. */
function load() {
  const { walks, last } = queue.document;
  const here = walks.findLast((fragment) => fragment.split(".")[0] === last);
  if (here && !location.hash) address(here);
  return walks;
}

// ------------------------------------------------------------------------------------------------------- what is told

/** Saves what has changed: sends a step at once, an answer when the player has stopped writing. */
function save(fragments, playthrough, kept) {
  progress = kept;
  const { id } = data.scenes[playthrough.scene];
  const steps = walk(data, playthrough);
  const hasNewStep = steps !== state.steps[id];
  const isDecision = steps.slice(0, -1) === state.steps[id] && !steps.endsWith("-");
  state.steps[id] = steps;
  change({ walks: fragments, last: id, answers: listAnswers(data, progress) });
  if (isDecision) tellDecision(playthrough, steps);
  if (hasNewStep && playthrough.stage === "finished") tellAnswers();
  if (data.scenes.slice(0, counted).every((_, scene) => progress.state(scene).isFinished)) tellCompletion();
  keep();
  clearTimeout(state.timer);
  if (hasNewStep) outbox?.send();
  else state.timer = setTimeout(() => outbox?.send(), SOON_MS);
}

/** Changes the document, which is to be sent then. */
function change(parts) {
  queue.document = { ...queue.document, ...parts, seconds: Math.round(countSeconds()), saved: new Date().toISOString() };
  queue.isDocumentSent = false;
}

/** Keeps what is to be sent until it has been. */
function keep() {
  state.isStored = writeStorage(key, queue) === "stored";
}

function tell(row) {
  queue.rows.push({ ...row, at: Date.now(), session: session?.begun });
}

/** Tells a decision, if there was another choice. */
function tellDecision({ scene, decisions: made }, steps) {
  const { id, passages } = data.scenes[scene];
  const [passage, number] = made.at(-1);
  if (passages[passage][3].length < 2) return;
  const count = (queue.document.decisions[id] ?? 0) + 1;
  change({ decisions: { ...queue.document.decisions, [id]: count } });
  tell(describe.describeDecision(scene, passage, number, count, steps));
}

/** Tells the answers that have changed since they were told. */
function tellAnswers() {
  for (const scene of Array(counted).keys()) {
    for (const [index, question] of listQuestions(data, scene).entries()) {
      const name = `${data.scenes[scene].id}.${index + 1}`;
      const text = progress.answer(scene, question).trim();
      const [count, told] = queue.document.answered[name] ?? [0, ""];
      if (text === told) continue;
      change({ answered: { ...queue.document.answered, [name]: [count + 1, text] } });
      tell(describe.describeAnswer(scene, question, index + 1, count + 1, text));
    }
  }
}

function tellCompletion() {
  if (queue.document.isCompleted) return;
  change({ isCompleted: true });
  tell(describe.describeCompletion(countSeconds()));
}

/** Returns how long the player has played, in this session and in those before. */
const countSeconds = () => state.secondsBefore + (session?.begun ? (Date.now() - session.begun) / 1000 : 0);

/** Returns the statement of a row; one that was made in another session counts as made now, as a session begins with its first statement. */
function buildStatement(row) {
  if (row.session !== session.begun) Object.assign(row, { at: Date.now(), session: session.begun });
  state.lastMs = Math.max(state.lastMs, row.at);
  return describe.buildStatement(row, context, new Date(row.at).toISOString());
}

// --------------------------------------------------------------------------------------------------------- the session

function onChange(status) {
  state.says = SAY[status] ?? "";
  if (status === "over") keepSession(launch, { ...session, isOver: true });
  player.drawTools();
  announce(state.says);
}

/** Keeps less for later, as the platform has taken something. */
function onSent(document) {
  if (document) noteSent(data, launch.registration, document.answers);
  keep();
}

/** Ends the session: sends what is left and the last statement. Returns what is under way. */
function close() {
  if (progress) tellAnswers();
  keep();
  keepSession(launch, { ...session, isOver: true });
  return outbox.close({ ...describe.describeEnd(context, (Date.now() - session.begun) / 1000), at: Math.max(Date.now(), state.lastMs), session: session.begun });
}

/** Sends what is left, ends the session and goes back to the course; a platform that does not answer is not waited for long. */
async function leave() {
  const wait = () => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  if (progress) tellAnswers();
  await Promise.race([outbox.send(), wait()]);
  await Promise.race([Promise.all(close()), wait()]);
  if (isWebAddress(launchData.returnURL)) location.assign(launchData.returnURL);
}
