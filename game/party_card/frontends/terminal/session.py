"""A player at one scene in the terminal: reads lines, shows pages, makes choices.

Invariant: whatever is shown has been saved before. A page between two scenes belongs to no scene and is kept here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TextIO

from party_card.app.archive import PlayerArchive
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.engine.phases import ChoiceUnavailableError
from party_card.engine.prologue import NEXT
from party_card.engine.record_layers import Layer, select_layer, split_layers
from party_card.frontends.shared.scene_map.route_words import describe_found_count
from party_card.frontends.terminal import archive, person_file
from party_card.frontends.terminal import page as pages
from party_card.frontends.terminal.typed_text import shorten
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext
from party_card.storage.errors import StorageError

CAMPAIGN_PAGES: Final = frozenset({"between", "winter", "prologue", "archive", "folder", "provenance"})
"""The kinds of pages that belong to no scene that is played."""
OPEN_NEXT_SCENE: Final = "go-on"
"""The id of the offer to open the next scene, which belongs to no scene."""


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
        self.campaign_page: Page | None = None  # an intermission, the archive or the campaign's end, if one is shown
        self.archive: PlayerArchive | None = None  # once it has been opened
        self.folder = 0  # the number of the file of the archive that is open
        self._input = input_
        self._interactive = interactive
        self._resume_command = resume_command
        self.is_over = False
        self.layer = 0  # of a record in layers, the index of the one that is shown
        self._is_open = False
        if (reconfigure := getattr(input_, "reconfigure", None)) is not None:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(errors="replace")  # a stray byte must not end the session

    @property
    def page(self) -> Page:
        """The current page: of the campaign if one is open, else of the scene."""
        return self.campaign_page or self.session.page()

    @property
    def leads_to_end(self) -> bool:
        """True if the end of the campaign follows: its last scene has just been finished."""
        return self.session.page().kind == "finished" and self.session.is_campaign_finished(self.scene)

    def open(self) -> None:
        """Opens the scene and shows the page on which it was left."""
        page = self.session.open(self.scene)
        self._is_open = True
        if self.session.is_prologue_due(self.scene):
            self.show_beat(0)
        else:
            self.show(page, introduces_scene=True)
        if self.session.playthrough.steps:
            self.writer.write_after_gap(gettext("You go on where you left off. To begin again, type r."))
        self.writer.write_after_gap(gettext("Type a number and press Enter. Type ? for all commands, q to leave."))

    def show_beat(self, number: int) -> None:
        """Shows a beat of the prologue; beyond the last one, the page of the scene."""
        if self.campaign_page is not None and number == self.campaign_page.steps:
            self.end_prologue()
            return
        self.show(self.session.prologue_page(number), introduces_scene=True)
        self.writer.write(gettext("To skip the prologue, type s."))

    def end_prologue(self) -> None:
        """Saves that the prologue has been seen, and shows the page of the scene, which may carry what was chosen."""
        self.session.leave_prologue()
        page = self.session.page() if self.session.playthrough.steps else self.session.open(self.scene)
        self.show(page, introduces_scene=True)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the current page; none if it is read as one."""
        return split_layers(self.page)

    def show(self, page: Page, *, introduces_scene: bool = False, layer: int = 0) -> None:
        """Shows pending notices and a page; with `introduces_scene` under the title of its scene.

        Of a record in layers it shows one.
        """
        self.show_notices()
        self.campaign_page = page if page.kind in CAMPAIGN_PAGES else None
        self.layer = layer
        layers = split_layers(page)
        if layers and page == self.page:
            heading = gettext("{title}, part {number} of {count}: {heading}").format(
                title=page.heading, number=layer + 1, count=len(layers), heading=layers[layer].heading
            )
            shown = replace(select_layer(page, layer), heading=heading, offers=(), ending="" if layer else page.ending)
            pages.print_page(shown, self.writer, introduces_scene=introduces_scene)
            self._describe_next_layer(layers)
            return
        pages.print_page(page, self.writer, introduces_scene=introduces_scene)
        if page.skip_choice:
            self.writer.write(gettext("You have read this before. Type k to skip to the next new choice."))
        if page.kind == "finished":
            self.writer.write()
            self._show_next_step()
            routes = self.session.find_routes()
            fork_help = gettext("Type f for the endings, and to go back to a fork.")
            self.writer.write(f"{describe_found_count(routes)} {fork_help}")
            self.writer.write(gettext("Type r to play this scene again, t for your transcript, q to leave."))
        if page.kind == "winter":
            self.writer.write_after_gap(gettext("Type b to go back, q to leave."))
        if page.kind == "archive" and self.archive is not None:
            archive.print_shelf_commands(page, self.archive, self.writer, leads_to_end=self.leads_to_end)
        if page.kind == "folder" and self.archive is not None:
            archive.print_folder_commands(page, self.archive, self.folder, self.writer)
        if page.kind == "provenance":
            self.writer.write_after_gap(gettext("Press Enter or type b for the shelf."))
        if page.kind == "file":
            person_file.print_answers(person_file.list_assessments(page), self.session.file_answers(), self.writer)
        if page.kind == "debrief":
            self.writer.write_after_gap(
                gettext("To write an answer, type a, the number of the question and your words, as in: a 1 Because")
            )
            for number, text in enumerate(self.session.answers(), 1):
                self.show_answer(number, text)

    def read_on(self) -> None:
        """Shows the next layer of the record, or the page after it."""
        if self.layer + 1 < len(self.layers):
            self.show(self.page, layer=self.layer + 1)
        else:
            self.choose(self.page.offers[0].id)

    def _describe_next_layer(self, layers: Sequence[Layer]) -> None:
        """Says what follows a layer, and how to reach the others."""
        is_last = self.layer + 1 == len(layers)
        following = "".join(run.text for run in self.page.offers[0].line) if is_last else layers[self.layer + 1].heading
        self.writer.write_after_gap(
            gettext("Press Enter to go on: {following}. Type 1 to {count} for a part of the record.").format(
                following=following, count=len(layers)
            )
        )

    def _show_next_step(self) -> None:
        next_scene = self.session.next_scene(self.scene)
        if next_scene is not None:
            self.writer.write(
                gettext("Type c to go on in the campaign, with “{title}”.").format(
                    title=self.session.scene_title(next_scene)
                )
            )
        elif self.session.is_campaign_finished(self.scene):
            if self.session.has_archive(self.scene):
                self.writer.write(
                    gettext("Type c for the archive: what a stranger could know of everybody whom you played.")
                )
            else:
                self.writer.write(gettext("Type c for the end of the campaign, and your path through it."))

    def show_notices(self) -> None:
        """Prints the session's notices and clears them."""
        for notice in self.session.notices:
            self.writer.write(gettext("Please note: {notice}").format(notice=notice))
        self.session.notices.clear()

    def show_answer(self, number: int, text: str) -> None:
        """Shows the player's answer to a question, if there is one."""
        if text:
            self.writer.write(gettext("Your answer to {number}:").format(number=number))
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
        if self.page.kind == "prologue":
            if offer != NEXT:
                self.session.leave_prologue(offer)
            self.show_beat(self.page.step)
            return
        self.show(self.attempt(partial(self.session.choose, offer)))

    def attempt(self, action: Callable[[], Page], describe_success: Callable[[], str] | None = None) -> Page:
        """Returns the next page by an action and prints a sentence; on failure prints the error, and keeps the page."""
        try:
            page = action()
        except (StorageError, ChoiceUnavailableError) as error:
            self.writer.write(str(error))
            return self.session.page()
        if describe_success is not None:
            self.writer.write(describe_success())
        return page

    def reject(self, line: str) -> None:
        """Answers an unknown command with a message and the list of offers."""
        page = self.page
        if self.layers:
            self.writer.write(
                gettext("“{line}” is not on offer here. Press Enter to go on, or type ? for all commands.").format(
                    line=shorten(line)
                )
            )
            return
        count = sum(offer.is_open for offer in page.offers)
        reason = (
            gettext("“{line}” is not on offer here.").format(line=shorten(line))
            if line.strip()
            else gettext("Nothing was typed.")
        )
        if not count:
            advice = gettext("Type ? for all commands.")
        elif count == 1:
            advice = gettext("Type 1 to go on, or ? for all commands.")
        elif count == 2:
            advice = gettext("Type 1 or 2, or ? for all commands.")
        else:
            advice = gettext("Type a number from 1 to {count}, or ? for all commands.").format(count=count)
        self.writer.write(f"{reason} {advice}")
        pages.print_offers(page, self.writer)

    def leave(self) -> None:
        """Ends the session; prints if progress is saved, and the command that resumes."""
        self.is_over = True
        self.show_notices()
        is_finished = self._is_open and self.session.page().kind == "finished"
        self.writer.write()
        if is_finished and not self.session.storage_error:
            self.writer.write(gettext("You have finished this scene."))
        elif self.session.storage_error or (self._is_open and self.session.playthrough.steps):
            self.writer.write(self.session.describe_place())
        self.writer.write(gettext("To play again, type:") if is_finished else gettext("To go on, type:"))
        scene = self.next_scene if self.campaign_page and self.next_scene else self.scene
        self.writer.write_copyable(self._resume_command(scene))
