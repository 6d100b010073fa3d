/**
 * Shows all people and words of the file's scenes, with a search. Invariant: as in engine/campaign_glossary.py, an entry is met
 * once a page that the player has reached names it, what became of a person is shown once a scene has ended in which the player
 * has met them, and search folds letters as content/search_text.py does.
 */
import { between } from "./campaign.js";
import { button, drawing, el } from "./dom.js";
import { fill, gettext, ngettext, pgettext } from "./messages.js";
import { plain } from "./runs.js";
import { panel } from "./dialog.js";
import { explain, page } from "./page.js";
import { explanation } from "./entries.js";

const SIMPLE = { ł: "l", đ: "d", ð: "d", ø: "o", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe", þ: "th", ß: "ss", ς: "σ" };
const TICK = "M2 9l4 4 8-10";
const FILTERS = {
  All: () => true,
  People: ({ kind }) => kind === "person",
  Words: ({ kind }) => kind === "term",
  Met: ({ isMet }) => isMet,
};
const FILTER_NAMES = { All: pgettext("entries of the glossary", "All"), People: gettext("People"), Words: gettext("Words"), Met: pgettext("entries of the glossary", "Met") };

/** Returns a text in small letters without accents, its words separated by single spaces. */
export function fold(text) {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return [...letters].map((letter) => SIMPLE[letter] ?? letter).join("").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

const identify = ({ kind, id, name, line }) => JSON.stringify([kind, id, name, plain(line)]);

/** Returns all entries in their order, each with `isMet`. `shown` is the page that is shown; `each` as in `begin`. */
export function glossary(data, progress, shown, each) {
  const seen = progress.seen();
  const met = new Set();
  const metBeforeEnding = new Set(); // whom the player has met in scenes that have ended
  const meet = (pages, hasEnded) => pages.flatMap((one) => one?.entries ?? []).map(identify).forEach((key) => (hasEnded ? metBeforeEnding : met).add(key) && met.add(key));
  meet([shown], data.after.includes(shown?.kind));
  progress.states(each).forEach((states, scene) => {
    if (states.length < 2) return; // not begun
    if (data.course) meet([between(data, scene, seen)]);
    meet(states.map((state) => page(data, state)), states.some((state) => state.stage !== "briefing" && data.scenes[scene].passages[state.position[0]][5]));
  });
  return data.entries.map((_, entry) => {
    const key = identify(explain(data, entry));
    const item = explain(data, entry, metBeforeEnding.has(key));
    return { ...item, form: item.name, isMet: met.has(key) };
  });
}

/** Returns the entries whose name or text contains every word of a query; first those whose name does. */
export function search(entries, query) {
  const words = fold(query).split(" ");
  const has = (...texts) => words.every((word) => fold(texts.join(" ")).includes(word));
  const matches = entries.filter(({ name, years, line, later }) => has(name, years, plain(line), plain(later)));
  return [true, false].flatMap((inName) => matches.filter(({ name }) => has(name) === inName));
}

/** Returns a sentence on how many entries were found; without a query, on how many there are and are met. */
function describe(matches, entries, query) {
  const count = matches.length;
  if (fold(query)) return count ? fill(ngettext("{count} of {total} entries has these words.", "{count} of {total} entries have these words.", count), { count, total: entries.length }) : gettext("No entry has these words.");
  const all = fill(ngettext("One entry.", "{count} entries.", entries.length), { count: entries.length });
  const met = entries.filter(FILTERS.Met).length;
  const named = ngettext("A scene has named one of them to you; it is marked “met”.", "Scenes have named {count} of them to you; these are marked “met”.", met);
  return [all, met ? fill(named, { count: met }) : gettext("No scene has named one of them to you yet.")].join(" ");
}

/** Opens the whole glossary in a dialog; `back` opens the entries of the page, if it has any. `start` is what was searched before. */
export function openGlossary(entries, back, start = { query: "", filter: "All" }) {
  let { filter } = start;
  const field = el("input.find", { id: "find", type: "search", autocomplete: "off", dir: "auto", lang: "", oninput: show, value: start.query });
  const count = el("p.soft", { role: "status" });
  const filters = Object.keys(FILTERS).map((name) => button("", () => {
    filter = name;
    show();
  }));
  const list = el("dl.entries");
  panel(gettext("Who’s who and glossary"), el("label", { for: "find" }, gettext("Find a name or a word")), field, count, el("p.tabs", filters, back && button(gettext("Only this page"), back)), list);
  show();
  list.querySelector("#about")?.scrollIntoView({ block: "center" });

  function show() {
    const query = field.value;
    const matches = search(entries, query);
    const sentence = describe(matches, entries, query);
    if (count.textContent !== sentence) count.textContent = sentence;
    Object.entries(FILTERS).forEach(([name, passes], index) => {
      filters[index].textContent = `${FILTER_NAMES[name]} ${matches.filter(passes).length}`;
      filters[index].setAttribute("aria-pressed", name === filter);
    });
    list.replaceChildren(...matches.filter(FILTERS[filter]).map((entry) => {
      const kind = !entry.years && [" ", el("span.soft", entry.kind === "person" ? pgettext("an entry of the glossary", "person") : pgettext("an entry of the glossary", "word"))];
      const met = entry.isMet && [" ", el("span.met", drawing("0 0 16 16", [TICK, "ring"]), pgettext("an entry of the glossary", "met"))];
      return el("div", { id: start.entry === entry && "about" }, explanation(entry, () => openGlossary(entries, back, { query, filter, entry }), kind, met));
    }));
  }
}
