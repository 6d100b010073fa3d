/* What still has to be written: passages without text or without a way on, choices without words or without a target.
   Invariant: the list is in the order of the scene, endings last, with one entry for a field, however much it lacks. */
import {isOpenPlace} from "./names.js";

const FIELDS = {text: ".blocks .cm-content", title: ".title-field input", cost: ".ending-fields .cm-content", record: ".record .cm-content"};
const PLACES = ["title", "text", "choice", "cost", "record"]; // from top to bottom of a card

/** Returns True if a choice leads nowhere yet. */
export const lacksTarget = (choice) => !choice.goto || choice.goto === "…";

/** Returns what a passage lacks: where it has to be written (`place`, for choices with `index`), and what it is (`what`). */
function listOf(passage) {
  const {id, blocks, choices, ending, record} = passage;
  const lacksText = blocks.some((block) => isOpenPlace(block.text) || block.text === "");
  const found = [
    isOpenPlace(ending?.title) && {place: "title", what: "title"},
    lacksText ? {place: "text", what: "text"} : !ending && !choices.length && {place: "text", what: "wayOn"},
    ...choices.map((choice, index) => {
      const what = isOpenPlace(choice.text) ? "choice" : lacksTarget(choice) && "target";
      return what && {place: "choice", index, what};
    }),
    isOpenPlace(ending?.cost) && {place: "cost", what: "cost"},
    isOpenPlace(record) && {place: "record", what: "record"},
  ];
  return found.filter(Boolean).map((each) => ({...each, passage: id, number: passage.number, isEnding: Boolean(ending)}));
}

/** Returns what still has to be written in the passages of a scene. */
export function listUnwritten(cards) {
  const all = cards?.isReadable ? cards.passages.flatMap(listOf) : [];
  return [...all.filter((each) => !each.isEnding), ...all.filter((each) => each.isEnding)];
}

/** Returns how many passages, and how many choices, something is still to be written in. */
export function countUnwritten(unwritten) {
  const choices = unwritten.filter(({place}) => place === "choice");
  return {passages: new Set(unwritten.filter(({place}) => place !== "choice").map(({passage}) => passage)).size, choices: choices.length};
}

/** Returns the selector of the field, within its card, in which something has to be written. */
export const fieldOf = ({place, index}) => (place === "choice" ? `.choices > ol > li:nth-child(${index + 1}) .choice-text .cm-content` : FIELDS[place]);

const orderOf = ({isEnding, number, place, index = 0}) => [Number(isEnding), number, PLACES.indexOf(place), index];

const isBehind = (one, other) => {
  const [a, b] = [orderOf(one), orderOf(other)];
  const step = a.findIndex((value, index) => value !== b[index]);
  return step >= 0 && a[step] > b[step];
};

/** Returns where the caret is, as a place of the list; the beginning of the card if it is elsewhere. */
export function placeOf(element, passage) {
  const card = element?.closest?.(".card.open");
  const choice = element?.closest?.(".choice");
  const here = {number: passage?.number ?? 0, isEnding: Boolean(passage?.ending)};
  if (choice) return {...here, place: "choice", index: [...choice.parentElement.children].indexOf(choice)};
  const place = card && PLACES.find((each) => FIELDS[each] && element.matches(FIELDS[each]));
  return place ? {...here, place} : {...here, place: "title", index: -1};
}

/** Returns the next entry behind a place; behind the last comes the first. Endings are written when all else is. Undefined if there is no other. */
export function findNext(unwritten, place) {
  const others = unwritten.filter((each) => isBehind(each, place) || isBehind(place, each));
  const alike = others.filter(({isEnding}) => isEnding === place.isEnding);
  return alike.find((each) => isBehind(each, place)) ?? (place.isEnding ? others[0] : (alike[0] ?? others[0]));
}
