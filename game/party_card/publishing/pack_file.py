"""Writes a pack as one file to hand on: a zip that `party-card pack add` takes.

Invariant: only a pack without errors whose every scene is proved is written; the same files give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from party_card.content.pack_archive import open_pack_archive
from party_card.diagnostics.diagnostic import Severity
from party_card.services.checked_pack import load_checked_pack
from party_card.services.errors import InvalidContentError, UsageError
from party_card.services.load import require_scenes
from party_card.services.verification import SceneProgress, verify_scene

_ZIP_TIMESTAMP = (1980, 1, 1, 0, 0, 0)


def write_pack_file(root: Path, progress: SceneProgress | None = None) -> bytes:
    """Returns the zip of the pack in `root`. Raises UsageError and InvalidContentError."""
    archive = open_pack_archive(root)
    if archive.errors:
        raise UsageError("\n".join(archive.errors))
    checked_pack = load_checked_pack(root)
    require_scenes(checked_pack.pack)
    diagnostics = list(checked_pack.diagnostics_at(None))
    if not any(item.severity is Severity.ERROR for item in diagnostics):
        for scene in checked_pack.scene_ids_at(None):
            diagnostics += verify_scene(checked_pack.pack, scene, progress=progress).diagnostics
    if errors := [item for item in diagnostics if item.severity is Severity.ERROR]:
        raise InvalidContentError(errors)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in sorted(archive.files.items()):
            entry = zipfile.ZipInfo(name, _ZIP_TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return buffer.getvalue()
