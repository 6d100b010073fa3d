/* A field for prose. Citations stand in it as one piece each, with the name of their fact.
   Invariant: what it tells is the text with citations as the file has them, `[@id]`. */
import {defaultKeymap} from "@codemirror/commands";
import {ChangeSet, EditorState, RangeSetBuilder, StateEffect, StateField} from "@codemirror/state";
import {Decoration, EditorView, keymap, placeholder, ViewPlugin, WidgetType} from "@codemirror/view";
import {useEffect, useRef} from "preact/hooks";
import {inWords, isOpenPlace} from "../names.js";
import {partParagraphs, readDraftFrom} from "../pasted-text.js";
import {findSentenceEnd} from "../sentences.js";
import {WORDS} from "../words.js";
import {isSameText} from "./basics.jsx";

const CITATION = /\[@([A-Za-z0-9_-]+)(?:[^[\]]*)\]/g;
const TELL_AFTER_MS = 300;
const SHOW_AFTER_MS = 120; // the page of the student follows sooner than the text, of which each change is a step to undo
const OPEN = "…"; // stands in a new scene where something has to be written: the field shows its hint instead
const toField = (value) => (value === OPEN ? "" : (value ?? ""));

class CitationWidget extends WidgetType {
  constructor(fact) {
    super();
    this.fact = fact;
  }
  eq({fact}) {
    return ["id", "isKnown", "name", "claim"].every((key) => fact[key] === this.fact[key]);
  }
  toDOM(view) {
    const element = document.createElement("span");
    element.dataset.fact = this.fact.id;
    element.draggable = true;
    element.addEventListener("click", () => this.fact.show?.());
    element.addEventListener("dragstart", (event) => beginDrag(event, view));
    element.addEventListener("dragend", () => { dragged = null; });
    element.className = `citation${this.fact.isKnown ? "" : " wrong"}`;
    element.textContent = this.fact.name;
    if (this.fact.claim) element.title = this.fact.claim;
    return element;
  }
  ignoreEvent({type}) {
    return ["mousedown", "click", "dragstart", "dragend"].includes(type); // the editor would take a press for the beginning of a selection
  }
}

/** Has the citations drawn anew: a fact has another name, or is there now. */
const redraw = StateEffect.define();

function decorate(view, describe) {
  const builder = new RangeSetBuilder();
  const text = view.state.doc.toString();
  for (const match of text.matchAll(CITATION)) {
    builder.add(match.index, match.index + match[0].length, Decoration.replace({widget: new CitationWidget(describe(match[1]))}));
  }
  return builder.finish();
}

const citations = (describe) => ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = decorate(view, describe);
    }
    update(update) {
      const isAsked = update.transactions.some(({effects}) => effects.some((effect) => effect.is(redraw)));
      if (update.docChanged || isAsked) this.decorations = decorate(update.view, describe);
    }
  },
  {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  },
);

class LandingWidget extends WidgetType {
  eq() {
    return true;
  }
  toDOM() {
    const element = document.createElement("span");
    element.className = "landing";
    return element;
  }
}

