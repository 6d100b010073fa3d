/**
 * Shows what stands around the scenes of a campaign: the list of scenes, the prologue, the pages between scenes, the end and the archive.
 * Data of one scene alone come without it.
 */
import { defineArchiveWords } from "./archive-view.js";
import { folder, listFiles, shelf } from "./archive.js";
import { beat, between, winter } from "./campaign.js";
import { panel, shut } from "./dialog.js";
import { button, dotted, el } from "./dom.js";
import { drawAssessment } from "./file-view.js";
import { markForeign } from "./foreign.js";
import { fill, gettext, ngettext, weave } from "./messages.js";
import { address } from "./progress.js";
import { defineProvenanceWords, way } from "./provenance.js";
import { drawQuestion } from "./questions.js";
import { asked, blocks, line, offers } from "./render.js";
import { plain } from "./runs.js";

/**
 * Returns what leads to these pages. `leaf(page)` takes a page instead of a scene, `sheet(…)` draws it as in main.js, `open(scene)`
 * opens a scene; `tellKeeping(field)` says in `keepingNotice` what is kept of answers.
 */
export function tellEpisodes({ data, progress, leaf, sheet, open, keepingNotice, tellKeeping }) {
  const archiveWords = data.course?.archive?.words;
  defineArchiveWords(data.course?.archive);
  defineProvenanceWords(data.course?.archive?.provenance);
  markForeign?.();
  return { contents, onwardFrom };

  /** Returns the buttons that lead on from the last page of a scene. */
  function onwardFrom(from) {
    const seen = progress.seen();
    const last = data.course ? data.course.stations.length : data.scenes.length;
    const isOpen = (scene) => scene < last && !seen[scene];
    const after = data.scenes.findIndex((_, scene) => scene > from && isOpen(scene));
    const next = after < 0 && from < last ? data.scenes.findIndex((_, scene) => scene < from && isOpen(scene)) : after;
    if (next >= 0) return button(weave(gettext("Next: {title}"), { title: el("bdi", data.scenes[next].title) }), () => onward(next), "go");
    if (!data.course || from >= last) return null;
    return listFiles(data, seen).length ? button(archiveWords.open, () => atShelf(), "go") : button(data.course.winter, atEnd, "go");
  }

  /** Shows a beat of the prologue; the next one, skipping and the last one lead to `then`. */
  function prologue(number, then, message) {
    const { length } = data.prologue.beats;
    const leave = (choice) => {
      progress.leavePrologue(choice);
      then();
    };
    const turn = {
      choose: (id) => {
        if (id !== "next") progress.leavePrologue(id);
        return number + 1 === length ? leave() : prologue(number + 1, then);
      },
      back: number > 0 && (() => prologue(number - 1, then, gettext("Back to the page before."))),
      skip: () => leave(),
    };
    const shown = leaf({ ...beat(data, number), turn });
    const skip = number + 1 < length && button(gettext("Skip the prologue"), turn.skip);
    sheet(data.title, "", fill(gettext("{number} of {count}"), { number: number + 1, count: length }), shown.heading, [blocks(shown), el("div.ways", offers(shown, turn.choose), skip && el("p.row", skip))], { message });
  }

  /** Goes to a scene by way of the page before it, and to the first by way of the prologue. */
  function onward(scene) {
    if (progress.isPrologueDue(scene)) return prologue(0, () => onward(scene));
    const intermission = between(data, scene, progress.seen());
    if (!intermission) return open(scene);
    const shown = leaf(intermission);
    const { title, heading, since, when, where } = shown;
    const moves = when && el("p.moves", since && [el("span.soft", since), document.dir === "rtl" ? " ← " : " → "], when);
    return sheet(title, where, "", heading, [moves, blocks(shown), el("p.row", button(gettext("Go on"), () => open(scene), "go"))]);
  }

  /** Shows the end of the campaign; before all scenes are played, first a warning. */
  function atEnd() {
    const seen = progress.seen();
    if (data.course.stations.every((_, scene) => seen[scene])) return showEnd();
    const [warning, read, leave] = data.course.early;
    panel(data.course.winter, [el("p", warning), el("p.row", button(leave, shut, "go"), button(read, showEnd))]);
  }

  function showEnd() {
    const shown = leaf(winter(data, progress.seen()));
    sheet(shown.title, shown.when, "", shown.heading, [blocks(shown), el("p.row", button(gettext("Episodes"), () => contents()))]);
  }

  // ---------------------------------------------------------------------------------------------- the archive

  /** Returns the key under which an answer given in the archive is kept, apart from those of the scene. */
  function archiveKey({ line: runs }) {
    return `archive: ${plain(runs)}`;
  }

  /** Draws a question or a statement of the archive, whose answer is kept with a scene. */
  function askFor(scene, shown) {
    return (number, block) => {
      const key = archiveKey(block);
      const read = () => progress.answer(scene, key);
      const write = (words, field) => {
        progress.answeredApart(scene, key, words);
        tellKeeping(field);
      };
      if (block.type === "assessment") return drawAssessment(number, block, (runs) => line(runs, shown), { read, write });
      return drawQuestion(number, asked(block, number, shown), block, { read, write, isMissing: () => false });
    };
  }

  /** Shows the shelf; `opened` is the number of the file that was open, to which the focus returns. */
  function atShelf(opened) {
    const finished = progress.seen();
    const isAssessed = (scene) => folder(data, finished[scene], false).blocks.some((block) => block.type === "assessment" && progress.answer(scene, archiveKey(block)));
    const shown = leaf({ ...shelf(data, finished, isAssessed), openFile: (number) => atFile(finished[number - 1], false), openThing: atThing });
    const ways = el("p.row", button(data.course.winter, atEnd, "go"), button(gettext("Episodes"), () => contents()));
    sheet(shown.title, shown.when, "", shown.heading, [keepingNotice, blocks(shown, askFor(0, shown)), ways]);
    tellKeeping();
    if (opened) document.getElementById(`file-${opened}`).focus();
  }

  /** Shows a file of the archive, as a stranger finds it or with what was lived beside it. */
  function atFile(walk, lived) {
    const shown = leaf(folder(data, walk, lived));
    const back = button(archiveWords.back, () => atShelf(walk.scene + 1), lived ? "go" : "");
    const ways = el("p.row", !lived && button(archiveWords.show, () => atFile(walk, true), "go"), back);
    sheet(shown.title, shown.when, "", shown.heading, [!lived && keepingNotice, blocks(shown, askFor(walk.scene, shown)), ways]);
    tellKeeping();
  }

  /** Shows the way of the thing that lies on the shelf. */
  function atThing() {
    const shown = leaf(way(data, progress.seen()));
    sheet(shown.title, "", "", shown.heading, [blocks(shown), el("p.row", button(archiveWords.back, () => atShelf(data.course.stations.length + 1), "go"))]);
  }

  /** Returns the way into a campaign: the scene to go on with, and the prologue; nothing for scenes that are told apart. */
  function cover() {
    if (!data.course) return [];
    const states = data.course.stations.map((_, n) => progress.state(n));
    const underWay = states.findIndex(({ isUnderWay }) => isUnderWay);
    const next = underWay < 0 ? states.findIndex(({ state }) => state !== "played") : underWay;
    const isBegun = states[next]?.state === "begun";
    const label = isBegun ? gettext("Continue: {title}") : states.some(({ state }) => state !== "open") ? gettext("Next: {title}") : gettext("Begin: {title}");
    return [
      el("p.lead", gettext("You choose. Then you are shown what really happened.")),
      el(
        "p.row",
        next >= 0 && button(weave(label, { title: el("bdi", data.scenes[next].title) }), () => (isBegun ? open(next) : onward(next)), "go"),
        data.prologue && button(data.prologue.title, () => prologue(0, () => contents())),
      ),
      el("h3", gettext("Episodes")),
    ];
  }

  /** Shows the title of a campaign, and the list of scenes with their dates. */
  function contents(focus) {
    leaf(null);
    address("");
    const rows = data.scenes.map(({ title, when, where, minutes, question, passages }, n) => {
      const { state, ending } = progress.state(n);
      const words = { open: gettext("not started"), begun: gettext("begun"), played: fill(gettext("played: {ending}"), { ending: passages[ending]?.[5][1] }) }[state];
      const about = dotted(where, minutes && fill(ngettext("{count} minute", "{count} minutes", minutes), { count: minutes }), words);
      const does = () => (state === "open" ? onward(n) : open(n));
      return el(`li.${state}`, el("span.date", when), el("div", button(title, does), el("p.soft", about), el("p", question)));
    });
    const seen = data.course && progress.seen().some(Boolean);
    sheet(data.course ? "Party Card" : data.title, "", "", data.course ? data.title : gettext("Episodes"), [cover(), el("ol.scenes", rows), seen && el("p.row", listFiles(data, progress.seen()).length > 0 && button(archiveWords.open, () => atShelf()), button(data.course.winter, atEnd))], { focus });
  }
}
