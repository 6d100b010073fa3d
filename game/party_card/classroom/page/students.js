/** Shows the students, and the data of the lesson. */
import { act, announce, ask, button, el, plural, post, text } from "./elements.js";

/** Draws a nickname that is renamed by a click. */
export function nickname(student) {
  return button(`name-${student.id}`, text(student.nickname), () => rename(student), "name", { title: "Rename" });
}

/** Returns nicknames in a row; their number if they are hidden. */
export function listNames(students, isHidden, count) {
  if (isHidden) return plural(count, "student", "students");
  const more = count > students.length ? ` and ${count - students.length} more` : "";
  return text(students.map((student) => student.nickname).join(", ") + more);
}

function rename(student) {
  const input = el("input", { id: "new-name", maxlength: 20, value: student.nickname, autocomplete: "off" });
  const body = [el("label", { for: "new-name" }, "New nickname"), input, el("p.soft", "The student’s page shows it at once. To come back from another device, the student uses the new nickname and any four digits.")];
  ask(`Rename ${student.nickname}`, body, [["Rename", async () => (await act("rename", { student: student.id, nickname: input.value })) !== null, "main"]]);
  input.select();
}

function remove(student) {
  ask(`Remove ${student.nickname}?`, el("p", "Everything of this student is deleted from this computer: choices, answers, votes and marks. This cannot be taken back."), [["Remove", () => act("remove", { student: student.id }), "main"]]);
}

export function drawStudents({ lesson, setup, isHidden }) {
  const titles = new Map(setup.outline.passages.map(({ id, title }) => [id, title]));
  const admit = () => act("admit", { admits: !lesson.admits });
  const rows = [...lesson.students].sort((a, b) => a.nickname.localeCompare(b.nickname)).map((student) =>
    el("tr",
      el("th", { scope: "row" }, isHidden ? "–" : text(student.nickname)),
      el("td", text(titles.get(student.state) ?? student.state)),
      el("td", student.decisions), el("td", student.answers),
      el("td", student.away ? `away for ${student.away < 90 ? plural(student.away, "second", "seconds") : plural(Math.round(student.away / 60), "minute", "minutes")}` : "connected"),
      el("td.row", button(`rename-${student.id}`, "Rename", () => rename(student), "small", { "aria-label": `Rename ${student.nickname}` }),
        student.isLetIn ? el("span", "may come back with new digits") : button(`let-in-${student.id}`, "Has forgotten the digits", () => act("let-in", { student: student.id }), "small", { "aria-label": `Has forgotten the digits: ${student.nickname}` }),
        button(`remove-${student.id}`, "Remove", () => remove(student), "small", { "aria-label": `Remove ${student.nickname}` }))));
  return el("main.students", { id: "main" }, el("h2", plural(rows.length, "student", "students")),
    el("p", el("label.check", el("input", { id: "admit", type: "checkbox", checked: lesson.admits, onchange: admit }), "New students may join after the start")),
    el("div.wide", el("table", el("thead", el("tr", ["Nickname", "Place", "Choices", "Answers", "Connection", "Do"].map((title) => el("th", { scope: "col" }, title)))), el("tbody", rows))));
}

/** Draws what is stored, and what can be done with it; `lessons` are all of them, or null before they have come. */
export function drawData({ setup, lesson, lessons, reload }) {
  const del = (name, title, sentence) => ask(title, el("p", sentence, " This cannot be taken back."), [["Delete", async () => {
    const answer = await post("delete", { lesson: name });
    if (answer) announce(`${plural(answer.deleted, "lesson is", "lessons are")} deleted, and the file was rewritten.`);
    reload();
  }, "main"]]);
  const keep = () => act("keep", { is_kept: !lesson.isKept });
  const rows = (lessons?.lessons ?? []).map(({ id, title, begun, isKept }) =>
    el("tr", el("th", { scope: "row" }, text(title)), el("td", new Date(begun * 1000).toLocaleDateString()), el("td", id === lessons.open ? "this lesson" : isKept ? "kept" : ""),
      el("td", button(`delete-${id}`, "Delete", () => del(id, `Delete the lesson “${title}”?`, "Everything of it is deleted from this computer."), "small", { "aria-label": `Delete the lesson ${title}` }))));
  return el("main.data", { id: "main" }, el("h2", "What is stored"),
    el("p", "Everything lies in one file on this computer:"), el("p.file", setup.file),
    el("p", el("a", { href: "privacy", target: "_blank" }, "What exactly is stored (for the school)")),
    el("p", el("a", { href: "lesson.json", download: true }, "Save all of this lesson as a file (JSON)")),
    el("p", el("label.check", el("input", { id: "keep", type: "checkbox", checked: lesson.isKept, onchange: keep }), `Keep this lesson; otherwise it is deleted by itself after ${setup.keptDays} days`)),
    el("h3", "Lessons on this computer"),
    el("div.wide", el("table", el("thead", el("tr", ["Scene", "Begun", "", "Do"].map((title) => el("th", { scope: "col" }, title || el("span.hidden", "State"))))), el("tbody", rows))),
    rows.length > 1 && el("p.row", button("delete-all", "Delete all lessons", () => del("*", "Delete all lessons?", "Everything of every lesson is deleted from this computer."))));
}
