/* What belongs to the scene as a whole: its title and briefing, what it remembers, its tests. */
import {useRef, useState} from "preact/hooks";
import {inWords, nameOf, nameOfVariable, plain} from "../names.js";
import {WORDS} from "../words.js";
import {Field, Menu, MenuButton} from "./basics.jsx";
import {ProseField} from "./prose-field.jsx";

const IN_PROSE = new Set(["hook", "question", "summary"]);

export function Details({store}) {
  const {cards} = store.state;
  if (!cards?.isReadable) return null;
  const {fields, role} = cards.scene;
  const set = (path, text) => store.edit({kind: "setText", path, text});
  const prose = {facts: store, nonce: store.documents.nonce};
  return (
    <div class="details">
      <p class="soft">{WORDS.fileStays(store.state.folder.files.find((file) => file.uri === store.state.uri)?.name ?? "")}</p>
      {Object.entries(WORDS.sceneFields).map(([key, words]) => (IN_PROSE.has(key)
        ? <div class="field" key={key}><span class="label">{words}</span><ProseField label={words} className="boxed" value={fields[key] ?? ""} onChange={(value) => set([key], value)} {...prose} /></div>
        : <Field key={key} label={words} value={fields[key] ?? ""} onChange={(value) => set([key], value)} />))}
      <Field label={WORDS.roleName} value={role?.name ?? ""} onChange={(value) => set(["role", "name"], value)} />
      {role && <Menu label={WORDS.roleKind} isHidden={false} value={role.kind} choices={Object.entries(WORDS.bases)} onChange={(value) => set(["role", "kind"], value)} />}
      {role && <div class="field"><span class="label">{WORDS.roleText}</span><ProseField label={WORDS.roleText} className="boxed" value={role.text ?? ""} onChange={(value) => set(["role", "text"], value)} {...prose} /></div>}
      <Field label={WORDS.contentNotes} value={cards.scene.contentNotes.join(", ")} onChange={(text) => store.edit({kind: "setWords", path: ["content_notes"], words: text.split(",").map((word) => word.trim()).filter(Boolean)})} />
      {Object.keys(WORDS.sections).map((name) => <Section key={name} store={store} name={name} items={cards.sections?.[name] ?? []} set={set} prose={prose} />)}
      <Variables store={store} />
    </div>
  );
}

/** A list of texts that belongs to the scene as a whole, such as the record. */
function Section({store, name, items, set, prose}) {
  const [title, addWords, fields] = WORDS.sections[name];
  const own = {
    withCaret: (path) => ({place: path.join("/"), onCaret: (offset, length) => (store.caret = {passage: store.state.selected, path, offset, length}), onDropFact: (fact, offset) => store.cite(fact, {path, offset})}),
  };
  const area = useRef(null);
  const add = async (key) => {
    const keys = Object.keys(fields).filter((each) => each === key || (name !== "record" && each !== "draws_on"));
    const answer = await store.edit({kind: "insertItem", section: name, values: {...Object.fromEntries(keys.map((each) => [each, "…"])), ...(name === "debrief" && {skill: "sourcing"})}});
    if (answer) setTimeout(() => [...area.current.querySelectorAll("li")].at(-1)?.querySelector(".cm-content")?.focus(), 80);
  };
  return (
    <section class="variables" aria-label={title} ref={area}>
      <h3>{title}</h3>
      <ul>{items.map((item) => (
        <li key={item.path.join("/")} class="item">
          {name === "debrief" && item.isEditable !== false && item.fields.skill && <Menu label={WORDS.skill} isHidden={false} value={item.fields.skill} choices={Object.entries(WORDS.skills)} onChange={(skill) => set([...item.path, "skill"], skill)} />}
          {item.isEditable === false ? <p class="soft">{item.refusal}</p> : Object.entries(fields).filter(([key]) => item.fields[key] != null || (name === "debrief" && key === "draws_on")).map(([key, words]) => (
            <div class="field" key={key}><span class="label">{words}</span><ProseField label={words} className="boxed" value={item.fields[key] ?? ""} onChange={(text) => set([...item.path, key], text)} {...own.withCaret([...item.path, key])} {...prose} /></div>
          ))}
          {name === "debrief" && item.isEditable !== false && (
            <details open={Object.keys(item.rubric).length > 0}><summary>{WORDS.rubric}</summary>{Object.entries(WORDS.rubricLevels).map(([level, words]) => (
              <div class="field" key={level}><span class="label">{words}</span><ProseField label={words} className="boxed" value={item.rubric[level] ?? ""} onChange={(text) => set([...item.path, "rubric", level], text)} {...prose} /></div>
            ))}</details>
          )}
          <span class="row">
            {name !== "debrief" && <button type="button" class="plain" onClick={() => store.showFacts()}>+ {WORDS.cite}</button>}
            <button type="button" class="plain" onClick={() => store.edit({kind: "removeItem", path: item.path})}>{WORDS.remove}</button>
          </span>
        </li>
      ))}</ul>
      <p class="row"><button type="button" onClick={() => add(Object.keys(fields)[0])}>{addWords}</button>{fields.unknown && <button type="button" class="plain" onClick={() => add("unknown")}>{WORDS.sectionUnknown}</button>}</p>
    </section>
  );
}

