/* The scene as cards: a passage is a card with plain fields. One is open; the others show their beginning. */
import {useRef, useState} from "preact/hooks";
import {nameOf, plain} from "../names.js";
import {findUnreached} from "../passages.js";
import {waitFor} from "../typing.js";
import {lacksTarget} from "../unwritten.js";
import {findingLanguage, findingWords, WORDS} from "../words.js";
import {addChoice, goOnFromChoice, goOnFromText, openTarget, writeTarget} from "../writing-flow.js";
import {Field, Menu, Triangle} from "./basics.jsx";
import {Changes, Condition} from "./conditions.jsx";
import {addPassage} from "./map-pane.jsx";
import {ProseField} from "./prose-field.jsx";

const NEXT = "";

export function Cards({store}) {
  const {cards, selected} = store.state;
  if (!cards) return null;
  if (!cards.isReadable) {
    return (
      <div class="unreadable"><Triangle /><div><p><b>{WORDS.cannotRead}</b></p><p>{cards.error}</p><button type="button" onClick={() => store.setView("text")}>{WORDS.toText}</button></div></div>
    );
  }
  return (
    <ol class="cards">
      {cards.passages.map((passage) => (
        <li key={passage.number}>{passage.id === selected ? <OpenCard key={`open ${store.state.openCount}`} store={store} passage={passage} /> : <ClosedCard store={store} passage={passage} />}</li>
      ))}
      <li class="row"><button type="button" class="plain" onClick={() => addPassage(store)}>+ {WORDS.addPassage}</button><button type="button" class="plain" onClick={() => store.openDraft(null)}>+ {WORDS.fromDraft}</button></li>
    </ol>
  );
}

function ClosedCard({store, passage}) {
  const start = plain(passage.blocks.map((block) => block.text ?? "").join(" ")).slice(0, 160);
  const isWrong = store.listProblems().some((problem) => problem.severity === 1 && store.passageOf(problem)?.id === passage.id);
  return (
    <button type="button" id={`card-${passage.id}`} class="card closed" aria-expanded="false" onClick={() => store.select(passage.id, {focuses: true})}>
      <span class="number">{passage.number}</span><span class="title">{nameOf(passage)}</span><span class="first">{start}</span>{isWrong && <Triangle />}
    </button>
  );
}

function OpenCard({store, passage}) {
  const {cards} = store.state;
  const [showsMore, setShowsMore] = useState(false);
  const index = cards.passages.indexOf(passage);
  const wrong = store.listProblems().filter((problem) => problem.severity <= 2 && store.passageOf(problem)?.id === passage.id);
  const set = (path, text) => store.edit({kind: "setText", path, text});
  const prose = {facts: store, nonce: store.documents.nonce};
  const withCaret = (path) => ({
    place: path.join("/"),
    onCaret: (offset, length) => (store.caret = {passage: passage.id, path, offset, length}),
    onDropFact: (fact, offset) => store.cite(fact, {path, offset}),
  });
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.defaultPrevented) {
      event.preventDefault();
      goOnFromText(store, passage.id);
    }
  };
  const setting = [passage.dateWords, passage.place, WORDS.basesInLine[passage.basis]].filter(Boolean).join(" · ");
  const goToText = () => document.querySelector(".card.open .blocks .cm-content")?.focus();
  return (
    <div id={`card-${passage.id}`} class="card open" role="group" aria-label={WORDS.passage(passage.number, nameOf(passage))} onKeyDown={keys}>
      <header>
        <span class="number">{passage.number}</span><div class="title-field">{passage.ending
          ? <Field label={WORDS.endingTitle} isHidden isLazy placeholder={WORDS.endingTitle} value={passage.ending.title} onEnter={goToText} onChange={(words) => store.nameEnding(passage.id, words)} />
          : <Field label={WORDS.passageName} isHidden isLazy value={passage.title} onEnter={goToText} onChange={(words) => words.trim() && store.rename(passage.id, words)} />}</div>
        <span class="soft setting" title={setting}>{setting}</span><span class="space" />
        <MoveButtons store={store} passage={passage} index={index} />
        <button type="button" class="plain" aria-expanded={showsMore} onClick={() => setShowsMore(!showsMore)}>{showsMore ? WORDS.less : WORDS.more}</button>
      </header>
      {showsMore && <Settings store={store} passage={passage} set={set} />}
      <div class="blocks">
        {passage.blocks.map((block) => <Block key={block.path.slice(2).join("/")} store={store} passage={passage} block={block} set={set} prose={{...prose, ...withCaret(block.textPath)}} />)}
        <p class="row add">
          <button type="button" class="plain" onClick={() => store.showFacts()}>+ {WORDS.cite}</button>
          <button type="button" class="plain" onClick={() => store.addPart(passage.id, passage.blocks.length, "text", true)}>+ {WORDS.addPart}</button>
          <button type="button" class="plain" onClick={() => store.addPart(passage.id, passage.blocks.length, "document", false)}>+ {WORDS.addPaper}</button>
          {isUnwritten(passage) && <button type="button" class="plain" onClick={() => store.openDraft(passage.id)}>+ {WORDS.fromDraft}</button>}
        </p>
      </div>
      {passage.ending ? <Ending store={store} passage={passage} set={set} prose={prose} /> : <Choices store={store} passage={passage} set={set} prose={prose} />}
      {!passage.ending && <Record store={store} passage={passage} set={set} prose={prose} withCaret={withCaret} />}
      {wrong.length > 0 && <ul class="wrongs">{wrong.slice(0, 4).map((problem, number) => <Wrong key={number} problem={problem} />)}</ul>}
    </div>
  );
}

