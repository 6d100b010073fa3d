"""The commands that lead through the campaign: to its prologue, on to its next scene, to its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from party_card.engine.campaign_pages import CAMPAIGN_END_WARNING_AFTER_HEADING
from party_card.engine.page import Offer, Run
from party_card.frontends.terminal.archive_commands import open_archive, show_shelf
from party_card.frontends.terminal.session import OPEN_NEXT_SCENE, TerminalSession
from party_card.localization import gettext

CAMPAIGN_END: Final = "end"
READ_NOW: Final = "now"
"""The words that ask for the end of the campaign, and read it before all scenes are played."""


def continue_campaign(terminal: TerminalSession, argument: str) -> None:
    """Goes on to the next scene of the campaign, or to its end; `end` asks for the end before all scenes are played."""
    session, writer = terminal.session, terminal.writer
    if argument.lower().split()[:1] == [CAMPAIGN_END]:
        _show_campaign_end(terminal, is_confirmed=argument.lower().split()[1:] == [READ_NOW])
        return
    if terminal.page.kind in ("folder", "provenance"):
        show_shelf(terminal)
        return
    if session.page().kind != "finished":
        writer.write(gettext("First finish this scene; then c goes on in the campaign."))
        return
    next_scene = session.next_scene(terminal.scene)
    if next_scene is None and terminal.page.kind != "archive" and open_archive(terminal):
        return
    if next_scene is None:
        end_page = session.campaign_end(terminal.scene) if session.is_campaign_finished(terminal.scene) else None
        if end_page is None:
            writer.write(gettext("This scene is not part of a campaign."))
        else:
            terminal.show(end_page)
        return
    terminal.next_scene = next_scene
    intermission = session.intermission(next_scene)
    if intermission is None:
        terminal.choose(OPEN_NEXT_SCENE)
    else:
        offer = Offer(OPEN_NEXT_SCENE, (Run(gettext("Go on to “{heading}”").format(heading=intermission.heading)),))
        terminal.show(replace(intermission, offers=(offer,)))


def _show_campaign_end(terminal: TerminalSession, *, is_confirmed: bool) -> None:
    """Shows the end of the campaign; before all scenes are played, first a warning."""
    session = terminal.session
    page = session.campaign_end(terminal.scene)
    if page is None:
        terminal.writer.write(gettext("This scene is not part of a campaign."))
    elif session.is_campaign_end_early(terminal.scene) and not is_confirmed:
        terminal.writer.write(f"{page.heading}: {gettext(CAMPAIGN_END_WARNING_AFTER_HEADING)}")
        terminal.writer.write(
            gettext("To read it now, type {command}. To stay here, type p.").format(
                command=f"c {CAMPAIGN_END} {READ_NOW}"
            )
        )
    else:
        terminal.show(page)


def show_prologue(terminal: TerminalSession, _: str) -> None:
    """Shows the prologue of the campaign from its beginning."""
    if terminal.session.find_prologue() is not None:
        terminal.show_beat(0)
        return
    terminal.writer.write(gettext("These scenes have no prologue."))
