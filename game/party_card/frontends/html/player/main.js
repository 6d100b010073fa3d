/** Plays the scenes: reads the data, shows a page, takes an offer, saves the playthrough. Invariant: data flows one way. */
import { folder, shelf } from "./archive.js";
import { beat, between, winter } from "./campaign.js";
import { data } from "./data.js";
import { entriesOpen } from "./entries.js";
import { tellEpisodes } from "./episodes.js";
import { noteOpen, notes } from "./notes.js";
import { asked, blocks, defineGrades, line, numbered, offers, ready, signs } from "./render.js";
import { announce, button, dotted, el } from "./dom.js";
import { assessmentKey, defineFileWords, drawAssessment } from "./file-view.js";
import { glossary, openGlossary } from "./glossary.js";
import { isField, readShortcut } from "./keys.js";
import { address, keep } from "./progress.js";
import { plain } from "./runs.js";
import { drawWhole, splitLayers } from "./folds.js";
import { drawLayers } from "./layers.js";
import { fill, gettext, ngettext, weave } from "./messages.js";
import { page } from "./page.js";
import { placeMap } from "./place-map.js";
import { way } from "./provenance.js";
import { drawQuestion } from "./questions.js";
import { panel, shut } from "./dialog.js";
import { readSentences } from "./text.js";
import { collectRoutes, findPassingChoice, findRoutes, listMadeChoices } from "./routes.js";
import { drawRoutes } from "./route-map.js";
import { begin, resume, take, traces, walk } from "./playthrough.js";
import { begin as heed, onChange, open as setting, settings, theme } from "./settings.js";
import { describeAnswers, describePlace } from "./keeping.js";
import { openTranscript } from "./handing.js";
import { path, transcript } from "./transcript.js";

const ROUTES = gettext("Endings and route");
const PASS = gettext("Skip what you have read");
const PASS_EVERY_MS = 400;
const AFTER = ["record", "file", "debrief", "finished"];

/**
 * Starts the player. `elsewhere` is a learning platform or a lesson with a class: where it saves, and what it `says()` about that;
 * a lesson also `describeAnswers(storage)`, as keeping.js does, `refuses(playthrough)` steps, and hears of what is `drawn(playthrough, page)`; a platform may add
 * `tools()`. Returns what they do in the page: `open(steps, message)` shows an encoded playthrough of the first scene, `record()` its record, `tellKeeping()` says
 * again what is kept, `drawTools()` draws the tools and what the platform says.
 */
