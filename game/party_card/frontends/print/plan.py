"""Writes the plan of a campaign for teachers: one lesson, one week, one term, and every scene in short.

Invariant: which scenes go together follows from the traces that they import, and how long they take from their proofs;
any of them can be left out. The end of the campaign is printed with its sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import starmap

from party_card.content.edtf import format_date
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes, strip_markup
from party_card.content.trace_links import list_trace_links
from party_card.engine.campaign_pages import format_date_range
from party_card.frontends.print import sheet
from party_card.frontends.print.campaign_section import write_campaign_sections
from party_card.frontends.print.lesson import SLOW_WORDS_PER_MINUTE, LessonData
from party_card.frontends.print.sheet import PaperSize, header, numbered_heading, section, table
from party_card.frontends.shared.html import BOLD, Html, element, format_html, join_html, join_with_dots
from party_card.frontends.shared.printable import forward_arrow
from party_card.localization import format_number, gettext, gettext_noop, join_items, ngettext, pgettext, quote

PAPER_NAME = gettext_noop("Plan of the campaign")
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
        title = smart_quotes(campaign.title) if campaign else gettext("Episodes")
        dates = format_date_range(lesson.scene for lesson in self.lessons)
        min_minutes = sum(lesson.minute_range()[0] for lesson in self.lessons)
        max_minutes = sum(lesson.minute_range()[1] for lesson in self.lessons)
        scenes = ngettext("{count} scene", "{count} scenes", len(self.lessons))
        # TRANSLATORS: {count} can be two numbers: “12–15”.
        reading = ngettext("{count} minute of reading in all", "{count} minutes of reading in all", max_minutes)
        about = (
            dates,
            scenes.format(count=format_number(len(self.lessons))),
            reading.format(count=_format_range(min_minutes, max_minutes)),
        )
        sections = [
            header(gettext(PAPER_NAME), title, about),
            self._lesson(), self._week(), self._term(), self._leaving_out(), self._scenes(),
        ]  # fmt: skip
        campaign_sections = write_campaign_sections(self.pack, self.lessons)
        return sheet.document(title, gettext(PAPER_NAME), paper, *sections, *campaign_sections)

    def _title(self, scene: SceneId) -> str:
        return smart_quotes(self.lessons_by_id[scene].scene.title)

    def _quoted_title(self, scene: SceneId) -> str:
        return quote(self._title(scene))

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
        parts = ngettext(
            "One scene: the question and the content notes (5 minutes), playing and the record (up to {count} minute), "
            "who ended where (5), the debrief.",
            "One scene: the question and the content notes (5 minutes), playing and the record (up to {count} "
            "minutes), who ended where (5), the debrief.",
            slow_minutes,
        )
        about = f"{parts.format(count=slow_minutes)} {gettext('Each scene’s own guide has the plan in minutes.')}"
        # TRANSLATORS: {titles} are titles, each with its minutes: “Two notes (12 minutes); Ten cattle (15 minutes)”.
        shortest = gettext("To begin with, the shortest with the fewest content notes: {titles}.")
        first_paragraph = element("p", format_html(shortest, titles=titles))
        return section(gettext("One lesson"), element("p", about), first_paragraph)

    def _week(self) -> Html:
        rows = []
        for number, thread in enumerate(group_by_traces(tuple(self.lessons_by_id), self.trace_sources), 1):
            scenes = (
                join_html(f" {forward_arrow()} " if index else "", element("b", self._title(scene)))
                for index, scene in enumerate(thread)
            )
            minutes = [self.lessons_by_id[scene].minute_range() for scene in thread]
            rows.append((str(number), join_html(*scenes), " + ".join(_format_range(*bounds) for bounds in minutes)))
        heading = gettext("One week")
        if not rows:
            advice = gettext("There are not scenes enough for a week; play each in a lesson.")
            return section(heading, element("p", advice))
        thread_text = ngettext(
            "{count} lesson: a thread of scenes that remember each other, and the end of the campaign.",
            "{count} lessons: a thread of scenes that remember each other, one a lesson, and at the end of the last "
            "the end of the campaign.",
            LESSONS_PER_WEEK,
        )
        name_text = gettext("The same reader’s name has to be used throughout, on the same machine.")
        about = element("p", f"{thread_text.format(count=LESSONS_PER_WEEK)} {name_text}")
        headers = ("", gettext("Thread"), pgettext("heading of a column", "Min."))
        return section(heading, about, table(headers, rows, class_="plan threads"))

    def _term(self) -> Html:
        rows = []
        for number, lesson in enumerate(self.lessons, 1):
            scene = lesson.scene
            title = join_html(
                element("b", smart_quotes(scene.title)), element("span", strip_markup(scene.question), class_="asked")
            )
            topics = join_items(list(map(_content_topic, scene.content_notes)))
            notes = topics or pgettext("content notes", "none")
            dates = format_date(scene.span) if scene.span else ""
            rows.append((f"☐ {number}", title, dates, _format_range(*lesson.minute_range()), notes))
        about = gettext(
            "The whole campaign, a scene a lesson, in this order. Tick what you play; strike out what you leave out."
        )
        headers = (
            gettext("Week"),
            gettext("Scene and question"),
            gettext("When"),
            pgettext("heading of a column", "Min."),
            gettext("Content notes"),
        )
        return section(gettext("One term"), element("p", about), table(headers, rows, class_="plan term"))

    def _leaving_out(self) -> Html:
        example = next(iter(self.lessons_by_id), "")
        play_command = element("code", f"party-card play --without {example}")
        export_command = element("code", f"party-card export --campaign --html FILE --without {example}")
        text = gettext(
            "Any scene can be switched off, several with commas between them; the campaign goes on to the next, and "
            "every ending of another scene can be reached without it. What later scenes offer because of it is lost."
        )
        how = gettext("On a machine: {play_command}. In a file to hand out: {export_command}.")
        commands = format_html(how, play_command=play_command, export_command=export_command)
        rows = [(element("b", self._title(name)), *self._hanging_together(name)) for name in self.lessons_by_id]
        headers = (gettext("Scene"), gettext("Remembers"), gettext("What is lost if it is left out"))
        losses = [table(headers, rows, class_="plan losses")] if any(any(row[1:]) for row in rows) else []
        return section(gettext("Leaving scenes out"), element("p", text), *losses, element("p", commands))

    def _hanging_together(self, scene: SceneId) -> tuple[str, str]:
        """Returns which earlier scenes a scene remembers, and which offers of later ones are lost without it."""
        shown = [link for link in self.links if link.source in self.lessons_by_id and link.target in self.lessons_by_id]
        sources = dict.fromkeys(self._quoted_title(link.source) for link in shown if link.target == scene)
        lost: dict[SceneId, dict[str, None]] = {}
        for link in shown:
            if link.source == scene and link.choice is not None and link.opens:
                lost.setdefault(link.target, {})[quote(strip_markup(link.choice.text))] = None
        # TRANSLATORS: what a scene offers: {choices} are several, with semicolons between them.
        offers = gettext("In “{title}”: {choices}")
        texts = [
            offers.format(title=self._title(target), choices="; ".join(choices)) for target, choices in lost.items()
        ]
        return join_items(list(sources)), ". ".join(texts)

    def _scenes(self) -> Html:
        return section(gettext("Scene by scene"), *starmap(self._scene, enumerate(self.lessons, 1)))

    def _scene(self, number: int, lesson: LessonData) -> Html:
        scene = lesson.scene
        facts = (smart_quotes(scene.place), _format_minute_range(*lesson.minute_range()), str(scene.scene))
        about = join_with_dots(facts)
        heading = numbered_heading(number, smart_quotes(scene.title), about)
        decisions = ngettext("{count} decision", "{count} decisions", len(lesson.decisions))
        endings = ngettext("{count} ending", "{count} endings", len(lesson.endings))
        counts = join_items(
            (decisions.format(count=len(lesson.decisions)), endings.format(count=len(lesson.endings))),
        )
        role = f"{smart_quotes(scene.role.name)}; " if scene.role else ""
        items = [heading, element("p", element("b", f"{role}{counts}. "), strip_markup(scene.summary))]
        sources = [name for name in self.trace_sources.get(scene.scene, ()) if name in self.lessons_by_id]
        if sources:
            # TRANSLATORS: what stands between {bold} and {end} is printed in bold.
            sentence = gettext("{bold}Remembers {end}{titles}.")
            titles = join_items(list(map(self._quoted_title, sources)))
            items.append(element("p", format_html(sentence, titles=titles, **BOLD), class_="small"))
        return element("div", *items, class_="decision")


def _content_topic(note: str) -> str:
    """Returns a content note without its advice, which is printed in the scene's own guide."""
    return smart_quotes(note.partition(". ")[0])


def _format_minute_range(min_minutes: int, max_minutes: int) -> str:
    # TRANSLATORS: {count} can be two numbers: “12–15”.
    text = ngettext("{count} minute", "{count} minutes", max_minutes)
    return text.format(count=_format_range(min_minutes, max_minutes))


def _format_range(min_value: int, max_value: int) -> str:
    least, most = format_number(min_value), format_number(max_value)
    return least if min_value == max_value else f"{least}–{most}"
