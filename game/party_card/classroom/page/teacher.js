/**
 * The teacher's page. Invariant: it shows the newest state that the server has sent; drawing it anew keeps the focus, and a dialog
 * that is open stays.
 */
import { drawAnswers } from "./answers.js";
import { act, announce, button, el, plural, post, text } from "./elements.js";
import { drawLive } from "./live.js";
import { drawLobby } from "./lobby.js";
import { drawRecord } from "./record.js";
import { drawData, drawStudents } from "./students.js";
import { drawVote } from "./vote.js";

const VIEWS = { class: ["The class", null], record: ["What really happened", drawRecord], answers: ["Answers", drawAnswers], students: ["Students", drawStudents], data: ["Data", drawData] };
const AWAY = "The program does not answer. Is the lesson still open in its window? This page connects again by itself.";
const DELETED = "This lesson is deleted. Close this page, and the program with Ctrl+C.";
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
  document.title = `${state.setup.outline.title} – lesson – Party Card`;
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
  const mode = { alone: "everyone alone", together: "together" }[lesson.mode];
  const about = [!isLobby && mode, lesson.phase === "over" ? "over" : !isLobby && minutes < 600 && plural(minutes, "minute", "minutes"), plural(lesson.students.length, "student", "students")].filter(Boolean).join(" · ");
  const views = Object.entries(VIEWS).map(([name, [label]]) => button(`view-${name}`, label, () => show(name), "view", { "aria-current": name === state.view && "page" }));
  const hide = el("label.check", el("input", { id: "hide", type: "checkbox", checked: state.isHidden, onchange: ({ target }) => {
    state.isHidden = target.checked;
    draw();
  } }), "Hide nicknames");
  return el("header", text(setup.outline.title, "h1"), el("span", about), el("nav", { "aria-label": "Views" }, views), hide, el("span.small-code", `Code ${setup.code.slice(0, 3)} ${setup.code.slice(3)}`));
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
    announce(`The report is written: ${answer.file}`);
    draw();
  };
  return el("main.end", { id: "main" }, el("h2", "The lesson is over"),
    el("p", `${plural(state.lesson.students.length, "student", "students")} took part. Everything is stored on this computer.`),
    state.report && el("p", "The report is written: ", el("b", state.report)),
    el("p.row", button("report", state.report ? "Write the report again" : "Write the report", write, "main"), button("reopen", "Open the lesson again", () => act("reopen"))));
}
