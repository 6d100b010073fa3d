/** Shows the students, and the data of the lesson. */
import { act, announce, ask, button, countStudents, el, post, text } from "./elements.js";
import { fill, gettext, ngettext, pgettext } from "./messages.js";

/** Where a student is who is in no passage. */
const STATES = {
  briefing: pgettext("where a student is", "briefing"),
  record: pgettext("where a student is", "record"),
  "the file": pgettext("where a student is", "the file"),
  debrief: pgettext("where a student is", "debrief"),
  finished: pgettext("where a student is", "finished"),
};

/** Draws a nickname that is renamed by a click. */
export function nickname(student) {
  return button(`name-${student.id}`, text(student.nickname), () => rename(student), "name", { title: gettext("Rename") });
}

/** Returns nicknames in a row; their number if they are hidden. */
export function listNames(students, isHidden, count) {
  if (isHidden) return countStudents(count);
  const names = students.map((student) => student.nickname).join(", ");
  const more = count - students.length;
  return text(more > 0 ? fill(ngettext("{names} and {count} more", "{names} and {count} more", more), { names, count: more }) : names);
}

function rename(student) {
  const input = el("input", { id: "new-name", maxlength: 20, value: student.nickname, autocomplete: "off" });
  const body = [el("label", { for: "new-name" }, gettext("New nickname")), input, el("p.soft", gettext("The student’s page shows it at once. To come back from another device, the student uses the new nickname and any four digits."))];
  ask(fill(gettext("Rename {nickname}"), student), body, [[gettext("Rename"), async () => (await act("rename", { student: student.id, nickname: input.value })) !== null, "main"]]);
  input.select();
}

function remove(student) {
  ask(fill(gettext("Remove {nickname}?"), student), el("p", gettext("Everything of this student is deleted from this computer: choices, answers, votes and marks. This cannot be taken back.")), [[gettext("Remove"), () => act("remove", { student: student.id }), "main"]]);
}

/** Says if a student's device is connected, and else for how long it has not been. */
function describeConnection({ away }) {
  if (!away) return gettext("connected");
  const minutes = Math.round(away / 60);
  return away < 90 ? fill(ngettext("away for {count} second", "away for {count} seconds", away), { count: away }) : fill(ngettext("away for {count} minute", "away for {count} minutes", minutes), { count: minutes });
}

export function drawStudents({ lesson, setup, isHidden }) {
  const titles = new Map(setup.outline.passages.map(({ id, title }) => [id, title]));
  const admit = () => act("admit", { admits: !lesson.admits });
  const rows = [...lesson.students].sort((a, b) => a.nickname.localeCompare(b.nickname)).map((student) =>
    el("tr",
      el("th", { scope: "row" }, isHidden ? "–" : text(student.nickname)),
      el("td", text(titles.get(student.state) ?? STATES[student.state])),
      el("td", student.decisions), el("td", student.answers),
      el("td", describeConnection(student)),
      el("td.row", button(`rename-${student.id}`, gettext("Rename"), () => rename(student), "small", { "aria-label": fill(gettext("Rename {nickname}"), student) }),
        student.isLetIn ? el("span", gettext("may come back with new digits")) : button(`let-in-${student.id}`, gettext("Has forgotten the digits"), () => act("let-in", { student: student.id }), "small", { "aria-label": fill(gettext("Has forgotten the digits: {nickname}"), student) }),
        button(`remove-${student.id}`, gettext("Remove"), () => remove(student), "small", { "aria-label": fill(gettext("Remove {nickname}"), student) }))));
  return el("main.students", { id: "main" }, el("h2", countStudents(rows.length)),
    el("p", el("label.check", el("input", { id: "admit", type: "checkbox", checked: lesson.admits, onchange: admit }), gettext("New students may join after the start"))),
    el("div.wide", el("table", el("thead", el("tr", [gettext("Nickname"), gettext("Place"), pgettext("heading of a column of numbers", "Choices"), gettext("Answers"), gettext("Connection"), pgettext("heading of a column of buttons", "Do")].map((title) => el("th", { scope: "col" }, title)))), el("tbody", rows))));
}

/** Draws what is stored, and what can be done with it; `lessons` are all of them, or null before they have come. */
export function drawData({ setup, lesson, lessons, reload }) {
  const del = (name, title, sentence) => ask(title, el("p", sentence, " ", gettext("This cannot be taken back.")), [[gettext("Delete"), async () => {
    const answer = await post("delete", { lesson: name });
    if (answer) announce(fill(ngettext("{count} lesson is deleted, and the file was rewritten.", "{count} lessons are deleted, and the file was rewritten.", answer.deleted), { count: answer.deleted }));
    reload();
  }, "main"]]);
  const keep = () => act("keep", { is_kept: !lesson.isKept });
  const rows = (lessons?.lessons ?? []).map(({ id, title, begun, isKept }) =>
    el("tr", el("th", { scope: "row" }, text(title)), el("td", new Date(begun * 1000).toLocaleDateString()), el("td", id === lessons.open ? gettext("this lesson") : isKept ? pgettext("of a lesson that is not deleted", "kept") : ""),
      el("td", button(`delete-${id}`, gettext("Delete"), () => del(id, fill(gettext("Delete the lesson “{title}”?"), { title }), gettext("Everything of it is deleted from this computer.")), "small", { "aria-label": fill(gettext("Delete the lesson {title}"), { title }) }))));
  return el("main.data", { id: "main" }, el("h2", gettext("What is stored")),
    el("p", gettext("Everything lies in one file on this computer:")), el("p.file", setup.file),
    el("p", el("a", { href: "privacy", target: "_blank" }, gettext("What exactly is stored (for the school)"))),
    el("p", el("a", { href: "lesson.json", download: true }, gettext("Save all of this lesson as a file (JSON)"))),
    el("p", el("label.check", el("input", { id: "keep", type: "checkbox", checked: lesson.isKept, onchange: keep }), fill(ngettext("Keep this lesson; otherwise it is deleted by itself after {count} day", "Keep this lesson; otherwise it is deleted by itself after {count} days", setup.keptDays), { count: setup.keptDays }))),
    el("h3", gettext("Lessons on this computer")),
    el("div.wide", el("table", el("thead", el("tr", [gettext("Scene"), pgettext("heading of a column of days", "Begun"), "", pgettext("heading of a column of buttons", "Do")].map((title) => el("th", { scope: "col" }, title || el("span.hidden", gettext("State")))))), el("tbody", rows))),
    rows.length > 1 && el("p.row", button("delete-all", gettext("Delete all lessons"), () => del("*", gettext("Delete all lessons?"), gettext("Everything of every lesson is deleted from this computer.")))));
}
