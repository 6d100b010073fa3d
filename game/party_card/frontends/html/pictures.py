"""Encodes SVG pictures of a pack as `data:` URLs.

Invariant: a picture is parsed and written anew, so only drawing is left: no comments, no scripts, no links to anything
outside. Its colours are kept, because the page exchanges them with its theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as Tree

from party_card.content.pack import Pack
from party_card.engine.compiled import CompiledScene

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_UNQUOTED = " !$&'()*+,-./:;=?@[]^_`{|}~"
_REMOVED_ELEMENTS = ("script", "foreignObject", "style", "title", "desc", "metadata", "image", "a")


def encode_pictures(pack: Pack, scenes: Iterable[CompiledScene]) -> dict[str, str]:
    """Returns `data:` URLs of the scenes' pictures by name; leaves out missing files and files that are no SVG."""
    urls: dict[str, str] = {}
    for compiled in scenes:
        scene = compiled.scene
        for name in (scene.picture, *(passage.picture for passage in scene.passages.values())):
            if name in pack.pictures and name not in urls and (url := encode_svg(pack.pictures[name])):
                urls[name] = url
    return urls


def encode_svg(file: Path) -> str:
    """Returns an SVG file as a `data:` URL; empty if it cannot be read or is no SVG."""
    try:
        root = Tree.fromstring(_reject_entities(file.read_text(encoding="utf-8-sig")))  # noqa: S314  # no entities left
    except (OSError, UnicodeDecodeError, Tree.ParseError):
        return ""
    if root.tag != f"{{{SVG_NAMESPACE}}}svg":
        return ""
    _sanitize(root)
    Tree.register_namespace("", SVG_NAMESPACE)
    text = Tree.tostring(root, encoding="unicode").replace(" />", "/>")
    if "'" not in text:
        text = text.replace('"', "'")
    return f"data:image/svg+xml,{quote(text, safe=_UNQUOTED)}"


def _reject_entities(text: str) -> str:
    return "" if "<!DOCTYPE" in text or "<!ENTITY" in text else text


def _sanitize(element: Tree.Element) -> None:
    element.text = element.tail = None
    for name, value in list(element.attrib.items()):
        local_name = name.rsplit("}", 1)[-1]
        is_external = local_name == "href" and not value.startswith("#")
        if local_name.lower().startswith("on") or is_external or "url(" in value.replace("url(#", ""):
            del element.attrib[name]
        else:
            element.attrib[name] = " ".join(value.split())
    for child in list(element):
        if child.tag.rsplit("}", 1)[-1] in _REMOVED_ELEMENTS:
            element.remove(child)
        else:
            _sanitize(child)
