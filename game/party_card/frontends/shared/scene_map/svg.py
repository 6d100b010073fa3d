"""Draws a map as SVG with Graphviz.

Invariant: Graphviz runs with a time limit and exchanges text only. If it is missing or does not finish, the error
names an alternative. The picture names the typefaces of the other papers and has a description.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess

from party_card.frontends.shared.scene_map.dot import to_dot
from party_card.frontends.shared.scene_map.graph import SceneMap

LAYOUT_TIMEOUT_S = 20
"""Time limit for Graphviz; the game's own scenes take less than a second."""
FONT_FAMILIES = "'Source Serif 4','Source Serif Pro',Georgia,serif"
"""Narrower than the face that Graphviz measures with, so that no word leaves its box."""


class GraphvizUnavailableError(Exception):
    """Raised if a map cannot be drawn here; the message gives the reason and a remedy."""


def to_svg(scene_map: SceneMap, *, brief: bool = False) -> str:
    """Returns the map as SVG; `brief` as in `to_dot`. Raises GraphvizUnavailableError."""
    program = shutil.which("dot")
    if program is None:
        raise GraphvizUnavailableError(
            "a map as a picture needs Graphviz, which is not installed: get it from graphviz.org/download (Debian, "
            "Ubuntu: apt install graphviz; macOS: brew install graphviz), or write a file ending in .mmd or .dot"
        )
    try:
        completed = subprocess.run(  # noqa: S603  # a program found by name, and text of ours
            [program, "-Tsvg"],
            input=to_dot(scene_map, brief=brief).encode(),
            capture_output=True,
            timeout=LAYOUT_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GraphvizUnavailableError(
            f"Graphviz found no layout for this scene within {LAYOUT_TIMEOUT_S} seconds: "
            "write a file ending in .mmd or .dot"
        ) from None
    except OSError as error:
        raise GraphvizUnavailableError(f"Graphviz cannot be run: {error.strerror}") from None
    picture = completed.stdout.decode("utf-8", "replace")
    if completed.returncode or "<svg" not in picture:
        reason = completed.stderr.decode("utf-8", "replace").strip() or "it gave no picture"
        raise GraphvizUnavailableError(f"Graphviz could not draw this scene: {reason}")
    return _adapt(picture, scene_map.title)


def _adapt(document: str, title: str) -> str:
    """Removes comments and titles, for use inside HTML; sets typefaces and a description."""
    picture = re.sub(r"<!--.*?-->\s*", "", document[document.index("<svg") :], flags=re.DOTALL)
    picture = re.sub(r"<title>.*?</title>\s*", "", picture, flags=re.DOTALL)
    picture = picture.replace('font-family="Helvetica,sans-Serif"', f'font-family="{FONT_FAMILIES}"')
    return picture.replace("<svg ", f'<svg role="img" aria-label="{html.escape(f"Map of {title}")}" ', 1)
