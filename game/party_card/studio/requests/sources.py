"""Requests for the teacher's own copies of sources: opening one beside a scene, and what was opened before."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from party_card.content.models import SourceId
from party_card.content.pack import Pack
from party_card.localization import gettext, gettext_noop
from party_card.services.cards.clean_text import clean_text
from party_card.studio.cited_places import CitedPlaces
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.page_server import PageServer
from party_card.studio.source_copies import CopyStore, SourceCopy, make_copy, number_paragraphs
from party_card.studio.source_files import read_source_file
from party_card.studio.source_reader import MAX_SOURCE_BYTES

_ACCEPTED = [".txt", ".md", ".docx", ".odt", ".pdf", ".html", ".htm"]
_UNLIKE = gettext_noop(
    "No paragraph of this copy is one of those that the index of the source has. Is it another edition?"
)


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    root = context.folder.root
    store = CopyStore(root)

    @server.feature("partyCard/studio/sourceCopies")
    def list_copies(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        copies = [
            {"id": copy.id, "title": copy.title, "name": copy.name, "source": copy.source or None}
            for copy in store.list()
        ]
        return {"copies": copies, "accepts": _ACCEPTED, "maxBytes": MAX_SOURCE_BYTES}

    @server.feature("partyCard/studio/openSourceCopy")
    async def open_copy(ls: PageServer, params: Any) -> Any:
        copy = store.find(params["id"]) if params.get("id") else await _read_copy(params)
        source = params.get("source")
        copy = replace(copy, source=source) if source else copy
        try:
            store.write(copy)
            warning = None
        except StudioError as error:
            warning = error.message
        description = await asyncio.to_thread(_describe_copy, copy, _find_pack(ls, context))
        return {**description, "warning": warning}

    @server.feature("partyCard/studio/closeSourceCopy")
    def close_copy(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        store.remove(params["id"])
        return {}


async def _read_copy(params: Mapping[str, Any]) -> SourceCopy:
    try:
        data = base64.b64decode(params.get("data") or "", validate=True)
    except binascii.Error:
        raise StudioError(gettext("The file did not arrive whole. Choose it again.")) from None
    name = clean_text(str(params["name"]), "line") or "source"
    return make_copy(name, "", await read_source_file(name, data))


def _find_pack(ls: PageServer, context: StudioContext) -> Pack:
    """Returns the pack of the folder, with the texts that the page has open."""
    workspace = ls.open_pack(context.folder.root).workspace
    workspace.refresh()
    return workspace.pack


def _describe_copy(copy: SourceCopy, pack: Pack) -> dict[str, Any]:
    index = pack.indexes.get(SourceId(copy.source))
    places = CitedPlaces(pack, copy.source)
    paragraphs = number_paragraphs(copy.file, index)
    is_unlike = index is not None and all(paragraph.number is None for paragraph in paragraphs)
    return {
        "id": copy.id,
        "title": copy.title,
        "name": copy.name,
        "source": copy.source or None,
        "pages": copy.file.pages or None,
        "remark": gettext(_UNLIKE) if is_unlike else None,
        "paragraphs": [
            {
                "number": paragraph.number,
                "page": paragraph.page or None,
                "text": paragraph.text,
                "isHeading": paragraph.is_heading,
                "notes": [{"offset": offset, "number": number} for offset, number in paragraph.notes],
                "facts": places.find_facts(paragraph.number, paragraph.page),
            }
            for paragraph in paragraphs
        ],
    }
