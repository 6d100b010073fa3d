/* The state of the page, and everything that a person can do with it.
   Invariant: what is shown comes from `state` alone, and `state` changes only through `tell`. */
import {CLIENT_EXTENSIONS, Documents, offsetOf, positionOf} from "./documents.js";
import {Connection} from "./connection.js";
import {inWords, isOpenPlace, nameOf, nameOfVariable, plain} from "./names.js";
import {afterPress} from "./press.js";
import {SENTENCE} from "./sentences.js";
import {SpokenVerdict} from "./spoken-verdict.js";
import {catchTyping} from "./typing.js";
import {WORDS} from "./words.js";
import {firstField, focusInCard, goBehindCitation} from "./writing-flow.js";

/** A field in which something waits to be written. */
const OPEN_FIELD = ".open-place .cm-content, .open-place input, .open-place textarea";
/** The field of a card in which a problem is mended, if it is not the text of the passage. */
const FIELDS_OF_PROBLEMS = {"open-place": OPEN_FIELD, "record-without-citation": ".record .cm-content"};
const PANE_KEYS = ["F1", "F6", "F7", "F8", "PageDown", "PageUp"];
const CARDS_AFTER_MS = 80;
const PREVIEW_AFTER_MS = 30; // a field of a card has waited for a pause already
const PREVIEW_AFTER_TYPING_MS = 350;
const ANNOUNCED_WITHIN_MS = 1500;
const SHOWN_WORDS = 6;
const UNDONE_SHOWN_MS = 5000;
const SEVERITY = {error: 1, warning: 2, information: 3};
const changesOf = (fixes) => Object.assign({}, ...fixes.map(({edit}) => edit.changes));

export class Store {
  constructor(nonce) {
    this.listeners = new Set();
    this.state = {
      isConnected: false, folder: null, beginnings: null, uri: null, view: "cards", side: "page", front: "writing", isLarge: false, undone: "", cards: null, map: null, preview: null, proof: null,
      problems: {}, selected: null, savedAt: 0, saveProblem: "", isDirty: false, can: {undo: false, redo: false}, dialog: null, notice: "", conflict: null,
      theme: this.recall("theme", "system"), pageTheme: "light", width: "desk", evidence: null, evidenceTab: null, factDraft: null, sourceDraft: null, sourceInForm: null, copies: [], copy: null, edited: 0, openCount: 0, askedPart: null,
    };
    const config = {
      extensions: CLIENT_EXTENSIONS,
      workspace: (client) => (this.documents = new Documents(client, {
        nonce,
        request: (name, params) => this.connection.request(name, params),
        tell: (news) => this.take(news),
        show: (uri) => this.showText(uri),
      })),
      notificationHandlers: {
        "textDocument/publishDiagnostics": (_, params) => this.takeDiagnostics(params),
        "partyCard/proof": (_, params) => this.takeProof(params),
        "partyCard/studio/changed": (_, params) => this.takeChange(params),
        "partyCard/studio/progress": (_, params) => this.tell({progress: params}) || true,
        "window/showMessage": (_, params) => this.tell({notice: params.message}) || true,
      },
    };
    this.connection = new Connection(config, (isConnected) => this.connected(isConnected));
    this.queue = Promise.resolve();
    this.spokenVerdict = new SpokenVerdict((text) => this.announce(text));
    this.previewToken = crypto.randomUUID(); // a frame that has gone to another page does not know it
    this.proofs = new Map(); // the last of each scene: one that is opened again is not proved again
    this.renames = new Map(); // old names of passages: a field may still hold one while it is written into
    addEventListener("beforeunload", (event) => this.documents.files.some((file) => file.isDirty) && (this.documents.saveAll(), event.preventDefault()));
    addEventListener("message", (event) => this.takeMessage(event));
    setInterval(() => this.state.uri && this.tell({}), 10000); // "saved two minutes ago" grows old
  }

