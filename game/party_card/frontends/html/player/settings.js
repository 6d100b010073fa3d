/**
 * How this reader likes to read. Law: a change shows at once and is kept where the browser allows it; a value that is
 * none of those on offer is as if it were not there.
 */
import { button, el } from "./dom.js";
import { store, stored } from "./keeping.js";
import { panel } from "./panel.js";

/** A setting's first value and label, then its words, or its least, most, step and unit; without either, a yes or no. */
const ALL = {
  face: ["serif", "Typeface", { serif: "Book face", legible: "Legible face" }],
  size: [100, "Text size", 80, 200, 10, "%"],
  line: [1.5, "Line spacing", 1.2, 2.4, 0.1, ""],
  letter: [0, "Letter spacing", 0, 0.2, 0.02, "em"],
  word: [0, "Word spacing", 0, 0.4, 0.04, "em"],
  measure: [66, "Letters a line", 40, 90, 2, ""],
  theme: ["system", "Colours", { system: "As the system", light: "Light", dark: "Dark", contrast: "High contrast" }],
  motion: [true, "Movement when a page turns"],
  reveal: ["scene", "What actually happened is shown", { scene: "As the scene has it", each: "After every decision", end: "At the end" }],
  keys: [true, "Number and letter keys"],
};
const KEY = "party-card settings";
const told = [];

/** The settings now. */
export const settings = {};

/** Calls `tell` after every change. */
export const onChange = (tell) => told.push(tell);

/** Reads what was kept, and applies it. */
export function begin() {
  const kept = stored(KEY);
  for (const [name, [first, , least, most]] of Object.entries(ALL)) {
    const value = kept[name];
    const fits = typeof least === "object" ? Object.hasOwn(least, value) : typeof value === typeof first && !(value < least || value > most);
    settings[name] = fits ? value : first;
  }
  for (const asked of ["color-scheme: dark", "contrast: more"]) matchMedia(`(prefers-${asked})`).addEventListener("change", apply);
  apply();
}

/** The theme that is shown: `system` follows what the reader has told the system. */
export function theme() {
  if (settings.theme !== "system") return settings.theme;
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function apply() {
  const { dataset, style } = document.documentElement;
  Object.assign(dataset, { ...settings, theme: theme() });
  for (const [name, [, , , , , unit]] of Object.entries(ALL)) {
    if (unit !== undefined) style.setProperty(`--${name}`, settings[name] + (unit === "em" ? unit : ""));
  }
  for (const tell of told) tell();
}

function change(name, value) {
  settings[name] = value;
  store(KEY, settings);
  apply();
}

/** A slider, radio buttons, or a box to tick. */
function control([name, [first, label, least, most, step, unit]]) {
  const input = (type, has) => el("input", { type, name, ...has });
  if (typeof first === "boolean") {
    return el("label.choice", input("checkbox", { checked: settings[name], onchange: ({ target }) => change(name, target.checked) }), label);
  }
  if (typeof first === "string") {
    const choices = Object.entries(least).map(([value, words]) =>
      el("label.choice", input("radio", { value, checked: settings[name] === value, onchange: () => change(name, value) }), words),
    );
    return el("fieldset", el("legend", label), choices);
  }
  const said = () => `${+settings[name].toFixed(2)} ${unit}`;
  const value = el("output", { for: name }, said());
  const oninput = ({ target }) => {
    change(name, +target.value);
    value.textContent = said();
    target.setAttribute("aria-valuetext", said());
  };
  const slide = input("range", { id: name, min: least, max: most, step, value: settings[name], "aria-valuetext": said(), oninput });
  return el("p.slide", el("label", { for: name }, label), slide, value);
}

/** The panel of settings. */
export function open() {
  const first = () => {
    for (const [name, [value]] of Object.entries(ALL)) change(name, value);
    open();
  };
  panel("Settings", Object.entries(ALL).map(control), el("p.row", button("Back to the first settings", first)));
}
