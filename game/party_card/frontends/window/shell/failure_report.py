"""Reports an error of the program to a crash log and to the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.storage.crash_log import write_crash_log

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.frontends.window.shell.navigator import Navigator


def report_failure(navigator: Navigator, error: Exception) -> tuple[str, ...]:
    """Writes a crash log and saves what is unsaved. Returns sentences for the player; raises nothing."""
    session = navigator.session
    log = write_crash_log(error, place=_describe_screens(navigator), private_texts=session.list_private_texts())
    return tuple(filter(None, (log.describe(), _save(session))))


def _describe_screens(navigator: Navigator) -> str:
    """Returns the open screens, lowest first, with their scenes and pages."""
    places = []
    for screen in navigator.stack.screens:
        page = screen.page
        names = (
            (type(screen).__name__, page.scene, page.kind, page.passage)
            if page is not None
            else (type(screen).__name__,)
        )
        places.append(" ".join(filter(None, names)))
    return " > ".join(places)


def _save(session: Session) -> str:
    """Saves the open playthrough. Returns a sentence that says whether it is kept, or nothing if that is unknown."""
    try:
        session.suspend()
        return session.describe_place()
    except Exception:  # noqa: BLE001  # what has failed may be the session itself
        return ""
