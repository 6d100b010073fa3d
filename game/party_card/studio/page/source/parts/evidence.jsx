/* Evidence beside the scene: the facts, a source to read, and a sentence made a fact. */
import {Fragment} from "preact";
import {useEffect, useLayoutEffect, useRef, useState} from "preact/hooks";
import {listMarked} from "../marked-words.js";
import {nameOf} from "../names.js";
import {findLikeliest} from "../sentences.js";
import {catchTyping} from "../typing.js";
import {WORDS} from "../words.js";
import {goBehindCitation} from "../writing-flow.js";
import {Field, Menu, MenuButton, Segments, toBase64} from "./basics.jsx";

/** The text of a paragraph with the numbers of its notes where they stand, and the words that are marked. */
function Words({text, notes = [], span}) {
  const cuts = [...new Set([0, ...notes.map((note) => note.offset), ...(span ?? []), text.length])].sort((a, b) => a - b);
  const notesAt = (offset) => notes.filter((note) => note.offset === offset).map(({number}) => <sup key={number}>{number}</sup>);
  return (
    <span class="words" dir="auto">
      {notesAt(0)}
      {cuts.slice(1).map((end, index) => {
        const words = text.slice(cuts[index], end);
        const isMarked = span && cuts[index] >= span[0] && end <= span[1];
        return <Fragment key={end}>{isMarked ? <mark>{words}</mark> : words}{notesAt(end)}</Fragment>;
      })}
    </span>
  );
}

/** Returns the note that ends the words of a source, or the sentence that they are in. */
function findNote(paragraph, quote) {
  const start = paragraph.text.indexOf(quote.slice(0, 40));
  return start < 0 ? undefined : paragraph.notes?.find((note) => note.offset >= start + Math.min(quote.length, 40) - 1)?.number;
}

export function EvidencePane({store}) {
  const {copy, evidenceTab, factDraft} = store.state;
  const tab = evidenceTab ?? (copy ? "source" : "facts");
  const setTab = (next) => store.tell({evidenceTab: next});
  useEffect(() => { store.loadCopies(); }, []);
  const input = useRef(null);
  const openCopy = () => input.current.click();
  const takeCopy = async (event) => {
    const [file] = event.currentTarget.files;
    event.currentTarget.value = "";
    if (file?.size > store.state.maxBytes) return store.fail({message: WORDS.tooLarge(Math.floor(store.state.maxBytes / 1e6))});
    return file && store.openCopy({name: file.name, data: await toBase64(file)});
  };
  const isElsewhere = factDraft && (tab !== "source" || copy?.id !== factDraft.copy);
  return (
    <section class="pane evidence" aria-label={WORDS.evidence(store.state.evidence?.facts?.length ?? 0)}>
      <div class="head">
        <h2 class="unseen">{WORDS.evidence(store.state.evidence?.facts?.length ?? 0)}</h2>
        <Segments label={WORDS.facts} value={tab} choices={{facts: WORDS.facts, source: WORDS.source, sources: WORDS.sources}} onChange={setTab} />
        <span class="space" /><button type="button" class="plain" onClick={() => store.toggleEvidence(false)}>{WORDS.close}</button>
      </div>
      {tab === "facts" && <Facts store={store} onOpenCopy={openCopy} />}
      {tab === "source" && <Source store={store} onOpenCopy={openCopy} />}
      {tab === "sources" && <Sources store={store} />}
      {isElsewhere && <p class="row tools"><span class="soft making">{WORDS.inTheMaking(factDraft.fields.text)}</span><button type="button" onClick={() => store.goOnMaking()}>{WORDS.goOnMaking}</button></p>}
      <input ref={input} class="copy-file" type="file" hidden aria-label={WORDS.openCopy} accept={(store.state.accepts ?? []).join(",")} onChange={takeCopy} />
    </section>
  );
}

