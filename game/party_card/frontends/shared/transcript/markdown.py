"""Writes a playthrough as Markdown: passages, choices, the ending and the record.

Invariant: equal playthroughs and answers give equal bytes. Only what the player has seen is in it, so a transcript
taken before the record does not reveal it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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
    parts: list[str] = []
    for step in replay_pages(playthrough):
        page, chosen = step.page, step.chosen
        if not parts:
            parts.append(f"# {_escape(page.title)}")
        if page.kind == "finished" and not page.blocks:
            continue
        if page.kind == "passage":
            parts.append(f"## Step {page.step}")
        elif page.heading != page.title:
            parts.append(f"## {_escape(page.heading)}")
        about = [part for part in (page.dates, page.place, page.basis) if part]
        if about:
            parts.append(f"*{capitalize_first(_escape(', '.join(about)))}*")
        questions = 0
        for block in page.blocks:
            questions += isinstance(block, pages.Question)
            parts += _block(block, questions)
            if isinstance(block, pages.Question) and (answer := _answer_to(answers, questions)):
                parts.append("\n".join(f"   > {part}".rstrip() for part in _answer_lines(answer)))
        if page.kind == "passage" and page.ending:
            parts.append(f"**Ending: {_escape(page.ending)}**")
        if page.kind == "passage" and chosen and not page.ending:
            remark = " (your own hypothesis)" if chosen.is_hypothesis else ""
            parts.append(f"**You chose:** {_line(chosen.line)}{remark}")
            parts += _other_offers(page, chosen)
        if page.notes:
            parts.append("Notes:")
            parts.append("\n".join(f"{n.number}. {n.grade.capitalize()}. {_line(n.citation)}" for n in page.notes))
    return "\n\n".join(parts) + "\n"


def _other_offers(page: Page, chosen: Offer) -> Iterator[str]:
    """Yields the other open offers, and the closed ones."""
    others = [offer for offer in page.offers if offer.id != chosen.id]
    if is_open := [f"- {_line(offer.line)}" for offer in others if offer.is_open]:
        yield "\n".join(("Also on offer:", "", *is_open))
    if closed := [f"- {_line(offer.line)} ({_line(offer.reason)})" for offer in others if not offer.is_open]:
        yield "\n".join(("Closed:", "", *closed))


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


def _answer_to(answers: Sequence[str], number: int) -> str:
    return answers[number - 1].strip() if 0 < number <= len(answers) else ""


def _answer_lines(text: str) -> Iterator[str]:
    """Yields the lines of an answer, with a hard break between them."""
    lines = [_BLOCK_MARKER.sub(_escape_marker, _escape(line.strip())) for line in text.split("\n")]
    for line, next_line in zip(lines, [*lines[1:], ""], strict=True):
        yield f"{line}\\" if line and next_line else line


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
        inner = _escape(run.text)
        body = inner.strip()
        text += inner.replace(body, f"{mark}{body}{mark}", 1) if mark and body else inner
    return _BLOCK_MARKER.sub(_escape_marker, text.lstrip())


def _escape_marker(marker: re.Match[str]) -> str:
    return f"{marker[0]}\\" if marker[0].isdigit() else f"\\{marker[0]}"


def _escape(text: str) -> str:
    return _RESERVED.sub(r"\\\1", _CONTROLS.sub(" ", text))