export function start(elsewhere) {
  defineGrades(data.grades);
  if (data.filed) defineFileWords(data.filed);
  globalThis.partyCard = { data, page, links: (page) => ready(page).links, begin, take, walk, resume, traces, between, beat, winter, shelf, folder, way, glossary: () => glossary(data, progress, shown, revealsEach()) };
  const several = data.scenes.length > 1;
  const progress = keep(data, elsewhere);
  const head = el("div");
  const band = el("img.art", { hidden: true });
  const main = el("main", { id: "page" });
  const tools = el("nav", { "aria-label": gettext("Tools") });
  const paper = el("div");
  let current = null;
  let shown = null;
  let passing = null; // the id of the choice that passes a passage read before
  let passTimer = 0;
  const keepingNotice = el("p.message");
  const episodes = (several || data.course) && tellEpisodes({ data, progress, leaf, sheet, open, keepingNotice, tellKeeping });

  onChange(picture);
  onChange(() => tools.querySelectorAll("button").forEach(nameKey));
  document.querySelector("main").remove();
  document.body.prepend(el("a.skip", { href: "#page", onclick: skip }, gettext("Skip to the text")), el("header", head, band), main, tools, paper);
  addEventListener("keydown", key);
  for (const type of ["keyup", "pointerup", "pointercancel", "blur"]) addEventListener(type, stopPassing);
  addEventListener("hashchange", () => go());
  addEventListener("beforeprint", () => current && paper.replaceChildren(transcript(data, current, answer, progress.nickname())));
  addEventListener("afterprint", () => paper.replaceChildren());
  heed();
  go(false);
  document.documentElement.dataset.ready = "";
  return {
    open(steps, message) {
      const { playthrough } = resume(data, 0, steps, revealsEach());
      progress.save(playthrough);
      show(playthrough, { message });
    },
    record: skippedRecord,
    tellKeeping,
    drawTools: below,
  };

  /** Opens the scene in the address; without one, the only scene, or the list of scenes. */
  function go(focus) {
    const scene = progress.take(location.hash.slice(1));
    if (scene >= 0 || !several) open(Math.max(scene, 0), focus);
    else episodes.contents(focus);
  }

  /** Opens a scene at its saved playthrough. */
  function open(scene, focus) {
    const { playthrough, anew } = progress.playthrough(scene, revealsEach());
    const notice = anew ? gettext("This scene has changed since you played it. What still fits was kept.") : "";
    show(playthrough ?? begun(scene), { notice, focus });
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
    turn(begun(current.scene), gettext("Back at the beginning."), true);
  }

  function choose(id) {
    const next = take(data, current, id);
    if (next) turn(next);
  }

  // --------------------------------------------------------------------------------------- routes, and reading again

  function routes() {
    return findRoutes(data, current, progress.routes(current.scene));
  }

  /** Plays on from a fork as a second playthrough. */
  function branch({ route }) {
    const { playthrough } = resume(data, current.scene, route, current.each);
    turn(playthrough, gettext("Back at this fork. What you played before stays saved."), true);
  }

  /** Shows endings and route: on the last page, or in a dialog. */
  function openRoutes() {
    const heading = document.getElementById("routes");
    if (!heading) return panel(ROUTES, drawRoutes(data, current, routes(), branch));
    heading.scrollIntoView();
    heading.focus();
  }

  /** Passes this page, and while a key or button is held the next ones, up to a new passage or a new choice. */
  function startPassing() {
    stopPassing();
    passTimer = setInterval(pass, PASS_EVERY_MS);
    pass();
  }

  function pass() {
    if (passing) choose(passing);
    else stopPassing();
  }

  function stopPassing() {
    clearInterval(passTimer);
  }

  function passButton() {
    const onpointerdown = ({ button }) => button === 0 && startPassing();
    const onclick = ({ detail }) => detail === 0 && pass(); // by keyboard, or by a screen reader
    return button([el("kbd", { "aria-hidden": "true" }, "K"), PASS], onclick, "pass", { onpointerdown, title: gettext("Hold to go on to the next new choice") });
  }

  /** Undoes the last steps. */
  function back(count) {
    const all = walk(data, current);
    if (all.length < 2) return;
    const { playthrough } = resume(data, current.scene, all.slice(0, Math.max(1, all.length - count)), current.each);
    turn(playthrough, fill(ngettext("Undid one choice.", "Undid {count} choices.", count), { count }));
  }

  function turn(playthrough, message, anew) {
    shut();
    if (elsewhere?.refuses?.(playthrough)) return;
    progress.save(playthrough, anew);
    show(playthrough, { message });
  }

  // ------------------------------------------------------------------------------------------------- the page

  /** Shows a playthrough. */
  function show(playthrough, options) {
    current = playthrough;
    const { kind, title, heading, when, where, who, step, steps, ending, blocks: all } = (shown = ready(page(data, current), openWhole));
    const on = kind === "passage";
    const opening = kind === "briefing";
    const hooked = opening && all.some(({ type }) => type === "hook");
    const { minutes } = shown;
    const long = minutes && fill(ngettext("about {count} minute", "about {count} minutes", minutes), { count: minutes });
    const far = step ? fill(gettext("{step} of about {steps}"), { step, steps }) : opening ? long : ending && weave(gettext("ending: {ending}"), { ending: el("bdi", ending) });
    const before = on && collectRoutes(data, current.scene, progress.routes(current.scene));
    passing = on && findPassingChoice(data, current, before);
    tellKeeping();
    const questionIndex = opening ? all.findIndex(({ type }) => type === "heading") : -1; // of the question, which is shown first
    const draw = (part) => blocks({ ...shown, blocks: part }, question);
    if (kind === "record") return sheet(title, when, far, heading, record(draw, offers(shown, choose)), options);
    if (hooked) {
      const isLate = ({ type }) => type === "about";
      const game = episode(current.scene) || "Party Card"; // the title stands below the picture
      const ways = el("div.ways", offers(shown, choose), skipping());
      return sheet(game, dotted(when, where), far, heading, [draw(all.filter((block) => !isLate(block))), ways, draw(all.filter(isLate))], options);
    }
    sheet(title, on ? who : opening ? "" : when, far, on ? dotted(when, where) || fill(gettext("Step {number}"), { number: step }) : heading, [
      questionIndex >= 0 && el("div.lead", draw([all[questionIndex + 1]])),
      opening && card(),
      all.some(({ type }) => ["question", "assessment"].includes(type)) && keepingNotice,
      draw(all.filter((_, n) => questionIndex < 0 || n < questionIndex || n > questionIndex + 1)),
      on && ending && el("p.ending", weave(gettext("Ending: {ending}"), { ending: el("bdi", ending) })),
      on && endingMeaning(shown),
      offers(shown, choose, on && listMadeChoices(data, current, before)),
      passing && el("p.row", passButton()),
      opening && skipping(),
      kind === "finished" && after(),
      kind === "finished" && drawRoutes(data, current, routes(), branch, ROUTES),
    ], options);
  }

  /** Draws the record, in layers if it has any; `last` stands below it. */
  function record(draw, last) {
    const { ending } = shown;
    const layers = splitLayers(shown.blocks);
    const end = ending && [el("p.ending", weave(gettext("Your ending: {ending}"), { ending: el("bdi", ending) })), endingMeaning(shown, layers.length ? 4 : 3)];
    if (!layers.length) return [end, drawWhole(shown.blocks, data.said.after, draw), last];
    const { element, select } = drawLayers(layers, { draw, whole: data.said.whole, first: end, last });
    shown.showLayer = (number) => number < layers.length && select(number, true);
    return element;
  }

  /** Draws what an ending means, and what led to it. */
  function endingMeaning({ cost, causes }, level = 3) {
    return [cost && el("p.cost", cost), causes.length > 0 && [el(`h${level}`, data.causes), el("ul.causes", causes.map((text) => el("li", text)))]];
  }

  /**
   * Draws a page: title bar, article, notes, tools. The focus goes to its heading, where a screen reader's cursor then stands to
   * read on; the text below is announced, as not all screen readers read it by themselves. `message` is announced before it,
   * `notice` stands on the page; `focus` is false if the page is the first one.
   */
  function sheet(title, where, far, heading, kids, { message, notice, focus } = {}) {
    shut();
    const kind = shown?.kind ?? "contents";
    const start = el(!shown && data.course ? "h2.title" : "h2", { tabindex: -1 }, heading);
    const article = el("article", start, notice && el("p.message", notice), kids);
    document.body.className = kind;
    head.replaceChildren(el("h1", title), el("span", { dir: "auto" }, where), el("span", { dir: "auto" }, far));
    const map = shown ? shown.map : data.maps[data.map];
    const asides = [shown?.notes.length && notes(shown), map && placeMap(data, map)];
    if (article.querySelector(".hook")) asides.reverse(); // the map stands beside the hook
    main.replaceChildren(article, ...asides.filter(Boolean));
    picture();
    below();
    elsewhere?.drawn?.(current, shown);
    document.title = title === heading ? title : `${title} – ${heading}`;
    if (focus === false) return notice && announce(notice);
    start.focus({ preventScroll: true });
    announce([message, shown && readSentences([...article.children].slice(1))].filter(Boolean).join(" "));
    scrollTo(0, 0);
    if (article.getBoundingClientRect().top > innerHeight / 2) article.scrollIntoView(); // large text in a small window
  }

  function picture() {
    const art = data.pictures[shown ? shown.picture : data.course && "title"];
    band.hidden = !art || ["record", "file", "debrief", "archive", "folder"].includes(shown?.kind);
    if (!art) return;
    const { light, [theme()]: now } = data.art;
    band.src = art.replace(/(?<=%23)[0-9a-f]{6}/g, (colour) => now[light.indexOf(colour)] ?? colour);
    band.alt = shown?.alt ?? gettext("A red wedge drives into a black disc with a walled tower; below it a crowd, one of them red; a party card");
  }

  /** Returns which scene of its campaign a scene is; "" if it is in none. */
  function episode(scene) {
    const { stations = [] } = data.course ?? {};
    return scene < stations.length ? fill(gettext("Episode {number} of {count}"), { number: scene + 1, count: stations.length }) : "";
  }

  /** Opens or shuts what the briefing says of its scene on request. */
  function toggleAbout() {
    const about = main.querySelector("details.about");
    about.open = !about.open;
    about.querySelector("summary").focus();
  }

  /** Returns role, place and date in the form of a card. */
  function card() {
    const rows = [[gettext("Who"), shown.who], [gettext("Where"), shown.where], [gettext("When"), shown.when]].filter(([, value]) => value);
    return el("dl.card", rows.map(([name, value]) => el("div", el("dt", name), el("dd", value))));
  }

  /** Returns a button that opens the summary instead of the scene; nothing if there is none. */
  function skipping() {
    const { summary } = shown.blocks.find(({ type }) => type === "content-note") ?? {};
    const lines = () => blocks({ blocks: summary.map((line) => ({ type: "paragraph", line })) });
    const read = () => panel(gettext("The scene in summary"), lines(), !elsewhere?.isRecordClosed?.() && el("p.row", button(gettext("See what really happened"), skippedRecord)));
    return summary?.length > 0 && el("p.row", button(gettext("Read a summary instead"), read));
  }

  /** Shows the record of a scene that is skipped: compared with no decisions, and nothing is kept of it. */
  function skippedRecord() {
    const start = current;
    current = null;
    shown = ready({ ...page(data, { ...start, stage: "record" }), offers: [] }, openWhole);
    const ways = [button(gettext("Play this scene"), () => show(start), "go"), several && button(gettext("Episodes"), () => episodes.contents())];
    sheet(shown.title, shown.when, "", shown.heading, record((part) => blocks({ ...shown, blocks: part }), el("p.row", ways)));
  }

  function answer(block) {
    return progress.answer(current.scene, block.type === "assessment" ? assessmentKey(block) : plain(block.line));
  }

  function assessment(number, block) {
    const write = (word) => {
      progress.answered(current, assessmentKey(block), word);
      tellKeeping();
    };
    return drawAssessment(number, block, (runs) => line(runs, shown), { read: () => answer(block), write });
  }

  function question(number, block) {
    if (block.type === "assessment") return assessment(number, block);
    const text = plain(block.line);
    const { scene } = current;
    return drawQuestion(number, asked(block, number, shown), block, {
      read: () => answer(block),
      isMissing: () => Boolean(elsewhere?.isAnswered?.(scene, text)) && !progress.isWritten(scene, text),
      write: (words, field) => {
        progress.answered(current, text, words);
        tellKeeping(field);
      },
    });
  }

  /** Says beside the questions what is not kept of the answers; moves it below the field that is being written in. */
  function tellKeeping(field) {
    const text = [elsewhere?.answersNotice?.(), (elsewhere?.describeAnswers ?? describeAnswers)(progress.storage)].filter(Boolean).join(" ");
    if (text === keepingNotice.textContent) return;
    keepingNotice.textContent = text;
    field?.after(keepingNotice);
    if (field) announce(text);
    below();
  }

  function after() {
    return el(
      "p.row",
      episodes && episodes.onwardFrom(current.scene),
      button(gettext("Play it again"), restart),
      button(gettext("Save the transcript"), () => openTranscript(data, current, answer, progress, true)),
      several && button(gettext("Episodes"), () => episodes.contents()),
    );
  }

  /** Takes a page that stands between the scenes, or none for the list of scenes, and returns it as it is drawn. */
  function leaf(page) {
    current = null;
    return (shown = page && ready(page, openWhole));
  }

  // ------------------------------------------------------------------------------------------ tools and keys

  /** Returns the tools that are available: key, label, action. */
  function working() {
    const on = current && shown.kind !== "briefing";
    return [
      shown?.notes.length && ["n", gettext("Notes"), () => noteOpen(shown, 1)],
      main.querySelector("details.about") && ["a", gettext("About this scene"), toggleAbout],
      data.entries.length && ["w", gettext("Who’s who"), openEntries],
      on && ["b", gettext("Undo choice"), () => back(1)],
      shown?.turn?.back && ["b", gettext("Back"), shown.turn.back],
      shown?.turn && ["x", gettext("Skip the prologue"), shown.turn.skip],
      current?.decisions.length && ["p", gettext("Your path"), () => panel(gettext("Your path"), path(data, current, back))],
      AFTER.includes(current?.stage) && ["r", ROUTES, openRoutes],
      on && ["t", gettext("Transcript"), () => openTranscript(data, current, answer, progress)],
      ["s", gettext("Settings"), setting],
      several && shown && ["e", gettext("Episodes"), () => episodes.contents()],
      ...(elsewhere?.tools?.() ?? []),
      ["?", gettext("Keys and signs"), help],
    ].filter(Boolean);
  }

  /** Opens the people and words of the page, or the whole glossary if it names none. */
  function openEntries() {
    if (shown?.entries.length) entriesOpen(shown);
    else openWhole();
  }

  function openWhole() {
    openGlossary(glossary(data, progress, shown, revealsEach()), shown?.entries.length && (() => entriesOpen(shown)));
  }

  function below() {
    const rows = working().map(([key, words, does]) => button([el("kbd", { "aria-hidden": "true" }, key.toUpperCase()), words], does, "", { "data-key": key }));
    const place = progress.isElsewhere ? "" : describePlace(progress.storage);
    tools.replaceChildren(...rows, ...[elsewhere?.says(), place].filter(Boolean).map((text) => el("span", text)));
    tools.querySelectorAll("button").forEach(nameKey);
  }

  /** Names the key of a tool to screen readers, if keys are on. */
  function nameKey(tool) {
    if (settings.keys) tool.setAttribute("aria-keyshortcuts", tool.dataset.key);
    else tool.removeAttribute("aria-keyshortcuts");
  }

  function key(event) {
    const shortcut = settings.keys && !document.querySelector("dialog[open]") && !isField(event.target) && readShortcut(event);
    if (!shortcut) return;
    if (shortcut === "k" && passing) return startPassing();
    if (shown?.showLayer && shortcut > 0) return shown.showLayer(shortcut - 1);
    const offer = shown && numbered(shown)[shortcut - 1];
    if (offer) (current ? choose : shown.turn.choose)(offer.id);
    const [, , does] = working().find(([key]) => key === shortcut) ?? [];
    if (does) {
      event.preventDefault();
      does();
    }
  }

  function skip(event) {
    event.preventDefault();
    main.querySelector("h2").focus();
  }

  function help() {
    const rows = [["1 – 9", gettext("choose")], passing && ["k", gettext("Skip what you have read; held, on to the next new choice")], ["Tab", gettext("to the next choice, note or name; with Shift, back")], ...working()].filter(Boolean);
    const places = gettext("Digits need no Shift, and letters no Latin keyboard: press the key at the place of the letter, as т (Russian), ν (Greek) or מ (Hebrew) for N.");
    const keys = rows.map(([key, words]) => [el("dt", el("kbd", key.length > 1 ? key : key.toUpperCase())), el("dd", words)]);
    panel(gettext("Keys and signs"), el("dl.keys", keys), el("p", places), el("h3", gettext("How sure the source is")), signs());
  }
}