function Facts({store, onOpenCopy}) {
  const facts = store.state.evidence?.facts ?? [];
  const [sought, setSought] = useState("");
  const place = store.citationPlace();
  const found = facts.filter((fact) => `${fact.name} ${fact.id} ${fact.text}`.toLowerCase().includes(sought.toLowerCase()));
  const input = useRef(null);
  const importTable = async (event) => {
    const [file] = event.currentTarget.files;
    if (!file) return;
    const csv = await file.text();
    const answer = await store.change("importFacts", () => ({uri: store.state.uri, csv}));
    if (answer?.problems?.length) store.tell({dialog: {kind: "losses", losses: answer.problems}});
  };
  const exportTable = async () => {
    const answer = await store.request("factsTable", {uri: store.state.uri});
    if (answer) store.tell({dialog: {kind: "table", text: answer.csv, name: answer.name ?? "facts.csv"}});
  };
  return (
    <>
      <div class="find"><Field label={WORDS.findFact} isHidden placeholder={WORDS.findFact} value={sought} onChange={setSought} type="search" /></div>
      {facts.length > 0 && <p id="cites-where" class="soft cites-where">{place ? whereToCite(store, place) : WORDS.citeNowhere}</p>}
      <ul class="facts scroll">
        {facts.length === 0 && <li class="soft"><p>{WORDS.noFacts}</p><p><button type="button" onClick={onOpenCopy}>{WORDS.openCopy}</button></p></li>}
        {found.map((fact) => (
          <li key={fact.id} data-fact={fact.id} draggable onDragStart={(event) => { event.dataTransfer.setData("application/x-party-card-fact", fact.id); event.dataTransfer.setData("text/plain", `[@${fact.id}]`); }}>
            {fact.idRange
              ? <div class="fact-name"><Field label={WORDS.factName} isHidden isLazy value={fact.name} onChange={(words) => words.trim() && store.renameFact(fact.id, words)} /></div>
              : <p><span class="citation">{fact.name}</span><span class="soft"> {[WORDS.grades[fact.grade], fact.dateWords].filter(Boolean).join(" · ")}</span></p>}
            <FactText store={store} fact={fact} />
            {fact.uri && <div class="row"><Menu label={WORDS.grade} value={fact.grade} choices={Object.entries(WORDS.grades)} onChange={(grade) => changeFact(store, fact, {grade})} /><Field label={WORDS.factWhen} isHidden placeholder={WORDS.factWhen} isLazy value={fact.dateWords ?? fact.date} onChange={(date) => changeFact(store, fact, {date})} /></div>}
            <p class="soft">{fact.cites?.map((cite, number) => <Fragment key={number}>{number > 0 && "; "}<CiteLink store={store} cite={cite} /></Fragment>)}</p>
            <p class="row"><button type="button" disabled={!place} title={place ? whereToCite(store, place) : WORDS.citeNowhere} aria-describedby="cites-where" onClick={() => store.cite(fact.id)}>{WORDS.citeHere}</button>
              <button type="button" class="plain" disabled={!fact.uri} onClick={() => store.change("removeFact", () => ({uri: fact.uri, id: fact.id}))}>{WORDS.remove}</button><span class="space" /><span class="soft">{WORDS.citedTimes(fact.citedAt?.length ?? 0)}</span></p>
          </li>
        ))}
      </ul>
      <p class="row tools"><button type="button" class="plain" onClick={exportTable}>{WORDS.factsTable}</button><button type="button" class="plain" onClick={() => input.current.click()}>{WORDS.importFacts}</button></p>
      <input ref={input} type="file" accept=".csv,text/csv" hidden aria-label={WORDS.importFacts} onChange={importTable} />
    </>
  );
}

/** Says where a citation would stand. */
function whereToCite(store, place) {
  const passage = place.path[0] === "passages" && store.state.cards.passages.find((each) => each.id === place.path[1]);
  return WORDS.citesWhere(store.wordsBefore(place), passage ? titleOf(passage) : WORDS.sections[place.path[0]]?.[0]);
}

