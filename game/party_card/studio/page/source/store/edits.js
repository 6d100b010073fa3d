/* Changes of the scene: edits of cards, new names, undo; one after the other, whatever asked for them. */
import {nameOf, plain} from "../names.js";
import {WORDS} from "../words.js";

const TEST_KINDS = new Set(["setTest", "removeTest"]);
const UNDONE_SHOWN_MS = 5000;

export const withEdits = (Base) => class extends Base {
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
      let params = {};
      const answer = await this.askForEdits(() => this.request(name, (params = makeParams())), ({edits}) => edits);
      this.keepsPage = name === "testEndings" || TEST_KINDS.has(params.operation?.kind); // who has just played it wants it as it is
      if (answer) await this.applyAnswer(answer);
      this.keepsPage = false;
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

  /** Moves a passage in the order of the file; its card stays open, and its buttons keep the focus. */
  async movePassage(passage, step) {
    const focused = document.activeElement;
    const answer = await this.edit(({passages}) => {
      const index = passages.findIndex((each) => each.id === this.newNameOf(passage));
      return {kind: "movePassage", passage, index: Math.min(Math.max(index + step, 0), passages.length - 1)};
    });
    if (!answer) return;
    const moved = this.state.cards.passages.find((each) => each.id === this.newNameOf(passage));
    this.announce(WORDS.passage(moved.number, nameOf(moved)));
    setTimeout(() => focused?.isConnected && focused.focus());
  }

  async applyAnswer({edits = {}, create = [], message = ""}) {
    if (message) this.tell({notice: message});
    for (const {name, text} of create) await this.request("create", {name, text});
    await this.documents.apply(edits);
    if (create.length) await this.documents.saveAll();
    if (create.length) await this.loadFolder();
    clearTimeout(this.cardsTimer); // what it would ask for is asked for now
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
};
