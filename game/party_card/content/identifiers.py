"""What a pack, a scene and a file may be called: names become files, and files travel between systems.

Law: the rule stands here once, for a name that is typed, for one that is made of a file's, and for what a pack holds.
"""

from __future__ import annotations

import re
import unicodedata

from party_card.content.decode import ID

_ODD = re.compile(
    r'[<>:"|?*]|[. ]\Z|\A(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|\Z)',
    re.IGNORECASE,
)


def is_reserved_on_windows(name: str) -> bool:
    """Whether Windows does not take this as the name of a file or folder."""
    return _ODD.search(name) is not None


def slugify(text: str) -> str:
    """The name that is nearest to a text; empty where there is none."""
    letters = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return "" if is_reserved_on_windows(name) else name


def explain_invalid_id(name: str, such_as: str) -> str:
    """Why this cannot be a name and what to write instead, `such_as` if nothing is near; empty where it can be one."""
    if not ID.match(name):
        why = "small letters and digits, joined by hyphens"
    elif is_reserved_on_windows(name):
        why = "Windows keeps it for itself"
    else:
        return ""
    mend = f"write `{mended}`" if (mended := slugify(name)) else f"write one such as `{such_as}`"
    return f"`{name}` cannot be a name: {why}; {mend}"
