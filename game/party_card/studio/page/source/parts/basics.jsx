/* Small parts that every pane uses. */
import {useEffect, useId, useRef, useState} from "preact/hooks";
import {isOpenPlace} from "../names.js";

/** Returns the content of a file as the server takes it. */
export const toBase64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

export const Triangle = () => (
  <svg class="sign wrong" viewBox="0 0 14 14" aria-hidden="true"><path d="M7 1 13 12.5H1Z" /><path d="M7 5v4M7 10.3v.8" /></svg>
);
export const Circle = () => (
  <svg class="sign doubt" viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="5.6" /><path d="M7 4v4M7 9.4v.8" /></svg>
);

/** A switch between a few choices. */
export function Segments({label, value, choices, onChange, className = ""}) {
  return (
    <span class={`segments ${className}`} role="group" aria-label={label}>
      {Object.entries(choices).map(([key, words]) => (
        <button type="button" key={key} aria-pressed={key === value} onClick={() => onChange(key)}>{words}</button>
      ))}
    </span>
  );
}

/** Returns True if two texts differ in blanks alone: the file has none at the end, which one types before the next word. */
export const isSameText = (text, other) => text.replace(/\s+/g, " ").trim() === other.replace(/\s+/g, " ").trim();

/** A text of one line or several, told when it has been left, or, if it is not lazy, not touched for a moment. */
export function Field({label, value: given, onChange, lines = 1, isHidden = false, isLazy = false, type = "text", list, placeholder, onEnter, ...rest}) {
  const value = given === "…" ? "" : (given ?? ""); // a new scene has it where something has to be written
  const [text, setText] = useState(value);
  const state = useRef({told: value, timer: 0, text: value});
  const id = useId();
  useEffect(() => {
    if (value !== state.current.told) {
      state.current.told = value;
      if (document.activeElement?.id === id && isSameText(value, state.current.text)) return;
      state.current.text = value;
      setText(value);
    }
  }, [value]);
  const tell = () => {
    clearTimeout(state.current.timer);
    if (state.current.text !== state.current.told) {
      state.current.told = state.current.text;
      onChange(state.current.text);
    }
  };
  const input = (event) => {
    state.current.text = event.currentTarget.value;
    setText(state.current.text);
    clearTimeout(state.current.timer);
    if (!isLazy) state.current.timer = setTimeout(tell, 350);
  };
  const key = (event) => {
    if (event.key === "Enter" && lines === 1 && !event.ctrlKey && !event.metaKey) {
      tell();
      if (!onEnter) return;
      event.preventDefault(); // or the field that has the focus then gets the line
      onEnter(state.current.text);
    }
  };
  const shared = {id, value: text, dir: text ? "auto" : undefined, onInput: input, onBlur: tell, onKeyDown: key, placeholder, ...rest};
  return (
    <div class={`field${isHidden ? " unlabelled" : ""}${isOpenPlace(given) ? " open-place" : ""}`}>
      <label for={id}>{label}</label>
      {lines === 1 ? <input type={type} list={list} {...shared} /> : <textarea rows={lines} {...shared} />}
    </div>
  );
}

const toOption = ([key, words]) => <option key={key} value={key}>{words}</option>;

/** A menu. `choices` are pairs of value and words, or groups: a heading and such pairs. What is chosen stays until what `onChange` returns has come. */
export function Menu({label, value, choices, onChange, isHidden = true, isWrong = false, isOpen = false}) {
  const id = useId();
  const [chosen, setChosen] = useState(null);
  const newest = useRef(0);
  const choose = async (event) => {
    const number = (newest.current += 1);
    setChosen(event.currentTarget.value);
    await onChange(event.currentTarget.value);
    if (number === newest.current) setChosen(null);
  };
  return (
    <span class={`menu${isHidden ? " unlabelled" : ""}${isWrong ? " wrong" : ""}${isOpen ? " open-target" : ""}`}>
      <label for={id}>{label}</label>
      <select id={id} value={chosen ?? value} aria-invalid={isWrong || undefined} onChange={choose}>
        {choices.map(([key, words]) => (Array.isArray(words) ? <optgroup key={key} label={key}>{words.map(toOption)}</optgroup> : toOption([key, words])))}
      </select>
    </span>
  );
}

/** A menu with a button: what is chosen counts only when the button is pressed, since arrow keys go through every entry. */
export function MenuButton({label, choices, words, hint, onChoose}) {
  const [value, setValue] = useState("");
  const choose = () => {
    onChoose(value);
    setValue("");
  };
  return (
    <span class="row menu-button">
      <Menu label={label} value={value} choices={[["", hint ?? label], ...choices]} onChange={setValue} />
      <button type="button" class={value ? "go" : ""} disabled={!value} onClick={choose}>{words}</button>
    </span>
  );
}

/** A dialog that lies over the page; Escape closes it, and the focus returns to where it was. */
export function Dialog({title, onClose, closeWords, children, isWide = false}) {
  const element = useRef(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current.showModal();
    element.current.focus(); // a screen reader says what has opened
    return () => setTimeout(() => before?.isConnected && before.focus()); // not before the dialog is gone
  }, []);
  return (
    <dialog ref={element} tabindex="-1" autofocus class={isWide ? "wide" : ""} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <header><h2 id={id}>{title}</h2><button type="button" class="plain" onClick={onClose}>{closeWords}</button></header>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
