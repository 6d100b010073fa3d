/* Conditions by menus, which offer only what the proof says is possible, and what a choice leaves behind. */
import {useEffect, useState} from "preact/hooks";
import {WORDS} from "../words.js";
import {Field, Menu} from "./basics.jsx";

const COMPARISONS = {"yes-no": ["is"], words: ["is", "isNot"], number: ["is", "atLeast", "atMost"]};
const shown = (value) => (value === true || value === "true" ? WORDS.yes : value === false || value === "false" ? WORDS.no : String(value));

/** A condition; an empty one is being made. `onChange(text)`; null takes it away. */
export function Condition({store, passage, condition, onChange}) {
  const {uri, edited} = store.state;
  const [known, setKnown] = useState(null);
  useEffect(() => {
    let isShown = true;
    store.connection.request("conditions", {uri, passage, condition}).then((answer) => isShown && setKnown(answer), () => {});
    return () => (isShown = false);
  }, [uri, passage, condition, edited]);
  if (!known) return null;
  const {variables} = known;
  const rows = known.rows ?? [];
  if (known.isText) {
    return <div class="condition"><Field label={WORDS.conditionText} value={condition} onChange={(value) => onChange(value || null)} /><button type="button" class="plain" onClick={() => onChange(null)}>{WORDS.removeCondition}</button></div>;
  }
  if (!variables.length) {
    return <div class="condition"><span class="soft">{WORDS.variablesHint}</span><button type="button" class="plain" onClick={() => store.tell({view: "details"})}>{WORDS.addVariable}</button><button type="button" class="plain" onClick={() => onChange(null)}>{WORDS.removeCondition}</button></div>;
  }
  const tell = async (next, joiner = known.joiner ?? "and") => {
    const answer = await store.request("writeCondition", {uri, rows: next, joiner});
    if (answer) onChange(answer.condition);
  };
  const first = () => ({variable: variables[0].id, comparison: "is", value: variables[0].possible?.[0] ?? variables[0].values?.[0] ?? true});
  const change = (index, part) => tell(rows.map((row, number) => (number === index ? {...row, ...part} : row)));
  return (
    <div class="condition">
      <span class="soft">{WORDS.onlyIf}</span>
      {rows.length === 0 && <Menu label={WORDS.onlyIf} value="" choices={[["", "…"], ...variables.map((each) => [each.id, each.label || each.id])]} onChange={(id) => id && tell([{...first(), variable: id, value: variables.find((each) => each.id === id).possible?.[0] ?? true}])} />}
      {rows.map((row, index) => {
        const variable = variables.find((each) => each.id === row.variable) ?? {id: row.variable, kind: "words", values: [row.value]};
        const values = [...new Set([...(variable.possible?.length ? variable.possible : (variable.values ?? [true, false])), row.value])];
        return (
          <span class="condition-row" key={index}>
            {index > 0 && <Menu label={WORDS.and} value={known.joiner} choices={[["and", WORDS.and], ["or", WORDS.or]]} onChange={(joiner) => tell(rows, joiner)} />}
            <Menu label={WORDS.onlyIf} value={row.variable} choices={variables.map((each) => [each.id, each.label || each.id])} onChange={(id) => change(index, {variable: id, comparison: "is", value: variables.find((each) => each.id === id).possible?.[0] ?? true})} />
            {(COMPARISONS[variable.kind] ?? ["is"]).length > 1 ? <Menu label={WORDS.is} value={row.comparison} choices={COMPARISONS[variable.kind].map((each) => [each, WORDS[each]])} onChange={(comparison) => change(index, {comparison})} /> : <span class="soft">{WORDS.is}</span>}
            <Menu label={WORDS.is} value={String(row.value)} choices={values.map((value) => [String(value), shown(value)])} onChange={(text) => change(index, {value: values.find((value) => String(value) === text)})} />
          </span>
        );
      })}
      {rows.length > 0 && <button type="button" class="plain" onClick={() => tell([...rows, first()])}>+ {WORDS.addRow}</button>}
      <button type="button" class="plain" onClick={() => onChange(null)}>{WORDS.removeCondition}</button>
    </div>
  );
}

/** What a choice leaves behind. */
export function Changes({store, choice}) {
  const {variables} = store.state.cards;
  const set = (variable, value, operation = "set") => store.edit({kind: "setChange", path: choice.path, variable, operation, value});
  const valuesOf = (variable) => (variable.kind === "yes-no" ? [true, false] : variable.kind === "words" ? variable.values : [-2, -1, 1, 2]);
  const open = variables.filter((variable) => !choice.changes.some((change) => change.variable === variable.id));
  return (
    <div class="changes">
      {choice.changes.map((change) => {
        const variable = variables.find((each) => each.id === change.variable) ?? {id: change.variable, kind: "words", values: [change.value]};
        const isAdded = change.operation === "add";
        const values = [...new Set([...(valuesOf(variable) ?? []), change.value])];
        return (
          <p class="row" key={change.variable}><span>{WORDS.remember} {variable.label || variable.id}</span>
            <Menu label={variable.label || variable.id} value={String(change.value)} choices={values.map((value) => [String(value), isAdded && value > 0 ? `+${value}` : shown(value)])} onChange={(text) => set(variable.id, values.find((value) => String(value) === text), change.operation)} />
            <button type="button" class="plain" onClick={() => set(variable.id, null, change.operation)}>{WORDS.remove}</button>
          </p>
        );
      })}
      {open.length > 0 && <Menu label={WORDS.addChange} value="" choices={[["", WORDS.addChange], ...open.map((each) => [each.id, each.label || each.id])]} onChange={(id) => {
        const variable = variables.find((each) => each.id === id);
        if (variable) set(id, valuesOf(variable).at(variable.kind === "number" ? 2 : 0), variable.kind === "number" ? "add" : "set");
      }} />}
      {variables.length === 0 && <button type="button" class="plain" onClick={() => store.tell({view: "details"})}>{WORDS.addVariable}</button>}
    </div>
  );
}