function Variables({store}) {
  const {variables} = store.state.cards;
  const [draft, setDraft] = useState({label: "", kind: "yes-no", values: ""});
  const add = (event) => {
    event.preventDefault();
    if (!draft.label.trim()) return;
    const values = draft.kind === "words" ? draft.values.split(",").map((word) => word.trim()).filter(Boolean) : undefined;
    store.edit({kind: "setVariable", label: draft.label, variableKind: draft.kind, values, range: draft.kind === "number" ? [0, 3] : undefined}).then((answer) => answer && setDraft({label: "", kind: "yes-no", values: ""}));
  };
  return (
    <section aria-label={WORDS.variables} class="variables">
      <h3>{WORDS.variables}</h3><p class="soft">{WORDS.variablesHint}</p>
      <ul>{variables.map((variable) => (
        <li key={variable.id} class="row"><Field label={WORDS.variableLabel} isHidden value={nameOfVariable(variable)} onChange={(value) => store.edit({kind: "setVariable", id: variable.id, label: value, variableKind: variable.kind, values: variable.values, range: variable.range, start: variable.start})} />
          <span class="soft">{WORDS.variableKinds[variable.kind]}{variable.range ? `: ${variable.range.join("–")}` : ""}</span>
          {variable.kind === "words" && variable.values.map((value, index) => <Field key={index} label={WORDS.variableValue(index + 1)} isHidden isLazy value={inWords(value)} onChange={(words) => words.trim() && store.renameValue(variable.id, index, words)} />)}
          <button type="button" class="plain" onClick={() => store.edit({kind: "removeVariable", id: variable.id})}>{WORDS.remove}</button></li>
      ))}</ul>
      <form class="row" onSubmit={add}>
        <div class="field"><label for="variable-label">{WORDS.variableLabel}</label><input id="variable-label" value={draft.label} onInput={(event) => setDraft({...draft, label: event.currentTarget.value})} /></div>
        <Menu label={WORDS.variables} value={draft.kind} choices={Object.entries(WORDS.variableKinds)} onChange={(kind) => setDraft({...draft, kind})} />
        {draft.kind === "words" && <div class="field"><label for="variable-words">{WORDS.variableWords}</label><input id="variable-words" value={draft.values} onInput={(event) => setDraft({...draft, values: event.currentTarget.value})} /></div>}
        <button>{WORDS.addVariable}</button>
      </form>
    </section>
  );
}

/** The choices that stand at the place where a walk has come; all of the scene if that is not known. */
function NextChoice({reached, choices, onChoose}) {
  if (!reached) return <MenuButton label={WORDS.nextChoice} words={WORDS.add} choices={choices} onChoose={onChoose} />;
  if (!reached.choices.length) return null;
  return (
    <p class="row" role="group" aria-label={WORDS.nextChoice}><span class="soft">{WORDS.nextChoiceAt(`${reached.number} ${nameOf(reached)}`)}</span>
      {reached.choices.map((choice) => <button type="button" key={choice.id} onClick={() => onChoose(choice.id)}>{plain(choice.text ?? choice.id)}</button>)}</p>
  );
}

