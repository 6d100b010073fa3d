"""One reader in front of one scene at a terminal: what can be typed, and what each line does.

Law: one line in, one answer out. Nothing that is typed is an error; what is not understood is answered with what is
on offer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TextIO

from game.content.models import SceneId
from game.frontends import terminal_page, transcript
from game.frontends.terminal_paper import Paper
from game.keep.session import KeepError, Session
from game.play.page import ContentNote, Page
from game.play.steps import ChoiceUnavailable

_ECHOED = 40  # of a long line that was not understood, so much is repeated


@dataclass(frozen=True, slots=True)
class _Command:
    """What can be typed besides numbers. `act` gets the rest of the line and says whether reading goes on."""

    words: tuple[str, ...]
    help: str
    act: Callable[[Reading, str], bool]


class Reading:
    """One reader in front of one scene."""

    def __init__(
        self,
        session: Session,
        scene: SceneId,
        paper: Paper,
        lines: TextIO | None,
        *,
        interactive: bool,
        again: str,
    ) -> None:
        self.session = session
        self.scene = scene
        self.paper = paper
        self._input = lines
        self._interactive = interactive
        self._again = again
        self._opened = False
        if (reconfigure := getattr(lines, "reconfigure", None)) is not None:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(errors="replace")  # a stray byte must not end the reading

    # --------------------------------------------------------------------------------------------- the talk

    def begin(self) -> None:
        """Opens the scene and shows where it stands."""
        page = self.session.open(self.scene)
        self._opened = True
        self.show(page, first=True)
        if self.session.playthrough.steps:
            self.paper.write()
            self.paper.write("You go on where you left off. To begin again, type r.")
        self.paper.write()
        self.paper.write("Type a number and press Enter. Type ? for all commands, q to leave.")

    def answer(self) -> bool:
        """Reads one line and answers it; False when the reading is over."""
        typed = self._line()
        if typed is None:
            return self.leave()
        words = typed.split(maxsplit=1)
        open_ = [offer for offer in self.session.page().offers if offer.open]
        if not words:
            if len(open_) == 1:  # there is only one way on, so Enter will do
                return self._take(open_[0].id)
            return self._not_understood("")
        number = _number(words[0]) if len(words) == 1 else None
        if number is not None:
            return self._take(open_[number - 1].id) if 0 < number <= len(open_) else self._not_understood(typed)
        command = next((command for command in COMMANDS if words[0].lower() in command.words), None)
        if command is None:
            return self._not_understood(typed)
        return command.act(self, words[1].strip() if len(words) > 1 else "")

    def show(self, page: Page, *, first: bool = False) -> None:
        """Shows a page, after whatever must be told."""
        self._tell()
        terminal_page.show(page, self.paper, first=first)
        if page.kind == "finished":
            self.paper.write()
            self.paper.write("Type r to play this scene again, t for your transcript, q to leave.")

    def leave(self) -> bool:
        """Says how things stand and how to go on."""
        self._tell()
        finished = self._opened and self.session.page().kind == "finished"
        self.paper.write()
        if self.session.why_not:
            self.paper.write(f"Your progress is not kept: {self.session.why_not}.")
        elif self._opened and self.session.playthrough.steps:
            self.paper.write("You have finished this scene." if finished else "Your progress is kept.")
        self.paper.write(f"{'To play again' if finished else 'To go on'}, type:")
        self.paper.copyable(self._again)
        return False

    def _tell(self) -> None:
        for notice in self.session.notices:
            self.paper.write(f"Please note: {notice}")
        self.session.notices.clear()

    def _line(self) -> str | None:
        """The next line; None at the end of the input."""
        if self._interactive:
            self.paper.prompt("\n> ")
        try:
            typed = self._input.readline() if self._input is not None else ""
        except (OSError, ValueError):  # closed, or a terminal that has gone
            typed = ""
        if not typed:
            if self._interactive:
                self.paper.write()
            return None
        if not self._interactive:  # the output then reads like a talk
            self.paper.write()
            self.paper.write(f"> {_short(typed)}")
        return typed

    def _take(self, offer: str) -> bool:
        try:
            page = self.session.choose(offer)
        except (KeepError, ChoiceUnavailable) as why:
            self.paper.write(str(why))
            page = self.session.page()
        self.show(page)
        return True

    def _not_understood(self, typed: str) -> bool:
        page = self.session.page()
        count = sum(offer.open for offer in page.offers)
        said = f"“{_short(typed)}” is not on offer here." if typed.strip() else "Nothing was typed."
        numbers = {0: "", 1: " Type 1 to go on,", 2: " Type 1 or 2,"}.get(count, f" Type a number from 1 to {count},")
        self.paper.write(f"{said}{numbers} {'or ' if count else 'Type '}? for all commands.")
        terminal_page.offers(page, self.paper)
        return True

    # ------------------------------------------------------------------------------------------ commands

    def note(self, which: str) -> bool:
        """A note in full, or all of them."""
        page = self.session.page()
        notes = page.notes
        wanted = [note for note in notes if not which or note.number == _number(which)]
        for note in wanted:
            terminal_page.note_in_full(note, page, self.paper)
        if not notes:
            self.paper.write("There are no notes on this page.")
        elif not wanted:
            numbers = ", ".join(str(note.number) for note in notes)
            self.paper.write(f"There is no note “{_short(which)}” here. The notes of this page: {numbers}.")
        return True

    def who(self, _: str) -> bool:
        """The people and words of this page."""
        terminal_page.who_is_who(self.session.page(), self.paper)
        return True

    def back(self, _: str) -> bool:
        """One step back."""
        if not self.session.playthrough.steps:
            self.paper.write("This is the beginning; there is nothing to take back.")
            return True
        try:
            page = self.session.undo()
            self.paper.write("You are one step back.")
        except KeepError as why:
            self.paper.write(why.message)
            page = self.session.page()
        self.show(page)
        return True

    def again(self, _: str) -> bool:
        """The scene from its beginning."""
        try:
            page = self.session.restart(self.scene)
            self.paper.write("From the beginning. What you played before is kept.")
        except KeepError as why:
            self.paper.write(why.message)
            page = self.session.page()
        self.show(page, first=True)
        return True

    def page(self, _: str) -> bool:
        """The present page once more."""
        self.show(self.session.page())
        return True

    def summary(self, _: str) -> bool:
        """The summary for those who skip the scene."""
        notes = [block for block in self.session.page().blocks if isinstance(block, ContentNote)]
        for paragraph in [line for note in notes for line in note.summary]:
            self.paper.write(terminal_page.line(paragraph))
        if not any(note.summary for note in notes):
            self.paper.write("There is no summary on this page.")
        return True

    def transcript(self, _: str) -> bool:
        """Writes the transcript and says where it is."""
        try:
            path = transcript.write(self.session.playthrough, self.session.reader)
        except OSError as why:
            self.paper.write(f"The transcript could not be written: {why.strerror or why}.")
        else:
            self.paper.write("Your transcript is in the file")
            self.paper.copyable(str(path))
        return True

    def help(self, _: str) -> bool:
        """All commands."""
        self.paper.write()
        self.paper.write("1, 2, 3: take the choice of that number. Enter alone: go on, where there is one way.")
        for command in COMMANDS:
            self.paper.write(f"{command.words[0]} or {command.words[1]}: {command.help}", "", "    ")
        page = self.session.page()
        if page.basis in terminal_page.BASES:
            self.paper.write(terminal_page.BASES[page.basis])
        return True


COMMANDS: Final = (
    _Command(
        ("n", "note", "notes"),
        "a note of this page in full, as in n 2; all of them with n alone.",
        Reading.note,
    ),
    _Command(("w", "who"), "who is who, and words explained.", Reading.who),
    _Command(("b", "back"), "back one step.", Reading.back),
    _Command(("p", "page"), "this page once more.", Reading.page),
    _Command(("s", "summary"), "a summary instead of playing, on the first page.", Reading.summary),
    _Command(("t", "transcript"), "write your transcript to a file and say where it is.", Reading.transcript),
    _Command(("r", "restart"), "from the beginning again; what you played is kept.", Reading.again),
    _Command(("?", "help", "h"), "this list.", Reading.help),
    _Command(("q", "quit", "leave", "exit"), "leave; your progress is kept.", lambda reading, _: reading.leave()),
)


def _number(text: str) -> int | None:
    text = text.rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _ECHOED else None


def _short(typed: str) -> str:
    typed = " ".join(typed.split())
    return typed if len(typed) <= _ECHOED else typed[:_ECHOED] + "…"