const changeFact = (store, fact, changes) => store.change("changeFact", () => ({uri: fact.uri, id: fact.id, changes}));

/** Where a fact stands: opens the copy there, or what is known of the source. */
function CiteLink({store, cite}) {
  const words = <span>{cite.title && <bdi>{cite.title}</bdi>}{cite.title && cite.place && ", "}{cite.place && <bdi>{cite.place}</bdi>}</span>;
  if (!cite.source || !cite.title) return words;
  return <button type="button" class="link" title={WORDS.openSourceOfFact} onClick={() => store.showSource(cite.source, cite.paragraphs?.[0])}>{words}</button>;
}

function FactText({store, fact}) {
  if (!fact.uri) return <p>{fact.text}</p>;
  return <Field label={WORDS.claim} isHidden lines={2} value={fact.text} onChange={(text) => changeFact(store, fact, {text})} />;
}

/** Opens a copy of a source: a text, a Word file, a PDF. */
const OpenCopy = ({onOpenCopy}) => <div class="open-copy"><button type="button" onClick={onOpenCopy}>{WORDS.openCopy}</button><p class="soft">{WORDS.copyHint}</p></div>;

function Source({store, onOpenCopy}) {
  const {copy, copies} = store.state;
  const [sought, setSought] = useState("");
  const area = useRef(null);
  const last = useRef(store.readingPlaces.get(copy?.id)?.number ?? -1); // the paragraph that was clicked or reached last: without marked words all of it is meant
  const keepPlace = () => copy && area.current && store.readingPlaces.set(copy.id, {top: area.current.scrollTop, number: last.current});
  useLayoutEffect(() => {
    last.current = store.readingPlaces.get(copy?.id)?.number ?? -1;
    if (area.current) area.current.scrollTop = store.readingPlaces.get(copy.id)?.top ?? 0;
  }, [copy?.id]);
  const paragraphs = (copy?.paragraphs ?? []).map((paragraph, index) => ({...paragraph, index}));
  const making = store.state.factDraft?.copy === copy?.id ? store.state.factDraft : null;
  const readMarked = (number = last.current) => {
    const parts = listMarked(area.current, paragraphs);
    if (!parts.length && paragraphs[number]) parts.push({number, start: 0, end: paragraphs[number].text.length});
    if (!parts.length) return null;
    const wholes = parts.map((part) => paragraphs[part.number]);
    const [first] = wholes;
    return {
      number: first.index, paragraph: first.number, page: copy.pages === "printed" ? first.page : undefined, parts, notes: first.notes,
      quote: parts.map((part, index) => wholes[index].text.slice(part.start, part.end)).join(" "), text: wholes.map((whole) => whole.text).join(" "),
    };
  };
  const mark = (number) => {
    const marked = readMarked(number);
    if (making) return store.goOnMaking();
    return marked && store.beginFact(marked);
  };
  const takeMarked = () => {
    const marked = listMarked(area.current, paragraphs).length ? readMarked() : null;
    if (!marked) return store.announce(WORDS.nothingMarked);
    return store.setFactDraft({...making, marked, fields: {...making.fields, quote: marked.quote}});
  };
  const keys = (event) => {
    if (event.key.toLowerCase() !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
    mark(Number(event.target.dataset?.number ?? last.current));
    event.preventDefault();
  };
  if (!copy) {
    return (
      <div class="scroll copies"><OpenCopy onOpenCopy={onOpenCopy} />
        <ul>{copies.map((each) => <li key={each.id} class="row"><button type="button" class="link" onClick={() => store.openCopy({id: each.id})}>{each.title}</button><button type="button" class="plain" onClick={() => store.request("closeSourceCopy", {id: each.id}).then(() => store.loadCopies())}>{WORDS.remove}</button></li>)}</ul>
      </div>
    );
  }
  const found = sought ? paragraphs.filter((paragraph) => paragraph.text.toLowerCase().includes(sought.toLowerCase())) : paragraphs;
  return (
    <>
      <div class="find"><b class="copy-title">{copy.title}</b>{store.state.evidence?.sources?.length > 0 && <Menu label={WORDS.ofSource} value={copy.source ?? ""} choices={[["", WORDS.whichSource], ...(store.state.evidence?.sources ?? []).map((each) => [each.id, each.title])]} onChange={(source) => source && store.openCopy({id: copy.id, source})} />}<button type="button" class="plain" onClick={() => store.tell({copy: null})}>{WORDS.close}</button></div>
      {!making && <div class="find"><Field label={WORDS.findInSource} isHidden placeholder={WORDS.findInSource} value={sought} onChange={setSought} type="search" />
        {store.state.evidence?.sources?.find((each) => each.id === copy.source)?.uri && <button type="button" class="plain" onClick={() => store.openSource(copy.source)}>{WORDS.changeSource}</button>}</div>}
      {(copy.warning ?? copy.remark) && <p class="band">{copy.warning ?? copy.remark}</p>}
      <div ref={area} class="source scroll" role="list" aria-label={copy.title} onKeyDown={keys} onScroll={keepPlace} onFocusIn={(event) => { last.current = Number(event.target.dataset?.number ?? -1); keepPlace(); }}>
        {found.slice(0, 800).map((paragraph) => (
          <p key={paragraph.index} data-number={paragraph.index} role="listitem" tabindex="0" class={`${making?.marked.number === paragraph.index ? "marked" : ""}${paragraph.isHeading ? " heading" : ""}`}>
            <span class="number" aria-hidden="true">{paragraph.number ?? (paragraph.page ? WORDS.shortPage(paragraph.page) : "")}</span>
            <span><Words {...paragraph} span={spanOf(making, paragraph.index)} />{" "}{paragraph.facts?.length > 0 && <span class="tag">{paragraph.facts.map((fact) => store.nameOfFact(fact)).join(", ")}</span>}</span>
          </p>
        ))}
      </div>
      {making ? <MakeFact store={store} making={making} onTakeMarked={takeMarked} onDone={() => area.current.querySelector(`[data-number="${making.marked.number}"]`)?.focus()} /> : <p class="row tools"><button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => mark()}>{WORDS.makeFact}</button><span class="soft">{WORDS.selectHint}</span></p>}
    </>
  );
}

