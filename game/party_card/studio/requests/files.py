"""Requests that concern the files of the folder: which there are, what is in one, and saving it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from party_card.content.file_reader import MAX_FILE_BYTES
from party_card.content.models import Campaign, Dossier, Scene
from party_card.content.pack import find_yaml_files
from party_card.language_server.server import PartyCardServer
from party_card.platform.file_writer import write_file
from party_card.platform.regular_files import read_start
from party_card.services.workspace import Workspace
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError


def add_requests(server: PartyCardServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    folder = context.folder

    @server.feature("partyCard/studio/folder")
    def list_folder(ls: PartyCardServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        workspace = Workspace(folder.root, folder.root)
        workspace.refresh()
        files = []
        for path in find_yaml_files(folder.root):
            model = workspace.find_model(path)
            kind = {Scene: "scene", Dossier: "dossier", Campaign: "campaign"}.get(type(model), "other")
            title = model.title if isinstance(model, Scene) else path.stem
            files.append({"uri": path.as_uri(), "name": folder.name_of(path), "kind": kind, "title": title})
        return {"path": str(folder.root), "name": folder.root.name, "uri": folder.root.as_uri(), "files": files}

    @server.feature("partyCard/studio/open")
    def open_file(ls: PartyCardServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        data = read_start(folder.resolve(params["uri"]), MAX_FILE_BYTES)
        return {"text": data.decode(), "hash": sha256(data).hexdigest()}

    @server.feature("partyCard/studio/save")
    def save_file(ls: PartyCardServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        path, data = folder.resolve(params["uri"]), params["text"].encode()
        known = read_start(path, MAX_FILE_BYTES) if path.exists() else b""
        if sha256(known).hexdigest() != params["hash"]:
            return {"isSaved": False, "text": known.decode(), "hash": sha256(known).hexdigest()}
        try:
            write_file(path, data)
        except OSError as error:
            raise StudioError(f"{path.name} cannot be saved: {error.strerror}.") from None
        return {"isSaved": True, "hash": sha256(data).hexdigest()}
