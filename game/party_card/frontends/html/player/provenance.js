/**
 * Builds the way of a thing through the scenes, and draws it. Invariant: nothing is said of a scene that was not played but its
 * title; verify/provenance_reference.py is the same in Python.
 */
import { el } from "./dom.js";
import { fill, ngettext, weave } from "./messages.js";
import { plain, runsOf } from "./runs.js";
import { write } from "./page.js";
import { readTables } from "./person-file.js";
import { traces } from "./playthrough.js";

const JOINED = ["use", "copy", "last"];
let words = null;

/** Takes the words of the way of a thing from the page's data; undefined if the archive has none. */
export function defineProvenanceWords(provenance) {
  words = provenance?.words;
}

/** Returns the thing as it lies on the shelf. */
export function thing(data, finished) {
  const { provenance } = data.course.archive;
  const decoder = write(data);
  addSteps(data, finished, decoder);
  const papers = decoder.blocks.filter(({ type, kind }) => type === "step" && JOINED.includes(kind)).length;
  return { type: "thing", number: data.course.stations.length + 1, name: provenance.title, papers };
}

/** Returns the page of the way of the thing; null if there is none. */
export function way(data, finished) {
  const provenance = data.course?.archive?.provenance;
  if (!provenance) return null;
  const { title, text, picture, alt } = provenance;
  const decoder = write(data);
  text.forEach(decoder.block);
  addSteps(data, finished, decoder);
  return decoder.page({ kind: "provenance", title: data.title, heading: title, picture, alt });
}

/** Adds the steps in the order of time, and behind a break the sentence that no mark joins what follows. */
function addSteps(data, finished, decoder) {
  const { entries, tables, words } = data.course.archive.provenance;
  const left = finished.flatMap((walk) => (walk ? traces(data, walk) : []));
  let unplayed = [];
  let isBroken = false;
  const step = (kind, date, office, line, imprint) => decoder.blocks.push({ type: "step", kind, date, office, line, imprint });
  const tellUnknown = () => {
    const titles = unplayed.map((scene) => data.course.stations[scene].title);
    unplayed = [];
    if (!titles.length || isBroken) return;
    titles.forEach((title) => decoder.meet(data.met[title]));
    step("unknown", "", "", [fill(words.unknown, { titles: titles.map((title) => plain(runsOf(data, title))).join(", ") })], "");
  };
  for (const [scene, kind, date, office, line, imprint, table] of entries) {
    const walk = finished[scene];
    if (!walk) {
      if (!unplayed.includes(scene)) unplayed.push(scene);
      continue;
    }
    if (!readTables(tables[scene], walk, left)(table)) continue;
    tellUnknown();
    if (isBroken && kind !== "copy") {
      step("unjoined", date, office, [], "");
      continue;
    }
    step(kind, date, office, decoder.read(line), imprint);
    if (kind === "break") {
      isBroken = true;
      decoder.tell(words.unjoined);
    }
  }
  tellUnknown();
}

/** Draws the thing on the shelf; `page.openThing()` opens its way. */
export function drawThing({ number, name, papers }, page) {
  const state = papers ? fill(ngettext("Its mark joins {count} paper", "Its mark joins {count} papers", papers), { count: papers }) : words.none;
  return el("button.thing", { type: "button", id: `file-${number}`, onclick: () => page.openThing() }, el("i", { "aria-hidden": "true" }), el("span.folder-label", el("strong", `${words.follow}: ${name}`), el("span", state)));
}

/** Draws a step beside its part of the strip. */
export function drawStep({ kind, date, office, line: runs, imprint }, draw) {
  return el(
    "li",
    { class: `step is-${kind}` },
    el("i", { "aria-hidden": "true" }),
    date && el("span.label", date),
    office && el("strong", office),
    words.kinds[kind] && el("span.label", words.kinds[kind]),
    runs.length > 0 && el("p", draw(runs)),
    imprint && el("p", { class: "typed imprint" }, weave(words.imprint, { imprint }).map((part, at) => (at % 2 ? part : part && el("span.unseen", part)))),
  );
}
