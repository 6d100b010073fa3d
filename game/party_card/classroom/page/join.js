/** Joins the lesson. Invariant: a refusal is shown as a sentence, and what was typed stays. */
import { gettext } from "./messages.js";

const field = (id) => document.getElementById(id);
const SENTENCES = {
  code: ["code", gettext("This code is not right. Look at the board.")],
  word: ["word", gettext("Type four digits, such as 1932.")],
  taken: ["nickname", gettext("Somebody has this nickname. If it is you, the four digits were others. If you have forgotten them, ask your teacher to let you in.")],
  alike: ["nickname", gettext("This nickname looks like another one in this lesson. Choose another.")],
  closed: ["nickname", gettext("The lesson has started. Ask your teacher to admit latecomers.")],
  device: ["nickname", gettext("This device has three nicknames in this lesson. Use one of them.")],
  full: ["nickname", gettext("This lesson is full.")],
  over: ["code", gettext("This lesson is over.")],
  often: ["code", gettext("These were too many tries. Wait a minute, then try again.")],
};
const OTHER = gettext("The teacher’s computer did not understand this. Reload the page and try again.");
const AWAY = gettext("The teacher’s computer does not answer. Is this device in the same Wi-Fi? Try again.");
const NOT_STORED = gettext("The teacher’s computer could not store this. Tell your teacher.");

function show(id, sentence) {
  for (const name of ["code", "nickname", "word"]) field(name).removeAttribute("aria-invalid");
  field("problem").textContent = sentence;
  if (!id) return;
  field(id).setAttribute("aria-invalid", "true");
  field(id).focus();
}

field("join").addEventListener("submit", async (event) => {
  event.preventDefault();
  const [code, nickname, word] = ["code", "nickname", "word"].map((id) => field(id).value);
  if (!code.trim()) return show("code", gettext("Type the code that is on the board."));
  if (!nickname.trim()) return show("nickname", gettext("Choose a nickname."));
  if (!/^\s*\d{4}\s*$/.test(word)) return show(...SENTENCES.word);
  try {
    const answer = await fetch("/api/join", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code, nickname, word }) });
    if (answer.ok) return location.assign("/play");
    const { error, message } = await answer.json().catch(() => ({}));
    if (error === "nickname") show("nickname", message);
    else if (answer.status === 503) show("", NOT_STORED);
    else show(...(SENTENCES[error] ?? ["", OTHER]));
  } catch {
    show("", AWAY);
  }
});
field(field("code").value ? "nickname" : "code").focus();
