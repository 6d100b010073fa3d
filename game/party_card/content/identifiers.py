"""Identifiers of the formats, and names of packs and scenes, which become file names on any operating system."""

from __future__ import annotations

import re
import unicodedata

IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
ID_DEFINING_KEYS = frozenset({"id", "scene", "dossier", "index", "campaign"})
"""Keys whose value defines an identifier; under other keys identifiers are references."""
_RESERVED_ON_WINDOWS = re.compile(
    r'[<>:"|?*]|[. ]\Z|\A(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|\Z)', re.IGNORECASE
)


def is_reserved_on_windows(name: str) -> bool:
    """Returns True if Windows refuses `name` as the name of a file or folder."""
    return _RESERVED_ON_WINDOWS.search(name) is not None


def slugify(text: str, separator: str = "-", max_length: int | None = None) -> str:
    """Returns the words of a text in small ASCII letters and digits, joined; empty if there are none.

    If the slug would be longer than `max_length`, it ends with the last word that fits.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [word[:max_length] for word in re.findall(r"[a-z0-9]+", ascii_text)]
    while max_length is not None and len(words) > 1 and len(separator.join(words)) > max_length:
        words.pop()
    return separator.join(words)


def suggest_file_id(text: str) -> str:
    """Returns the identifier nearest to a text that can also be a file name; empty if there is none."""
    slug = slugify(text.replace("ß", "ss"))
    return "" if is_reserved_on_windows(slug) else slug


def title_from_name(name: str) -> str:
    """Returns a title made from the name of a scene or pack that has none."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def explain_invalid_id(name: str, example: str) -> str:
    """Returns why `name` cannot be an identifier and a file name; empty if it can.

    The message suggests the nearest identifier, or `example` if nothing is near.
    """
    if not IDENTIFIER.match(name):
        reason = "small letters and digits, joined by hyphens"
    elif is_reserved_on_windows(name):
        reason = "Windows keeps it for itself"
    else:
        return ""
    fix = f"write `{slug}`" if (slug := suggest_file_id(name)) else f"write one such as `{example}`"
    return f"`{name}` cannot be a name: {reason}; {fix}"
