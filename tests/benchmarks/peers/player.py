"""Request loop of every engine process: replay given paths, play randomly, or play until every choice was taken.

Invariant: standard library only, so that it runs in any environment. The loop is the same for all engines, so that
rates are comparable. `player.js` is the same in JavaScript.
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

DisplayedPassage = tuple[str, Sequence[str]]
"""The text of a passage as shown, and the labels of the open choices."""


class Player(Protocol):
    """One engine with the story loaded."""

    def begin(self) -> DisplayedPassage:
        """Starts a new play."""

    def choose(self, index: int) -> DisplayedPassage:
        """Takes an open choice."""

    def values(self) -> dict[str, Any]:
        """Returns the present values of the variables."""


def answer_requests(player: Player, random_numbers_file: str) -> None:
    """Answers each line of standard input with one line of standard output."""
    random_numbers: list[float] = []
    for line in sys.stdin:
        request = json.loads(line)
        response: object
        match request["do"]:
            case "walk":
                response = [replay_path(player, path) for path in request["paths"]]
            case "random":
                random_numbers = random_numbers or json.loads(Path(random_numbers_file).read_text(encoding="utf-8"))
                started = time.perf_counter()
                choices = play_randomly(player, cycle(random_numbers), request["plays"])
                response = {"seconds": time.perf_counter() - started, "choices": choices}
            case "cover":
                started = time.perf_counter()
                plays = play_until_covered(player, Random(request["seed"]), request["choices"], request["most"])
                response = {"seconds": time.perf_counter() - started, "plays": plays}
            case other:
                raise ValueError(other)
        print(json.dumps(response), flush=True)


def replay_path(player: Player, path: Sequence[int]) -> dict[str, Any]:
    """Returns what is shown along a path, and the variables at its end."""
    passages = [player.begin(), *map(player.choose, path)]
    return {"shown": [[" ".join(text.split()), list(labels)] for text, labels in passages], "values": player.values()}


def play_randomly(player: Player, random_numbers: Iterator[float], plays: int) -> int:
    """Plays to an ending `plays` times, keeping texts and path of each play. Returns the number of choices taken."""
    begin, choose = player.begin, player.choose
    choices = 0
    for _ in range(plays):
        text, labels = begin()
        texts, path = [text], []
        while labels:
            index = int(next(random_numbers) * len(labels))
            path.append(labels[index])
            text, labels = choose(index)
            texts.append(text)
        choices += len(path)
    return choices


def play_until_covered(player: Player, random: Random, choices: int, max_plays: int) -> int | None:
    """Returns the number of plays until `choices` different choices were taken; None after `max_plays`."""
    begin, choose, draw = player.begin, player.choose, random.random
    taken_labels: set[str] = set()
    for play in range(max_plays):
        _, labels = begin()
        while labels:
            index = int(draw() * len(labels))
            taken_labels.add(labels[index])
            _, labels = choose(index)
        if len(taken_labels) == choices:
            return play + 1
    return None
