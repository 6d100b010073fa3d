/** The player: reads the data, shows a page, takes an offer, keeps the walk. Law: data flows one way, as in the engine. */
import { asked, beside, blocks, entriesOpen, noteOpen, offers, signs, sources } from "./draw.js";
import { announce, el } from "./dom.js";
import { keep } from "./keeping.js";
import { page } from "./page.js";
import { panel } from "./panel.js";
import * as play from "./playthrough.js";
import * as settings from "./settings.js";
import { path, save, transcript } from "./transcript.js";

const KINDS = { record: "large record", debrief: "large", finished: "large", briefing: "large briefing" };

/** Starts the player on the data of this page. `elsewhere`: where a learning platform keeps a walk. */
export function start(elsewhere) {
  const data = JSON.parse(document.getElementById("data").textContent);
  globalThis.partyCard = { data, page, ...play };
  const keeping = keep(data, elsewhere);
  const head = el("header", {});
  const band = el("img", { class: "art", hidden: true });
  const main = el("main", { id: "page", tabindex: -1 });
  const tools = el("nav", { class: "tools", "aria-label": "Tools" });
  const paper = el("div");
  let at = null;
  let shown = null;

  settings.onChange(picture);
  document.querySelector("main")?.remove();
  document.body.prepend(el("a", { class: "skip", href: "#page", onclick: skip }, "Skip to the text"), head, band, main, tools, paper);
  document.documentElement.classList.toggle("touch", matchMedia("(hover: none)").matches);
  addEventListener("keydown", key);
  addEventListener("hashchange", () => go(location.hash.slice(1)));
  addEventListener("beforeprint", () => at && paper.replaceChildren(transcript(data, at, answers())));
  addEventListener("afterprint", () => paper.replaceChildren());
  settings.begin();
  go(location.hash.slice(1));
  document.documentElement.dataset.ready = "";

  /** Follows an address; without one, the only scene, or the list of scenes. */
  function go(fragment) {
    const scene = keeping.take(fragment);
    if (scene >= 0) open(scene, false);
    else if (data.scenes.length === 1) open(0, false);
    else contents(false);
  }

  /** Opens a scene where it was left. */
  function open(scene, focus = true) {
    const { playthrough, anew } = keeping.playthrough(scene, each());
    show(playthrough ?? play.begin(data, scene, keeping.carried(scene), each()), focus);
    if (anew) announce("This scene has changed since you played it. What still fits was kept.");
  }

  /** When this reader wishes to see the record; undefined is as the scene has it. */
  function each() {
    const { reveal } = settings.settings;
    return reveal === "scene" ? undefined : reveal === "each";
  }

  /** Begins a scene again. */
  function again(scene) {
    turn(play.begin(data, scene, keeping.carried(scene), each()));
    announce("Back at the beginning.");
  }

  function choose(id) {
    const next = play.take(data, at, id);
    if (next) turn(next);
  }

  /** Takes back the last steps. */
  function goBack(count) {
    const all = play.walk(data, at);
    if (all.length <= 1) return;
    turn(play.resume(data, at.scene, all.slice(0, Math.max(1, all.length - count)), at.each).playthrough);
    announce(count === 1 ? "Went back one step." : `Went back ${count} steps.`);
  }

  function turn(playthrough) {
    document.querySelector("dialog")?.close();
    keeping.save(playthrough);
    show(playthrough);
  }

  // ------------------------------------------------------------------------------------------------- the page

  function show(playthrough, focus = true) {
    at = playthrough;
    shown = page(data, playthrough);
    const done = ["record", "debrief", "finished"].includes(shown.kind);
    const where = shown.kind === "briefing" ? [] : done ? [shown.when] : [shown.when, shown.where, shown.who];
    const far = shown.step ? `${shown.step} of about ${shown.steps}` : done && shown.ending ? `ending: ${shown.ending}` : "";
    headOf(shown.title, where, far, done);
    const heading = shown.kind === "passage" ? [shown.when, shown.where].filter(Boolean).join(" · ") || `Step ${shown.step}` : shown.heading;
    const article = el(
      "article",
      { class: `turn ${KINDS[shown.kind] ?? ""}`, tabindex: -1, "aria-labelledby": "heading" },
      el("h2", { id: "heading" }, heading),
      shown.kind === "briefing" && el("p", { class: "about" }, [shown.when, shown.where, shown.who].filter(Boolean).join(" · ")),
      blocks(shown, question),
      shown.kind === "passage" && shown.ending && el("p", { class: "ending" }, `Ending: ${shown.ending}`),
      offers(shown, choose),
      shown.kind === "briefing" && skipping(),
      shown.kind === "finished" && after(),
    );
    main.className = KINDS[shown.kind] ?? "";
    main.replaceChildren(el("div", { class: "columns" }, article, beside(shown)), sources(shown));
    picture();
    below();
    document.title = `${shown.title} – ${shown.heading}`;
    if (!focus) return;
    article.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  function headOf(title, where, far, dark) {
    head.className = dark ? "head dark" : "head";
    head.replaceChildren(el("h1", {}, title), el("span", {}, where.filter(Boolean).join(" · ")), el("span", { class: "far" }, far));
  }

  function picture() {
    const art = shown && ["briefing", "passage", "finished"].includes(shown.kind) && data.pictures[shown.picture];
    band.hidden = !art;
    document.body.classList.toggle("briefing", shown?.kind === "briefing");
    if (!art) return;
    const colours = data.art[settings.theme()];
    band.src = art.replace(/%23([0-9a-f]{6})/g, (whole, colour) => {
      const at = data.art.light.indexOf(colour);
      return at < 0 ? whole : `%23${colours[at]}`;
    });
    band.alt = shown.alt;
  }

  function question(number, block) {
    const id = `answer-${number}`;
    const draws = el("details", {}, el("summary", {}, "What a good answer draws on"), el("p", {}, block.draws_on));
    const field = el("textarea", { id, oninput: () => (keeping.answered(at, number, field.value), written()) });
    const written = () => (draws.hidden = !block.draws_on || !field.value.trim()); // first one's own thoughts
    field.value = keeping.answer(at.scene, number);
    written();
    return [el("label", { for: id }, asked(block, number, shown)), field, draws];
  }

  /** For those who skip the scene. */
  function skipping() {
    const note = shown.blocks.find(({ type }) => type === "content-note");
    if (!note?.summary.length) return null;
    const read = () => panel("The scene in summary", note.summary.map((runs) => el("p", {}, runs.map((run) => (Array.isArray(run) ? run[1] : typeof run === "string" ? run : "")))));
    return el("div", { class: "row" }, el("button", { class: "plain", type: "button", onclick: read }, "Skip the scene and read a summary"));
  }

  function after() {
    const next = at.scene + 1;
    const to = (label, does, go) => el("button", { class: go ? "go" : "plain", type: "button", onclick: does }, label);
    return el(
      "div",
      { class: "row" },
      next < data.scenes.length && to(`Next: ${data.scenes[next].title}`, () => open(next), true),
      to("Play it again", () => again(at.scene)),
      to("Save the transcript", hand),
      data.scenes.length > 1 && to("All scenes", () => contents()),
    );
  }

  /** The list of scenes. */
  function contents(focus = true) {
    at = null;
    shown = null;
    try {
      history.replaceState(null, "", "#");
    } catch {
      // Some viewers allow no change of the address.
    }
    const states = data.scenes.map((scene, n) => {
      const { playthrough } = keeping.playthrough(n);
      if (!playthrough || playthrough.stage === "briefing") return ["open", "not yet begun"];
      const ending = scene.passages[playthrough.position[0]][5];
      return playthrough.stage === "finished" ? ["played", `played: ${ending[1]}`] : ["begun", "begun"];
    });
    headOf(data.title, [], "", false);
    const rows = data.scenes.map((scene, n) =>
      el(
        "li",
        { class: states[n][0] },
        el("button", { type: "button", onclick: () => open(n) }, scene.title),
        el("p", { class: "about" }, [scene.when, scene.where, scene.minutes && `${scene.minutes} minutes`, states[n][1]].filter(Boolean).join(" · ")),
        el("p", {}, scene.question),
      ),
    );
    const article = el("article", { class: "turn large", tabindex: -1, "aria-labelledby": "heading" }, el("h2", { id: "heading" }, "Episodes"), el("ol", { class: "scenes" }, rows));
    main.className = "large";
    main.replaceChildren(article);
    picture();
    below();
    document.title = data.title;
    if (focus) article.focus();
  }

  // ------------------------------------------------------------------------------------------ tools and keys

  /** The tools that work now: key, words, what they do. */
  function working() {
    if (!shown) return [["s", "Settings", settings.open], ["?", "Keys and signs", helpOpen]];
    return [
      shown.notes.length > 0 && ["n", "Notes", () => noteOpen(shown, 1)],
      shown.entries.length > 0 && ["w", "Who’s who", () => entriesOpen(shown)],
      shown.kind !== "briefing" && ["b", "Back one step", () => goBack(1)],
      at.decisions.length > 0 && ["p", "Your path", pathOpen],
      shown.kind !== "briefing" && ["t", "Transcript", handing],
      ["s", "Settings", settings.open],
      data.scenes.length > 1 && ["e", "Episodes", () => contents()],
      ["?", "Keys and signs", helpOpen],
    ].filter(Boolean);
  }

  function below() {
    const said = keeping.lasting ? "" : "Your place is kept in this page’s address only.";
    tools.replaceChildren(
      ...working().map(([key, words, does]) => el("button", { type: "button", "aria-keyshortcuts": key, onclick: does }, el("kbd", { "aria-hidden": "true" }, key.toUpperCase()), words)),
      said && el("span", {}, said),
    );
  }

  function key(event) {
    if (!settings.settings.keys || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (document.querySelector("dialog[open]") || event.target.closest?.("input, textarea, select")) return;
    if (/^[1-9]$/.test(event.key) && shown) {
      const offer = shown.offers.filter(({ open }) => open)[Number(event.key) - 1];
      if (offer) choose(offer.id);
      return;
    }
    const tool = working().find(([key]) => key === event.key.toLowerCase());
    if (tool) {
      event.preventDefault();
      tool[2]();
    }
  }

  function skip(event) {
    event.preventDefault();
    (main.querySelector("article") ?? main).focus();
  }

  function pathOpen() {
    panel("Your path", path(data, at, goBack));
  }

  function helpOpen() {
    const rows = [["1 – 9", "take a choice"], ["Tab", "to the next choice, note or name; with Shift, back"], ...working().map(([key, words]) => [key.toUpperCase(), words])];
    panel("Keys and signs", [
      el("dl", {}, rows.map(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)])),
      el("h3", {}, "How sure the source is"),
      signs(),
    ]);
  }

  function handing() {
    panel("Transcript", [
      el("p", {}, "It holds what you have read and chosen so far, with the notes and your answers."),
      el(
        "div",
        { class: "row" },
        el("button", { class: "plain", type: "button", onclick: hand }, "Save as a file"),
        el("button", { class: "plain", type: "button", onclick: () => print() }, "Print"),
      ),
    ]);
  }

  function answers() {
    const { scene } = at;
    return (number) => keeping.answer(scene, number);
  }

  function hand() {
    save(data, at, answers());
    announce("The transcript was saved.");
  }
}
