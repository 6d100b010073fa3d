/* The texts of the files that are open: one editor for each, shown or not, which every view changes.
   Invariant: what a person wrote is saved within two seconds, and never over what another program has written meanwhile. */
import {defaultKeymap, history, historyKeymap, invertedEffects, isolateHistory, redo, redoDepth, undo, undoDepth} from "@codemirror/commands";
import {autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from "@codemirror/autocomplete";
import {yaml} from "@codemirror/lang-yaml";
import {bracketMatching, foldGutter, HighlightStyle, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting} from "@codemirror/language";
import {lintGutter, lintKeymap, setDiagnostics} from "@codemirror/lint";
import {findReferencesKeymap, hoverTooltips, jumpToDefinitionKeymap, LSPPlugin, serverCompletion, Workspace} from "@codemirror/lsp-client";
import {highlightSelectionMatches, searchKeymap} from "@codemirror/search";
import {Annotation, EditorState, StateEffect} from "@codemirror/state";
import {drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, ViewPlugin} from "@codemirror/view";
import {tags} from "@lezer/highlight";
import {rulesLanguage, WORDS} from "./words.js";

const COLOURS = HighlightStyle.define([
  {tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--key)"},
  {tag: [tags.string, tags.special(tags.string)], color: "var(--string)"},
  {tag: tags.comment, color: "var(--soft)", fontStyle: "italic"},
  {tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--soft)"},
]);
const SAVE_AFTER_MS = 700;
const SAVE_WITHIN_MS = 1400;
const KEEP_AFTER_MS = 500;
const SEVERITIES = ["", "error", "warning", "info", "hint"];

/** Returns an element with what a rule says, which is in English whatever the page speaks. */
function inEnglish(message) {
  const element = document.createElement("span");
  if (rulesLanguage) element.lang = rulesLanguage;
  element.textContent = message;
  return element;
}

/** Marks a change that came from the disk, which need not be saved. */
const fromDisk = Annotation.define();
/** Marks changes of several files that are one step: undone in one, they are undone in all. */
const step = StateEffect.define();

/** Sends every change at once: the client alone would wait half a second. */
const sync = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.view = view;
    }
    update(update) {
      if (update.docChanged && !this.timer) {
        this.timer = setTimeout(() => {
          this.timer = 0;
          LSPPlugin.get(this.view)?.client.sync();
        });
      }
    }
    destroy() {
      clearTimeout(this.timer);
    }
  },
);

/** What the client adds to every editor. */
export const CLIENT_EXTENSIONS = [
  serverCompletion({validFor: /^[\w-]*$/}),
  hoverTooltips(),
  keymap.of([...jumpToDefinitionKeymap, ...findReferencesKeymap]),
  {clientCapabilities: {textDocument: {publishDiagnostics: {versionSupport: true}}}, editorExtension: sync},
];

/** Returns the offset of a position of the protocol, at most the end of the text. */
export function offsetOf(text, position) {
  if (position.line >= text.lines) return text.length;
  const line = text.line(position.line + 1);
  return Math.min(line.from + position.character, line.to);
}

/** Returns the position of an offset. */
export function positionOf(text, offset) {
  const line = text.lineAt(Math.min(offset, text.length));
  return {line: line.number - 1, character: offset - line.from};
}

/** Returns the one change that makes `after` of `before`, or null if they are equal. */
function findChange(before, after) {
  if (before === after) return null;
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return {from: start, to: before.length - end, insert: after.slice(start, after.length - end)};
}

/** One open file. */
class StudioDocument {
  constructor(documents, uri, {text, hash}) {
    this.documents = documents;
    this.uri = uri;
    this.languageId = "yaml";
    this.version = 0;
    this.hash = hash;
    this.isDirty = false;
    this.firstChange = 0;
    this.view = new EditorView({state: EditorState.create({doc: text, extensions: this.extensions()})});
  }

