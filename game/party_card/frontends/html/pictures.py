"""Pictures of a pack as addresses that hold the picture itself.

Law: a picture is parsed and written anew, so nothing but drawing is left of it: no comment, no script, no address of
anything outside. Its colours stay as they are, for the page exchanges them with its theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as Tree

from party_card.content.pack import Pack
from party_card.engine.compiled import CompiledScene

SVG = "http://www.w3.org/2000/svg"
_SAFE = " !$&'()*+,-./:;=?@[]^_`{|}~"
_DROPPED = ("script", "foreignObject", "style", "title", "desc", "metadata", "image", "a")


def pictures_of(pack: Pack, scenes: Iterable[CompiledScene]) -> dict[str, str]:
    """The pictures that scenes show, by name; those that the pack does not have or that are no SVG are left out."""
    found: dict[str, str] = {}
    for compiled in scenes:
        scene = compiled.scene
        for name in (scene.picture, *(passage.picture for passage in scene.passages.values())):
            if name in pack.pictures and name not in found and (drawn := address(pack.pictures[name])):
                found[name] = drawn
    return found


def address(file: Path) -> str:
    """The SVG file as a `data:` address; empty where it cannot be read or is none."""
    try:
        root = Tree.fromstring(_without_doctype(file.read_text(encoding="utf-8-sig")))  # noqa: S314  # no entities left
    except (OSError, UnicodeDecodeError, Tree.ParseError):
        return ""
    if root.tag != f"{{{SVG}}}svg":
        return ""
    _strip(root)
    Tree.register_namespace("", SVG)
    text = Tree.tostring(root, encoding="unicode").replace(" />", "/>")
    if "'" not in text:
        text = text.replace('"', "'")
    return f"data:image/svg+xml,{quote(text, safe=_SAFE)}"


def _without_doctype(text: str) -> str:
    return "" if "<!DOCTYPE" in text or "<!ENTITY" in text else text


def _strip(element: Tree.Element) -> None:
    element.text = element.tail = None
    for name, value in list(element.attrib.items()):
        local = name.rsplit("}", 1)[-1]
        foreign = local == "href" and not value.startswith("#")
        if local.lower().startswith("on") or foreign or "url(" in value.replace("url(#", ""):
            del element.attrib[name]
        else:
            element.attrib[name] = " ".join(value.split())
    for part in list(element):
        if part.tag.rsplit("}", 1)[-1] in _DROPPED:
            element.remove(part)
        else:
            _strip(part)
