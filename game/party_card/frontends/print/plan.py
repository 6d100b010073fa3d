"""The plan of a campaign for whoever teaches it: one lesson, one week, one term, and every scene in short.

Law: which scenes go together follows from what they remember of each other, and how long they take from their proofs;
any of them can be left out. Of the campaign's own end the record stands here with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.content.prose import plain, smart_quotes
from party_card.engine import page as pages
from party_card.engine.campaign_pages import causal_chain, compile_campaign, span
from party_card.engine.date_format import format_date
from party_card.engine.footnotes import FootnoteCollector
from party_card.frontends.print import sheet
from party_card.frontends.print.lesson import SLOW, LessonData
from party_card.frontends.print.sheet import Paper, grades, line, section, table, top
from party_card.frontends.shared.html import Html, element, joined

MARK = "Plan of the campaign"
LESSONS = 3
"""So many lessons make a week."""
_THREADS = 4
_SHORT = 3
"""So many scenes are named for a single lesson."""
Memory = Mapping[SceneId, tuple[SceneId, ...]]
"""For each scene the earlier ones that it remembers."""


def plan(pack: Pack, lessons: Sequence[LessonData], memory: Memory, paper: Paper = "a4") -> str:
    """The plan as an HTML document; `lessons` are in their order."""
    return _Plan(pack, lessons, memory).document(paper)


def group_by_traces(order: Sequence[SceneId], memory: Memory) -> tuple[tuple[SceneId, ...], ...]:
    """Scenes that remember each other, a week's worth each; where few do, those that follow one another."""
    found: list[tuple[SceneId, ...]] = []
    for last in order:
        for middle in memory.get(last, ()):
            found += [(first, middle, last) for first in memory.get(middle, ())]
            found += [
                (first, middle, last) for first in memory.get(last, ()) if order.index(first) < order.index(middle)
            ]
    apart: list[tuple[SceneId, ...]] = []
    for thread in dict.fromkeys(found):  # each with something that no other thread has
        if sum(scene in {one for other in apart for one in other} for scene in thread) <= 1:
            apart.append(thread)
    if not apart and len(order) >= LESSONS:
        apart = [tuple(order[place : place + LESSONS]) for place in range(0, len(order) - LESSONS + 1, LESSONS)]
    return tuple(apart[:_THREADS])


