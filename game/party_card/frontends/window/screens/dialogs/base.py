"""What lies over a page: notes, people and words, summary, menu, keys, messages.

Law: an overlay closes with Escape and leaves the page below as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.engine.page import ContentNote, Note, Page, Paragraph
from party_card.frontends.window.input.events import Action, Arrow, Cancel, Key
from party_card.frontends.window.navigation import Next, Pop, Refresh, Sitting
from party_card.frontends.window.toolkit.icons import GRADE_MEANINGS, GRADE_WORDS, grade_icon
from party_card.frontends.window.toolkit.primitives import Box, Command, KeyHint, ScreenLayout, translate_all
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets import panels
from party_card.frontends.window.toolkit.widgets.panels import MenuItem
from party_card.frontends.window.views import note_card, text_blocks

if TYPE_CHECKING:
    from party_card.engine.fact_usage import Uses

ESC = KeyHint("Esc", "close", Command("close"), ("escape",))


class Dialog:
    """Common to all: closes with Escape, and its own keys close what they opened."""

    is_modal = True
    focus_on_open = False
    title = ""
    closing: tuple[str, ...] = ()

    def layout(self, style: TextStyle) -> ScreenLayout:
        """The panel."""
        return panels.dialog(style, self.title, self.parts(style, panels.inner_width(style)))

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """What the panel holds."""
        raise NotImplementedError

    def initial_focus(self) -> Command | None:
        """Nothing has the focus, so that the first page of the panel is what is seen."""
        return None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the panel."""
        return (ESC,)

    def handle_command(self, command: Command) -> Next | None:
        """Closes; hands everything else down."""
        return Pop() if command.verb == "close" else Pop(command)

    def handle_input(self, action: Action, focus: Command | None) -> Next | None:  # noqa: ARG002  # others need the focus
        """Escape, and the keys that opened it."""
        if isinstance(action, Cancel) or (isinstance(action, Key) and action.name in self.closing):
            return Pop()
        return None


class NoteOverlay(Dialog):
    """One note; left and right go to the others."""

    closing = ("n",)

    def __init__(self, page: Page, number: int, session: Sitting | None = None) -> None:
        self.page, self.notes, self._sitting = page, page.notes, session
        self.at = next((i for i, n in enumerate(self.notes) if n.number == number), 0)
        self._more: tuple[int, Uses | None, tuple[str, ...]] | None = None  # asked once a note, not once a layout

    def _ask(self, shown: Note) -> tuple[Uses | None, tuple[str, ...]]:
        if self._sitting is None:
            return None, ()
        return self._sitting.fact_usage(shown.fact), note_card.cited_on_pages(self._sitting, shown, self.page)

    @property
    def title(self) -> str:  # type: ignore[override]  # a class of one title elsewhere, here it counts
        """Which note it is."""
        return f"Note {self.notes[self.at].number} of {len(self.notes)}"

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """The whole note."""
        shown = self.notes[self.at]
        if self._more is None or self._more[0] != self.at:
            self._more = (self.at, *self._ask(shown))
        made = note_card.note_card(style, shown, self._more[1], self._more[2], width)
        if len(self.notes) > 1:
            made.append(style.label("← and → go to the other notes.", width, "meta", "soft"))
        return made

    def handle_input(self, action: Action, focus: Command | None) -> Next | None:
        """Left and right."""
        if isinstance(action, Arrow) and action.x:
            self.at = (self.at + action.x) % len(self.notes)
            return Refresh(again=True, top=True)
        return super().handle_input(action, focus)

    def handle_command(self, command: Command) -> Next | None:
        """A number inside a note goes there."""
        if command.verb == "note":
            self.at = next((i for i, n in enumerate(self.notes) if str(n.number) == command.argument), self.at)
            return Refresh(again=True, top=True)
        return super().handle_command(command)


class GlossaryDialog(Dialog):
    """The people and words of a page; opened at one of them, that one comes first."""

    title = "Who’s who, and words"
    closing = ("w",)

    def __init__(self, page: Page, wanted: str = "") -> None:
        self.entries = sorted(page.entries, key=lambda e: (e.id != wanted, e.kind != "person"))

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """All entries."""
        return [text_blocks.entry(style, item, width) for item in self.entries]


