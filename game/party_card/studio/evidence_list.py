"""What the evidence of a scene is: its facts with their sources and places, and where the scene cites them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from party_card.content.models import Cite, Dossier, Fact, Scene, Source
from party_card.content.overlay import list_used_sources
from party_card.content.pack import Pack
from party_card.content.words_of_names import find_words
from party_card.evidence.cite import format_locator
from party_card.evidence.rich_text import to_plain
from party_card.frozen_dataclass import frozen_dataclass
from party_card.language_server.positions import TextLines
from party_card.services.cards.date_text import write_date_words
from party_card.services.workspace import Workspace
from party_card.studio.protocol_edits import to_range


@frozen_dataclass
class SceneEvidence:
    """A scene with its pack; `words` are the source's words of facts, and `names` those typed for their names."""

    workspace: Workspace
    path: Path
    scene: Scene
    words: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def pack(self) -> Pack:
        """The pack as it is being written."""
        return self.workspace.pack

    def iter_dossiers(self) -> Iterator[tuple[Dossier, Path | None]]:
        """Yields the dossiers of the scene, each with its file, or None if it is of the game."""
        for name in self.scene.dossiers:
            if (dossier := self.pack.dossiers.get(name)) is not None:
                yield dossier, find_own_path(self.workspace, dossier)

    def describe(self) -> dict[str, Any]:
        """Returns the evidence as JSON."""
        citations = self._list_citations()
        facts, dossiers = [], []
        for dossier, path in self.iter_dossiers():
            uri = None if path is None else path.as_uri()
            dossiers.append({"id": dossier.dossier, "title": dossier.title or dossier.dossier, "uri": uri})
            lines = TextLines(dossier.location.file.text)
            name_ranges = {} if path is None else self._list_name_ranges(path, lines)
            for name, fact in dossier.facts.items():
                node = fact.location.node
                place = to_range(lines.range_of(node.start_mark.index, node.end_mark.index)) if path else None
                cited_at = citations.get(str(name), [])
                about: dict[str, Any] = {
                    "id": name,
                    "name": find_words(str(name), [fact.text], self.names.get(str(name), "")),
                    "dossier": dossier.dossier,
                }
                about |= {"uri": uri, "range": place, "idRange": name_ranges.get(str(name))}
                facts.append({**about, **self._describe_fact(dossier, fact, str(name)), "citedAt": cited_at})
        return {
            "facts": facts,
            "dossiers": dossiers,
            "sources": [self._describe_source(source) for source in list_used_sources(self.pack)],
            "unusedCount": sum(not fact["citedAt"] for fact in facts),
        }

    def _list_name_ranges(self, path: Path, lines: TextLines) -> dict[str, Any]:
        """Returns where a dossier declares each of its facts."""
        uses = [use for use in self.workspace.list_names(path) if use.kind == "fact" and use.is_declaration]
        return {use.name: to_range(lines.range_of(use.start, use.end)) for use in uses}

    def _describe_fact(self, dossier: Dossier, fact: Fact, name: str) -> dict[str, Any]:
        return {
            "text": fact.text,
            "grade": fact.grade,
            "date": fact.date,
            "dateWords": write_date_words(fact.date) if fact.date else None,
            "quotes": list(fact.quotes),
            "note": fact.note or None,
            "words": self.words.get(f"{dossier.dossier}/{name}"),
            "cites": [self._describe_cite(cite) for cite in fact.cites],
        }

    def _describe_cite(self, cite: Cite) -> dict[str, Any]:
        source = self.pack.sources.get(cite.source)
        return {
            "source": cite.source or None,
            "title": source.title if source is not None else None,
            "place": to_plain(format_locator(self.pack.indexes.get(cite.source), cite)) or None,
            "paragraphs": list(cite.paragraphs),
            "notes": list(cite.notes),
            "page": cite.page or None,
            "stance": cite.stance,
        }

    def _describe_source(self, source: Source) -> dict[str, Any]:
        path = find_own_path(self.workspace, source)
        return {
            "id": source.id,
            "title": source.title,
            "kind": source.kind,
            "type": source.type,
            "uri": None if path is None else path.as_uri(),
            "hasIndex": source.id in self.pack.indexes,
        }

    def _list_citations(self) -> dict[str, list[dict[str, Any]]]:
        """Returns where the scene cites each fact: ranges of the names in its text, and the passages they are in."""
        file = self.workspace.find_file(self.path)
        citations: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        if file is None:
            return citations
        lines = TextLines(file.text)
        starts = [(passage.location.node.start_mark.index, name) for name, passage in self.scene.passages.items()]
        ends = [(passage.location.node.end_mark.index, name) for name, passage in self.scene.passages.items()]
        for use in self.workspace.list_names(self.path):
            if use.kind == "fact" and not use.is_declaration:
                within = [
                    name for (start, name), (end, _) in zip(starts, ends, strict=True) if start <= use.start < end
                ]
                range_ = to_range(lines.range_of(use.start, use.end))
                citations[use.name].append({"range": range_, "passage": within[0] if within else None})
        return citations


def find_own_path(workspace: Workspace, model: Dossier | Source) -> Path | None:
    """Returns the file of a dossier or source; None if it is of the game and not of the pack."""
    name = model.location.file.name
    return next((path for path in workspace.list_paths() if workspace.name_of(path) == name), None)
