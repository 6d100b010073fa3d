"""Writes the part of the teacher's guide about the file: which papers can remain, when, and what they show.

Invariant: every paper has the word that it is invented; numbers of decisions are those of the map.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import ConditionText, Paper, PassageId, Scene
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.file_words import FILE_HEADING, INVENTED, PAPER_KINDS, STAMPS
from party_card.engine.footnotes import FootnoteCollector
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import inline_html, section
from party_card.frontends.shared.html import Html, element

_ABOUT = (
    "After the record a student sees what an archive would hold of the person played. Which papers remain depends on "
    "what was decided; numbers are those of the decisions above."
)


def write_file_section(lesson: LessonData, notes: FootnoteCollector) -> Iterator[Html]:
    """Yields the section of a scene that has a file."""
    file = lesson.scene.file
    if file is None:
        return
    numbers = {node.passage: node.number for node in lesson.decisions}
    papers = (_write_paper(paper, numbers, notes) for paper in file.papers)
    stamps = (element("li", STAMPS[stamp.stamp], _write_condition(stamp.if_)) for stamp in file.card)
    unrecorded = (
        element("li", _write_number(numbers, str(name)), _describe_listeners(lesson.scene, name))
        for name in file.unrecorded
    )
    parts = [element("h3", f"Card of {smart_quotes(file.name)}"), element("ul", *stamps)]
    parts += [element("h3", "Papers"), element("ul", *papers)] if file.papers else []
    parts += [element("h3", "Decisions that no paper shows"), element("ul", *unrecorded)] if file.unrecorded else []
    yield section(FILE_HEADING, element("p", _ABOUT, class_="small"), *parts, class_="file")


def _write_paper(paper: Paper, numbers: dict[str, int], notes: FootnoteCollector) -> Html:
    shown = sorted(numbers[name] for name in map(str, paper.shows) if name in numbers)
    shows = f" It shows the decisions {', '.join(map(str, shown))}." if len(shown) > 1 else ""
    shows = f" It shows the decision {shown[0]}." if len(shown) == 1 else shows
    kept = inline_html(notes.add_line(paper.kept)) if paper.kept else ""
    text = " / ".join(strip_markup(text.text) for text in paper.texts)
    head = f" ({PAPER_KINDS[paper.kind].lower()}, {INVENTED.lower()})"
    condition = _write_condition(paper.if_)
    return element(
        "li", element("b", smart_quotes(paper.title)), head, condition, f": “{smart_quotes(text)}” ", kept, shows
    )


def _describe_listeners(scene: Scene, passage: PassageId) -> str:
    """Returns who knows of the decision of a passage, for each choice where it depends on the choice."""
    listener = scene.file.unrecorded[passage] if scene.file is not None else ""
    if isinstance(listener, str):
        return f"known to {listener}" if listener else "known to nobody"
    choices = {choice.id: strip_markup(choice.text) for choice in scene.passages[passage].choices}
    known = [f"“{smart_quotes(choices[name])}” is known to {who}" for name, who in listener.items() if name in choices]
    return "; ".join([*known, "any other choice is known to nobody"])


def _write_condition(condition: ConditionText | None) -> Html | str:
    """Returns when something is so, in the words of the scene's file; nothing if it always is."""
    return element("span", ", if ", element("code", str(condition)), class_="about") if condition else ""


def _write_number(numbers: dict[str, int], passage: str) -> Html:
    return element("b", f"{numbers[passage]} " if passage in numbers else f"{passage} ")
