/* Conditions by menus, which offer only what the proof says is possible, and what a choice leaves behind. */
import {useEffect, useRef, useState} from "preact/hooks";
import {inWords, nameOf, nameOfVariable, plain} from "../names.js";
import {afterPress} from "../press.js";
import {WORDS} from "../words.js";
import {Field, Menu} from "./basics.jsx";

/** Returns a value as people read it. */
export const shownValue = (value, operation = "set") => ({true: WORDS.yes, false: WORDS.no})[value] ?? (operation === "add" && Number(value) > 0 ? `+${value}` : /^[-+]?\d+$/.test(value) ? String(value) : inWords(String(value)));

/** Returns what an entry of the menu asks for, in words. */
const entryWords = ({kind, label}, title) => (kind === "visited" ? WORDS.wasAt(title(label)) : kind === "chosen" ? WORDS.chose(title(label)) : kind === "decision" ? WORDS.decidedAt(title(label)) : label);

/** Returns what can be asked for as a menu in groups: what is remembered first, then what was chosen, then the rest. */
function groupOffers(menu, title) {
  const groups = {[WORDS.groupRemembered]: [], [WORDS.groupChosen]: [], [WORDS.groupElse]: []};
  const groupOf = ({kind}) => (kind === "chosen" ? WORDS.groupChosen : kind === "visited" || kind === "decision" ? WORDS.groupElse : WORDS.groupRemembered);
  for (const entry of menu) groups[groupOf(entry)].push([entry.variable, entryWords(entry, title)]);
  return Object.entries(groups).filter(([, entries]) => entries.length);
}

/** Returns a row of a condition in words. */
function rowWords({variable, comparison, value}, menu, title) {
  const entry = menu.find((each) => each.variable === variable);
  const name = entry ? entryWords(entry, title) : inWords(variable);
  const shown = [value].flat().map((each) => (entry?.kind === "decision" ? `“${title(each)}”` : shownValue(each))).join(", ");
  if (["true", "false"].includes(String(value))) return (String(value) === "true") === (comparison === "==") ? name : WORDS.isNotSo(name);
  return WORDS.comparison(comparison, name, shown);
}

/** The condition of a part or a choice at `path`: a line in words, and menus while it is made or changed. It is null while
    nothing has been chosen, until `onClose`. */
export function Condition({store, passage, path, condition, onClose}) {
  const {uri, edited, cards, proof} = store.state;
  const [known, setKnown] = useState(null);
  const [isChanging, setChanging] = useState(condition === null);
  const area = useRef(null);
  useEffect(() => {
    let isShown = true;
    store.connection.request("conditions", {uri, passage, condition: condition ?? ""}).then((answer) => isShown && setKnown(answer), () => {});
    return () => (isShown = false);
  }, [uri, passage, condition, edited, proof?.version]);
  if (!known) return null;
  const {menu, rows, join} = known;
  const titles = new Map(cards.passages.flatMap((each) => [[each.id, `${each.number} ${nameOf(each)}`], ...each.choices.map((choice) => [choice.id, plain(choice.text ?? choice.id)])]));
  const title = (name) => titles.get(name) ?? name;
  const remove = async () => {
    await store.edit({kind: "setCondition", path, text: ""});
    onClose();
  };
  const removeButton = condition === null
    ? <button type="button" class="plain" onClick={onClose}>{WORDS.cancel}</button>
    : <button type="button" class="plain" aria-label={WORDS.removeCondition} onClick={remove}>{WORDS.remove}</button>;
  if (known.isText) {
    return <div class="condition"><Field label={WORDS.conditionText} value={condition} onChange={(text) => store.edit({kind: "setCondition", path, text})} />{removeButton}</div>;
  }
  const tell = (next, joiner = join) => {
    setKnown({...known, rows: next, join: joiner}); // shown at once: arrow keys go on in the same menu
    return store.edit({kind: "setCondition", path, rows: next, join: joiner}).then((answer) => answer && onClose());
  };
  const rowFor = (name) => {
    const entry = menu.find((each) => each.variable === name);
    return {variable: name, comparison: entry.kind === "number" ? ">=" : "==", value: entry.values.includes("true") ? "true" : entry.values.at(entry.kind === "number" ? -1 : 0)};
  };
  const offers = groupOffers(menu, title);
  const change = (index, part) => tell(index < rows.length ? rows.map((row, number) => (number === index ? {...row, ...part} : row)) : [...rows, part]);
  const begin = () => {
    setChanging(true);
    setTimeout(() => area.current?.querySelector("select")?.focus(), 30);
  };
  const end = (event) => {
    if (rows.length && !area.current.contains(event.relatedTarget)) afterPress(() => setChanging(false));
  };
  if (!isChanging && rows.length) {
    const words = WORDS.joinConditions(join, rows.map((row) => rowWords(row, menu, title)));
    return (
      <div class="condition" ref={area}>
        <span><span class="soft">{WORDS.onlyIf}</span> {words}</span>
        <button type="button" class="plain" aria-label={WORDS.changeConditionOf(words)} onClick={begin}>{WORDS.change}</button>{removeButton}
      </div>
    );
  }
  const unused = menu.find((entry) => !rows.some((row) => row.variable === entry.variable));
  const shownRows = rows.length ? rows : [{variable: "", comparison: "==", value: null}];
  return (
    <div class="condition changing" ref={area} onFocusOut={end}>
      <span class="soft">{WORDS.onlyIf}</span>
      {shownRows.map((row, index) => {
        const entry = menu.find((each) => each.variable === row.variable);
        const value = String(row.value);
        const values = [...new Set([...(entry?.values ?? []), value])];
        const first = row.variable ? (entry ? [] : [[row.variable, row.variable]]) : [["", menu.length ? WORDS.chooseCondition : WORDS.nothingToAsk]];
        return (
          <span class="condition-row" key={index}>
            {index > 0 && <Menu label={WORDS.joined} value={join} choices={[["and", WORDS.and], ["or", WORDS.or]]} onChange={(joiner) => tell(rows, joiner)} />}
            <Menu label={WORDS.onlyIf} value={row.variable} choices={[...first, ...offers]} onChange={(name) => name && change(index, rowFor(name))} />
            {row.variable && ((entry?.comparisons.length ?? 1) > 1 && !Array.isArray(row.value)
              ? <Menu label={WORDS.compared} value={row.comparison} choices={entry.comparisons.filter((each) => WORDS.comparisons[each]).map((each) => [each, WORDS.comparisons[each]])} onChange={(comparison) => change(index, {comparison})} />
              : <span class="soft">{WORDS.comparisons[row.comparison] ?? row.comparison}</span>)}
            {row.variable && (Array.isArray(row.value)
              ? <span>{row.value.map((each) => shownValue(each)).join(", ")}</span>
              : <Menu label={WORDS.value} value={value} choices={values.map((each) => [each, entry?.kind === "decision" ? title(each) : shownValue(each)])} onChange={(next) => change(index, {value: next})} />)}
          </span>
        );
      })}
      {rows.length > 0 && unused && <button type="button" class="plain" onClick={() => tell([...rows, rowFor(unused.variable)])}>+ {WORDS.addRow}</button>}
      {rows.length === 0 && <button type="button" class="plain" onClick={() => store.setView("details")}>{WORDS.addVariable}</button>}
      {removeButton}
    </div>
  );
}

