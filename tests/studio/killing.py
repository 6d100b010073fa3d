"""Saves a file in a child process and kills it, again and again; test_kill.py runs this in a separate process.

    python -m tests.studio.killing FOLDER ROUNDS FIRST_SEED

Each round forks a child that opens the file as a page does, and keeps and saves ever newer texts; it writes the number of
a text once the store has taken it. At a random moment it gets SIGKILL. Then file and draft must be whole, and one of them
must hold the last text that was taken or the one after it. Prints a summary as JSON: `recovered` counts the rounds whose
newest text was only in the draft.
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

from party_card.studio.file_store import FileStore
from party_card.studio.folder import StudioFolder
from party_card.studio.versions import History

LINES = 3_000  # about as long as the longest shipped scene


def write_text(number: int) -> str:
    """Returns a long text that shows in every line which one it is."""
    return "".join(f"# line {number}\n" for _ in range(LINES))


def read_number(text: str) -> int:
    """Returns the number of a text. Raises ValueError if it is not whole."""
    number = int(text.split("\n", 1)[0].rpartition(" ")[2])
    if text != write_text(number):
        raise ValueError(f"a part of text {number}")
    return number


def open_store(root: Path) -> FileStore:
    folder = StudioFolder(root)
    return FileStore(folder, History(folder.root))


def write_forever(root: Path, path: Path, output: int, rng: random.Random) -> None:
    """Writes ever newer texts, as a page does: some are kept only, and some saved."""
    store = open_store(root)
    content, draft = store.open(path, ())
    number = max(read_number(content.text), read_number(draft.text) if draft else 0)
    digest = content.hash
    while True:
        number += 1
        text = write_text(number)
        if rng.random() < 0.6:
            store.keep(path, text, "page")
        else:
            result = store.save(path, text, digest)
            assert result.is_saved
            assert not result.warning
            digest = result.content.hash
        os.write(output, f"{number}\n".encode())


def run_round(root: Path, path: Path, seed: int) -> int:
    """Writes in a child and kills it. Returns the number of the last text that was taken; 0 if none was."""
    rng = random.Random(seed)
    source, output = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        write_forever(root, path, output, rng)
    os.close(output)
    if seed % 4:  # else it may also be killed while it opens the file
        select.select([source], [], [], 30)
    time.sleep(rng.uniform(0, 0.05))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with os.fdopen(source) as lines:
        return max(map(int, lines.read().split()), default=0)


def main(folder: Path, rounds: int, first_seed: int) -> dict[str, object]:
    """Kills the writer `rounds` times and returns the summary."""
    os.environ["PARTY_CARD_HOME"] = str(folder / "home")
    root, path = folder / "pack", folder / "pack/scenes/letter.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(write_text(1))
    last, recovered, lost = 1, 0, []
    for seed in range(first_seed, first_seed + rounds):
        taken = run_round(root, path, seed)
        last = max(last, taken)
        try:
            content, draft = open_store(root).open(path, ())
            saved = read_number(content.text)
            newest = max(saved, read_number(draft.text) if draft else 0)
        except ValueError as error:
            lost.append([seed, str(error)])
            continue
        if newest not in (last, last + 1):
            lost.append([seed, last, saved, newest])
        recovered += newest > saved
        last = newest
    return {"kills": rounds, "texts": last, "recovered": recovered, "lost": lost}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
