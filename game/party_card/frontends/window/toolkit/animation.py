"""Motion that helps: the page turns, the record is stamped, the focus glides.

Law: motion shows what has already happened. The final picture is drawn first and input never waits: the next key shows
it at once. Without a `Motion` a stage shows final pictures only, and after the last frame nothing more is drawn.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pygame
from pygame import Rect, Surface

from party_card.frontends.window.toolkit.theme import RGB
from party_card.storage.settings import Motion as Wish

if TYPE_CHECKING:
    import subprocess

TURN, STAMP, GLIDE = 0.18, 0.2, 0.09
"""How long each takes, in seconds."""
EDGE = 10
"""Width of the red edge of a page that turns, in units."""


class Animator:
    """What is moving on a stage. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.running = False
        self._clock = clock
        self._system: ReducedMotionQuery | None = None
        self._since = 0.0
        self._turning = 0
        self._stamp: Rect | None = None
        self._old: Surface | None = None
        self._page: Surface | None = None
        self._new: Surface | None = None
        self._focus: tuple[object, Rect] | None = None
        self._glide: tuple[Rect, Rect] | None = None

    def is_enabled(self, wish: Wish) -> bool:
        """Whether anything may move, by a reader's setting and, where that leaves it to the system, by the system's."""
        if wish == "system":
            self._system = self._system or ReducedMotionQuery()
            return not self._system.reduced
        return wish == "on"

    def start_page_turn(self, back: bool = False) -> None:
        """Another page is about to be drawn over the present one."""
        self.finish()
        self._turning = -1 if back else 1

    def finish(self) -> None:
        """Whatever moves is where it was going."""
        self.running, self._turning, self._stamp, self._glide = False, 0, None, None
        self._old = self._page = self._new = None

    # ------------------------------------------------------------------------------------------------------ the page

    def draw(self, surface: Surface, paint: Callable[[], None], stamp: Rect | None, edge: int, red: RGB) -> bool:
        """Draw a frame of a page that turns; False where none does. `paint` draws the final picture."""
        now = self._clock()
        if self._turning and not self.running:
            self._old = surface.copy()
            paint()
            self._new, self._stamp = surface.copy(), stamp
            if stamp is not None and stamp.w:  # the page comes without its heading, which is stamped on it then
                surface.fill(surface.get_at(stamp.topleft), stamp)
            self._page = surface.copy()
            self._since, self.running = now, True
        elif self._new is None or self._old is None or self._page is None:
            return False
        gone = now - self._since
        if gone < TURN:
            self._wipe(surface, self._old, self._page, 1 - (1 - gone / TURN) ** 3, edge, red)
        elif self._stamp is not None and self._stamp.w and gone < TURN + STAMP:
            surface.blit(self._page, (0, 0))
            self._press(surface, self._new, self._stamp, (gone - TURN) / STAMP)
        else:
            surface.blit(self._new, (0, 0))
            self.finish()
        return True

    def _wipe(self, surface: Surface, old: Surface, new: Surface, share: float, edge: int, red: RGB) -> None:
        """The new page comes over the old one behind a red edge; from the other side when going back."""
        w, h = surface.get_size()
        surface.blit(old, (0, 0))
        if self._turning > 0:
            x = round(w * (1 - share))
            surface.blit(new, (x, 0), Rect(x, 0, w - x, h))
            surface.fill(red, Rect(x - edge, 0, edge, h))
        else:
            x = round(w * share)
            surface.blit(new, (0, 0), Rect(0, 0, x, h))
            surface.fill(red, Rect(x, 0, edge, h))

    @staticmethod
    def _press(surface: Surface, new: Surface, rect: Rect, share: float) -> None:
        """The heading comes down on the page like a stamp."""
        grown = 1 + 0.6 * (1 - share) ** 2
        seal = pygame.transform.smoothscale(new.subsurface(rect), (round(rect.w * grown), round(rect.h * grown)))
        seal.set_alpha(round(255 * min(1.0, 0.25 + share)))
        surface.blit(seal, seal.get_rect(center=rect.center))

    # ----------------------------------------------------------------------------------------------------- the focus

    def animate_focus(self, view: object, rect: Rect | None) -> Rect | None:
        """Where the ring of the focus is drawn now, on its way to `rect`."""
        now, before = self._clock(), self._focus
        self._focus = None if rect is None else (view, rect)
        if rect is None:
            self._end_of_glide()
            return None
        if before is not None and before[0] is view and before[1] != rect:
            self._glide, self._since, self.running = (before[1], rect), now, True
        if self._glide is None or self._glide[1] != rect:
            self._end_of_glide()
            return rect
        share = (now - self._since) / GLIDE
        if share >= 1:
            self._end_of_glide()
            return rect
        start, end = self._glide
        share = 1 - (1 - share) ** 2
        x, y, w, h = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
        return Rect(x, y, w, h)

    def _end_of_glide(self) -> None:
        self._glide = None
        if self._new is None:
            self.running = False


# ---------------------------------------------------------------------------------------------- what the system wishes

_ASKED = {
    "darwin": ("/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"),
    "linux": ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"),
}


class ReducedMotionQuery:
    """Whether the system asks for less motion. Asked in the background; until it has answered, nothing moves."""

    def __init__(self) -> None:
        self._answer: bool | None = None
        self._asking: subprocess.Popen[str] | None = None
        with suppress(OSError, AttributeError):
            self._answer = _known()
        if self._answer is None:
            import subprocess  # noqa: PLC0415  # 2 ms of the first page

            with suppress(OSError):
                self._asking = subprocess.Popen(  # noqa: S603  # a fixed list, no shell
                    _ASKED["darwin" if sys.platform == "darwin" else "linux"],
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                )  # fmt: skip

    @property
    def reduced(self) -> bool:
        """Whether nothing should move."""
        if self._asking is not None:
            if self._asking.poll() is None:
                return True
            said = self._asking.communicate()[0].strip()
            self._asking, self._answer = None, said in ("false", "1")
        return bool(self._answer)


def _known() -> bool | None:
    """What can be read without asking another program; None where it must be asked."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # nothing else needs it

        moves = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(0x1042, 0, ctypes.byref(moves), 0)  # SPI_GETCLIENTAREAANIMATION
        return not moves.value
    if sys.platform != "darwin" and "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", ""):
        config = Path(os.environ.get("XDG_CONFIG_HOME", "~/.config")).expanduser() / "kdeglobals"
        lines = config.read_text(encoding="utf-8").splitlines() if config.exists() else []
        return any(line.replace(" ", "") == "AnimationDurationFactor=0" for line in lines)
    return None