/** Returns True if a draft can become this passage: nothing stands in it yet. */
const isUnwritten = ({blocks, choices, ending, record}) => !ending && !record && blocks.every((block) => block.text === "…" || block.text === "") && choices.every((choice) => choice.text === "…");

/** Moves a passage before the one above it, or behind the one below; every choice leads where it led. */
function MoveButtons({store, passage, index}) {
  const ways = [["↑", WORDS.movePassageUp, -1], ["↓", WORDS.movePassageDown, 1]];
  return <span class="move">{ways.map(([sign, words, step]) => (
    <button type="button" key={step} class="plain" aria-label={words} title={words} disabled={!store.state.cards.passages[index + step]} onClick={() => store.movePassage(passage.id, step)}><span aria-hidden="true">{sign}</span></button>
  ))}</span>;
}

/** One part of a passage: prose or a paper, there always or only if a condition holds. */
function Block({store, passage, block, set, prose}) {
  const [isAsked, setAsks] = useState(false);
  const asks = isAsked || store.state.askedPart === block.path.join("/");
  const close = () => {
    setAsks(false);
    store.tell({askedPart: null});
  };
  const hasCondition = block.condition !== null;
  return (
    <div class={`block${hasCondition || asks ? " conditional" : ""}`}>
      {(hasCondition || asks) && <Condition store={store} passage={passage.id} path={block.path} condition={block.condition} onClose={close} />}
      {block.isEditable
        ? <ProseField onPasteDraft={isUnwritten(passage) && block.kind !== "document" ? (text) => store.pasteDraft(passage.id, block.textPath, text) : undefined} label={block.kind === "document" ? WORDS.paper : WORDS.prose} hint={block.kind === "document" ? WORDS.paperHint : WORDS.proseHint} className={block.kind} path={block.textPath} value={block.text} onChange={(text) => set(block.textPath, text)} {...prose} />
        : <p class="fixed">{plain(block.text)} <button type="button" class="link" title={block.refusal} onClick={() => store.setView("text")}>{WORDS.toText}</button></p>}
      {passage.blocks.length > 1 && (
        <span class="row small part-tools">
          {!hasCondition && !asks && <button type="button" class="plain" onClick={() => setAsks(true)}>{WORDS.addCondition}</button>}
          <button type="button" class="plain" onClick={() => store.edit({kind: "removeBlock", path: block.path})}>{WORDS.removePart}</button>
        </span>
      )}
    </div>
  );
}

function Wrong({problem}) {
  return <li><Triangle /><span lang={findingLanguage(problem)} dir="auto">{findingWords(problem).join(" ")}</span></li>;
}

function Settings({store, passage, set}) {
  const {cards} = store.state;
  const place = (key) => ["passages", passage.id, key];
  return (
    <div class="settings">
      <Field label={WORDS.when} isLazy placeholder={WORDS.whenExample} value={passage.dateWords} onChange={(value) => set(place("date"), value)} />
      <Field label={WORDS.where} value={passage.place} onChange={(value) => set(place("place"), value)} />
      <Menu label={WORDS.basis} isHidden={false} value={passage.basis} choices={Object.entries(WORDS.bases)} onChange={(value) => set(place("basis"), value)} />
      <p class="row">
        {passage.ending ? <button type="button" class="plain" onClick={() => store.edit({kind: "removeEnding", passage: passage.id})}>{WORDS.makePassage}</button> : <button type="button" class="plain" onClick={() => makeEnding(store, passage)}>{WORDS.makeEnding}</button>}
        <button type="button" class="plain" disabled={cards.passages.length === 1} onClick={() => store.edit({kind: "removePassage", passage: passage.id})}>{WORDS.removePassage}</button>
      </p>
    </div>
  );
}

