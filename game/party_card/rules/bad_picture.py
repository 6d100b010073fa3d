"""A picture cannot be shown.

A picture is one SVG file that needs nothing else: well-formed, without DOCTYPE, script or link to another file, of at
most 100,000 characters. Its first element is `svg`, with a `viewBox` that begins at `0 0`, which says how wide and how
high the picture is.

PASS:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">
      <rect width="4" height="3" fill="#c8102e"/>
    </svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: bridge
    alt: A red bridge.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">
      <rect width="4" height="3" fill="#c8102e"/>
    </svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: bridge
    alt: A red bridge.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    error[bad-picture]: this picture has no viewBox
     --> assets/pictures/bridge.svg:1:2
      |
    1 | <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">
      |  ^^^
    help: write `viewBox="0 0 1600 400"` there, with the picture's own width and height
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.content.svg import Drawing, Part, place, read_drawing
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.words import named

CODE = "bad-picture"
SEVERITY = Severity.ERROR
_BOX = re.compile(r"0(?:\.0+)? 0(?:\.0+)? [0-9]*\.?[0-9]+ [0-9]*\.?[0-9]+")
ACTS = ("script", "foreignObject", "iframe", "animate", "animateTransform", "animateMotion", "set")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)[^\s'\")]|@import")
_START = 'begin the file with `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 400">`'


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every picture that lies in the pack."""
    for name, path in pack.own_pictures().items():
        drawn, problems = read_drawing(path, name)
        yield from problems
        if drawn is not None:
            yield from _problems(drawn)


def _problems(drawn: Drawing) -> Iterator[Diagnostic]:
    elements = [part for part in drawn.parts if not part.name.startswith("?")]
    if drawn.broken:
        yield _told(drawn.broken[0], place(drawn, drawn.broken[1]), _mend(drawn.broken[0]))
    if elements:
        yield from _root(drawn, elements[0])
    for part in drawn.parts:
        if part.name in ACTS:
            yield _told(
                f"{named(part.name)} has no place in a picture",
                drawn.label(part),
                "take it out; a picture stands still",
            )
        if part.name == "?xml-stylesheet":
            yield _told(
                "a picture takes its style from nowhere else",
                drawn.label(part),
                "write `fill` and `stroke` at each shape",
            )
        for key, value in part.attributes.items() if part.own else ():
            if key.lower().startswith("on"):
                yield _told(
                    f"{named(key)} has no place in a picture",
                    drawn.label(part, key),
                    "take it out; a picture does nothing",
                )
            elif (key == "href" and not value.startswith("#")) or _OUTSIDE.search(value):
                helps = "nothing is fetched when a picture is shown; draw it in this file"
                yield _told(f"{named(key)} leads out of the picture", drawn.label(part, key), helps)


def _root(drawn: Drawing, root: Part) -> Iterator[Diagnostic]:
    if root.name != "svg" or not root.own:
        yield _told(f"this is no SVG picture: its first element is {named(root.name)}", drawn.label(root), _START)
    elif "viewBox" not in root.attributes:
        helps = 'write `viewBox="0 0 1600 400"` there, with the picture\'s own width and height'
        yield _told("this picture has no viewBox", drawn.label(root), helps)
    elif not _BOX.fullmatch(root.attributes["viewBox"]) or 0.0 in map(float, root.attributes["viewBox"].split()[2:]):
        message = f"{named(root.attributes['viewBox'])} is no viewBox that can be shown"
        helps = "write `0 0`, the width and the height, with one space between them"
        yield _told(message, drawn.label(root, "viewBox"), helps)


def _mend(reason: str) -> str:
    if "DOCTYPE" in reason:
        return "delete it, up to its `>`; an SVG needs none"
    if "characters" in reason:
        return "simplify its outlines, or save it again as an optimised SVG"
    if "one another" in reason:
        return "ungroup the picture and save it again"
    return "look what is not closed just before this place, or save the picture again"


def _told(message: str, label: Label, helps: str) -> Diagnostic:
    return Diagnostic(CODE, SEVERITY, message, label, helps=(Help(helps),))
