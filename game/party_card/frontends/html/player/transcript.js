/**
 * Writes transcripts: what was read and chosen, the record, the player's answers. Invariant: a transcript holds only what the
 * player has seen, so one that is made before the record does not reveal it.
 */
import { describePeople } from "./entries.js";
import { renderSources } from "./notes.js";
import { asked, blocks, line } from "./render.js";
import { button, dotted, el } from "./dom.js";
import { writeAssessment } from "./file-view.js";
import { fill, gettext, weave } from "./messages.js";
import { page } from "./page.js";
import { replayStates, walk } from "./playthrough.js";
import { readLines } from "./text.js";
import { writeData } from "./transcript-data.js";

/** Returns each page so far, with the line of the choice made there, and how many steps ago it was shown. */
function read(data, at) {
  const states = replayStates(data, at.scene, walk(data, at), at.each);
  return states.map((state, n) => {
    const shown = page(data, state);
    const [passage, number] = states[n + 1]?.decisions[state.decisions.length] ?? [];
    const chose = number === undefined ? null : shown.offers.find(({ id }) => id === data.scenes[at.scene].passages[passage][3][number][0]).line;
    return { shown, chose, ago: states.length - 1 - n };
  });
}

function heading({ kind, step, when, where, who, heading }) {
  if (kind === "passage") return dotted(fill(gettext("Step {number}"), { number: step }), when, where);
  return kind === "briefing" ? dotted(when, where, who) : heading;
}

const told = ({ kind, ending, cost }, chose) => [
  kind === "passage" && ending && el("p.chose", weave(gettext("Ending: {ending}"), { ending: el("bdi", ending) })),
  kind === "passage" && cost && el("p", cost),
  chose && el("p.chose", weave(gettext("You chose: {choice}"), { choice: el("bdi", line(chose)) })),
];

const places = ({ map }) => map && el("p", el("b", `${map.heading}: `), map.sentences.join(" "));

/** Draws the transcript; `answer(block)` returns what the player wrote. */
export function transcript(data, at, answer, nickname) {
  const steps = read(data, at);
  return el(
    "div.print",
    el("h1", data.scenes[at.scene].title),
    el("p.row", el("span", gettext("Name"), " ", nickname ? el("bdi", nickname) : "______________________________"), el("span", gettext("Date"), " ________________")),
    steps.map(({ shown, chose, ago }) => {
      if (shown.kind === "finished") return null;
      const writeQuestion = (number, block) => block.type === "assessment" ? writeAssessment(number, block, (runs) => line(runs), answer(block)) : [el("p", asked(block, number, shown)), answer(block) ? el("p.written", { lang: "" }, answer(block)) : el("p.lines")];
      const causes = shown.causes.length > 0 && [el("h3", data.causes), el("ul", shown.causes.map((text) => el("li", text)))];
      return el("section", el("h2", heading(shown)), shown.kind === "record" && causes, blocks(shown, writeQuestion), places(shown), told(shown, chose), shown.kind === "passage" && ago === 0 && causes, shown.notes.length > 0 && renderSources(shown));
    }),
    data.entries.length > 0 && describePeople(data, steps.map(({ shown }) => shown)),
  );
}

const writeBlock = (data, at, answer, progress) => writeData(data, at, progress.attempt(at.scene), read(data, at).flatMap(({ shown }) => shown.blocks), answer, progress.nickname());

/** Gives the transcript to the browser as an HTML file to download; returns the file's name. */
export function download(data, at, answer, progress) {
  const { id, title } = data.scenes[at.scene];
  const style = document.querySelector("style").textContent;
  const look = ".print{display:block;max-width:44rem;margin:2rem auto;padding:0 1rem}";
  const head = el("head", el("meta", { charset: "utf-8" }), el("title", title), el("style", style, look));
  const block = el("script", { type: "application/json", id: "party-card-transcript" }, writeBlock(data, at, answer, progress));
  const document_ = el("html", { lang: data.lang, dir: document.documentElement.dir }, head, el("body", transcript(data, at, answer, progress.nickname()), block));
  const file = new Blob([`<!doctype html>\n${document_.outerHTML}`], { type: "text/html" });
  const link = el("a", { download: `${id}-transcript.html`, href: URL.createObjectURL(file) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return link.download;
}

/** Returns the transcript as plain text; the numbers of notes stand in brackets. */
export const writeText = (data, at, answer, progress) =>
  [...readLines(transcript(data, at, answer, progress.nickname()), (number) => `[${number}]`), gettext("For the teacher’s report"), writeBlock(data, at, answer, progress)].join("\n\n");

/** Draws what was read and chosen so far; `back(count)` undoes steps. */
export function path(data, at, back) {
  return read(data, at).map(
    ({ shown, chose, ago }) =>
      chose && el("section", el("h3", heading(shown)), blocks(shown), told(shown, chose), button(gettext("Go back to here"), () => back(ago))),
  );
}
