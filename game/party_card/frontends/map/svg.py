"""A map as a picture, laid out by Graphviz.

Law: Graphviz gets text and a time, and gives text; where it is not installed or does not end, the reader is told what
to do instead. What it drew names the typefaces of the other papers and says in words what it shows.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess

from party_card.frontends.map.dot import dot
from party_card.frontends.map.graph import SceneMap

SECONDS = 20
"""How long Graphviz may take; the game's own scenes take less than one."""
FACES = "'Source Serif 4','Source Serif Pro',Georgia,serif"
"""Narrower than what Graphviz measures with, so that no word leaves its box."""


class GraphvizUnavailableError(Exception):  # carries the sentence that says why
    """The map cannot be drawn here; the message says why and what helps."""


def svg(drawn: SceneMap, *, brief: bool = False) -> str:
    """The map as SVG, `brief` as `dot` means it. Raises NoPicture."""
    model = shutil.which("dot")
    if model is None:
        raise GraphvizUnavailableError(
            "a map as a picture needs Graphviz, which is not installed: get it from graphviz.org/download (Debian, "
            "Ubuntu: apt install graphviz; macOS: brew install graphviz), or write a file ending in .mmd or .dot"
        )
    try:
        done = subprocess.run(  # noqa: S603  # a program found by name, and text of ours
            [model, "-Tsvg"],
            input=dot(drawn, brief=brief).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GraphvizUnavailableError(
            f"Graphviz found no layout for this scene within {SECONDS} seconds: write a file ending in .mmd or .dot"
        ) from None
    except OSError as error:
        raise GraphvizUnavailableError(f"Graphviz cannot be run: {error.strerror}") from None
    picture = done.stdout.decode("utf-8", "replace")
    if done.returncode or "<svg" not in picture:
        reason = done.stderr.decode("utf-8", "replace").strip() or "it gave no picture"
        raise GraphvizUnavailableError(f"Graphviz could not draw this scene: {reason}")
    return _ours(picture, drawn.title)


def _ours(drawn: str, title: str) -> str:
    """The picture without what belongs to a file of its own, with its typefaces and a description."""
    picture = re.sub(r"<!--.*?-->\s*", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    picture = re.sub(r"<title>.*?</title>\s*", "", picture, flags=re.DOTALL)
    picture = picture.replace('font-family="Helvetica,sans-Serif"', f'font-family="{FACES}"')
    return picture.replace("<svg ", f'<svg role="img" aria-label="{html.escape(f"Map of {title}")}" ', 1)
