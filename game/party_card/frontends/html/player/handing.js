/**
 * The dialog that saves, copies and prints the transcript. Invariant: it says only what is known to have happened. A browser does
 * not tell a page whether it has saved a file, and a page around this one may forbid files and printing without a word; then
 * the text is there to be copied.
 */
import { announce, button, el } from "./dom.js";
import { panel } from "./dialog.js";
import { fill, gettext } from "./messages.js";
import { download, writeText } from "./transcript.js";

const PRINTED_WITHIN_MS = 1000; // of a browser that prints at all

const ABOUT = gettext("It holds what you have read and chosen so far, with the notes, your answers, and the seconds that you took for each choice.");
const NOT_SAVED = gettext("Nothing was saved: the page around this one does not allow downloads. Copy the text instead.");
const NOT_PRINTED = gettext("Nothing was printed: the page around this one does not allow it. Copy the text instead.");
const COPIED = gettext("The text was copied.");
const NOT_COPIED = gettext("This browser did not let the page copy. The text is selected: press Ctrl C, or ⌘ C on a Mac.");

/** Returns "yes" or "no" if this page may download files; "unknown" if a page of another origin around it decides. */
function mayDownload() {
  try {
    for (let frame = window; frame !== frame.parent; frame = frame.parent) {
      const element = frame.frameElement;
      if (!element) return "unknown";
      if (element.hasAttribute("sandbox") && !element.sandbox.contains("allow-downloads")) return "no";
    }
  } catch {
    return "unknown";
  }
  return window.origin === "null" && location.protocol.startsWith("http") ? "unknown" : "yes";
}

/** Copies the selected text of a field; returns true if it was copied. */
async function copySelected(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy"); // allowed where the clipboard of a page in a frame is not
  }
}

/** Opens the dialog; `isSaving` if the file is to be saved at once. */
export function openTranscript(data, at, answer, progress, isSaving) {
  const field = el("textarea.copied", { readonly: true, hidden: true, dir: "auto", "aria-label": gettext("Text of the transcript") });
  const select = () => {
    field.value ||= writeText(data, at, answer, progress);
    field.hidden = false;
    field.focus();
    field.select();
    field.scrollTop = 0;
  };
  const save = () => {
    const allowed = mayDownload();
    const name = allowed !== "no" && download(data, at, answer, progress);
    if (allowed !== "yes") select();
    announce(
      {
        yes: fill(gettext("Your browser was given the file “{name}”. It is among your downloads, unless the browser asks where to save it."), { name }),
        unknown: fill(gettext("Your browser was given the file “{name}”, but the page around this one may forbid it. If it is not among your downloads, copy the text."), { name }),
        no: NOT_SAVED,
      }[allowed],
    );
  };
  const copy = async () => {
    select();
    announce((await copySelected(field)) ? COPIED : NOT_COPIED);
  };
  const printPage = () => {
    let isPrinting = false;
    addEventListener("beforeprint", () => (isPrinting = true), { once: true });
    print();
    setTimeout(() => {
      if (isPrinting || !field.isConnected) return;
      select();
      announce(NOT_PRINTED);
    }, PRINTED_WITHIN_MS);
  };
  const buttons = el("p.row", button(gettext("Save as a file"), save), button(gettext("Copy the text"), copy), button(gettext("Print"), printPage));
  const nickname = el("input", { maxlength: 24, autocomplete: "off", dir: "auto", value: progress.nickname(), oninput: () => (progress.nickname(nickname.value.trim()), (field.value = "")) });
  panel(gettext("Transcript"), el("p", { id: "about" }, ABOUT), el("p", el("label", gettext("Nickname, not your name"), " ", nickname)), buttons, field);
  if (isSaving) save();
}
