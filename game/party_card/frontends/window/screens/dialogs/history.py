"""Your path: what was chosen so far, and the way back to any of it.

Law: nothing is taken back by one press. The first asks and says what is lost, the second on the same line goes back;
anything else leaves the walk as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from party_card.content.prose import plain
from party_card.engine.page import Block, Document, Page, Paragraph, lines_of
from party_card.engine.phases import TURNS
from party_card.frontends.window.input.events import Action, Key
from party_card.frontends.window.navigation import Next, Sitting, Stay
from party_card.frontends.window.screens.dialogs.base import ESC, Overlay
from party_card.frontends.window.toolkit.key_hints import ENTER, LIST
from party_card.frontends.window.toolkit.primitives import Box, Do, Hint, Sheet
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.virtual_list import Column, Part
from party_card.frontends.window.toolkit.widgets import panels
from party_card.frontends.window.toolkit.widgets.chrome import button
from party_card.frontends.window.toolkit.widgets.text_field import Field
from party_card.frontends.window.views.history_row import read, row

WIDTH = 640
DEPTH = Do("depth")
ALL, CHOICES = "All you have read", "Only your choices"
FIRST_WORDS = 64
"""How many characters of a passage are enough to know it again."""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it is shown, and what was read before it.

    `back` is how many steps must be taken back to stand before it again; `read` are the blocks of its page.
    """

    number: int
    when: str
    passage: str
    did: str
    later: int
    back: int
    where: str = ""
    read: tuple[Block, ...] = ()

    @property
    def does(self) -> Do:
        """What choosing it asks for."""
        return Do("back", str(self.back))

    @property
    def words(self) -> str:
        """All that was read and chosen, to be looked through."""
        read = ("".join(run.text for run in line) for block in self.read for line in lines_of(block))
        return " ".join((self.when, self.where, self.passage, *read, self.did)).casefold()

    @property
    def asks(self) -> str:
        """What is said before anything is taken back."""
        after = {0: "", 1: " and the one after it"}.get(self.later, f" and the {self.later} after it")
        return f"Go back here? This choice{after} will be taken back. Choose it once more to do so."


def decided(session: Sitting) -> tuple[Made, ...]:
    """The decisions of the walk that is open, oldest first, each with the page it was made on."""
    from party_card.frontends.transcript.markdown import stops  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    playthrough = session.playthrough
    pages = [stop.page for stop in stops(playthrough) if stop.taken is not None and stop.taken.id not in TURNS]
    made = session.decisions()
    return tuple(
        Made(
            number,
            page.when,
            _first_words(page),
            plain(decision.choice.did) or f"You chose: {plain(decision.choice.text)}",
            len(made) - number,
            len(playthrough.steps) - decision.step,
            page.where,
            tuple(block for block in page.blocks if any(lines_of(block))),
        )
        for number, (decision, page) in enumerate(zip(made, pages, strict=True), 1)
    )


def _first_words(page: Page) -> str:
    for block in page.blocks:
        for line in lines_of(block) if isinstance(block, Paragraph | Document) else ():
            if text := "".join(run.text for run in line).strip():
                return _short(text)
    return ""


def _short(text: str) -> str:
    if len(text) <= FIRST_WORDS:
        return text
    return f"{text[:FIRST_WORDS].rsplit(' ', 1)[0].rstrip(' ,;:.–—')} …"


class PathOverlay(Overlay):
    """All decisions, the newest last and in view; choosing one twice goes back to it.

    It has two depths: the choices alone, or all that was read between them.
    """

    title = "Your path"
    closing = ("p",)
    at_first = True

    def __init__(self, made: tuple[Made, ...], *, whole: bool = False) -> None:
        self.made, self.whole = made, whole
        self.asked: Do | None = None
        self.find = Field("find", "Find words", most=60, empty="Find words", role="note")
        self._column = Column()

    def sheet(self, press: Press) -> Sheet:
        """A panel somewhat wider than others, of which only what is near the view is set."""
        width = panels.inner_width(press, WIDTH)
        shown = self._found()
        parts, head = self._parts(press, width, shown), self._head(press, width, len(shown))
        boxes = self._column.boxes(press, width, parts)
        if self.find.text:  # while words are looked for, the panel stays as high as it was
            used = sum(box.h + press.px(12) for box in (*head, *boxes))
            boxes.append(Box(width, max(1, panels.highest(press) - used - press.px(90))))
        sheet = panels.panel(press, self.title, [*head, *boxes], width=WIDTH)

        def fill(top: int, bottom: int) -> Sheet | None:
            return self.sheet(press) if self._column.fill(sheet, parts, len(head), top, bottom) else None

        return replace(sheet, fill=fill)

    def _found(self) -> tuple[Made, ...]:
        """The decisions with the words that are looked for: in what was read before them, or in what was chosen."""
        wanted = self.find.text.casefold().split()
        if not wanted:
            return self.made
        return tuple(one for one in self.made if all(word in one.words for word in wanted))

    def _head(self, press: Press, width: int, found: int) -> list[Box]:
        if not self.made:
            return [press.say("You have not chosen anything yet.", width, "note", "soft")]
        count = "One choice" if len(self.made) == 1 else f"{len(self.made)} choices"
        told = f"Found at {found} of {count.lower()}." if self.find.text.strip() else f"{count} so far."
        said = press.say(f"{told} Choose one to go back to it.", width, "note", "soft", as_="status")
        return [self.find.box(press, width), said, button(press, CHOICES if self.whole else ALL, DEPTH, width)]

    def _parts(self, press: Press, width: int, found: tuple[Made, ...]) -> list[Part]:
        parts: list[Part] = []
        for one in found:
            shown = one
            if self.whole:
                parts += read(press, one, width)
                shown = replace(one, when="", passage="")
            asked = one.does == self.asked
            said = ". ".join(filter(None, (str(one.number), one.asks if asked else "", shown.when, shown.passage)))
            make = partial(row, press, shown, width, asked=asked, barred=self.whole)
            parts.append(Part((self.whole, one.number, asked), make, f"{said}. {one.did}", "account", one.does))
        return parts

    def hints(self) -> tuple[Hint, ...]:
        """As in any list."""
        depth = Hint("A", (CHOICES if self.whole else ALL).lower(), DEPTH, ("a",))
        find = Hint("F", "find words", self.find.does, ("f",))
        return (ENTER, LIST, depth, find, ESC) if self.made else (ESC,)

    def first(self) -> Do | None:
        """The newest."""
        return self.made[-1].does if self.made else None

    def action(self, action: Action, focus: Do | None) -> Next | None:
        """The other depth, at the same decision."""
        if action == Key("a") and self.made:
            return self._go_deeper(focus)
        if action == Key("f") and self.made:
            return Stay(again=True, look=self.find.does)
        return super().action(action, focus)

    def answer(self, does: Do) -> Next | None:
        """The first press asks, the second goes back."""
        if does == DEPTH:
            return self._go_deeper(does)
        if does == self.find.does:  # Enter: from the words to the first place where they are
            found = self._found()
            return Stay(again=True, look=found[0].does if found else does)
        if does.verb != "back" or does == self.asked:
            return super().answer(does)
        self.asked = does
        return Stay(again=True, look=does)

    def _go_deeper(self, focus: Do | None) -> Next:
        self.whole = not self.whole
        return Stay(again=True, look=focus or self.first())
