"""Plays and is killed, again and again: run by test_kill.py in a process of its own.

    python -m tests.storage.killing FOLDER ROUNDS

Each round forks a child that plays on from what is kept and writes a line after each page it has been shown. After a random
while it gets SIGKILL. Then the file is opened again and compared with the last line: what was shown must be there, and at
most one step more, which was kept but not yet shown. Prints a summary as JSON: `torn` counts kills in
the middle of a write, `ahead` those between a write and its page.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.storage.store import Store
from tests.storage.sample import LETTER, write_pack

LONGEST = 12  # steps; more than the scene needs, so that a line stays one write


def play_for_ever(pack: Pack, folder: Path, out: int, luck: random.Random) -> None:
    """Plays at random: on, back, from the beginning; writes down what was shown once it was shown."""
    session = Session(pack, folder=folder)
    page = session.open(LETTER)
    while True:
        os.write(out, json.dumps([session._kept.number, session.playthrough.steps]).encode() + b"\n")
        open_ = [offer.id for offer in page.offers if offer.open]
        if not open_ or len(session.playthrough.steps) >= LONGEST:
            page = session.restart(LETTER)
        elif session.playthrough.steps and luck.random() < 0.1:
            page = session.undo()
        else:
            page = session.choose(luck.choice(open_))


def follows(kept: tuple[int, list[str]], shown: tuple[int, list[str]]) -> bool:
    """Whether `kept` is what was shown, or one step after it."""
    (number, steps), (last, seen) = kept, shown
    if number == last:
        return steps == seen or steps[:-1] == seen or steps == seen[:-1]
    return number == last + 1 and not steps


def main(folder: Path, rounds: int) -> None:
    """Kills `rounds` times and reports."""
    pack = write_pack(folder / "pack")
    luck = random.Random(1932)
    shown: tuple[int, list[str]] = (1, [])
    lost: list[object] = []
    count = ahead = torn = 0
    for seed in range(rounds):
        source, out = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(source)
            play_for_ever(pack, folder / "kept", out, random.Random(seed))
        os.close(out)
        if seed % 4:  # else it may also be killed while it opens the file
            select.select([source], [], [], 10)
        time.sleep(luck.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        with os.fdopen(source) as lines:
            told = lines.read().splitlines()
        if told:
            shown = tuple(json.loads(told[-1]))
        count += len(told)
        torn += (folder / "kept" / "progress.sqlite-journal").exists()
        store, message = Store.open(folder / "kept")
        walks = store.playthroughs("reader", LETTER)
        store.close()
        kept = (walks[-1].number, list(walks[-1].steps)) if walks else (1, [])
        ahead += kept != (shown[0], shown[1])
        if message or not follows(kept, shown) or os.WTERMSIG(status) != signal.SIGKILL:
            lost.append([seed, message, kept, shown])
        shown = kept
    print(json.dumps({"kills": rounds, "shown": count, "ahead": ahead, "torn": torn, "lost": lost}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