  extensions() {
    const {nonce, client} = this.documents;
    return [
      EditorView.cspNonce.of(nonce), EditorState.phrases.of(WORDS.editor), lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(), foldGutter(), drawSelection(), dropCursor(),
      indentOnInput(), indentUnit.of("  "), syntaxHighlighting(COLOURS), bracketMatching(), closeBrackets(), autocompletion(), highlightActiveLine(),
      highlightSelectionMatches(), EditorView.lineWrapping, yaml(), lintGutter(), EditorState.languageData.of(() => [{wordChars: "-"}]),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
      client.plugin(this.uri, "yaml"), EditorView.contentAttributes.of({"aria-label": WORDS.textOfScene, spellcheck: "true", tabindex: "0"}),
      invertedEffects.of((transaction) => transaction.effects.filter((effect) => effect.is(step))),
      EditorView.updateListener.of((update) => this.documents.take(this, update)),
    ];
  }

  get text() {
    return this.view.state.doc.toString();
  }

  getView() {
    return this.view;
  }

  scheduleSave() {
    const now = Date.now();
    if (!this.isDirty) this.firstChange = now;
    this.isDirty = true;
    clearTimeout(this.timer);
    if (this.conflict || this.documents.hasSaveProblem) this.scheduleKeep();
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(SAVE_AFTER_MS, this.firstChange + SAVE_WITHIN_MS - now)));
  }

  /** Keeps a text that cannot be saved now, for the next time that the file is opened. */
  scheduleKeep() {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.documents.request("keep", {uri: this.uri, text: this.text}).catch(() => {}), KEEP_AFTER_MS);
  }

  /** Saves the text. If the file was changed elsewhere meanwhile, both texts are kept, and a person decides. */
  async save() {
    clearTimeout(this.timer);
    if (this.isSaving || !this.isDirty || this.conflict) return;
    this.isSaving = true;
    const text = this.text;
    try {
      const answer = await this.documents.request("save", {uri: this.uri, text, hash: this.hash});
      if (answer.isSaved) {
        this.hash = answer.hash;
        this.isDirty = this.text !== text;
        this.documents.hasSaveProblem = false;
        this.documents.tell({savedAt: Date.now(), saveProblem: answer.warning ?? ""});
      } else {
        this.conflict = answer;
        this.scheduleKeep();
        this.documents.tell({conflict: {uri: this.uri, ...answer}});
      }
    } catch (error) {
      this.documents.hasSaveProblem = true;
      this.scheduleKeep();
      this.documents.tell({saveProblem: error.message});
      this.firstChange = Date.now();
      this.timer = setTimeout(() => this.save(), 5000);
    }
    this.isSaving = false;
    if (this.isDirty && !this.conflict) this.scheduleSave();
  }

  /** Takes the text of the disk. */
  replace({text, hash}) {
    this.hash = hash;
    this.conflict = null;
    this.isDirty = false;
    const change = findChange(this.text, text);
    if (change) this.view.dispatch({changes: change, annotations: [fromDisk.of(true), isolateHistory.of("full")]});
  }
}

/** All open files. As the workspace of the client it tells the server what was opened, changed and closed. */
export class Documents extends Workspace {
  constructor(client, {nonce, request, tell, show}) {
    super(client);
    Object.assign(this, {nonce, request, tell, show, files: [], opening: new Map()});
  }

  // ---- what the client calls
  syncFiles() {
    const updates = [];
    for (const file of this.files) {
      const plugin = LSPPlugin.get(file.view);
      const changes = plugin?.unsyncedChanges;
      if (changes && !changes.empty) {
        updates.push({changes, file, prevDoc: file.doc});
        file.doc = file.view.state.doc;
        file.version += 1;
        plugin.clear();
      }
    }
    return updates;
  }

  openFile() {} // `open` has done it: an editor lives as long as its file is open
  closeFile() {}

  updateFile(uri, update) {
    this.getFile(uri)?.view.dispatch(update);
  }

  async requestFile(uri) {
    return this.open(uri);
  }

  async displayFile(uri) {
    await this.open(uri);
    return this.show(uri);
  }

