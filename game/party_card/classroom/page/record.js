/** Shows what the class did beside what really happened. Invariant: nothing of the record is shown before it is open for all. */
import { el, text } from "./elements.js";
import { decisionsOf, drawRecordButton } from "./live.js";
import { gettext } from "./messages.js";

const GRADES = { documented: gettext("● Documented"), reported: gettext("◐ Reported"), inferred: gettext("■ The author’s judgement"), contested: gettext("◇ Contested") };

export function drawRecord({ setup, lesson }) {
  if (!lesson.record) {
    return el("main.record", { id: "main" }, el("h2", gettext("What really happened")), el("p.big", gettext("The record is closed: neither you nor the class sees it on this page yet.")), el("p.row", drawRecordButton(lesson)));
  }
  const counts = countChoices(lesson);
  const decided = new Set(lesson.rounds.map((round) => `${round.passage} ${round.decided}`));
  const rows = decisionsOf(setup.outline).map((passage, index) => ({ ...passage, index })).filter(({ record, id }) => record && counts.get(id));
  return el("main.record", { id: "main" },
    el("h2", gettext("What really happened")),
    rows.length === 0 && el("p", gettext("Nobody has made a decision of which there is a record.")),
    el("table",
      el("thead", el("tr", ["", gettext("What the class did"), gettext("Date and certainty"), gettext("What really happened")].map((title) => el("th", { scope: "col" }, title || el("span.hidden", gettext("Decision")))))),
      el("tbody", rows.map((passage) => drawRow(passage, counts.get(passage.id), decided)))),
    el("div.sources", setup.outline.sources.length > 0 && el("details", el("summary", gettext("Sources")), el("ol", setup.outline.sources.map((source) => el("li", text(source)))))));
}

/** Returns for each passage how often each choice was made; of a class that played together, how often it was voted for. */
function countChoices(lesson) {
  const counts = new Map();
  const add = (passage, choice, count) => counts.set(passage, { ...counts.get(passage), [choice]: (counts.get(passage)?.[choice] ?? 0) + count });
  if (lesson.mode === "together") lesson.rounds.forEach((round) => Object.entries(round.counts).forEach(([choice, count]) => add(round.passage, choice, count)));
  else lesson.counts.forEach(([passage, choice, count]) => add(passage, choice, count));
  return counts;
}

function drawRow({ id: name, index, choices, record, recordWhen, grades }, counts, decided) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0) || 1;
  const made = choices.filter(({ id }) => counts[id]);
  return el("tr",
    el("td.number", index + 1),
    el("td", el("ul.did", made.map(({ id, did, isInRecord, overlooks }) => {
      const bar = el("span.bar", { "aria-hidden": "true" });
      bar.style.setProperty("--share", counts[id] / all);
      return el("li", el("b", counts[id]), bar, el("div", text(did), decided.has(`${name} ${id}`) && [" ", el("b.as", gettext("The class decided this"))], isInRecord && [" ", el("b.as", gettext("As in the record"))], overlooks && el("p.overlooks", el("b", gettext("Overlooks:"), " "), text(overlooks))));
    }))),
    el("td.when", recordWhen && el("p.date", recordWhen), grades.map((grade) => el("p.grade", GRADES[grade] ?? grade))),
    el("td.really", text(record)));
}
