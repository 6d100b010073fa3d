/** Shows where everybody is, and the routes of all, when everyone plays alone. */
import { act, ask, button, el, text } from "./elements.js";
import { fill, gettext, ngettext, weave } from "./messages.js";
import { listNames } from "./students.js";

const AFTER = ["record", "the file", "debrief", "finished"];
const BEHIND_SHOWN = 6;

export function drawLive({ setup, lesson, isHidden }) {
  return el("main.live", { id: "main" }, drawMap(setup.outline, lesson), drawSide(setup.outline, lesson, isHidden));
}

/** Returns the passages where somebody decides, numbered. */
export const decisionsOf = (outline) => outline.passages.filter(({ choices, ending }) => choices.length && !ending);

function drawMap(outline, lesson) {
  const rows = decisionsOf(outline);
  const places = new Map(); // of a choice: its row, and where it stands from 0 to 1
  rows.forEach(({ id, choices }, row) => choices.forEach((choice, number) => places.set(`${id} ${choice.id}`, [row, (number + 0.5) / choices.length])));
  const counts = new Map(lesson.counts.map(([passage, choice, count]) => [`${passage} ${choice}`, count]));
  const all = Math.max(1, lesson.students.length);
  const here = (ids) => lesson.students.filter(({ state }) => ids.includes(state)).length;
  const reached = new Set([...lesson.counts.map(([passage]) => passage), ...lesson.students.map(({ state }) => state)]);
  const bands = lesson.routes.map(([p, c, q, d, count]) => drawBand(places.get(`${p} ${c}`), places.get(`${q} ${d}`), count / all, rows.length)).filter(Boolean);
  const list = el("ol.rows", rows.map(({ id, title, when, choices }, row) => {
    const cells = choices.map((choice) => {
      const count = counts.get(`${id} ${choice.id}`) ?? 0;
      const bar = el("span.bar");
      bar.style.width = `${Math.max(count ? 4 : 1, (70 * count) / all)}%`;
      return el(count ? "div.cell" : "div.cell none", el("p", el("b", count), " ", text(choice.text)), bar);
    });
    const waits = lesson.hold === id && el("p.stop", el("span", gettext("The class waits here")));
    const shown = reached.has(id) ? cells : el("p.soft", gettext("Nobody has come here yet."));
    return el("li", waits, el("h3", el("b.number", row + 1), el("span", text(title), el("small", when))), el("div.cells", shown), drawHere(here([id])));
  }),
  el("li.last", el("h3", el("span", gettext("Endings"))), el("div.cells", outline.passages.filter(({ id, ending }) => ending && lesson.endings[id]).map(({ id, ending }) => el("div.cell", el("p", el("b", lesson.endings[id]), " ", text(ending))))), drawHere(here(outline.passages.filter(({ ending }) => ending).map(({ id }) => id)))),
  el("li.last", el("h3", el("span", gettext("The record and the questions"))), el("div.cells"), drawHere(here(AFTER))));
  const map = el("div.bands", { "aria-hidden": "true" }, el("svg", { viewBox: `0 0 1 ${rows.length}`, preserveAspectRatio: "none" }, bands));
  map.style.setProperty("--rows", rows.length);
  return el("section.map", { tabindex: 0, role: "region", "aria-label": gettext("Routes") }, el("h2.hidden", gettext("Routes")), el("p.legend", el("span", gettext("The thicker a band, the more students went this way.")), el("span", gettext("Here now"))), el("div.routes", map, list));
}

/** Draws the band from one choice to a later one; null if it leads back. */
function drawBand(from, to, share, rowCount) {
  if (!from || !to || to[0] <= from[0]) return null;
  const [y1, y2] = [from[0] + 0.75, to[0] + 0.5];
  const middle = (y1 + y2) / 2;
  const half = Math.max(0.002, share * 0.07);
  const [l1, r1, l2, r2] = [from[1] - half, from[1] + half, to[1] - half, to[1] + half];
  return el("path", { d: `M${l1} ${y1}C${l1} ${middle} ${l2} ${middle} ${l2} ${y2}L${r2} ${y2}C${r2} ${middle} ${r1} ${middle} ${r1} ${y1}Z`, "data-rows": rowCount });
}

const drawHere = (count) => el("p.here", count > 0 && [el("b", count), el("span", { "aria-hidden": "true" }, "●".repeat(Math.min(count, 30)))]);

function drawSide(outline, lesson, isHidden) {
  const rows = decisionsOf(outline);
  const numberOf = (id) => rows.findIndex((row) => row.id === id) + 1;
  const waiting = lesson.students.filter(({ state }) => lesson.held.includes(state));
  const playing = lesson.students.filter(({ state }) => !lesson.held.includes(state) && !AFTER.includes(state));
  const finished = lesson.students.filter(({ state }) => AFTER.includes(state));
  const away = lesson.students.filter((student) => student.away > 10);
  const least = Math.min(...playing.map(({ decisions }) => decisions));
  const behind = playing.filter(({ decisions }) => decisions === least);
  const select = el("select", { id: "stop-at" }, rows.map(({ id, title }, row) => el("option", { value: id, selected: id === lesson.hold }, `${row + 1} ${title}`)));
  const stop = () => act("hold", { passage: document.getElementById("stop-at").value });
  return el("aside",
    el("h2.kicker", gettext("Where everyone is")),
    lesson.hold && el("p.big", weave(ngettext("{count} waits at {place} or behind it", "{count} wait at {place} or behind it", waiting.length), { count: el("b", waiting.length), place: numberOf(lesson.hold) })),
    el("p.big", weave(ngettext("{count} is on the way", "{count} are on their way", playing.length), { count: el("b", playing.length) })),
    finished.length > 0 && el("p.big", weave(ngettext("{count} has reached the record", "{count} have reached the record", finished.length), { count: el("b", finished.length) })),
    behind.length > 0 && playing.length > behind.length && [el("h3", gettext("Furthest behind")), el("p", weave(ngettext("{students} after {count} choice", "{students} after {count} choices", least), { students: listNames(behind.slice(0, BEHIND_SHOWN), isHidden, behind.length), count: least }))],
    away.length > 0 && [el("h3", gettext("No connection")), el("p", listNames(away.slice(0, BEHIND_SHOWN), isHidden, away.length))],
    el("div.actions",
      el("label", { for: "stop-at" }, gettext("Stop the class at")), select,
      button("stop", lesson.hold ? gettext("Move the stop") : gettext("Stop the class there"), stop),
      lesson.hold && button("go-on", gettext("Let the class go on"), () => act("hold", { passage: "" }), "main"),
      drawRecordButton(lesson), drawEndButton()));
}

/** Draws the button that opens the record for all; nothing if it is open. */
export function drawRecordButton(lesson) {
  const open = () => ask(gettext("Show what really happened to all?"), el("p", gettext("Every student can then read it, and nobody waits any longer. This cannot be taken back.")), [[gettext("Show it to all"), () => act("record"), "main"]]);
  return !lesson.record && button("open-record", gettext("Show the record to all"), open);
}

export function drawEndButton() {
  const end = () => ask(gettext("End the lesson?"), el("p", gettext("Students can read on, but nothing of it comes here any more. You can open the lesson again.")), [[gettext("End the lesson"), () => act("end"), "main"]]);
  return button("end", gettext("End the lesson"), end);
}
