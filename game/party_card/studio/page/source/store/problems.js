/* What is wrong or still to be written, where it stands, and what mends it. */
import {isOpenPlace} from "../names.js";
import {OPEN_FIELD} from "../open-places.js";
import {WORDS} from "../words.js";

/** The field of a card in which a problem is mended, if it is not the text of the passage. */
const FIELDS_OF_PROBLEMS = {"open-place": OPEN_FIELD, "record-without-citation": ".record .cm-content", "pair-without-link": ".in-common .cm-content"};
const SEVERITY = {error: 1, warning: 2, information: 3};
const changesOf = (fixes) => Object.assign({}, ...fixes.map(({edit}) => edit.changes));

export const withProblems = (Base) => class extends Base {
  /** Returns the proof if it is that of the text as it is now, and says anything; else null. */
  currentProof() {
    const {proof, uri} = this.state;
    const file = this.documents.getFile(uri);
    return proof && proof.holds !== null && (proof.version == null || !file || proof.version === file.version) ? proof : null;
  }

  /** Returns the problems of the scene and its files, the worst first, then in the order of the text. */
  listProblems() {
    const {problems, uri} = this.state;
    const others = new Set((this.state.folder?.files ?? []).filter((file) => file.kind === "scene" && file.uri !== uri).map((file) => file.uri));
    const files = Object.entries(problems).filter(([file]) => !others.has(file));
    const all = [...files.flatMap(([file, diagnostics]) => diagnostics.map((diagnostic) => ({...diagnostic, shown: this.withWords(diagnostic.message), uri: file}))), ...this.listOpenPlaces()];
    const order = (problem) => [problem.severity, problem.uri === uri ? 0 : 1, problem.range.start.line];
    return all.sort((a, b) => order(a).reduce((found, value, index) => found || value - order(b)[index], 0));
  }

  /** Returns what a scene could do without, and be better with. */
  listAdvice() {
    return this.listProblems().filter(({severity}) => severity >= SEVERITY.information);
  }

  /** Returns a problem for each passage in which something waits to be written: `…`, or words of a template in brackets. */
  listOpenPlaces() {
    const {cards, uri} = this.state;
    const textsOf = (passage) => [...passage.blocks.map((block) => block.text), ...passage.choices.flatMap((choice) => [choice.text, choice.did, choice.locked, choice.overlooks]), passage.record, passage.ending?.title, passage.ending?.cost];
    const start = {line: 0, character: 0};
    const scene = cards?.isReadable && [...Object.values(cards.scene.fields), cards.scene.role?.name, cards.scene.role?.text, ...Object.values(cards.sections ?? {}).flat().flatMap((item) => Object.values(item.fields ?? {}))].filter(isOpenPlace).length;
    const found = (cards?.isReadable ? cards.passages : []).map((passage) => ({range: passage.range, count: textsOf(passage).filter(isOpenPlace).length}));
    return [...(scene ? [{range: {start, end: start}, count: scene}] : []), ...found].filter(({count}) => count).map(({range, count}) => ({uri, range, severity: 2, code: "open-place", message: WORDS.openPlaces(count), shown: WORDS.openPlaces(count), isOwn: true}));
  }

  /** Returns the passage in which a problem stands. */
  passageOf({uri, range}) {
    if (uri !== this.state.uri) return null;
    return this.state.cards?.passages?.findLast((passage) => passage.range.start.line <= range.start.line && range.start.line <= passage.range.end.line) ?? null;
  }

  /** Returns in which file a problem stands, in words. */
  placeOf({uri}) {
    if (uri === this.state.uri) return WORDS.inScene;
    return WORDS.inFile(this.state.folder.files.find((file) => file.uri === uri)?.name ?? uri.split("/").at(-1));
  }

  async showProblem(problem) {
    const passage = this.passageOf(problem);
    if (!passage && this.state.view !== "text" && problem.uri === this.state.uri) {
      this.setView(problem.code === "story-test-failed" ? "tests" : "details");
      if (problem.code === "open-place") setTimeout(() => document.querySelector(OPEN_FIELD)?.focus(), 60);
      return undefined;
    }
    if (passage && this.state.view !== "text" && this.state.view !== "cards") this.setView("cards");
    if (passage && this.state.view === "cards") {
      const lacksCost = passage.ending && !passage.ending.cost;
      this.select(passage.id, {focuses: FIELDS_OF_PROBLEMS[problem.code] ?? (lacksCost ? ".ending-fields .cm-content" : true)});
    } else await this.showText(problem.uri, problem.range.start);
    return undefined;
  }

  async fixesOf(problem) {
    if (problem.isOwn) return [];
    const {uri, range} = problem;
    const actions = (await this.connection.ask("textDocument/codeAction", {textDocument: {uri}, range, context: {diagnostics: [problem]}}).catch(() => [])) ?? [];
    return actions.filter((action) => action.edit && action.diagnostics?.some((each) => each.code === problem.code && each.range.start.line === range.start.line) !== false);
  }

  async mend(problem, action) {
    const isFixed = await this.takeTurn(async () => {
      const fixes = await this.askForEdits(() => this.fixesOf(problem), changesOf);
      const chosen = action ? fixes.find(({title}) => title === action.title) : fixes[0];
      if (chosen) await this.documents.apply(chosen.edit.changes ?? {});
      return Boolean(chosen);
    });
    return isFixed ? this.refresh(this.state.uri) : this.showProblem(problem);
  }

  async mendAll() {
    for (let round = 0; round < 40; round += 1) {
      const isFixed = await this.takeTurn(async () => {
        const [fix] = await this.askForEdits(() => this.findFixes(), changesOf);
        if (fix) await this.documents.apply(fix.edit.changes ?? {});
        return Boolean(fix);
      });
      if (!isFixed) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Returns the fix of the first problem that has one which is certain; none if there is none. */
  async findFixes() {
    for (const problem of this.listProblems()) {
      const [fix] = problem.severity <= SEVERITY.warning ? await this.fixesOf(problem) : [];
      if (fix?.isPreferred) return [fix];
    }
    return [];
  }
};
