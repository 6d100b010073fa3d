/** Draws documents of the time as sheets. Invariant: words of another language carry its code, so that they are spoken rightly. */
import { dotted, el } from "./dom.js";
import { gettext } from "./messages.js";

const label = (words) => el("span.label", words);

/** Draws a text of a document: paragraphs in their language, and a remark. */
const words = ({ language, paragraphs, remark }) => [el("div.words", paragraphs.map((text) => el("p", { lang: language }, text))), remark && el("p.soft", remark)];

const reading = (text) => el("div", label(text.heading), words(text));

const table = ({ columns, rows }) =>
  el(
    "table",
    el("thead", el("tr", columns.map((heading) => el("th", { scope: "col" }, heading)))),
    el("tbody", rows.map((row) => el("tr", row.map((cell, n) => (n ? el("td", cell) : el("th", { scope: "row" }, cell)))))),
  );

/** Draws a document: its sheet, the other texts beside it, the answers on its sourcing, and the places, where `sources` are drawn. */
export function sheet(shown, sources) {
  const { form, kind, head, texts, answers, kept, remark } = shown;
  const [first, ...others] = form === "table" ? [null, ...texts] : texts;
  const body = form === "table" ? table(shown) : first && (remark ? words(first) : reading(first));
  return el(
    "div.document",
    el(
      "div",
      el(`section.sheet ${form}`, el("p.kind", kind), el("p.soft", dotted(...head)), body),
      remark && el("p.soft", remark),
    ),
    el("div.helps", others.map(reading), answers.length > 0 && [el("h3", gettext("Three questions to ask")), el("dl.questions", answers.map(([question, answer]) => el("div", el("dt", question), el("dd", answer))))]),
    el(
      "div",
      kept && [label(gettext("Where it is kept")), el("p", kept)],
      label(sources.length > 1 ? gettext("Sources") : gettext("Source")),
      sources.map((source) => el("p", source)),
    ),
  );
}
