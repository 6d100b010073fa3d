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
FAIL REPLACES:
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">
WITH:
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">
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

from party_card.content.pack import Pack
from party_card.content.svg import SvgDocument, SvgNode, label_at, read_svg
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote

_VIEW_BOX = re.compile(r"0(?:\.0+)? 0(?:\.0+)? [0-9]*\.?[0-9]+ [0-9]*\.?[0-9]+")
ACTIVE_ELEMENTS = ("script", "foreignObject", "iframe", "animate", "animateTransform", "animateMotion", "set")
_EXTERNAL_REFERENCE = re.compile(r"url\(\s*['\"]?(?!#)[^\s'\")]|@import")
_ROOT_HELP = 'begin the file with `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 400">`'


def check(pack: Pack) -> Diagnostics:
    """Checks every picture of the pack itself."""
    for name, path in pack.list_own_pictures().items():
        document, found = read_svg(path, name)
        yield from found
        if document is not None:
            yield from _check_drawing(document)


def _check_drawing(document: SvgDocument) -> Diagnostics:
    elements = [node for node in document.nodes if not node.name.startswith("?")]
    if document.error:
        yield RULE.diagnose(document.error[0], label_at(document, document.error[1]), _syntax_help(document.error[0]))
    if elements:
        yield from _check_root(document, elements[0])
    for node in document.nodes:
        if node.name in ACTIVE_ELEMENTS:
            message = f"{backquote(node.name)} has no place in a picture"
            yield RULE.diagnose(message, document.label(node), "take it out; a picture stands still")
        if node.name == "?xml-stylesheet":
            message = "a picture takes its style from nowhere else"
            yield RULE.diagnose(message, document.label(node), "write `fill` and `stroke` at each shape")
        for key, value in node.attributes.items() if node.is_svg else ():
            if key.lower().startswith("on"):
                message = f"{backquote(key)} has no place in a picture"
                yield RULE.diagnose(message, document.label(node, key), "take it out; a picture does nothing")
            elif (key == "href" and not value.startswith("#")) or _EXTERNAL_REFERENCE.search(value):
                help_text = "nothing is fetched when a picture is shown; draw it in this file"
                yield RULE.diagnose(f"{backquote(key)} leads out of the picture", document.label(node, key), help_text)


def _check_root(document: SvgDocument, root: SvgNode) -> Diagnostics:
    if root.name != "svg" or not root.is_svg:
        message = f"this is no SVG picture: its first element is {backquote(root.name)}"
        yield RULE.diagnose(message, document.label(root), _ROOT_HELP)
    elif "viewBox" not in root.attributes:
        help_text = 'write `viewBox="0 0 1600 400"` there, with the picture\'s own width and height'
        yield RULE.diagnose("this picture has no viewBox", document.label(root), help_text)
    elif not _is_drawable(root.attributes["viewBox"]):
        message = f"{backquote(root.attributes['viewBox'])} is no viewBox that can be shown"
        help_text = "write `0 0`, the width and the height, with one space between them"
        yield RULE.diagnose(message, document.label(root, "viewBox"), help_text)


def _is_drawable(view_box: str) -> bool:
    return bool(_VIEW_BOX.fullmatch(view_box)) and 0.0 not in map(float, view_box.split()[2:])


def _syntax_help(reason: str) -> str:
    if "DOCTYPE" in reason:
        return "delete it, up to its `>`; an SVG needs none"
    if "characters" in reason:
        return "simplify its outlines, or save it again as an optimised SVG"
    if "one another" in reason:
        return "ungroup the picture and save it again"
    return "look what is not closed just before this place, or save the picture again"


RULE = Rule("bad-picture", Severity.ERROR, __doc__, check)
