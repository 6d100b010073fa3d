"""A picture cannot be shown.

A picture is one SVG file that needs nothing else: well-formed, without DOCTYPE, script, copies (`use`) or link to
another file, of at most 100,000 characters and 5,000 elements. Its first element is `svg`, with a `viewBox` that begins
at `0 0`, which says how wide and how high the picture is: 1 to 100,000, one side at most 20 times the other. Numbers go
up to 100,000, and nothing lies farther out than 100 times the longer side. What would take too long to draw is refused:
more than 10,000 dashes, or too many shapes or points over one another. A picture with such a mistake is left empty.

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
from party_card.content.svg_drawing import find_faults, read_size
from party_card.content.svg_view_box import parse_view_box
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote

_STANDS_STILL = "take it out; a picture stands still"
REFUSED_ELEMENTS = {
    "use": "write the shape again where it should be",
    **dict.fromkeys(("script", "handler", "listener"), "take it out; a picture does nothing"),
    **dict.fromkeys(("animate", "animateColor", "animateMotion", "animateTransform", "mpath", "set"), _STANDS_STILL),
    **dict.fromkeys(("audio", "video", "canvas", "discard"), _STANDS_STILL),
    **dict.fromkeys(("foreignObject", "iframe", "embed", "object"), "take it out; a picture is made of shapes"),
}
"""Elements that are no drawing, or that repeat one, with what to do about each."""
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\r\f]?|\n|(.))", re.DOTALL)
_EXTERNAL_REFERENCE = re.compile(
    r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|(?<![\w-])(?:-webkit-)?(?:image-set|cross-fade|image|src|element)\(|expression\("
    r"|-moz-binding|(?<![\w-])behavior\s*:|javascript:",
)
_SUSPICIOUS = re.compile(r"[(@:\\/]|binding", re.IGNORECASE)
"""What any such style has, a comment or an escape within it too."""
_VIEW_BOX_HELP = (
    "write `0 0`, the width and the height, with one space between them: each from 1 to 100,000, and the longer one at "
    "most 20 times the other"
)
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
    reported: set[str] = set()
    for node in document.nodes:
        if node.name in REFUSED_ELEMENTS and node.name not in reported:
            reported.add(node.name)
            message = f"{backquote(node.name)} has no place in a picture"
            yield RULE.diagnose(message, document.label(node), REFUSED_ELEMENTS[node.name])
        yield from _check_references(document, node)
    size = read_size(document)
    for fault in find_faults(document, size) if size else ():
        yield RULE.diagnose(fault.message, document.label(fault.node, fault.attribute), fault.help_text)


def _check_references(document: SvgDocument, node: SvgNode) -> Diagnostics:
    help_text = "nothing is fetched when a picture is shown; draw it in this file"
    if node.name == "?xml-stylesheet":
        message = "a picture takes its style from nowhere else"
        yield RULE.diagnose(message, document.label(node), "write `fill` and `stroke` at each shape")
    if leads_out(node.text):
        yield RULE.diagnose(f"{backquote(node.name)} leads out of the picture", document.label(node), help_text)
    for key, value in node.attributes.items() if node.is_svg else ():
        if key.lower().startswith("on"):
            message = f"{backquote(key)} has no place in a picture"
            yield RULE.diagnose(message, document.label(node, key), "take it out; a picture does nothing")
        elif (key == "href" and not value.strip().startswith("#")) or leads_out(value):
            yield RULE.diagnose(f"{backquote(key)} leads out of the picture", document.label(node, key), help_text)


def leads_out(css: str) -> bool:
    """Returns True if a style would fetch something, in whichever spelling: capitals, comments and escapes too."""
    if not _SUSPICIOUS.search(css):
        return False  # as almost all attributes of a drawing
    plain = _CSS_ESCAPE.sub(_decode_escape, _CSS_COMMENT.sub("", css)).lower()
    return bool(_EXTERNAL_REFERENCE.search(plain) or _EXTERNAL_REFERENCE.search(css.lower()))


def _decode_escape(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0 < code <= 0x10FFFF else match[2] or ""


def _check_root(document: SvgDocument, root: SvgNode) -> Diagnostics:
    if root.name != "svg" or not root.is_svg:
        message = f"this is no SVG picture: its first element is {backquote(root.name)}"
        yield RULE.diagnose(message, document.label(root), _ROOT_HELP)
    elif "viewBox" not in root.attributes:
        help_text = 'write `viewBox="0 0 1600 400"` there, with the picture\'s own width and height'
        yield RULE.diagnose("this picture has no viewBox", document.label(root), help_text)
    elif parse_view_box(root.attributes["viewBox"]) is None:
        view_box = root.attributes["viewBox"]
        shown = view_box if len(view_box) <= 40 else f"{view_box[:40]}…"
        message = f"{backquote(shown)} is no viewBox that can be shown"
        yield RULE.diagnose(message, document.label(root, "viewBox"), _VIEW_BOX_HELP)


def _syntax_help(reason: str) -> str:
    if "DOCTYPE" in reason:
        return "delete it, up to its `>`; an SVG needs none"
    if "characters" in reason or "elements;" in reason:
        return "simplify its outlines, or save it again as an optimised SVG"
    if "one another" in reason:
        return "ungroup the picture and save it again"
    return "look what is not closed just before this place, or save the picture again"


RULE = Rule("bad-picture", Severity.ERROR, __doc__, check, scope="picture")
