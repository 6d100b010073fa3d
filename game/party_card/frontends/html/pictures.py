"""Encodes SVG pictures of a pack as `data:` URLs.

Invariant: a picture is parsed and written anew as the window draws it, so only drawing is left: no comments, no
scripts, no links to anything outside, nothing that takes too long. Its colours are kept, because the page exchanges
them with its theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from party_card.content.pack import Pack
from party_card.content.svg import read_svg
from party_card.content.svg_drawing import write_drawing
from party_card.engine.compiled import CompiledScene

TITLE_PICTURE = "title"
"""The picture of the page that a campaign begins with."""
_UNQUOTED = " !$&'()*+,-./:;=?@[]^_`{|}~"


def encode_pictures(pack: Pack, scenes: Iterable[CompiledScene]) -> dict[str, str]:
    """Returns `data:` URLs of the scenes' pictures by name; leaves out those that cannot be drawn."""
    urls: dict[str, str] = {}
    for compiled in scenes:
        scene = compiled.scene
        pictures = pack.defining_pack(scene).pictures
        for name in (scene.picture, *(passage.picture for passage in scene.passages.values())):
            if name in pictures and name not in urls and (url := encode_svg(pictures[name])):
                urls[name] = url
    return urls


def encode_campaign_pictures(pack: Pack) -> dict[str, str]:
    """Returns `data:` URLs of the title's picture, and of those of the prologue, between scenes and in the archive."""
    names = [TITLE_PICTURE, *(beat.picture for beat in (pack.prologue.beats if pack.prologue else ()))]
    names += [station.picture for station in (pack.campaign.stations if pack.campaign else ())]
    archive = pack.campaign.archive if pack.campaign else None
    names += [archive.provenance.picture] if archive is not None and archive.provenance is not None else []
    urls = {name: encode_svg(pack.pictures[name]) for name in names if name in pack.pictures}
    return {name: url for name, url in urls.items() if url}


def encode_svg(file: Path) -> str:
    """Returns an SVG file as a `data:` URL; empty if it cannot be read or drawn."""
    try:
        status = file.stat()
    except OSError:
        return ""
    return _encode_svg(file, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)  # a preview encodes the same pictures again and again
def _encode_svg(file: Path, _date: int, _size: int) -> str:
    document, _ = read_svg(file, file.name)
    text = write_drawing(document) if document else ""
    if not text:
        return ""
    if "'" not in text:
        text = text.replace('"', "'")
    return f"data:image/svg+xml,{quote(text, safe=_UNQUOTED)}"
