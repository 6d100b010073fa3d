"""Writes the part of the teacher's guide about the file: which papers can remain, when, and what they show.

Invariant: every paper has the word that it is invented; numbers of decisions are those of the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from party_card.content.models import ConditionText, Paper, PaperKind, PassageId, Scene
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.file_words import FILE_HEADING, STAMPS
from party_card.engine.footnotes import FootnoteCollector
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import inline_html, section
from party_card.frontends.shared.html import Html, element, format_html
from party_card.localization import gettext, gettext_noop, join_items, ngettext

_ABOUT = gettext_noop(
    "After the record a student sees what an archive would hold of the person played. Which papers remain depends on "
    "what was decided; numbers are those of the decisions above."
)
_INVENTED_KINDS: Mapping[PaperKind, str] = {
    "register": gettext_noop("register, invented"),
    "sheet": gettext_noop("sheet, invented"),
    "minutes": gettext_noop("minutes, invented"),
    "letter": gettext_noop("letter, invented"),
    "photograph": gettext_noop("photograph, invented"),
    "denunciation": gettext_noop("denunciation, invented"),
    "telegram": gettext_noop("telegram, invented"),
    "table": gettext_noop("table, invented"),
    "list": gettext_noop("list, invented"),
    "note": gettext_noop("note, invented"),
}
"""What a paper is, with the word that it is invented, as it stands in brackets."""


def write_file_section(lesson: LessonData, notes: FootnoteCollector) -> Iterator[Html]:
    """Yields the section of a scene that has a file."""
    file = lesson.scene.file
    if file is None:
        return
    numbers = {node.passage: node.number for node in lesson.decisions}
    papers = (_write_paper(paper, numbers, notes) for paper in file.papers)
    stamps = (element("li", gettext(STAMPS[stamp.stamp]), _write_condition(stamp.if_)) for stamp in file.card)
    unrecorded = (
        element("li", _write_number(numbers, str(name)), _describe_listeners(lesson.scene, name))
        for name in file.unrecorded
    )
    card = gettext("Card of {name}").format(name=smart_quotes(file.name))
    parts = [element("h3", card), element("ul", *stamps)]
    parts += [element("h3", gettext("Papers")), element("ul", *papers)] if file.papers else []
    heading = element("h3", gettext("Decisions that no paper shows"))
    parts += [heading, element("ul", *unrecorded)] if file.unrecorded else []
    yield section(gettext(FILE_HEADING), element("p", gettext(_ABOUT), class_="small"), *parts, class_="file")


def _write_paper(paper: Paper, numbers: dict[str, int], notes: FootnoteCollector) -> Html:
    shown = sorted(numbers[name] for name in map(str, paper.shows) if name in numbers)
    sentence = ngettext("It shows the decision {numbers}.", "It shows the decisions {numbers}.", len(shown))
    shows = f" {sentence.format(numbers=join_items(list(map(str, shown))))}" if shown else ""
    kept = inline_html(notes.add_line(paper.kept)) if paper.kept else ""
    text = " / ".join(strip_markup(text.text) for text in paper.texts)
    head = f" ({gettext(_INVENTED_KINDS[paper.kind])})"
    condition = _write_condition(paper.if_)
    return element(
        "li", element("b", smart_quotes(paper.title)), head, condition, f": “{smart_quotes(text)}” ", kept, shows
    )


def _describe_listeners(scene: Scene, passage: PassageId) -> str:
    """Returns who knows of the decision of a passage, for each choice where it depends on the choice."""
    listener = scene.file.unrecorded[passage] if scene.file is not None else ""
    if isinstance(listener, str):
        return gettext("known to {listener}").format(listener=listener) if listener else gettext("known to nobody")
    choices = {choice.id: strip_markup(choice.text) for choice in scene.passages[passage].choices}
    known = gettext("“{choice}” is known to {listener}")
    phrases = [
        known.format(choice=smart_quotes(choices[name]), listener=who)
        for name, who in listener.items()
        if name in choices
    ]
    return "; ".join([*phrases, gettext("any other choice is known to nobody")])


def _write_condition(condition: ConditionText | None) -> Html | str:
    """Returns when something is so, in the words of the scene's file; nothing if it always is."""
    if not condition:
        return ""
    # TRANSLATORS: stands behind what is so in this case, such as “Taken away”; {condition} is in the language of files.
    phrase = format_html(gettext(", if {condition}"), condition=element("code", str(condition)))
    return element("span", phrase, class_="about")


def _write_number(numbers: dict[str, int], passage: str) -> Html:
    return element("b", f"{numbers[passage]} " if passage in numbers else f"{passage} ")
