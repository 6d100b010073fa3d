/* Drafts from a word processor: what they would make, and making it. */
import {partParagraphs} from "../pasted-text.js";
import {WORDS} from "../words.js";

export const withDrafts = (Base) => class extends Base {
  /** Resolves with what a draft would make of the scene; rejects with an object whose `message` is a sentence. */
  readDraft(passage, text) {
    return this.connection.request("readDraft", {uri: this.state.uri, passage: passage ? this.newNameOf(passage) : null, text});
  }

  /** Opens the dialog for a draft; what is pasted into an empty passage and has no heading and no choice is its text alone. */
  async pasteDraft(passage, path, text) {
    const reading = await this.readDraft(passage, text).catch(() => null);
    const [first, ...others] = reading?.passages ?? [];
    if (first && !others.length && !first.title && !first.choices.length) await this.edit({kind: "setText", path, text: first.text});
    else this.openDraft(passage, text);
  }

  openDraft(passage, text = "") {
    this.tell({dialog: {kind: "draft", passage, text}});
  }

  /** Puts a draft into an empty passage as its text alone, whatever it looks like. */
  insertAsText(passage, text) {
    this.tell({dialog: null});
    return this.edit(({passages}) => ({kind: "setText", path: passages.find((each) => each.id === this.newNameOf(passage)).blocks[0].textPath, text: partParagraphs(text)}));
  }

  async insertDraft(passage, text) {
    this.tell({dialog: null});
    const answer = await this.change("insertDraft", () => ({uri: this.state.uri, passage: passage ? this.newNameOf(passage) : null, text}));
    if (!answer?.path) return;
    this.select(answer.path[1], {focuses: true});
    this.announce(WORDS.draftMade(answer.count));
  }
};
