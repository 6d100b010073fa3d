/* Keeps what somebody types between the press of a button and the moment when the field that it adds is there. */
import {EditorView} from "@codemirror/view";

const STEP_MS = 20;
const PATIENCE_MS = 2000;

/** Resolves as soon as something holds, or when it has not for two seconds. */
export async function waitFor(holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, STEP_MS));
}

const isInField = ({target}) => Boolean(target.closest?.(".cm-content, input, textarea, select"));
const isCharacter = ({key, ctrlKey, metaKey, altKey}) => key.length === 1 && !ctrlKey && !metaKey && !altKey;

let catcher = null; // the one under way: what the one before could not place any more goes to it

/** Puts keystrokes where the focus is; one that leads elsewhere takes the rest with it. */
function play(strokes) {
  while (strokes.length) {
    const field = document.activeElement;
    const end = strokes.findIndex((stroke) => typeof stroke !== "string");
    const text = strokes.splice(0, end < 0 ? strokes.length : end).join("");
    const view = EditorView.findFromDOM(field);
    if (view && text) view.dispatch(view.state.replaceSelection(text), {userEvent: "input.type"});
    else if (text) document.execCommand("insertText", false, text); // as typing does: the field tells it
    if (!strokes.length) return;
    field.dispatchEvent(new KeyboardEvent("keydown", {...strokes.shift(), bubbles: true, cancelable: true}));
    if (catcher) return catcher.push(...strokes);
  }
}

/** Takes what is typed on a button, which a blank would press, until `stop`: characters, and Enter, which goes on to the
    next field; `moveTo` puts them into a field, which gets the focus. */
export function catchTyping() {
  const strokes = [];
  const take = (event) => {
    const {key, ctrlKey, metaKey, shiftKey} = event;
    if (isInField(event) || !(isCharacter(event) || key === "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === "keydown") strokes.push(key === "Enter" ? {key, ctrlKey, metaKey, shiftKey} : key);
  };
  const stop = () => {
    ["keydown", "keyup"].forEach((type) => removeEventListener(type, take, true));
    if (catcher === strokes) catcher = null;
  };
  ["keydown", "keyup"].forEach((type) => addEventListener(type, take, true));
  catcher = strokes;
  return {
    stop,
    moveTo: (field) => {
      stop();
      if (field !== document.activeElement) field?.focus();
      if (field) play(strokes);
    },
  };
}
