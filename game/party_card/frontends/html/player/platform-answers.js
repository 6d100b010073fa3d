/**
 * Brings together the answers of this browser and those that a learning platform keeps. Invariant: what was written here and has not
 * reached the platform is never replaced; an answer is shown only under the question it was written for.
 */
import { assessmentKey } from "./file-view.js";
import { plain, runsOf } from "./runs.js";
import { page } from "./page.js";
import { resume } from "./playthrough.js";
import { nameStorage, readStorage, writeStorage } from "./progress.js";

const AFTER_RECORD = ["record", "file", "debrief", "finished"];
const ESCAPED = /[%;\p{Cc}\p{Cs}\u2028\u2029]/gu;

/** Returns the texts of the questions of a scene. */
export const listQuestions = (data, scene) => data.scenes[scene].debrief.filter(([kind]) => kind === 8).map(([, , line]) => plain(runsOf(data, line)));

/** Returns the answers that the player starts with: by scene and question, `remote` unless this browser has one that was not sent. */
export function mergeAnswers(data, reader, remote) {
  const name = nameStorage(data, reader);
  const { answers: local = {} } = readStorage(name);
  const sent = readStorage(`${name}.sent`);
  const isUnsent = (id, question) => local[id]?.[question] !== undefined && local[id][question] !== sent[id]?.[question];
  return Object.fromEntries(Object.entries(remote).map(([id, answers]) => [id, Object.fromEntries(Object.entries(answers).filter(([question]) => !isUnsent(id, question)))]));
}

/** Notes which answers the platform has taken. */
export const noteSent = (data, reader, answers) => writeStorage(`${nameStorage(data, reader)}.sent`, answers);

/** Returns all answers, by scene and question. */
export const listAnswers = (data, progress) => Object.fromEntries(data.scenes.map(({ id }, scene) => [id, progress.answers(scene)]).filter(([, answers]) => Object.keys(answers).length));

// ------------------------------------------------------------------------------------------- as text of few characters

/** Returns an answer as text without semicolons and control characters; a question is known by a short hash of its text. */
export const encodeAnswer = (id, question, text) => `!${id}.${hash(question)}.${text.replace(ESCAPED, escapeCharacter)}`;

/** Returns the answers in encoded texts, by scene and question; `fragments` are the playthroughs, which show what a file asked. */
export function decodeAnswers(data, texts, fragments) {
  const answers = {};
  for (const encoded of texts) {
    const [, id, key, text] = /^!([^.]*)\.([^.]*)\.(.*)$/.exec(encoded) ?? [];
    const scene = data.scenes.findIndex((one) => one.id === id);
    const question = scene >= 0 && listKeys(data, scene, fragments).find((one) => hash(one) === key);
    if (question) answers[id] = { ...answers[id], [question]: unescape(text) };
  }
  return answers;
}

function listKeys(data, scene, fragments) {
  const { id, shape, file } = data.scenes[scene];
  const statements = (file ? fragments : []).flatMap((fragment) => {
    const [of, edition, steps] = fragment.split(".");
    if (of !== id || edition !== shape) return [];
    const { playthrough } = resume(data, scene, steps);
    return AFTER_RECORD.includes(playthrough.stage) ? page(data, { ...playthrough, stage: "file" }).blocks.filter(({ type }) => type === "assessment").map(assessmentKey) : [];
  });
  return [...listQuestions(data, scene), ...statements];
}

const escapeCharacter = (character) => `%${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const unescape = (text) => text.replace(/%([0-9a-f]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

/** Returns a hash of 32 bits (FNV-1a) as text. */
function hash(text) {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(36);
}