/** Returns from where to where a paragraph is marked for the fact in the making. */
function spanOf(making, number) {
  const part = making?.marked.parts.find((each) => each.number === number);
  return part && [part.start, part.end];
}

const titleOf = (passage) => `${passage.number} ${nameOf(passage)}`;

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** The fact in the making. It stays, whatever else is looked at, until it is made or given up. */
function MakeFact({store, making, onTakeMarked, onDone: focusSource}) {
  const {evidence, cards, selected, copy} = store.state;
  const {marked, fields: draft} = making;
  const sources = evidence?.sources ?? [];
  const setDraft = (fields) => store.setFactDraft({...making, fields});
  const quote = draft.quote.trim();
  const note = findNote(marked, quote);
  const form = useRef(null);
  useEffect(() => {
    form.current.querySelector("textarea").focus();
    document.querySelector(".source .marked")?.scrollIntoView({block: "nearest"});
  }, []);
  const onDone = () => {
    store.setFactDraft(null);
    focusSource();
  };
  const isUnplaced = marked.paragraph == null && !marked.page && copy.paragraphs.some((each) => each.number != null); // a title, which has no number
  const isReady = draft.text.trim() && !isUnplaced;
  const isInSource = oneLine(marked.text).includes(oneLine(draft.quote));
  const passages = cards?.passages ?? [];
  const meant = store.citationPlace();
  const isInPassage = meant?.path[0] === "passages";
  const sentences = isInPassage ? store.listSentences() : [];
  const isInField = (each) => each.path.join() === meant?.path.join();
  const found = sentences.findIndex((each) => isInField(each) && each.offset >= meant.offset);
  const atCaret = found < 0 ? sentences.findLastIndex(isInField) : found;
  const isAtEnd = meant?.offset >= meant?.length; // where writing ended: nobody has chosen a sentence yet
  const behind = making.behind ?? (isAtEnd ? findLikeliest(sentences.map(({text}) => text), `${draft.text} ${draft.quote}`, atCaret) : atCaret);
  const make = async (cites) => {
    const place = cites ? (sentences[Math.max(behind, 0)] ?? meant) : undefined;
    const {paragraph, page} = marked;
    const source = draft.source || (await store.addSource({title: draft.title, author: draft.author, issued: draft.issued}))?.id;
    if (!source) return;
    const answer = await store.makeFact({paragraph: paragraph ?? marked.number + 1, note, page, quote, text: draft.text, grade: draft.grade, date: draft.date, source, cite: place && {path: place.path, offset: place.offset}});
    if (!answer) return;
    store.announce(WORDS.factMade);
    const typing = catchTyping();
    const isInText = place && (await goBehindCitation(place, answer.id, typing));
    typing.stop();
    if (isInText) store.setFactDraft(null);
    else onDone();
    store.openCopy({id: copy.id, source});
  };
  return (
    <form ref={form} class="make" onSubmit={(event) => { event.preventDefault(); make(Boolean(meant)); }}>
      <p class="row"><b class="title">{WORDS.makeFact}</b><span class="soft">{!isUnplaced && WORDS.placeIs({...marked, note, paragraph: marked.paragraph ?? marked.number + 1})}</span><span class="space" /><button type="button" class="plain" onMouseDown={(event) => event.preventDefault()} onClick={onTakeMarked}>{WORDS.takeMarked}</button><button type="button" class="plain" onClick={onDone}>{WORDS.cancel}</button></p>
      {isUnplaced && <p class="bad" role="alert">{WORDS.noNumber}</p>}
      <div class="field"><label for="claim">{WORDS.claim}</label><textarea id="claim" rows="2" aria-required="true" value={draft.text} onInput={(event) => setDraft({...draft, text: event.currentTarget.value})} /></div>
      <div class="field"><label for="source-words">{WORDS.sourceWords}</label><textarea id="source-words" class="quoted" rows="2" value={draft.quote} aria-invalid={!isInSource} aria-describedby={isInSource ? undefined : "not-in-source"} onInput={(event) => setDraft({...draft, quote: event.currentTarget.value})} />{!isInSource && <p id="not-in-source" class="bad" role="alert">{WORDS.notInSource}</p>}</div>
      <div class="fields">
        <Menu label={WORDS.ofSource} isHidden={false} value={draft.source} choices={[...sources.map((each) => [each.id, each.title]), ["", WORDS.newSource]]} onChange={(source) => setDraft({...draft, source})} />
        {!draft.source && <div class="field"><label for="new-source">{WORDS.sourceFields.title}</label><input id="new-source" required value={draft.title} onInput={(event) => setDraft({...draft, title: event.currentTarget.value})} /></div>}
        {!draft.source && ["author", "issued"].map((key) => <div class="field" key={key}><label for={`new-source-${key}`}>{WORDS.sourceFields[key]}</label><input id={`new-source-${key}`} value={draft[key] ?? ""} onInput={(event) => setDraft({...draft, [key]: event.currentTarget.value})} /></div>)}
        <Menu label={WORDS.grade} isHidden={false} value={draft.grade} choices={Object.entries(WORDS.grades)} onChange={(grade) => setDraft({...draft, grade})} />
        <div class="field"><label for="fact-date">{WORDS.factWhen}</label><input id="fact-date" value={draft.date} onInput={(event) => setDraft({...draft, date: event.currentTarget.value})} /></div>
      </div>
      <p class="row done">{sentences.length > 1 && <span class="row behind"><span class="soft" aria-hidden="true">{WORDS.citeBehind}</span><Menu label={WORDS.citeBehind} value={String(Math.max(behind, 0))} choices={sentences.map((each, number) => [String(number), each.words])} onChange={(number) => store.setFactDraft({...making, behind: Number(number)})} /></span>}
        <button class="go" disabled={!isReady || !isInSource}>{isInPassage ? WORDS.makeAndCite(titleOf(passages.find((each) => each.id === selected))) : meant ? WORDS.makeAndCiteThere : WORDS.makeFact}</button>
        {meant && <button type="button" class="plain" disabled={!isReady || !isInSource} onClick={() => make(false)}>{WORDS.onlyMake}</button>}
        {!meant && <MenuButton label={WORDS.citeInPassage} words={WORDS.show} choices={passages.map((each) => [each.id, titleOf(each)])} onChoose={(id) => store.select(id)} />}</p>
    </form>
  );
}

