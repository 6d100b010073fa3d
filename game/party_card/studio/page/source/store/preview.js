/* The page as a student sees it, and what is told from its frame. */

const PANE_KEYS = ["F1", "F6", "F7", "F8", "PageDown", "PageUp"];

export const withPreview = (Base) => class extends Base {
  /** Shows the page; with an operation, as it will be when that has been carried out. */
  async loadPreview(fromStart = false, operation = undefined) {
    const {uri, selected, pageTheme} = this.state;
    if (!uri) return;
    if (this.isPreviewing) {
      if (!operation) this.nextPreview = [fromStart]; // one at a time: each would wait for the one before
      return;
    }
    this.isPreviewing = true;
    const answer = await this.connection.request("preview", {uri, passage: fromStart ? null : selected, theme: pageTheme, token: this.previewToken, operation}).catch((error) => ({problem: error.message}));
    this.isPreviewing = false;
    const next = this.nextPreview;
    this.nextPreview = null;
    if (next) this.loadPreview(...next);
    if (this.state.uri !== uri || (next && this.state.selected !== selected)) return;
    const isShown = answer.address === this.state.preview?.address; // the frame stays as it is
    if (answer.address) this.tell({preview: {...answer, passage: selected, isOld: false}, ...(!isShown && {played: null})});
    else if (!operation) this.tell({preview: {...this.state.preview, problem: answer.problem, isOld: true}});
  }

  /** Shows the page with a text that is still being written: the change itself waits for a longer pause, so that it is one step to undo. */
  previewAhead(path, text) {
    if (this.state.preview?.address) this.loadPreview(false, this.withNewNames({kind: "setText", path, text}));
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
};
