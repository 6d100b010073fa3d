/**
 * The walk on paper: what was read and chosen, the record beside it, the student's answers. Law: only what the student has
 * seen is in it, so a transcript made before the record does not give it away.
 */
import { asked, blocks, line, plain } from "./draw.js";
import { el } from "./dom.js";
import { page } from "./page.js";
import { stops } from "./playthrough.js";

/** The transcript as one element; `answer(number)` is what the student wrote. */
export function transcript(data, at, answer) {
  const scene = data.scenes[at.scene];
  const walk = stops(data, at);
  const written = (shown) => (number, block) => [
    el("p", {}, asked(block, number, shown)),
    answer(number) ? el("p", { class: "written" }, answer(number)) : el("p", { class: "lines" }),
  ];
  return el(
    "div",
    { class: "print" },
    el("h1", {}, scene.title),
    el("p", { class: "sign" }, el("span", {}, "Name ______________________________"), el("span", {}, "Date ________________")),
    walk.map((stop, n) => {
      const shown = page(data, stop);
      const taken = walk[n + 1]?.decisions.length > stop.decisions.length && shown.offers.find(({ id }) => id === chosen(data, walk[n + 1]));
      if (shown.kind === "finished") return null;
      const inner = el("section", {}, el("h2", {}, heading(shown)), blocks({ ...shown, kind: "print" }, written(shown)));
      if (shown.kind === "passage" && shown.ending) inner.append(el("p", { class: "chose" }, `Ending: ${shown.ending}`));
      if (taken) inner.append(el("p", { class: "chose" }, "You chose: ", line(taken.line)));
      if (shown.notes.length) inner.append(el("ol", { class: "sources" }, shown.notes.map((note) => el("li", {}, `${note.grade}. `, line(note.citation)))));
      for (const button of inner.querySelectorAll("button")) button.replaceWith(el("sup", {}, button.textContent));
      return inner;
    }),
  );
}

/** The id of the last choice of a playthrough. */
export function chosen(data, at) {
  const [passage, number] = at.decisions.at(-1);
  return data.scenes[at.scene].passages[passage][3][number][0];
}

function heading(shown) {
  if (shown.kind === "passage") return [`Step ${shown.step}`, shown.when, shown.where].filter(Boolean).join(" · ");
  return shown.kind === "briefing" ? [shown.when, shown.where, shown.who].filter(Boolean).join(" · ") : shown.heading;
}

/** Saves the transcript as a file that any browser opens. */
export function save(data, at, answer) {
  const scene = data.scenes[at.scene];
  const style = document.querySelector("style").textContent;
  const head = [el("meta", { charset: "utf-8" }), el("title", {}, scene.title), el("style", {}, style, ".print{display:block;max-width:44rem;margin:2rem auto;padding:0 1rem}.written{display:block}")];
  const whole = el("html", { lang: data.lang }, el("head", {}, head), el("body", {}, transcript(data, at, answer)));
  const file = new Blob([`<!doctype html>\n${whole.outerHTML}`], { type: "text/html" });
  const link = el("a", { download: `${scene.id}-transcript.html`, href: URL.createObjectURL(file) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** What has been read and chosen so far, for a panel: each decision with `back(count)`, the way back to it. */
export function path(data, at, back) {
  const walk = stops(data, at);
  return walk.flatMap((stop, n) => {
    const next = walk[n + 1];
    if (!next || next.decisions.length === stop.decisions.length) return [];
    const shown = page(data, stop);
    const taken = shown.offers.find(({ id }) => id === chosen(data, next));
    const before = el("button", { class: "plain", type: "button", onclick: () => back(walk.length - 1 - n) }, "Go back to here");
    return [
      el(
        "section",
        { class: "step" },
        el("h3", {}, heading(shown)),
        blocks(shown, () => []).slice(0, 40),
        el("p", { class: "chose" }, "You chose: ", plain(taken.line)),
        before,
      ),
    ];
  });
}
