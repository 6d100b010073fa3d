/* The state of the page, and everything that a person can do with it: here its connection, the scene that is open, and what
   is told of both; under `store/` what is done with a scene, one module for each topic. */
import {CLIENT_EXTENSIONS, Documents} from "./documents.js";
import {Connection} from "./connection.js";
import {SpokenVerdict} from "./spoken-verdict.js";
import {withDrafts} from "./store/drafts.js";
import {withEdits} from "./store/edits.js";
import {withEvidence} from "./store/evidence.js";
import {withNames} from "./store/names.js";
import {withPlaces} from "./store/places.js";
import {withPreview} from "./store/preview.js";
import {withProblems} from "./store/problems.js";
import {State} from "./store/state.js";
import {withVersions} from "./store/versions.js";

const CARDS_AFTER_MS = 80;
const PREVIEW_AFTER_TYPING_MS = 70;

const withAll = [withEdits, withDrafts, withNames, withPlaces, withProblems, withPreview, withEvidence, withVersions].reduce((Base, addTo) => addTo(Base), State);

export class Store extends withAll {
  constructor(nonce) {
    super();
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
    this.readingPlaces = new Map(); // where each copy is read: how far it is scrolled, and its paragraph
    this.guessedTargets = new Set(); // choices that lead where nobody has said, by id
    this.renames = new Map(); // old names of passages: a field may still hold one while it is written into
    addEventListener("beforeunload", (event) => this.documents.files.some((file) => file.isDirty) && (this.documents.saveAll(), event.preventDefault()));
    addEventListener("message", (event) => this.takeMessage(event));
    setInterval(() => this.state.uri && this.tell({}), 10000); // "saved two minutes ago" grows old
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
    this.tell({dialog: null, notice: ""});
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
      this.tell({isDirty: this.documents.files.some((file) => file.isDirty), edited: this.state.edited + 1});
      clearTimeout(this.cardsTimer);
      this.cardsTimer = setTimeout(() => uri && this.refresh(uri), CARDS_AFTER_MS);
      if (this.keepsPage) return;
      clearTimeout(this.previewTimer);
      if (this.state.view === "text") this.previewTimer = setTimeout(() => this.loadPreview(), PREVIEW_AFTER_TYPING_MS);
      else queueMicrotask(() => this.loadPreview()); // a field of a card has waited for a pause; the page is made beside what else is asked for
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

  async resolveConflict(takesTheirs) {
    const file = this.documents.getFile(this.state.conflict.uri);
    if (takesTheirs) file.replace(file.conflict);
    else Object.assign(file, {hash: file.conflict.hash, conflict: null, isDirty: true});
    this.tell({conflict: null});
    await file.save();
  }
}
