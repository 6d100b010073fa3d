/**
 * Draws the endings that a player has found, the map of the routes through a scene, and its forks as a list. Invariant: what was
 * not seen has a number or an open ring, and no name; what a sign means is in its shape and in words, never in colour alone.
 * The list says what the map shows, and leads back to every fork.
 */
import { button, dotted, el } from "./dom.js";
import { fill, gettext, ngettext, weave } from "./messages.js";
import { plain, runsOf } from "./runs.js";

const UNITS = 999; // width and height of the map in the data
const EXTRA = gettext("Extra ending");
const MARGIN = 28;
const SIDE = 26; // of the square of an ending
const LABEL_WIDTH = 200;
const NAME_CHARACTERS = 22; // of a passage on the map
const TITLE_CHARACTERS = 48; // of the first words of a passage

/** Returns the first words of a text. */
function shorten(text, most) {
  if (text.length <= most) return text;
  return `${text.slice(0, most + 1).replace(/[\s,;:–—.]+\S*$/u, "")}…`;
}

/** Returns the date of a passage, and its first words that every player reads. */
function describePassage(data, scene, passage) {
  const [, , rows, , , , , fields] = scene.passages[passage];
  const texts = rows.filter(([kind]) => kind < 2); // paragraphs and documents
  const [, , line = []] = texts.find(([, table]) => table === 0) ?? texts[0] ?? [];
  return { when: fields?.when ?? scene.when, words: plain(runsOf(data, [line].flat()[0])) };
}

/** Returns what was done at a fork. */
function describeChoice(data, at, { passage, number }) {
  const [, text, , , , , did] = data.scenes[at.scene].passages[passage][3][number];
  return did === -1 ? fill(gettext("You chose: {choice}."), { choice: plain(runsOf(data, text)) }) : plain(runsOf(data, did));
}

/** Returns a sentence on how many of the counted endings were found. */
function describeFound({ endings }) {
  const counted = endings.filter(({ number }) => number);
  return fill(ngettext("You have found {found} of {count} ending.", "You have found {found} of {count} endings.", counted.length), { found: counted.filter(({ isFound }) => isFound).length, count: counted.length });
}

/** Draws an ending as a card: open with its title if it was found, closed with its number if not. */
function card({ number, title, cost, isPresent, isFound }) {
  const numbered = () => weave(gettext("Ending {number}"), { number }).map((part, at) => (at % 2 ? part : part && el("span.unseen", part)));
  const name = el("b", number ? numbered() : ["+", el("span.unseen", ` ${EXTRA}`)]);
  if (!isFound) return el("li.closed", name, " ", el("p", gettext("Not found yet")));
  return el(`li.${isPresent ? "now" : "before"}`, name, " ", el("div", el("span.label", isPresent ? gettext("This time") : gettext("Before")), el("h4", title), cost && el("p", cost)));
}

/** Draws the endings, the map, and the forks with a button each, which calls `branch(fork)`; below a heading, if one is given. */
export function drawRoutes(data, at, found, branch, heading) {
  const scene = data.scenes[at.scene];
  const { now, before, forks, endings } = found;
  const seen = new Set([...now.passages, ...before.passages]).size;
  const counts = fill(ngettext("{count} passage: {present} this time, {seen} seen so far.", "{count} passages: {present} this time, {seen} seen so far.", scene.passages.length), { count: scene.passages.length, present: now.passages.size, seen });
  const rows = forks.map((fork) => {
    const { when, words } = describePassage(data, scene, fork.passage);
    const place = dotted(when, shorten(words, TITLE_CHARACTERS));
    const others = fill(
      fork.untried
        ? ngettext("{count} other way, {untried} not tried yet", "{count} other ways, {untried} not tried yet", fork.others)
        : ngettext("{count} other way, tried before", "{count} other ways, tried before", fork.others),
      { count: fork.others, untried: fork.untried },
    );
    const button_ = button(gettext("Play on from here"), () => branch(fork), "", { "aria-label": fill(gettext("Play on from here: {place}"), { place }) });
    const mark = (isMarked) => maps.forEach((map) => map.querySelector(`[data-passage="${fork.passage}"]`)?.classList.toggle("marked", isMarked));
    const row = el("li", { onfocusin: () => mark(true), onfocusout: () => mark(false), onpointerenter: () => mark(true), onpointerleave: () => mark(false) },
      el("div", el("span.label", place), el("p", describeChoice(data, at, fork)), el("p.soft", others)), button_);
    return { fork, row, button: button_ };
  });
  const select = (passage) => {
    const { row, button: button_ } = rows.find(({ fork }) => fork.passage === passage);
    row.scrollIntoView({ block: "nearest" });
    button_.focus({ preventScroll: true });
  };
  const maps = [false, true].map((isTall) => drawMap(data, scene, found, [gettext("Map of the scene."), counts].join(" "), isTall, select));
  return el(
    "section.routes",
    heading && el("h3", { id: "routes", tabindex: -1 }, heading),
    el("p", describeFound(found)),
    el("ol.endings", { role: "list", "aria-label": gettext("Endings") }, endings.map(card)),
    el("h4", gettext("Your route")),
    el("ul.legend", { role: "list" }, legend("now", gettext("this time")), before.ways.size > 0 && legend("before", gettext("before")), legend("new", gettext("not seen yet"))),
    el("p.soft", counts),
    el("div.maps", maps),
    forks.length > 0 && [el("h4", gettext("The forks of your route")), el("p.soft", gettext("Play on from one of them: what you have played so far stays saved.")), el("ol.forks", { role: "list" }, rows.map(({ row }) => row))],
  );
}

