"""Edits of texts as the page gets them: per file, with ranges of the protocol, and files that are to be created."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol.types import Range

from party_card.language_server.positions import TextLines
from party_card.services.cards.text_edits import list_edits
from party_card.services.workspace import Workspace


def to_range(range_: Range) -> dict[str, Any]:
    """Returns a range as JSON."""
    places = {"start": range_.start, "end": range_.end}
    return {name: {"line": place.line, "character": place.character} for name, place in places.items()}


@dataclass(slots=True)
class FileChanges:
    """New texts of files, which the page puts into its documents as one step; nothing is written here."""

    workspace: Workspace
    _texts: dict[Path, str] = field(default_factory=dict)

    def read(self, path: Path) -> str | None:
        """Returns the text of a file with what has been changed here; None if there is none."""
        if path in self._texts:
            return self._texts[path]
        file = self.workspace.find_file(path)
        return None if file is None else file.text

    def set(self, path: Path, text: str) -> None:
        """Gives a file another text, or creates it."""
        self._texts[path] = text

    def to_data(self) -> dict[str, Any]:
        """Returns `edits` of files that are there, by URI, and those to `create`."""
        edits: dict[str, list[dict[str, Any]]] = {}
        created = []
        for path, text in self._texts.items():
            file = self.workspace.find_file(path)
            if file is None:
                created.append({"uri": path.as_uri(), "name": f"{path.parent.name}/{path.name}", "text": text})
            elif file.text != text:
                lines = TextLines(file.text)
                edits[path.as_uri()] = [
                    {"range": to_range(lines.range_of(edit.start, edit.end)), "newText": edit.text}
                    for edit in list_edits(file.text, text)
                ]
        return {"edits": edits, "create": created}
