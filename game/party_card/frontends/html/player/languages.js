/**
 * Lets a player choose the language of a page that has several. Invariant: ids, steps and the keys under which answers are kept are those of
 * the first language.
 */
import { data } from "./data.js";
import { button, el } from "./dom.js";
import { fill, gettext } from "./messages.js";
import { plain, runsOf } from "./runs.js";

/** Draws the choice of a language. The page is loaded again in it, at the same place: the address has the steps of the playthrough. */
export function drawLanguages() {
  const ways = data.languages.map(([code, name]) => (code === data.lang ? el("strong", name) : button(name, () => loadIn(code), "", { lang: code })));
  return el("fieldset", el("legend", gettext("Language")), el("p.row", ways));
}

function loadIn(code) {
  try {
    localStorage.setItem("party-card language", code);
  } catch {
    // The address has it.
  }
  const address = new URL(location);
  address.searchParams.set("language", code);
  location.replace(address);
}

/** Keeps answers under the texts of the first language, so that every language finds them. */
export function identifyAnswers(progress) {
  if (!data.first) return;
  const texts = data.scenes.map((_, scene) => {
    const first = listQuestions(data.first, scene);
    return new Map(listQuestions(data, scene).map((text, number) => [text, first[number]]));
  });
  const find = (scene, question) => texts[scene].get(question) ?? question;
  const { answer, answered, answeredApart, isWritten } = progress;
  progress.answer = (scene, question) => answer(scene, find(scene, question));
  progress.isWritten = (scene, question) => isWritten(scene, find(scene, question));
  progress.answeredApart = (scene, question, text) => answeredApart(scene, find(scene, question), text);
  progress.answered = (playthrough, question, text) => answered(playthrough, find(playthrough.scene, question), text);
}

/** Lists the keys of the questions that a scene can ask, also about its file; in the same order in every language. */
function listQuestions(data, scene) {
  const { debrief, file, passages } = data.scenes[scene];
  const { archive } = Object(data.course);
  const read = (line) => plain(runsOf(data, line));
  const ask = (rows) => rows.filter(([kind]) => kind === 8).map(([, , line]) => read(line));
  const found = (words) => [...file.papers.flatMap((paper) => [fill(words.paper, { title: paper[1] }), fill(words.gap, { gap: read(paper[6]) })]), words.motive];
  return [
    ...ask(debrief),
    ...(file ? [...passages.flatMap((passage) => passage[3].map((choice) => `file: ${read(choice[6])}`)), `file: ${read(file.motive)}`] : []),
    ...(archive ? [...ask(archive.closing), ...(file ? found(archive.words) : [])].map((text) => `archive: ${text}`) : []),
  ];
}