function SourceFields({prefix, fields, onChange}) {
  return Object.entries(WORDS.sourceFields).map(([key, words]) => (
    <div class="field" key={key}><label for={`${prefix}-${key}`}>{words}</label><input id={`${prefix}-${key}`} required={key === "title"} value={fields[key]} onInput={(event) => onChange({...fields, [key]: event.currentTarget.value})} /></div>
  ));
}

function Sources({store}) {
  const {sourceInForm} = store.state;
  const sources = store.state.evidence?.sources ?? [];
  const empty = Object.fromEntries(Object.keys(WORDS.sourceFields).map((key) => [key, ""]));
  const draft = store.state.sourceDraft ?? empty;
  const setDraft = (fields) => store.tell({sourceDraft: fields});
  const input = useRef(null);
  const add = async (event) => {
    event.preventDefault();
    if (await store.addSource(draft)) setDraft(empty);
  };
  const importFile = async (event) => {
    const [file] = event.currentTarget.files;
    if (!file) return;
    const text = await file.text();
    const answer = await store.change("importSources", () => ({text, format: file.name.endsWith(".bib") ? "bibtex" : "csl-json"}));
    if (answer?.losses?.length) store.tell({dialog: {kind: "losses", losses: answer.losses}});
  };
  return (
    <div class="scroll sources">
      <ul>{sources.map((source) => (
        <li key={source.id}>
          {source.uri ? <button type="button" class="link" data-source={source.id} title={WORDS.changeSource} onClick={() => store.openSource(source.id)}>{source.title}</button> : <b>{source.title}</b>} <span class="soft">{WORDS.sourceKinds[source.kind] ?? source.kind}</span>
          {sourceInForm?.id === source.id && (
            <form class="details" aria-label={WORDS.changeSource} onSubmit={(event) => { event.preventDefault(); store.changeSource(); }}>
              <SourceFields prefix="changed-source" fields={sourceInForm.fields} onChange={(fields) => store.tell({sourceInForm: {...sourceInForm, fields}})} />
              <p class="row"><button class="go">{WORDS.saveSource}</button><button type="button" class="plain" onClick={() => store.tell({sourceInForm: null})}>{WORDS.cancel}</button></p>
            </form>
          )}
        </li>
      ))}</ul>
      <form onSubmit={add} class="details" aria-label={WORDS.addSource}>
        <h3>{WORDS.addSource}</h3>
        <SourceFields prefix="source" fields={draft} onChange={setDraft} />
        <p class="row"><button>{WORDS.add}</button><button type="button" class="plain" onClick={() => input.current.click()}>{WORDS.importSources}</button></p>
      </form>
      <input ref={input} type="file" accept=".json,.bib" hidden aria-label={WORDS.importSources} onChange={importFile} />
    </div>
  );
}
