"""Writes the plan of a campaign for teachers: one lesson, one week, one term, and every scene in short.

Invariant: which scenes go together follows from the traces that they import, and how long they take from their proofs;
any of them can be left out. The end of the campaign is printed with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap

from party_card.content.edtf import format_date
from party_card.content.models import Archive, Provenance, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes, strip_markup
from party_card.content.trace_links import list_trace_links
from party_card.diagnostics.words import format_count, format_count_range
from party_card.engine import page as pages
from party_card.engine.archive import build_closing_blocks
from party_card.engine.campaign_pages import CompiledCampaign, build_causal_chain, compile_campaign, format_date_range
from party_card.engine.consequences import end_sentence
from party_card.engine.footnotes import FootnoteCollector
from party_card.frontends.print import sheet
from party_card.frontends.print.lesson import SLOW_WORDS_PER_MINUTE, LessonData
from party_card.frontends.print.sheet import PaperSize, header, inline_html, numbered_heading, section, table
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.printable import grade_tags

PAPER_NAME = "Plan of the campaign"
LESSONS_PER_WEEK = 3
_MAX_THREADS = 4
_MAX_SUGGESTIONS = 3
"""Scenes named for a single lesson."""
TraceSources = Mapping[SceneId, tuple[SceneId, ...]]
"""For each scene, the earlier scenes whose traces it imports."""


def write_plan(pack: Pack, lessons: Sequence[LessonData], trace_sources: TraceSources, paper: PaperSize = "a4") -> str:
    """Returns the plan as an HTML document; `lessons` are in the order of the campaign."""
    return _PlanWriter(pack, lessons, trace_sources).document(paper)


def group_by_traces(order: Sequence[SceneId], trace_sources: TraceSources) -> tuple[tuple[SceneId, ...], ...]:
    """Groups scenes that are linked by traces, a week's worth each; if few are, scenes that follow one another."""
    candidates: list[tuple[SceneId, ...]] = []
    for target in order:
        for source in trace_sources.get(target, ()):
            candidates += [(origin, source, target) for origin in trace_sources.get(source, ())]
            candidates += [
                (origin, source, target)
                for origin in trace_sources.get(target, ())
                if order.index(origin) < order.index(source)
            ]
    threads: list[tuple[SceneId, ...]] = []
    for thread in dict.fromkeys(candidates):  # each adds something that no other thread has
        if sum(scene in {member for other in threads for member in other} for scene in thread) <= 1:
            threads.append(thread)
    if not threads and len(order) >= LESSONS_PER_WEEK:
        threads = [
            tuple(order[start : start + LESSONS_PER_WEEK])
            for start in range(0, len(order) - LESSONS_PER_WEEK + 1, LESSONS_PER_WEEK)
        ]
    return tuple(threads[:_MAX_THREADS])


