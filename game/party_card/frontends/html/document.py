"""One HTML file that holds the player, its style and the data, and asks nothing of the network.

Law: no word of an author becomes markup or script. The data stands in a block that no browser runs; script and style
run because the policy names their hashes, and nothing else does. The player is the same in every file of a release.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from party_card.frontends.html.bundle import ExportBundle

_NO_SCRIPT = (
    "This page plays a scene with JavaScript, and JavaScript is turned off here. Turn it on for this page, "
    "or open the page in another browser. Nothing is fetched and nothing is sent."
)
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def write_document(ready: ExportBundle, player: str = "player.js") -> bytes:
    """The file, with a player that lies beside this module."""
    return document(ready.data, part(player), part("player.css")).encode()


def part(name: str) -> str:
    """A built part of the player."""
    return files("party_card.frontends.html").joinpath(name).read_text(encoding="utf-8").strip()


def document(data: dict[str, Any], script: str, style: str) -> str:
    """The HTML of a page. Raises ValueError where script or style would end their own block."""
    for text in (script, style):
        if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
            raise ValueError("the built player would end its own block")
    return f"""<!doctype html>
<html lang="{escape(data["lang"])}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark"><title>{escape(_CONTROLS.sub(" ", data["title"]))}</title>
<style>{style}</style></head>
<body><main id="page" tabindex="-1"><noscript><p>{_NO_SCRIPT}</p></noscript></main>
<div id="status" role="status" aria-live="polite"></div>
<script type="application/json" id="data">{safe_json(data)}</script>
<script>{script}</script></body></html>
"""


def policy(script: str, style: str) -> str:
    """What a browser may do with the page: run this script, apply this style, show pictures that it holds itself."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def safe_json(data: object) -> str:
    """JSON that can stand inside a script block, whatever its strings hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
