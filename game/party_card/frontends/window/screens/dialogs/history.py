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
from party_card.frontends.window.navigation import Next, Refresh, Sitting
from party_card.frontends.window.screens.dialogs.base import ESC, Dialog
from party_card.frontends.window.toolkit.key_hints import ENTER, LIST
from party_card.frontends.window.toolkit.primitives import Box, Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.virtual_list import ListItem, VirtualList
from party_card.frontends.window.toolkit.widgets import panels
from party_card.frontends.window.toolkit.widgets.chrome import button
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.frontends.window.views.history_row import decision_row, passage_items

WIDTH = 640
DEPTH = Command("depth")
ALL, CHOICES = "All you have read", "Only your choices"
FIRST_WORDS = 64
"""How many characters of a passage are enough to know it again."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A decision as it is shown, and what was read before it.

    `back` is how many steps must be taken back to stand before it again; `read` are the blocks of its page.
    """

    index: int
    date: str
    excerpt: str
    outcome_text: str
    later_count: int
    steps_back: int
    place: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def command(self) -> Command:
        """What choosing it asks for."""
        return Command("back", str(self.steps_back))

    @property
    def search_text(self) -> str:
        """All that was read and chosen, to be looked through."""
        read = ("".join(run.text for run in line) for block in self.blocks for line in lines_of(block))
        return " ".join((self.date, self.place, self.excerpt, *read, self.outcome_text)).casefold()

    @property
    def confirm_text(self) -> str:
        """What is said before anything is taken back."""
        after = {0: "", 1: " and the one after it"}.get(self.later_count, f" and the {self.later_count} after it")
        return f"Go back here? This choice{after} will be taken back. Choose it once more to do so."


def history_entries(session: Sitting) -> tuple[HistoryEntry, ...]:
    """The decisions of the walk that is open, oldest first, each with the page it was made on."""
    from party_card.frontends.transcript.markdown import replay_pages  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    playthrough = session.playthrough
    pages = [stop.page for stop in replay_pages(playthrough) if stop.taken is not None and stop.taken.id not in TURNS]
    made = session.decisions()
    return tuple(
        HistoryEntry(
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


class HistoryDialog(Dialog):
    """All decisions, the newest last and in view; choosing one twice goes back to it.

    It has two depths: the choices alone, or all that was read between them.
    """

    title = "Your path"
    closing = ("p",)
    focus_on_open = True

    def __init__(self, made: tuple[HistoryEntry, ...], *, whole: bool = False) -> None:
        self.made, self.whole = made, whole
        self.asked: Command | None = None
        self.find = TextField("find", "Find words", most=60, empty="Find words", role="note")
        self._column = VirtualList()

    def layout(self, style: TextStyle) -> ScreenLayout:
        """A panel somewhat wider than others, of which only what is near the view is set."""
        width = panels.inner_width(style, WIDTH)
        shown = self._found()
        parts, head = self._parts(style, width, shown), self._head(style, width, len(shown))
        boxes = self._column.layout(style, width, parts)
        if self.find.text:  # while words are looked for, the panel stays as high as it was
            used = sum(box.h + style.px(12) for box in (*head, *boxes))
            boxes.append(Box(width, max(1, panels.max_content_height(style) - used - style.px(90))))
        sheet = panels.dialog(style, self.title, [*head, *boxes], width=WIDTH)

        def fill(top: int, bottom: int) -> ScreenLayout | None:
            return self.layout(style) if self._column.materialize(sheet, parts, len(head), top, bottom) else None

        return replace(sheet, fill=fill)

    def _found(self) -> tuple[HistoryEntry, ...]:
        """The decisions with the words that are looked for: in what was read before them, or in what was chosen."""
        wanted = self.find.text.casefold().split()
        if not wanted:
            return self.made
        return tuple(one for one in self.made if all(word in one.search_text for word in wanted))

    def _head(self, style: TextStyle, width: int, found: int) -> list[Box]:
        if not self.made:
            return [style.label("You have not chosen anything yet.", width, "note", "soft")]
        count = "One choice" if len(self.made) == 1 else f"{len(self.made)} choices"
        told = f"Found at {found} of {count.lower()}." if self.find.text.strip() else f"{count} so far."
        said = style.label(f"{told} Choose one to go back to it.", width, "note", "soft", as_="status")
        return [self.find.layout(style, width), said, button(style, CHOICES if self.whole else ALL, DEPTH, width)]

    def _parts(self, style: TextStyle, width: int, found: tuple[HistoryEntry, ...]) -> list[ListItem]:
        parts: list[ListItem] = []
        for one in found:
            shown = one
            if self.whole:
                parts += passage_items(style, one, width)
                shown = replace(one, date="", place="")
            asked = one.command == self.asked
            said = ". ".join(
                filter(None, (str(one.index), one.confirm_text if asked else "", shown.date, shown.excerpt))
            )
            make = partial(decision_row, style, shown, width, asked=asked, barred=self.whole)
            parts.append(
                ListItem((self.whole, one.index, asked), make, f"{said}. {one.outcome_text}", "account", one.command)
            )
        return parts

    def key_hints(self) -> tuple[KeyHint, ...]:
        """As in any list."""
        depth = KeyHint("A", (CHOICES if self.whole else ALL).lower(), DEPTH, ("a",))
        find = KeyHint("F", "find words", self.find.command, ("f",))
        return (ENTER, LIST, depth, find, ESC) if self.made else (ESC,)

    def initial_focus(self) -> Command | None:
        """The newest."""
        return self.made[-1].command if self.made else None

    def handle_input(self, action: Action, focus: Command | None) -> Next | None:
        """The other depth, at the same decision."""
        if action == Key("a") and self.made:
            return self._go_deeper(focus)
        if action == Key("f") and self.made:
            return Refresh(again=True, look=self.find.command)
        return super().handle_input(action, focus)

    def handle_command(self, command: Command) -> Next | None:
        """The first press asks, the second goes back."""
        if command == DEPTH:
            return self._go_deeper(command)
        if command == self.find.command:  # Enter: from the words to the first place where they are
            found = self._found()
            return Refresh(again=True, look=found[0].command if found else command)
        if command.verb != "back" or command == self.asked:
            return super().handle_command(command)
        self.asked = command
        return Refresh(again=True, look=command)

    def _go_deeper(self, focus: Command | None) -> Next:
        self.whole = not self.whole
        return Refresh(again=True, look=focus or self.initial_focus())
