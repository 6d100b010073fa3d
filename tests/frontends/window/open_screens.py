"""Every screen, ready to be opened at any size and with any settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.frontends.window.navigation import Push, Screen
from party_card.frontends.window.screens.dialogs.base import (
    GlossaryDialog,
    HelpOverlay,
    MenuOverlay,
    MessageOverlay,
    NoteOverlay,
    SummaryOverlay,
)
from party_card.frontends.window.screens.dialogs.data_tables import FiguresOverlay
from party_card.frontends.window.screens.dialogs.history import HistoryDialog
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.dialogs.transcript_saved import TranscriptSavedDialog
from party_card.frontends.window.screens.pages import IntermissionScreen, PageScreen, TitleScreen
from party_card.frontends.window.screens.players import PlayersScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import Box, Command, Mark, TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.views.diagnostics_strip import DiagnosticsScreen
from party_card.storage.settings import Settings

from .sample import BRIEFING, MADE, PAGES, PASSAGE, READERS, RECORD, FakeSession

SIZES = ((1280, 800), (640, 480), (800, 600), (1920, 1080), (3840, 2160))
TEXTS = (80, 100, 150, 200)
NAMES = (
    "title", "episodes", "timeline", *PAGES, "note", "who", "summary", "settings", "help", "menu", "readers", "message",
    "path", "asked", "unchosen", "saved", "figures", "unwelcome", "forgetting",
    "cited", "backlog", "noticed", "answered", "unread", "remarked",
)  # fmt: skip


ENGINE = TextShaper()
"""One for all: what was shaped once is not shaped again."""
_WRITTEN = SourceFile("packs/winter/a-long-name-of-a-scene.yaml", "goto: raeding\n")
REMARKS = tuple(
    Diagnostic("unknown-passage", severity, message, Label(_WRITTEN, Span(1, 7, 14)), helps=(Help("did you mean `reading`?"),))
    for severity, message in (
        (Severity.ERROR, "there is no passage `raeding`"),
        (Severity.WARNING, "the variable `Rechtsschutzversicherungsgesellschaft` is set, but nothing ever asks for it " * 2),
        (Severity.WARNING, "this choice is never offered"),
    )
)  # fmt: skip
SAVED = Path("/home/Rechtsschutzversicherungsgesellschaften/Party Card/2026-11-22 red heron – Forbidden paper.html")


def stage(
    name: str, size: tuple[int, int] = (1280, 800), settings: Settings | None = None, session: FakeSession | None = None
) -> Navigator:
    """A stage with one screen, an overlay above a passage."""
    with patch("party_card.frontends.window.shell.navigator.TextShaper", lambda: ENGINE):
        return _stage(name, size, settings, session)


def _stage(name: str, size: tuple[int, int], settings: Settings | None, session: FakeSession | None) -> Navigator:
    session = session or FakeSession(settings)
    if name == "timeline":
        session.with_campaign()
    below: dict[str, Screen] = {
        "title": TitleScreen(session),
        "episodes": TimelineScreen(session),
        "timeline": TimelineScreen(session),
        "readers": PlayersScreen(session),
        "unwelcome": unwelcome(session),
        "forgetting": forgetting(session),
    }
    above: dict[str, Screen] = {
        "note": NoteOverlay(RECORD, 3),
        "who": GlossaryDialog(PASSAGE, "thaelmann"),
        "summary": SummaryOverlay(BRIEFING),
        "settings": SettingsDialog(session),
        "help": HelpOverlay(),
        "menu": MenuOverlay(PASSAGE),
        "message": MessageOverlay("Progress cannot be saved: the disk is full. You can play on."),
    }
    above |= {
        "path": HistoryDialog(MADE),
        "asked": asked(),
        "unchosen": HistoryDialog(()),
        "saved": TranscriptSavedDialog(SAVED, SAVED.with_suffix(".md")),
        "figures": FiguresOverlay(RECORD),
        "cited": NoteOverlay(RECORD, 3, session),
        "backlog": HistoryDialog(MADE, whole=True),
    }
    if name in above:
        made = Navigator(session, size, screen=PageScreen(session, PASSAGE))
        made.navigate(Push(above[name]))
        return made
    if name in ("unread", "remarked"):
        session.remarks = REMARKS
    if name == "unread":
        return Navigator(session, size, screen=DiagnosticsScreen(session, "packs/winter/a-long-name-of-a-scene.yaml"))
    if name == "remarked":
        return Navigator(session, size, screen=PageScreen(session, PASSAGE))
    if name == "noticed":
        session.notices = ["This scene was changed since you played it. 3 of your 4 choices still exist."]
        session.storage_error = "the disk is full"
        return Navigator(session, size, screen=PageScreen(session, PASSAGE))
    if name == "answered":
        session.at = list(PAGES).index("debrief")
        session.written = ["Kamenev: note 2 says so. " * 9, "Rechtsschutzversicherungsgesellschaften\n\nРютин", ""]
        return Navigator(session, size, screen=PageScreen(session, PAGES["debrief"]))
    if name in PAGES:
        session.at = list(PAGES).index(name)
        kind = IntermissionScreen if name in ("between", "winter") else PageScreen
        return Navigator(session, size, screen=kind(session, PAGES[name]))
    return Navigator(session, size, screen=below[name])


def unwelcome(session: FakeSession) -> PlayersScreen:
    """Who is playing, after a nickname that cannot be."""
    made = PlayersScreen(session)
    made.field.set_text("and/or")
    made.handle_command(made.field.command)
    return made


def forgetting(session: FakeSession) -> PlayersScreen:
    """Who is playing, after one press on forgetting somebody."""
    made = PlayersScreen(session)
    made.handle_command(Command("forget", READERS[1].nick))
    return made


def asked() -> HistoryDialog:
    """The path after one press on a decision in the middle."""
    made = HistoryDialog(MADE)
    made.handle_command(MADE[1].command)
    return made


def boxes(shown: Navigator) -> Iterator[Box]:
    """All boxes of the uppermost screen, the line of keys too."""
    yield from shown.view.layout.fixed
    yield from shown.view.layout.boxes
    yield shown.view.footer()


def words(box: Box) -> Iterator[TextRun]:
    """The words of a box, as they stand and when it is hot."""
    marks: tuple[Mark, ...] = (*box.marks, *box.hot)
    for mark in marks:
        if isinstance(mark, TextRun):
            yield mark
