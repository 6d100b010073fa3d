"""Writes the transcript of a playthrough as files, so that the player can find and hand them in.

Invariant: all files are written or none, and an earlier transcript stays whole if the disk is full.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from party_card.app.archive import PlayerArchive
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.archive import (
    archive_to_html,
    archive_to_json_data,
    archive_to_markdown,
    read_archive,
)
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.platform.file_writer import write_files
from party_card.storage.paths import transcript_folders


def transcript_name(playthrough: Playthrough, player: str, today: date, attempt: int = 1) -> str:
    """Returns the file name without its extension: day, nickname and scene, valid on every system."""
    scene = str(playthrough.compiled.scene.scene).replace("-", " ")
    suffix = f" ({attempt})" if attempt > 1 else ""
    return f"{today.isoformat()} {player} – {capitalize_first(scene)}{suffix}"


def write_transcript(
    playthrough: Playthrough,
    player: str,
    answers: Sequence[str] = (),
    *,
    file_answers: Sequence[str] = (),
    attempt: int = 1,
    today: date | None = None,
) -> tuple[Path, Path]:
    """Writes the transcript as HTML and Markdown into the player's documents; returns both files.

    `attempt` numbers the playthroughs of one scene. Raises OSError if nothing can be written.
    """
    day = today or date.today()  # the day on the player's own clock
    name = transcript_name(playthrough, player, day, attempt)
    written_on = f"{day.day} {day:%B} {day.year}"
    texts = {
        f"{name}.html": to_html(playthrough, answers, file_answers=file_answers, name=player, date=written_on),
        f"{name}.md": to_markdown(playthrough, answers, file_answers=file_answers),
    }
    return _write_texts(texts)


def write_archive_transcript(archive: PlayerArchive, player: str, today: date | None = None) -> tuple[Path, Path]:
    """Writes the archive as HTML, Markdown and JSON into the player's documents; returns the first two files.

    Raises OSError if nothing can be written.
    """
    day = today or date.today()  # the day on the player's own clock
    content = read_archive(archive)
    name = f"{day.isoformat()} {player} – Archive"
    texts = {
        f"{name}.html": archive_to_html(content, name=player, date=f"{day.day} {day:%B} {day.year}"),
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
