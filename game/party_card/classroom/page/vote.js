/** Shows the decision that the class votes on, and the votes. Most votes go on; of several that have most, the teacher chooses. */
import { act, button, el, text } from "./elements.js";
import { decisionsOf, drawEndButton, drawRecordButton } from "./live.js";
import { fill, gettext, ngettext } from "./messages.js";

const TIE = gettext("Several choices have the most votes. Choose one of them.");

export function drawVote({ setup, lesson }) {
  const { place, round } = lesson;
  const offers = place.offers.filter(({ open }) => open);
  const isVote = offers.length > 0;
  const number = decisionsOf(setup.outline).findIndex(({ id }) => id === place.passage) + 1;
  const where = [number > 0 && fill(gettext("Decision {number} of {count}"), { number, count: decisionsOf(setup.outline).length }), place.when, place.where].filter(Boolean).join(" · ");
  const voters = Math.max(lesson.students.length, round.voted);
  const voted = fill(ngettext("{voted} of {count} voted", "{voted} of {count} voted", voters), { voted: round.voted, count: voters });
  return el("main.vote", { id: "main" },
    el("p.kicker", where),
    el("div.prose", place.text.map((paragraph) => text(paragraph, "p"))),
    el("ol.offers", place.offers.map((offer, index) => drawOffer(offer, index, lesson))),
    isVote ? drawDecision(offers, lesson, voted) : el("div.decision", el("p.big", place.ending ? fill(gettext("The class has reached the ending “{ending}”."), place) : gettext("The class cannot go on here.")), el("p.row", drawRecordButton(lesson), drawEndButton())));
}

function leaders(offers, { counts }) {
  const most = Math.max(...offers.map(({ id }) => counts[id] ?? 0));
  return offers.filter(({ id }) => (counts[id] ?? 0) === most);
}

function drawOffer({ id, text: words, open, reason }, index, lesson) {
  const { round } = lesson;
  const hands = lesson.rounds.at(-1)?.hands[id] ?? 0;
  const count = round.counts[id] ?? 0;
  const all = Object.values(round.counts).reduce((sum, one) => sum + one, 0) || 1;
  const isLeading = !round.open && open && count > 0 && leaders(lesson.place.offers.filter((offer) => offer.open), round).some((offer) => offer.id === id);
  const share = el("span.share", { "aria-hidden": "true" });
  share.style.width = round.open ? "0" : `${(100 * count) / all}%`;
  const change = (step) => act("hands", { choice: id, count: Math.max(0, hands + step) });
  return el(isLeading ? "li.leads" : "li", { "aria-label": isLeading && gettext("Most votes") }, share,
    el("b.number", index + 1), el("span.words", text(words), !open && el("i", " ", text(reason))),
    open && el("span.hands", el("span", fill(gettext("Hands: {count}"), { count: hands })),
      button(`minus-${id}`, "−", () => change(-1), "small", { "aria-label": fill(gettext("One hand less for {number}"), { number: index + 1 }), "aria-disabled": hands === 0 && "true" }),
      button(`plus-${id}`, "+", () => change(1), "small", { "aria-label": fill(gettext("One hand more for {number}"), { number: index + 1 }) })),
    !round.open && open && el("b.total", { "aria-label": fill(ngettext("{count} vote", "{count} votes", count), { count }) }, count));
}

function drawDecision(offers, lesson, voted) {
  const { round } = lesson;
  if (round.open) {
    return el("div.decision", el("p.big", voted), el("p.row", button("close", gettext("Close the vote and show it"), () => act("close"), "main"), drawRecordButton(lesson), drawEndButton()));
  }
  const best = leaders(offers, round);
  const others = Object.entries(round.counts).reduce((sum, [id, count]) => (id === best[0].id ? sum : sum + count), 0);
  const decide = (choice) => act("decide", { choice });
  if (best.length > 1) {
    return el("div.decision", el("p.big", TIE), el("p.row", best.map((offer) => button(`decide-${offer.id}`, text(offer.text), () => decide(offer.id), "main")), button("open-again", gettext("Open the vote again"), () => act("open"))));
  }
  return el("div.decision",
    el("div", el("p.kicker", gettext("The class decides")), el("p.big", text(best[0].text))),
    others > 0 && el("p", fill(ngettext("{count} of {total} wanted something else. Their votes stay in the record.", "{count} of {total} wanted something else. Their votes stay in the record.", others), { count: others, total: others + round.counts[best[0].id] })),
    el("p.row", button("decide", gettext("Go on"), () => decide(best[0].id), "main"), button("open-again", gettext("Open the vote again"), () => act("open"))));
}
