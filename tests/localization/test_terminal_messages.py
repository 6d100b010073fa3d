"""Every word that the terminal says of its own is looked up in the language of the interface."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.terminal import app
from party_card.localization import use_language
from party_card.localization.languages import ACCENTED
from tests.localization.plain_words import compile_disguised_scene, find_plain_words, load_disguised_pack
from tests.translation.sample import SCENE

COMMANDS = "?\nn\nn 99\nw\nw all\nw zzz\nb\nk\np\nf\na\ns\no\ne\nv\nc\nx y z\n\n"
"""Each command of the terminal, and lines that are none."""
TYPED = {word for line in COMMANDS.split("\n") for word in line.split()} | {
    *"ntrqdh", "party-card", "play", "high-water", "terminal", "note", "who", "back", "skip", "page", "campaign", "end",
    "archive", "fork", "answer", "draws", "summary", "prologue", "events", "transcript", "restart", "help", "quit",
}  # fmt: skip


LETTERS = set("AB")
"""The papers of the file are called by letters."""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "1000")
    one = Session(load_disguised_pack())
    yield one
    one.close()


def play_through(session: Session) -> str:
    """Plays the scene to its end with every command on each page. Returns what was shown."""
    output = io.StringIO()
    lines = (
        COMMANDS
        + "1\n"
        + (COMMANDS + "1\n") * 8
        + COMMANDS
        + "a 1 Ж\nd 1\na 1\na 9\n\n"
        + COMMANDS
        + "f 1\nf 99\nt\nr\nq\n"
    )
    assert app.play(session, SCENE, input=io.StringIO(lines), output=output, interactive=False) == 0
    return output.getvalue()


def _leave_out(shown: str, folder: str) -> str:
    """Leaves out names of files, and the person whom the scene does not name and so does not translate."""
    return "\n".join(line for line in shown.splitlines() if folder not in line and not line.startswith("  J. Orrin"))


def test_every_word_of_the_terminal_is_looked_up(session: Session, tmp_path: Path) -> None:
    with use_language(ACCENTED):
        shown = play_through(session)
    assert session.page().kind == "briefing"
    assert find_plain_words(_leave_out(shown, str(tmp_path)), TYPED) == []


@pytest.mark.parametrize("write", [to_markdown, to_html])
def test_every_word_of_a_transcript_is_looked_up(write: Callable[[Playthrough], str]) -> None:
    playthrough = Playthrough(compile_disguised_scene())
    while offers := [offer for offer in build_page(playthrough).offers if offer.is_open]:
        playthrough.choose(offers[0].id)
    with use_language(ACCENTED):
        text = write(playthrough)
    shown = re.sub(r"<style>.*?</style>|<script.*?</script>|<[^>]*>|```json.*?```", "\n", text, flags=re.S)
    assert find_plain_words(shown, LETTERS) == []
