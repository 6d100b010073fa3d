"""The server: requests and notifications of the protocol, answered from the workspace of each pack.

Invariant: what is said of a file that is open is said of the text that the editor has, with its version.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cattrs import Converter
from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.lsp.server import LanguageServer
from pygls.protocol import JsonRPCNotification, JsonRPCRequestMessage, LanguageServerProtocol, default_converter
from pygls.uris import to_fs_path

from party_card import __version__
from party_card.content.file_names import is_yaml_name
from party_card.content.garbage_collection import skip_long_lived_objects
from party_card.content.models import Scene
from party_card.content.pack_folders import YAML_FOLDERS, find_pack_root
from party_card.diagnostics.source import SourceFile
from party_card.language_server.background import Answer, BackgroundProver
from party_card.language_server.messages import Fix, to_protocol
from party_card.language_server.positions import TextLines
from party_card.language_server.proof_summary import SceneProof
from party_card.services.workspace import Workspace

_PACK_KEY = re.compile(r"^(?:scene|dossier|campaign|prologue) *:", re.MULTILINE)
PROOF_NOTIFICATION = "partyCard/proof"
_TRIGGERS = ["@", " ", "(", "[", "{", "-"]


@dataclass
class OpenPack:
    """A pack of which at least one file is open: its workspace, its prover, and what was told of its files last."""

    workspace: Workspace
    prover: BackgroundProver
    version: int = 0
    proofs: dict[Path, SceneProof] = field(default_factory=dict)
    findings: dict[Path, list[types.Diagnostic]] = field(default_factory=dict)
    told: dict[Path, tuple[int | None, list[types.Diagnostic]]] = field(default_factory=dict)
    unproved: list[Path] = field(default_factory=list)
    """Files whose text has changed since it was proved last; a scene stays until it can be proved."""


@dataclass(frozen=True)
class OpenFile:
    """A file that an editor has open: the address by which it knows it, and the version of its text."""

    uri: str
    version: int


class PartyCardServer(LanguageServer):
    """A language server for packs: scenes, dossiers, sources, places, people and campaigns."""

    reads_links_out = True
    """True if what links lead to outside the folder of a pack is read, as `check` reads it."""

    def __init__(self, protocol_class: type[LanguageServerProtocol] = LanguageServerProtocol) -> None:
        super().__init__(
            "party-card",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=protocol_class,
            converter_factory=_make_converter,
        )
        self._packs: dict[Path, OpenPack] = {}
        self._open_files: dict[Path, OpenFile] = {}
        self._converter = get_converter()
        self.closers: list[Callable[[], Awaitable[None]]] = []
        """Called when the connection ends, beside what ends the processes that prove."""

    def find(self, uri: str) -> tuple[Path, OpenPack] | None:
        """Returns the file of a URI and its pack; None if it is no YAML file."""
        name = to_fs_path(uri)
        if name is None or not is_yaml_name(Path(name).name):
            return None
        try:
            path = Path(name).resolve()
            root = find_pack_root(path).resolve()
        except (OSError, RuntimeError, ValueError):  # a link that leads to itself, or a character of zero
            return None
        return path, self.open_pack(root)

    def open_pack(self, root: Path) -> OpenPack:
        """Returns the pack in the folder `root`, which has every link resolved."""
        if root not in self._packs:
            pack = OpenPack(
                Workspace(root, root, reads_links_out=self.reads_links_out),
                BackgroundProver(
                    root,
                    lambda answer: self._take(pack, answer),
                    lambda errors: self._tell_failure(pack, errors),
                    reads_links_out=self.reads_links_out,
                ),
            )
            self._packs[root] = pack
        return self._packs[root]

    def update(self, uri: str) -> None:
        """Takes in the text of an open file, and tells what is wrong in it."""
        found = self.find(uri)
        if found is None:
            return
        path, pack = found
        if not pack.workspace.is_pack and not _is_of_pack(path, self.workspace.get_text_document(uri).source):
            return
        document = self.workspace.get_text_document(uri)
        self._open_files[path] = OpenFile(uri, document.version or 0)
        pack.workspace.set_text(path, document.source)
        self._refresh(pack, path)

    def close(self, uri: str) -> None:
        """Lets the file on the disk count again."""
        found = self.find(uri)
        if found is not None and self._open_files.pop(found[0], None) is not None:
            path, pack = found
            pack.workspace.discard_text(path)
            self._refresh(pack, path)

    def reread(self, uris: Sequence[str]) -> None:
        """Takes in files that another program has changed."""
        paths = [Path(name).resolve() for uri in uris if (name := to_fs_path(uri)) is not None]
        for root, pack in self._packs.items():
            if any(root in path.parents for path in paths):
                open_paths = [path for path in self._open_files if root in path.parents]
                for path in open_paths or pack.workspace.list_paths()[:1]:
                    self._refresh(pack, path)

    def _refresh(self, pack: OpenPack, path: Path) -> None:
        workspace, edited_at = pack.workspace, time.monotonic()
        try:
            workspace.refresh()
        except OSError as error:
            message = f"The folder {workspace.root} cannot be read: {error.strerror or error}."
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
            return
        pack.findings.pop(path, None)
        self._tell(pack, path, self._check(pack, path))
        if not pack.version:
            skip_long_lived_objects()
        pack.version += 1
        pack.unproved = [*(other for other in pack.unproved if other != path), path]
        pack.prover.ask(pack.version, pack.unproved, self.list_open_texts(pack), edited_at)

    def list_open_texts(self, pack: OpenPack) -> dict[Path, str]:
        """Returns the texts of the files of a pack that are open."""
        return {
            path: file.text
            for path in self._open_files
            if pack.workspace.root in path.parents and (file := pack.workspace.find_file(path)) is not None
        }

    def _check(self, pack: OpenPack, path: Path) -> list[types.Diagnostic]:
        file = pack.workspace.find_file(path)
        lines = TextLines(file.text if file is not None else "")
        return [to_protocol(item, lines, self.uri_of) for item in pack.workspace.check(path)]

    def uri_of(self, file: SourceFile) -> str | None:
        """Returns the URI of a file that a message points to."""
        return self.uri_of_path(Path(file.name)) if Path(file.name).is_absolute() else None

    def uri_of_path(self, path: Path) -> str:
        """Returns the URI of a file; of an open one that by which the editor knows it."""
        open_file = self._open_files.get(path)
        return path.as_uri() if open_file is None else open_file.uri

    def version_of(self, uri: str) -> int | None:
        """Returns the version of the text of an open file; None if it is not open."""
        found = self.find(uri)
        open_file = self._open_files.get(found[0]) if found is not None else None
        return open_file.version if open_file is not None else None

    def _tell(self, pack: OpenPack, path: Path, diagnostics: list[types.Diagnostic]) -> None:
        """Publishes what is wrong in a file, unless that has been said already."""
        open_file = self._open_files.get(path)
        version = open_file.version if open_file is not None else None
        if pack.told.get(path, (None, [])) == (version, diagnostics):
            return
        pack.told[path] = version, diagnostics
        params = types.PublishDiagnosticsParams(self.uri_of_path(path), diagnostics, version)
        self.text_document_publish_diagnostics(params)

    def _take(self, pack: OpenPack, answer: Answer) -> None:
        """Takes an answer of the prover: the proof of a scene, or what is wrong in every file."""
        if answer["version"] != pack.version:
            return
        if "path" in answer:
            path = Path(answer["path"])
            is_settled = answer["proof"] is not None or not isinstance(pack.workspace.find_model(path), Scene)
            if is_settled and path in pack.unproved:
                pack.unproved.remove(path)  # a scene with a mistake, perhaps in another file, is tried again
            if answer["proof"] is not None or isinstance(pack.workspace.find_model(path), Scene):
                self._tell_verdict(path, answer["proof"], answer["problems"])
            if answer["proof"] is not None:
                self._take_proof(pack, path, answer["proof"])
        for name, data in answer.get("files", {}).items():
            self._tell(pack, Path(name), [*self._structure(data), *pack.findings.get(Path(name), ())])

    def _take_proof(self, pack: OpenPack, path: Path, proof: dict[str, Any]) -> None:
        open_file = self._open_files.get(path)
        version = open_file.version if open_file is not None else 0
        pack.proofs[path] = SceneProof.from_data(version, proof)
        pack.findings[path] = self._structure(proof["diagnostics"])
        self._tell(pack, path, [*self._check(pack, path), *pack.findings[path]])
        workspace = self.client_capabilities.workspace
        if workspace is not None and workspace.code_lens is not None and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def _tell_verdict(self, path: Path, proof: dict[str, Any] | None, problems: int) -> None:
        """Tells what the proof says of the text that is open; `holds` is None if mistakes stand against a proof."""
        open_file = self._open_files.get(path)
        verdict = {
            "uri": self.uri_of_path(path),
            "version": open_file.version if open_file is not None else 0,
            "at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "holds": None,
            "problems": problems,
        }
        if proof is not None:
            verdict |= {key: proof[key] for key in ("holds", "positions", "seconds")} | proof["figures"]
        self.protocol.notify(PROOF_NOTIFICATION, verdict)

    def _tell_failure(self, pack: OpenPack, errors: str) -> None:
        """Tells that no proof of the newest texts will come, and what the process said last."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"The proof has stopped.\n{errors}"))
        for path in pack.unproved:
            if (open_file := self._open_files.get(path)) is not None:
                verdict = {"uri": open_file.uri, "version": open_file.version, "holds": None, "problems": 0}
                self.protocol.notify(PROOF_NOTIFICATION, verdict | {"hasStopped": True})

    def _structure(self, data: Sequence[Any]) -> list[types.Diagnostic]:
        return [self._converter.structure(item, types.Diagnostic) for item in data]

    def fixes_of(self, finding: types.Diagnostic) -> list[Fix]:
        """Returns the fixes of a finding of the proof, which come with it from the process that proves."""
        return self._converter.structure(finding.data or [], list[Fix])

    def proof_of(self, pack: OpenPack, path: Path) -> SceneProof | None:
        """Returns the proof of the scene in a file, if it is that of the text that is open."""
        proof = pack.proofs.get(path)
        open_file = self._open_files.get(path)
        is_current = proof is not None and open_file is not None and proof.version == open_file.version
        return proof if is_current else None

    async def close_packs(self) -> None:
        """Ends the processes that prove, and what else has been begun for the connection."""
        await asyncio.gather(*(pack.prover.close() for pack in self._packs.values()), *(end() for end in self.closers))


def _make_converter() -> Converter:
    """Returns the converter of messages; parameters of requests beyond the protocol stay what JSON says."""
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]  # pygls
    for kind in (JsonRPCRequestMessage, JsonRPCNotification):
        converter.register_structure_hook(kind, lambda data, message: message(**data))
    return converter


def _is_of_pack(path: Path, text: str) -> bool:
    """Returns True if a file seems to be meant for a pack; other files of YAML are left alone."""
    return path.parent.name in YAML_FOLDERS or _PACK_KEY.search(text) is not None
