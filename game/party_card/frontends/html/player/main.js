/** Plays the scenes: reads the data, shows a page, takes an offer, saves the playthrough. Invariant: data flows one way. */
import { between, winter } from "./campaign.js";
import { asked, blocks, defineGrades, entriesOpen, noteOpen, notes, offers, ready, signs } from "./render.js";
import { announce, button, dotted, el } from "./dom.js";
import { address, keep } from "./progress.js";
import { linkEntries, plain } from "./links.js";
import { page } from "./page.js";
import { panel, shut } from "./dialog.js";
import { begin, resume, take, traces, walk } from "./playthrough.js";
import { begin as heed, onChange, open as setting, settings, theme } from "./settings.js";
import { path, save, transcript } from "./transcript.js";

/** Starts the player. `elsewhere` is a learning platform: where it saves, and what it `says()` about that. */
export function start(elsewhere) {
  const data = JSON.parse(document.getElementById("data").textContent);
  defineGrades(data.grades);
  globalThis.partyCard = { data, page, links: linkEntries, begin, take, walk, resume, traces, between, winter };
  const several = data.scenes.length > 1;
  const progress = keep(data, elsewhere);
  const head = el("div");
  const band = el("img.art", { hidden: true });
  const main = el("main", { id: "page" });
  const tools = el("nav", { "aria-label": "Tools" });
  const paper = el("div");
  let current = null;
  let shown = null;

  onChange(picture);
  document.querySelector("main").remove();
  document.body.prepend(el("a.skip", { href: "#page", onclick: skip }, "Skip to the text"), el("header", head, band), main, tools, paper);
  addEventListener("keydown", key);
  addEventListener("hashchange", () => go());
  addEventListener("beforeprint", () => current && paper.replaceChildren(transcript(data, current, answer)));
  addEventListener("afterprint", () => paper.replaceChildren());
  heed();
  go(false);
  document.documentElement.dataset.ready = "";

  /** Opens the scene in the address; without one, the only scene, or the list of scenes. */
  function go(focus) {
    const scene = progress.take(location.hash.slice(1));
    if (scene >= 0 || !several) open(Math.max(scene, 0), focus);
    else contents(focus);
  }

  /** Opens a scene at its saved playthrough. */
  function open(scene, focus) {
    const { playthrough, anew } = progress.playthrough(scene, revealsEach());
    show(playthrough ?? begun(scene), focus);
    if (anew) announce("This scene has changed since you played it. What still fits was kept.");
  }

  function begun(scene) {
    return begin(data, scene, progress.carried(scene), revealsEach());
  }

  /** Returns true if the record is shown after every decision; undefined if the scene decides. */
  function revealsEach() {
    const { reveal } = settings;
    return reveal === "scene" ? undefined : reveal === "each";
  }

  function restart() {
    turn(begun(current.scene), true);
    announce("Back at the beginning.");
  }

  function choose(id) {
    const next = take(data, current, id);
    if (next) turn(next);
  }

  /** Undoes the last steps. */
  function back(count) {
    const all = walk(data, current);
    if (all.length < 2) return;
    turn(resume(data, current.scene, all.slice(0, Math.max(1, all.length - count)), current.each).playthrough);
    announce(count === 1 ? "Went back one step." : `Went back ${count} steps.`);
  }

  function turn(playthrough, anew) {
    shut();
    progress.save(playthrough, anew);
    show(playthrough);
  }

  // ------------------------------------------------------------------------------------------------- the page

  function show(playthrough, focus) {
    current = playthrough;
    const { kind, title, heading, when, where, who, step, steps, ending, blocks: all } = (shown = ready(page(data, current)));
    const on = kind === "passage";
    const far = step ? `${step} of about ${steps}` : ending && `ending: ${ending}`;
    const opening = kind === "briefing";
    const questionIndex = opening ? all.findIndex(({ type }) => type === "heading") : -1; // of the question, which is shown first
    const draw = (part) => blocks({ ...shown, blocks: part }, question);
    sheet(title, on ? who : opening ? "" : when, far, on ? dotted(when, where) || `Step ${step}` : heading, [
      questionIndex >= 0 && el("div.lead", draw([all[questionIndex + 1]])),
      opening && card(),
      draw(all.filter((_, n) => questionIndex < 0 || n < questionIndex || n > questionIndex + 1)),
      on && ending && el("p.ending", `Ending: ${ending}`),
      offers(shown, choose),
      opening && skipping(),
      kind === "finished" && after(),
    ], focus);
  }

  /** Draws a page: title bar, article, notes, tools. */
  function sheet(title, where, far, heading, kids, focus) {
    shut();
    const kind = shown?.kind ?? "contents";
    const article = el("article", { tabindex: -1, "aria-labelledby": "heading" }, el("h2", { id: "heading" }, heading), kids);
    document.body.className = kind;
    head.replaceChildren(el("h1", title), el("span", where), el("span", far));
    main.replaceChildren(article, ...[shown && notes(shown)].filter(Boolean));
    picture();
    below();
    document.title = title === heading ? title : `${title} – ${heading}`;
    if (focus === false) return;
    article.focus({ preventScroll: true });
    scrollTo(0, 0);
    if (article.getBoundingClientRect().top > innerHeight / 2) article.scrollIntoView(); // large text in a small window
  }

  function picture() {
    const art = shown && data.pictures[shown.picture];
    band.hidden = !art || shown.kind === "record" || shown.kind === "debrief";
    if (!art) return;
    const { light, [theme()]: now } = data.art;
    band.src = art.replace(/(?<=%23)[0-9a-f]{6}/g, (colour) => now[light.indexOf(colour)] ?? colour);
    band.alt = shown.alt;
  }

  /** Returns role, place and date in the form of a card. */
  function card() {
    const rows = [["Who", shown.who], ["Where", shown.where], ["When", shown.when]].filter(([, value]) => value);
    return el("dl.card", rows.map(([name, value]) => el("div", el("dt", name), el("dd", value))));
  }

  /** Returns a button that opens the summary instead of the scene; nothing if there is none. */
  function skipping() {
    const { summary } = shown.blocks.find(({ type }) => type === "content-note") ?? {};
    const read = () => panel("The scene in summary", blocks({ blocks: summary.map((line) => ({ type: "paragraph", line })) }));
    return summary?.length > 0 && el("p.row", button("Skip the scene and read a summary", read));
  }

  function answer(block) {
    return progress.answer(current.scene, plain(block.line));
  }

  function question(number, block) {
    const id = `answer-${number}`;
    const hint = el("details", el("summary", "What a good answer draws on"), el("p", block.draws_on));
    const field = el("textarea", { id, oninput: () => (progress.answered(current, plain(block.line), field.value), written()) }, answer(block));
    const written = () => (hint.hidden = !block.draws_on || !field.value.trim()); // shown only after the player has written an answer
    written();
    addEventListener("storage", function other() {
      if (!field.isConnected) return removeEventListener("storage", other);
      if (field.value !== answer(block)) field.value = answer(block); // written in another tab
      written();
    });
    return [el("label", { for: id }, asked(block, number, shown)), field, hint];
  }

  // --------------------------------------------------------------------------------------------- between scenes

  function after() {
    const seen = progress.seen();
    const last = data.course ? data.course.stations.length : data.scenes.length;
    const next = data.scenes.findIndex((_, scene) => scene > current.scene && scene < last && !seen[scene]);
    return el(
      "p.row",
      next >= 0 && button(`Next: ${data.scenes[next].title}`, () => onward(next), "go"),
      next < 0 && data.course && current.scene < last && button(data.course.winter, atEnd, "go"),
      button("Play it again", restart),
      button("Save the transcript", hand),
      several && button("All scenes", () => contents()),
    );
  }

  /** Goes to a scene by way of the page before it. */
  function onward(scene) {
    const intermission = between(data, scene, progress.seen());
    if (!intermission) return open(scene);
    current = null;
    shown = ready(intermission);
    const { title, heading, since, when, where } = shown;
    const moves = when && el("p.moves", since && el("span.soft", `${since} → `), when);
    return sheet(title, where, "", heading, [moves, blocks(shown), el("p.row", button("Go on", () => open(scene), "go"))]);
  }

  function atEnd() {
    current = null;
    shown = ready(winter(data, progress.seen()));
    sheet(shown.title, shown.when, "", shown.heading, [blocks(shown), el("p.row", button("All scenes", () => contents()))]);
  }

  /** Shows the list of scenes, with their dates. */
  function contents(focus) {
    current = null;
    shown = null;
    address("");
    const rows = data.scenes.map(({ title, when, where, minutes, question, passages }, n) => {
      const { playthrough } = progress.playthrough(n);
      const { stage = "briefing", position } = playthrough ?? {};
      const state = { briefing: "not yet begun", finished: `played: ${passages[position?.[0]]?.[5][1]}` }[stage] ?? "begun";
      const about = dotted(where, minutes && `${minutes} minutes`, state);
      const does = () => (stage === "briefing" ? onward(n) : open(n));
      return el(`li.${state.split(/\W/)[0]}`, el("span.date", when), el("div", button(title, does), el("p.soft", about), el("p", question)));
    });
    const seen = data.course && progress.seen().some(Boolean);
    sheet(data.title, "", "", "Episodes", [el("ol.scenes", rows), seen && el("p.row", button(data.course.winter, atEnd))], focus);
  }

  // ------------------------------------------------------------------------------------------ tools and keys

  /** Returns the tools that are available: key, label, action. */
  function working() {
    const on = current && shown.kind !== "briefing";
    return [
      shown?.notes.length && ["n", "Notes", () => noteOpen(shown, 1)],
      shown?.entries.length && ["w", "Who’s who", () => entriesOpen(shown)],
      on && ["b", "Back one step", () => back(1)],
      current?.decisions.length && ["p", "Your path", () => panel("Your path", path(data, current, back))],
      on && ["t", "Transcript", handing],
      ["s", "Settings", setting],
      several && shown && ["e", "Episodes", () => contents()],
      ["?", "Keys and signs", help],
    ].filter(Boolean);
  }

  function below() {
    const rows = working().map(([key, words, does]) => button([el("kbd", { "aria-hidden": "true" }, key.toUpperCase()), words], does, "", { "aria-keyshortcuts": key }));
    tools.replaceChildren(...rows, el("span", elsewhere ? elsewhere.says() : !progress.lasting && "Your place is kept in this page’s address only."));
  }

  function key(event) {
    if (!settings.keys || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (document.querySelector("dialog[open]") || event.target.closest?.("input, textarea")) return;
    const offer = current && shown.offers.filter(({ open }) => open)[event.key - 1];
    if (offer) choose(offer.id);
    const [, , does] = working().find(([key]) => key === event.key.toLowerCase()) ?? [];
    if (does) {
      event.preventDefault();
      does();
    }
  }

  function skip(event) {
    event.preventDefault();
    main.querySelector("article").focus();
  }

  function help() {
    const rows = [["1 – 9", "take a choice"], ["Tab", "to the next choice, note or name; with Shift, back"], ...working()];
    const keys = rows.map(([key, words]) => [el("dt", el("kbd", key.length > 1 ? key : key.toUpperCase())), el("dd", words)]);
    panel("Keys and signs", el("dl.keys", keys), el("h3", "How sure the source is"), signs());
  }

  function handing() {
    const about = el("p", "It holds what you have read and chosen so far, with the notes and your answers.");
    panel("Transcript", about, el("p.row", button("Save as a file", hand), button("Print", () => print())));
  }

  function hand() {
    save(data, current, answer);
    announce("The transcript was saved.");
  }
}
