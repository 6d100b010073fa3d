/* Keeps what somebody types between the press of a button and the moment when the field that it adds is there. */
import {EditorView} from "@codemirror/view";

const STEP_MS = 20;
const PATIENCE_MS = 2000;

/** Resolves as soon as something holds, or when it has not for two seconds. */
export async function waitFor(holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, STEP_MS));
}

/** Takes the characters that are typed on a button, which a blank would press, until `stop`; `moveTo` puts them into a field, which gets the focus. */
export function catchTyping() {
  let text = "";
  const isCharacter = ({key, ctrlKey, metaKey, altKey, target}) => key.length === 1 && !ctrlKey && !metaKey && !altKey && !target.closest?.(".cm-content, input, textarea, select");
  const take = (event) => {
    if (!isCharacter(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === "keydown") text += event.key;
  };
  const stop = () => ["keydown", "keyup"].forEach((type) => removeEventListener(type, take, true));
  ["keydown", "keyup"].forEach((type) => addEventListener(type, take, true));
  return {
    stop,
    moveTo: (field) => {
      stop();
      if (field !== document.activeElement) field?.focus();
      const view = field && EditorView.findFromDOM(field);
      if (view && text) view.dispatch(view.state.replaceSelection(text), {userEvent: "input.type"});
      else if (field && text) document.execCommand("insertText", false, text); // as typing does: the field tells it
    },
  };
}