function Choices({store, passage, set, prose}) {
  return (
    <div class="choices">
      <ol>{passage.choices.map((choice, index) => <Choice key={`${choice.id}${index}`} store={store} passage={passage} choice={choice} index={index} set={set} prose={prose} />)}</ol>
      <p class="row"><button type="button" class="plain" onClick={() => addChoice(store, passage.id)}>+ {WORDS.addChoice}</button>
        {passage.choices.length === 0 && <button type="button" class="plain" onClick={() => makeEnding(store, passage)}>{WORDS.makeEnding}</button>}</p>
      <p class="soft keys-here">{WORDS.keysHere.map(([key, words]) => <span key={key}><kbd>{key}</kbd> {words}</span>)}</p>
    </div>
  );
}

/** Returns the entries of the menu where a choice leads: what no path reaches first. */
function listTargets(cards, passage, choice) {
  const unreached = findUnreached(cards);
  const toEntry = (each) => [each.id, `${each.number} ${nameOf(each)}`];
  const [lost, others] = [true, false].map((isLost) => cards.passages.filter((each) => unreached.has(each.id) === isLost).map(toEntry));
  const following = cards.passages[cards.passages.indexOf(passage) + 1];
  const isMissing = isMissingTarget(cards, choice);
  const first = choice.isGotoImplied && following ? [[NEXT, WORDS.nextPassage(toEntry(following)[1])]] : isMissing || lacksTarget(choice) ? [[targetOf(choice), isMissing ? choice.goto : WORDS.noTarget]] : [];
  return [...first, ...(lost.length ? [[WORDS.unreachedTargets, lost], [WORDS.otherTargets, others]] : others)];
}

const targetOf = (choice) => (choice.isGotoImplied ? NEXT : choice.goto);
const isMissingTarget = (cards, choice) => !choice.isGotoImplied && !lacksTarget(choice) && !cards.passages.some(({id}) => id === choice.goto);

function Choice({store, passage, choice, index, set, prose}) {
  const {cards} = store.state;
  const [showsMore, setShowsMore] = useState(false);
  const [asks, setAsks] = useState(false);
  const item = useRef(null);
  const askCondition = () => {
    setAsks(true);
    waitFor(() => item.current?.querySelector(".condition select")).then(() => item.current?.querySelector(".condition select")?.focus());
  };
  const hasCondition = choice.condition !== null;
  const number = index + 1;
  const path = (key) => [...choice.path, key];
  const isMissing = isMissingTarget(cards, choice);
  const lead = (target) => {
    store.guessedTargets.delete(choice.id);
    return set(path("goto"), target);
  };
  return (
    <li class="choice" ref={item}>
      <b class="number" aria-hidden="true">{number}</b>
      <div>
        <ProseField label={WORDS.choiceText(number)} hint={WORDS.choiceHint} isOneLine className="choice-text" path={path("text")} value={choice.text} onChange={(value) => set(path("text"), value)} onEnter={(text) => goOnFromChoice(store, passage.id, index, text)} onGoOn={() => writeTarget(store, passage.id, index)} {...prose} />
      </div>
      <span class="to"><span aria-hidden="true">{WORDS.then}</span>
        <Menu label={WORDS.goesTo(number)} isWrong={isMissing} isOpen={lacksTarget(choice)} value={targetOf(choice)} choices={listTargets(cards, passage, choice)} onChange={lead} />
        <button type="button" class="plain" aria-label={WORDS.opensTarget(number)} title={WORDS.opensTarget(number)} disabled={isMissing || lacksTarget(choice)} onClick={() => openTarget(store, passage.id, index)}>{WORDS.openShort}</button>
        <button type="button" class="plain" aria-label={WORDS.leadsToNew(number)} title={WORDS.leadsToNew(number)} onClick={() => store.leadToNew(passage.id, index)}><span aria-hidden="true">+</span>{WORDS.newShort}</button>
      </span>
      <button type="button" class="plain more" aria-expanded={showsMore} aria-label={showsMore ? WORDS.lessOf(number) : WORDS.moreOf(number)} onClick={() => setShowsMore(!showsMore)}>{showsMore ? WORDS.less : WORDS.more}</button>
      <div class="choice-extras">
        {(hasCondition || asks) && <Condition store={store} passage={passage.id} path={choice.path} condition={choice.condition} onClose={() => setAsks(false)} />}
        {choice.did && <div class="afterwards"><span class="soft" aria-hidden="true">{WORDS.afterwards}</span><ProseField label={WORDS.didText} isOneLine value={choice.did} onChange={(value) => set(path("did"), value)} {...prose} /></div>}
        <div class="choice-lines">
          <Changes store={store} choice={choice} number={number} showsMore={showsMore} />
          {!hasCondition && !asks && <button type="button" class="plain" aria-label={WORDS.addConditionTo(number)} onClick={askCondition}>+ {WORDS.addCondition}</button>}
        </div>
      </div>
      {showsMore && (
        <div class="settings">
          {!choice.did && <span class="label">{WORDS.didText}</span>}
          {!choice.did && <ProseField label={WORDS.didText} isOneLine className="boxed" value={choice.did} onChange={(value) => set(path("did"), value)} {...prose} />}
          <span class="label">{WORDS.overlooksText}</span>
          <ProseField label={WORDS.overlooksText} isOneLine className="boxed" value={choice.overlooks ?? ""} onChange={(value) => set(path("overlooks"), value)} {...prose} />
          {hasCondition && <span class="label">{WORDS.lockedText}</span>}
          {hasCondition && <ProseField label={WORDS.lockedText} isOneLine className="boxed" value={choice.locked ?? ""} onChange={(value) => set(path("locked"), value)} {...prose} />}
          <label class="check"><input type="checkbox" checked={choice.hypothesis} onChange={(event) => set(path("hypothesis"), event.currentTarget.checked ? "true" : "")} /> {WORDS.noRecord}</label>
          <p class="row">
            <button type="button" class="plain" disabled={index === 0} onClick={() => store.edit({kind: "moveChoice", path: choice.path, index: index - 1})}>{WORDS.moveUp}</button>
            <button type="button" class="plain" disabled={index === passage.choices.length - 1} onClick={() => store.edit({kind: "moveChoice", path: choice.path, index: index + 1})}>{WORDS.moveDown}</button>
            <button type="button" class="plain" onClick={() => store.edit({kind: "removeChoice", path: choice.path})}>{WORDS.remove}</button>
          </p>
        </div>
      )}
    </li>
  );
}

