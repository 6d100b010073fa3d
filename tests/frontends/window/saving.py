"""Waits for the thread that saves answers, for tests of a navigator without an event loop."""

from __future__ import annotations

from concurrent.futures import wait

from party_card.frontends.window.shell.navigator import Navigator


def let_pause_pass(navigator: Navigator) -> None:
    """Lets the pause after which an answer is saved pass, as if nothing were typed for so long."""
    navigator.session.background_save.schedule(0)
    navigator.update()


def let_save(navigator: Navigator) -> None:
    """Lets the pause pass, waits for the other thread, and shows its result."""
    let_pause_pass(navigator)
    if (result := navigator.session.background_save._result) is not None:
        wait([result])
    navigator.update()
