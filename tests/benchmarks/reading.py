"""Measures loading of scenes and dossiers with locations and validation, against PyYAML's own loader without either.

Run: python -m tests.benchmarks.reading
"""

from __future__ import annotations

import yaml

from party_card.content.file_reader import read_model
from party_card.content.garbage_collection import gc_paused
from party_card.content.logic_parser import parse_logic
from party_card.content.models import Scene
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from tests.benchmarks.timing import format_table, time_functions


def main() -> None:
    """Prints a table for each shipped scene and dossier."""
    for folder in ("scenes", "seeds"):
        for path in sorted((find_builtin_pack() / folder).glob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            file = SourceFile(path.name, text)
            with gc_paused():  # as a pack is read
                times = time_functions(
                    {
                        "CSafeLoader": lambda text=text: yaml.load(text, Loader=yaml.CSafeLoader),  # type: ignore[misc]
                        "ours": lambda file=file: read_model(file),  # type: ignore[misc]
                    }
                )
                model, diagnostics = read_model(file)
                assert not diagnostics
                if isinstance(model, Scene):
                    times |= time_functions({"ours and its logic": lambda file=file: parse_logic(read_model(file)[0])})  # type: ignore[misc]
            size = len(text) / 1000
            print(
                format_table(
                    f"{path.name}, {size:.0f} KB ({times['ours'] * 25 / size:.2f} ms for 25 KB)", times, "CSafeLoader"
                )
            )


if __name__ == "__main__":
    main()
