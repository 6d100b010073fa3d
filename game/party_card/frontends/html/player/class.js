/**
 * Plays in a lesson with a class; this module is the start `class` of parts.json. Invariant: what is done here is kept in the browser until
 * the teacher's computer has acknowledged it, so that play goes on without a connection and is sent later. The teacher's
 * computer decides what goes on: a step that the lesson does not allow yet is not made, or is taken back.
 */
import { data } from "./data.js";
import { panel, shut } from "./dialog.js";
import { announce, button, el } from "./dom.js";
import { fill, gettext, ngettext } from "./messages.js";
import { plain, runsOf } from "./runs.js";
import { start } from "./main.js";
import { walk } from "./playthrough.js";
import { readStorage, writeStorage } from "./progress.js";
import { listTimes } from "./transcript-data.js";

const SAY = {
  connected: gettext("connected"),
  away: gettext("No connection. Play on: it is sent later."),
  notStored: gettext("The teacher’s computer could not store this. It is tried again."),
  lobby: gettext("Wait: your teacher starts the lesson. You can read this page."),
  held: gettext("Your teacher has stopped the class here. Wait until it goes on."),
  heldBack: gettext("Your teacher had stopped the class here: you are back at this place."),
  goesOn: gettext("The class goes on."),
  closed: gettext("Your teacher opens what really happened for everybody at once."),
  opened: gettext("Your teacher has opened what really happened."),
  toRecord: gettext("See what really happened"),
  over: gettext("The lesson is over. You can read on, and save your transcript."),
  vote: gettext("The class decides. What do you do?"),
  voted: gettext("This is your vote. Choose another to change it."),
  voteClosed: gettext("The vote is closed. Your teacher goes on."),
  together: gettext("The class plays together: only the class goes on."),
  decided: gettext("The class has decided."),
  notCounted: gettext("Your vote did not arrive. Choose again."),
  elsewhere: gettext("The lesson goes on in another tab of this browser."),
  hither: gettext("Go on in this tab"),
  conflict: gettext("Two devices"),
  conflictAsks: gettext("You have also played on another device, and came to another place there. From which place do you go on?"),
  here: gettext("From the place on this device"),
  there: gettext("From the place on the other device"),
  keptThere: gettext("This browser stores nothing for this page: the teacher’s computer keeps your answers."),
  keptNowhere: gettext("This browser stores nothing for this page, and there is no connection: leave this page open until what you write is sent."),
  keptNoMore: gettext("The lesson is over, and this browser stores nothing for this page: what you write now is not kept. Save the transcript before you leave it."),
};
const haveVoted = (count, all) => fill(ngettext("{voted} of {count} has voted.", "{voted} of {count} have voted.", all), { voted: count, count: all });
const haveChosen = (count) => fill(ngettext("({count} vote)", "({count} votes)", count), { count });

const KEY = "party-card.class";
const SEND_AGAIN_MS = 500; // then twice as long each time
const MAX_WAIT_MS = 8000;
const TOO_OFTEN_MS = 2000;
const MAX_ANSWER = 4000; // characters
const [scene] = data.scenes;
const questions = scene.debrief.filter(([kind]) => kind === 8).map(([, , line]) => plain(runsOf(data, line)));
/**
 * `steps`, the `seconds` of each choice, and `answers` are what is to be sent, `stored` what the teacher's computer has, at its `revision`;
 * `attempt` and `begun` are those of the playthrough there, so that a transcript saved here is known to be of the same one.
 */
const state = { reader: "", attempt: "", begun: null, steps: "0", seconds: [], answers: {}, stored: { steps: "0", answers: {} }, revision: 0, lesson: null, isBusy: false, isForced: false, isAway: false, wait: SEND_AGAIN_MS };
const bar = el("div.class-bar", el("b"), el("span"));
const notice = el("p.message", { id: "class-notice" });
const below = el("p.class-vote");
let player, timer, current, shown;

begin();