class SummaryOverlay(Dialog):
    """The summary for those who skip the scene."""

    title = "The scene in summary"

    def __init__(self, page: Page) -> None:
        self.lines = [line for b in page.blocks if isinstance(b, ContentNote) for line in b.summary]

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """The summary, and where to go from it."""
        made = [text_blocks.paragraph(style, Paragraph(line), width) for line in self.lines]
        return [*made, panels.menu_item(style, MenuItem("Choose another episode", Command("episodes")), width)]


class MenuOverlay(Dialog):
    """The menu of Escape."""

    title = "Menu"

    def __init__(self, page: Page | None) -> None:
        self.page = page

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """What can be done from anywhere."""
        rows = [MenuItem("Go on reading", Command("close"))] if self.page else []
        if self.page and self.page.kind != "briefing":
            rows += [
                MenuItem("Your path", Command("path"), "Your choices, and the way back to each"),
                MenuItem("Save the transcript", Command("transcript")),
                MenuItem("Begin this scene again", Command("restart"), "What you have played so far is kept."),
            ]
        rows += [
            MenuItem("Episodes", Command("episodes")),
            MenuItem("Settings", Command("settings"), "Text size, colours, typeface"),
            MenuItem("Keys", Command("help")),
        ]
        rows += [MenuItem("Title page", Command("title"))] if self.page else []
        rows.append(MenuItem("Leave", Command("leave"), "Your place is kept."))
        return [panels.menu_item(style, row, width) for row in rows]

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Without a close button: "Go on reading" is the first line."""
        width = panels.inner_width(style, 420)
        return panels.dialog(style, self.title, self.parts(style, width), back="", width=420)

    def initial_focus(self) -> Command | None:
        """The first line."""
        return Command("close") if self.page else Command("episodes")


class HelpOverlay(Dialog):
    """All keys, and the signs of the grades."""

    title = "Keys and signs"
    closing = ("f1", "?")
    rows = (
        ("1 – 9", "take a choice"),
        ("Tab", "to what can be done next as one reads: links, notes, choices, fields; with Shift, back"),
        ("↑ ↓", "through the choices alone, or a few lines on"),
        ("Enter", "do what is marked; read on"),
        ("Space", "read on"),
        ("PgUp PgDn", "a page up or down; Home and End to the ends"),
        ("N", "open the notes; ← → from one to the next"),
        ("W", "who’s who, and words: all that are dotted on the page"),
        ("F", "the figures of the record as tables"),
        ("B", "back one choice"),
        ("P", "your path, and the way back; there, A shows all that you have read, F finds words"),
        ("T", "save the transcript for handing in, once the record is open"),
        ("C", "among the episodes: the next of the campaign; R the winter in the record; O other scenes"),
        ("S", "settings: letters, page, choosing, sound and speech"),
        ("Ctrl + –", "larger or smaller text; Ctrl 0 as at first"),
        ("Alt N", "Alt with a letter or digit: the same, also where single keys are off"),
        ("F11", "the whole screen, or a window"),
        ("Esc", "close, or the menu; in a field, stop writing"),
    )
    pad = (
        ("A", "do what is marked; read on"),
        ("B", "close, or the menu; Start too"),
        ("↑ ↓ ← →", "the cross or the left stick, as the arrows"),
        ("LB RB", "a page up or down"),
        ("X  Y", "notes; who’s who"),
        ("Back", "these keys"),
    )

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """Three tables."""
        made = [panels.key_table(style, self.rows, width), style.label("With a game pad", width, "heading")]
        made += [panels.key_table(style, self.pad, width), style.label("How sure the source is", width, "heading")]
        for grade, meaning in GRADE_MEANINGS.items():
            left = style.px(28)
            words = style.label(f"{GRADE_WORDS[grade].capitalize()}. {meaning}", width - left, "note")
            marks = grade_icon(grade, style.px(9), style.line_height("note") / 2, style.px(6), "accent")
            made.append(Box(width, words.h, (*marks, *translate_all(words.marks, left, 0)), name=words.name))
        return made


class MessageOverlay(Dialog):
    """Something that went wrong, in words; nothing is lost."""

    title = "A word before you go on"

    def __init__(self, text: str) -> None:
        self.text = text

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """The words."""
        return [style.label(self.text, width, "prose")]

    def initial_focus(self) -> Command | None:
        """The button."""
        return panels.BACK
