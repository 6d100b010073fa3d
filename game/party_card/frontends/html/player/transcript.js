/**
 * The walk on paper: what was read and chosen, the record beside it, the student's answers. Law: only what the student has
 * seen is in it, so a transcript made before the record does not give it away.
 */
import { asked, blocks, line, sources } from "./draw.js";
import { button, dotted, el } from "./dom.js";
import { page } from "./page.js";
import { stops, walk } from "./playthrough.js";

/** What was read so far: each page, with the line of the choice made there, and how many steps ago that was. */
function read(data, at) {
  const all = stops(data, at.scene, walk(data, at), at.each);
  return all.map((stop, n) => {
    const shown = page(data, stop);
    const [passage, number] = all[n + 1]?.decisions[stop.decisions.length] ?? [];
    const chose = number === undefined ? null : shown.offers.find(({ id }) => id === data.scenes[at.scene].passages[passage][3][number][0]).line;
    return { shown, chose, ago: all.length - 1 - n };
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

/** The transcript as one element; `answer(block)` is what the student wrote. */
export function transcript(data, at, answer) {
  return el(
    "div.print",
    el("h1", data.scenes[at.scene].title),
    el("p.row", el("span", "Name ______________________________"), el("span", "Date ________________")),
    read(data, at).map(({ shown, chose }) => {
      if (shown.kind === "finished") return null;
      const written = (number, block) => [el("p", asked(block, number, shown)), answer(block) ? el("p.written", answer(block)) : el("p.lines")];
      return el("section", el("h2", heading(shown)), blocks(shown, written), told(shown, chose), sources(shown));
    }),
  );
}

/** Saves the transcript as a file that any browser opens. */
export function save(data, at, answer) {
  const { id, title } = data.scenes[at.scene];
  const style = document.querySelector("style").textContent;
  const look = ".print{display:block;max-width:44rem;margin:2rem auto;padding:0 1rem}";
  const head = el("head", el("meta", { charset: "utf-8" }), el("title", title), el("style", style, look));
  const whole = el("html", { lang: data.lang }, head, el("body", transcript(data, at, answer)));
  const file = new Blob([`<!doctype html>\n${whole.outerHTML}`], { type: "text/html" });
  const link = el("a", { download: `${id}-transcript.html`, href: URL.createObjectURL(file) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** What has been read and chosen so far, for a panel: each decision with `back(count)`, the way back to it. */
export function path(data, at, back) {
  return read(data, at).map(
    ({ shown, chose, ago }) =>
      chose && el("section", el("h3", heading(shown)), blocks(shown), told(shown, chose), button("Go back to here", () => back(ago))),
  );
}
