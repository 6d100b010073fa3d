/**
 * The teacher's page. Invariant: it shows the newest state that the server has sent; drawing it anew keeps the focus, and a dialog
 * that is open stays.
 */
import { drawAnswers } from "./answers.js";
import { act, announce, button, countStudents, el, post, text } from "./elements.js";
import { drawLive } from "./live.js";
import { drawLobby } from "./lobby.js";
import { fill, gettext, ngettext, pgettext, weave } from "./messages.js";
import { drawRecord } from "./record.js";
import { drawData, drawStudents } from "./students.js";
import { drawVote } from "./vote.js";

const VIEWS = { class: [gettext("The class"), null], record: [gettext("What really happened"), drawRecord], answers: [gettext("Answers"), drawAnswers], students: [gettext("Students"), drawStudents], data: [pgettext("what is stored of a lesson", "Data"), drawData] };
const AWAY = gettext("The program does not answer. Is the lesson still open in its window? This page connects again by itself.");
const DELETED = gettext("This lesson is deleted. Close this page, and the program with Ctrl+C.");
const state = { setup: null, lesson: null, view: "class", isHidden: false, answers: null, lessons: null, problem: "", drawn: "", report: "" };
const page = document.getElementById("page");

start();

async function start() {
  try {
    state.setup = await (await fetch("setup")).json();
  } catch {
    setTimeout(start, 1000);
    return;
  }
  document.title = fill(gettext("{title} – lesson – Party Card"), { title: state.setup.outline.title });
  const source = new EventSource("events");
  source.onopen = () => tell("");
  source.onerror = () => tell(AWAY);
  source.addEventListener("removed", () => {
    source.close();
    tell(DELETED);
  });
  source.onmessage = ({ data }) => {
    state.lesson = JSON.parse(data);
    refresh();
  };
}

function tell(problem) {
  state.problem = problem;
  draw();
}

/** Fetches what a view shows beside the state of the lesson, and draws it. */
async function refresh() {
  const name = { answers: "answers", data: "lessons" }[state.view];
  if (name) {
    try {
      const answer = await (await fetch(name)).json();
      state[name] = name === "answers" ? answer.students : answer;
    } catch {
      announce(AWAY);
    }
  }
  draw();
}

function redraw() {
  state.drawn = "";
  draw();
}

/** Draws the page, if anything has changed. */
function draw() {
  if (!state.setup || !state.lesson) return;
  const { setup, ...changing } = state;
  const text = JSON.stringify({ ...changing, drawn: "" });
  if (text === state.drawn) return;
  state.drawn = text;
  const focus = document.activeElement?.id;
  const scroll = document.getElementById("main")?.scrollTop;
  const isLobby = state.lesson.phase === "lobby";
  page.replaceChildren(drawBar(isLobby), state.problem ? el("p.problem", { role: "alert" }, state.problem) : "", drawView(isLobby));
  document.body.className = isLobby && state.view === "class" ? "lobby" : state.view;
  const again = focus && document.getElementById(focus);
  if (again && again !== document.activeElement && !document.querySelector("dialog[open]")) again.focus({ preventScroll: true });
  if (scroll) document.getElementById("main").scrollTop = scroll;
}

function drawBar(isLobby) {
  const { lesson, setup } = state;
  const minutes = Math.max(0, Math.floor((Date.now() / 1000 - lesson.begunAt) / 60));
  const mode = { alone: gettext("everyone alone"), together: pgettext("how a class plays", "together") }[lesson.mode];
  const about = [!isLobby && mode, lesson.phase === "over" ? pgettext("state of a lesson", "over") : !isLobby && minutes < 600 && fill(ngettext("{count} minute", "{count} minutes", minutes), { count: minutes }), countStudents(lesson.students.length)].filter(Boolean).join(" · ");
  const views = Object.entries(VIEWS).map(([name, [label]]) => button(`view-${name}`, label, () => show(name), "view", { "aria-current": name === state.view && "page" }));
  const hide = el("label.check", el("input", { id: "hide", type: "checkbox", checked: state.isHidden, onchange: ({ target }) => {
    state.isHidden = target.checked;
    draw();
  } }), gettext("Hide nicknames"));
  return el("header", text(setup.outline.title, "h1"), el("span", about), el("nav", { "aria-label": gettext("Views") }, views), hide, el("span.small-code", fill(gettext("Code {code}"), { code: `${setup.code.slice(0, 3)} ${setup.code.slice(3)}` })));
}

function show(name) {
  state.view = name;
  refresh();
}

function drawView(isLobby) {
  const given = { ...state, redraw, reload: refresh };
  if (state.view !== "class") return VIEWS[state.view][1](given);
  if (isLobby) return drawLobby(given);
  if (state.lesson.phase === "over") return drawEnd();
  return state.lesson.mode === "together" ? drawVote(given) : drawLive(given);
}

/** Shows that the lesson is over, and writes the report. */
function drawEnd() {
  const write = async () => {
    const answer = await post("report", {});
    if (!answer) return;
    state.report = answer.file;
    announce(fill(gettext("The report is written: {file}"), { file: answer.file }));
    draw();
  };
  return el("main.end", { id: "main" }, el("h2", gettext("The lesson is over")),
    el("p", fill(ngettext("{count} student took part. Everything is stored on this computer.", "{count} students took part. Everything is stored on this computer.", state.lesson.students.length), { count: state.lesson.students.length })),
    state.report && el("p", weave(gettext("The report is written: {file}"), { file: el("b", state.report) })),
    el("p.row", button("report", state.report ? gettext("Write the report again") : gettext("Write the report"), write, "main"), button("reopen", gettext("Open the lesson again"), () => act("reopen"))));
}