async function begin() {
  try {
    const answer = await fetch("/api/me");
    if (answer.status === 401) return location.replace("/");
    if (answer.ok) join(await answer.json());
  } catch {
    // The page plays from what the browser keeps.
  }
  if (!state.reader) Object.assign(state, readStorage(KEY));
  const here = state.steps.length > 1 ? `${scene.id}.${scene.shape}.${state.steps}` : "";
  history.replaceState(null, "", here ? `#${here}` : location.pathname);
  const answers = Object.fromEntries(Object.entries(state.answers).map(([number, text]) => [questions[number], text]));
  player = start({
    reader: state.reader || "-",
    load: () => (here ? [here] : []),
    answers: { [scene.id]: answers },
    attempts: state.attempt ? { [scene.id]: describeAttempt() } : {},
    attempt: () => (state.attempt ? { ...identify(), revision: state.revision + (isDue() ? 1 : 0) } : {}),
    describeAnswers,
    nickname: () => state.lesson?.nickname ?? "",
    save,
    says: () => "",
    refuses,
    drawn,
    isRecordClosed: () => Boolean(state.lesson) && !state.lesson.record,
  });
  document.querySelector("header").prepend(bar);
  heed();
  if (state.other) ask(state.other);
  listen();
  send();
  addEventListener("online", send);
}

const identify = () => ({ id: state.attempt, begun: state.begun, number: 1 });

/** Returns the attempt as the player keeps it: with the seconds of each step, turned pages too. */
function describeAttempt() {
  const steps = state.steps.slice(1);
  const times = [...state.seconds];
  return { ...identify(), revision: state.revision, steps, seconds: [...steps].map((step) => (step === "-" ? null : times.shift() ?? null)) };
}

/** Takes what the teacher's computer has, and what this browser has not sent yet. */
function join(own) {
  const kept = readStorage(KEY);
  Object.assign(state, { reader: own.student, attempt: own.attempt, begun: own.begun, lesson: own.lesson, revision: own.revision, steps: own.steps, seconds: own.seconds, answers: { ...own.answers }, stored: { steps: own.steps, answers: own.answers } });
  const isSame = kept.reader === own.student;
  const [, shape, inAddress] = location.hash.slice(1).split(".");
  const mine = isSame ? kept.steps : shape === scene.shape && inAddress?.startsWith(own.steps) ? inAddress : own.steps;
  const isOther = !isSame || mine !== kept.stored.steps;
  if (isOther && (mine.startsWith(own.steps) || (isSame && kept.revision === own.revision))) Object.assign(state, { steps: mine, seconds: isSame ? kept.seconds : own.seconds });
  else if (isOther && !own.steps.startsWith(mine)) Object.assign(state, { steps: mine, other: { steps: own.steps, revision: own.revision } });
  for (const [number, text] of isSame ? Object.entries(kept.answers) : []) if (text !== kept.stored.answers[number]) state.answers[number] = text;
}

/** Keeps what is to be sent until it has been. */
function keep() {
  const { reader, attempt, begun, steps, seconds, answers, stored, revision } = state;
  writeStorage(KEY, { reader, attempt, begun, steps, seconds, answers, stored, revision });
}

function save(_, playthrough, progress) {
  const attempt = progress.attempt(playthrough.scene);
  state.seconds = listTimes(attempt.steps, attempt.seconds);
  state.steps = walk(data, playthrough);
  questions.forEach((question, number) => {
    const text = progress.answer(playthrough.scene, question).slice(0, MAX_ANSWER);
    if (text || state.answers[number]) state.answers[number] = text;
  });
  keep();
  clearTimeout(timer);
  timer = setTimeout(send, 30);
}

// ------------------------------------------------------------------------------------------------------ sending

const changedAnswers = () => Object.entries(state.answers).filter(([number, text]) => text !== (state.stored.answers[number] ?? ""));

const isDue = () => state.steps !== state.stored.steps || changedAnswers().length > 0;

/** Sends what has not been acknowledged; tries again until it has. */
async function send() {
  clearTimeout(timer);
  timer = 0;
  const sent = { steps: state.steps, answers: Object.fromEntries(changedAnswers()) };
  if (state.isBusy || state.other || !isDue() || state.lesson?.phase === "over") return;
  state.isBusy = true;
  try {
    const answer = await post("/api/progress", { shape: scene.shape, base: state.revision, force: state.isForced, seconds: state.seconds, ...sent });
    if (answer.status === 429) again(TOO_OFTEN_MS);
    else if (answer.status === 503) {
      connect(SAY.notStored);
      again();
    } else acknowledge(answer.status, await answer.json(), sent);
  } catch {
    connect(SAY.away);
    again();
  }
  state.isBusy = false;
  if (!timer) send(); // what was done meanwhile
}

