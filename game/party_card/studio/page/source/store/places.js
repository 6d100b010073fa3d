/* Going to a place: a passage, a field of a card, a view, a line of the text. */
import {offsetOf} from "../documents.js";
import {OPEN_FIELD} from "../open-places.js";
import {afterPress} from "../press.js";
import {catchTyping} from "../typing.js";
import {firstField, focusInCard} from "../writing-flow.js";

export const withPlaces = (Base) => class extends Base {
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
};
