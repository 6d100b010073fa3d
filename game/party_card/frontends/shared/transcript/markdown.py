"""Writes a playthrough as Markdown: passages, choices, the ending and the record.

Invariant: equal playthroughs and answers give equal bytes. Only what the player has seen is in it, so a transcript
taken before the record does not reveal it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from party_card.engine import page as pages
from party_card.engine.page import Block, Line, Offer, Page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.steps import replay_pages
from party_card.frontends.shared.transcript.text import capitalize_first

_RESERVED = re.compile(r"([\\`*_<>\[\]#|]|&(?=#?\w+;))")
_BLOCK_MARKER = re.compile(r"^([-+=~]|\d+(?=[.)]))")  # would make a list, a rule, a heading or a fence of a paragraph
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def to_markdown(playthrough: Playthrough, answers: Sequence[str] = ()) -> str:
    """Returns the playthrough as Markdown, with the player's answers below the questions."""
    paragraphs: list[str] = []
    for step in replay_pages(playthrough):
        page, choice = step.page, step.choice
        if not paragraphs:
            paragraphs.append(f"# {_escape(page.title)}")
        if page.kind == "finished" and not page.blocks:
            continue
        if page.kind == "passage":
            paragraphs.append(f"## Step {page.step}")
        elif page.heading != page.title:
            paragraphs.append(f"## {_escape(page.heading)}")
        about = [part for part in (page.dates, page.place, page.basis) if part]
        if about:
            paragraphs.append(f"*{capitalize_first(_escape(', '.join(about)))}*")
        questions = 0
        for block in page.blocks:
            questions += isinstance(block, pages.Question)
            paragraphs += _block(block, questions)
            if isinstance(block, pages.Question) and (answer := _answer_to(answers, questions)):
                paragraphs.append("\n".join(f"   > {part}".rstrip() for part in _answer_lines(answer)))
        if page.kind == "passage" and page.ending:
            paragraphs.append(f"**Ending: {_escape(page.ending)}**")
        if page.kind == "passage" and choice and not page.ending:
            remark = " (your own hypothesis)" if choice.is_hypothesis else ""
            paragraphs.append(f"**You chose:** {_line(choice.line)}{remark}")
            paragraphs += _other_offers(page, choice)
        if page.notes:
            paragraphs.append("Notes:")
            paragraphs.append("\n".join(f"{n.number}. {n.grade.capitalize()}. {_line(n.citation)}" for n in page.notes))
    return "\n\n".join(paragraphs) + "\n"


def _other_offers(page: Page, choice: Offer) -> Iterator[str]:
    """Yields the other open offers, and the closed ones."""
    offers = [offer for offer in page.offers if offer.id != choice.id]
    if open_lines := [f"- {_line(offer.line)}" for offer in offers if offer.is_open]:
        yield "\n".join(("Also on offer:", "", *open_lines))
    if closed_lines := [f"- {_line(offer.line)} ({_line(offer.reason)})" for offer in offers if not offer.is_open]:
        yield "\n".join(("Closed:", "", *closed_lines))


def _block(block: Block, number: int) -> Iterator[str]:
    match block:
        case pages.Heading(text):
            yield f"### {_escape(text)}"
        case pages.Paragraph(runs):
            yield _line(runs)
        case pages.Document(lines):
            yield "  \n".join(f"> {_line(runs)}".rstrip() for runs in lines)  # two blanks: a new line, same paper
        case pages.ContentNote(topics):
            yield f"Content note: {_escape(', '.join(topics))}."
        case pages.Comparison(player_line, date, record_line, grades, matches):
            yield f"### {capitalize_first(_escape(date))}" if date else "### Then"
            yield _line(player_line)
            remark = " Here you did as the record shows." if matches else ""
            yield f"In the record: {_line(record_line)}{_grades(grades)}{remark}"
        case pages.Link(word, date, runs, grades):
            prefix = f" **{capitalize_first(_escape(date))}.**" if date else ""
            yield f"*{capitalize_first(word)}:*{prefix} {_line(runs)}{_grades(grades)}"
        case pages.RecordParagraph(date, runs, grades):
            yield f"{f'**{capitalize_first(_escape(date))}.** ' if date else ''}{_line(runs)}{_grades(grades)}"
        case pages.Unknown(runs):
            yield f"**What remains unknown:** {_line(runs)}"
        case pages.Chart(title, unit, bars, note, remark):
            yield f"**{_escape(title)}, {_escape(unit)}**{f' [{note}]' if note else ''}"
            rows = [f"| {_escape(bar.label)} | {_escape(bar.text)} |" for bar in bars]
            yield "\n".join(["| | |", "|---|---|", *rows])
            if remark:
                yield _escape(remark)
        case pages.Question(runs, skill):
            yield f"{number}. {_line(runs)} ({skill.replace('-', ' ')})"
        case _:
            assert_never(block)


def _answer_to(answers: Sequence[str], number: int) -> str:
    return answers[number - 1].strip() if 0 < number <= len(answers) else ""


def _answer_lines(text: str) -> Iterator[str]:
    """Yields the lines of an answer, with a hard break between them."""
    lines = [_BLOCK_MARKER.sub(_escape_marker, _escape(line.strip())) for line in text.split("\n")]
    for line, next_line in zip(lines, [*lines[1:], ""], strict=True):
        yield f"{line}\\" if line and next_line else line


def _grades(grades: Iterable[str]) -> str:
    names = ", ".join(grades)
    return f" ({names})" if names else ""


def _line(runs: Line) -> str:
    text = ""
    for run in runs:
        if run.note is not None:
            text += f"{'' if not text or text[-1].isspace() else ' '}[{run.note}]"
            continue
        emphasis = "*" * (run.italic + 2 * run.bold)
        text_part = _escape(run.text)
        body = text_part.strip()
        text += text_part.replace(body, f"{emphasis}{body}{emphasis}", 1) if emphasis and body else text_part
    return _BLOCK_MARKER.sub(_escape_marker, text.lstrip())


def _escape_marker(marker: re.Match[str]) -> str:
    return f"{marker[0]}\\" if marker[0].isdigit() else f"\\{marker[0]}"


def _escape(text: str) -> str:
    return _RESERVED.sub(r"\\\1", _CONTROLS.sub(" ", text))