class _Plan:
    """Writes one plan."""

    def __init__(self, pack: Pack, lessons: Sequence[LessonData], memory: Memory) -> None:
        self.pack, self.lessons, self.memory = pack, lessons, memory
        self.by_name = {lesson.scene.scene: lesson for lesson in lessons}

    def document(self, paper: Paper) -> str:
        campaign = self.pack.campaign
        title = smart_quotes(campaign.title) if campaign else "All scenes"
        when = span(lesson.scene for lesson in self.lessons)
        least = sum(lesson.minutes()[0] for lesson in self.lessons)
        most = sum(lesson.minutes()[1] for lesson in self.lessons)
        about = (when, f"{len(self.lessons)} scenes", f"{_range(least, most)} minutes of reading in all")
        parts = [top(MARK, title, about), self._lesson(), self._week(), self._term(), self._out(), self._scenes()]
        return sheet.document(title, MARK, paper, *parts, *self._end())

    def _title(self, scene: SceneId) -> str:
        return smart_quotes(self.by_name[scene].scene.title)

    def _lesson(self) -> Html:
        # To begin with: what few need to be warned of, and what is soon read.
        calm = sorted(self.lessons, key=lambda one: (len(one.scene.content_notes), one.minutes()[1]))[:_SHORT]
        named = [joined(element("b", smart_quotes(one.scene.title)), f" ({_minutes(one)} minutes)") for one in calm]
        listed = joined(*(joined("; " if place else "", one) for place, one in enumerate(named)))
        slow = max(one.minutes(SLOW)[1] for one in calm)
        about = (
            "One scene: the question and the content notes (5 minutes), playing and the record (up to "
            f"{slow} minutes), who ended where (5), the debrief. Each scene’s own guide has the plan in minutes."
        )
        begin = element("p", "To begin with, the shortest with the fewest content notes: ", listed, ".")
        return section("One lesson", element("p", about), begin)

    def _week(self) -> Html:
        rows = []
        for number, thread in enumerate(group_by_traces(tuple(self.by_name), self.memory), 1):
            scenes = (
                joined("" if not place else " → ", element("b", self._title(one))) for place, one in enumerate(thread)
            )
            minutes = [self.by_name[one].minutes() for one in thread]
            rows.append((str(number), joined(*scenes), " + ".join(_range(*one) for one in minutes)))
        about = (
            f"{LESSONS} lessons: a thread of scenes that remember each other, one a lesson, and at the end of the last "
            "the end of the campaign. The same reader’s name has to be used throughout, on the same machine."
        )
        if not rows:
            return section("One week", element("p", "There are not scenes enough for a week; play each in a lesson."))
        return section("One week", element("p", about), table(("", "Thread", "Minutes"), rows, class_="plan threads"))

    def _term(self) -> Html:
        rows = []
        for number, lesson in enumerate(self.lessons, 1):
            scene = lesson.scene
            title = joined(
                element("b", smart_quotes(scene.title)), element("span", plain(scene.question), class_="asked")
            )
            notes = ", ".join(map(_brief, scene.content_notes)) or "none"
            when = format_date(scene.span) if scene.span else ""
            rows.append((f"☐ {number}", title, when, _minutes(lesson), notes))
        about = (
            "The whole campaign, a scene a lesson, in this order. Tick what you play; strike out what you leave out."
        )
        heads = ("Week", "Scene and question", "When", "Min.", "Content notes")
        return section("One term", element("p", about), table(heads, rows, class_="plan term"))

    def _out(self) -> Html:
        example = next(iter(self.by_name), "")
        play = element("code", f"party-card play --without {example}")
        written = element("code", f"party-card export --campaign --html FILE --without {example}")
        said = (
            "Any scene can be switched off, several with commas between them; the campaign goes on to the next, and no "
            "path of another scene depends on it."
        )
        how = element("p", "On a machine: ", play, ". In a file to hand out: ", written, ".")
        return section("Leaving scenes out", element("p", said), how)

    def _scenes(self) -> Html:
        return section("Scene by scene", *(self._scene(number, one) for number, one in enumerate(self.lessons, 1)))

    def _scene(self, number: int, lesson: LessonData) -> Html:
        scene = lesson.scene
        about = " · ".join(filter(None, (smart_quotes(scene.place), f"{_minutes(lesson)} minutes", str(scene.scene))))
        place = element("span", str(number), class_="number")
        head = element("h3", place, smart_quotes(scene.title), element("span", about, class_="about"))
        counted = f"{len(lesson.decisions)} decisions, {len(lesson.endings)} endings"
        role = f"{smart_quotes(scene.role.name)}; " if scene.role else ""
        parts = [head, element("p", element("b", f"{role}{counted}. "), plain(scene.summary))]
        if known := [f"“{self._title(one)}”" for one in self.memory.get(scene.scene, ()) if one in self.by_name]:
            parts.append(element("p", element("b", "Remembers "), f"{', '.join(known)}.", class_="small"))
        return element("div", *parts, class_="decision")

    def _end(self) -> Iterator[Html]:
        if self.pack.campaign is None or not self.pack.campaign.ending:
            return
        compiled = compile_campaign(self.pack, self.pack.campaign)
        notes = FootnoteCollector(compiled)
        found = []
        for block in causal_chain(compiled, notes):
            match block:
                case pages.Paragraph(runs):
                    found.append(element("p", line(runs), class_="small"))
                case pages.Link(word, date, runs, sure):
                    when = f"{word[:1].upper()}{word[1:]}{f', {date}' if date else ''}. "
                    found.append(element("p", element("b", when), line(runs), grades(sure)))
                case pages.RecordParagraph(date, runs, sure):
                    found.append(element("p", element("b", f"{date}. ") if date else "", line(runs), grades(sure)))
                case pages.Unknown(runs):
                    found.append(element("p", element("b", "What remains unknown. "), line(runs), class_="open"))
                case pages.Chart():
                    found.append(sheet.chart(block))
        yield section("The end of the campaign", *found)
        yield sheet.sources(notes.notes())


def _brief(note: str) -> str:
    """A content note without what it advises, which stands in the guide of the scene."""
    return smart_quotes(note.partition(". ")[0])


def _minutes(lesson: LessonData) -> str:
    return _range(*lesson.minutes())


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"
