/**
 * Draws questions with a field for the answer. Invariant: what is in a field is saved with every change, so that a click that
 * ends an input method's composition, or leaves the page, loses nothing; nothing replaces what is being composed.
 */
import { el } from "./dom.js";

const MISSING = "You have answered this question before. That answer is not in this browser, and there was no room for it on the learning platform.";

/**
 * Draws a question with the number `number` of its page. `answer` has `read()`, `write(text, field)`, and `isMissing()`, which is
 * true if an answer was written in another browser.
 */
export function drawQuestion(number, label, hintText, answer) {
  const id = `answer-${number}`;
  const hint = el("details", el("summary", "What a good answer draws on"), el("p", hintText));
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
  return [el("label", { for: id }, label), missing, field, hint];

  function save() {
    if (field.value === answer.read()) return;
    answer.write(field.value, field);
    showParts();
  }

  function showParts() {
    hint.hidden = !hintText || !field.value.trim(); // shown only after the player has written an answer
    missing.hidden = Boolean(field.value.trim()) || !answer.isMissing();
    field.setAttribute("aria-describedby", missing.hidden ? "" : missing.id);
  }
}
