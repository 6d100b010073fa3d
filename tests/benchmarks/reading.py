"""Measures loading of scenes and dossiers with locations and validation, against PyYAML's own loader without either."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

from party_card.content.file_reader import read_model
from party_card.content.garbage_collection import gc_paused
from party_card.content.logic_parser import parse_logic
from party_card.content.models import Scene
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.corpus import unpack_corpus
from tests.benchmarks.installation import PACKS
from tests.benchmarks.timing import time_functions

KINDS = {"scenes": "scenes", "seeds": "dossiers and other evidence"}


def measure(options: Options) -> Figures:
    """Returns the sums over the files of each folder, each file measured in turn by both."""
    figures: Figures = {}
    for pack in PACKS[: 1 if options.is_quick else None]:
        with tempfile.TemporaryDirectory() as name:
            root = unpack_corpus(Path(name)) if pack == "0.1" else find_builtin_pack()
            for folder in KINDS:
                sums = _measure_folder(root / folder, 5 if options.is_quick else 40)
                figures |= {f"{pack}: {folder}, {column}": value for column, value in sums.items()}
                figures[f"{pack}: {folder}, read ÷ CSafeLoader"] = sums["read, ms"] / sums["CSafeLoader, ms"]
    return figures


def _measure_folder(folder: Path, rounds: int) -> dict[str, float]:
    sums = {"files": 0.0, "KB": 0.0, "CSafeLoader, ms": 0.0, "read, ms": 0.0, "with its logic, ms": 0.0}
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        file = SourceFile(path.name, text)
        with gc_paused():  # as a pack is read
            model, diagnostics = read_model(file)
            assert not diagnostics
            functions = {
                "CSafeLoader, ms": lambda text=text: yaml.load(text, Loader=yaml.CSafeLoader),
                "read, ms": lambda file=file: read_model(file),
            }
            if isinstance(model, Scene):
                functions["with its logic, ms"] = lambda file=file: parse_logic(read_model(file)[0])
            for column, ms in time_functions(functions, rounds).items():
                sums[column] += ms
        sums["files"] += 1
        sums["KB"] += len(text.encode()) / 1000
    return sums


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each folder of each pack."""
    rows = []
    for pack in PACKS:
        for folder, kind in KINDS.items():
            prefix = f"{pack}: {folder}, "
            rows.append(
                [
                    f"{pack}: {format_figure(figures, f'{prefix}files', '{:.0f}')} {kind}",
                    format_figure(figures, f"{prefix}KB", "{:,.0f}"),
                    format_figure(figures, f"{prefix}CSafeLoader, ms"),
                    format_figure(figures, f"{prefix}read, ms"),
                    format_figure(figures, f"{prefix}with its logic, ms") if folder == "scenes" else "",
                    format_figure(figures, f"{prefix}read ÷ CSafeLoader", "{:.2f}"),
                ]
            )
    header = ["", "KB", "CSafeLoader, ms", "ours, ms", "ours, with conditions parsed", "ours ÷ CSafeLoader"]
    return format_rows(header, rows)
