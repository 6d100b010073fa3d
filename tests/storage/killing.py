"""Plays a scene in a child process and kills it, again and again; test_kill.py runs this in a separate process.

    python -m tests.storage.killing FOLDER ROUNDS [FIRST_SEED]
    python -m tests.storage.killing FOLDER ROUNDS FIRST_SEED typing

Each round forks a child that resumes the saved playthrough, and writes a line after each page that it was shown. At a
random moment it gets SIGKILL. Then the file is opened again and compared with the last line: the steps shown must be
there, and at most one step more, which was saved but not yet shown. With `typing` the child writes an answer as the
window does, and a line when the answer is called saved: that much must be there. Prints a summary as JSON: `torn`
counts kills in the middle of a write, `ahead` those between a write and its page.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.store import Store
from tests.storage.sample import LETTER, write_pack

STEPS_TO_QUESTIONS = ("begin", "read", "tell", "reveal", "close")
TYPED_TEXT = "Whoever writes the number down. "
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


def type_forever(pack: Pack, folder: Path, output: int, rng: random.Random) -> None:
    """Writes an answer that only grows, and logs its length whenever it is called saved."""
    session = Session(pack, folder=folder)
    session.open(LETTER)
    for step in STEPS_TO_QUESTIONS[len(session.playthrough.steps) :]:
        session.choose(step)
    text = session.answers()[0]
    os.write(output, f"{len(text)}\n".encode())
    while True:
        text += TYPED_TEXT[len(text) % len(TYPED_TEXT)]
        session.edit_answer(1, text)
        session.background_save.schedule(rng.uniform(0, 0.004))
        for _ in range(rng.randrange(1, 4)):
            session.advance_saving(at_once=rng.random() < 0.1)
            if session.storage_status == "saved":
                os.write(output, f"{len(text)}\n".encode())
            time.sleep(rng.uniform(0, 0.002))


def kill_while(
    play: Callable[[Pack, Path, int, random.Random], None], pack: Pack, folder: Path, seed: int
) -> tuple[list[str], bool]:
    """Plays in a child and kills it. Returns the lines that it wrote, and True if the signal ended it."""
    rng = random.Random(seed)
    source, output = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        play(pack, folder, output, random.Random(seed))
    os.close(output)
    if seed % 4:  # else it may also be killed while it opens the file
        select.select([source], [], [], 10)
    time.sleep(rng.uniform(0, 0.02))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(source) as lines:
        return lines.read().splitlines(), os.WTERMSIG(status) == signal.SIGKILL


def main(folder: Path, rounds: int, first_seed: int) -> dict[str, object]:
    """Kills the player `rounds` times and returns the summary."""
    pack = write_pack(folder / "pack")
    shown_state: tuple[int, list[str]] = (1, [])
    lost_states: list[object] = []
    count = ahead = torn = 0
    for seed in range(first_seed, first_seed + rounds):
        pages, was_killed = kill_while(play_forever, pack, folder / "kept", seed)
        if pages:
            shown_state = tuple(json.loads(pages[-1]))
        count += len(pages)
        torn += (folder / "kept" / "progress.sqlite-journal").exists()
        playthroughs, message = read_playthroughs(folder / "kept")
        saved_state = (playthroughs[-1].attempt, list(playthroughs[-1].steps)) if playthroughs else (1, [])
        ahead += saved_state != (shown_state[0], shown_state[1])
        if message or not is_at_most_one_step_from(saved_state, shown_state) or not was_killed:
            lost_states.append([seed, message, saved_state, shown_state])
        shown_state = saved_state
    return {"kills": rounds, "shown": count, "ahead": ahead, "torn": torn, "lost": lost_states}


def main_typing(folder: Path, rounds: int, first_seed: int) -> dict[str, object]:
    """Kills the writer `rounds` times and returns the summary."""
    pack = write_pack(folder / "pack")
    lost: list[object] = []
    count = ahead = torn = saved_length = 0
    for seed in range(first_seed, first_seed + rounds):
        lines, was_killed = kill_while(type_forever, pack, folder / "kept", seed)
        saved_length = max(saved_length, *map(int, lines), 0)
        count += len(lines)
        torn += (folder / "kept" / "progress.sqlite-journal").exists()
        playthroughs, message = read_playthroughs(folder / "kept")
        answers = dict(playthroughs[-1].answers) if playthroughs else {}
        text = next(iter(answers.values()), "")
        expected = (TYPED_TEXT * (len(text) // len(TYPED_TEXT) + 1))[: len(text)]
        if message or len(text) < saved_length or text != expected or not was_killed:
            lost.append([seed, message, saved_length, len(text)])
        ahead += len(text) > saved_length
        saved_length = len(text)
    return {"kills": rounds, "shown": count, "ahead": ahead, "torn": torn, "lost": lost}


def read_playthroughs(folder: Path) -> tuple[tuple[SavedPlaythrough, ...], str]:
    """Returns what is saved, and the message with which the file opens."""
    store, message = Store.open(folder)
    playthroughs = store.list_playthroughs("reader", LETTER)
    store.close()
    return playthroughs, message


if __name__ == "__main__":
    arguments = [*sys.argv[1:], "0"][:3]
    run = main_typing if sys.argv[-1] == "typing" else main
    print(json.dumps(run(Path(arguments[0]), int(arguments[1]), int(arguments[2]))))
