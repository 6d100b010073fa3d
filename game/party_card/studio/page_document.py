"""The HTML of the studio's page, in a language.

Invariant: the page says in which language and direction it is, and has the messages that its script asks for.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import files

from party_card import __version__
from party_card.frontends.html.document import dump_script_json
from party_card.frontends.html.page_messages import list_plural_forms, look_up_messages
from party_card.local_server.request_language import list_languages
from party_card.localization import gettext, use_language
from party_card.localization.languages import list_own_names, text_direction

Row = tuple[str, ...]


def build_page(nonce: str, language: str) -> str:
    """Returns the page; `nonce` is what lets its script make styles."""
    with use_language(language):
        title = gettext("Party Card Studio")
        no_script = gettext("The studio needs JavaScript, and JavaScript is turned off here. Turn it on for this page.")
    return f"""<!doctype html>
<html lang="{language}" dir="{text_direction(language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="style-nonce" content="{escape(nonce)}">
<meta name="version" content="{escape(__version__)}"><title>{escape(title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="studio.css"></head>
<body><div id="studio"><noscript><p>{escape(no_script)}</p></noscript></div>
<div id="status" role="status" aria-live="polite"></div>
<script type="application/json" id="data">{dump_script_json(_build_data(language))}</script>
<script type="module" src="studio.js"></script></body></html>
"""


@cache
def list_messages() -> tuple[Row, ...]:
    """Returns the messages that the script asks for: rows of the function that looks a message up, and its texts."""
    text = files("party_card.studio").joinpath("page", "studio.messages.json").read_text(encoding="utf-8")
    return tuple(tuple(row) for row in json.loads(text))


@cache
def _build_data(language: str) -> dict[str, object]:
    """Returns what the script reads: the languages of the page, and the messages and plural forms of this one."""
    names = list_own_names()
    offered = {language: names.get(language, language)} | {code: names[code] for code in list_languages()}
    data: dict[str, object] = {
        "languages": dict(sorted(offered.items())),
        **look_up_messages(language, list_messages()),
    }
    return data | ({"plurals": plurals} if (plurals := list_plural_forms(language)) else {})