/** Draws a line with the sign of a trace and its meaning. */
const legend = (trace, words) => el("li", el("svg", { viewBox: "0 0 56 20", "aria-hidden": "true" }, el(`path.${trace}`, { d: "M3 10h34" }), el(`circle.${trace}`, { cx: 46, cy: 10, r: 7 })), words);

/** Draws the map, from left to right or, for a narrow page, from above down. */
function drawMap(data, scene, { now, before, forks, endings }, name, isTall, select) {
  const [columns, rows, places, inner, meetings] = scene.routes;
  const step = isTall ? 46 : Math.max(30, Math.min(72, 960 / Math.max(columns - 1, 1)));
  const length = 2 * MARGIN + step * (columns - 1);
  const isNamed = (passage) => !isTall && (now.passages.has(passage) || before.passages.has(passage));
  const labels = spread(meetings.filter(isNamed), (passage) => MARGIN + (places[2 * passage] / UNITS) * (length - 2 * MARGIN));
  const breadth = isTall ? 288 : 2 * MARGIN + Math.min(48, 300 / rows) * (rows - 1);
  const [width, height] = isTall ? [breadth, length] : [length, breadth + (labels.length ? 62 : 0)];
  const ways = scene.passages.flatMap(([, , , choices], passage) => [...new Set(choices.map(([, , target]) => target))].map((target) => [passage, target]));
  const trace = (seen, mark) => (now[seen].has(mark) ? "now" : before[seen].has(mark) ? "before" : "new");
  const order = ["new", "before", "now"];
  const lines = ways
    .map(([from, to], n) => ({ kind: trace("ways", `${from}.${to}`), points: [...at(from), ...(inner[n] || []), ...at(to)] }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return el(
    `svg.${isTall ? "tall" : "wide"}`,
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
    labels.map(label),
    lines.map(({ kind, points }) => el(`path.${kind}`, { d: bend(points) })),
    scene.passages.map(dot),
  );

  function at(passage) {
    return places.slice(2 * passage, 2 * passage + 2);
  }

  /** Returns a place of the data on the drawing. */
  function place(along, across) {
    const [a, b] = [MARGIN + (along / UNITS) * (length - 2 * MARGIN), MARGIN + (across / UNITS) * (breadth - 2 * MARGIN)];
    return (isTall ? [b, a] : [a, b]).map((number) => Math.round(number * 10) / 10);
  }

  /** Returns a path of curves that begin and end in the direction of the map. */
  function bend(points) {
    let d = "";
    let last;
    for (let n = 0; n < points.length; n += 2) {
      const here = place(points[n], points[n + 1]);
      const middle = last && place((points[n - 2] + points[n]) / 2, 0)[isTall ? 1 : 0];
      if (!last) d = `M${here.join(" ")}`;
      else d += isTall ? `C${last[0]} ${middle} ${here[0]} ${middle} ${here.join(" ")}` : `C${middle} ${last[1]} ${middle} ${here[1]} ${here.join(" ")}`;
      last = here;
    }
    return d;
  }

  function dot([, , , , , ending], passage) {
    const [x, y] = place(...at(passage));
    const kind = trace("passages", passage);
    const told = ending && endings.find(({ id }) => id === ending[0]); // an ending that is not counted only once it is found
    if (told) return el(`g.${kind}`, el("rect", { x: x - SIDE / 2, y: y - SIDE / 2, width: SIDE, height: SIDE }), el("text", { x, y, dy: "0.35em" }, told.number || "+"));
    if (!forks.some((fork) => fork.passage === passage)) return el(`circle.${kind}`, { cx: x, cy: y, r: kind === "now" ? 8 : 6.5 });
    const circle = (className, r) => el(`circle.${className}`, { cx: x, cy: y, r });
    return el("g.fork", { "data-passage": passage, onclick: () => select(passage) }, circle("reach", 15), circle(kind, 9), circle("hole", 3.5));
  }

  /** Names a passage where all ways meet, below the map. */
  function label(passage) {
    const [x, y] = place(...at(passage));
    const { when, words } = describePassage(data, scene, passage);
    const from = Math.max(LABEL_WIDTH / 2, Math.min(width - LABEL_WIDTH / 2, x));
    return [
      el("path.leader", { d: `M${x} ${y}V${breadth}` }),
      [shorten(words, NAME_CHARACTERS), when].map((words, n) => words && el("text.name", { x: from, y: breadth + 20 + 22 * n }, words)),
    ];
  }
}

/** Returns those of some passages whose names have room beside each other. */
function spread(passages, place) {
  let end = -LABEL_WIDTH;
  return passages.filter((passage) => {
    const x = place(passage);
    if (x - end < LABEL_WIDTH) return false;
    end = x;
    return true;
  });
}
