/* What is shown, and how it changes.
   Invariant: what is shown comes from `state` alone, and `state` changes only through `tell`. */
import {afterPress} from "../press.js";

const ANNOUNCED_WITHIN_MS = 1500;

export class State {
  constructor() {
    this.listeners = new Set();
    this.state = {
      isConnected: false, folder: null, beginnings: null, uri: null, view: "cards", side: "page", front: "writing", isLarge: false, undone: "", cards: null, map: null, preview: null, proof: null,
      problems: {}, selected: null, savedAt: 0, saveProblem: "", isDirty: false, can: {undo: false, redo: false}, dialog: null, notice: "", conflict: null,
      theme: this.recall("theme", "system"), pageTheme: "light", width: "desk", evidence: null, evidenceTab: null, factDraft: null, sourceDraft: null, sourceInForm: null, copies: [], copy: null, edited: 0, openCount: 0, askedPart: null, showsAdvice: false,
    };
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

  /** Says something in the live region, for those who do not see it. What was said a moment ago may not be spoken yet, and stays before it,
      unless the new text takes its place. */
  announce(text, {replaces = false} = {}) {
    const region = document.querySelector("#status");
    const isSoon = Date.now() - (this.announcedAt ?? 0) < ANNOUNCED_WITHIN_MS && this.announced !== text && !replaces;
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
}
