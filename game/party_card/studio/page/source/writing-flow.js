/* Going on while writing: from a text to its choices, from a choice to the next, and into the passage that it leads to.
   Invariant: what is typed between the press and the moment when the next field is there goes into that field. */
import {EditorView} from "@codemirror/view";
import {isOpenPlace, nameOf} from "./names.js";
import {catchTyping, waitFor} from "./typing.js";
import {fieldOf, findNext, lacksTarget, listUnwritten, placeOf} from "./unwritten.js";
import {WORDS} from "./words.js";

const fieldsOf = (passage, selector) => [...document.querySelectorAll(`#card-${CSS.escape(passage)} ${selector}`)];
const find = (store, passage) => store.state.cards.passages.find((each) => each.id === store.newNameOf(passage));

/** Carries out an action, then puts the focus into the field that `findField` returns as soon as it is there. One at a time. */
async function moveOn(store, action, findField) {
  if (store.isMovingOn) return;
  store.isMovingOn = true;
  const before = document.activeElement?.closest?.(".cm-content, input");
  before?.blur(); // a field tells its text, and takes no more
  const typing = catchTyping();
  let field = null;
  try {
    const result = await action();
    if (result) await waitFor(() => (field = findField(result)));
    else if (before?.isConnected) field = before;
  } finally {
    store.isMovingOn = false;
    typing.moveTo(field); // what has been typed may lead on from there
  }
}

/** Adds a choice to a passage, and puts the caret into it. Where it leads is a guess, until somebody says so. */
export function addChoice(store, passage) {
  const add = async () => {
    const answer = await store.edit({kind: "insertChoice", passage, text: "…"});
    if (answer) store.guessedTargets.add(find(store, passage).choices[answer.path[3]]?.id);
    return answer;
  };
  return moveOn(store, add, () => {
    const {id, choices} = find(store, passage);
    const fields = fieldsOf(id, ".choice-text .cm-content");
    return fields.length === choices.length ? fields.at(-1) : null;
  });
}

/** Goes on from the text of a passage: into its first empty choice or a new one, or into what an ending costs. */
export function goOnFromText(store, passage) {
  const {id, ending, choices} = find(store, passage);
  if (ending) return fieldsOf(id, ".ending-fields .cm-content")[0]?.focus();
  const open = choices.findIndex((choice) => isOpenPlace(choice.text));
  if (open < 0) return addChoice(store, passage);
  return fieldsOf(id, ".choice-text .cm-content")[open]?.focus();
}

/** Goes on from a choice, in which a text stands now: into the next one, or into a new one behind the last. */
export function goOnFromChoice(store, passage, index, text) {
  const next = fieldsOf(find(store, passage).id, ".choice-text .cm-content")[index + 1];
  if (next) return next.focus();
  return text.trim() ? addChoice(store, passage) : undefined;
}

/** Goes into the passage that a choice leads to. */
export function openTarget(store, passage, index) {
  return moveOn(store, async () => (await store.queue, find(store, passage).choices[index].goto), (target) => openPassage(store, target));
}

/** Goes into the passage that a choice leads to; if it leads nowhere yet, or where nobody has said, into a new one that is made of it. */
export function writeTarget(store, passage, index) {
  return moveOn(store, async () => {
    await store.queue; // the words of the choice may be on their way
    const choice = find(store, passage).choices[index];
    const target = lacksTarget(choice) || store.guessedTargets.has(choice.id) ? null : find(store, choice.goto);
    const isPlaceholder = target?.ending && target.blocks.every((block) => isOpenPlace(block.text));
    if (target && !isPlaceholder) return target.id;
    return (await store.leadToNew(passage, index))?.path?.[1];
  }, (target) => openPassage(store, target));
}

/** Goes to the next field in which something has to be written still, behind the one that has the focus. */
export function goToUnwritten(store) {
  const {cards, selected} = store.state;
  const here = placeOf(document.activeElement, cards?.passages?.find((each) => each.id === selected));
  return moveOn(store, async () => {
    await store.queue;
    const next = findNext(listUnwritten(store.state.cards), here);
    store.announce(next ? WORDS.unwrittenAt(next, nameOf(find(store, next.passage))) : WORDS.nothingUnwritten, {replaces: true});
    return next;
  }, (next) => openUnwritten(store, next));
}

/** Opens the card of something that has to be written; returns its field, once it is there, with the focus. */
export function openUnwritten(store, unwritten) {
  const {passage} = unwritten;
  if (store.state.selected !== passage || store.state.view !== "cards" || store.state.front !== "writing") store.select(passage);
  const [field] = fieldsOf(passage, fieldOf(unwritten));
  if (field) focusInCard(field.closest(".card"), field);
  return field;
}

/** Puts the focus into a field of a card, and the head of the card into view, if both fit. */
export function focusInCard(card, field) {
  field?.focus({preventScroll: true});
  const space = card.closest(".scroll")?.clientHeight ?? innerHeight;
  card.scrollIntoView({block: card.offsetHeight > space ? "start" : "nearest"});
  field?.scrollIntoView({block: "nearest"});
}

/** Opens the card of a passage; returns the field that is written first, once it is there. */
function openPassage(store, passage) {
  if (store.state.selected !== passage) store.select(passage);
  const [field] = fieldsOf(passage, firstField(find(store, passage)));
  if (field) focusInCard(field.closest(".card"), field);
  return field;
}

/** Returns the selector of the field of a passage that is written first: of a new ending its name. */
export const firstField = (passage) => (passage?.ending && isOpenPlace(passage.ending.title) ? ".title-field input" : ".blocks .cm-content");

/** Puts the caret, and what is typed meanwhile, behind the citation of a fact that was made at a place. Resolves with false if its field is not in view. */
export async function goBehindCitation({path, offset}, fact, typing) {
  const findView = () => EditorView.findFromDOM(document.querySelector(`.prose[data-place="${CSS.escape(path.join("/"))}"] .cm-content`) ?? document.head);
  if (!findView()) return false;
  const citation = new RegExp(`\\[@[^\\]]*${fact}(?![\\w-])[^\\]]*\\]`, "g");
  let ends = [];
  await waitFor(() => (ends = [...(findView()?.state.doc.toString() ?? "").matchAll(citation)].map((match) => match.index + match[0].length)).length);
  if (!ends.length) return false;
  const anchor = ends.reduce((best, end) => (Math.abs(end - offset) < Math.abs(best - offset) ? end : best));
  const view = findView();
  view.dispatch({selection: {anchor}});
  typing.moveTo(view.contentDOM);
  return true;
}
