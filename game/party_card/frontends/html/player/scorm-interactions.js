/**
 * Tells a learning platform (SCORM 1.2) the decisions and the answers, so that a teacher reads them in its report. Invariant: every
 * decision and every part of an answer has a fixed index, the same for every student, since reports have a column for an index;
 * indices have no gaps. No decision is right or wrong.
 */
import { listQuestions } from "./platform-answers.js";

const PART_LENGTH = 250; // characters of an answer; platforms take 255
const MOST_INTERACTIONS = 400;
const MOST_COMMENTS = 4096;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * Returns `send(progress)`, which tells what is new, and `sendComments(progress)`, which tells all answers once more in one text.
 * `tell(name, value)` sets a value on the platform and returns true if it was accepted, `ask(name)` returns one; `counted` is
 * the number of scenes.
 */
export function reportInteractions(data, counted, tell, ask) {
  const scenes = [...Array(counted).keys()];
  const decisions = scenes.flatMap((scene) => data.scenes[scene].passages.flatMap(([id, , , choices], passage) => (choices.length > 1 ? [{ scene, passage, id: `${data.scenes[scene].id}.${id}` }] : [])));
  const questions = scenes.flatMap((scene) => listQuestions(data, scene).map((question, number) => ({ scene, question, id: `${data.scenes[scene].id}.answer-${number + 1}` })));
  const mostParts = questions.length ? Math.max(1, Math.floor((MOST_INTERACTIONS - decisions.length) / questions.length)) : 0;
  const sent = []; // the responses that the platform has, by index
  let isRefused = false;

  /** Returns the rows of all interactions: the id, the type and the response. */
  function listRows(progress) {
    const made = data.scenes.map(() => new Map());
    progress.states().forEach((states, scene) => {
      const last = states.filter((_, index) => states[index + 1]?.stage !== "passage" || states[index + 1].decisions.length === 0);
      for (const { decisions } of last.reverse()) for (const [passage, number] of decisions) made[scene].set(passage, (number + 1).toString(36));
    });
    const answers = questions.map(({ scene, question }) => splitText(progress.answer(scene, question).replace(CONTROL, " ").trim()));
    const parts = Math.min(mostParts, Math.max(1, ...answers.map((texts) => texts.length)));
    return [
      ...decisions.map(({ scene, passage, id }) => [id, "choice", made[scene].get(passage) ?? ""]),
      ...[...Array(questions.length && parts).keys()].flatMap((part) => questions.map(({ id }, number) => [part ? `${id}.part-${part + 1}` : id, "fill-in", answers[number][part] ?? ""])),
    ];
  }

  function send(progress) {
    if (isRefused) return;
    const rows = listRows(progress);
    while (rows.length < sent.length) rows.push([...idOfPart(rows.length), ""]); // of an answer that has become shorter
    for (const [index, [id, type, response]] of rows.entries()) {
      if (sent[index] === response) continue;
      const set = (name, value) => tell(`cmi.interactions.${index}.${name}`, value);
      isRefused = !(set("id", id) && set("type", type)); // a platform may not have interactions
      if (isRefused) return;
      const isEmpty = response === "" && sent[index] === undefined;
      if (!isEmpty) set("student_response", response);
      if (response) set("result", "neutral");
      sent[index] = response;
    }
  }

  function idOfPart(index) {
    const place = index - decisions.length;
    return [`${questions[place % questions.length].id}.part-${Math.floor(place / questions.length) + 1}`, "fill-in"];
  }

  /** Some platforms add to the comments, some replace them: they are told only if they do not have them yet. */
  function sendComments(progress) {
    const texts = questions.map(({ scene, question }) => [question, progress.answer(scene, question).trim()]).filter(([, answer]) => answer);
    const comments = texts.map(([question, answer]) => `${question} ${answer}`.replace(CONTROL, " ")).join(" | ");
    const before = ask("cmi.comments");
    const rest = MOST_COMMENTS - before.length;
    if (comments && !before.includes(comments.slice(0, MOST_COMMENTS)) && rest > 0) tell("cmi.comments", (before ? ` | ${comments}` : comments).slice(0, rest));
  }

  return { send, sendComments };
}

/** Returns the parts of a text, none longer than PART_LENGTH; no character is divided. */
function splitText(text) {
  const parts = [""];
  for (const character of text) {
    if (parts.at(-1).length + character.length > PART_LENGTH) parts.push("");
    parts[parts.length - 1] += character;
  }
  return parts;
}
