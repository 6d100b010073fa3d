"""Requests that concern the history: which versions of a file there are, what was in one, and which files are gone."""

from __future__ import annotations

from typing import Any

from party_card.localization import gettext
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.page_server import PageServer
from party_card.studio.versions import HistoryError, Version


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    folder, store, history = context.folder, context.store, context.store.history

    @server.feature("partyCard/studio/versions")
    async def list_versions(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        path = folder.resolve(params["uri"])
        try:
            versions = await store.run(history.list_versions, folder.name_of(path))
        except HistoryError as error:
            raise StudioError(str(error)) from None
        return {"versions": _describe_versions(versions)}

    @server.feature("partyCard/studio/version")
    async def read_version(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        path = folder.resolve(params["uri"])
        try:
            text = await store.run(history.read_version, folder.name_of(path), int(params["id"]))
        except HistoryError as error:
            raise StudioError(str(error)) from None
        if text is None:
            raise StudioError(gettext("This version is not kept any more."))
        return {"text": text}

    @server.feature("partyCard/studio/deletedFiles")
    async def list_deleted_files(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        try:
            names = await store.run(history.list_files)
        except HistoryError as error:
            raise StudioError(str(error)) from None
        paths = [folder.root / name for name in names]
        return {"files": [{"uri": path.as_uri(), "name": folder.name_of(path)} for path in paths if not path.exists()]}


def _describe_versions(versions: list[Version]) -> list[dict[str, int]]:
    """Returns the versions for the page; `change` is how many characters each is longer than the one before."""
    lengths = [*(version.length for version in versions[1:]), 0]
    return [
        {"id": version.id, "at": version.at, "length": version.length, "change": version.length - earlier}
        for version, earlier in zip(versions, lengths, strict=True)
    ]
