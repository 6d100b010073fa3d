"""The summary of a scene leads on to its record, and from there to the scene or to other episodes."""

from __future__ import annotations

from party_card.frontends.window.input.events import Key
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.summary import SummaryDialog
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command

from ...open_screens import SIZES, open_screen
from ...sample_pack import PAPER, open_session


def open_summary() -> Navigator:
    session = open_session("briefing")
    navigator = open_screen("briefing", SIZES[0], session=session)
    navigator.navigate(Push(SummaryDialog(session.page())))
    return navigator


def test_the_summary_leads_on_to_the_record_which_compares_nothing() -> None:
    navigator = open_summary()
    navigator.run_command(Command("skipped-record"))
    assert isinstance(navigator.screen, IntermissionScreen)
    page = navigator.screen.page
    assert (page.kind, page.scene, page.offers) == ("record", PAPER, ())
    assert page.notes and not any(type(block).__name__ == "Comparison" for block in page.blocks)
    assert [label for label, _ in navigator.screen.next_steps.labelled_commands] == ["Play this scene", "Episodes"]
    verbs = {hint.command.verb for hint in navigator.screen.key_hints()}
    assert not verbs & {"undo", "history", "transcript", "choose"}


def test_from_the_record_of_a_skipped_scene_the_scene_is_played_from_its_beginning() -> None:
    navigator = open_summary()
    navigator.run_command(Command("skipped-record"))
    navigator.dispatch(Key("t"))
    assert isinstance(navigator.screen, IntermissionScreen), "there is no transcript of what was not played"
    navigator.run_command(Command("open", PAPER))
    assert type(navigator.screen) is PageScreen
    assert navigator.screen.page.kind == "briefing"
    assert not navigator.session.playthrough.steps