class _PlanWriter:
    """Writes one plan."""

    def __init__(self, pack: Pack, lessons: Sequence[LessonData], trace_sources: TraceSources) -> None:
        self.pack, self.lessons, self.trace_sources = pack, lessons, trace_sources
        self.lessons_by_id = {lesson.scene.scene: lesson for lesson in lessons}
        self.links = list_trace_links(pack)

    def document(self, paper: PaperSize) -> str:
        campaign = self.pack.campaign
        title = smart_quotes(campaign.title) if campaign else "Episodes"
        dates = format_date_range(lesson.scene for lesson in self.lessons)
        min_minutes = sum(lesson.minute_range()[0] for lesson in self.lessons)
        max_minutes = sum(lesson.minute_range()[1] for lesson in self.lessons)
        minutes = f"{_format_minute_range(min_minutes, max_minutes)} of reading in all"
        sections = [
            header(PAPER_NAME, title, (dates, format_count(len(self.lessons), "scene"), minutes)),
            self._lesson(), self._week(), self._term(), self._leaving_out(), self._scenes(),
        ]  # fmt: skip
        return sheet.document(title, PAPER_NAME, paper, *sections, *self._campaign_texts())

    def _title(self, scene: SceneId) -> str:
        return smart_quotes(self.lessons_by_id[scene].scene.title)

    def _lesson(self) -> Html:
        # Fewest content notes first, then the shortest reading time.
        suggestions = sorted(
            self.lessons, key=lambda lesson: (len(lesson.scene.content_notes), lesson.minute_range()[1])
        )[:_MAX_SUGGESTIONS]
        items = [
            join_html(
                element("b", smart_quotes(lesson.scene.title)), f" ({_format_minute_range(*lesson.minute_range())})"
            )
            for lesson in suggestions
        ]
        titles = join_html(*(join_html("; " if index else "", item) for index, item in enumerate(items)))
        slow_minutes = max(lesson.minute_range(SLOW_WORDS_PER_MINUTE)[1] for lesson in suggestions)
        about = (
            "One scene: the question and the content notes (5 minutes), playing and the record (up to "
            f"{format_count(slow_minutes, 'minute')}), who ended where (5), the debrief. Each scene’s own guide has "
            "the plan in minutes."
        )
        first_paragraph = element("p", "To begin with, the shortest with the fewest content notes: ", titles, ".")
        return section("One lesson", element("p", about), first_paragraph)

    def _week(self) -> Html:
        rows = []
        for number, thread in enumerate(group_by_traces(tuple(self.lessons_by_id), self.trace_sources), 1):
            scenes = (
                join_html(" → " if index else "", element("b", self._title(scene)))
                for index, scene in enumerate(thread)
            )
            minutes = [self.lessons_by_id[scene].minute_range() for scene in thread]
            rows.append((str(number), join_html(*scenes), " + ".join(_format_range(*bounds) for bounds in minutes)))
        about = (
            f"{LESSONS_PER_WEEK} lessons: a thread of scenes that remember each other, one a lesson, and at the end of "
            "the last the end of the campaign. The same reader’s name has to be used throughout, on the same machine."
        )
        if not rows:
            return section("One week", element("p", "There are not scenes enough for a week; play each in a lesson."))
        return section("One week", element("p", about), table(("", "Thread", "Minutes"), rows, class_="plan threads"))

    def _term(self) -> Html:
        rows = []
        for number, lesson in enumerate(self.lessons, 1):
            scene = lesson.scene
            title = join_html(
                element("b", smart_quotes(scene.title)), element("span", strip_markup(scene.question), class_="asked")
            )
            notes = ", ".join(map(_content_topic, scene.content_notes)) or "none"
            dates = format_date(scene.span) if scene.span else ""
            rows.append((f"☐ {number}", title, dates, _format_range(*lesson.minute_range()), notes))
        about = (
            "The whole campaign, a scene a lesson, in this order. Tick what you play; strike out what you leave out."
        )
        headers = ("Week", "Scene and question", "When", "Min.", "Content notes")
        return section("One term", element("p", about), table(headers, rows, class_="plan term"))

    def _leaving_out(self) -> Html:
        example = next(iter(self.lessons_by_id), "")
        play_command = element("code", f"party-card play --without {example}")
        export_command = element("code", f"party-card export --campaign --html FILE --without {example}")
        text = (
            "Any scene can be switched off, several with commas between them; the campaign goes on to the next, and "
            "every ending of another scene can be reached without it. What later scenes offer because of it is lost."
        )
        commands = element("p", "On a machine: ", play_command, ". In a file to hand out: ", export_command, ".")
        rows = [(element("b", self._title(name)), *self._hanging_together(name)) for name in self.lessons_by_id]
        headers = ("Scene", "Remembers", "What is lost if it is left out")
        losses = [table(headers, rows, class_="plan losses")] if any(any(row[1:]) for row in rows) else []
        return section("Leaving scenes out", element("p", text), *losses, commands)

    def _hanging_together(self, scene: SceneId) -> tuple[str, str]:
        """Returns which earlier scenes a scene remembers, and which offers of later ones are lost without it."""
        shown = [link for link in self.links if link.source in self.lessons_by_id and link.target in self.lessons_by_id]
        sources = dict.fromkeys(f"“{self._title(link.source)}”" for link in shown if link.target == scene)
        lost: dict[SceneId, dict[str, None]] = {}
        for link in shown:
            if link.source == scene and link.choice is not None and link.opens:
                lost.setdefault(link.target, {})[f"“{strip_markup(link.choice.text)}”"] = None
        offers = (f"in “{self._title(target)}”: {'; '.join(texts)}" for target, texts in lost.items())
        return ", ".join(sources), ". ".join(text[:1].upper() + text[1:] for text in offers)

    def _scenes(self) -> Html:
        return section("Scene by scene", *starmap(self._scene, enumerate(self.lessons, 1)))

    def _scene(self, number: int, lesson: LessonData) -> Html:
        scene = lesson.scene
        facts = (smart_quotes(scene.place), _format_minute_range(*lesson.minute_range()), str(scene.scene))
        about = " · ".join(filter(None, facts))
        heading = numbered_heading(number, smart_quotes(scene.title), about)
        decisions, endings = (
            format_count(len(lesson.decisions), "decision"),
            format_count(len(lesson.endings), "ending"),
        )
        role = f"{smart_quotes(scene.role.name)}; " if scene.role else ""
        items = [heading, element("p", element("b", f"{role}{decisions}, {endings}. "), strip_markup(scene.summary))]
        sources = [name for name in self.trace_sources.get(scene.scene, ()) if name in self.lessons_by_id]
        if sources:
            titles = ", ".join(f"“{self._title(name)}”" for name in sources)
            items.append(element("p", element("b", "Remembers "), f"{titles}.", class_="small"))
        return element("div", *items, class_="decision")

    def _campaign_texts(self) -> Iterator[Html]:
        """Yields the archive and the end of the campaign, with their sources."""
        if self.pack.campaign is None:
            return
        compiled = compile_campaign(self.pack, self.pack.campaign)
        notes = FootnoteCollector(compiled.evidence)
        if self.pack.campaign.archive is not None:
            yield self._archive(self.pack.campaign.archive, notes)
        if self.pack.campaign.ending:
            yield self._end(compiled, notes)
        if notes.cited_items:
            yield sheet.source_list(notes.build_notes())

    def _archive(self, archive: Archive, notes: FootnoteCollector) -> Html:
        """Returns the archive: whose files can stand there, what can be concluded, and the question."""
        files = (lesson.scene.file for lesson in self.lessons)
        names = end_sentence("; ".join(smart_quotes(file.name) for file in files if file is not None))
        how = (
            f"After the last scene students find a shelf with the files of these people, if they played them: {names} "
            "They open a file as a stranger would: first its papers, which they judge one by one, then what was lived. "
            "Half a lesson: three files, then the question."
        )
        items = [element("p", how)]
        if archive.provenance is not None:
            items.append(element("p", self._describe_provenance(archive.provenance)))
        for block in build_closing_blocks(archive, notes):
            match block:
                case pages.Heading(text):
                    items.append(element("h3", text))
                case pages.Paragraph(runs):
                    items.append(element("p", inline_html(runs)))
                case pages.Question(runs, _, draws_on, rubric):
                    items.append(element("p", element("b", inline_html(runs))))
                    items += [element("p", f"A good answer draws on: {draws_on}", class_="small")] if draws_on else []
                    items += [sheet.rubric_table(rubric)] if rubric else []
        return section(smart_quotes(archive.title), *items)

    def _describe_provenance(self, provenance: Provenance) -> str:
        """Returns which scenes the thing on the shelf goes through, and what is lost if one of them is left out."""
        scenes = {entry.scene for entry in provenance.entries}
        titles = ", ".join(f"“{self._title(name)}”" for name in self.lessons_by_id if name in scenes)
        title = end_sentence(smart_quotes(provenance.title))
        return (
            f"Beside the files lies one invented thing: {title} Students follow its way through these scenes: "
            f"{titles}. Of a scene that is left out the page says that nothing is known from it."
        )

    def _end(self, compiled: CompiledCampaign, notes: FootnoteCollector) -> Html:
        items = []
        for block in build_causal_chain(compiled, notes):
            match block:
                case pages.Paragraph(runs):
                    items.append(element("p", inline_html(runs), class_="small"))
                case pages.Link(word, date, runs, grades):
                    link_label = f"{word[:1].upper()}{word[1:]}{f', {date}' if date else ''}. "
                    items.append(element("p", element("b", link_label), inline_html(runs), grade_tags(grades)))
                case pages.RecordParagraph(date, runs, grades):
                    label = element("b", f"{date}. ") if date else ""
                    items.append(element("p", label, inline_html(runs), grade_tags(grades)))
                case pages.Unknown(runs):
                    items.append(element("p", element("b", "What remains unknown. "), inline_html(runs), class_="open"))
                case pages.Chart():
                    items.append(sheet.chart(block))
        return section("The end of the campaign", *items)


def _content_topic(note: str) -> str:
    """Returns a content note without its advice, which is printed in the scene's own guide."""
    return smart_quotes(note.partition(". ")[0])


def _format_minute_range(min_minutes: int, max_minutes: int) -> str:
    return format_count_range(min_minutes, max_minutes, "minute", "–")


def _format_range(min_value: int, max_value: int) -> str:
    return str(min_value) if min_value == max_value else f"{min_value}–{max_value}"
