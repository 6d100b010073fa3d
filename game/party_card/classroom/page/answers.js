/** Shows the answers to a question beside the levels of an answer, and marks them: by a click, or by a key. */
import { act, el, button, text } from "./elements.js";
import { fill, gettext, pgettext } from "./messages.js";

const MARKS = [0, 1, 2, 3];
const KEYS = gettext("Keys 0 to 3 mark the answer that has the focus, and go on to the next.");
const SKILLS = { sourcing: gettext("sourcing"), contextualisation: gettext("contextualisation"), corroboration: gettext("corroboration"), "close-reading": gettext("close-reading") };
const LEVELS = [gettext("Basic"), gettext("Emergent"), gettext("Proficient")];
let question = 0;

/** Draws the answers to one question; `answers` are those of all students, or null before they have come. */
export function drawAnswers({ setup, answers, isHidden, redraw }) {
  const { questions } = setup.outline;
  if (questions.length === 0) return el("main.answers", { id: "main" }, el("h2", gettext("Answers")), el("p", gettext("This scene has no questions.")));
  const { text: words, skill, hint, rubric } = questions[question];
  const given = (answers ?? []).filter((student) => student.answers[question]?.text.trim());
  const markedCount = given.filter((student) => student.answers[question].mark !== null).length;
  return el("main.answers", { id: "main" },
    el("h2", gettext("Answers")),
    drawPicker(questions, redraw),
    text(words, "h3"),
    el("div.marking",
      el("section",
        given.length === 0 ? el("p", gettext("Nobody has answered this yet.")) : el("p.soft", [fill(gettext("{marked} of {count} marked."), { marked: markedCount, count: given.length }), KEYS].join(" ")),
        el("ul.cards", given.map((student, number) => drawAnswer(student, rubric, given[number + 1], isHidden, redraw))),
        el("p.row", el("a.link", { href: "marks.csv", download: true }, gettext("Save the marks as a table (CSV)")))),
      drawLevels(skill, hint, rubric)));
}

/** Draws a button for each question. */
function drawPicker(questions, redraw) {
  const pick = (number) => () => {
    question = number;
    redraw();
  };
  return el("nav", { "aria-label": gettext("Questions") }, questions.map((_, number) => button(`question-${number}`, number + 1, pick(number), "", { "aria-label": fill(gettext("Question {number}"), { number: number + 1 }), "aria-current": number === question && "true" })));
}

/** Draws what a good answer draws on, and what an answer of each level contains. */
function drawLevels(skill, hint, rubric) {
  const levels = rubric.map(([, words], number) => [el("dt", el("b", number + 1), ` ${LEVELS[number]}`), el("dd", text(words))]);
  return el("aside.levels",
    rubric.length > 0 && [el("h3", gettext("Levels of an answer")), el("dl", levels)],
    hint && [el("h3", gettext("What a good answer draws on")), text(hint, "p")],
    el("p.soft", fill(gettext("Skill: {skill}"), { skill: SKILLS[skill] })));
}

function drawAnswer(student, rubric, next, isHidden, redraw) {
  const { text: words, mark } = student.answers[question];
  const name = `mark-${student.id}`;
  const choose = async (value) => {
    if (await act("mark", { student: student.id, question, mark: value })) student.answers[question].mark = value;
    redraw();
  };
  const onkeydown = async (event) => {
    const value = MARKS.indexOf(Number(event.key));
    if (value < 0 || event.key.trim() === "" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    await choose(value);
    focusMark(next ?? student);
  };
  const radios = MARKS.map((value) => el("label", el("input", { id: `${name}-${value}`, type: "radio", name, checked: mark === value, onchange: () => choose(value) }), el("span", value, value > 0 && rubric.length > 0 && el("small", ` ${LEVELS[value - 1]}`))));
  return el("li", { onkeydown },
    el("div.card-head", isHidden ? "" : el("h4", text(student.nickname)), mark !== null && button(`${name}-none`, pgettext("of an answer", "No mark"), () => choose(null), "small")),
    text(words, "p"),
    el("fieldset.marks", el("legend", isHidden ? gettext("Mark") : fill(gettext("Mark for {nickname}"), { nickname: student.nickname })), radios));
}

/** Moves the focus to the mark of a student's answer. */
function focusMark({ id, answers }) {
  document.getElementById(`mark-${id}-${answers[question].mark ?? 0}`)?.focus();
}
