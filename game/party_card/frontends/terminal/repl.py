"""One reader in front of one scene at a terminal: what can be typed, and what each line does.

Law: one line in, one answer out. Nothing that is typed is an error; what is not understood is answered with what is
on offer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TextIO

from party_card.app.session import KeepError, Session
from party_card.content.models import SceneId
from party_card.engine.page import ContentNote, Offer, Page, Question, Run
from party_card.engine.phases import ChoiceUnavailableError
from party_card.frontends.terminal import page as terminal_page
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.frontends.transcript import markdown

_GO_ON: Final = "go-on"  # the offer to open the scene that comes next; it belongs to no scene
_ECHOED = 40  # of a long line that was not understood, so much is repeated


@dataclass(frozen=True, slots=True)
class _Command:
    """What can be typed besides numbers. `act` gets the rest of the line and says whether reading goes on."""

    words: tuple[str, ...]
    help: str
    act: Callable[[TerminalSession, str], bool]


class TerminalSession:
    """One reader in front of one scene."""

    def __init__(
        self,
        session: Session,
        scene: SceneId,
        paper: TerminalWriter,
        lines: TextIO | None,
        *,
        interactive: bool,
        again: Callable[[SceneId], str],
    ) -> None:
        self.session = session
        self.scene = scene
        self.paper = paper
        self._input = lines
        self._interactive = interactive
        self._again = again
        self._opened = False
        self._beside: Page | None = None  # what is shown and belongs to no scene: between two of them, or the end
        self._coming: SceneId | None = None
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
        open_ = [offer for offer in self._page().offers if offer.open]
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
        self._beside = page if page.kind in ("between", "winter") else None
        terminal_page.print_page(page, self.paper, first=first)
        if page.kind == "finished":
            self.paper.write()
            self._say_what_follows()
            self.paper.write("Type r to play this scene again, t for your transcript, q to leave.")
        if page.kind == "winter":
            self.paper.write()
            self.paper.write("Type b to go back, q to leave.")
        if page.kind == "debrief":
            self.paper.write()
            self.paper.write(
                "To write an answer, type a, the number of the question and your words, as in: a 1 Because"
            )
            for number, text in enumerate(self.session.answers(), 1):
                self._say_answer(number, text)

    def _say_what_follows(self) -> None:
        following = self.session.next_scene(self.scene)
        if following is not None:
            self.paper.write(f"Type c to go on in the campaign, with “{self.session.title(following)}”.")
        elif self.session.is_campaign_finished(self.scene):
            self.paper.write("Type c for the end of the campaign, and your path through it.")

    def _page(self) -> Page:
        """What is shown now."""
        return self._beside or self.session.page()

    def leave(self) -> bool:
        """Says how things stand and how to go on."""
        self._tell()
        finished = self._opened and self.session.page().kind == "finished"
        self.paper.write()
        if self.session.storage_error:
            self.paper.write(f"Your progress is not kept: {self.session.storage_error}.")
        elif self._opened and self.session.playthrough.steps:
            self.paper.write("You have finished this scene." if finished else "Your progress is kept.")
        self.paper.write(f"{'To play again' if finished else 'To go on'}, type:")
        self.paper.copyable(self._again(self._coming if self._beside and self._coming else self.scene))
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
        if offer == _GO_ON and self._coming is not None:
            self.scene, self._coming, self._beside = self._coming, None, None
            self.show(self.session.open(self.scene), first=True)
            return True
        try:
            page = self.session.choose(offer)
        except (KeepError, ChoiceUnavailableError) as why:
            self.paper.write(str(why))
            page = self.session.page()
        self.show(page)
        return True

    def _not_understood(self, typed: str) -> bool:
        page = self._page()
        count = sum(offer.open for offer in page.offers)
        said = f"“{_short(typed)}” is not on offer here." if typed.strip() else "Nothing was typed."
        numbers = {0: "", 1: " Type 1 to go on,", 2: " Type 1 or 2,"}.get(count, f" Type a number from 1 to {count},")
        self.paper.write(f"{said}{numbers} {'or ' if count else 'Type '}? for all commands.")
        terminal_page.offers(page, self.paper)
        return True

    # ------------------------------------------------------------------------------------------ commands

    def note(self, which: str) -> bool:
        """A note in full, or all of them."""
        page = self._page()
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
        terminal_page.who_is_who(self._page(), self.paper)
        return True

    def back(self, _: str) -> bool:
        """One step back."""
        if self._beside is not None:
            self._coming = None
            self.show(self.session.page())
            return True
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
        self.show(self._page())
        return True

    def campaign(self, _: str) -> bool:
        """On to the next scene of the campaign, or to its end."""
        if self.session.page().kind != "finished":
            self.paper.write("First finish this scene; then c goes on in the campaign.")
            return True
        following = self.session.next_scene(self.scene)
        if following is None:
            winter = self.session.campaign_end(self.scene) if self.session.is_campaign_finished(self.scene) else None
            if winter is None:
                self.paper.write("This scene is not part of a campaign.")
            else:
                self.show(winter)
            return True
        self._coming = following
        page = self.session.intermission(following)
        if page is None:
            return self._take(_GO_ON)
        go_on = Offer(_GO_ON, (Run(f"Go on to “{page.heading}”"),))
        self.show(replace(page, offers=(go_on,)))
        return True

    def summary(self, _: str) -> bool:
        """The summary for those who skip the scene."""
        notes = [block for block in self._page().blocks if isinstance(block, ContentNote)]
        for paragraph in [line for note in notes for line in note.summary]:
            self.paper.write(terminal_page.line(paragraph))
        if not any(note.summary for note in notes):
            self.paper.write("There is no summary on this page.")
        return True

    def write(self, said: str) -> bool:
        """An answer to a question of the debrief; more words are another line of it, a dash alone takes it away."""
        asked = self._asked(said)
        if asked is None:
            return True
        number, words, question = asked
        before = self.session.answers()[number - 1]
        text = "" if words == "-" else "\n".join(filter(None, (before, words)))
        if words:
            try:
                self.session.answer(number, text)
            except KeepError as why:
                self.paper.write(why.message)
        self._tell()
        now = self.session.answers()[number - 1]
        self._say_answer(number, now)
        if not now:
            self.paper.write(f"Nothing is written beneath question {number}.")
        if words and now and question.draws_on:
            self.paper.write(f"To see what a good answer draws on, type d {number}.")
        return True

    def draws_on(self, said: str) -> bool:
        """What a good answer draws on, once there is one."""
        asked = self._asked(said)
        if asked is None:
            return True
        number, _, question = asked
        if not self.session.answers()[number - 1]:
            self.paper.write(f"First write an answer of your own, as in: a {number} Because")
        else:
            self.paper.write(question.draws_on or "There is nothing more to this question.")
        return True

    def _asked(self, said: str) -> tuple[int, str, Question] | None:
        """Which question is meant, and what was said to it; None where there is no such question, which is told."""
        questions = [block for block in self._page().blocks if isinstance(block, Question)]
        first, _, words = said.partition(" ")
        number = _number(first)
        if not questions:
            self.paper.write("There are no questions on this page.")
        elif number is None or not 0 < number <= len(questions):
            self.paper.write(f"Type the number of a question, 1 to {len(questions)}, as in: a 1 Because")
        else:
            return number, words.strip(), questions[number - 1]
        return None

    def _say_answer(self, number: int, text: str) -> None:
        if text:
            self.paper.write(f"Your answer to {number}:")
            for line in text.split("\n"):
                self.paper.write(line, "  ", "  ")

    def transcript(self, _: str) -> bool:
        """Writes the transcript and says where it is."""
        try:
            session = self.session
            files = markdown.write(session.playthrough, session.player, session.answers(), number=session.attempt)
        except OSError as why:
            self.paper.write(f"The transcript could not be written: {why.strerror or why}.")
        else:
            self.paper.write("Your transcript is in the file")
            self.paper.copyable(str(files[0]))
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
        TerminalSession.note,
    ),
    _Command(("w", "who"), "who is who, and words explained.", TerminalSession.who),
    _Command(("b", "back"), "back one step.", TerminalSession.back),
    _Command(("p", "page"), "this page once more.", TerminalSession.page),
    _Command(("c", "campaign"), "on in the campaign, once a scene is finished.", TerminalSession.campaign),
    _Command(
        ("a", "answer"), "write an answer to a question, as in a 1 Because; a 1 - takes it away.", TerminalSession.write
    ),
    _Command(
        ("d", "draws"), "what a good answer draws on, as in d 1, once yours is written.", TerminalSession.draws_on
    ),
    _Command(("s", "summary"), "a summary instead of playing, on the first page.", TerminalSession.summary),
    _Command(("t", "transcript"), "write your transcript to a file and say where it is.", TerminalSession.transcript),
    _Command(("r", "restart"), "from the beginning again; what you played is kept.", TerminalSession.again),
    _Command(("?", "help", "h"), "this list.", TerminalSession.help),
    _Command(("q", "quit", "leave", "exit"), "leave; your progress is kept.", lambda reading, _: reading.leave()),
)


def _number(text: str) -> int | None:
    text = text.rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _ECHOED else None


def _short(typed: str) -> str:
    typed = " ".join(typed.split())
    return typed if len(typed) <= _ECHOED else typed[:_ECHOED] + "…"
