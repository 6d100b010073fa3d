/* The page as a whole: the first screen, or a scene with its three panes. */
import {useEffect, useReducer, useRef, useState} from "preact/hooks";
import {nameOf} from "../names.js";
import {countUnwritten, fieldOf, listUnwritten} from "../unwritten.js";
import {findingWords, LOCALES, WORDS} from "../words.js";
import {goToUnwritten} from "../writing-flow.js";
import {Menu, Segments} from "./basics.jsx";
import {Cards} from "./cards.jsx";
import {Details, Tests} from "./details.jsx";
import {Dialogs} from "./dialogs.jsx";
import {EvidencePane} from "./evidence.jsx";
import {LanguageMenu} from "./language-menu.jsx";
import {MapPane} from "./map-pane.jsx";
import {PagePane} from "./page-pane.jsx";
import {StartScreen} from "./start.jsx";

export function Studio({store, version}) {
  const [, draw] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    store.listeners.add(draw);
    draw();
    return () => store.listeners.delete(draw);
  }, []);
  const {theme, uri, notice, isConnected, folder} = store.state;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    store.remember("theme", theme);
  }, [theme]);
  useEffect(() => {
    const keys = (event) => handleKey(event, store);
    const focus = ({target}) => target.closest?.(".pane") && lastPlaces.set(target.closest(".pane"), target);
    const listeners = {keydown: keys, focusin: focus, click: focusLabelled};
    Object.entries(listeners).forEach(([name, listener]) => addEventListener(name, listener));
    return () => Object.entries(listeners).forEach(([name, listener]) => removeEventListener(name, listener));
  }, []);
  return (
    <>
      {uri ? <Workspace store={store} /> : <StartScreen store={store} version={version} />}
      {!isConnected && folder && <p class="banner" role="alert">{WORDS.lost}</p>}
      {notice && <p class="banner" role="alert"><span>{notice}</span><button type="button" class="plain" onClick={() => store.tell({notice: ""})}>{WORDS.close}</button></p>}
      <Dialogs store={store} />
    </>
  );
}

function handleKey(event, store) {
  const isCommand = event.ctrlKey || event.metaKey;
  const done = (action) => {
    event.preventDefault();
    action();
  };
  if (event.key === "F1") return done(() => store.tell({dialog: {kind: "keys"}}));
  if (!store.state.uri || store.state.dialog || store.state.conflict) return undefined;
  const isInText = event.target.closest?.(".text-pane");
  if (event.key === "F6") return done(() => nextPane(store, event.shiftKey ? -1 : 1));
  if (event.key === "F7") return done(() => store.toggleEvidence());
  if (event.key === "Escape" && event.target.closest?.(".pane.evidence")) return done(() => store.toggleEvidence(false));
  if (event.key === "F8") return done(() => nextProblem(store));
  if (event.key === "F2" && isInText) return done(() => renameAtCaret(store));
  if (event.key === "F2") return goToName(event, done);
  if (isCommand && event.key.toLowerCase() === "s") return done(() => store.documents.saveAll());
  const step = {PageDown: 1, PageUp: -1}[event.key];
  if (event.altKey && event.shiftKey && step && store.state.view === "cards") return done(() => (document.activeElement?.closest?.(".cm-content, input")?.blur(), store.movePassage(store.state.selected, step)));
  if (isCommand && event.shiftKey && event.key === "Enter" && !isInText) return done(() => goToUnwritten(store));
  if (event.altKey && (event.key === "PageDown" || event.key === "PageUp")) return done(() => nextPassage(store, event.key === "PageDown" ? 1 : -1));
  if (isCommand && !isInText && event.key.toLowerCase() === "z") return done(() => (document.activeElement?.blur(), store.undo(event.shiftKey)));
  if (isCommand && !isInText && event.key.toLowerCase() === "y") return done(() => store.undo(true));
  return undefined;
}

/** Puts the focus into the text whose label has been clicked, as browsers do for other fields. */
const focusLabelled = ({target}) => target.closest?.("span.label")?.nextElementSibling?.querySelector(".cm-content")?.focus();

/** Puts the caret into the name of the fact or the passage that has the focus. */
function goToName(event, done) {
  const part = event.target.closest?.(".facts li, .card.open") ?? document.querySelector(".card.open");
  const field = part?.querySelector(".fact-name input, .title-field input");
  return field && done(() => (field.focus(), field.select()));
}

const lastPlaces = new WeakMap(); // where the focus was last, by pane

const FRONTS = ["writing", "map", "page", "evidence"];

/** Shows the next pane where there is room for one, and puts the focus into it. */
function nextFront(store, step) {
  const {front, side} = store.state;
  showFront(store, FRONTS[(FRONTS.indexOf(front === "writing" ? front : side) + step + FRONTS.length) % FRONTS.length]);
  setTimeout(() => focusPane([...document.querySelectorAll(".pane")].find((pane) => pane.getClientRects().length)), 60);
}

function nextPane(store, step) {
  const panes = [...document.querySelectorAll(".pane")].filter((pane) => pane.getClientRects().length);
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  if (panes.length === 1) return nextFront(store, step);
  const pane = panes[(now + step + panes.length) % panes.length];
  return focusPane(pane);
}

