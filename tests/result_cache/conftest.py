"""Fixtures of the tests of the cache: a built-in pack that is small."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.result_cache import request
from party_card.result_cache.program_digest import digest_program
from party_card.services import load
from tests.pack_files import write_texts


@pytest.fixture(autouse=True)
def builtin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Lays packs over a small one, and reads the program's own code once: both take longer than a check of a pack."""
    texts = {"seeds/terms.yaml": "dossier: terms\nterms: {ogpu: The secret police.}\n"}
    root = write_texts(tmp_path / "builtin", texts)
    digest = digest_program()
    monkeypatch.setattr(request, "digest_program", lambda _packages: digest)
    for module in (request, load):
        monkeypatch.setattr(module, "find_builtin_pack", lambda: root)
    return root
