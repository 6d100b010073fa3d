/**
 * How this reader likes to read. Law: a change shows at once and is kept where the browser allows it; a value that is
 * none of those on offer is as if it were not there.
 */
import { el } from "./dom.js";
import { panel } from "./panel.js";

const THEMES = { system: "As the system", light: "Light", dark: "Dark", contrast: "High contrast" };
const FACES = { serif: "Book face", legible: "Legible face" };
const REVEALS = { scene: "As the scene has it", each: "After every decision", end: "At the end" };
const SCALES = {
  size: ["Text size", 80, 200, 10, "%"],
  line: ["Line spacing", 1.2, 2.4, 0.1, ""],
  letter: ["Letter spacing", 0, 0.2, 0.02, "em"],
  word: ["Word spacing", 0, 0.4, 0.04, "em"],
  measure: ["Letters a line", 40, 90, 2, ""],
};
const FIRST = {
  size: 100, line: 1.5, letter: 0, word: 0, measure: 66, theme: "system", face: "serif", motion: true, keys: true, reveal: "scene",
};

/** The settings now. */
export const settings = { ...FIRST };

const KEY = "party-card settings";
const told = new Set();

/** Calls `tell` after every change. */
export function onChange(tell) {
  told.add(tell);
}

/** Reads what was kept, and applies it. */
export function begin() {
  try {
    take(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    // Blocked storage, or another's words under our key: the first settings do.
  }
  apply();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
  matchMedia("(prefers-contrast: more)").addEventListener("change", apply);
}

function take(kept) {
  for (const [name, [, least, most]] of Object.entries(SCALES)) {
    const value = kept?.[name];
    if (typeof value === "number" && value >= least && value <= most) settings[name] = value;
  }
  for (const [name, words] of [["theme", THEMES], ["face", FACES], ["reveal", REVEALS]]) {
    if (Object.hasOwn(words, kept?.[name])) settings[name] = kept[name];
  }
  for (const name of ["motion", "keys"]) if (typeof kept?.[name] === "boolean") settings[name] = kept[name];
}

/** The theme that is shown: `system` follows what the reader has told the system. */
export function theme() {
  if (settings.theme !== "system") return settings.theme;
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function apply() {
  const root = document.documentElement;
  root.dataset.theme = theme();
  root.dataset.face = settings.face;
  root.dataset.motion = settings.motion ? "on" : "off";
  root.classList.toggle("nokeys", !settings.keys);
  for (const [name, [, , , , unit]] of Object.entries(SCALES)) {
    root.style.setProperty(`--${name}`, settings[name] + (unit === "em" ? "em" : ""));
  }
  for (const tell of told) tell();
}

function change(name, value) {
  settings[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Where nothing may be kept, a change lasts as long as the page.
  }
  apply();
}

function slide(name) {
  const [label, least, most, step, unit] = SCALES[name];
  const said = () => `${name === "size" || name === "measure" ? settings[name] : settings[name].toFixed(2)} ${unit}`.trim();
  const value = el("output", { for: name }, said());
  const input = el("input", {
    id: name, type: "range", min: least, max: most, step, "aria-valuetext": said(),
    oninput: () => {
      change(name, Number(input.value));
      value.textContent = said();
      input.setAttribute("aria-valuetext", said());
    },
  });
  input.value = String(settings[name]);
  return el("div", { class: "slide" }, el("label", { for: name }, label), input, value);
}

function choice(name, legend, words) {
  return el(
    "fieldset",
    {},
    el("legend", {}, legend),
    Object.entries(words).map(([value, label]) => {
      const input = el("input", { type: "radio", name, value, onchange: () => change(name, value) });
      input.checked = settings[name] === value;
      return el("label", { class: "choice" }, input, label);
    }),
  );
}

function toggle(name, label) {
  const input = el("input", { type: "checkbox", onchange: () => change(name, input.checked) });
  input.checked = settings[name];
  return el("label", { class: "choice" }, input, label);
}

/** The panel of settings. */
export function open() {
  const defaults = () => {
    for (const [name, value] of Object.entries(FIRST)) change(name, value);
    open();
  };
  panel("Settings", [
    el("h3", {}, "Letters"),
    choice("face", "Typeface", FACES),
    ["size", "line", "letter", "word", "measure"].map(slide),
    el("h3", {}, "Page"),
    choice("theme", "Colours", THEMES),
    toggle("motion", "Movement when a page turns"),
    el("h3", {}, "Playing"),
    choice("reveal", "What actually happened is shown", REVEALS),
    toggle("keys", "Number and letter keys"),
    el("div", { class: "row" }, el("button", { class: "plain", type: "button", onclick: defaults }, "Back to the first settings")),
  ]);
}
