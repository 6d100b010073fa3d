"""Writes the archive of a player to be read, printed and handed in: the shelf, and each file with the answers.

Invariant: each file comes first as a stranger finds it, then with what was lived. Equal files and answers give equal
texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from party_card.app.archive import PlayerArchive
from party_card.engine import page as pages
from party_card.engine.page import Block, Page
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.printable import ANSWER_LINES, build_printable, line_to_html, name_grade, ruled_lines
from party_card.frontends.shared.printable_file import assessment, file_block
from party_card.frontends.shared.transcript.json import page_to_data
from party_card.frontends.shared.transcript.markdown import list_page_paragraphs
from party_card.frontends.shared.transcript.several_transcripts import (
    several_to_html,
    several_to_json_data,
    several_to_markdown,
)
from party_card.frontends.shared.transcript.transcript_data import TranscriptData
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, pgettext


@frozen_dataclass
class ArchivedFile:
    """A file of the archive as a stranger finds it, with the answers to its statements, and with what was lived."""

    found: Page
    answers: tuple[str, ...]
    lived: Page


@frozen_dataclass
class ArchiveContent:
    """What a transcript of the archive holds: the shelf, the answer to its question, the files, the way of a thing.

    `data` are those of the finished playthroughs, for the data block.
    """

    shelf: Page
    answer: str
    files: tuple[ArchivedFile, ...]
    provenance: Page | None = None
    data: tuple[TranscriptData, ...] = ()


def read_archive(archive: PlayerArchive, data: Sequence[TranscriptData] = ()) -> ArchiveContent:
    """Reads all pages and answers of an archive; `data` are those of its playthroughs."""
    return ArchiveContent(
        archive.page(),
        archive.question_answer,
        tuple(
            ArchivedFile(
                archive.folder_page(number, shows_lived=False),
                archive.answers(number),
                archive.folder_page(number, shows_lived=True),
            )
            for number in archive.numbers
        ),
        archive.provenance_page() if archive.thing_number else None,
        tuple(data),
    )


def _list_pages(content: ArchiveContent) -> Iterator[tuple[Page, Sequence[str], Sequence[str]]]:
    """Yields each page with the answers to its questions, and to its statements."""
    yield content.shelf, (content.answer,), ()
    for item in content.files:
        yield item.found, (), item.answers
        yield item.lived, (), ()
    if content.provenance is not None:
        yield content.provenance, (), ()


def archive_to_markdown(content: ArchiveContent) -> str:
    """Returns the archive as Markdown."""
    paragraphs = [
        part for page, answers, file_answers in _list_pages(content)
        for part in list_page_paragraphs(page, answers, file_answers)
    ]  # fmt: skip
    block = [several_to_markdown(content.data)] if content.data else []
    return "\n\n".join([f"# {content.shelf.title}", *paragraphs, *block]) + "\n"


def archive_to_json_data(content: ArchiveContent) -> dict[str, object]:
    """Returns the archive as JSON-compatible data."""
    return {
        "title": content.shelf.title,
        "shelf": page_to_data(content.shelf),
        "answer": content.answer,
        "files": [
            {"found": page_to_data(item.found), "answers": list(item.answers), "lived": page_to_data(item.lived)}
            for item in content.files
        ],
        **({"provenance": page_to_data(content.provenance)} if content.provenance is not None else {}),
        **({"transcript": several_to_json_data(content.data)} if content.data else {}),
    }


def archive_to_html(content: ArchiveContent, *, name: str = "", date: str = "") -> str:
    """Returns the archive as an HTML document; a missing `name` or `date` leaves a line to write it on."""
    style = files("party_card.frontends.shared.transcript").joinpath("transcript.css").read_text("utf-8")
    sections = [_section(*part) for part in _list_pages(content)]
    title = " – ".join(filter(None, (content.shelf.heading, name)))
    header = _header(
        content.shelf, {gettext("Name"): name, gettext("Date"): date, pgettext("of a school", "Class"): ""}
    )
    block = [several_to_html(content.data)] if content.data else []
    return build_printable(title, style, header, *sections, *block)


def _header(page: Page, values: Mapping[str, str]) -> Html:
    fields = (
        element("span", element("b", label), element("span", value, class_="given" if value else "blank"))
        for label, value in values.items()
    )
    about = element("p", page.dates, class_="about") if page.dates else ""
    mark = element("p", "Party Card", class_="mark")
    return element("header", mark, element("h1", page.title), about, element("p", *fields, class_="fields"))


def _section(page: Page, answers: Sequence[str], file_answers: Sequence[str]) -> Html:
    parts, number = [element("h2", page.heading)], 0
    for block in page.blocks:
        number += isinstance(block, pages.Question | pages.Assessment)
        parts.append(_block(block, number, answers, file_answers))
    if page.notes:
        rows = (
            element("li", element("span", f"{name_grade(note.grade)}. ", class_="grade"), note.text, " ",
                    element("cite", line_to_html(note.citation, _note_mark)))
            for note in page.notes
        )  # fmt: skip
        parts.append(element("ol", *rows, class_="sources"))
    return element("section", *parts, class_=page.kind)


def _block(block: Block, number: int, answers: Sequence[str], file_answers: Sequence[str]) -> Html:
    match block:
        case pages.Heading(text):
            return element("h3", text)
        case pages.Paragraph(line):
            return element("p", line_to_html(line, _note_mark))
        case pages.Question(line):
            return _question(line, number, answers[number - 1] if number <= len(answers) else "")
        case pages.Assessment():
            return assessment(block, number, file_answers[number - 1] if number <= len(file_answers) else "")
        case (
            pages.FileCard()
            | pages.FilePaper()
            | pages.FileDecision()
            | pages.FileGap()
            | pages.ArchiveFolder()
            | pages.ArchivedThing()
            | pages.ProvenanceStep()
        ):
            return file_block(block, _note_mark)
        case _:
            raise TypeError(f"there is no {type(block).__name__} in an archive")


def _question(line: pages.Line, number: int, answer: str) -> Html:
    paragraphs = (element("p", paragraph, dir="auto") for paragraph in answer.strip().split("\n"))
    answer_html = (
        element("div", *paragraphs, class_="answer")
        if answer.strip()
        else ruled_lines(ANSWER_LINES, aria_label=gettext("No answer written"))
    )
    mark = element("span", str(number), class_="number")
    return element("div", element("p", mark, line_to_html(line, _note_mark), class_="asked"), answer_html,
                   class_="question")  # fmt: skip


def _note_mark(number: int, class_: str) -> Html:
    return element("sup", str(number), class_=class_)
