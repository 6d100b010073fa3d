"""Builds the screen of a route.

Invariant: only this module knows all full screens; they name each other by `Route`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.frontends.window.screens.title import TitleScreen

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.frontends.window.navigation import Route, Screen


def build_screen(route: Route, session: Session) -> Screen:
    """Returns the screen of a route. Raises StorageError if its scene cannot be opened."""
    # Each screen is imported when it is opened first: together they would delay the title by a tenth.
    match route.name:
        case "title":
            return TitleScreen(session)
        case "timeline":
            from party_card.frontends.window.screens.timeline import TimelineScreen  # noqa: PLC0415  # see above

            return TimelineScreen(session)
        case "players":
            from party_card.frontends.window.screens.players import PlayersScreen  # noqa: PLC0415  # see above

            return PlayersScreen(session)
        case "diagnostics":
            from party_card.frontends.window.screens.diagnostics import DiagnosticsScreen  # noqa: PLC0415  # see above

            return DiagnosticsScreen(session, route.argument)
        case "projector":
            from party_card.frontends.window.screens.projector.title import ProjectorTitleScreen  # noqa: PLC0415  # see above

            return ProjectorTitleScreen(session)
        case "projector_scene":
            from party_card.frontends.window.screens.projector.scene import ProjectorSceneScreen  # noqa: PLC0415  # see above

            return ProjectorSceneScreen(session, SceneId(route.argument))

    from party_card.frontends.window.screens.intermission import IntermissionScreen  # noqa: PLC0415  # see above
    from party_card.frontends.window.screens.page import PageScreen  # noqa: PLC0415  # see above
    from party_card.frontends.window.screens.prologue import PrologueScreen  # noqa: PLC0415  # see above

    match route.name:
        case "prologue":
            return PrologueScreen(session, route.argument)
        case "scene" | "next_scene" if session.is_prologue_due(SceneId(route.argument)):
            return PrologueScreen(session, route.argument)
        case "scene":
            return PageScreen(session, session.open(SceneId(route.argument)))
        case "restarted_scene":
            return PageScreen(session, session.restart(SceneId(route.argument)))
        case "next_scene":
            page = session.intermission(SceneId(route.argument))
            if page is None:
                return PageScreen(session, session.open(SceneId(route.argument)))
            return IntermissionScreen(session, page, build=lambda: session.intermission(SceneId(route.argument)))
        case "skipped_record":
            return IntermissionScreen(session, session.skipped_record(), build=session.skipped_record)
        case "archive":
            scene = SceneId(route.argument) if route.argument else None
            archive = session.open_archive(scene)
            if archive is None:
                return TitleScreen(session)
            from party_card.frontends.window.screens.archive import ArchiveScreen  # noqa: PLC0415  # see above

            return ArchiveScreen(session, archive, scene)
        case "campaign_end":
            scene = SceneId(route.argument) if route.argument else None
            page = session.campaign_end(scene)
            if page is None:
                return TitleScreen(session)
            return IntermissionScreen(session, page, scene, lambda: session.campaign_end(scene))
