"""Mutants of the built-in pack: each of its files with one small accident, the same for the same seed.

    python -m tests.rules.mutants FIRST_SEED COUNT

checks so many mutants and prints a line of JSON: how many messages they gave, and those that broke the rules.
"""

from __future__ import annotations

import json
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from party_card.content.file_reader import read_model
from party_card.content.models import Bibliography, Campaign, Dossier, Index, Scene
from party_card.content.pack import PackBuilder
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render import full
from party_card.diagnostics.source import SourceFile
from party_card.rules import check_pack
from tests.shipped import load_shipped_pack

Mutation = Callable[[random.Random, str], str]
ODD_CHARACTERS: tuple[str, ...] = (
    *"\t\"'{}[]:#&*!|>%@`\\?-,.=<",
    "\u00a0", "\u200b", "\ufeff", "\u2028", "\x85", "\u202e", "–", "“", "：", "е", "e\u0301", "\x1b", "\x00", "日本",
)  # fmt: skip
WHOLE_PACK_SHARE = 50
"""Of so many mutants one is checked in the whole pack."""
TOKENS = (
    ": ",
    ":",
    " ",
    "- ",
    "-",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "@",
    "[@",
    "|",
    "==",
    " and ",
    "true",
    "\n",
    "_",
)
WORDS = (
    "yes",
    "True",
    "null",
    "~",
    "no",
    "0x1F",
    "+1",
    "1_000",
    "“x”",
    "[x]",
    "{x: y}",
    "*x",
    "!x",
    "| x",
    "# x",
    "- x",
    "",
)


def delete_character(rng: random.Random, text: str) -> str:
    """Leaves out one character."""
    index = rng.randrange(len(text))
    return text[:index] + text[index + 1 :]


def insert_character(rng: random.Random, text: str) -> str:
    """Puts an odd character somewhere."""
    index = rng.randrange(len(text))
    return text[:index] + rng.choice(ODD_CHARACTERS) + text[index:]


def replace_character(rng: random.Random, text: str) -> str:
    """Writes an odd character for another."""
    index = rng.randrange(len(text))
    return text[:index] + rng.choice(ODD_CHARACTERS) + text[index + 1 :]


def swap_characters(rng: random.Random, text: str) -> str:
    """Swaps two neighbours."""
    index = rng.randrange(len(text) - 1)
    return text[:index] + text[index + 1] + text[index] + text[index + 2 :]


def delete_token(rng: random.Random, text: str) -> str:
    """Leaves out one sign or word that means something to YAML."""
    return _replace_token(rng, text, "")


def change_token(rng: random.Random, text: str) -> str:
    """Writes one such sign for another."""
    return _replace_token(rng, text, rng.choice(TOKENS))


def _replace_token(rng: random.Random, text: str, replacement: str) -> str:
    token = rng.choice(TOKENS)
    start = text.find(token, rng.randrange(len(text)))
    return text if start < 0 else text[:start] + replacement + text[start + len(token) :]


def change_value(rng: random.Random, text: str) -> str:
    """Writes something else behind a key."""

    def change(line: str) -> str:
        key, colon, _ = line.partition(": ")
        return key + (colon or ": ") + rng.choice(WORDS)

    return _change_line(rng, text, lambda line: [change(line)])


def indent_line(rng: random.Random, text: str) -> str:
    """Begins a line in another column."""
    return _change_line(rng, text, lambda line: [" " * rng.randrange(10) + line.lstrip(" ")])


def delete_line(rng: random.Random, text: str) -> str:
    """Leaves out a line."""
    return _change_line(rng, text, lambda _: [])


def repeat_line(rng: random.Random, text: str) -> str:
    """Writes a line twice."""
    return _change_line(rng, text, lambda line: [line, line])


def split_line(rng: random.Random, text: str) -> str:
    """Ends a line somewhere."""

    def split(line: str) -> list[str]:
        index = rng.randrange(len(line) + 1)
        return [line[:index], line[index:]]

    return _change_line(rng, text, split)


def swap_lines(rng: random.Random, text: str) -> str:
    """Swaps two neighbours."""
    lines = text.split("\n")
    index = rng.randrange(len(lines) - 1)
    lines[index : index + 2] = reversed(lines[index : index + 2])
    return "\n".join(lines)


def join_lines(rng: random.Random, text: str) -> str:
    """Writes a line behind the one above."""
    lines = text.split("\n")
    index = rng.randrange(len(lines) - 1)
    lines[index : index + 2] = ["".join(lines[index : index + 2])]
    return "\n".join(lines)


def cut(rng: random.Random, text: str) -> str:
    """Ends the file too early."""
    return text[: rng.randrange(len(text))]


def _change_line(rng: random.Random, text: str, change: Callable[[str], list[str]]) -> str:
    lines = text.split("\n")
    index = rng.randrange(len(lines))
    lines[index : index + 1] = change(lines[index])
    return "\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    delete_character, insert_character, replace_character, swap_characters, delete_token, change_token, change_value,
    indent_line, delete_line, repeat_line, split_line, swap_lines, join_lines, cut,
)  # fmt: skip