/** Says where what is dragged would land; null if it has left the field. */
const setLanding = StateEffect.define();
const landing = StateField.define({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    const said = transaction.effects.find((effect) => effect.is(setLanding));
    if (said) return said.value == null ? Decoration.none : Decoration.set([Decoration.widget({widget: new LandingWidget(), side: 1}).range(said.value)]);
    return transaction.docChanged ? Decoration.none : shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const CITATION_TYPES = ["application/x-party-card-fact", "application/x-party-card-citation"];

/** Shows where what is dragged over a field would land: a citation behind the sentence. */
function showLanding(event, view) {
  const place = view.posAtCoords({x: event.clientX, y: event.clientY}) ?? view.state.doc.length;
  const isCitation = CITATION_TYPES.some((type) => event.dataTransfer?.types.includes(type));
  const end = isCitation ? findSentenceEnd(view.state.doc.toString(), place) : place;
  const [shown] = [view.state.field(landing).iter()].filter(({value}) => value).map(({from}) => from);
  if (end !== shown) view.dispatch({effects: setLanding.of(end)});
}

const hideLanding = (view) => view.dispatch({effects: setLanding.of(null)});

let dragged = null; // the citation that is under way: its editor, and where it stands there

/** Takes note of a citation that a person begins to drag. */
function beginDrag(event, view) {
  const from = view.posAtDOM(event.currentTarget);
  const [words] = view.state.sliceDoc(from).match(CITATION);
  dragged = {view, from, to: from + words.length, words};
  event.dataTransfer.setData("application/x-party-card-citation", words);
  event.dataTransfer.effectAllowed = "move";
}

/** Moves the citation that is dragged behind the sentence at a place, in the same text or in another. */
function dropCitation(view, place) {
  const {view: source, from, to, words} = dragged;
  dragged = null;
  const text = source.state.doc.toString();
  if (text.slice(from, to) !== words) return; // changed meanwhile
  const removal = ChangeSet.of({from: text.slice(0, from).replace(/[^\S\n]+$/, "").length, to}, text.length);
  const isSame = source === view;
  const rest = isSame ? removal.apply(source.state.doc) : view.state.doc;
  const end = findSentenceEnd(rest.toString(), isSame ? removal.mapPos(place) : place);
  const addition = ChangeSet.of({from: end, insert: /(^|\s)$/.test(rest.sliceString(0, end)) ? words : ` ${words}`}, rest.length);
  const userEvent = "move.drop";
  if (!isSame) source.dispatch({changes: removal, userEvent});
  view.dispatch({changes: isSame ? removal.compose(addition) : addition, userEvent});
}

/** Opens the fact of the citation that the caret touches. */
function openCitation(view, facts) {
  const {head} = view.state.selection.main;
  const found = [...view.state.doc.toString().matchAll(CITATION)].find(({index, 0: words}) => index <= head && head <= index + words.length);
  if (found) facts?.showFact(found[1]);
  return Boolean(found);
}

const describeFact = (facts, id) => ({id, isKnown: facts?.isKnownFact(id) ?? true, name: facts?.nameOfFact(id) ?? inWords(id), claim: facts?.claimOf(id) ?? "", show: () => facts?.showFact(id)});

/** `onChange(text)` is called a moment after a change; `onCaret(offset, length)` with the end of the sentence in which a person has put the caret; `onDropFact(fact, offset)`; `place` is the path of the text, by which others find the field; with `path`, the page of the student shows what is being written there; `onEnter(text)` of one line with the text, and `onGoOn()` of Ctrl+Enter, after `onChange`; `onPasteDraft(text)` takes several lines that are pasted while nothing stands in the field. `facts` is the store, which knows them. */
export function ProseField({label, value, path, onChange, onCaret, onDropFact, onEnter, onGoOn, onPasteDraft, facts, isOneLine = false, hint = "", nonce, place, className = ""}) {
  const host = useRef(null);
  const field = useRef({}); // what the editor knows; its handlers outlive a render
  field.current.on = {path, onChange, onCaret, onDropFact, onEnter, onGoOn, onPasteDraft, facts};
  useEffect(() => {
    const known = field.current;
    const tell = () => {
      clearTimeout(known.timer);
      clearTimeout(known.showTimer);
      known.timer = 0;
      const text = known.view.state.doc.toString();
      if (text !== known.told) {
        known.told = text;
        known.on.onChange(text);
      }
    };
    const goOn = (view, action) => {
      if (action && !view.composing) {
        tell();
        action(view.state.doc.toString());
      }
      return Boolean(action);
    };
    const enter = isOneLine ? (view) => goOn(view, known.on.onEnter) || true : (view) => {
      view.dispatch(view.state.replaceSelection("\n\n"), {scrollIntoView: true});
      return true;
    };
    known.told = toField(value);
    known.view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: known.told,
        selection: {anchor: known.told.length},
        extensions: [
          EditorView.cspNonce.of(nonce), EditorState.phrases.of(WORDS.editor), EditorView.lineWrapping, EditorView.perLineTextDirection.of(true), landing, citations((id) => describeFact(known.on.facts, id)), placeholder(() => document.createTextNode(hint)),
          EditorView.contentAttributes.of((view) => (view.state.doc.length ? null : {"aria-placeholder": hint})), // as a string it would be spoken of a full field, too
          keymap.of([{key: "Enter", run: enter}, {key: "Mod-Enter", run: (view) => goOn(view, known.on.onGoOn)}, {key: "Alt-Enter", run: (view) => openCitation(view, known.on.facts)}, ...defaultKeymap.filter(({key}) => !["Enter", "Mod-Enter"].includes(key))]),
          EditorView.contentAttributes.of({"aria-label": label, spellcheck: "true", autocapitalize: "sentences", "aria-multiline": String(!isOneLine)}),
          EditorState.transactionFilter.of((transaction) => (isOneLine && transaction.newDoc.lines > 1 ? [transaction, {changes: {from: 0, to: transaction.newDoc.length, insert: transaction.newDoc.toString().replace(/\s*\n\s*/g, " ")}, sequential: true}] : transaction)),
          EditorView.domEventHandlers({
            blur: tell,
            paste: (event, view) => {
              const text = event.clipboardData?.getData("text/plain") ?? "";
              if (isOneLine || !text.trim().includes("\n")) return false;
              event.preventDefault();
              if (known.on.onPasteDraft && !view.state.doc.length) known.on.onPasteDraft(readDraftFrom(event.clipboardData));
              else view.dispatch(view.state.replaceSelection(partParagraphs(text)), {userEvent: "input.paste", scrollIntoView: true});
              return true;
            },
            dragover: (event, view) => {
              showLanding(event, view);
              return dragged && event.preventDefault();
            },
            dragleave: (event, view) => !view.dom.contains(event.relatedTarget) && hideLanding(view),
            dragend: (_, view) => hideLanding(view),
            drop: (event, view) => {
              const place = view.posAtCoords({x: event.clientX, y: event.clientY}) ?? view.state.doc.length;
              const fact = event.dataTransfer?.getData("application/x-party-card-fact");
              hideLanding(view);
              if (!fact && !dragged) return false;
              event.preventDefault();
              if (fact) {
                tell();
                known.on.onDropFact?.(fact, findSentenceEnd(view.state.doc.toString(), place));
              } else {
                dropCitation(view, place);
              }
              return true;
            },
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !known.isTaking) {
              clearTimeout(known.timer);
              clearTimeout(known.showTimer);
              known.timer = setTimeout(tell, TELL_AFTER_MS);
              if (known.on.path) known.showTimer = setTimeout(() => known.on.facts?.previewAhead(known.on.path, known.view.state.doc.toString()), SHOW_AFTER_MS);
            }
            const isMeant = update.docChanged || update.transactions.some((transaction) => transaction.isUserEvent("select"));
            if (isMeant && !known.isTaking) known.on.onCaret?.(findSentenceEnd(update.state.doc.toString(), update.state.selection.main.head), update.state.doc.length);
          }),
        ],
      }),
    });
    return () => {
      tell();
      known.view.destroy();
    };
  }, []);
  useEffect(() => {
    const known = field.current;
    const text = known.view.state.doc.toString();
    if (known.timer || toField(value) === text) return; // what is being typed goes first
    if (known.view.hasFocus && isSameText(toField(value), text)) return;
    known.told = toField(value);
    known.isTaking = true;
    const {head} = known.view.state.selection.main;
    known.view.dispatch({changes: {from: 0, to: text.length, insert: known.told}, selection: {anchor: Math.min(head, known.told.length)}});
    known.isTaking = false;
  }, [value]);
  const evidence = facts?.state.evidence;
  useEffect(() => field.current.view.dispatch({effects: redraw.of(null)}), [evidence]);
  return <div class={`prose ${className}${isOpenPlace(value) ? " open-place" : ""}`} data-place={place} ref={host} />;
}
