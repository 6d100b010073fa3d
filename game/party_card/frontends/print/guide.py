"""Writes the teacher's guide to one scene.

Invariant: everything is the scene's own text, its record with every source, or a count of the proof; the advice around
it is the same for every scene.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from party_card.content.edtf import format_date
from party_card.content.models import NOT_FOUND, Choice, PassageId, Person, Skill, Term
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.compiled import Evidence
from party_card.engine.entries import LATER_LABEL, NOT_FOUND_TEXT, format_years
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.glossary import Subject
from party_card.engine.page_words import SKILLS
from party_card.engine.place_words import HEADING, list_place_sentences
from party_card.engine.record_words import AS_IN_RECORD, NO_RECORD, WHAT_HAPPENED
from party_card.frontends.print import sheet
from party_card.frontends.print.file_section import write_file_section
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.record_section import write_record_sections
from party_card.frontends.print.sheet import PaperSize, bullets, header, inline_html, numbered_heading, section
from party_card.frontends.print.timing import lesson_times
from party_card.frontends.shared.html import BOLD, Html, element, format_html, join_html, join_with_dots
from party_card.frontends.shared.printable import forward_arrow, grade_tags
from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode
from party_card.frontends.shared.scene_map.labels import format_share, legend_text
from party_card.frontends.shared.scene_map.svg import to_svg
from party_card.localization import format_number, gettext, gettext_noop, join_items, ngettext, pgettext, quote

PAPER_NAME = gettext_noop("Teacher’s guide")
GOALS_BY_SKILL: dict[Skill, str] = {
    "sourcing": gettext_noop("ask who says something, when, and what for, before they rely on it"),
    "contextualisation": gettext_noop(
        "explain a decision by what could be known on that day, and not by what came after"
    ),
    "corroboration": gettext_noop("set accounts side by side, and say what would settle a difference between them"),
    "close-reading": gettext_noop("show from the wording what a text claims, and what it leaves open"),
}
"""The learning goal of each skill that a question of the debrief trains."""
_ROLE_KINDS = {
    "documented": gettext_noop("documented"),
    "composite": gettext_noop("a composite figure"),
    "invented": gettext_noop("invented"),
}


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
            *self._places(), self._map(), *self._glossary(), self._decisions(), self._endings(),
            *write_record_sections(self.lesson, self.notes),
            *write_file_section(self.lesson, self.notes),
            *self._debrief(), self._campaign(), sheet.source_list(self.notes.build_notes()),
        ]  # fmt: skip
        return sheet.document(smart_quotes(self.scene.title), gettext(PAPER_NAME), paper, *sections)

    def _header(self) -> Html:
        scene = self.scene
        date = format_date(scene.span) if scene.span else ""
        role = f"{smart_quotes(scene.role.name)} ({gettext(_ROLE_KINDS[scene.role.kind])})" if scene.role else ""
        about = (date, smart_quotes(scene.place), role)
        question = element("p", self._line(scene.question), class_="central") if scene.question else ""
        return header(gettext(PAPER_NAME), smart_quotes(scene.title), about, question)

    def _line(self, text: str) -> Html:
        return inline_html(self.notes.add_line(text))

    def _goals(self) -> Html:
        question = strip_markup(self.scene.question)
        skills = dict.fromkeys(question.skill for question in self.scene.debrief)
        aims = [gettext(GOALS_BY_SKILL[skill]) for skill in skills]
        if question:
            aims.insert(0, gettext("answer the central question from evidence: {question}").format(question=question))
        aims.append(
            gettext("tell what is documented from what is reported, rumoured, contested, or an author’s judgement")
        )
        # TRANSLATORS: above a list: “answer the central question from evidence: {question}” and the like.
        return section(gettext("Goals"), element("p", gettext("Afterwards students can")), bullets(*aims))

    # ---------------------------------------------------------------------------------------------- the lesson

    def _preparation(self) -> Html:
        scene = self.scene
        topics = join_items(list(map(smart_quotes, scene.content_notes)))
        label = element("b", gettext("Content notes:"), " ")
        elements = [element("p", label, f"{topics}." if topics else pgettext("content notes", "none."))]
        if scene.summary:
            summary = (element("p", inline_html(paragraph)) for paragraph in self.notes.add_paragraphs(scene.summary))
            heading = element("h3", gettext("For those who do not play: read this, then join at the record"))
            elements.append(element("div", heading, *summary, class_="box"))
        return section(gettext("Before you begin"), *elements)

    def _briefing(self) -> Iterator[Html]:
        """Yields what students are told before the scene begins, with its sources."""
        scene = self.scene
        elements = [element("p", self._line(scene.hook), class_="central")] if scene.hook else []
        elements += [self._graded_line(f"{smart_quotes(item.heading)}. ", item.text) for item in scene.context]
        if elements:
            yield section(gettext("What students know when they begin"), *elements)

    def _places(self) -> Iterator[Html]:
        places = self.lesson.places
        if places is not None:
            sentences = bullets(*list_place_sentences(places))
            yield section(gettext(HEADING), element("div", sheet.place_map(places), sentences, class_="beside"))

    def _campaign(self) -> Html:
        option = element("code", f"--without {self.scene.scene}")
        # TRANSLATORS: what stands between {bold} and {end} is printed in bold.
        skipping = gettext(
            "{bold}To switch this scene off, {end}play or export with {option}. The campaign goes on to the next one, "
            "and nothing later depends on this."
        )
        elements = [element("p", format_html(skipping, option=option, **BOLD))]
        if self.lesson.remembered_titles:
            titles = "; ".join(quote(title) for title in self.lesson.remembered_titles)
            # TRANSLATORS: what stands between {bold} and {end} is printed in bold.
            sentence = gettext("{bold}It remembers {end}what students did in {titles}, if they played it.")
            elements.append(element("p", format_html(sentence, titles=titles, **BOLD)))
        if self.scene.leaves:
            text = " ".join(strip_markup(trace.text) for trace in self.scene.leaves)
            elements.append(element("p", element("b", gettext("Later scenes may remember:"), " "), text))
        return section(gettext("In a campaign"), *elements)

    def _glossary(self) -> Iterator[Html]:
        for kind, heading in (("person", gettext("People")), ("term", gettext("Words"))):
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
            later = gettext(NOT_FOUND_TEXT) if content.later == NOT_FOUND else self._line(content.later)
            yield join_html(" ", element("i", f"{gettext(LATER_LABEL)}: "), later)

    # ------------------------------------------------------------------------------------------------ the scene

    def _map(self) -> Html:
        scene_map = self.lesson.map
        count = self.lesson.states.state_count
        visited = ngettext(
            "The proof has visited every path: {count} position.",
            "The proof has visited every path: {count} positions.",
            count,
        )
        # TRANSLATORS: {legend} explains other signs: “dashed: open to some only · …”.
        signs = gettext(
            "Numbers are those of the decisions and endings that follow, letters those of the choices; {legend}."
        )
        about = f"{visited.format(count=format_number(count))} {signs.format(legend=legend_text(scene_map))}"
        content = element("figure", to_svg(scene_map, brief=True))
        return section(gettext("Map"), element("p", about, class_="small"), content, class_="map")

    def _decisions(self) -> Html:
        about = gettext("Behind each choice, where it leads; the map has the same numbers.")
        decisions = map(self._decision, self.lesson.decisions)
        return section(gettext("Decisions"), element("p", about, class_="small"), *decisions, class_="decisions")

    def _decision(self, node: MapNode) -> Html:
        passage = self.scene.passages[PassageId(node.passage)]
        place_and_date = join_with_dots((node.date, smart_quotes(passage.place)))
        heading = numbered_heading(node.number, node.title, place_and_date)
        edges = self.lesson.map.edges_from(node)
        offers = (self._choice(edge, choice) for edge, choice in zip(edges, passage.choices, strict=True))
        record = self._graded_line(f"{gettext(WHAT_HAPPENED)}. ", passage.record) if passage.record is not None else ""
        return element("div", heading, element("ul", *offers, class_="offers"), record, class_="decision")

    def _choice(self, edge: MapEdge, choice: Choice) -> Html:
        remarks = []
        if edge.in_record:
            remarks.append(f"✓ {gettext(AS_IN_RECORD)}")
        if choice.hypothesis:
            remarks.append(gettext("a hypothesis: {remark}").format(remark=gettext(NO_RECORD)))
        if edge.is_conditional:
            reason = strip_markup(choice.locked or "")
            closed = gettext("closed to some: “{reason}”").format(reason=reason)
            remarks.append(closed if reason else gettext("open to some only"))
        remark = join_html(" ", element("span", f"({'; '.join(remarks)})", class_="about")) if remarks else ""
        lead = join_html(" ", element("span", f"{forward_arrow()} {edge.target}", class_="lead"))
        overlooks = self._graded_line(f"{gettext('Overlooks:')} ", choice.overlooks) if choice.overlooks else ""
        return element(
            "li", element("b", edge.letter, class_="letter"), self._line(choice.text), remark, lead, overlooks
        )

    def _graded_line(self, label: str, text: str) -> Html:
        runs = self.notes.add_line(text)
        tags = grade_tags(self.notes.grades_of(runs))
        return element("p", element("b", label), inline_html(runs), tags, class_="said")

    def _endings(self) -> Html:
        about = gettext("No ending is better than another, and none is scored. A shortest way to each:")
        elements = [element("p", about, class_="small")]
        passages = self.scene.passages.items()
        costs = {str(name): passage.ending.cost for name, passage in passages if passage.ending is not None}
        for node in self.lesson.endings:
            share = format_share(node.share) if node.share is not None else ""
            about = gettext("{share} of all ways").format(share=share) if share else ""
            heading = numbered_heading(node.number, node.ending, about)
            cost = strip_markup(costs[node.passage])
            way = element("p", *self._path_to(node), class_="way")
            elements.append(element("div", heading, element("p", cost) if cost else "", way, class_="ending"))
        return section(gettext("Endings"), *elements)

    def _path_to(self, ending: MapNode) -> Iterator[str]:
        """Yields the choices that lead to an ending, in their own words."""
        witness, scene_map = self.lesson.shortest_path(ending), self.lesson.map
        if witness.imported_traces:
            yield element("em", gettext("With what an earlier scene left."), " ")
        edges = {edge.choice_id: edge for edge in scene_map.edges}
        for index, choice in enumerate(witness.choices):
            edge = edges[choice]
            label = element("b", f"{edge.source}{edge.letter}")
            yield join_html(" · " if index else "", label, "\u00a0", edge.text)

    # ------------------------------------------------------------------------------------------ after the record

    def _debrief(self) -> Iterator[Html]:
        rows = []
        for number, question in enumerate(self.scene.debrief, 1):
            heading = numbered_heading(number, self._line(question.ask), gettext(SKILLS[question.skill]))
            label = f"{gettext('A good answer draws on:')} "
            answer = self._graded_line(label, question.draws_on) if question.draws_on else ""
            rubric = (
                sheet.rubric_table([*map(smart_quotes, question.rubric.texts)]) if question.rubric is not None else ""
            )
            rows.append(element("div", heading, answer, rubric, class_="question"))
        if rows:
            yield section(gettext("Debrief"), *rows)


def _add_facts_about_people(evidence: Evidence, subjects: Iterable[Subject]) -> Evidence:
    """Returns the evidence of a scene with the facts that the texts of its people cite."""
    facts = dict(evidence.facts)
    for subject in subjects:
        if isinstance(subject.content, Person):
            facts = {**evidence.find_facts_about(subject.id, subject.content), **facts}
    return replace(evidence, facts=facts)
