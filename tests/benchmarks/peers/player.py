"""What every player does, told in lines of JSON: walk given paths, play at random, play until every choice was made.

Law: standard library only, so that it runs beside any peer. The loop is the same for all, so a rate compares engines.
`play_inkjs.js` says the same in JavaScript.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any, Protocol

Shown = tuple[str, Sequence[str]]
"""A passage's text as shown, and the labels of the open choices."""


class Player(Protocol):
    """One engine with the story loaded."""

    def begin(self) -> Shown:
        """Starts anew."""

    def choose(self, number: int) -> Shown:
        """Takes an open choice."""

    def values(self) -> dict[str, Any]:
        """The variables now."""


def serve(player: Player, dice_file: str) -> None:
    """Answers each line of standard input with one line of standard output."""
    dice = json.loads(Path(dice_file).read_text(encoding="utf-8"))
    for line in sys.stdin:
        asked = json.loads(line)
        answer: object
        match asked["do"]:
            case "walk":
                answer = [walk(player, path) for path in asked["paths"]]
            case "random":
                begun = time.perf_counter()
                choices = play(player, cycle(dice), asked["plays"])
                answer = {"seconds": time.perf_counter() - begun, "choices": choices}
            case "cover":
                begun = time.perf_counter()
                plays = cover(player, Random(asked["seed"]), asked["choices"], asked["most"])
                answer = {"seconds": time.perf_counter() - begun, "plays": plays}
            case other:
                raise ValueError(other)
        print(json.dumps(answer), flush=True)


def walk(player: Player, path: Sequence[int]) -> dict[str, Any]:
    """What is shown along a path, and the variables at its end."""
    shown = [player.begin(), *map(player.choose, path)]
    return {"shown": [[" ".join(text.split()), list(labels)] for text, labels in shown], "values": player.values()}


def play(player: Player, dice: Iterator[float], plays: int) -> int:
    """Plays to the end so many times, keeping the text and the path of each play; returns how many choices were made."""
    begin, choose = player.begin, player.choose
    choices = 0
    for _ in range(plays):
        text, labels = begin()
        told, path = [text], []
        while labels:
            number = int(next(dice) * len(labels))
            path.append(labels[number])
            text, labels = choose(number)
            told.append(text)
        choices += len(path)
    return choices


def cover(player: Player, chance: Random, choices: int, most: int) -> int | None:
    """The number of plays until so many different choices were made; None after `most` plays."""
    begin, choose, dice = player.begin, player.choose, chance.random
    made: set[str] = set()
    for number in range(most):
        _, labels = begin()
        while labels:
            taken = int(dice() * len(labels))
            made.add(labels[taken])
            _, labels = choose(taken)
        if len(made) == choices:
            return number + 1
    return None
