/** Says what is not kept. Invariant: every sentence about keeping follows from what the store has answered last. */
import { gettext } from "./messages.js";
import { isInAddress } from "./progress.js";

const PLACE = {
  blocked: gettext("This browser stores nothing for this page: your place is in this page’s address only."),
  full: gettext("This browser’s storage for this page is full: your place is in this page’s address only."),
};
const NO_PLACE = {
  blocked: gettext("This browser stores nothing for this page: your place is lost when it is closed."),
  full: gettext("This browser’s storage for this page is full: your last steps are lost when it is closed."),
};
const ANSWERS = {
  blocked: gettext("Your answers are not kept: this browser stores nothing for this page. Save the transcript before you leave it."),
  full: gettext("What you write here is not kept: this browser’s storage for this page is full. Save the transcript before you leave it."),
};
const SETTINGS = {
  blocked: gettext("The settings are not kept: this browser stores nothing for this page."),
  full: gettext("What you change here is not kept: this browser’s storage for this page is full."),
};

/** Returns what is to be said about the place; "" if it is kept. `storage` is what `writeStorage` has returned. */
export const describePlace = (storage) => (isInAddress() ? PLACE : NO_PLACE)[storage] ?? "";

/** Returns what is to be said about answers; "" if they are kept. */
export const describeAnswers = (storage) => ANSWERS[storage] ?? "";

/** Returns what is to be said about settings; "" if they are kept. */
export const describeSettings = (storage) => SETTINGS[storage] ?? "";