function focusPane(pane) {
  const last = lastPlaces.get(pane);
  if (last?.isConnected) return last.focus();
  return (["[aria-current=true]", "iframe.preview", ".card.open .blocks .cm-content", ".cm-content", ".source > p", ".facts textarea", "button, input, select"].reduce((found, each) => found ?? pane.querySelector(each), null) ?? pane).focus();
}

function nextPassage(store, step) {
  const passages = store.state.cards?.passages ?? [];
  const now = passages.findIndex((passage) => passage.id === store.state.selected);
  const next = passages[Math.min(Math.max(now + step, 0), passages.length - 1)];
  if (!next) return;
  store.select(next.id, {focuses: true});
  store.announce(WORDS.passage(next.number, nameOf(next)));
}

function nextProblem(store) {
  const problems = store.listProblems().filter((problem) => problem.severity < 3);
  if (!problems.length) return store.announce(WORDS.noProblems);
  store.problemNumber = ((store.problemNumber ?? -1) + 1) % problems.length;
  const problem = problems[store.problemNumber];
  const passage = store.passageOf(problem);
  store.announce(WORDS.problemAt(passage ? WORDS.passage(passage.number, nameOf(passage)) : store.placeOf(problem), findingWords(problem).join(" ")));
  return store.showProblem(problem);
}

async function renameAtCaret(store) {
  const {uri} = store.state;
  const {view} = store.documents.getFile(uri);
  const {head} = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const newName = prompt(WORDS.renameTo);
  if (!newName) return;
  try {
    await store.takeTurn(async () => {
      const ask = () => store.connection.ask("textDocument/rename", {textDocument: {uri}, position: {line: line.number - 1, character: head - line.from}, newName});
      const answer = await store.askForEdits(ask, ({changes}) => changes);
      if (answer) await store.documents.apply(answer.changes);
    });
  } catch (error) {
    store.fail(error);
  }
}

/** Shows the cards or what stands beside them; where there is room for one pane only, instead of it. */
function showFront(store, front) {
  scrollTo(0, 0);
  if (front === "evidence") return store.toggleEvidence(true);
  return store.tell(front === "writing" ? {front} : {side: front});
}

function Workspace({store}) {
  const {view, side, front, isLarge, cards, evidence} = store.state;
  const views = {details: WORDS.details, cards: WORDS.cards, text: WORDS.text, tests: WORDS.tests(cards?.tests?.length ?? 0)};
  const besides = {map: WORDS.map, page: WORDS.page, evidence: WORDS.evidence(evidence?.facts?.length ?? 0)};
  return (
    <div class={`workspace ${side} front-${front}${isLarge && side !== "evidence" ? " large" : ""}`}>
      <Bar store={store} />
      <nav class="fronts" aria-label={WORDS.fronts}><Segments label={WORDS.fronts} value={front === "writing" ? front : side} choices={{writing: views[view], ...besides}} onChange={(next) => showFront(store, next)} /></nav>
      <main class="panes">
        <MapPane store={store} />
        <section class="pane writing" aria-label={views[view]}>
          <div class="head">
            <h2 class="unseen">{views[view]}</h2>
            <Segments label={WORDS.view} value={view} choices={views} onChange={(next) => store.setView(next)} /><span class="space" />
            <Segments label={WORDS.beside} className="beside" value={side} choices={besides} onChange={(next) => showFront(store, next)} />
          </div>
          <div class={`scroll ${view}-area`}>
            {view === "cards" && <Cards store={store} />}
            {view === "details" && <Details store={store} />}
            {view === "tests" && <Tests store={store} />}
            {view === "text" && <TextPane store={store} />}
          </div>
        </section>
        {side === "evidence" ? <EvidencePane store={store} /> : <PagePane store={store} />}
      </main>
      <Foot store={store} />
    </div>
  );
}

/** Shows the editor of a file, which lives longer than this part. */
function TextPane({store}) {
  const host = useRef(null);
  const uri = store.state.textUri ?? store.state.uri;
  useEffect(() => {
    const file = store.documents.getFile(uri);
    if (!file) return undefined;
    host.current.append(file.view.dom);
    file.view.requestMeasure();
    return () => file.view.dom.remove();
  }, [uri]);
  return <div class="text-pane" dir="ltr" ref={host} />;
}

