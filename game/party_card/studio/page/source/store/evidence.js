/* Facts, sources and their copies; where a fact is cited. */
import {plain} from "../names.js";
import {SENTENCE} from "../sentences.js";
import {catchTyping} from "../typing.js";
import {WORDS} from "../words.js";
import {goBehindCitation} from "../writing-flow.js";

const SHOWN_WORDS = 6;

/** Returns the last few words of a text. */
function lastWords(text) {
  const words = text.trim().split(/\s+/);
  return `${words.length > SHOWN_WORDS ? "… " : ""}${words.slice(-SHOWN_WORDS).join(" ")}`;
}

export const withEvidence = (Base) => class extends Base {
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
    if (copy && !params.source) setTimeout(() => this.focusParagraph(this.readingPlaces.get(copy.id)?.number ?? 0), 60);
    await this.loadCopies();
    return copy;
  }

  /** Puts the focus on a paragraph of the copy that is open; what is in view of it stays. */
  focusParagraph(number) {
    const paragraph = document.querySelector(`.source > [data-number="${number}"]`) ?? document.querySelector(".source > p");
    paragraph?.focus({preventScroll: true});
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

  /** Returns the last words of the sentence behind which a citation would stand at a place; empty if nothing stands before it. */
  wordsBefore({path, offset}) {
    const {cards} = this.state;
    const inPassage = () => this.listSentences().filter((each) => each.path.join() === path.join()).findLast((each) => each.offset <= offset)?.words;
    const [section, index, key] = path;
    const text = section === "passages" ? "" : cards.sections?.[section]?.[index]?.fields?.[key];
    return (section === "passages" ? inPassage() : lastWords(plain((text ?? "").slice(0, offset)))) ?? "";
  }

  /** Returns the sentences of the passage that is open, with their last words and the places behind them. */
  listSentences() {
    const passage = this.state.cards?.passages.find((each) => each.id === this.state.selected);
    const fields = [...(passage?.blocks ?? []).filter((block) => block.isEditable).map((block) => [block.textPath, block.text]), [["passages", passage?.id, "record"], passage?.record]];
    return fields.flatMap(([path, text]) => [...(text ?? "").matchAll(SENTENCE)].map((match) => {
      const shown = lastWords(plain(match[0]));
      return {passage: passage.id, path, offset: match.index + match[0].trimEnd().length, length: text.length, words: shown, text: plain(match[0])};
    })).filter(({words}) => words);
  }

  async cite(fact, place = this.citationPlace()) {
    if (!place) return;
    const typing = catchTyping();
    const isDone = await this.edit({kind: "insertCitation", path: place.path, offset: place.offset, fact});
    if (isDone) await goBehindCitation(place, fact, typing);
    typing.stop();
  }
};
