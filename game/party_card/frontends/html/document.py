"""Builds the HTML file that holds the player, its style and the data, and needs no network.

Invariant: no text of an author becomes markup or script. The data is in a block that browsers do not run; the content
security policy allows one script and one style, by their hashes. Files of a release with the same parts of the player
have the same style and, if they are in English, the same script; so have those in other languages.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from typing import Any

from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.page_messages import choose_page_language, collect_messages
from party_card.frontends.html.player_parts import build_script, build_style, find_parts
from party_card.localization import gettext, gettext_noop, use_language
from party_card.localization.languages import text_direction

_NO_SCRIPT = gettext_noop(
    "This page plays a scene with JavaScript, and JavaScript is turned off here. Turn it on for this page, "
    "or open the page in another browser. Nothing is fetched and nothing is sent."
)
_NO_ICON = '<link rel="icon" href="data:,">'
"""Keeps a browser from asking the server for an icon."""
_ESCAPED_IN_JSON = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_CONTROL_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def write_html_page(bundle: ExportBundle, start: str = "page", *, servers: str = "") -> bytes:
    """Returns the HTML file; `start` is what its player plays in, `servers` as in `build_document`."""
    others = bundle.translations
    style = build_style(bundle.data, start, others)
    if bundle.is_campaign:
        from party_card.frontends.html.fonts import build_font_style  # noqa: PLC0415  # a scene alone does without

        style = build_font_style(bundle.data["title"]) + style
    data = _add_messages(bundle.data, start, others)
    if others:
        from party_card.frontends.html.page_languages import join_languages  # noqa: PLC0415  # one language needs none

        data = join_languages([data, *(_add_messages(page, start, (bundle.data, *others)) for page in others)])
    return build_document(data, build_script(data, start, others), style, servers=servers).encode()


def build_page(data: dict[str, Any], start: str = "page", *, servers: str = "") -> str:
    """Returns the HTML of a page with the parts of the player that its data need; the arguments are as above."""
    return build_document(
        _add_messages(data, start), build_script(data, start), build_style(data, start), servers=servers
    )


def _add_messages(data: dict[str, Any], start: str, others: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Returns data with the messages that the player asks for; English is in the player itself."""
    return data | collect_messages(choose_page_language(data["lang"]), find_parts(data, start, others))


def build_document(data: dict[str, Any], script: str, style: str, *, servers: str = "") -> str:
    """Returns the HTML of a page; `servers` are those that it may exchange messages with, as sources of a policy.

    Raises ValueError if script or style would end their own block.
    """
    for text in (script, style):
        if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
            raise ValueError("the built player would end its own block")
    policy = build_security_policy(script, style, servers=servers)
    icon = _NO_ICON if servers else ""
    direction = ' dir="rtl"' if text_direction(data["lang"]) == "rtl" else ""
    with use_language(choose_page_language(data["lang"])):
        no_script = gettext(_NO_SCRIPT)
    title = escape(_CONTROL_CHARACTERS.sub(" ", data["title"]))
    return f"""<!doctype html>
<html lang="{escape(data["lang"])}"{direction}><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark"><title>{title}</title>{icon}
<style>{style}</style></head>
<body><main id="page" tabindex="-1"><noscript><p>{escape(no_script)}</p></noscript></main>
<div id="status" role="status" aria-live="polite"></div>
<script type="application/json" id="data">{dump_script_json(data)}</script>
<script>{script}</script></body></html>
"""


def build_security_policy(script: str, style: str, *, servers: str = "") -> str:
    """Returns a content security policy that allows this script, this style, and pictures and fonts inside the file."""
    connect = f" connect-src {servers};" if servers else ""
    fonts = " font-src data:;" if "@font-face" in style else ""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:;{fonts}{connect} "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def dump_script_json(data: object) -> str:
    """Returns JSON that is safe inside a script block, whatever its strings hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
