/**
 * Draws questions with a field for the answer. Invariant: what is in a field is saved with every change, so that a click that
 * ends an input method's composition, or leaves the page, loses nothing; nothing replaces what is being composed.
 */
import { el } from "./dom.js";
import { gettext } from "./messages.js";

const LEVELS = [gettext("Basic:"), gettext("Emergent:"), gettext("Proficient:")];
const MISSING = gettext("You have answered this question before. That answer is not in this browser, and there was no room for it on the learning platform.");

/**
 * Draws a question with the number `number` of its page; what a good answer draws on and the rubric, its levels lowest
 * first, are shown only after the player has written an answer. `answer` has `read()`, `write(text, field)`, and `isMissing()`, which is
 * true if an answer was written in another browser.
 */
export function drawQuestion(number, label, { draws_on: hintText, rubric = [] }, answer) {
  const id = `answer-${number}`;
  const hint = el("details", el("summary", gettext("What a good answer draws on")), el("p", hintText));
  const judged = el("details", el("summary", gettext("How answers are judged")), ...rubric.map((text, level) => el("p", el("b", LEVELS[level]), " ", text)));
  const missing = el("p.message", { id: `missing-${number}` }, MISSING);
  let isComposing = false;
  const field = el(
    "textarea",
    {
      id,
      dir: "auto",
      lang: "", // unknown: an answer may be in any language
      oninput: save,
      onchange: save,
      oncompositionstart: () => (isComposing = true),
      oncompositionend: () => {
        isComposing = false;
        save();
      },
    },
    answer.read(),
  );
  showParts();
  addEventListener("storage", function other() {
    if (!field.isConnected) return removeEventListener("storage", other);
    if (field.value !== answer.read() && !isComposing) field.value = answer.read(); // written in another tab
    showParts();
  });
  return [el("label", { for: id }, label), missing, field, hint, judged];

  function save() {
    if (field.value === answer.read()) return;
    answer.write(field.value, field);
    showParts();
  }

  function showParts() {
    const isAnswered = Boolean(field.value.trim());
    hint.hidden = !hintText || !isAnswered;
    judged.hidden = !rubric.length || !isAnswered;
    missing.hidden = isAnswered || !answer.isMissing();
    field.setAttribute("aria-describedby", missing.hidden ? "" : missing.id);
  }
}
