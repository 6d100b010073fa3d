"""What a reader of a gamebook keeps on paper: a letter for each thing to remember, and how the book speaks of it.

Law: a condition or a change is told by letters and values alone, and whoever follows it to the word has the game's.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from party_card.frontends.gamebook.sections import Sections
from party_card.frontends.gamebook.state_classes import DnfCondition
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.shared.html import Html, element


class AdventureSheet:
    """What stands on the reader's sheet: a letter for each slot that is kept, its values in words."""

    def __init__(self, ready: ExportBundle, split: Sections) -> None:
        system = ready.atlases[0].compiled.system
        domains = [system.domains.get(name) for name in system.slots]
        start = ready.data["scenes"][0]["start"]
        self._letters = {slot: _letter(number) for number, slot in enumerate(split.kept)}
        self._values = {slot: domains[slot].names if domains[slot] else ("no", "yes") for slot in split.kept}  # type: ignore[union-attr]
        self.rows = [
            (self._letters[slot], domain.label if domain else "", self._values[slot], start[1 + slot])
            for slot in split.kept
            for domain in (domains[slot],)
        ]

    def when(self, when: DnfCondition) -> str:
        """A condition in words: `A is “wait” or “fence”, and B is not “none”; or A is “left”`."""
        return "; or ".join(", and ".join(self._is(slot, values) for slot, values in clause) for clause in when)

    def change(self, slot: int, row: Sequence[int]) -> str:
        """What to write on the sheet: `A: “wait”`, or by what stands there, `A: “1” if it is “0”, “2” if it is “1”`."""
        names = self._values[slot]
        if len(set(row)) == 1:
            return f"{self._letters[slot]}: “{names[row[0]]}”"
        moved = [f"“{names[after]}” if it is “{names[before]}”" for before, after in enumerate(row) if before != after]
        return f"{self._letters[slot]}: {', '.join(moved)}"

    def _is(self, slot: int, values: AbstractSet[int]) -> str:
        letter, names = self._letters[slot], [f"“{name}”" for name in self._values[slot]]
        others = [name for value, name in enumerate(names) if value not in values]
        if len(others) < min(len(values), 3):
            return (
                f"{letter} is not {others[0]}"
                if len(others) == 1
                else f"{letter} is neither {others[0]} nor {others[1]}"
            )
        return f"{letter} is {' or '.join(name for value, name in enumerate(names) if value in values)}"

    def sheet(self) -> Html:
        """The sheet, as it is at the beginning; nothing where nothing is kept."""
        if not self.rows:
            return Html("")
        rows = [
            element(
                "tr",
                element("th", letter, scope="row"),
                element("td", label),
                element("td", " · ".join(values)),
                element("td", values[start]),
            )
            for letter, label, values, start in self.rows
        ]
        told = (
            element("th", word, scope="col")
            for word in ("", "What it is about", "What it can be", "What it is (cross out, write anew)")
        )
        return element("table", element("thead", element("tr", *told)), element("tbody", *rows))


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"A{number - 25}"