function post(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: true });
}

function again(wait = (state.wait = Math.min(state.wait * 2, MAX_WAIT_MS))) {
  timer = setTimeout(send, wait * (0.5 + Math.random())); // not all devices at once, when the network is back
}

/** Takes the answer to what was sent. */
function acknowledge(status, answer, sent) {
  connect("");
  state.wait = SEND_AGAIN_MS;
  if (status === 401 || status === 412) {
    again(MAX_WAIT_MS);
    return status === 401 ? location.replace("/") : location.reload();
  }
  if (status === 409) return ask(answer);
  if (status === 410) return heed({ ...state.lesson, phase: "over" });
  state.isForced = false;
  const isStored = status === 200;
  state.revision = answer.revision ?? state.revision;
  state.stored = { steps: isStored ? answer.steps : sent.steps, answers: { ...state.stored.answers, ...sent.answers } };
  if (answer.limited && state.steps.startsWith(answer.steps)) {
    state.steps = answer.steps;
    player.open(answer.steps, SAY.heldBack);
  }
  keep();
}

/** Asks from which of two places the student goes on: that of this device or `other`. */
function ask(other) {
  state.other = other;
  const go = (isHere) => {
    shut();
    Object.assign(state, { other: null, revision: other.revision, isForced: isHere });
    state.stored.steps = other.steps;
    if (!isHere) player.open(other.steps);
    send();
  };
  const dialog = panel(SAY.conflict, el("p", { id: "about" }, SAY.conflictAsks), el("p.row", button(SAY.here, () => go(true), "go"), button(SAY.there, () => go(false), "go")));
  dialog.lastElementChild.lastElementChild.remove(); // it is not closed without an answer
  dialog.addEventListener("cancel", (event) => event.preventDefault());
}

async function vote(choice) {
  const { round } = state.lesson;
  try {
    const answer = await post("/api/vote", { round: round.number, choice });
    if (answer.ok) state.lesson.vote = choice;
    announce(answer.ok ? SAY.voted : answer.status === 409 ? SAY.voteClosed : SAY.notCounted);
  } catch {
    announce(SAY.notCounted);
    connect(SAY.away);
  }
  decorate();
}

// ---------------------------------------------------------------------------------------------------- listening

/** Listens to what the teacher does. */
function listen() {
  const source = new EventSource("/api/events");
  source.onopen = () => {
    connect("");
    state.wait = SEND_AGAIN_MS;
    send();
  };
  source.onmessage = ({ data: text }) => heed(JSON.parse(text));
  source.addEventListener("removed", () => location.replace("/"));
  source.addEventListener("elsewhere", () => {
    source.close();
    connect(SAY.elsewhere);
    bar.append(button(SAY.hither, () => location.reload()));
  });
  source.onerror = () => {
    connect(SAY.away);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, TOO_OFTEN_MS * (1 + Math.random()));
  };
}

/** Shows the state of the connection; `problem` is "" if there is none. */
function connect(problem) {
  const isNew = state.isAway !== problem;
  state.isAway = problem;
  const [name, place] = bar.children;
  name.textContent = state.lesson?.nickname ?? "";
  place.textContent = problem || SAY.connected;
  bar.classList.toggle("away", Boolean(problem));
  if (isNew && problem) announce(problem);
  player?.tellKeeping();
}

/** Returns what is to be said about answers that this browser does not store; "" if it does. */
function describeAnswers(storage) {
  if (storage === "stored") return "";
  if (state.lesson?.phase === "over") return SAY.keptNoMore;
  return state.isAway || !state.lesson ? SAY.keptNowhere : SAY.keptThere;
}

/** Takes a new state of the lesson. */
function heed(lesson = state.lesson) {
  const before = state.lesson;
  state.lesson = lesson;
  if (!lesson) return connect(SAY.away);
  if (before !== lesson) connect("");
  const isBehind = lesson.mode === "together" && lesson.phase === "open" && !state.steps.startsWith(lesson.steps);
  if (isBehind) return player.open(lesson.steps, lesson.round?.number > 1 ? SAY.decided : SAY.vote);
  const [was, is] = [before, lesson].map((one) => one && describe(one));
  if (was !== is) announce(is || (lesson.record && !before?.record ? SAY.opened : SAY.goesOn));
  if (current && before && before.record !== lesson.record) redraw();
  decorate();
}

