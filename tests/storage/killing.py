"""Plays a scene in a child process and kills it, again and again; test_kill.py runs this in a separate process.

    python -m tests.storage.killing FOLDER ROUNDS

Each round forks a child that resumes the saved playthrough, and writes a line after each page that it was shown. At a
random moment it gets SIGKILL. Then the file is opened again and compared with the last line: the steps shown must be
there, and at most one step more, which was saved but not yet shown. Prints a summary as JSON: `torn` counts kills in
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

MAX_STEPS = 12  # steps; more than the scene needs, so that a line stays one write


def play_forever(pack: Pack, folder: Path, output: int, rng: random.Random) -> None:
    """Plays at random (on, back, from the beginning), and logs each page after it was shown."""
    session = Session(pack, folder=folder)
    page = session.open(LETTER)
    while True:
        os.write(output, json.dumps([session.attempt, session.playthrough.steps]).encode() + b"\n")
        open_offers = [offer.id for offer in page.offers if offer.is_open]
        if not open_offers or len(session.playthrough.steps) >= MAX_STEPS:
            page = session.restart(LETTER)
        elif session.playthrough.steps and rng.random() < 0.1:
            page = session.undo()
        else:
            page = session.choose(rng.choice(open_offers))


def is_at_most_one_step_from(saved_state: tuple[int, list[str]], shown_state: tuple[int, list[str]]) -> bool:
    """Returns True if the attempt and steps saved are those shown, or differ by one operation."""
    (attempt, steps), (shown_attempt, shown_steps) = saved_state, shown_state
    if attempt == shown_attempt:
        return steps == shown_steps or steps[:-1] == shown_steps or steps == shown_steps[:-1]
    return attempt == shown_attempt + 1 and not steps


def main(folder: Path, rounds: int) -> None:
    """Kills the player `rounds` times and prints the summary."""
    pack = write_pack(folder / "pack")
    rng = random.Random(1932)
    shown_state: tuple[int, list[str]] = (1, [])
    lost_states: list[object] = []
    count = ahead = torn = 0
    for seed in range(rounds):
        source, output = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(source)
            play_forever(pack, folder / "kept", output, random.Random(seed))
        os.close(output)
        if seed % 4:  # else it may also be killed while it opens the file
            select.select([source], [], [], 10)
        time.sleep(rng.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        with os.fdopen(source) as lines:
            pages = lines.read().splitlines()
        if pages:
            shown_state = tuple(json.loads(pages[-1]))
        count += len(pages)
        torn += (folder / "kept" / "progress.sqlite-journal").exists()
        store, message = Store.open(folder / "kept")
        playthroughs = store.list_playthroughs("reader", LETTER)
        store.close()
        saved_state = (playthroughs[-1].attempt, list(playthroughs[-1].steps)) if playthroughs else (1, [])
        ahead += saved_state != (shown_state[0], shown_state[1])
        if message or not is_at_most_one_step_from(saved_state, shown_state) or os.WTERMSIG(status) != signal.SIGKILL:
            lost_states.append([seed, message, saved_state, shown_state])
        shown_state = saved_state
    print(json.dumps({"kills": rounds, "shown": count, "ahead": ahead, "torn": torn, "lost": lost_states}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