function Bar({store}) {
  const {folder, cards, can, savedAt, isDirty, saveProblem, undone, theme} = store.state;
  const saved = saveProblem || undone || (isDirty ? WORDS.saving : savedAt ? WORDS.saved((Date.now() - savedAt) / 1000) : WORDS.unchanged);
  return (
    <header class="bar">
      <a class="skip" href="#open-passage" onClick={(event) => { event.preventDefault(); store.focusCard(store.state.selected); }}>{WORDS.skip}</a>
      <span class="brand">{WORDS.name}</span>
      <button type="button" class="link" onClick={() => store.leaveScene()}>{WORDS.allScenes}</button><span aria-hidden="true">/</span><h1>{cards?.scene?.fields?.title ?? folder?.name}</h1>
      <span class="space" />
      <span class={`saved ${saveProblem ? "bad" : "soft"}`}>{saved}</span>
      <button type="button" class="plain" disabled={!can.undo} title={can.undo ? undefined : WORDS.nothingToUndo} onClick={() => store.undo()}>{WORDS.undo}</button>
      <button type="button" class="plain" disabled={!can.redo} title={can.redo ? undefined : WORDS.nothingToRedo} onClick={() => store.undo(true)}>{WORDS.redo}</button>
      <button type="button" class="plain" onClick={() => store.loadVersions()}>{WORDS.history}</button>
      <Menu label={WORDS.theme} value={theme} choices={Object.entries(WORDS.themes)} onChange={(next) => store.tell({theme: next})} />
      <LanguageMenu store={store} />
      <button type="button" class="plain" onClick={() => store.tell({dialog: {kind: "keys"}})}>{WORDS.keys}</button>
      <button type="button" onClick={() => store.tell({dialog: {kind: "export"}, exported: null})}>{WORDS.export}</button>
    </header>
  );
}

/** The verdict of the proof, always in view. It says of which text it speaks: one that has changed since makes it old. */
function Foot({store}) {
  const {proof} = store.state;
  const errors = store.listProblems().filter((problem) => problem.severity === 1).length;
  const isOld = !store.currentProof();
  const verdict = errors ? WORDS.problemsFirst(errors) : proof?.hasStopped ? WORDS.proofStopped : isOld ? WORDS.proving : proof.holds ? WORDS.proved : WORDS.notProved;
  const kind = errors || proof?.hasStopped || (proof && !isOld && !proof.holds) ? "bad" : isOld ? "soft" : "good";
  const announced = useRef("");
  useEffect(() => {
    if (kind === "soft" || verdict === announced.current) return; // not at every pause of somebody who writes
    announced.current = verdict;
    store.spokenVerdict.say(verdict);
  }, [verdict]);
  const sameDecisions = proof?.decisions > 0 && WORDS.decisions(proof.decisionsToOnePlace ?? 0, proof.decisions);
  const facts = [
    proof?.endings != null && WORDS.endingCount(proof.endings),
    sameDecisions,
    proof?.unusedFacts > 0 && WORDS.unused(proof.unusedFacts),
    proof?.minutes > 0 && WORDS.minutes(proof.minutes),
  ].filter(Boolean);
  return (
    <footer class="foot">
      {errors ? <button type="button" class="link verdict bad" title={WORDS.showProblem} onClick={() => nextProblem(store)}>{verdict}</button> : <b class={kind}>{verdict}</b>}
      {proof?.positions != null && <span class="soft">{WORDS.lastProved(proof.at.toLocaleTimeString(LOCALES, {timeStyle: "short"}), proof.positions.toLocaleString(LOCALES))}</span>}
      <Unwritten store={store} />
      <Advice store={store} />
      <span class="space" />
      {facts.map((fact) => <span key={fact} title={fact === sameDecisions ? WORDS.decisionsHint : undefined}>{fact}</span>)}
    </footer>
  );
}

/** How much advice there is; it opens beside the scene. */
function Advice({store}) {
  const count = store.listAdvice().length;
  if (!count) return null;
  const show = () => {
    store.tell({showsAdvice: true, side: "page", isLarge: false});
    setTimeout(() => document.querySelector(".problems section")?.scrollIntoView({block: "nearest"}), 60);
  };
  return <button type="button" class="link" onClick={show}>{WORDS.adviceCount(count)}</button>;
}

/** What still has to be written in the passages: how much, a button that goes to the next, and the list. */
function Unwritten({store}) {
  const {cards} = store.state;
  const [isShown, setIsShown] = useState(false);
  const unwritten = listUnwritten(cards);
  if (!unwritten.length) return null;
  const titles = new Map(cards.passages.map((passage) => [passage.id, nameOf(passage)]));
  const open = (each) => {
    setIsShown(false);
    if (store.state.view !== "cards") store.setView("cards");
    store.select(each.passage, {focuses: fieldOf(each)});
  };
  return (
    <span class="unwritten">
      <button type="button" class="link" title={WORDS.showUnwritten} onMouseDown={(event) => event.preventDefault()} onClick={() => goToUnwritten(store)}>{WORDS.unwritten(countUnwritten(unwritten))}</button>
      <button type="button" class="plain" aria-expanded={isShown} aria-label={WORDS.unwrittenList} title={WORDS.unwrittenList} onClick={() => setIsShown(!isShown)}><span aria-hidden="true">{isShown ? "▾" : "▴"}</span></button>
      {isShown && (
        <ul class="unwritten-list" aria-label={WORDS.unwrittenList} onKeyDown={(event) => event.key === "Escape" && setIsShown(false)}>
          {unwritten.map((each, index) => <li key={index}><button type="button" class="link" onClick={() => open(each)}>{WORDS.unwrittenAt(each, titles.get(each.passage))}</button></li>)}
        </ul>
      )}
    </span>
  );
}
