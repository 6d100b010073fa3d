"""The extension for VS Code starts what the program has, and listens to what the server says."""

from __future__ import annotations

import json
from pathlib import Path

import party_card
from party_card.cli import COMMANDS
from party_card.language_server.server import PROOF_NOTIFICATION

FOLDER = Path(__file__).resolve().parents[2] / "game" / "editors" / "vscode"


def test_it_names_the_command_the_notification_and_the_version_of_the_program() -> None:
    script = (FOLDER / "extension.js").read_text(encoding="utf-8")
    assert 'args: ["lsp"]' in script
    assert "lsp" in COMMANDS
    assert f'"{PROOF_NOTIFICATION}"' in script
    manifest = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    assert party_card.__version__.startswith(manifest["version"])
    assert manifest["contributes"]["configuration"]["properties"]["partyCard.command"]["default"] == "party-card"
