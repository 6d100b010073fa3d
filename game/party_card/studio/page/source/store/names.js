/* What people read in place of ids, and the new names of passages that have been renamed. */
import {inWords, nameOf, nameOfVariable, plain} from "../names.js";

export const withNames = (Base) => class extends Base {
  /** Returns what a fact is called. */
  nameOfFact(id) {
    return this.state.evidence?.facts?.find((fact) => fact.id === id)?.name ?? inWords(id);
  }

  /** Returns what is claimed by a fact; empty if it is not known. */
  claimOf(id) {
    return this.state.evidence?.facts?.find((fact) => fact.id === id)?.text ?? "";
  }

  isKnownFact(id) {
    return this.state.evidence?.facts?.some((fact) => fact.id === id) ?? true;
  }

  /** Returns a message with the words of what it names in place of their ids. */
  withWords(message) {
    const {cards} = this.state;
    const names = new Map([
      ...(cards?.variables ?? []).map((each) => [each.id, nameOfVariable(each)]),
      ...(cards?.passages ?? []).flatMap((each) => [...each.choices.map((choice) => [choice.id, plain(choice.text) || inWords(choice.id)]), ...(each.ending ? [[each.ending.id, nameOf(each)]] : []), [each.id, nameOf(each)]]),
      ...(this.state.evidence?.facts ?? []).map((each) => [each.id, each.name]),
    ]);
    return message.replace(/`([^`]*)`/g, (whole, id) => (names.has(id) ? `“${names.get(id)}”` : whole));
  }

  /** Returns the name that a passage has now, if it has been renamed. */
  newNameOf(passage) {
    const known = new Set(this.state.cards?.passages?.map((each) => each.id));
    let found = passage;
    for (let step = 0; !known.has(found) && this.renames.has(found) && step < 20; step += 1) found = this.renames.get(found);
    return found;
  }

  /** Returns an operation with the new names of passages that have been renamed since it was made. */
  withNewNames(operation) {
    const {path, passage} = operation;
    return {...operation, ...(path?.[0] === "passages" && {path: ["passages", this.newNameOf(path[1]), ...path.slice(2)]}), ...(passage && {passage: this.newNameOf(passage)})};
  }
};
