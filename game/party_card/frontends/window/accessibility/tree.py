"""What screen readers are told: the open screen as a tree of names, roles, places and actions, through AccessKit.

Law: the tree is plain data, made on the main thread from the same boxes that are painted. Screen readers act by the
same actions as keyboard and mouse, and in the same loop. Nothing here runs before a screen reader has asked.

AccessKit's threads hold its lock while they wait for Python, and its calls hold Python while they wait for the lock. So
they are given nothing to compute (an empty window at first), and no call is made until they have long finished with it.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import pygame
from pygame import Rect
from pygame.event import Event

from party_card.frontends.window.accessibility import text_runs
from party_card.frontends.window.input.events import Confirm, PointerDown
from party_card.frontends.window.screens.pages import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.focus import FocusTarget, targets_of_box
from party_card.frontends.window.toolkit.primitives import Box, TextRun
from party_card.frontends.window.toolkit.viewport import ScrollView

NAME = "Party Card"
SETTLED = 0.2
"""Seconds between AccessKit's first question and our first call: its answer takes microseconds."""
SPOKEN = 2.0
"""Seconds after which an announcement is taken away again, so that nobody meets the same words twice in the tree."""
ASKED = pygame.event.custom_type()
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class AccessNode:
    """Something that is read or acted on. `role` is AccessKit's; `about` is said after the name."""

    key: Key
    role: str
    name: str = ""
    about: str = ""
    rect: Rect | None = None
    place: FocusTarget | None = None
    parts: tuple[AccessNode, ...] = ()
    level: int = 0

    def all(self) -> Iterator[AccessNode]:
        """Itself and everything in it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.all()


# ---------------------------------------------------------------------------------------------------- boxes to nodes

_ROLES = {"text": "PARAGRAPH", "note": "NOTE", "status": "GROUP", "group": "PARAGRAPH"}
_PLACES = {"field": "TEXT_INPUT"}


def build_access_tree(navigator: Navigator) -> AccessNode:
    """The uppermost screen; what lies below a panel cannot be acted on, so it is not read either."""
    view = navigator.view
    sheet = view.layout
    own: dict[int, list[FocusTarget]] = {}
    for place in view.targets:
        own.setdefault(id(place.box), []).append(place)
    first = [box for box in sheet.fixed if box.role in ("image", "heading")]
    last = [box for box in sheet.fixed if box.role not in ("image", "heading")]
    name = next((box.name for box in (*sheet.fixed, *sheet.boxes) if box.role == "heading"), NAME)
    if isinstance(navigator.screen, TitleScreen):
        name = NAME
    elif sheet.panel:
        first = []  # its heading is the name of the panel
    parts: list[AccessNode] = []
    for where, boxes in (("top", first), ("sheet", sheet.boxes), ("end", last)):
        for n, box in enumerate(boxes):
            parts += _of(box, own.get(id(box), []), view, (where, n))
    foot = view.footer()
    parts += _of(foot, targets_of_box(foot, scrolls=False), view, ("foot",))
    whole = Rect(0, 0, *navigator.size)
    area = sheet.area if sheet.panel else whole
    shown = AccessNode(("screen",), "DIALOG" if sheet.panel else "DOCUMENT", name, rect=area, parts=tuple(parts))
    return AccessNode(("window",), "WINDOW", NAME, rect=whole, parts=(shown,))


def _of(box: Box, places: list[FocusTarget], view: ScrollView, key: Key) -> list[AccessNode]:
    """A box: a button, something to read, or both."""
    scrolls = key[0] == "sheet"
    rect = _in_window(box.rect, view) if scrolls else box.rect
    named = box.role in ("heading", "button")  # the names of others are made of all their words
    about = _beyond(box, [box.name, *(p.target.name for p in places)]) if named else ""
    made = []
    for n, place in enumerate(places):
        role = _PLACES.get(place.target.role) or place.target.role.upper()
        if place.target.field is not None and place.target.field.lines > 1:
            role = "MULTILINE_TEXT_INPUT"
        spot = _in_window(place.rects[0], view) if place.scrolls else place.rects[0]
        spoken = about if role == "BUTTON" and box.role == "button" and n == 0 else ""
        target: Key = (*key, n) if key[0] == "foot" else ("place", *place.key)
        made.append(AccessNode(target, role, place.target.name, spoken, spot, place))
    if box.role == "button" and made:
        return made
    if not box.name.strip() and not made:
        return []
    level = 0
    match box.role:
        case "image" | "heading":
            role, level = box.role.upper(), (0 if box.role == "image" else 2 if scrolls else 1)
        case _:
            role = _ROLES.get(box.role, "PARAGRAPH")
    if not made:
        return [AccessNode(key, role, box.name, about, rect, level=level)]
    if key[0] == "foot":
        return [AccessNode(key, role, "Keys", view.layout.status, rect, parts=tuple(made))]
    return [AccessNode(key, role, "", about, rect, parts=tuple(_in_line(box, made, key)), level=level)]


def _in_window(rect: Rect, view: ScrollView) -> Rect:
    return rect.move(view.layout.area.x, view.layout.area.y - view.scroll)


def _beyond(box: Box, names: list[str]) -> str:
    """The words that stand in a box and are not in its names: dates, remarks, how far one has come."""
    words = [mark.text.strip() for mark in box.marks if isinstance(mark, TextRun) and mark.text.strip()]
    for name in names:
        wanted = "".join(name.casefold().split())
        ends = list(accumulate(len("".join(word.split())) for word in words))
        at = "".join("".join(words).casefold().split()).find(wanted) if wanted else -1
        if at >= 0:
            words = [w for w, end in zip(words, ends, strict=True) if not at < end <= at + len(wanted)]
    return " ".join(w for w in words if not any(name.startswith(f"{w}.") for name in names))


def _in_line(box: Box, links: list[AccessNode], key: Key) -> Iterator[AccessNode]:
    """Text with its links where they stand: the figure of a note, or the linked words, give way to the link."""
    text, at = box.name, 0
    for n, link in enumerate(links):
        does = link.place.target.command if link.place else None
        marks: tuple[str, ...] = (rf"(?<!\w){re.escape(link.name)}(?!\w)",)
        if does and does.verb == "note":
            marks = (
                rf"(?<=[^\s\d–-]){does.argument}(?!\d)|(?<=\u2009){does.argument}(?!\d)",
                rf"(?<!\S){does.argument}(?= )",
            )
        found = next(filter(None, (re.compile(mark).search(text, at) for mark in marks)), None)
        if found:
            before, at = text[at : found.start()].strip(), found.end()
            if any(char.isalnum() for char in before):
                yield AccessNode((*key, "text", n), "LABEL", before)
        yield link
    if text[at:].strip():
        yield AccessNode((*key, "text"), "LABEL", text[at:].strip())


def announceable_text(root: AccessNode) -> list[str]:
    """What is read out when it is new: text and choices, not the rest of the buttons nor the keys."""
    out = []
    for node in root.parts[0].parts:
        if node.key[0] == "foot" or node.role in ("IMAGE", "SLIDER"):
            continue
        if node.role == "BUTTON":
            if node.place is not None and node.place.target.command.verb == "choose":
                out.append(" ".join(filter(None, (node.name, node.about))))
            continue
        if node.role == "HEADING" and node.name == root.parts[0].name:
            out.append(node.about)  # the name is said with the focus
            continue
        text = node.name or " ".join(part.name for part in node.parts if _is_text(part))
        out.append(". ".join(filter(None, (text, node.about))))
    return [text for text in out if text.strip()]


def _is_text(part: AccessNode) -> bool:
    """Text, or a link that stands for words of the text."""
    return part.role == "LABEL" or (part.place is not None and part.place.target.command.verb == "entry")


class Announcer:
    """Remembers what has been read out, so that everything is read out once, and again only when it comes again."""

    def __init__(self) -> None:
        self.text = ""
        self.serial = 0
        self.since = 0.0
        self.generation = 0
        self._of: list[object] = []
        self._page: frozenset[str] = frozenset()
        self._panel: frozenset[str] = frozenset()

    def update(self, navigator: Navigator, root: AccessNode) -> None:
        """See what is new."""
        heard = (
            announceable_text(root) if navigator.view.layout.fill is None else []
        )  # nobody wants a whole evening read out
        panel = navigator.view.layout.panel
        now: list[object] = [navigator.screen, getattr(navigator.screen, "page", None)]
        another = not panel and [id(one) for one in now] != [id(one) for one in self._of]
        before = self._panel if panel else self._page
        new = [text for text in heard if text not in before]
        if another:  # also what it has in common with the last one
            self._of = now
            self.generation += 1
            new = heard
        if panel:
            self._panel = frozenset(heard)
        else:
            self._page, self._panel = frozenset(heard), frozenset()
        if new:
            self.text, self.serial, self.since = "\n".join(new), self.serial + 1, time.monotonic()

    def expire(self) -> bool:
        """Whether an announcement has stood long enough; it is gone then."""
        if self.text and time.monotonic() - self.since > SPOKEN:
            self.text = ""
            return True
        return False


# ------------------------------------------------------------------------------------------------------- actions


def perform_action(navigator: Navigator, place: FocusTarget, click: bool, text: str | None = None) -> None:
    """What a screen reader asks for, as the keyboard would do it, or the mouse where the keyboard has another way."""
    view = navigator.view
    if text is not None:
        navigator.set_text(place, text)
    elif place.target.focus:
        view.focus_and_reveal(*place.key)
        if click and place.target.field is None:
            navigator.dispatch(Confirm())
    elif click:
        at = view.focused
        view.focus_and_reveal(*place.key)
        view.focused = at
        rect = _in_window(place.rects[0], view) if place.scrolls else place.rects[0]
        navigator.dispatch(PointerDown(*rect.center))


# ------------------------------------------------------------------------------------------------------- AccessKit


def _screen_reader() -> bool:
    """Whether one runs, where that can be known. Elsewhere AccessKit listens, at no cost worth saving."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # nothing else needs it

        runs = ctypes.c_int(0)
        ctypes.windll.user32.SystemParametersInfoW(0x46, 0, ctypes.byref(runs), 0)  # SPI_GETSCREENREADER
        return bool(runs.value)
    return sys.platform != "darwin"


