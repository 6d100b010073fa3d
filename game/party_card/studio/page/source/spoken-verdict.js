/* The verdict of the proof in the live region. A screen reader stops speaking at every key, so it is said when nobody types,
   and again at the next pause if a key came before it can have been heard. */
const PAUSE_MS = 700;
const HEARD_AFTER_MS = 1500;
const MAX_REPEATS = 3; // somebody who writes slowly should not hear it behind every word

export class SpokenVerdict {
  constructor(announce) {
    this.announce = announce;
    this.keyAt = 0;
    addEventListener("keydown", () => this.takeKey(), true);
  }

  /** Says a verdict at the next pause, in place of one that has not been said yet. */
  say(text) {
    Object.assign(this, {text, repeats: 0});
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.announce(this.text);
      this.saidAt = Date.now();
    }, Math.max(0, this.keyAt + PAUSE_MS - Date.now()));
    this.saidAt = 0;
  }

  takeKey() {
    this.keyAt = Date.now();
    if (this.text === undefined) return;
    const isCut = this.saidAt && this.keyAt - this.saidAt < HEARD_AFTER_MS;
    if (isCut) this.repeats += 1;
    if (!this.saidAt || (isCut && this.repeats <= MAX_REPEATS)) this.wait();
  }
}
