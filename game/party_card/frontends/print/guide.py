"""The teacher's guide to one scene.

Law: what stands here is the scene's own text, its record with every source, or a count of the proof; the advice around
it is the same for every scene.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Choice, Skill
from party_card.content.prose import plain, smart_quotes
from party_card.engine import page as pages
from party_card.engine.date_format import format_date
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page_builder import record_blocks
from party_card.frontends.map.dot import legend, percent
from party_card.frontends.map.graph import MapEdge, MapNode
from party_card.frontends.print import sheet
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import Paper, bullets, grades, line, section, top
from party_card.frontends.print.timing import timing
from party_card.frontends.shared.html import Html, element, joined

MARK = "Teacher’s guide"
GOALS: dict[Skill, str] = {
    "sourcing": "ask who says something, when, and what for, before they rely on it",
    "contextualisation": "explain a decision by what could be known on that day, and not by what came after",
    "corroboration": "set accounts side by side, and say what would settle a difference between them",
    "close-reading": "show from the wording what a text claims, and what it leaves open",
}
"""What students learn to do, by the skill that a question of the debrief trains."""
_KINDS = {"documented": "documented", "composite": "a composite figure", "invented": "invented"}
_ONWARD = ". The campaign goes on to the next one, and nothing later depends on this."


def guide(lesson: LessonData, paper: Paper = "a4") -> str:
    """The guide as an HTML document."""
    return _Guide(lesson).document(paper)


class _Guide:
    """Writes one guide; notes are numbered through the whole of it."""

    def __init__(self, lesson: LessonData) -> None:
        self.lesson, self.scene = lesson, lesson.scene
        self.notes = FootnoteCollector(lesson.proof.compiled)

    def document(self, paper: Paper) -> str:
        parts = [
            self._top(), self._goals(), timing(self.lesson), self._before(), self._map(), *self._named(),
            self._decisions(), self._endings(), *self._record(), *self._debrief(), self._campaign(),
            sheet.sources(self.notes.notes()),
        ]  # fmt: skip
        return sheet.document(smart_quotes(self.scene.title), MARK, paper, *parts)

    def _top(self) -> Html:
        scene = self.scene
        when = format_date(scene.span) if scene.span else ""
        role = f"{smart_quotes(scene.role.name)} ({_KINDS[scene.role.kind]})" if scene.role else ""
        question = element("p", line(self.notes.add_line(scene.question)), class_="central") if scene.question else ""
        return top(MARK, smart_quotes(scene.title), (when, smart_quotes(scene.place), role), question)

    def _goals(self) -> Html:
        aims = (
            [f"answer the central question from evidence: {plain(self.scene.question)}"] if self.scene.question else []
        )
        aims += [GOALS[skill] for skill in dict.fromkeys(question.skill for question in self.scene.debrief)]
        aims.append("tell what is documented from what is reported, rumoured, contested, or an author’s judgement")
        return section("Goals", element("p", "Afterwards students can"), bullets(*aims))

    # ---------------------------------------------------------------------------------------------- the lesson

    def _before(self) -> Html:
        scene = self.scene
        topics = ", ".join(map(smart_quotes, scene.content_notes))
        parts = [element("p", element("b", "Content notes: "), f"{topics}." if topics else "none.")]
        if scene.summary:
            summary = (element("p", line(one)) for one in self.notes.add_paragraphs(scene.summary))
            head = element("h3", "For those who do not play: read this, then join at the record")
            parts.append(element("div", head, *summary, class_="box"))
        return section("Before you begin", *parts)

    def _campaign(self) -> Html:
        out = element("code", f"--without {self.scene.scene}")
        switch = element("b", "To switch this scene off, ")
        parts = [element("p", switch, "play or export with ", out, _ONWARD)]
        if self.lesson.remembers:
            said = "; ".join(f"“{title}”" for title in self.lesson.remembers)
            parts.append(
                element("p", element("b", "It remembers "), f"what students did in {said}, if they played it.")
            )
        if self.scene.leaves:
            said = " ".join(plain(trace.text) for trace in self.scene.leaves)
            parts.append(element("p", element("b", "Later scenes may remember: "), said))
        return section("In a campaign", *parts)

    def _named(self) -> Iterator[Html]:
        entries = self.lesson.named(record=True)
        for kind, heading in (("person", "People"), ("term", "Words")):
            rows = [
                element("li", element("b", smart_quotes(entry.name)), f": {entry.text}")
                for entry in sorted(entries, key=lambda one: one.name.casefold())
                if entry.kind == kind
            ]
            if rows:
                yield section(heading, element("ul", *rows, class_="entries"))

    # ------------------------------------------------------------------------------------------------ the scene

    def _map(self) -> Html:
        drawn, (picture, why) = self.lesson.map, self.lesson.picture
        about = (
            f"The proof has visited every path: {self.lesson.states.positions:,} positions. Numbers are those of the "
            f"decisions and endings that follow, letters those of the choices; {legend(drawn)}."
        )
        instead = f"Here stands a map where it can be drawn: {why}. The decisions below say where each choice leads."
        shown = element("figure", Html(picture)) if picture else element("p", instead, class_="box")
        return section("Map", element("p", about, class_="small"), shown, class_="map")

    def _decisions(self) -> Html:
        about = element("p", "Behind each choice, where it leads; the map has the same numbers.", class_="small")
        return section(
            "Decisions", about, *(self._decision(spot) for spot in self.lesson.decisions), class_="decisions"
        )

    def _decision(self, spot: MapNode) -> Html:
        passage = next(one for name, one in self.scene.passages.items() if name == spot.passage)
        where = " · ".join(filter(None, (spot.when, smart_quotes(passage.place))))
        head = element(
            "h3", element("span", str(spot.number), class_="number"), spot.title, element("span", where, class_="about")
        )
        arrows = self.lesson.map.leaving(spot)
        offers = (self._offer(arrow, choice) for arrow, choice in zip(arrows, passage.choices, strict=True))
        record = self._said("In the record. ", passage.record) if passage.record is not None else ""
        return element("div", head, element("ul", *offers, class_="offers"), record, class_="decision")

    def _offer(self, arrow: MapEdge, choice: Choice) -> Html:
        remarks = []
        if arrow.history:
            remarks.append("✓ as in the record")
        if choice.hypothesis:
            remarks.append("a hypothesis: the source shows nobody weighing it")
        if arrow.sometimes:
            remarks.append(f"closed to some: “{plain(choice.locked)}”" if choice.locked else "open to some only")
        remark = element("span", f" ({'; '.join(remarks)})", class_="about") if remarks else ""
        lead = element("span", f" → {arrow.goal}", class_="lead")
        return element(
            "li", element("b", arrow.letter, class_="letter"), line(self.notes.add_line(choice.text)), remark, lead
        )

    def _said(self, label: str, text: str) -> Html:
        runs = self.notes.add_line(text)
        return element("p", element("b", label), line(runs), grades(self.notes.grades_of(runs)), class_="said")

    def _endings(self) -> Html:
        about = "No ending is better than another, and none is scored. A shortest way to each:"
        found = [element("p", about, class_="small")]
        for spot in self.lesson.endings:
            share = f"{percent(spot.share)} of all ways" if spot.share is not None else ""
            head = element(
                "h3", element("span", str(spot.number), class_="number"), spot.ending,
                element("span", share, class_="about"),
            )  # fmt: skip
            found.append(element("div", head, element("p", *self._way(spot), class_="way"), class_="ending"))
        return section("Endings", *found)

    def _way(self, ending: MapNode) -> Iterator[str]:
        """The choices that lead to an ending, in their own words."""
        witness, drawn = self.lesson.way(ending), self.lesson.map
        if witness.carried:
            yield element("em", "With what an earlier scene left. ")
        arrows = {arrow.choice: arrow for arrow in drawn.arrows}
        for place, choice in enumerate(witness.choices):
            arrow = arrows[choice]
            where = element("b", f"{arrow.source}{arrow.letter}")
            yield joined(" · " if place else "", where, "\u00a0", arrow.text)

    # -------------------------------------------------------------------------------------------- what happened

    def _record(self) -> Iterator[Html]:
        found: list[Html] = []
        for block in self.scene.record:
            some = element("span", " (shown after some choices only)", class_="about") if block.if_ is not None else ""
            for shown in record_blocks(block, self.lesson.proof.compiled, self.notes):
                match shown:
                    case pages.RecordParagraph(date, runs, sure):
                        when = element("b", f"{date[:1].upper()}{date[1:]}. ") if date else ""
                        found.append(element("p", when, line(runs), grades(sure), some))
                    case pages.Unknown(runs):
                        found.append(
                            element("p", element("b", "What remains unknown. "), line(runs), some, class_="open")
                        )
                    case pages.Chart():
                        found.append(sheet.chart(shown))
        if found:
            yield section("What actually happened", *found, class_="record")

    def _debrief(self) -> Iterator[Html]:
        rows = []
        for number, question in enumerate(self.scene.debrief, 1):
            skill = element("span", question.skill.replace("-", " "), class_="about")
            asked = element(
                "h3", element("span", str(number), class_="number"), line(self.notes.add_line(question.ask)), skill
            )
            good = self._said("A good answer draws on: ", question.draws_on) if question.draws_on else ""
            rows.append(element("div", asked, good, class_="question"))
        if rows:
            yield section("Debrief", *rows)
