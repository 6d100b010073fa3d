/**
 * Draws a person's file: card with stamp, papers, decisions with who can know them, statements with their answers. Invariant: every
 * paper has the word that it is invented; what no paper shows is said in words, not by a dashed edge alone.
 */
import { el } from "./dom.js";
import { fill, gettext, ngettext, weave } from "./messages.js";
import { listItems } from "./person-file.js";
import { plain } from "./runs.js";

let words = null;

/** Takes the words of files from the page's data; 0 if no scene has a file. */
export function defineFileWords(filed) {
  words = filed;
}

const find = (rows, id) => rows.find(([name]) => name === id) ?? [];


/** Draws the papers that show a decision, or who knows of it beside the player. */
function drawKnowledge({ papers, titles, listener }) {
  const shown = papers.map((letter, index) => el("span.known", el("b", letter), " ", titles[index]));
  const told = (words) => el("span.unknown-to", words);
  return el("span.who", shown, listener ? told(fill(gettext("known to you and {listener}"), { listener })) : !shown.length && told(gettext("known to nobody but you")));
}

/** Draws the blocks of a file, by their types; `draw(runs)` draws a line. */
export const FILE_DRAWN = {
  "file-card": ({ name, office, invented, stamp, decisions, unrecorded }, draw) =>
    el(
      "div.file-card",
      el(`div.card-${stamp || "none"}`, { "aria-hidden": "true" }, el("span.card-head", gettext("Party card")), el("i.photo"), el("span.stamp", find(words.stamps, stamp)[1])),
      el(
        "div",
        el("p.folder-name", name),
        office.length > 0 && el("p.soft", draw(office), invented && [" ", gettext("(invented)")]),
        el("p.fate", find(words.stamps, stamp)[2] ?? gettext("What became of the party card is not recorded.")),
        decisions > 0 && el("p.gap", weave(ngettext("{unrecorded} of {count} decision left no paper.", "{unrecorded} of {count} decisions left no paper.", decisions), { unrecorded: el("b", `${unrecorded}`), count: decisions })),
      ),
    ),
  "file-paper": ({ letter, kind, title, lines, kept, decisions }, draw) =>
    el(
      "section.file-paper",
      el("i.hatch"),
      el("p.paper-head", el("b", letter, " "), el("strong", title), " ", el("span.soft", `${find(words.kinds, kind)[1]} · `, el("span.mark", gettext("invented")))),
      lines.map((runs) => el("p.typed", draw(runs))),
      kept.length > 0 && el("p.soft", draw(kept)),
      decisions.length > 0 && el("p.soft", fill(ngettext("Shows decision {numbers}.", "Shows decisions {numbers}.", decisions.length), { numbers: listItems(words, decisions) })),
    ),
  "file-gap": ({ line: runs }, draw) => el("p.file-gap", el("span.label", gettext("Gap")), draw(runs)),
  "file-decision": (block, draw) => el("li.filed", el("b", block.number, " "), el("span", draw(block.line), " "), drawKnowledge(block)),
};

/** Gathers the blocks of a file into desk, decisions and question; `drawn` are the drawn blocks, in the order of `blocks`. */
export function arrangeFile(blocks, drawn, starts = words.headings) {
  const parts = [el("div.desk"), el("div.decided"), el("div.assessed")];
  const list = el("ol", { role: "list" });
  let part = 0;
  blocks.forEach(({ type, text }, index) => {
    if (type === "heading" && starts.indexOf(text) > 0) part = starts.indexOf(text);
    if (type === "file-decision") list.append(drawn[index]);
    else parts[part].append(drawn[index]);
    if (type === "heading" && part === 1) parts[1].append(list);
  });
  return parts.filter((node) => node.childNodes.length);
}

/** Returns what is said to an answer. */
function describeResult({ certainty, reason }, answer) {
  if (!answer) return "";
  return [answer === certainty ? gettext("Yes.") : find(words.certainties, certainty)[2], reason].join(" ");
}

/** Returns the key under which the answer to a statement is kept. */
export const assessmentKey = ({ line: runs }) => `file: ${plain(runs)}`;

/** Draws a statement with a radio button for each answer; `answer` has `read()` and `write(word)`. */
export function drawAssessment(number, block, draw, answer) {
  const result = el("p.result", { role: "status" }, describeResult(block, answer.read()));
  const choices = words.certainties.map(([word, meaning, , name = word]) => {
    const id = `assess-${number}-${word.replace(" ", "-")}`;
    const onchange = () => {
      answer.write(word);
      result.textContent = describeResult(block, word);
    };
    const input = el("input", { type: "radio", name: `assess-${number}`, id, checked: answer.read() === word, onchange });
    return el("label", { for: id, title: meaning }, input, el("span", name));
  });
  return el("fieldset.assessment", el("legend", `${number + 1}. `, draw(block.line)), el("div.row", choices), result);
}

/** Draws a statement on paper: with the answer and what it comes to, or the answers to choose from. */
export function writeAssessment(number, block, draw, answer) {
  const options = words.certainties.map(([word, , , name = word]) => `☐ ${name}`).join("   ");
  return [el("p", `${number + 1}. `, draw(block.line)), el("p", answer ? `${find(words.certainties, answer)[3] ?? answer}. ${describeResult(block, answer)}` : options)];
}
