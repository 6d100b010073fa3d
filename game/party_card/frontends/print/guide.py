"""Writes the teacher's guide to one scene.

Invariant: everything is the scene's own text, its record with every source, or a count of the proof; the advice around
it is the same for every scene.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from party_card.content.edtf import format_date
from party_card.content.models import NOT_FOUND, Choice, PassageId, Person, RecordBlock, Skill, Term
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine import page as pages
from party_card.engine.aftermath import HEADING as AFTERMATH
from party_card.engine.aftermath import build_source_end_blocks
from party_card.engine.block_builder import build_record_blocks
from party_card.engine.compiled import Evidence
from party_card.engine.entries import LATER_LABEL, NOT_FOUND_TEXT, format_years
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.glossary import Subject
from party_card.engine.page import Block
from party_card.engine.page_builder import ESSENTIALS_HEADING
from party_card.engine.place_words import HEADING, list_place_sentences
from party_card.engine.record_words import AS_IN_RECORD, NO_RECORD, WHAT_HAPPENED
from party_card.frontends.print import sheet
from party_card.frontends.print.file_section import write_file_section
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import PaperSize, bullets, header, inline_html, numbered_heading, section
from party_card.frontends.print.timing import lesson_times
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.printable import grade_tags
from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode
from party_card.frontends.shared.scene_map.labels import format_share, legend_text
from party_card.frontends.shared.scene_map.svg import to_svg

PAPER_NAME = "Teacher’s guide"
GOALS_BY_SKILL: dict[Skill, str] = {
    "sourcing": "ask who says something, when, and what for, before they rely on it",
    "contextualisation": "explain a decision by what could be known on that day, and not by what came after",
    "corroboration": "set accounts side by side, and say what would settle a difference between them",
    "close-reading": "show from the wording what a text claims, and what it leaves open",
}
"""The learning goal of each skill that a question of the debrief trains."""
_ROLE_KINDS = {"documented": "documented", "composite": "a composite figure", "invented": "invented"}
_SKIP_CONSEQUENCE = ". The campaign goes on to the next one, and nothing later depends on this."


def write_guide(lesson: LessonData, paper: PaperSize = "a4") -> str:
    """Returns the guide as an HTML document."""
    return _GuideWriter(lesson).document(paper)


class _GuideWriter:
    """Writes one guide; notes are numbered throughout."""

    def __init__(self, lesson: LessonData) -> None:
        self.lesson, self.scene = lesson, lesson.scene
        self._subjects = lesson.glossary_subjects(with_record=True)
        self.notes = FootnoteCollector(_add_facts_about_people(lesson.proof.compiled.evidence, self._subjects))

    def document(self, paper: PaperSize) -> str:
        sections = [
            self._header(), self._goals(), lesson_times(self.lesson), self._preparation(), *self._briefing(),
            *self._places(), self._map(), *self._glossary(), self._decisions(), self._endings(), *self._record(),
            *write_file_section(self.lesson, self.notes),
            *self._debrief(), self._campaign(), sheet.source_list(self.notes.build_notes()),
        ]  # fmt: skip
        return sheet.document(smart_quotes(self.scene.title), PAPER_NAME, paper, *sections)

    def _header(self) -> Html:
        scene = self.scene
        date = format_date(scene.span) if scene.span else ""
        role = f"{smart_quotes(scene.role.name)} ({_ROLE_KINDS[scene.role.kind]})" if scene.role else ""
        about = (date, smart_quotes(scene.place), role)
        question = element("p", self._line(scene.question), class_="central") if scene.question else ""
        return header(PAPER_NAME, smart_quotes(scene.title), about, question)

    def _line(self, text: str) -> Html:
        return inline_html(self.notes.add_line(text))

    def _goals(self) -> Html:
        question = strip_markup(self.scene.question)
        aims = [f"answer the central question from evidence: {question}"] if question else []
        aims += [GOALS_BY_SKILL[skill] for skill in dict.fromkeys(question.skill for question in self.scene.debrief)]
        aims.append("tell what is documented from what is reported, rumoured, contested, or an author’s judgement")
        return section("Goals", element("p", "Afterwards students can"), bullets(*aims))

    # ---------------------------------------------------------------------------------------------- the lesson

    def _preparation(self) -> Html:
        scene = self.scene
        topics = ", ".join(map(smart_quotes, scene.content_notes))
        elements = [element("p", element("b", "Content notes: "), f"{topics}." if topics else "none.")]
        if scene.summary:
            summary = (element("p", inline_html(paragraph)) for paragraph in self.notes.add_paragraphs(scene.summary))
            heading = element("h3", "For those who do not play: read this, then join at the record")
            elements.append(element("div", heading, *summary, class_="box"))
        return section("Before you begin", *elements)

    def _briefing(self) -> Iterator[Html]:
        """Yields what students are told before the scene begins, with its sources."""
        scene = self.scene
        elements = [element("p", self._line(scene.hook), class_="central")] if scene.hook else []
        elements += [self._graded_line(f"{smart_quotes(item.heading)}. ", item.text) for item in scene.context]
        if elements:
            yield section("What students know when they begin", *elements)

    def _places(self) -> Iterator[Html]:
        places = self.lesson.places
        if places is not None:
            sentences = bullets(*list_place_sentences(places))
            yield section(HEADING, element("div", sheet.place_map(places), sentences, class_="beside"))

    def _campaign(self) -> Html:
        option = element("code", f"--without {self.scene.scene}")
        label = element("b", "To switch this scene off, ")
        elements = [element("p", label, "play or export with ", option, _SKIP_CONSEQUENCE)]
        if self.lesson.remembered_titles:
            text = "; ".join(f"“{title}”" for title in self.lesson.remembered_titles)
            label = element("b", "It remembers ")
            elements.append(element("p", label, f"what students did in {text}, if they played it."))
        if self.scene.leaves:
            text = " ".join(strip_markup(trace.text) for trace in self.scene.leaves)
            elements.append(element("p", element("b", "Later scenes may remember: "), text))
        return section("In a campaign", *elements)

    def _glossary(self) -> Iterator[Html]:
        for kind, heading in (("person", "People"), ("term", "Words")):
            rows = [
                element("li", *self._explain(subject.content))
                for subject in sorted(self._subjects, key=lambda subject: subject.content.name.casefold())
                if subject.kind == kind
            ]
            if rows:
                yield section(heading, element("ul", *rows, class_="entries"))

    def _explain(self, content: Person | Term) -> Iterator[Html]:
        """Yields the name and the explanation of a term, or of a person with what became of them."""
        yield element("b", smart_quotes(content.name))
        if isinstance(content, Term):
            yield join_html(": ", smart_quotes(content.text))
            return
        years = format_years(content, is_after_ending=True)
        yield join_html(f" ({years}): " if years else ": ", self._line(content.was))
        if content.later:
            later = NOT_FOUND_TEXT if content.later == NOT_FOUND else self._line(content.later)
            yield join_html(" ", element("i", f"{LATER_LABEL}: "), later)

    # ------------------------------------------------------------------------------------------------ the scene

    def _map(self) -> Html:
        scene_map = self.lesson.map
        about = (
            f"The proof has visited every path: {self.lesson.states.state_count:,} positions. Numbers are those of the "
            f"decisions and endings that follow, letters those of the choices; {legend_text(scene_map)}."
        )
        content = element("figure", to_svg(scene_map, brief=True))
        return section("Map", element("p", about, class_="small"), content, class_="map")

    def _decisions(self) -> Html:
        about = element("p", "Behind each choice, where it leads; the map has the same numbers.", class_="small")
        return section("Decisions", about, *map(self._decision, self.lesson.decisions), class_="decisions")

    def _decision(self, node: MapNode) -> Html:
        passage = self.scene.passages[PassageId(node.passage)]
        place_and_date = " · ".join(filter(None, (node.date, smart_quotes(passage.place))))
        heading = numbered_heading(node.number, node.title, place_and_date)
        edges = self.lesson.map.edges_from(node)
        offers = (self._choice(edge, choice) for edge, choice in zip(edges, passage.choices, strict=True))
        record = self._graded_line(f"{WHAT_HAPPENED}. ", passage.record) if passage.record is not None else ""
        return element("div", heading, element("ul", *offers, class_="offers"), record, class_="decision")

    def _choice(self, edge: MapEdge, choice: Choice) -> Html:
        remarks = []
        if edge.in_record:
            remarks.append(f"✓ {AS_IN_RECORD}")
        if choice.hypothesis:
            remarks.append(f"a hypothesis: {NO_RECORD}")
        if edge.is_conditional:
            remarks.append(f"closed to some: “{strip_markup(choice.locked)}”" if choice.locked else "open to some only")
        remark = element("span", f" ({'; '.join(remarks)})", class_="about") if remarks else ""
        lead = element("span", f" → {edge.target}", class_="lead")
        overlooks = self._graded_line("Overlooks: ", choice.overlooks) if choice.overlooks else ""
        return element(
            "li", element("b", edge.letter, class_="letter"), self._line(choice.text), remark, lead, overlooks
        )

    def _graded_line(self, label: str, text: str) -> Html:
        runs = self.notes.add_line(text)
        tags = grade_tags(self.notes.grades_of(runs))
        return element("p", element("b", label), inline_html(runs), tags, class_="said")

    def _endings(self) -> Html:
        about = "No ending is better than another, and none is scored. A shortest way to each:"
        elements = [element("p", about, class_="small")]
        passages = self.scene.passages.items()
        costs = {str(name): passage.ending.cost for name, passage in passages if passage.ending is not None}
        for node in self.lesson.endings:
            share = f"{format_share(node.share)} of all ways" if node.share is not None else ""
            heading = numbered_heading(node.number, node.ending, share)
            cost = strip_markup(costs[node.passage])
            way = element("p", *self._path_to(node), class_="way")
            elements.append(element("div", heading, element("p", cost) if cost else "", way, class_="ending"))
        return section("Endings", *elements)

    def _path_to(self, ending: MapNode) -> Iterator[str]:
        """Yields the choices that lead to an ending, in their own words."""
        witness, scene_map = self.lesson.shortest_path(ending), self.lesson.map
        if witness.imported_traces:
            yield element("em", "With what an earlier scene left. ")
        edges = {edge.choice_id: edge for edge in scene_map.edges}
        for index, choice in enumerate(witness.choices):
            edge = edges[choice]
            label = element("b", f"{edge.source}{edge.letter}")
            yield join_html(" · " if index else "", label, "\u00a0", edge.text)

    # -------------------------------------------------------------------------------------------- what happened

    def _record(self) -> Iterator[Html]:
        layers = (
            (ESSENTIALS_HEADING, self.scene.essentials),
            (WHAT_HAPPENED, self.scene.record),
            (AFTERMATH, self.scene.aftermath),
        )
        for heading, parts in layers:
            elements = [element for part in parts for element in self._record_part(part)]
            if elements and heading == AFTERMATH:
                evidence = self.lesson.proof.compiled.evidence
                elements += [self._record_block(block, "") for block in build_source_end_blocks(evidence)]
            if elements:
                yield section(heading, *elements, class_="record")

    def _record_part(self, part: RecordBlock) -> Iterator[Html]:
        remark = element("span", " (shown after some choices only)", class_="about") if part.if_ else ""
        for block in build_record_blocks(part, self.lesson.proof.compiled.evidence, self.notes):
            yield self._record_block(block, remark)

    def _record_block(self, block: Block, remark: str) -> Html:
        match block:
            case pages.RecordParagraph(date, runs, grades):
                label = element("b", f"{date[:1].upper()}{date[1:]}. ") if date else ""
                return element("p", label, inline_html(runs), grade_tags(grades), remark)
            case pages.Statement(name, runs, grades):
                return element("p", element("b", f"{name}: "), inline_html(runs), grade_tags(grades), remark)
            case pages.Unknown(runs):
                label = element("b", "What remains unknown. ")
                return element("p", label, inline_html(runs), remark, class_="open")
            case pages.Paragraph(runs):
                return element("p", inline_html(runs))
            case pages.Heading(text):
                return element("h3", text)
            case pages.Chart():
                return sheet.chart(block)
            case pages.SourceComparison():
                return sheet.comparison(block)
        raise TypeError(f"{type(block).__name__} is no block of a record")

    def _debrief(self) -> Iterator[Html]:
        rows = []
        for number, question in enumerate(self.scene.debrief, 1):
            heading = numbered_heading(number, self._line(question.ask), question.skill.replace("-", " "))
            answer = self._graded_line("A good answer draws on: ", question.draws_on) if question.draws_on else ""
            rubric = (
                sheet.rubric_table([*map(smart_quotes, question.rubric.texts)]) if question.rubric is not None else ""
            )
            rows.append(element("div", heading, answer, rubric, class_="question"))
        if rows:
            yield section("Debrief", *rows)


def _add_facts_about_people(evidence: Evidence, subjects: Iterable[Subject]) -> Evidence:
    """Returns the evidence of a scene with the facts that the texts of its people cite."""
    facts = dict(evidence.facts)
    for subject in subjects:
        if isinstance(subject.content, Person):
            facts = {**evidence.find_facts_about(subject.id, subject.content), **facts}
    return replace(evidence, facts=facts)
