"""Every screen, ready to be opened at any size and with any settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args
from unittest.mock import patch

from party_card.app.archive import PlayerArchive
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.engine.page import Page
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.window.input.events import Action, Confirm, Key
from party_card.frontends.window.navigation import Push, Screen
from party_card.frontends.window.screens.archive import ArchiveScreen
from party_card.frontends.window.screens.diagnostics import DiagnosticsScreen
from party_card.frontends.window.screens.dialogs.about import AboutDialog
from party_card.frontends.window.screens.dialogs.data_tables import DataTablesDialog
from party_card.frontends.window.screens.dialogs.early_end import EarlyEndDialog
from party_card.frontends.window.screens.dialogs.failure import FailureDialog
from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog
from party_card.frontends.window.screens.dialogs.help import HelpDialog
from party_card.frontends.window.screens.dialogs.history import HistoryDialog
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.dialogs.place_map import make_map_dialog
from party_card.frontends.window.screens.dialogs.route import make_route_dialog
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.dialogs.summary import SummaryDialog
from party_card.frontends.window.screens.dialogs.transcript_saved import TranscriptSavedDialog
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.players import PlayersScreen
from party_card.frontends.window.screens.projector.scene import ProjectorSceneScreen
from party_card.frontends.window.screens.projector.title import ProjectorTitleScreen
from party_card.frontends.window.screens.prologue import PrologueScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.primitives import Mark, TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.storage.crash_log import CrashLog
from party_card.storage.settings import Settings

from .sample import BRIEFING, DOCUMENTS, ELSEWHERE, HISTORY_ENTRIES, LOCATED, PAGES, PASSAGE, PLACES, RECORD
from .sample_pack import HAWK, Position, open_session

SIZES = ((1280, 800), (640, 480), (800, 600), (1920, 1080), (3840, 2160))
TEXT_SIZES = (80, 100, 150, 200)
SHAPER = TextShaper()
"""Shared by all screens, so that text is shaped once."""
_SOURCE = SourceFile("packs/winter/a-long-name-of-a-scene.yaml", "goto: raeding\n")
DIAGNOSTICS = tuple(
    Diagnostic("unknown-passage", severity, message, Label(_SOURCE, Span(1, 7, 14)), helps=(Help("did you mean `reading`?"),))
    for severity, message in (
        (Severity.ERROR, "there is no passage `raeding`"),
        (Severity.WARNING, "the variable `Rechtsschutzversicherungsgesellschaft` is set, but nothing ever asks for it " * 2),
        (Severity.WARNING, "this choice is never offered"),
    )
)  # fmt: skip
TRANSCRIPT = Path(
    "/home/Rechtsschutzversicherungsgesellschaften/Party Card/2026-11-22 red heron – Forbidden paper.html"
)
NOTICE = "This scene was changed since you played it. 3 of your 4 choices still exist."
ANSWERS = ("Kamenev: note 2 says so. " * 9, "Rechtsschutzversicherungsgesellschaften\n\nРютин")


def show_rejected_name(session: Session) -> PlayersScreen:
    """Returns the players after a nickname that is not allowed."""
    screen = PlayersScreen(session)
    screen.field.set_text("and/or")
    screen.handle_command(screen.field.command)
    return screen


def show_pending_deletion(session: Session) -> PlayersScreen:
    """Returns the players after one press on the deletion of one."""
    screen = PlayersScreen(session)
    screen.handle_command(Command("delete-player", HAWK))
    return screen


def show_pending_undo() -> HistoryDialog:
    """Returns the history after one press on a decision in the middle."""
    dialog = HistoryDialog(HISTORY_ENTRIES)
    dialog.handle_command(HISTORY_ENTRIES[1].command)
    return dialog


def show_glossary_search(session: Session) -> GlossaryDialog:
    """Returns the whole glossary of a page that has entries, with some words in its search field."""
    dialog = GlossaryDialog(session, PASSAGE)
    dialog.handle_command(dialog.search_field.command)
    dialog.search_field.set_text("party CÀRD")
    return dialog


def show_prologue(session: Session) -> PrologueScreen:
    """Returns the prologue, all of whose beats are the same."""
    with patch.object(type(session), "prologue_page", lambda *_: PAGES["prologue"]):
        return PrologueScreen(session)


class SampleArchive:
    """Shows the sample pages of the archive, with some answers."""

    question_answer = ANSWERS[0]
    finished = ()
    numbers = (1,)
    thing_number = 2

    def page(self) -> Page:
        return PAGES["archive"]

    def folder_page(self, _: int, *, shows_lived: bool) -> Page:
        return PAGES["lived" if shows_lived else "folder"]

    def provenance_page(self) -> Page:
        return PAGES["provenance"]

    def answers(self, _: int) -> tuple[str, ...]:
        return ("reported", "not recorded", "")


def show_archive(session: Session, *commands: Command) -> ArchiveScreen:
    """Returns the archive after some commands."""
    screen = ArchiveScreen(session, cast("PlayerArchive", SampleArchive()))
    for command in commands:
        screen.handle_command(command)
    return screen


def show_on_projector(page: Page, *keys: Action) -> Callable[[Session], Screen]:
    """Returns a function that shows a page on a projector, after some keys."""

    def open_projector(session: Session) -> Screen:
        with patch.object(type(session), "open", lambda *_: page):
            screen = ProjectorSceneScreen(session, SceneId(page.scene))
        screen.show(page)
        screen.layout(TextStyle.from_settings(SHAPER, SIZES[0], 1, session.settings))
        for key in keys:
            screen.handle_input(key, None)
        return screen

    return open_projector


SCREENS: Mapping[str, Callable[[Session], Screen]] = {
    "title": TitleScreen,
    "episodes": TimelineScreen,
    "timeline": TimelineScreen,
    "players": PlayersScreen,
    "unwelcome": show_rejected_name,
    "forgetting": show_pending_deletion,
    "located": lambda session: PageScreen(session, LOCATED),
    "elsewhere": lambda session: PageScreen(session, ELSEWHERE),
    "noticed": lambda session: PageScreen(session, PASSAGE),
    "remarked": lambda session: PageScreen(session, PASSAGE),
    "answered": lambda session: PageScreen(session, PAGES["debrief"]),
    "unread": lambda session: DiagnosticsScreen(session, _SOURCE.name),
    "between": lambda session: IntermissionScreen(session, PAGES["between"]),
    "winter": lambda session: IntermissionScreen(session, PAGES["winter"]),
    "prologue": show_prologue,
    "archive": show_archive,
    "provenance": lambda session: show_archive(session, Command("provenance", "9")),
    "folder": lambda session: show_archive(session, Command("folder", "1")),
    "lived": lambda session: show_archive(session, Command("folder", "1"), Command("lived")),
    "projector title": ProjectorTitleScreen,
    "projector": show_on_projector(PASSAGE),
    "vote": show_on_projector(replace(PASSAGE, blocks=()), Key("1"), Key("1"), Key("2")),
    "decided": show_on_projector(replace(PASSAGE, blocks=()), Key("1"), Confirm()),
    "projected record": show_on_projector(RECORD),
    "projected file": show_on_projector(PAGES["file"]),
    "projected sources": show_on_projector(PAGES["aftermath"]),
}
LOG = Path("/home/reader/.local/state/party-card/log/crash-2026-11-29-181500.log")
DIALOGS: Mapping[str, Callable[[Session], Screen]] = {
    "note": lambda _: NoteDialog(RECORD, 3),
    "document": lambda _: NoteDialog(DOCUMENTS, 1),
    "table": lambda _: NoteDialog(DOCUMENTS, 2),
    "letter": lambda _: NoteDialog(DOCUMENTS, 3),
    "cited": lambda session: NoteDialog(RECORD, 3, session),
    "glossary": lambda session: GlossaryDialog(session, PASSAGE, first_id="thaelmann"),
    "whole glossary": GlossaryDialog,
    "found": show_glossary_search,
    "summary": lambda _: SummaryDialog(BRIEFING),
    "early end": lambda _: EarlyEndDialog(""),
    "about": lambda _: AboutDialog(PAGES["hooked"]),
    "settings": SettingsDialog,
    "help": lambda _: HelpDialog(),
    "menu": lambda session: MenuDialog(PASSAGE, session),
    "message": lambda _: MessageDialog("Progress cannot be saved: the disk is full. You can play on."),
    "failure": lambda _: FailureDialog(CrashLog(LOG).describe(), "Your place is kept."),
    "path": lambda _: HistoryDialog(HISTORY_ENTRIES),
    "asked": lambda _: show_pending_undo(),
    "unchosen": lambda _: HistoryDialog(()),
    "backlog": lambda _: HistoryDialog(HISTORY_ENTRIES, shows_full_text=True),
    "saved": lambda _: TranscriptSavedDialog(TRANSCRIPT, TRANSCRIPT.with_suffix(".md")),
    "routes": make_route_dialog,
    "map": lambda _: make_map_dialog(PLACES),
    "figures": lambda _: DataTablesDialog(RECORD),
}
"""The dialogs, each opened above a passage."""
PROJECTOR = (
    "projector title",
    "projector",
    "vote",
    "decided",
    "projected record",
    "projected file",
    "projected sources",
)
"""The screens on a projector, which show no keys."""
NAMES = (*PAGES, *(name for name in SCREENS if name not in PAGES), *DIALOGS)


def open_screen(
    name: str, size: tuple[int, int] = (1280, 800), settings: Settings | None = None, session: Session | None = None
) -> Navigator:
    """Opens one of `NAMES`, with a session at the page that is shown."""
    session = session or _open_session(name, settings)
    with patch("party_card.frontends.window.shell.navigator.TextShaper", lambda: SHAPER):
        if name in DIALOGS:
            navigator = Navigator(session, size, screen=PageScreen(session, PASSAGE))
            navigator.navigate(Push(DIALOGS[name](session)))
            return navigator
        screen = SCREENS[name](session) if name in SCREENS else PageScreen(session, PAGES[name])
        return Navigator(session, size, screen=screen)


def _open_session(name: str, settings: Settings | None) -> Session:
    match name:
        case "timeline":
            return open_session("unopened", settings, pack="thirteen scenes")
        case "located" | "hooked":
            return open_session("briefing", settings)
        case "noticed":
            session = open_session("passage", settings, is_saved=False)
            session.notices[:] = [NOTICE]
            return session
        case "remarked" | "unread":
            session = open_session("passage", settings)
            session.diagnostics = DIAGNOSTICS
            return session
        case "answered":
            session = open_session("debrief", settings)
            for number, answer in enumerate(ANSWERS, 1):
                session.save_answer(number, answer)
            return session
        case _:
            position: Position = next((names for names in get_args(Position) if names == name), "passage")
            return open_session(position, settings)


def list_boxes(navigator: Navigator) -> Iterator[Box]:
    """Yields all boxes of the top screen, and the footer."""
    yield from navigator.view.layout.fixed
    yield from navigator.view.layout.boxes
    yield navigator.view.layout_footer()


def list_text_runs(box: Box) -> Iterator[TextRun]:
    """Yields the text of a box, as it is and while it is active."""
    marks: tuple[Mark, ...] = (*box.marks, *box.active_marks)
    for mark in marks:
        if isinstance(mark, TextRun):
            yield mark


def target_center(navigator: Navigator, command: Command) -> tuple[float, float]:
    """Returns the centre of a command's target, in window pixels."""
    target = next(target for target in navigator.view.targets if target.target.command == command)
    x, y = navigator.view.to_window(target.rects[0], scrolls=target.scrolls).center
    return x, y


def read_text(navigator: Navigator) -> str:
    """Returns the names of all scrolling boxes of the top screen."""
    return " ".join(box.name for box in navigator.view.layout.boxes)


def read_marks(box: Box) -> str:
    """Returns the text that a box draws."""
    return " ".join(mark.text for mark in box.marks if isinstance(mark, TextRun)).replace("\u00a0", " ")


def make_forward_action(page: Page) -> Action:
    """Returns the key that goes on from a page: the digit of its first choice, or Enter if nothing is chosen there."""
    has_choices = any(offer.is_open and offer.id not in PHASE_TRIGGERS for offer in page.offers)
    return Key("1") if has_choices else Confirm()
