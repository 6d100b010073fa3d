"""Writes the transcript of a playthrough as files, so that the player can find and hand them in.

Invariant: both files are written or neither, and an earlier transcript stays whole if the disk is full.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.shared.transcript.text import capitalize_first
from party_card.storage.paths import transcript_folders


def transcript_name(playthrough: Playthrough, player: str, today: date, attempt: int = 1) -> str:
    """Returns the file name without its extension: day, nickname and scene, valid on every system."""
    scene = str(playthrough.compiled.scene.scene).replace("-", " ")
    suffix = f" ({attempt})" if attempt > 1 else ""
    return f"{today.isoformat()} {player} – {capitalize_first(scene)}{suffix}"


def write_transcript(
    playthrough: Playthrough, player: str, answers: Sequence[str] = (), *, attempt: int = 1, today: date | None = None
) -> tuple[Path, Path]:
    """Writes the transcript as HTML and Markdown into the player's documents; returns both files.

    `attempt` numbers the playthroughs of one scene. Raises OSError if nothing can be written.
    """
    day = today or date.today()  # the day on the player's own clock
    name = transcript_name(playthrough, player, day, attempt)
    texts = {
        f"{name}.html": to_html(playthrough, answers, name=player, date=f"{day.day} {day:%B} {day.year}"),
        f"{name}.md": to_markdown(playthrough, answers),
    }
    *folders, fallback = transcript_folders()
    for folder in folders:
        try:
            return _write_both(folder, texts)
        except OSError:
            continue
    return _write_both(fallback, texts)


def _write_both(folder: Path, texts: Mapping[str, str]) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    html_file, markdown_file = (folder / name for name in texts)
    partial_files = [folder / f".{os.getpid()}{file.suffix}.part" for file in (html_file, markdown_file)]
    try:
        for partial_file, text in zip(partial_files, texts.values(), strict=True):
            partial_file.write_text(text, encoding="utf-8", newline="\n")
        for partial_file, file in zip(partial_files, (html_file, markdown_file), strict=True):
            partial_file.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(html_file)) from error  # not the name of a partial file
    finally:
        for partial_file in partial_files:
            with suppress(OSError):
                partial_file.unlink(missing_ok=True)
    return html_file, markdown_file
