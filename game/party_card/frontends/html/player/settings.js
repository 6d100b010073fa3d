/**
 * Settings of the page. Invariant: a change applies at once, and is stored if the browser allows it; a stored value that is not
 * valid is ignored.
 */
import { button, el } from "./dom.js";
import { writeStorage, readStorage } from "./progress.js";
import { panel } from "./dialog.js";

/** A setting's initial value and label; then the labels of its values, or minimum, maximum, step and unit; else it is on or off. */
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
const listeners = [];

/** The current settings. */
export const settings = {};

/** Registers a listener that is called after every change. */
export const onChange = (listener) => listeners.push(listener);

/** Loads the stored settings and applies them. */
export function begin() {
  const saved = readStorage(KEY);
  for (const [name, [initial, , minimum, most]] of Object.entries(ALL)) {
    const value = saved[name];
    const fits = typeof minimum === "object" ? Object.hasOwn(minimum, value) : typeof value === typeof initial && !(value < minimum || value > most);
    settings[name] = fits ? value : initial;
  }
  for (const query of ["color-scheme: dark", "contrast: more"]) matchMedia(`(prefers-${query})`).addEventListener("change", apply);
  apply();
}

/** Returns the current theme; `system` follows the preferences of the operating system. */
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
  for (const listener of listeners) listener();
}

function change(name, value) {
  settings[name] = value;
  writeStorage(KEY, settings);
  apply();
}

/** Draws the control of a setting: a slider, radio buttons, or a check box. */
function control([name, [initial, label, least, most, step, unit]]) {
  const input = (type, has) => el("input", { type, name, ...has });
  if (typeof initial === "boolean") {
    return el("label.choice", input("checkbox", { checked: settings[name], onchange: ({ target }) => change(name, target.checked) }), label);
  }
  if (typeof initial === "string") {
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

/** Opens the dialog of settings. */
export function open() {
  const reset = () => {
    for (const [name, [value]] of Object.entries(ALL)) change(name, value);
    open();
  };
  panel("Settings", Object.entries(ALL).map(control), el("p.row", button("Back to the first settings", reset)));
}
