"""Your path: what was chosen so far, and the way back to any of it.

Law: nothing is taken back by one press. The first asks and says what is lost, the second on the same line goes back;
anything else leaves the walk as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from game.content.prose import plain
from game.frontends.window import panels
from game.frontends.window.boxes import Box, Do, Fill, Hint, Mark, Outline, Sheet, Target, joined
from game.frontends.window.desk import Next, Sitting, Stay
from game.frontends.window.hints import ENTER, LIST
from game.frontends.window.overlays import ESC, Overlay
from game.frontends.window.press import Press
from game.frontends.window.prose import stacked
from game.play.page import Document, Line, Page, Paragraph
from game.play.steps import TURNS

WIDTH = 640
FIRST_WORDS = 64
"""How many characters of a passage are enough to know it again."""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it is shown. `back` is how many steps must be taken back to stand before it again."""

    number: int
    when: str
    passage: str
    did: str
    later: int
    back: int

    @property
    def does(self) -> Do:
        """What choosing it asks for."""
        return Do("back", str(self.back))

    @property
    def asks(self) -> str:
        """What is said before anything is taken back."""
        after = {0: "", 1: " and the one after it"}.get(self.later, f" and the {self.later} after it")
        return f"Go back here? This choice{after} will be taken back. Choose it once more to do so."


def decided(session: Sitting) -> tuple[Made, ...]:
    """The decisions of the walk that is open, oldest first, each with the page it was made on."""
    from game.frontends.transcript import stops  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

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
        )
        for number, (decision, page) in enumerate(zip(made, pages, strict=True), 1)
    )


def _first_words(page: Page) -> str:
    for block in page.blocks:
        lines: tuple[Line, ...] = ()
        if isinstance(block, Paragraph):
            lines = (block.line,)
        elif isinstance(block, Document):
            lines = block.lines
        for line in lines:
            if text := "".join(run.text for run in line).strip():
                return _short(text)
    return ""


def _short(text: str) -> str:
    if len(text) <= FIRST_WORDS:
        return text
    return f"{text[:FIRST_WORDS].rsplit(' ', 1)[0].rstrip(' ,;:.–—')} …"


class PathOverlay(Overlay):
    """All decisions, the newest last and in view; choosing one twice goes back to it."""

    title = "Your path"
    closing = ("p",)
    at_first = True

    def __init__(self, made: tuple[Made, ...]) -> None:
        self.made = made
        self.asked: Do | None = None
        self._set: dict[tuple[Do, bool], Box] = {}  # of the last press: asking sets one row anew, not sixty
        self._by: tuple[Press, int] | None = None

    def sheet(self, press: Press) -> Sheet:
        """A panel somewhat wider than others."""
        return panels.panel(press, self.title, self.parts(press, panels.inner_width(press, WIDTH)), width=WIDTH)

    def parts(self, press: Press, width: int) -> list[Box]:
        """A line above, and a box a decision."""
        if not self.made:
            return [press.say("You have not chosen anything yet.", width, "note", "soft")]
        count = "One choice" if len(self.made) == 1 else f"{len(self.made)} choices"
        said = press.say(f"{count} so far. Choose one to go back to it.", width, "note", "soft")
        return [said, *(self._row(press, one, width) for one in self.made)]

    def _row(self, press: Press, one: Made, width: int) -> Box:
        if self._by != (press, width):
            self._by, self._set = (press, width), {}
        key = (one.does, one.does == self.asked)
        if key not in self._set:
            self._set[key] = row(press, one, width, asked=key[1])
        return self._set[key]

    def hints(self) -> tuple[Hint, ...]:
        """As in any list."""
        return (ENTER, LIST, ESC) if self.made else (ESC,)

    def first(self) -> Do | None:
        """The newest."""
        return self.made[-1].does if self.made else None

    def answer(self, does: Do) -> Next | None:
        """The first press asks, the second goes back."""
        if does.verb != "back" or does == self.asked:
            return super().answer(does)
        self.asked = does
        return Stay(again=True, look=does)


def row(press: Press, one: Made, width: int, *, asked: bool) -> Box:
    """A decision: its number and date, how the passage began, what was chosen; above all that the question."""
    pad, indent = press.px(9), press.px(48)
    column = width - indent - pad
    parts = [press.say(one.asks, column, "note", bold=True)] if asked else []
    if one.when:
        parts.append(press.say(one.when, column, "meta", "soft"))
    if one.passage and not (asked and press.down <= 360):  # in a small window the question needs its room
        parts.append(press.say(one.passage, column, "note", "soft", italic=True))
    parts.append(press.say(one.did, column, "account"))
    body = stacked(parts, press.px(3), column)
    height = body.h + 2 * pad
    rect = Rect(0, 0, width, height)
    figure = press.say(str(one.number), indent, "number", "accent", bold=True)
    inner = joined([figure.at(press.px(16), pad), body.at(indent, pad)], width, height).marks
    bar = Fill(Rect(0, 0, press.px(8), height), "red")
    rule = Fill(Rect(0, height - press.px(1), width, press.px(1)), "rule")
    frame = Outline(rect, "ink", press.px(2))
    hot: tuple[Mark, ...] = (Fill(rect, "sand"), *((frame, bar) if asked else (rule,)), *inner)
    name = f"{one.number}. {body.name}"
    # Large letters in a small window make a row higher than the panel: then the focus shows its beginning.
    shown = Rect(0, 0, width, min(height, panels.highest(press) - press.px(32)))
    targets = (Target(one.does, (shown,), "button", name), Target(one.does, (rect,), "button", name, focus=False))
    return Box(width, height, hot if asked else (*inner, rule), targets, hot, role="button", name=name)
