"""A walk on paper: what was read and chosen, how it ended, and the record, for handing in or for a program.

Law: the same playthrough and answers give the same transcript, byte for byte; who and when is said only by the name of
a file and on the sheet that is handed in. Only what the student has seen is in it, so a transcript taken before the
record does not give it away.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from party_card.engine.page import (
    Block,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Heading,
    Line,
    Link,
    Offer,
    Page,
    Paragraph,
    Question,
    RecordParagraph,
    Unknown,
)
from party_card.engine.playthrough import Playthrough
from party_card.storage.paths import transcript_folders

_SPECIAL = re.compile(r"([\\`*_<>\[\]#|]|&(?=#?\w+;))")
_BEGINNING = re.compile(r"^([-+=~]|\d+(?=[.)]))")  # would make a list, a rule, a heading or a fence of a paragraph
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class TranscriptStep:
    """A page of the walk and the offer taken there; None on the last page."""

    page: Page
    taken: Offer | None


def replay_pages(playthrough: Playthrough) -> Iterator[TranscriptStep]:
    """The walk again from its beginning, page by page."""
    walk = Playthrough(playthrough.compiled, playthrough.carried)
    for step in playthrough.steps:
        page = walk.page()
        yield TranscriptStep(page, next(offer for offer in page.offers if offer.id == step))
        walk.choose(step)
    yield TranscriptStep(walk.page(), None)


def file_name(playthrough: Playthrough, reader: str, today: date, number: int = 1) -> str:
    """What a transcript is called, without its ending: by the day, the nickname and the scene, safe on every system."""
    scene = str(playthrough.compiled.scene.scene).replace("-", " ")
    again = f" ({number})" if number > 1 else ""
    return f"{today.isoformat()} {reader} – {_capital(scene)}{again}"


def write(
    playthrough: Playthrough, reader: str, answers: Sequence[str] = (), *, number: int = 1, today: date | None = None
) -> tuple[Path, Path]:
    """Writes the walk as HTML and as Markdown where the reader can find them; returns both files.

    `number` tells apart several walks through one scene. Raises OSError where nothing can be written.
    """
    from party_card.frontends.transcript.html import html  # noqa: PLC0415  # it is made of this module

    day = today or date.today()  # the day on the student's own clock
    name = file_name(playthrough, reader, day, number)
    written = {
        f"{name}.html": html(playthrough, answers, name=reader, date=f"{day.day} {day:%B} {day.year}"),
        f"{name}.md": markdown(playthrough, answers),
    }
    *others, last = transcript_folders()
    for folder in others:
        try:
            return _write(folder, written)
        except OSError:
            continue
    return _write(last, written)


def _write(folder: Path, written: Mapping[str, str]) -> tuple[Path, Path]:
    """Both files, or neither: an earlier transcript stays whole where the disk is full."""
    folder.mkdir(parents=True, exist_ok=True)
    page, notes = (folder / name for name in written)
    parts = [folder / f".{os.getpid()}{file.suffix}.part" for file in (page, notes)]
    try:
        for part, text in zip(parts, written.values(), strict=True):
            part.write_text(text, encoding="utf-8", newline="\n")
        for part, file in zip(parts, (page, notes), strict=True):
            part.replace(file)
    except OSError as why:
        raise OSError(why.errno, why.strerror, str(page)) from why  # nobody knows the parts
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return page, notes


# ------------------------------------------------------------------------------------------------ Markdown


def markdown(playthrough: Playthrough, answers: Sequence[str] = ()) -> str:
    """The walk as Markdown, with what the student wrote beneath the questions."""
    parts: list[str] = []
    for stop in replay_pages(playthrough):
        page = stop.page
        if not parts:
            parts.append(f"# {_escaped(page.title)}")
        if page.kind == "finished" and not page.blocks:
            continue
        if page.kind == "passage":
            parts.append(f"## Step {page.step}")
        elif page.heading != page.title:
            parts.append(f"## {_escaped(page.heading)}")
        about = [part for part in (page.when, page.where, page.basis) if part]
        if about:
            parts.append(f"*{_capital(_escaped(', '.join(about)))}*")
        questions = 0
        for block in page.blocks:
            questions += isinstance(block, Question)
            parts += _block(block, questions)
            if isinstance(block, Question) and (answer := _answer(answers, questions)):
                parts.append("\n".join(f"   > {part}".rstrip() for part in _broken(answer)))
        if page.kind == "passage" and page.ending:
            parts.append(f"**Ending: {_escaped(page.ending)}**")
        if page.kind == "passage" and stop.taken and not page.ending:
            parts.append(
                f"**You chose:** {_line(stop.taken.line)}{' (your own hypothesis)' if stop.taken.hypothesis else ''}"
            )
            parts += _others(page, stop.taken)
        if page.notes:
            parts.append("Notes:")
            parts.append("\n".join(f"{n.number}. {n.grade.capitalize()}. {_line(n.citation)}" for n in page.notes))
    return "\n\n".join(parts) + "\n"


def _others(page: Page, taken: Offer) -> Iterator[str]:
    """What else was on offer, and what was closed: a walk says more beside the ways not taken."""
    others = [offer for offer in page.offers if offer.id != taken.id]
    if free := [f"- {_line(offer.line)}" for offer in others if offer.open]:
        yield "\n".join(("Also on offer:", "", *free))
    if closed := [f"- {_line(offer.line)} ({_line(offer.reason)})" for offer in others if not offer.open]:
        yield "\n".join(("Closed:", "", *closed))


def _block(block: Block, number: int) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"### {_escaped(text)}"
        case Paragraph(runs):
            yield _line(runs)
        case Document(lines):
            yield "  \n".join(f"> {_line(runs)}".rstrip() for runs in lines)  # two blanks: a new line, same paper
        case ContentNote(topics):
            yield f"Content note: {_escaped(', '.join(topics))}."
        case Comparison(did, date, was_done, grades, matches):
            yield f"### {_capital(_escaped(date))}" if date else "### Then"
            yield _line(did)
            same = " Here you did as the record shows." if matches else ""
            yield f"In the record: {_line(was_done)}{_grades(grades)}{same}"
        case Link(word, date, runs, grades):
            when = f" **{_capital(_escaped(date))}.**" if date else ""
            yield f"*{_capital(word)}:*{when} {_line(runs)}{_grades(grades)}"
        case RecordParagraph(date, runs, grades):
            yield f"{f'**{_capital(_escaped(date))}.** ' if date else ''}{_line(runs)}{_grades(grades)}"
        case Unknown(runs):
            yield f"**What remains unknown:** {_line(runs)}"
        case Chart(title, unit, bars, note, remark):
            yield f"**{_escaped(title)}, {_escaped(unit)}**{f' [{note}]' if note else ''}"
            rows = [f"| {_escaped(bar.label)} | {_escaped(bar.shown)} |" for bar in bars]
            yield "\n".join(["| | |", "|---|---|", *rows])
            if remark:
                yield _escaped(remark)
        case Question(runs, skill):
            yield f"{number}. {_line(runs)} ({skill.replace('-', ' ')})"


def _answer(answers: Sequence[str], number: int) -> str:
    return answers[number - 1].strip() if 0 < number <= len(answers) else ""


def _broken(text: str) -> Iterator[str]:
    """The lines of an answer, which stay lines."""
    lines = [_BEGINNING.sub(_harmless, _escaped(line.strip())) for line in text.split("\n")]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        yield f"{line}\\" if line and after else line


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _grades(grades: Iterable[str]) -> str:
    words = ", ".join(grades)
    return f" ({words})" if words else ""


def _line(runs: Line) -> str:
    text = ""
    for run in runs:
        if run.note is not None:
            text += f"{'' if not text or text[-1].isspace() else ' '}[{run.note}]"
            continue
        mark = "*" * (run.italic + 2 * run.bold)
        inner = _escaped(run.text)
        body = inner.strip()
        text += inner.replace(body, f"{mark}{body}{mark}", 1) if mark and body else inner
    return _BEGINNING.sub(_harmless, text.lstrip())


def _harmless(beginning: re.Match[str]) -> str:
    return f"{beginning[0]}\\" if beginning[0].isdigit() else f"\\{beginning[0]}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _CONTROLS.sub(" ", text))