export function Tests({store}) {
  const {cards, played} = store.state;
  if (!cards?.isReadable) return null;
  const endings = cards.passages.filter((passage) => passage.ending).map((passage) => [passage.ending.id, passage.ending.title]);
  const choices = cards.passages.flatMap((passage) => passage.choices.map((choice) => [choice.id, `${passage.number} ${plain(choice.text ?? choice.id)}`]));
  const words = new Map(choices);
  const change = (index, part) => store.edit(({tests}) => ({kind: "setTest", path: tests[index].path, name: tests[index].name, play: tests[index].play, ...part(tests[index])}));
  const failing = (test) => store.listProblems().some((problem) => problem.code === "story-test-failed" && problem.message.includes(`“${test.name}”`));
  const placeAfter = (play) => (play.length ? cards.passages.flatMap((passage) => passage.choices).find((choice) => choice.id === play.at(-1))?.goto : (cards.scene.start ?? cards.passages[0]?.id));
  const reached = (test) => cards.passages.find((passage) => passage.id === placeAfter(test.play));
  const isProved = Boolean(store.currentProof()?.holds);
  const untested = endings.filter(([id]) => !cards.tests.some((test) => test.expect?.ending === id));
  const atEnd = cards.passages.find((passage) => passage.id === played?.passage)?.ending;
  return (
    <div class="details">
      <h3>{WORDS.testsTitle}</h3><p class="soft">{WORDS.testsHint}</p>
      <ol class="tests">{cards.tests.map((test, index) => (
        <li key={index}>
          <Field label={WORDS.testName} value={test.name} onChange={(name) => change(index, () => ({name}))} />
          <span class="label">{WORDS.testPlay}</span>
          <ol>{test.play.map((id, number) => <li key={number} class="row"><span>{words.get(id) ?? id}</span><button type="button" class="plain" onClick={() => change(index, ({play}) => ({play: play.filter((_, each) => each !== number)}))}>{WORDS.remove}</button></li>)}</ol>
          <NextChoice reached={reached(test)} choices={choices} onChoose={(id) => change(index, ({play}) => ({play: [...play, id]}))} />
          <Menu label={WORDS.testEnding} isHidden={false} value={test.expect?.ending ?? ""} choices={[["", "–"], ...endings]} onChange={(ending) => ending && change(index, () => ({ending}))} />
          {reached(test) && !reached(test).ending && test.expect?.ending
            ? <p class="soft">{WORDS.testIsUnderWay}</p>
            : store.currentProof() && <p class={failing(test) ? "bad" : "good"}>{failing(test) ? WORDS.testFails : WORDS.testHolds}</p>}
          <p class="row"><button type="button" class="plain" onClick={() => store.edit({kind: "removeTest", path: test.path})}>{WORDS.remove}</button></p>
        </li>
      ))}</ol>
      <p class="row">
        {untested.length > 0 && <button type="button" class="go" disabled={!isProved} onClick={() => store.testEndings()}>{WORDS.testEndings}</button>}
        <button type="button" disabled={!atEnd || !played.choices.length} onClick={() => store.edit({kind: "setTest", name: atEnd.title, play: played.choices, ending: atEnd.id})}>{WORDS.addTestOfPlay}</button>
        <button type="button" class="plain" onClick={() => store.edit({kind: "setTest", name: WORDS.newTest, play: [], ending: endings[0]?.[0] ?? ""})}>{WORDS.addTest}</button>
      </p>
      {untested.length > 0 && !isProved && <p class="soft">{WORDS.testEndingsWaits}</p>}
      {!(atEnd && played.choices.length) && <p class="soft">{WORDS.testOfPlayWaits}</p>}
    </div>
  );
}
