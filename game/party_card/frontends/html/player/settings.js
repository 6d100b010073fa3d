/**
 * Settings of the page. Invariant: a change applies at once, in every tab, and is stored if the browser allows it; only what is
 * changed here replaces what is stored; a stored value that is not valid is ignored.
 */
import { data } from "./data.js";
import { announce, button, el } from "./dom.js";
import { describeSettings } from "./keeping.js";
import { drawLanguages } from "./languages.js";
import { gettext } from "./messages.js";
import { writeStorage, readStorage } from "./progress.js";
import { panel } from "./dialog.js";

/** A setting's initial value and label; then the labels of its values, or minimum, maximum, step and unit; else it is on or off. */
const ALL = {
  face: ["serif", gettext("Typeface"), { serif: gettext("Book face"), legible: gettext("Legible face") }],
  size: [100, gettext("Text size"), 80, 200, 10, "%"],
  line: [1.5, gettext("Line spacing"), 1.2, 2.4, 0.1, ""],
  letter: [0, gettext("Letter spacing"), 0, 0.2, 0.02, "em"],
  word: [0, gettext("Word spacing"), 0, 0.4, 0.04, "em"],
  measure: [66, gettext("Line length"), 40, 90, 2, ""],
  theme: ["system", gettext("Colours"), { system: gettext("As the system"), light: gettext("Light"), dark: gettext("Dark"), contrast: gettext("High contrast") }],
  motion: [true, gettext("Movement when a page turns")],
  reveal: ["scene", gettext("What really happened is shown"), { scene: gettext("Scene’s choice"), each: gettext("After every decision"), end: gettext("At the end") }],
  keys: [true, gettext("Number and letter keys")],
};
const KEY = "party-card settings";
const listeners = [];
const unsaved = {}; // what was changed here and is not stored yet
let storage = "stored";

/** The current settings. */
export const settings = {};

/** Registers a listener that is called after every change. */
export const onChange = (listener) => listeners.push(listener);

/** Loads the stored settings and applies them, now and whenever another tab has changed them. */
export function begin() {
  load();
  for (const query of ["color-scheme: dark", "contrast: more"]) matchMedia(`(prefers-${query})`).addEventListener("change", apply);
  const reload = () => {
    load();
    apply();
    document.querySelectorAll("dialog input").forEach(showValue);
  };
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && reload());
  addEventListener("pageshow", ({ persisted }) => persisted && reload());
  apply();
}

function load() {
  const saved = { ...readStorage(KEY), ...unsaved };
  for (const [name, [initial, , minimum, most]] of Object.entries(ALL)) {
    const value = saved[name];
    const fits = typeof minimum === "object" ? Object.hasOwn(minimum, value) : typeof value === typeof initial && !(value < minimum || value > most);
    settings[name] = fits ? value : initial;
  }
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

/** Changes settings, given by their names; stores them beside those that other tabs have changed. */
function change(changes) {
  Object.assign(unsaved, changes);
  load();
  const before = storage;
  storage = writeStorage(KEY, { ...readStorage(KEY), ...unsaved });
  if (storage === "stored") for (const name of Object.keys(unsaved)) delete unsaved[name];
  if (storage !== before) announce(describeSettings(storage));
  apply();
}

/** Returns the value of a setting that a slider changes, in words. */
const describe = (name) => `${settings[name].toLocaleString(data.lang)} ${ALL[name][5]}`.trim();

/** Shows the value of a setting in its control. */
function showValue(input) {
  const { name, type, value } = input;
  if (type === "checkbox") input.checked = settings[name];
  else if (type === "radio") input.checked = settings[name] === value;
  else {
    input.value = settings[name];
    input.setAttribute("aria-valuetext", describe(name));
    input.nextSibling.textContent = describe(name);
  }
}

/** Draws the control of a setting: a slider, radio buttons, or a check box. */
function control([name, [initial, label, least, most, step]]) {
  const input = (attributes) => el("input", { name, ...attributes });
  if (typeof initial === "boolean") {
    return el("label.choice", input({ type: "checkbox", onchange: ({ target }) => change({ [name]: target.checked }) }), label);
  }
  if (typeof initial === "string") {
    const choices = Object.entries(least).map(([value, words]) =>
      el("label.choice", input({ type: "radio", value, onchange: () => change({ [name]: value }) }), words),
    );
    return el("fieldset", el("legend", label), choices);
  }
  const oninput = ({ target }) => {
    change({ [name]: +target.value });
    showValue(target);
  };
  return el("p.slide", el("label", { for: name }, label), input({ type: "range", id: name, min: least, max: most, step, oninput }), el("output", { for: name }));
}

/** Opens the dialog of settings; it says if they are not kept. */
export function open() {
  const reset = () => {
    change(Object.fromEntries(Object.entries(ALL).map(([name, [initial]]) => [name, initial])));
    open();
  };
  panel(gettext("Settings"), drawLanguages?.(), Object.entries(ALL).map(control), el("p.row", button(gettext("Reset to defaults"), reset)));
  document.querySelectorAll("dialog input").forEach(showValue);
  change({}); // asks the store
  announce(describeSettings(storage));
}
