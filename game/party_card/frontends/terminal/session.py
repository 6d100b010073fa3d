"""A player at one scene in the terminal: reads lines, shows pages, makes choices.

Invariant: whatever is shown has been saved before. A page between two scenes belongs to no scene and is kept here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from typing import Final, TextIO

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.engine.phases import ChoiceUnavailableError
from party_card.frontends.terminal import page as pages
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.storage.errors import StorageError

OPEN_NEXT_SCENE: Final = "go-on"
"""The id of the offer to open the next scene, which belongs to no scene."""
MAX_ECHO_LENGTH: Final = 40
"""Characters of the player's input that a message repeats."""


class TerminalSession:
    """A player's session at one scene: input, output and the current page."""

    def __init__(
        self,
        session: Session,
        scene: SceneId,
        writer: TerminalWriter,
        input_: TextIO | None,
        *,
        interactive: bool,
        resume_command: Callable[[SceneId], str],
    ) -> None:
        self.session = session
        self.scene = scene
        self.writer = writer
        self.next_scene: SceneId | None = None  # chosen, but not yet opened
        self.campaign_page: Page | None = None  # an intermission or the campaign's end, if one is shown
        self._input = input_
        self._interactive = interactive
        self._resume_command = resume_command
        self.is_over = False
        self._is_open = False
        if (reconfigure := getattr(input_, "reconfigure", None)) is not None:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(errors="replace")  # a stray byte must not end the session

    @property
    def page(self) -> Page:
        """The current page: of the campaign if one is open, else of the scene."""
        return self.campaign_page or self.session.page()

    def open(self) -> None:
        """Opens the scene and shows the page on which it was left."""
        page = self.session.open(self.scene)
        self._is_open = True
        self.show(page, introduces_scene=True)
        if self.session.playthrough.steps:
            self.writer.write_after_gap("You go on where you left off. To begin again, type r.")
        self.writer.write_after_gap("Type a number and press Enter. Type ? for all commands, q to leave.")

    def show(self, page: Page, *, introduces_scene: bool = False) -> None:
        """Shows pending notices and a page; with `introduces_scene` under the title of its scene."""
        self.show_notices()
        self.campaign_page = page if page.kind in ("between", "winter") else None
        pages.print_page(page, self.writer, introduces_scene=introduces_scene)
        if page.kind == "finished":
            self.writer.write()
            self._show_next_step()
            self.writer.write("Type r to play this scene again, t for your transcript, q to leave.")
        if page.kind == "winter":
            self.writer.write_after_gap("Type b to go back, q to leave.")
        if page.kind == "debrief":
            self.writer.write_after_gap(
                "To write an answer, type a, the number of the question and your words, as in: a 1 Because"
            )
            for number, text in enumerate(self.session.answers(), 1):
                self.show_answer(number, text)

    def _show_next_step(self) -> None:
        next_scene = self.session.next_scene(self.scene)
        if next_scene is not None:
            self.writer.write(f"Type c to go on in the campaign, with “{self.session.scene_title(next_scene)}”.")
        elif self.session.is_campaign_finished(self.scene):
            self.writer.write("Type c for the end of the campaign, and your path through it.")

    def show_notices(self) -> None:
        """Prints the session's notices and clears them."""
        for notice in self.session.notices:
            self.writer.write(f"Please note: {notice}")
        self.session.notices.clear()

    def show_answer(self, number: int, text: str) -> None:
        """Shows the player's answer to a question, if there is one."""
        if text:
            self.writer.write(f"Your answer to {number}:")
            for line in text.split("\n"):
                self.writer.write(line, "  ", "  ")

    def read_line(self) -> str | None:
        """Reads the next line; returns None at the end of the input."""
        if self._interactive:
            self.writer.prompt("\n> ")
        try:
            line = self._input.readline() if self._input is not None else ""
        except (OSError, ValueError):  # closed, or the terminal is gone
            line = ""
        if not line:
            if self._interactive:
                self.writer.write()
            return None
        if not self._interactive:  # so that the output reads like a dialogue
            self.writer.write_after_gap(f"> {shorten(line)}")
        return line

    def choose(self, offer: str) -> None:
        """Makes a choice and shows the next page, or prints the reason for a failure."""
        if offer == OPEN_NEXT_SCENE and self.next_scene is not None:
            self.scene, self.next_scene, self.campaign_page = self.next_scene, None, None
            self.show(self.session.open(self.scene), introduces_scene=True)
            return
        self.show(self.attempt(partial(self.session.choose, offer)))

    def attempt(self, action: Callable[[], Page], success: str = "") -> Page:
        """Returns the next page by an action and prints `success`; on failure prints the error and keeps the page."""
        try:
            page = action()
        except (StorageError, ChoiceUnavailableError) as error:
            self.writer.write(str(error))
            return self.session.page()
        if success:
            self.writer.write(success)
        return page

    def reject(self, line: str) -> None:
        """Answers an unknown command with a message and the list of offers."""
        page = self.page
        count = sum(offer.is_open for offer in page.offers)
        reason = f"“{shorten(line)}” is not on offer here." if line.strip() else "Nothing was typed."
        numbers = {0: "", 1: " Type 1 to go on,", 2: " Type 1 or 2,"}.get(count, f" Type a number from 1 to {count},")
        self.writer.write(f"{reason}{numbers} {'or ' if count else 'Type '}? for all commands.")
        pages.print_offers(page, self.writer)

    def leave(self) -> None:
        """Ends the session; prints if progress is saved, and the command that resumes."""
        self.is_over = True
        self.show_notices()
        is_finished = self._is_open and self.session.page().kind == "finished"
        self.writer.write()
        if self.session.storage_error:
            self.writer.write(f"Your progress is not kept: {self.session.storage_error}.")
        elif self._is_open and self.session.playthrough.steps:
            self.writer.write("You have finished this scene." if is_finished else "Your progress is kept.")
        self.writer.write(f"{'To play again' if is_finished else 'To go on'}, type:")
        scene = self.next_scene if self.campaign_page and self.next_scene else self.scene
        self.writer.write_copyable(self._resume_command(scene))


def parse_number(text: str) -> int | None:
    """Returns a number as players type it ("2", "2.", "2)"), or None."""
    text = text.rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < MAX_ECHO_LENGTH else None


def shorten(text: str) -> str:
    """Returns a player's input in one line of limited length."""
    text = " ".join(text.split())
    return text if len(text) <= MAX_ECHO_LENGTH else text[:MAX_ECHO_LENGTH] + "…"
