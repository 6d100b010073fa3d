"""The outline of a file: its names as symbols, the parts that can be folded, and a line above each passage.

Invariant: what the proof says is shown only for the text that was proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol.types import CodeLens, Command, DocumentSymbol, FoldingRange, SymbolKind

from party_card.diagnostics.words import format_count
from party_card.language_server.positions import TextLines
from party_card.language_server.proof_summary import SceneProof
from party_card.services.workspace import Workspace

PLAY_COMMAND = "partyCard.playFrom"
_KINDS = {
    "scene": SymbolKind.Module, "dossier": SymbolKind.Module, "passage": SymbolKind.Class, "choice": SymbolKind.Event,
    "variable": SymbolKind.Variable, "ending": SymbolKind.EnumMember, "trace": SymbolKind.Interface,
    "paper": SymbolKind.File, "fact": SymbolKind.Constant, "person": SymbolKind.Object, "place": SymbolKind.Namespace,
    "term": SymbolKind.String, "figure": SymbolKind.Array, "source": SymbolKind.Package,
}  # fmt: skip


def list_symbols(workspace: Workspace, path: Path, lines: TextLines) -> list[DocumentSymbol]:
    """Returns the declared names of a file; choices and endings lie below their passage."""
    symbols: list[DocumentSymbol] = []
    passage: DocumentSymbol | None = None
    for use in workspace.list_names(path):
        if not use.is_declaration or use.kind not in _KINDS:
            continue
        range_ = lines.range_of(use.start, use.end)
        symbol = DocumentSymbol(use.name, _KINDS[use.kind], range_, range_, detail=use.kind, children=[])
        if use.kind in ("choice", "ending") and passage is not None and isinstance(passage.children, list):
            passage.children.append(symbol)
            passage.range.end = range_.end
            continue
        passage = symbol if use.kind == "passage" else passage
        symbols.append(symbol)
    return symbols


def iter_folds(lines: TextLines) -> Iterator[FoldingRange]:
    """Yields the lines that lie below a key or a dash and are indented more than it."""
    open_lines: list[tuple[int, int]] = []  # indent and number of each line that may have something below it
    last_filled = 0
    for number, line in enumerate(lines.lines):
        text = line.lstrip(" ")
        if not text or text.startswith("#"):
            continue
        indent = len(line) - len(text)
        while open_lines and open_lines[-1][0] >= indent:
            _, start = open_lines.pop()
            if last_filled > start:
                yield FoldingRange(start, last_filled)
        open_lines.append((indent, number))
        last_filled = number
    for _, start in reversed(open_lines):
        if last_filled > start:
            yield FoldingRange(start, last_filled)


def iter_lenses(workspace: Workspace, path: Path, lines: TextLines, uri: str, proof: SceneProof) -> Iterator[CodeLens]:
    """Yields a line above each passage: which endings can be reached from it, and a way to play from there."""
    for use in workspace.list_names(path):
        if not use.is_declaration or use.kind != "passage" or use.name not in proof.passages:
            continue
        passage = proof.passages[use.name]
        range_ = lines.range_of(use.start, use.end)
        if passage.witness is None:
            yield CodeLens(range_, Command("No path leads here", ""))
            continue
        reach = f"{len(passage.endings)} of {format_count(proof.ending_count, 'ending')} can be reached"
        yield CodeLens(range_, Command(f"{reach} · play from here", PLAY_COMMAND, arguments=[uri, use.name]))
