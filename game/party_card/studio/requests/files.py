"""Requests that concern the files of the folder: which there are, what is in one, saving, creating and deleting it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from party_card.content.models import Bibliography, Campaign, Dossier, Gazetteer, Index, People, Prologue, Scene
from party_card.content.pack import find_yaml_files
from party_card.localization import gettext
from party_card.services.workspace import Workspace
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError, explain
from party_card.studio.folder import StudioFolder
from party_card.studio.page_server import PageServer

_KINDS: Mapping[type[Any], str] = {
    Scene: "scene", Dossier: "dossier", Campaign: "campaign", Bibliography: "sources", Index: "index",
    Gazetteer: "places", People: "people", Prologue: "prologue",
}  # fmt: skip


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    folder, store = context.folder, context.store

    @server.feature("partyCard/studio/folder")
    def list_folder(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        workspace = ls.open_pack(folder.root).workspace
        try:
            workspace.refresh()
            files = [_describe_file(folder, workspace, path) for path in list_own_files(folder)]
        except OSError as error:
            raise StudioError(
                gettext("The folder {folder} cannot be read: {reason}.").format(
                    folder=folder.root, reason=explain(error)
                )
            ) from None
        is_writable = os.access(folder.root, os.W_OK)
        about = {"path": str(folder.root), "name": folder.root.name, "uri": folder.root.as_uri()}
        return {**about, "isWritable": is_writable, "files": files}

    @server.feature("partyCard/studio/open")
    async def open_file(ls: PageServer, params: Any) -> Any:
        path = folder.resolve(params["uri"])
        content, draft = await store.run(store.open, path, context.list_other_pages(ls))
        recovered = {} if draft is None else {"recovered": {"text": draft.text, "at": draft.at}}
        return {"text": content.text, "hash": content.hash, **recovered}

    @server.feature("partyCard/studio/save")
    async def save_file(ls: PageServer, params: Any) -> Any:
        path = folder.resolve(params["uri"])
        other_pages = context.list_other_pages(ls)
        result = await store.run(store.save, path, params["text"], params["hash"], other_pages)
        if not result.is_saved:
            return {"isSaved": False, "text": result.content.text, "hash": result.content.hash}
        context.report_change(path, result.content.hash, source=ls)
        return {"isSaved": True, "hash": result.content.hash, **({"warning": result.warning} if result.warning else {})}

    @server.feature("partyCard/studio/keep")
    async def keep_draft(ls: PageServer, params: Any) -> Any:
        await store.run(store.keep, folder.resolve(params["uri"]), params["text"], ls.page_id)
        return {}

    @server.feature("partyCard/studio/create")
    async def create_file(ls: PageServer, params: Any) -> Any:
        path, content = await store.run(store.create, params["name"], params["text"])
        context.report_change(path, content.hash, source=ls)
        return {"uri": path.as_uri(), "hash": content.hash}

    @server.feature("partyCard/studio/delete")
    async def delete_file(ls: PageServer, params: Any) -> Any:
        path = folder.resolve(params["uri"])
        await store.run(store.delete, path, params["hash"])
        context.report_change(path, "", source=ls)
        return {}


def list_own_files(folder: StudioFolder) -> list[Path]:
    """Returns the YAML files that can be opened: not those to which a link leads out of the folder. Raises OSError."""
    return [path for path in find_yaml_files(folder.root) if folder.contains(path) and path.is_file()]


def _describe_file(folder: StudioFolder, workspace: Workspace, path: Path) -> dict[str, Any]:
    model = workspace.find_model(path)
    return {
        "uri": path.as_uri(),
        "name": folder.name_of(path),
        "kind": _KINDS.get(type(model), "other"),
        "title": model.title if isinstance(model, Scene) else path.stem,
        "changedAt": path.stat().st_mtime_ns // 1_000_000,
    }