class MutantCheck:
    """Checks each mutant among the files that its file has to do with; these are read once."""

    def __init__(self) -> None:
        self.pack = load_shipped_pack()
        self.files = {file.name: file for file in self.pack.files}
        self.models = {name: read_model(file) for name, file in self.files.items()}
        self._known_messages: dict[tuple[str, ...], set[tuple[str, str, str]]] = {}

    def check(self, seed: int) -> list[Diagnostic]:
        """Returns what is reported of the mutant with this seed, and not of the file that it was made of."""
        rng = random.Random(seed)
        file = rng.choice(self.pack.files)
        mutant = SourceFile(file.name, rng.choice(MUTATIONS)(rng, file.text))
        names = tuple(self.files) if seed % WHOLE_PACK_SHARE == 0 else self._list_neighbours(file.name)
        if names not in self._known_messages:
            self._known_messages[names] = {_key(diagnostic) for diagnostic in self._check(names, None)}
        found = [item for item in self._check(names, mutant) if item.severity is not Severity.INFO]
        return [diagnostic for diagnostic in found if _key(diagnostic) not in self._known_messages[names]]

    def _list_neighbours(self, name: str) -> tuple[str, ...]:
        """Returns the file `name`, the evidence that it names and the shortest scenes that name it."""
        model, _ = self.models[name]
        scenes = sorted(self.pack.scenes.values(), key=lambda scene: len(scene.location.file.text))
        dossiers = set(model.dossiers) if isinstance(model, Scene | Campaign) else set()
        if isinstance(model, Dossier):
            dossiers = {model.dossier}
            scenes = [scene for scene in scenes if model.dossier in scene.dossiers][:1]
        else:
            scenes = scenes[:1] if isinstance(model, Campaign) else []
        evidence = [
            file.name for file in self.pack.files if isinstance(self.models[file.name][0], Bibliography | Index)
        ]
        chosen = {name, *evidence, *(scene.location.file.name for scene in scenes)}
        chosen |= {self.pack.dossiers[dossier].location.file.name for dossier in dossiers}
        return tuple(file.name for file in self.pack.files if file.name in chosen)

    def _check(self, names: tuple[str, ...], mutant: SourceFile | None) -> list[Diagnostic]:
        builder = PackBuilder()
        diagnostics: list[Diagnostic] = []
        for name in names:
            is_mutant = mutant is not None and mutant.name == name
            file = mutant if mutant is not None and is_mutant else self.files[name]
            builder.files.append(file)
            diagnostics += builder.add_model(*(read_model(file) if is_mutant else self.models[name]))
        # Judging the drawings takes longer than all else, and no mutant changes one: only those that are named are judged.
        texts = [file.text for file in builder.files]
        pictures = {name: path for name, path in self.pack.pictures.items() if any(name in text for text in texts)}
        return [*diagnostics, *check_pack(builder.build(self.pack.root, pictures))]


def _key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.code, diagnostic.message, diagnostic.primary.source.name


def find_misplaced_labels(diagnostic: Diagnostic) -> list[str]:
    """Returns the places of a diagnostic that lie outside of their file."""
    return [
        f"{label.span} in {label.source.name}: {diagnostic.message}"
        for label in (diagnostic.primary, *diagnostic.secondary)
        if not 1 <= label.span.line <= max(len(label.source.lines), 1)
        or not 1 <= label.span.column < label.span.end
        or label.span.end > len(label.source.line(label.span.line)) + 2
    ]


def find_faults(diagnostics: list[Diagnostic]) -> list[str]:
    """Returns what is wrong with diagnostics themselves: a place outside of its file, no help, no rendering."""
    faults = [fault for diagnostic in diagnostics for fault in find_misplaced_labels(diagnostic)]
    faults += [f"no help: {diagnostic.message}" for diagnostic in diagnostics if not diagnostic.helps]
    full.render(diagnostics).encode()
    return faults


def main(first_seed: int, count: int) -> dict[str, Any]:
    """Checks `count` mutants; returns how many gave how many messages, and the faults by seed."""
    check = MutantCheck()
    numbers: Counter[int] = Counter()
    faults: dict[int, list[str]] = {}
    most: tuple[int, int] = (0, first_seed)
    for seed in range(first_seed, first_seed + count):
        try:
            diagnostics = check.check(seed)
            if found := find_faults(diagnostics):
                faults[seed] = found
        except Exception:  # noqa: BLE001  # a traceback is what is looked for
            faults[seed] = traceback.format_exc().splitlines()[-6:]
            continue
        numbers[len(diagnostics)] += 1
        most = max(most, (len(diagnostics), seed))
    return {"count": count, "messages": dict(sorted(numbers.items())), "most": most, "faults": faults}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
