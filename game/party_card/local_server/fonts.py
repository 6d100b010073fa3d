"""Sends the game's own fonts to a page of a local server."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from party_card.local_server.request_checks import HEADERS
from party_card.platform.font_files import find_font_folder

_FONTS = {
    "serif.ttf": ("serif", "SourceSerif4[opsz,wght].ttf"),
    "serif-italic.ttf": ("serif", "SourceSerif4-Italic[opsz,wght].ttf"),
    "condensed.ttf": ("condensed", "Oswald[wght].ttf"),
    "display.ttf": ("display", "RussoOne-Regular.ttf"),
    "mono.ttf": ("mono", "IBMPlexMono-Regular.ttf"),
    "legible.ttf": ("legible", "AtkinsonHyperlegible-Regular.ttf"),
    "legible-bold.ttf": ("legible", "AtkinsonHyperlegible-Bold.ttf"),
}


async def send_font(request: Request) -> Response:
    """Answers a request for the font in the path parameter `name`."""
    name = request.path_params["name"]
    if name not in _FONTS:
        return PlainTextResponse("There is no such file.\n", 404, HEADERS)
    family, file = _FONTS[name]
    data = (find_font_folder(family) / file).read_bytes()
    return Response(data, media_type="font/ttf", headers={**HEADERS, "Cache-Control": "max-age=86400"})
