"""Asks the operating system if the user prefers reduced motion."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.platform.regular_files import read_start

if TYPE_CHECKING:
    import subprocess

_QUERY_COMMANDS = {
    "darwin": ("/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"),
    "linux": ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"),
}
_SPI_GETCLIENTAREAANIMATION = 0x1042
_MAX_CONFIG_BYTES = 1_000_000


class ReducedMotionQuery:
    """Asks in the background, by another program if need be; until it has answered, motion counts as reduced."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._is_reduced: bool | None = None
        with suppress(OSError, AttributeError):
            self._is_reduced = _read_setting()
        if self._is_reduced is None:
            import subprocess  # noqa: PLC0415  # 2 ms of the first page

            with suppress(OSError):
                self._process = subprocess.Popen(  # noqa: S603  # a fixed list, no shell
                    _QUERY_COMMANDS["darwin" if sys.platform == "darwin" else "linux"],
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                )  # fmt: skip

    @property
    def is_reduced(self) -> bool:
        """True if nothing should move."""
        if self._process is not None:
            if self._process.poll() is None:
                return True
            output = self._process.communicate()[0].strip()
            self._process, self._is_reduced = None, output in ("false", "1")
        return bool(self._is_reduced)


def _read_setting() -> bool | None:
    """Returns the setting if it can be read without another program, else None."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # nothing else needs it

        are_animations_on = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(are_animations_on), 0)
        return not are_animations_on.value
    if sys.platform != "darwin" and "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", ""):
        config = Path(os.environ.get("XDG_CONFIG_HOME", "~/.config")).expanduser() / "kdeglobals"
        try:
            lines = read_start(config, _MAX_CONFIG_BYTES).decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            lines = []
        return any(line.replace(" ", "") == "AnimationDurationFactor=0" for line in lines)
    return None
