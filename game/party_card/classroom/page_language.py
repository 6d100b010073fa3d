"""The language of the pages of a lesson: the one that was chosen on the page, else that of the browser.

Invariant: a page says in which language and direction it is, and gives its script the messages that it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from party_card.frontends.html.document import dump_script_json
from party_card.frontends.html.page_messages import list_plural_forms, look_up_messages
from party_card.local_server.request_language import list_languages
from party_card.localization import gettext, use_language
from party_card.localization.languages import list_own_names, text_direction

_PLAYER_FILES: Final = frozenset({"messages.js"})
"""The modules of the player that these pages have, too."""
_CALL: Final = re.compile(r'\b([pn]?gettext)\(\s*"((?:[^"\\]|\\.)*)"(?:,\s*"((?:[^"\\]|\\.)*)")?')


def read_page_file(name: str) -> bytes:
    """Returns a file of the pages of the class."""
    if name in _PLAYER_FILES:
        return files("party_card.frontends.html").joinpath("player", name).read_bytes()
    return files("party_card.classroom").joinpath("page", name).read_bytes()


def build_page(name: str, language: str, texts: Mapping[str, str], values: Mapping[str, str] | None = None) -> str:
    """Returns a page in a language from its file, in which `{key}` stands for one of `texts` or of `values`.

    `texts` are messages; `values` are put in as they are, and are escaped too.
    """
    with use_language(language):
        filled = {key: gettext(text) for key, text in texts.items()} | dict(values or {})
    languages = {"lang": language, "dir": text_direction(language)}
    parts = re.split(r"\{(\w+)\}", read_page_file(name).decode())
    data = dump_script_json(_build_data(language, name))
    written = {key: escape(text) for key, text in (filled | languages).items()}
    written |= {"messages": data, "languages": _build_switch(language, filled)}
    return "".join(part if number % 2 == 0 else written[part] for number, part in enumerate(parts))


def list_scripts(page: str) -> list[str]:
    """Returns the names of the scripts of a page; all that the page to join has not are the teacher's."""
    names = sorted(item.name for item in files("party_card.classroom").joinpath("page").iterdir())
    scripts = [name for name in names if name.endswith(".js")]
    return [name for name in scripts if (name == "join.js") == (page == "join.html")]


def _build_switch(language: str, values: Mapping[str, str]) -> str:
    """Returns links to the same page in the other languages; nothing if there are none."""
    code = f"&amp;c={escape(values['code'])}" if values.get("code", "").isalnum() else ""
    links = [
        f'<a href="?language={other}{code}" lang="{other}" hreflang="{other}">{escape(list_own_names()[other])}</a>'
        for other in list_languages()
        if other != language
    ]
    return f'<nav class="languages">{" ".join(links)}</nav>' if links else ""


@cache
def _build_data(language: str, page: str) -> dict[str, object]:
    """Returns what the scripts of a page read: the messages that they ask for, and the plural forms."""
    calls = [call for script in list_scripts(page) for call in _CALL.findall(read_page_file(script).decode())]
    rows = [[function, *(text for text in texts if text)] for function, *texts in calls]
    data: dict[str, object] = look_up_messages(language, rows)
    return data | ({"plurals": plurals} if (plurals := list_plural_forms(language)) else {})