  recall(name, otherwise) {
    try {
      return localStorage.getItem(`party-card-studio-${name}`) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  remember(name, value) {
    try {
      localStorage.setItem(`party-card-studio-${name}`, value);
    } catch {
      // a browser that keeps nothing
    }
  }

  tell(news) {
    if (news.side && !news.front) news = {...news, front: "beside"}; // where there is room for one pane, it is the one that was asked for
    Object.assign(this.state, news);
    if (!this.isDue) {
      this.isDue = true;
      queueMicrotask(() => afterPress(() => {
        this.isDue = false;
        this.listeners.forEach((listener) => listener());
      }));
    }
  }

  /** Says something in the live region, for those who do not see it. What was said a moment ago may not be spoken yet, and stays before it. */
  announce(text) {
    const region = document.querySelector("#status");
    const isSoon = Date.now() - (this.announcedAt ?? 0) < ANNOUNCED_WITHIN_MS && this.announced !== text;
    this.announced = isSoon ? `${this.announced} ${text}` : text;
    this.announcedAt = Date.now();
    region.textContent = "";
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => (region.textContent = this.announced), 50);
  }

  /** Carries out a request; what cannot be done is told in the notice. Returns undefined then. */
  async request(name, params) {
    try {
      return await this.connection.request(name, params);
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  fail(error) {
    this.tell({notice: error?.message ?? String(error)});
    this.announce(this.state.notice);
  }

  // ---- connection and folder
  async start() {
    await this.connection.open();
    await this.loadFolder();
    this.connection.request("preparePreview", {}).catch(() => {});
    const wanted = new URLSearchParams(location.hash.slice(1)).get("scene");
    const file = this.state.folder.files.find((each) => each.name === wanted);
    if (file) await this.openScene(file.uri);
    else await this.loadStart();
  }

  connected(isConnected) {
    this.tell({isConnected});
    if (isConnected && this.state.uri) this.refresh(this.state.uri);
  }

  /** Asks what is in the folder. */
  async loadFolder() {
    this.tell({folder: await this.request("folder", {})});
  }

  /** Asks for all that the first screen shows; what a scene can begin with takes a while. */
  async loadStart() {
    await this.loadFolder();
    this.tell({beginnings: await this.request("beginnings", {})});
  }

  // ---- scenes
  async begin(params) {
    const answer = await this.request("begin", params);
    if (!answer) return;
    await this.loadFolder();
    if (answer.losses?.length) this.tell({dialog: {kind: "losses", uri: answer.uri, losses: answer.losses}});
    else await this.openScene(answer.uri);
  }

  async openScene(uri) {
    this.tell({dialog: null});
    try {
      await this.documents.open(uri);
    } catch (error) {
      return this.fail(error);
    }
    const file = this.state.folder.files.find((each) => each.uri === uri);
    if (file) history.replaceState(null, "", `#scene=${encodeURIComponent(file.name)}`);
    this.tell({uri, cards: null, map: null, preview: null, proof: this.proofs.get(uri) ?? null, evidence: null, selected: null, savedAt: 0, textUri: null, askedPart: null, side: "page", front: "writing", factDraft: this.recallFactDraft(uri), view: this.recall("view", "cards")});
    this.lacksPreview = true;
    await this.refresh(uri);
    this.focusCard(this.state.selected);
  }

  async leaveScene() {
    await this.documents.saveAll();
    history.replaceState(null, "", location.pathname);
    this.tell({uri: null, dialog: null});
    await this.loadStart();
  }

  /** Asks anew for all that is shown of a scene. Resolves when the newest is there, also if it was asked for later. */
  refresh(uri) {
    this.refreshing = this.load(uri, (this.asked = Symbol("newest")));
    return this.refreshing;
  }

  async load(uri, asked) {
    const cardsRequest = this.request("cards", {uri});
    const others = [this.request("map", {uri}), this.request("evidence", {uri})];
    const cards = await cardsRequest;
    if (this.asked !== asked) return this.refreshing;
    if (this.state.uri !== uri) return undefined;
    const names = new Set(cards?.passages?.map((passage) => passage.id));
    const wanted = names.has(this.state.selected) ? this.state.selected : this.renames.get(this.state.selected);
    const news = {cards: cards ?? this.state.cards, selected: names.has(wanted) ? wanted : (cards?.passages?.[0]?.id ?? this.state.selected), can: this.documents.canUndo(uri)};
    if (!this.state.cards) this.tell(news); // what can be shown first is shown at once, and later all of it together
    if (this.lacksPreview) {
      this.lacksPreview = false;
      this.state.selected = news.selected;
      this.loadPreview();
    }
    const [map, evidence] = await Promise.all(others);
    if (this.asked !== asked) return this.refreshing;
    if (this.state.uri === uri) this.tell({...news, selected: names.has(this.state.selected) ? this.state.selected : news.selected, map: map ?? this.state.map, evidence: evidence ?? this.state.evidence});
    return undefined;
  }

  // ---- what the documents and the server tell
  take(news) {
    if (news.changed) {
      const {uri} = this.state;
      this.tell({isDirty: true, edited: this.state.edited + 1});
      clearTimeout(this.cardsTimer);
      this.cardsTimer = setTimeout(() => uri && this.refresh(uri), CARDS_AFTER_MS);
      clearTimeout(this.previewTimer);
      this.previewTimer = setTimeout(() => this.loadPreview(), this.state.view === "text" ? PREVIEW_AFTER_TYPING_MS : PREVIEW_AFTER_MS);
      return;
    }
    this.tell({...news, isDirty: this.documents.files.some((file) => file.isDirty)});
  }

  takeDiagnostics(params) {
    const diagnostics = this.documents.takeDiagnostics(params);
    if (diagnostics) this.tell({problems: {...this.state.problems, [params.uri]: diagnostics}});
    return true;
  }

  takeProof(params) {
    const proof = {...params, minutes: params.minutes ?? this.proofs.get(params.uri)?.minutes, at: new Date()};
    this.proofs.set(params.uri, proof);
    if (params.uri === this.state.uri) this.tell({proof});
    return true;
  }

  takeChange({uri}) {
    const file = this.documents.getFile(uri);
    if (file && !file.isDirty && !file.isSaving) {
      this.connection.request("open", {uri}).then((answer) => answer.hash !== file.hash && !file.isDirty && file.replace(answer)).catch(() => {});
    } else if (!file && this.state.folder) this.loadFolder();
    return true;
  }

  /** Takes what the page of the student tells: where it is, and keys of the studio. It comes from a frame of another
      origin, so it is only data. */
  takeMessage(event) {
    const frame = [...document.querySelectorAll(".frame iframe")].find((each) => each.contentWindow === event.source);
    if (!frame || event.data?.token !== this.previewToken) return;
    const {key, shiftKey, altKey} = event.data;
    if (PANE_KEYS.includes(key)) frame.dispatchEvent(new KeyboardEvent("keydown", {key, shiftKey: shiftKey === true, altKey: altKey === true, bubbles: true}));
    if (typeof event.data.passage !== "string") return;
    const passage = event.data.passage;
    const choices = Array.isArray(event.data.choices) ? event.data.choices.filter((choice) => typeof choice === "string") : [];
    this.tell({played: {passage, choices}});
  }

  async resolveConflict(takesTheirs) {
    const file = this.documents.getFile(this.state.conflict.uri);
    if (takesTheirs) file.replace(file.conflict);
    else Object.assign(file, {hash: file.conflict.hash, conflict: null, isDirty: true});
    this.tell({conflict: null});
    await file.save();
  }

  // ---- edits
  /** Carries out an edit of a card, after those before it. Resolves with the answer of the server. What is made of the
      cards is given as a function of them: those on the screen may be older than the edit before. */
  edit(operation) {
    return this.change("edit", () => {
      const wanted = typeof operation === "function" ? operation(this.state.cards) : operation;
      return {uri: this.state.uri, operation: this.withNewNames(wanted)};
    });
  }

  /** Asks the server for edits and carries them out, after those before it; again if the text has changed meanwhile,
      for their places are those of the text that the server had. Resolves with the answer. `makeParams` is called then. */
  change(name, makeParams) {
    return this.takeTurn(async () => {
      const answer = await this.askForEdits(() => this.request(name, makeParams()), ({edits}) => edits);
      if (answer) await this.applyAnswer(answer);
      return answer;
    });
  }

  /** Runs a function after all changes before it: none may be under way while another changes the text. */
  takeTurn(run) {
    this.queue = this.queue.then(run, run);
    return this.queue;
  }

  async askForEdits(ask, editsOf) {
    for (;;) {
      const texts = this.documents.takeTexts();
      const answer = await ask();
      if (!answer || Object.keys(editsOf(answer) ?? {}).every((uri) => texts.isSame(uri))) return answer;
    }
  }

  /** Adds a part to a passage; one that is there only if something is so begins with the question what. */
  async addPart(passage, index, blockKind, isConditional) {
    const answer = await this.edit({kind: "insertBlock", passage, index, blockKind});
    if (!answer) return;
    const path = answer.path.join("/");
    this.tell({askedPart: isConditional ? path : null});
    setTimeout(() => document.querySelectorAll(`#card-${CSS.escape(this.newNameOf(passage))} .block`)[index]?.querySelector(isConditional ? "select" : ".cm-content")?.focus(), 120);
  }

  /** Lets a choice lead to a new passage, which is called as the choice is: in the words that have just been typed. */
  leadToNew(passage, index) {
    return this.edit(({passages}) => {
      const {path, text} = passages.find((each) => each.id === this.newNameOf(passage)).choices[index];
      return {kind: "leadToNewPassage", path, title: text === "…" ? "" : plain(text)};
    });
  }

  async applyAnswer({edits = {}, create = [], message = ""}) {
    if (message) this.tell({notice: message});
    for (const {name, text} of create) await this.request("create", {name, text});
    await this.documents.apply(edits);
    if (create.length) await this.documents.saveAll();
    if (create.length) await this.loadFolder();
    if (this.state.uri) await this.refresh(this.state.uri);
  }

  /** Undoes the last step, or does it again, and shows the place that it changed. */
  undo(isRedo = false) {
    return this.takeTurn(async () => {
      const {uri} = this.state;
      if (!uri || !this.documents.undo(uri, isRedo)) return;
      const start = this.documents.changedAt;
      await this.refresh(uri);
      if (start && this.state.uri === uri && this.state.view !== "text") this.showChange({uri, range: {start}}, isRedo ? WORDS.redoneAt : WORDS.undoneAt);
    });
  }

  /** Opens the card, the tests or the form in which something was changed, and says which for a moment. */
  showChange(place, inWords) {
    const {cards} = this.state;
    const isTest = cards?.tests?.some(({range}) => range.start.line <= place.range.start.line);
    const passage = isTest ? null : this.passageOf(place);
    if (passage) this.select(passage.id);
    else if (cards?.isReadable) this.setView(isTest ? "tests" : "details");
    const words = inWords(passage ? `${passage.number} ${nameOf(passage)}` : isTest ? WORDS.tests(cards.tests.length) : WORDS.details);
    this.tell({undone: words});
    this.announce(words);
    clearTimeout(this.undoneTimer);
    this.undoneTimer = setTimeout(() => this.tell({undone: ""}), UNDONE_SHOWN_MS);
  }

  async testEndings() {
    const answer = await this.change("testEndings", () => ({uri: this.state.uri}));
    if (answer) this.announce(WORDS.testsMade(answer.count));
  }

  /** Gives a passage another name, after the edits before it; what is written meanwhile goes to the new one. */
  rename(passage, words) {
    return this.renamePart(passage, () => {
      const {uri, cards} = this.state;
      return ["rename", {uri, position: cards.passages.find((each) => each.id === passage).idRange.start, words}];
    });
  }

  /** Gives an ending another title, of which its names are made. */
  nameEnding(passage, title) {
    return this.renamePart(passage, () => ["nameEnding", {uri: this.state.uri, passage: this.withNewNames({passage}).passage, title}]);
  }

  /** Gives a fact another name, wherever it is cited. */
  renameFact(fact, words) {
    return this.renamePart(null, () => {
      const {uri, idRange} = this.state.evidence.facts.find((each) => each.id === fact);
      return ["rename", {uri, position: idRange.start, words}];
    });
  }

  /** Gives one of the words that a variable can be another form, wherever it is asked for. */
  renameValue(variable, index, words) {
    return this.renamePart(null, () => ["renameValue", {uri: this.state.uri, variable, index, words}]);
  }

  renamePart(passage, makeRequest) {
    return this.takeTurn(async () => {
      const answer = await this.askForEdits(() => this.request(...makeRequest()), ({edits}) => edits);
      if (!answer) return;
      if (passage && passage !== answer.id) this.renames.set(passage, answer.id);
      await this.applyAnswer(answer);
    });
  }

  // ---- names in words
  /** Returns what a fact is called. */
  nameOfFact(id) {
    return this.state.evidence?.facts?.find((fact) => fact.id === id)?.name ?? inWords(id);
  }

  /** Returns what is claimed by a fact; empty if it is not known. */
  claimOf(id) {
    return this.state.evidence?.facts?.find((fact) => fact.id === id)?.text ?? "";
  }

  isKnownFact(id) {
    return this.state.evidence?.facts?.some((fact) => fact.id === id) ?? true;
  }

  /** Returns a message with the words of what it names in place of their ids. */
  withWords(message) {
    const {cards} = this.state;
    const names = new Map([
      ...(cards?.variables ?? []).map((each) => [each.id, nameOfVariable(each)]),
      ...(cards?.passages ?? []).flatMap((each) => [...each.choices.map((choice) => [choice.id, plain(choice.text) || inWords(choice.id)]), ...(each.ending ? [[each.ending.id, nameOf(each)]] : []), [each.id, nameOf(each)]]),
      ...(this.state.evidence?.facts ?? []).map((each) => [each.id, each.name]),
    ]);
    return message.replace(/`([^`]*)`/g, (whole, id) => (names.has(id) ? `“${names.get(id)}”` : whole));
  }

  /** Returns the name that a passage has now, if it has been renamed. */
  newNameOf(passage) {
    const known = new Set(this.state.cards?.passages?.map((each) => each.id));
    let found = passage;
    for (let step = 0; !known.has(found) && this.renames.has(found) && step < 20; step += 1) found = this.renames.get(found);
    return found;
  }

  /** Returns an operation with the new names of passages that have been renamed since it was made. */
  withNewNames(operation) {
    const {path, passage} = operation;
    return {...operation, ...(path?.[0] === "passages" && {path: ["passages", this.newNameOf(path[1]), ...path.slice(2)]}), ...(passage && {passage: this.newNameOf(passage)})};
  }

  select(passage, {focuses = false} = {}) {
    if (this.state.selected !== passage) {
      this.tell({selected: passage, openCount: this.state.openCount + 1});
      clearTimeout(this.previewTimer);
      this.previewTimer = setTimeout(() => this.loadPreview(), 60);
    }
    if (this.state.front !== "writing" || this.state.isLarge) this.tell({front: "writing", isLarge: false});
    if (this.state.view === "text") this.scrollTextTo(passage);
    else if (this.state.view !== "cards") this.setView("cards");
    const isNewEnding = firstField(this.state.cards?.passages?.find((each) => each.id === passage)).startsWith(".title");
    if (focuses) this.focusCard(passage, focuses !== true ? focuses : isNewEnding ? ".title-field input" : undefined);
  }

  /** Puts the focus on a card, as soon as it is open. What is typed meanwhile goes into its field. */
  focusCard(passage, selector = ".cm-content, textarea, input") {
    const typing = catchTyping();
    setTimeout(() => afterPress(() => {
      const card = document.getElementById(`card-${passage}`);
      const [field] = [...(card?.querySelectorAll(selector) ?? [])].filter((each) => !each.closest(".title-field") || selector.startsWith(".title") || selector === OPEN_FIELD);
      if (card) focusInCard(card, field);
      if (field?.select) field.select();
      typing.moveTo(field);
    }), 60);
  }

  scrollTextTo(passage) {
    const place = this.state.cards?.passages.find((each) => each.id === passage);
    const file = this.documents.getFile(this.state.uri);
    if (place && file) this.reveal(file, offsetOf(file.view.state.doc, place.range.start));
  }

  reveal(file, offset) {
    file.view.dispatch({selection: {anchor: offset}, scrollIntoView: true});
    file.view.focus();
  }

  setView(view) {
    this.remember("view", view);
    this.tell({view, front: "writing", isLarge: false});
    if (view === "text") setTimeout(() => this.scrollTextTo(this.state.selected), 30);
  }

  async showText(uri, position) {
    if (this.state.uri !== uri && this.state.folder.files.some((file) => file.uri === uri && file.kind === "scene")) await this.openScene(uri);
    const file = await this.documents.open(uri);
    this.tell({view: "text", textUri: uri, front: "writing"});
    if (position) setTimeout(() => this.reveal(file, offsetOf(file.view.state.doc, position)), 30);
    return file.view;
  }

  // ---- problems
  /** Returns the proof if it is that of the text as it is now, and says anything; else null. */
  currentProof() {
    const {proof, uri} = this.state;
    const file = this.documents.getFile(uri);
    return proof && proof.holds !== null && (proof.version == null || !file || proof.version === file.version) ? proof : null;
  }

  /** Returns the problems of the scene and its files, the worst first, then in the order of the text. */
  listProblems() {
    const {problems, uri} = this.state;
    const others = new Set((this.state.folder?.files ?? []).filter((file) => file.kind === "scene" && file.uri !== uri).map((file) => file.uri));
    const files = Object.entries(problems).filter(([file]) => !others.has(file));
    const all = [...files.flatMap(([file, diagnostics]) => diagnostics.map((diagnostic) => ({...diagnostic, shown: this.withWords(diagnostic.message), uri: file}))), ...this.listOpenPlaces()];
    const order = (problem) => [problem.severity, problem.uri === uri ? 0 : 1, problem.range.start.line];
    return all.sort((a, b) => order(a).reduce((found, value, index) => found || value - order(b)[index], 0));
  }

  /** Returns a problem for each passage in which something waits to be written: `…`, or words of a template in brackets. */
  listOpenPlaces() {
    const {cards, uri} = this.state;
    const textsOf = (passage) => [...passage.blocks.map((block) => block.text), ...passage.choices.flatMap((choice) => [choice.text, choice.did, choice.locked, choice.overlooks]), passage.record, passage.ending?.title, passage.ending?.cost];
    const start = {line: 0, character: 0};
    const scene = cards?.isReadable && [...Object.values(cards.scene.fields), cards.scene.role?.name, cards.scene.role?.text, ...Object.values(cards.sections ?? {}).flat().flatMap((item) => Object.values(item.fields ?? {}))].filter(isOpenPlace).length;
    const found = (cards?.isReadable ? cards.passages : []).map((passage) => ({range: passage.range, count: textsOf(passage).filter(isOpenPlace).length}));
    return [...(scene ? [{range: {start, end: start}, count: scene}] : []), ...found].filter(({count}) => count).map(({range, count}) => ({uri, range, severity: 2, code: "open-place", message: WORDS.openPlaces(count), shown: WORDS.openPlaces(count), isOwn: true}));
  }

  /** Returns the passage in which a problem stands. */
  passageOf({uri, range}) {
    if (uri !== this.state.uri) return null;
    return this.state.cards?.passages?.findLast((passage) => passage.range.start.line <= range.start.line && range.start.line <= passage.range.end.line) ?? null;
  }

  /** Returns in which file a problem stands, in words. */
  placeOf({uri}) {
    if (uri === this.state.uri) return WORDS.inScene;
    return WORDS.inFile(this.state.folder.files.find((file) => file.uri === uri)?.name ?? uri.split("/").at(-1));
  }

  async showProblem(problem) {
    const passage = this.passageOf(problem);
    if (!passage && this.state.view !== "text" && problem.uri === this.state.uri) {
      this.setView(problem.code === "story-test-failed" ? "tests" : "details");
      if (problem.code === "open-place") setTimeout(() => document.querySelector(OPEN_FIELD)?.focus(), 60);
      return undefined;
    }
    if (passage && this.state.view !== "text" && this.state.view !== "cards") this.setView("cards");
    if (passage && this.state.view === "cards") {
      const lacksCost = passage.ending && !passage.ending.cost;
      this.select(passage.id, {focuses: FIELDS_OF_PROBLEMS[problem.code] ?? (lacksCost ? ".ending-fields .cm-content" : true)});
    } else await this.showText(problem.uri, problem.range.start);
    return undefined;
  }

  async fixesOf(problem) {
    if (problem.isOwn) return [];
    const {uri, range} = problem;
    const actions = (await this.connection.ask("textDocument/codeAction", {textDocument: {uri}, range, context: {diagnostics: [problem]}}).catch(() => [])) ?? [];
    return actions.filter((action) => action.edit && action.diagnostics?.some((each) => each.code === problem.code && each.range.start.line === range.start.line) !== false);
  }

  async mend(problem, action) {
    const isFixed = await this.takeTurn(async () => {
      const fixes = await this.askForEdits(() => this.fixesOf(problem), changesOf);
      const chosen = action ? fixes.find(({title}) => title === action.title) : fixes[0];
      if (chosen) await this.documents.apply(chosen.edit.changes ?? {});
      return Boolean(chosen);
    });
    return isFixed ? this.refresh(this.state.uri) : this.showProblem(problem);
  }

  async mendAll() {
    for (let round = 0; round < 40; round += 1) {
      const isFixed = await this.takeTurn(async () => {
        const [fix] = await this.askForEdits(() => this.findFixes(), changesOf);
        if (fix) await this.documents.apply(fix.edit.changes ?? {});
        return Boolean(fix);
      });
      if (!isFixed) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Returns the fix of the first problem that has one which is certain; none if there is none. */
  async findFixes() {
    for (const problem of this.listProblems()) {
      const [fix] = problem.severity <= SEVERITY.warning ? await this.fixesOf(problem) : [];
      if (fix?.isPreferred) return [fix];
    }
    return [];
  }

  // ---- the page
  async loadPreview(fromStart = false) {
    const {uri, selected, pageTheme} = this.state;
    if (!uri) return;
    if (this.isPreviewing) {
      this.nextPreview = [fromStart]; // one at a time: each would wait for the one before
      return;
    }
    this.isPreviewing = true;
    const answer = await this.connection.request("preview", {uri, passage: fromStart ? null : selected, theme: pageTheme, token: this.previewToken}).catch((error) => ({problem: error.message}));
    this.isPreviewing = false;
    const next = this.nextPreview;
    this.nextPreview = null;
    if (next) this.loadPreview(...next);
    if (this.state.uri !== uri || (next && this.state.selected !== selected)) return;
    if (answer.address) this.tell({preview: {...answer, passage: selected, isOld: false}, played: null});
    else this.tell({preview: {...this.state.preview, problem: answer.problem, isOld: true}});
  }

  // ---- evidence
  /** Opens the evidence beside the scene, or the page again; the focus goes where one goes on. */
  toggleEvidence(isOpen = this.state.side !== "evidence") {
    if (isOpen) this.sideBefore = this.state.side;
    this.tell(isOpen ? {side: "evidence", isLarge: false} : {side: this.sideBefore ?? "page", front: "writing"});
    if (isOpen) setTimeout(() => document.querySelector(".pane.evidence [aria-pressed=true]")?.focus(), 60);
    else if (this.state.view === "cards") this.focusCard(this.state.selected);
  }

  /** Opens the facts beside the scene, to cite one. */
  showFacts() {
    this.tell({side: "evidence", evidenceTab: "facts"});
    setTimeout(() => document.querySelector(".pane.evidence input[type=search]")?.focus(), 60);
  }

  async loadCopies() {
    const answer = await this.request("sourceCopies", {});
    if (answer) this.tell({copies: answer.copies, accepts: answer.accepts, maxBytes: answer.maxBytes});
  }

  async openCopy(params) {
    const copy = await this.request("openSourceCopy", params);
    if (copy) this.tell({copy, side: "evidence", evidenceTab: "source"});
    if (copy && !params.source) setTimeout(() => document.querySelector(".source > p")?.focus(), 60);
    await this.loadCopies();
    return copy;
  }

  /** Begins to make a fact of marked words of the copy that is open. */
  beginFact(marked) {
    const {id, source, title} = this.state.copy;
    this.setFactDraft({copy: id, marked, fields: {text: "", quote: marked.quote, grade: "documented", date: "", source: source ?? "", title, author: "", issued: ""}});
  }

  /** Takes what is written of the fact in the making; it outlives a look elsewhere, and the page. Null if there is none. */
  setFactDraft(factDraft) {
    this.tell({factDraft});
    this.remember(`fact-${this.state.uri}`, JSON.stringify(factDraft));
  }

  recallFactDraft(uri) {
    try {
      return JSON.parse(this.recall(`fact-${uri}`, "null"));
    } catch {
      return null;
    }
  }

  /** Goes back to the fact in the making: to its copy, and into its claim. */
  async goOnMaking() {
    const {copy, factDraft} = this.state;
    if (copy?.id !== factDraft.copy && !(await this.openCopy({id: factDraft.copy, source: factDraft.fields.source || undefined}))) return;
    this.tell({side: "evidence", evidenceTab: "source"});
    setTimeout(() => document.querySelector("#claim")?.focus(), 60);
  }

  async addSource(fields) {
    return this.change("addSource", () => ({fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value?.trim()))}));
  }

  /** Shows what a fact rests on: the copy of its source at a paragraph, or the form of the source if there is no copy. */
  async showSource(id, paragraph) {
    await this.loadCopies();
    const known = this.state.copies.find((each) => each.source === id);
    if (!known) return this.openSource(id);
    const copy = await this.openCopy({id: known.id, source: id});
    const index = Math.max(0, copy?.paragraphs.findIndex((each) => each.number === paragraph) ?? 0);
    setTimeout(() => document.querySelector(`.source [data-number="${index}"]`)?.focus(), 60);
    return copy;
  }

  /** Opens the facts at one of them. */
  showFact(id) {
    this.tell({side: "evidence", evidenceTab: "facts"});
    setTimeout(() => {
      const fact = document.querySelector(`.facts [data-fact="${CSS.escape(id)}"]`);
      (fact?.querySelector("button.link") ?? fact?.querySelector("button"))?.focus();
    }, 60);
  }

  /** Opens the form of a source that is in the list already; the list alone if it is not of this folder. */
  async openSource(id) {
    this.tell({side: "evidence", evidenceTab: "sources"});
    if (!this.state.evidence?.sources?.find((each) => each.id === id)?.uri) return;
    const answer = await this.request("sourceFields", {id});
    if (answer) this.tell({sourceInForm: answer});
    setTimeout(() => document.querySelector("#changed-source-title")?.focus(), 60);
  }

  async changeSource() {
    const {id, fields} = this.state.sourceInForm;
    if (!(await this.change("changeSource", () => ({id, fields})))) return;
    this.tell({sourceInForm: null});
    this.announce(WORDS.sourceChanged);
    setTimeout(() => document.querySelector(`[data-source="${CSS.escape(id)}"]`)?.focus(), 60);
  }

  async makeFact(params) {
    return this.change("makeFact", () => ({uri: this.state.uri, ...params}));
  }

  /** Where a citation goes: to the field in view that had the caret last, else to the end of the first text of the passage; nowhere if no passage is in view. */
  citationPlace() {
    const {cards, selected, view} = this.state;
    const showsPassages = view === "cards" || view === "text";
    const caret = this.caret && this.withNewNames(this.caret); // a click may end the renaming of its passage
    const isInView = caret?.path[0] === "passages" ? showsPassages : view === "details";
    if (isInView && caret?.passage === selected && caret.length) return caret;
    if (!showsPassages) return undefined;
    const passage = cards?.passages.find((each) => each.id === selected);
    const block = passage?.blocks.find((each) => each.isEditable && each.condition === null) ?? passage?.blocks.find((each) => each.isEditable);
    return block && {passage: selected, path: block.textPath, offset: block.text.length};
  }

  /** Returns the sentences of the passage that is open, with their last words and the places behind them. */
  listSentences() {
    const passage = this.state.cards?.passages.find((each) => each.id === this.state.selected);
    const fields = [...(passage?.blocks ?? []).filter((block) => block.isEditable).map((block) => [block.textPath, block.text]), [["passages", passage?.id, "record"], passage?.record]];
    return fields.flatMap(([path, text]) => [...(text ?? "").matchAll(SENTENCE)].map((match) => {
      const words = plain(match[0]).trim().split(/\s+/);
      const shown = `${words.length > SHOWN_WORDS ? "… " : ""}${words.slice(-SHOWN_WORDS).join(" ")}`;
      return {passage: passage.id, path, offset: match.index + match[0].trimEnd().length, length: text.length, words: shown};
    })).filter(({words}) => words);
  }

  async cite(fact, place = this.citationPlace()) {
    if (!place) return;
    const typing = catchTyping();
    const isDone = await this.edit({kind: "insertCitation", path: place.path, offset: place.offset, fact});
    if (isDone) await goBehindCitation(place, fact, typing);
    typing.stop();
  }

  // ---- history and export
  async loadVersions() {
    const answer = await this.request("versions", {uri: this.state.uri});
    this.tell({dialog: {kind: "history", versions: answer?.versions ?? [], shown: null}});
  }

  async showVersion(id) {
    const answer = await this.request("version", {uri: this.state.uri, id});
    if (answer) this.tell({dialog: {...this.state.dialog, shown: {id, text: answer.text}}});
  }

  restore(text, uri = this.state.uri) {
    this.tell({dialog: null});
    return this.takeTurn(async () => {
      const {doc} = this.documents.getFile(uri).view.state;
      const all = {start: positionOf(doc, 0), end: positionOf(doc, doc.length)};
      await this.documents.apply({[uri]: [{range: all, newText: text}]});
      await this.refresh(uri);
    });
  }

  async exportScene(kind) {
    await this.documents.saveAll();
    this.tell({progress: null, exporting: kind, exported: null});
    try {
      this.tell({exported: await this.connection.request("export", {uri: this.state.uri, kind})});
    } catch (error) {
      this.tell({exported: {problem: error.message}});
    }
    this.tell({exporting: null});
    const {problem, path} = this.state.exported;
    if (problem || path) this.announce(problem ?? WORDS.done(path));
  }
}