def is_enabled() -> bool:
    """PARTY_CARD_ACCESS=0 and =1 decide; else the system does."""
    asked = os.environ.get("PARTY_CARD_ACCESS", "")
    return asked != "0" and (asked == "1" or _screen_reader())


BOUND = sys.platform in ("win32", "darwin")
"""Whether the adapter belongs to a window and must be there before it is shown."""


class AccessKitBridge:
    """The window's side of AccessKit. Does nothing where the package is missing, unwanted, or cannot work."""

    def __init__(self) -> None:
        self._kit: Any = None
        self._adapter: Any = None
        self._since: float | None = None
        self._greeted: float | None = None
        self._changed = True
        self._told = Announcer()
        self._ids: dict[Key, int] = {}
        self._next = 1
        self._places: dict[int, FocusTarget] = {}
        self.update_count = 0

    def open(self, window: pygame.Window) -> None:
        """Begin to listen. On X11 and Wayland this comes after the first frame, so that it delays nothing."""
        try:
            import accesskit  # noqa: PLC0415  # 7 ms, and not everywhere
        except ImportError:
            return
        self._kit = accesskit
        try:
            if sys.platform == "win32":
                self._adapter = accesskit.windows.SubclassingAdapter(window.handle, self._first, self._post)
            elif sys.platform == "darwin":
                accesskit.macos.add_focus_forwarder_to_window_class("SDLWindow")
                self._adapter = accesskit.macos.SubclassingAdapter.for_window(window.handle, self._first, self._post)
            else:
                self._adapter = accesskit.unix.Adapter(self._first, self._post, self._gone)
        except (AttributeError, OSError, RuntimeError, TypeError, ValueError):
            self._adapter = None

    # These three run in threads of AccessKit's.

    def _first(self) -> Any:
        kit = self._kit
        root = kit.Node(kit.Role.WINDOW)
        root.set_label(NAME)
        update = kit.TreeUpdate(0)
        update.tree = self._tree()
        update.nodes.append((0, root))
        self._since = time.monotonic()
        return update

    def _post(self, request: Any) -> None:
        click, focus, write = self._kit.Action.CLICK, self._kit.Action.FOCUS, self._kit.Action.SET_VALUE
        if request.action == write and request.data is not None and isinstance(request.data[1], str):
            pygame.event.post(Event(ASKED, target=request.target, click=False, text=request.data[1]))
        elif request.action in (click, focus):
            pygame.event.post(Event(ASKED, target=request.target, click=request.action == click))

    def _gone(self) -> None:
        self._since = None

    # These run in the loop of the window.

    def handle_event(self, event: Event, navigator: Navigator) -> bool:
        """Answer an event, if it is for here alone."""
        if event.type == ASKED:
            place = self._places.get(event.target)
            if place is not None:
                perform_action(navigator, place, event.click, getattr(event, "text", None))
            return True
        if event.type in (pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST, pygame.WINDOWMOVED):
            self._changed = True
        return False

    def invalidate(self) -> None:
        """Something visible changed."""
        self._changed = True

    def update(self, navigator: Navigator, window: pygame.Window) -> None:
        """Tell what changed, once a frame, if anyone listens."""
        since = self._since
        if since is None or time.monotonic() - since < SETTLED:
            return
        if since != self._greeted:  # someone new: everything from the beginning
            self._greeted, self._changed, self._told = since, True, Announcer()
        if not self._changed and not self._told.expire():
            return
        self._changed = False
        root = build_access_tree(navigator)
        self._told.update(navigator, root)
        update = self._update(navigator, root)
        if sys.platform == "darwin":
            self._raise(self._adapter.update_view_focus_state(window.focused))
        elif sys.platform != "win32":
            rect = self._kit.Rect
            x, y = (at * navigator.scale for at in window.position)
            inside = rect(x, y, x + navigator.size[0], y + navigator.size[1])
            self._adapter.set_root_window_bounds(inside, inside)
            self._adapter.update_window_focus_state(window.focused)
        self._raise(self._adapter.update_if_active(lambda: update))
        self.update_count += 1

    def close(self) -> None:
        """Stop listening."""
        self._adapter = self._since = None

    @staticmethod
    def _raise(events: Any) -> None:
        if events is not None:
            events.raise_events()

    def _tree(self) -> Any:
        made = self._kit.Tree(0)
        made.toolkit_name, made.toolkit_version = "pygame-ce", pygame.version.ver
        if hasattr(made, "app_name"):  # AccessKit before 0.7 needs it; now the root's label is enough
            made.app_name = NAME
        return made

    def _id(self, node: AccessNode, panel: bool) -> int:
        """The same thing has the same number from update to update, another page's things have others."""
        if node.role == "WINDOW":
            return 0
        key = (panel, self._told.generation, *node.key)
        if key not in self._ids:
            self._ids[key] = self._next
            self._next += 1
        return self._ids[key]

    def _update(self, navigator: Navigator, root: AccessNode) -> Any:
        """All nodes as AccessKit wants them."""
        kit, told, panel = self._kit, self._told, navigator.view.layout.panel
        self._ids = {key: n for key, n in self._ids.items() if key[1] == told.generation}
        self._places.clear()
        if told.text:
            live = AccessNode(("live", told.serial), "STATUS", told.text)
            root = replace(root, parts=(*root.parts, live))
        focus = self._id(root.parts[0], panel)
        update = kit.TreeUpdate(focus)
        update.tree = self._tree()
        for node in root.all():
            number = self._id(node, panel)
            made = kit.Node(getattr(kit.Role, node.role))
            if node.role == "LABEL":
                made.set_value(node.name)
            elif node.name:
                made.set_label(node.name)
            if node.about:
                made.set_description(node.about)
            if node.level:
                made.set_level(node.level)
            if node.rect is not None:
                r = node.rect
                made.set_bounds(kit.Rect(r.left, r.top, r.right, r.bottom))
            if node.key[0] == "live":
                made.set_live(kit.Live.POLITE)
            if node.role == "DIALOG":
                made.set_modal()
            if node.place is not None:
                self._places[number] = node.place
                made.add_action(kit.Action.CLICK)
                if node.place.target.focus:
                    made.add_action(kit.Action.FOCUS)
                    if node.place.key == navigator.view.focused and node.key[0] == "place":
                        update.focus = number
            runs = self._written(node, panel, made)
            made.set_children([*(run for run, _ in runs), *(self._id(part, panel) for part in node.parts)])
            update.nodes += [(number, made), *runs]
        return update

    def _written(self, node: AccessNode, panel: bool, made: Any) -> list[tuple[int, Any]]:
        """What a field holds, line by line, so that it can be read letter by letter while it is written."""
        field = node.place.target.field if node.place is not None else None
        if field is None:
            return []
        kit, lines = self._kit, text_runs.runs(field)
        made.add_action(kit.Action.SET_VALUE)
        made.set_value(field.text)
        out = []
        for n, line in enumerate(lines):
            run = kit.Node(kit.Role.TEXT_RUN)
            run.set_value(line.text)
            run.set_character_lengths(line.letters)
            run.set_word_lengths(line.words)
            run.set_text_direction(kit.TextDirection.LEFT_TO_RIGHT)
            out.append((self._id(AccessNode((*node.key, "run", n), "TEXT_RUN"), panel), run))
        ends = []
        for index in (field.draft.anchor, field.draft.caret):
            n, at = text_runs.place(lines, index)
            ends.append(kit.TextPosition(out[n][0], at))
        made.set_text_selection(kit.TextSelection(*ends))
        return out
