/**
 * Writes the data block of a transcript, which a teacher's report reads; its format is in shared/transcript/transcript_data.py.
 * Invariant: it holds only what the player has seen, and no character that could end the element that it stands in.
 */
import { plain } from "./runs.js";

const pad = (text, length) => text.padStart(length, "0");
const today = () => new Date().toLocaleDateString("sv"); // 2026-11-30, on the player's own clock
const MAX_PAGE_S = 600;
const ESCAPED = /[<>&`\x7f-\uffff]/g;

/** Measures how long a page is shown, without the time for which its tab is hidden; returns `restart()`, which returns seconds. */
export function startClock() {
  let shown = 0;
  let since = performance.now();
  const count = (isShown) => {
    if (isShown) shown += performance.now() - since;
    since = performance.now();
  };
  document.addEventListener("visibilitychange", () => count(document.hidden)); // it was shown until now
  return () => {
    count(!document.hidden);
    const seconds = Math.min(Math.round(shown / 1000), MAX_PAGE_S);
    shown = 0;
    return seconds;
  };
}

/** Returns a new attempt: a random id, the day, its number, and no steps. */
export const beginAttempt = (number) => ({ id: [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => pad(byte.toString(16), 2)).join(""), begun: today(), number, revision: 0, steps: "", seconds: [] });

/** Returns an attempt after its steps have become `steps`; `seconds` is how long the page before the last one was shown. */
export function goOn(attempt, steps, seconds) {
  let same = 0;
  while (same < steps.length && steps[same] === attempt.steps[same]) same += 1;
  const times = [...steps].map((_, index) => (index < same ? attempt.seconds[index] ?? null : index === steps.length - 1 ? seconds : null));
  return { ...attempt, steps, seconds: times, revision: attempt.revision + 1 };
}

/** Returns the seconds of each choice; `steps` has a character for each step, and those of turned pages are left out. */
export const listTimes = (steps, seconds) => [...steps].flatMap((step, index) => (step === "-" ? [] : [seconds[index] ?? null]));

/** Returns the block as text; `blocks` are those of the pages seen, `answer(block)` returns what the player wrote. */
export function writeData(data, at, attempt, blocks, answer, nickname) {
  const scene = data.scenes[at.scene];
  const [, , , , , ending] = at.stage === "briefing" ? [] : scene.passages[at.position[0]];
  const seconds = attempt.steps === at.steps ? attempt.seconds : []; // another tab may have gone on
  const times = listTimes(at.steps, seconds);
  const answers = (type) => Object.fromEntries(blocks.filter((block) => block.type === type && answer(block).trim()).map((block) => [plain(block.line).trim(), answer(block)]));
  const block = {
    format: "party-card-transcript",
    version: 1,
    app: data.app,
    pack: data.pack ?? "",
    scene: scene.id,
    title: scene.title,
    hash: scene.hash,
    carried: scene.carried.flatMap(([trace], bit) => ((at.carried >> bit) & 1 ? [trace] : [])).sort(),
    steps: at.decisions.map(([passage, number], index) => ({ passage: scene.passages[passage][0], choice: scene.passages[passage][3][number][0], seconds: times[index] ?? null })),
    ending: ending ? ending[0] : null,
    answers: answers("question"),
    file_answers: answers("assessment"),
    nickname,
    attempt_id: attempt.id,
    attempt: attempt.number,
    begun: attempt.begun,
    saved: today(),
    revision: attempt.revision,
  };
  return JSON.stringify(block).replace(ESCAPED, (character) => `\\u${pad(character.charCodeAt(0).toString(16), 4)}`);
}