/** Lets the scene end at a passage, and goes to what is kept and lost. */
async function makeEnding(store, passage) {
  if (await store.edit({kind: "makeEnding", passage: passage.id, title: passage.title})) store.focusCard(store.newNameOf(passage.id), ".ending-fields .cm-content");
}

function Ending({store, passage, set, prose}) {
  const path = (key) => ["passages", passage.id, "ending", key];
  return (
    <div class="choices ending-fields">
      <span class="label">{WORDS.endingCost}</span>
      <ProseField label={WORDS.endingCost} hint={WORDS.endingHint} className="boxed" path={path("cost")} value={passage.ending.cost} onChange={(value) => set(path("cost"), value)} {...prose} />
      <p class="row"><button type="button" class="plain" onClick={() => store.edit({kind: "removeEnding", passage: passage.id})}>{WORDS.makePassage}</button></p>
    </div>
  );
}

function Record({store, passage, set, prose, withCaret}) {
  const path = ["passages", passage.id, "record"];
  const asksInCommon = passage.inCommon || store.listAdvice().some(({code}) => code === "pair-without-link");
  const toggle = (id) => store.edit(({passages}) => {
    const {history} = passages.find((each) => each.id === passage.id);
    return {kind: "setHistory", passage: passage.id, choices: history.includes(id) ? history.filter((each) => each !== id) : [...history, id]};
  });
  const citeHere = () => {
    const {length} = passage.record;
    if (store.caret?.path?.join("/") !== path.join("/")) store.caret = {passage: passage.id, path, offset: length, length};
    store.showFacts();
  };
  return (
    <>
      <div class="record">
        <span class="label">{WORDS.record}</span>
        <ProseField label={WORDS.record} hint={WORDS.recordHint} className="boxed" path={path} value={passage.record ?? ""} onChange={(value) => set(path, value)} {...withCaret(path)} {...prose} />
        {passage.record && <p class="row add"><button type="button" class="plain" onClick={citeHere}>+ {WORDS.cite}</button></p>}
        {passage.record && passage.choices.length > 0 && (
          <fieldset class="row matches"><legend class="label">{WORDS.matches}</legend>
            {passage.choices.map((choice, index) => <label key={choice.id} class="check"><input type="checkbox" checked={passage.history.includes(choice.id)} onChange={() => toggle(choice.id)} /> {index + 1}</label>)}
          </fieldset>
        )}
      </div>
      {passage.record && asksInCommon && (
        <div class="field in-common"><span class="label">{WORDS.inCommon}</span><ProseField label={WORDS.inCommon} hint={WORDS.inCommonHint} className="boxed" value={passage.inCommon ?? ""} onChange={(value) => set(["passages", passage.id, "in_common"], value)} {...prose} /></div>
      )}
    </>
  );
}
