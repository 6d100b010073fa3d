/**
 * Reads the keys that are shortcuts. Invariant: a key means the same on every keyboard: what it types, if that is a Latin letter
 * or a digit; else the letter or digit at its place (Russian т, Greek ν and Hebrew מ are N; French & is 1).
 */

/** Returns "a" to "z", "0" to "9" or "?" for a key that may be a shortcut; "" if it types something else, or is being composed. */
export function readShortcut(event) {
  const { key = "", code = "" } = event;
  if (event.isComposing || event.keyCode === 229 || event.repeat) return ""; // 229: the key belongs to an input method
  if (event.ctrlKey || event.altKey || event.metaKey || event.getModifierState?.("AltGraph")) return "";
  const typed = key.normalize("NFKC").toLowerCase(); // full-width letters of Chinese and Japanese keyboards
  if (/^[a-z0-9?]$/.test(typed)) return typed;
  if (typed === "؟") return "?";
  const [, letter, digit] = /^(?:Key([A-Z])|Digit(\d))$/.exec(code) ?? [];
  if (letter && !/\p{Script=Latin}/u.test(typed)) return letter.toLowerCase();
  return (!event.shiftKey && digit) || "";
}

/** Returns true if what is typed goes into this element. */
export const isField = (element) => Boolean(element.closest?.("input, textarea, select, [contenteditable]"));