/** What a choice leaves behind: a line for each thing that is remembered, and a button that adds one. */
export function Changes({store, choice, number, showsMore}) {
  const {variables} = store.state.cards;
  const [isAdding, setAdding] = useState(false);
  const area = useRef(null);
  const addWords = choice.changes.length ? WORDS.rememberMore : WORDS.rememberSomething;
  const addLabel = choice.changes.length ? WORDS.rememberMoreAt(number) : WORDS.rememberSomethingAt(number);
  const set = (variable, value, operation = "set") => store.edit({kind: "setChange", path: choice.path, variable, operation, value});
  const valuesOf = (variable) => (variable.kind === "number" ? ["-2", "-1", "1", "2"] : variable.kind === "words" ? variable.values : ["true", "false"]);
  const close = () => {
    setAdding(false);
    setTimeout(() => area.current?.querySelector(".remember-more")?.focus(), 60);
  };
  const open = () => {
    setAdding(true);
    setTimeout(() => area.current?.querySelector(".adding button, .adding input")?.focus(), 30);
  };
  return (
    <div class="changes" ref={area}>
      {choice.changes.map((change) => {
        const variable = variables.find((each) => each.id === change.variable) ?? {id: change.variable, kind: "words", values: []};
        const values = [...new Set([...(valuesOf(variable) ?? []), change.value])];
        const words = nameOfVariable(variable);
        return (
          <p class="row" key={change.variable}><span><span class="soft">{WORDS.remember}</span> {words}</span>
            <Menu label={words} value={change.value} choices={values.map((value) => [value, shownValue(value, change.operation)])} onChange={(value) => set(variable.id, value, change.operation)} />
            <button type="button" class="plain" aria-label={WORDS.removeOf(words)} onClick={() => store.edit({kind: "removeChange", path: choice.path, variable: change.variable})}>{WORDS.remove}</button>
          </p>
        );
      })}
      {isAdding
        ? <NewChange store={store} choice={choice} set={set} onDone={close} />
        : (showsMore || choice.changes.length === 0) && <p class="row">{choice.changes.length === 0 && variables.length > 0 && <span class="soft">{WORDS.rememberNothing}</span>}
          <button type="button" class="plain remember-more" aria-label={addLabel} onClick={open}>+ {addWords}</button></p>}
    </div>
  );
}

/** Adds what a choice leaves behind: something that the scene remembers already, or something new. */
function NewChange({store, choice, set, onDone}) {
  const {variables} = store.state.cards;
  const [words, setWords] = useState("");
  const known = variables.filter((variable) => !choice.changes.some((change) => change.variable === variable.id));
  const addKnown = async (id) => {
    const variable = variables.find((each) => each.id === id);
    const value = variable.kind === "number" ? "1" : variable.kind === "words" ? variable.values.find((each) => each !== variable.start) : "true";
    await set(id, value, variable.kind === "number" ? "add" : "set");
    onDone();
  };
  const addNew = async (label = words) => {
    if (!label.trim()) return;
    const answer = await store.edit({kind: "setVariable", label, variableKind: "yes-no"});
    if (!answer?.path) return;
    await set(answer.path[1], "true");
    onDone();
  };
  return (
    <div class="adding" onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), onDone())}>
      {known.length > 0 && <p class="row" role="group" aria-label={WORDS.addChange}><span class="soft">{WORDS.remember}</span>{known.map((each) => <button type="button" key={each.id} onClick={() => addKnown(each.id)}>{nameOfVariable(each)}</button>)}</p>}
      <span class="row"><Field label={WORDS.newChange} isHidden placeholder={WORDS.newChange} value={words} onChange={setWords} onEnter={addNew} /><button type="button" disabled={!words.trim()} onClick={() => addNew()}>{WORDS.add}</button>
        <button type="button" class="plain" onClick={onDone}>{WORDS.cancel}</button></span>
    </div>
  );
}
