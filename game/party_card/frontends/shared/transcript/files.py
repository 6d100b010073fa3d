"""Writes the transcript of a playthrough as files, so that the player can find and hand them in.

Invariant: all files are written or none, and an earlier transcript stays whole if the disk is full.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from party_card.app.answers import list_answers
from party_card.app.archive import PlayerArchive
from party_card.app.file_answers import list_file_answers
from party_card.app.hands import list_hands, list_votes
from party_card.app.open_playthrough import OpenPlaythrough
from party_card.app.playthrough_session import PlaythroughSession
from party_card.content.edtf import format_date
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.archive import (
    archive_to_html,
    archive_to_json_data,
    archive_to_markdown,
    read_archive,
)
from party_card.frontends.shared.transcript.build_data import build_transcript_data
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.frontends.shared.transcript.transcript_data import TranscriptData
from party_card.localization import gettext
from party_card.platform.file_writer import write_files
from party_card.storage.paths import transcript_folders


def transcript_name(playthrough: Playthrough, player: str, today: date, attempt: int = 1) -> str:
    """Returns the file name without its extension: day, nickname and scene, valid on every system."""
    scene = str(playthrough.compiled.scene.scene).replace("-", " ")
    suffix = f" ({attempt})" if attempt > 1 else ""
    return f"{today.isoformat()} {player} – {capitalize_first(scene)}{suffix}"


def write_session_transcript(session: PlaythroughSession, *, is_of_class: bool = False) -> tuple[Path, Path]:
    """Writes the transcript of the open playthrough; see `write_transcript`. Raises OSError if nothing can be written.

    First saves the id that the transcript holds if it is new, so that the next transcript holds the same.
    """
    entry, storage = session.open_playthrough, session.storage
    saves = storage.list_playthroughs(entry.last_save.player, entry.last_save.scene)
    if not storage.error and all(save.attempt_id != entry.last_save.attempt_id for save in saves):
        entry.is_unsaved = True
        session.suspend()
    return write_transcript(session.open_playthrough, is_of_class=is_of_class)


def write_transcript(
    entry: OpenPlaythrough, today: date | None = None, *, is_of_class: bool = False
) -> tuple[Path, Path]:
    """Writes the transcript of a playthrough as HTML and Markdown into the player's documents; returns both files.

    It is that of a class on a projector if `is_of_class` is True, or hands were counted. Raises OSError if nothing can
    be written.
    """
    day = today or date.today()  # the day on the player's own clock
    player, answers, file_answers = entry.last_save.player, list_answers(entry), list_file_answers(entry)
    data = _build_data(entry, day, is_of_class=is_of_class)
    name = transcript_name(entry.playthrough, player, day, entry.last_save.attempt)
    written_on = format_date(day.isoformat())
    votes = list_votes(entry)
    page = to_html(
        entry.playthrough, answers, file_answers=file_answers, votes=votes, name=player, date=written_on, data=data
    )
    text = to_markdown(entry.playthrough, answers, file_answers=file_answers, votes=votes, data=data)
    texts = {f"{name}.html": page, f"{name}.md": text}
    return _write_texts(texts)


def _build_data(entry: OpenPlaythrough, day: date, *, is_of_class: bool = False) -> TranscriptData:
    hands = list_hands(entry)
    return build_transcript_data(
        entry.playthrough,
        list_answers(entry),
        list_file_answers(entry),
        pack=entry.pack,
        save=entry.last_save,
        seconds=entry.seconds,
        saved_on=day,
        hands=hands if is_of_class or any(hands) else None,
    )


def write_archive_transcript(archive: PlayerArchive, player: str, today: date | None = None) -> tuple[Path, Path]:
    """Writes the archive as HTML, Markdown and JSON into the player's documents; returns the first two files.

    Each has the data of all finished playthroughs of the campaign, those without a file too.
    Raises OSError if nothing can be written.
    """
    day = today or date.today()  # the day on the player's own clock
    content = read_archive(archive, [_build_data(entry, day) for entry in archive.finished])
    name = f"{day.isoformat()} {player} – {gettext('Archive')}"
    texts = {
        f"{name}.html": archive_to_html(content, name=player, date=format_date(day.isoformat())),
        f"{name}.md": archive_to_markdown(content),
        f"{name}.json": json.dumps(archive_to_json_data(content), ensure_ascii=False, indent=2) + "\n",
    }
    return _write_texts(texts)


def _write_texts(texts: Mapping[str, str]) -> tuple[Path, Path]:
    """Writes files into the first folder that allows it; returns the first two."""
    *folders, fallback = transcript_folders()
    for folder in folders:
        try:
            return _write_into(folder, texts)
        except OSError:
            continue
    return _write_into(fallback, texts)


def _write_into(folder: Path, texts: Mapping[str, str]) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    html_file, markdown_file, *_ = (folder / name for name in texts)
    write_files({folder / name: text for name, text in texts.items()})
    return html_file, markdown_file
