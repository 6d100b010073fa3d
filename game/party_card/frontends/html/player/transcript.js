/**
 * Writes transcripts: what was read and chosen, the record, the player's answers. Invariant: a transcript holds only what the
 * player has seen, so one that is made before the record does not reveal it.
 */
import { asked, blocks, line, renderSources } from "./render.js";
import { button, dotted, el } from "./dom.js";
import { page } from "./page.js";
import { replayStates, walk } from "./playthrough.js";

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
  if (kind === "passage") return dotted(`Step ${step}`, when, where);
  return kind === "briefing" ? dotted(when, where, who) : heading;
}

const told = ({ kind, ending }, chose) => [
  kind === "passage" && ending && el("p.chose", `Ending: ${ending}`),
  chose && el("p.chose", "You chose: ", line(chose)),
];

/** Draws the transcript; `answer(block)` returns what the player wrote. */
export function transcript(data, at, answer) {
  return el(
    "div.print",
    el("h1", data.scenes[at.scene].title),
    el("p.row", el("span", "Name ______________________________"), el("span", "Date ________________")),
    read(data, at).map(({ shown, chose }) => {
      if (shown.kind === "finished") return null;
      const writeQuestion = (number, block) => [el("p", asked(block, number, shown)), answer(block) ? el("p.written", answer(block)) : el("p.lines")];
      return el("section", el("h2", heading(shown)), blocks(shown, writeQuestion), told(shown, chose), renderSources(shown));
    }),
  );
}

/** Downloads the transcript as an HTML file. */
export function save(data, at, answer) {
  const { id, title } = data.scenes[at.scene];
  const style = document.querySelector("style").textContent;
  const look = ".print{display:block;max-width:44rem;margin:2rem auto;padding:0 1rem}";
  const head = el("head", el("meta", { charset: "utf-8" }), el("title", title), el("style", style, look));
  const document_ = el("html", { lang: data.lang }, head, el("body", transcript(data, at, answer)));
  const file = new Blob([`<!doctype html>\n${document_.outerHTML}`], { type: "text/html" });
  const link = el("a", { download: `${id}-transcript.html`, href: URL.createObjectURL(file) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** Draws what was read and chosen so far; `back(count)` undoes steps. */
export function path(data, at, back) {
  return read(data, at).map(
    ({ shown, chose, ago }) =>
      chose && el("section", el("h3", heading(shown)), blocks(shown), told(shown, chose), button("Go back to here", () => back(ago))),
  );
}
