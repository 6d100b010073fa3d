"""The pages that the studio serves, and the WebSocket of each.

Invariant: a page runs only the script and the style of this package (a content security policy says so to the browser),
and nothing is fetched from anywhere else.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from party_card.local_server.fonts import send_font
from party_card.local_server.page_access import AccessControl
from party_card.local_server.request_checks import HEADERS
from party_card.local_server.request_language import choose_request_language, keep_language
from party_card.localization import gettext, use_language
from party_card.studio.access import REFUSAL
from party_card.studio.change_watcher import watch_changes
from party_card.studio.connection import serve_connection
from party_card.studio.context import StudioContext
from party_card.studio.export_process import find_export
from party_card.studio.page_document import build_page
from party_card.studio.page_server import PageServer
from party_card.studio.previews import PREVIEW_HEADERS
from party_card.studio.requests import REQUEST_MODULES

MAX_PAGES = 20
"""How many pages may be open at a time: each has a process that proves."""
_TRY_AGAIN_LATER = 1013
_ASSETS = {"studio.js": "text/javascript", "studio.css": "text/css"}


def create_application(context: StudioContext) -> ASGIApp:
    """Returns the application, which answers nobody but its own page."""
    access = context.access

    async def send_page(request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        headers = {**HEADERS, "Content-Security-Policy": _build_policy(access.host, nonce)}
        page = build_page(nonce, choose_request_language(request))
        response = Response(page, media_type="text/html", headers=headers)
        keep_language(request, response)
        return response

    async def send_asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return PlainTextResponse("There is no such file.\n", 404, HEADERS)
        return Response(_read_asset(name), media_type=_ASSETS[name], headers=HEADERS)

    async def send_preview(request: Request) -> Response:
        page = context.previews.find(request.path_params["name"])
        if page is None:
            with use_language(choose_request_language(request)):
                sentence = gettext("This page has been replaced by a newer one.")
            return PlainTextResponse(f"{sentence}\n", 404, HEADERS)
        return Response(page, media_type="text/html", headers=PREVIEW_HEADERS)

    async def send_export(request: Request) -> Response:
        path = find_export(context.folder, request.path_params["name"])
        if path is None:
            return PlainTextResponse("There is no such file.\n", 404, HEADERS)
        return FileResponse(path, filename=path.name, headers={**HEADERS, "Content-Security-Policy": "sandbox"})

    async def connect(socket: WebSocket) -> None:
        if len(context.pages) >= MAX_PAGES:
            await socket.close(_TRY_AGAIN_LATER)
            return
        server = PageServer(context.folder, choose_request_language(socket))
        for module in REQUEST_MODULES:
            module.add_requests(server, context)
        context.pages.add(server)
        try:
            with use_language(server.language):
                await serve_connection(socket, server, access.subprotocol)
        finally:
            context.pages.remove(server)

    @asynccontextmanager
    async def watch_folder(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(watch_changes(context))
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, *(page.close_packs() for page in context.pages), return_exceptions=True)
            context.store.close()

    routes = [
        Route("/{token}/", send_page),
        Route("/{token}/fonts/{name}", send_font),
        Route(f"/{access.preview_token}/preview/{{name}}", send_preview),
        Route("/{token}/exports/{name}", send_export),
        Route("/{token}/{name}", send_asset),
        WebSocketRoute("/{token}/connection", connect),
    ]
    return AccessControl(Starlette(routes=routes, lifespan=watch_folder), access, REFUSAL)


def _read_asset(name: str) -> bytes:
    return files("party_card.studio").joinpath("page", name).read_bytes()


def _build_policy(host: str, nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self' ws://{host}; "
        "img-src 'self' data:; font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