  // ---- what the page calls
  /** Opens a file, once. */
  open(uri) {
    if (!this.opening.has(uri)) {
      this.opening.set(uri, this.read(uri).catch((error) => {
        this.opening.delete(uri);
        throw error;
      }));
    }
    return this.opening.get(uri);
  }

  async read(uri) {
    const answer = await this.request("open", {uri});
    const file = new StudioDocument(this, uri, answer);
    file.doc = file.view.state.doc;
    this.files.push(file);
    this.client.didOpen(file);
    if (answer.recovered) this.tell({dialog: {kind: "recovered", uri, ...answer.recovered}});
    return file;
  }

  /** Applies edits of the protocol, by file, as one step that is undone as one. */
  async apply(edits, extra = {}) {
    const uris = Object.keys(edits).filter((uri) => edits[uri].length);
    const files = await Promise.all(uris.map((uri) => this.open(uri)));
    const effects = uris.length > 1 ? [step.of({uris})] : [];
    for (const file of files) {
      const text = file.view.state.doc;
      const changes = edits[file.uri].map(({range, newText}) => ({from: offsetOf(text, range.start), to: offsetOf(text, range.end), insert: newText}));
      file.view.dispatch({changes, effects, userEvent: "input.studio", ...extra});
    }
  }

  /** Returns the texts as they are now: `isSame(uri)` tells later whether a file has the same text still. */
  takeTexts() {
    const texts = new Map(this.files.map(({uri, view}) => [uri, view.state.doc]));
    return {isSame: (uri) => !texts.has(uri) || texts.get(uri) === this.getFile(uri)?.view.state.doc};
  }

  /** Undoes (or does again) the last step in a file, in all files that it concerned. */
  undo(uri, isRedo = false) {
    const file = this.getFile(uri);
    return Boolean(file) && (isRedo ? redo : undo)(file.view);
  }

  canUndo(uri) {
    const state = this.getFile(uri)?.view.state;
    return {undo: Boolean(state) && undoDepth(state) > 0, redo: Boolean(state) && redoDepth(state) > 0};
  }

  /** Takes note of a change of an editor. */
  take(file, update) {
    if (!update.docChanged) return;
    // What is taken out stood behind the line before it: the line behind it may belong to another passage, or to none.
    update.changes.iterChangedRanges((fromA, toA, fromB, toB) => (this.changedAt = positionOf(update.state.doc, Math.max(0, toB - 1))));
    for (const transaction of update.transactions) {
      const kind = transaction.isUserEvent("undo") ? undo : transaction.isUserEvent("redo") ? redo : null;
      for (const effect of transaction.effects) {
        if (kind && effect.is(step) && !this.isUndoing) {
          this.isUndoing = true;
          effect.value.uris.filter((uri) => uri !== file.uri).forEach((uri) => queueMicrotask(() => kind(this.getFile(uri).view)));
          queueMicrotask(() => (this.isUndoing = false));
        }
      }
    }
    if (!update.transactions.some((transaction) => transaction.annotation(fromDisk))) file.scheduleSave();
    this.tell({changed: file.uri});
  }

  /** Shows what is wrong in the text of a file; returns it with offsets, or null if it is about an older text. */
  takeDiagnostics({uri, version, diagnostics}) {
    const file = this.getFile(uri);
    if (!file) return diagnostics;
    if (version != null && version !== file.version) return null;
    const plugin = LSPPlugin.get(file.view);
    const place = (position) => plugin.unsyncedChanges.mapPos(offsetOf(plugin.syncedDoc, position));
    const shown = diagnostics.map(({range, severity, message, code}) => ({from: place(range.start), to: Math.max(place(range.start), place(range.end)), severity: SEVERITIES[severity], message, source: code, renderMessage: () => inEnglish(message)}));
    file.view.dispatch(setDiagnostics(file.view.state, shown));
    return diagnostics;
  }

  async saveAll() {
    await Promise.all(this.files.map((file) => file.save()));
  }
}