function redraw() {
  if (state.steps.length > 1 || current) player.open(state.steps);
}

// ----------------------------------------------------------------------------------------------- what is allowed

/** Returns the id of the last choice of a playthrough, and the passage where it was made. */
function lastChoice({ decisions }) {
  const [passage, number] = decisions.at(-1);
  return { passage: scene.passages[passage][0], choice: scene.passages[passage][3][number][0] };
}

/** Returns true if a step is not made: the lesson does not allow it, or it is a vote. */
function refuses(next) {
  const { lesson } = state;
  if (!lesson || lesson.phase === "over") return false;
  const say = (text) => Boolean(announce(text) ?? true);
  if (lesson.phase === "lobby") return next.stage !== "briefing" && say(SAY.lobby);
  if (next.stage === "record" && !lesson.record) return say(SAY.closed);
  const text = walk(data, next);
  const isChoice = next.stage === "passage" && text.length > state.steps.length && text.startsWith(state.steps) && next.decisions.length > 0;
  if (lesson.mode === "together") {
    if (isChoice && lesson.round?.open) return Boolean(vote(lastChoice(next).choice));
    return !text.startsWith(lesson.steps) || isChoice ? say(isChoice ? SAY.voteClosed : SAY.together) : false;
  }
  return isChoice && lesson.held.includes(lastChoice(next).passage) && say(SAY.held);
}

/** Returns what is to be said about the page that is shown; "" if the student simply plays. */
function describe(lesson) {
  if (lesson.phase === "over") return SAY.over;
  if (lesson.phase === "lobby") return SAY.lobby;
  if (current?.stage !== "passage") return "";
  const isAtReveal = shown.offers[0]?.id === "reveal";
  if (isAtReveal) return lesson.record ? "" : SAY.closed;
  if (lesson.mode === "together") return lesson.round?.open ? SAY.vote : SAY.voteClosed;
  if (lesson.held.includes(scene.passages[current.position[0]][0])) return SAY.held;
  return lesson.record ? SAY.opened : "";
}

// ----------------------------------------------------------------------------------------------- what is shown

/** A page was drawn: `playthrough` is null if it is not one of the scene. */
function drawn(playthrough, page) {
  current = playthrough;
  shown = page;
  decorate();
}

/** Shows on the page what the lesson allows, and the votes. */
function decorate() {
  const { lesson } = state;
  if (!lesson || !current) return;
  const text = describe(lesson);
  notice.textContent = text;
  const isWaiting = [SAY.lobby, SAY.held, SAY.closed, SAY.voteClosed].includes(text);
  const ways = document.querySelector("article .offers, article .ways, article .row");
  const sticky = ways?.matches(".ways") && ways.querySelector(".row"); // in sight while the page is read
  if (text && sticky) sticky.prepend(notice);
  else if (text && ways) ways.before(notice);
  else notice.remove();
  if (text === SAY.opened) notice.append(" ", button(SAY.toRecord, () => player.record()));
  document.querySelectorAll("article .offer, article .go").forEach((offer, number) => {
    const isOpen = offer.classList.contains("go") || shown.offers[number]?.open;
    if (!isOpen) return;
    if (isWaiting) offer.setAttribute("aria-disabled", "true");
    else offer.removeAttribute("aria-disabled");
    mark(offer, shown.offers[number]?.id);
  });
  const { round } = lesson;
  const isVote = lesson.mode === "together" && current.stage === "passage" && round?.open;
  below.textContent = isVote ? [lesson.vote && SAY.voted, haveVoted(round.voted, lesson.students)].filter(Boolean).join(" ") : "";
  if (isVote && ways) ways.after(below);
  else below.remove();
}

/** Marks the choice that the student has voted for, and after the vote how many have. */
function mark(offer, id) {
  const { round, vote: own, mode } = state.lesson;
  offer.querySelector(".votes")?.remove();
  if (mode !== "together" || !offer.classList.contains("offer")) return;
  offer.setAttribute("aria-pressed", String(own === id));
  const count = round && !round.open && Object.hasOwn(round.counts, id) ? round.counts[id] : 0;
  if (count) offer.append(el("span.votes", " ", haveChosen(count)));
}
