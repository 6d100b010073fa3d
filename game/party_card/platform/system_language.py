"""Reads the languages in which the user of this machine wants to see programs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the locale of messages; the first that is set decides, as POSIX has it."""
PREFERENCE_VARIABLE = "LANGUAGE"
"""The list of languages of GNU gettext, which comes first unless the locale is `C`."""


def list_system_languages(system: str = sys.platform) -> tuple[str, ...]:
    """Returns names of locales (`de_AT.UTF-8`), the preferred one first; empty if the system does not tell."""
    locale_name = next((name for variable in LOCALE_VARIABLES if (name := os.environ.get(variable))), "")
    if locale_name:
        is_plain = locale_name.partition(".")[0] in ("C", "POSIX")
        preferences = () if is_plain else os.environ.get(PREFERENCE_VARIABLE, "").split(":")
        return (*filter(None, preferences), locale_name)
    return _list_windows_languages() if system == "win32" else ()


def _list_windows_languages() -> tuple[str, ...]:
    """Returns the language of the menus of Windows; empty if it cannot be read, or has no name here."""
    import ctypes  # noqa: PLC0415  # only there
    from locale import windows_locale  # noqa: PLC0415  # only there

    with suppress(AttributeError, OSError):
        name = windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())  # type: ignore[attr-defined,unused-ignore]
        return (name,) if name else ()
    return ()
