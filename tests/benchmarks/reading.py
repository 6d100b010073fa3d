"""How fast scenes and dossiers are read, with places and validation, beside PyYAML's own loader without either.

Run: python -m tests.benchmarks.reading
"""

from __future__ import annotations

import yaml

from party_card.content.models import Scene
from party_card.content.pack import builtin, gc_paused, read_model
from party_card.content.scene_logic import read_logic
from party_card.diagnostics.source import SourceFile
from tests.benchmarks.side_by_side import functions, table


def main() -> None:
    """Prints a table for each shipped scene and dossier."""
    for folder in ("scenes", "seeds"):
        for path in sorted((builtin() / folder).glob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            file = SourceFile(path.name, text)
            with gc_paused():  # as a pack is read
                times = functions(
                    {
                        "CSafeLoader": lambda text=text: yaml.load(text, Loader=yaml.CSafeLoader),  # type: ignore[misc]
                        "ours": lambda file=file: read_model(file),  # type: ignore[misc]
                    }
                )
                model, problems = read_model(file)
                assert not problems
                if isinstance(model, Scene):
                    times |= functions({"ours and its logic": lambda file=file: read_logic(read_model(file)[0])})  # type: ignore[misc]
            size = len(text) / 1000
            print(
                table(
                    f"{path.name}, {size:.0f} KB ({times['ours'] * 25 / size:.2f} ms for 25 KB)", times, "CSafeLoader"
                )
            )


if __name__ == "__main__":
    main()
