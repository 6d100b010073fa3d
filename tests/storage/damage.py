"""Damages progress files in many ways, opens each as the game does, and compares; test_damage.py runs this.

    python -m tests.storage.damage FOLDER COUNT [FIRST_SEED]

Each seed gives one file and one kind of damage. The game must open it, show every row that SQLite still finds by its
key, keep the damaged bytes, and say so in a sentence. Prints a summary as JSON: `lost` lists what was violated.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from party_card.storage import schema
from party_card.storage.resilient_store import ResilientStore
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.schema import PROGRESS_FILE_NAME
from party_card.storage.settings import Settings, encode_settings
from party_card.storage.store import Store
from party_card.storage.tables import COLUMNS

PAGE_BYTES = 4096
PLAYERS = ("Anna", "Boris", "Ёлка", "red heron 92", "李")
SCENES = ("letter", "river", "forbidden-paper", "loose-tongues")
KEY_LENGTHS = {
    "readers": 1,
    "playthroughs": 1,
    "settings": 2,
    "steps": 2,
    "answers": 2,
    "carried": 2,
    "step_times": 2,
    "attempts": 1,
}
Tables = Mapping[str, set[tuple[object, ...]]]


@cache
def write_sound_file(variant: int) -> bytes:
    """Returns the bytes of a file: 0 is small, the others are large; 2 and 3 have been written in another order."""
    rng = random.Random(variant)
    with tempfile.TemporaryDirectory() as name:
        store, _ = Store.open(Path(name))
        for player in PLAYERS[: 2 if variant == 0 else None]:
            store.save_settings(player, encode_settings(Settings(theme="dark")))
        saves: list[SavedPlaythrough] = []
        for number in range(4 if variant == 0 else 60):
            count = 2 if variant == 0 else len(PLAYERS)
            player, scene = PLAYERS[number % count], SCENES[number // count % 4]
            traces = ("kept_page", "told") if number % 3 == 0 else ()
            save = SavedPlaythrough(player, scene, number // 20 + 1, imported_traces=traces)
            steps = tuple(f"choice-{rng.randrange(40)}" for _ in range(rng.randrange(1, 25)))
            answers = {f"What of {n}?": "Because " * rng.randrange(1, 300) for n in range(number % 3)}
            saves.append(store.save(save, steps, "0123456789abcdef", answers))
        if variant >= 2:
            rng.shuffle(saves)
            for save in saves[:30]:
                store.save(save, (*save.steps[:1], "another", "way"), "fedcba", {"What of 0?": "Otherwise."})
        store.close()
        if variant == 3:
            with closing(sqlite3.connect(Path(name, PROGRESS_FILE_NAME), isolation_level=None)) as db:
                db.execute("ANALYZE")
                db.execute("VACUUM")
        return Path(name, PROGRESS_FILE_NAME).read_bytes()


# ----------------------------------------------------------------------------------------------------- kinds of damage

Damage = Callable[[random.Random, bytearray], bytearray]


def flip_bits(rng: random.Random, data: bytearray) -> bytearray:
    """Flips one to four bits."""
    for _ in range(rng.randrange(1, 5)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data


def flip_text(rng: random.Random, data: bytearray) -> bytearray:
    """Flips the highest bit of a letter, so that a text is not UTF-8."""
    letters = [index for index, byte in enumerate(data) if chr(byte).isalpha() and byte < 128]
    data[rng.choice(letters)] ^= 0x80
    return data


def flip_header(rng: random.Random, data: bytearray) -> bytearray:
    """Flips a bit among the first 100 bytes."""
    data[rng.randrange(100)] ^= 1 << rng.randrange(8)
    return data


def truncate(rng: random.Random, data: bytearray) -> bytearray:
    """Cuts the file, often at a page."""
    size = rng.randrange(1, len(data))
    return data[: size if rng.random() < 0.5 else max(PAGE_BYTES, size // PAGE_BYTES * PAGE_BYTES)]


def zero_pages(rng: random.Random, data: bytearray) -> bytearray:
    """Overwrites one to three pages with zeros."""
    for _ in range(rng.randrange(1, 4)):
        start = rng.randrange(len(data) // PAGE_BYTES) * PAGE_BYTES
        data[start : start + PAGE_BYTES] = bytes(PAGE_BYTES)
    return data


def write_noise(rng: random.Random, data: bytearray) -> bytearray:
    """Overwrites a piece with random bytes."""
    start = rng.randrange(len(data))
    noise = rng.randbytes(rng.randrange(1, 2000))[: len(data) - start]
    data[start : start + len(noise)] = noise
    return data


def swap_pages(rng: random.Random, data: bytearray) -> bytearray:
    """Exchanges two pages."""
    first, second = (number * PAGE_BYTES for number in rng.sample(range(len(data) // PAGE_BYTES), 2))
    page = data[first : first + PAGE_BYTES]
    data[first : first + PAGE_BYTES] = data[second : second + PAGE_BYTES]
    data[second : second + PAGE_BYTES] = page
    return data


def duplicate_page(rng: random.Random, data: bytearray) -> bytearray:
    """Overwrites a page with another one."""
    first, second = (number * PAGE_BYTES for number in rng.sample(range(len(data) // PAGE_BYTES), 2))
    data[first : first + PAGE_BYTES] = data[second : second + PAGE_BYTES]
    return data


def write_foreign_header(rng: random.Random, data: bytearray) -> bytearray:
    """Writes the beginning of another kind of file over this one."""
    header = rng.choice((b"PK\x03\x04", b"%PDF-1.7\n", b"\0" * 16, b"\xff\xfe", b"SQLite format 4\0", b"GIF89a"))
    data[: len(header)] = header
    return data


KINDS: tuple[Damage, ...] = (
    flip_bits, flip_text, flip_header, truncate, zero_pages, write_noise, swap_pages, duplicate_page, write_foreign_header,
)  # fmt: skip


def write_stale_journal(rng: random.Random, folder: Path, data: bytes) -> None:
    """Puts a journal beside the file: of an older state of it, or of noise."""
    with closing(sqlite3.connect(folder / "other.sqlite", isolation_level=None)) as db:
        (folder / "other.sqlite").write_bytes(data)
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM steps WHERE playthrough % 2 = 0")
        db.execute("PRAGMA cache_spill = 1")
        journal = folder / "other.sqlite-journal"
        stale = journal.read_bytes() if journal.exists() else b""
        db.execute("ROLLBACK")
    if not stale or rng.random() < 0.5:
        stale = rng.randbytes(rng.randrange(1, 9000))
    (folder / "other.sqlite").unlink()
    (folder / f"{PROGRESS_FILE_NAME}-journal").write_bytes(stale)


# -------------------------------------------------------------------------------------------------------------- compare


def read_all(data: bytes) -> Tables:
    """Returns the rows of a sound file."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, PROGRESS_FILE_NAME)
        file.write_bytes(data)
        with closing(sqlite3.connect(file)) as db:
            return {table: set(db.execute(f"SELECT * FROM {table}")) for table in COLUMNS}


@cache
def read_sound_file(variant: int) -> Tables:
    """Returns the rows of a sound file."""
    return read_all(write_sound_file(variant))


def find_readable_rows(folder: Path, sound_rows: Tables) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yields the rows of a sound file that SQLite finds by their keys, unchanged, in the damaged one."""
    with tempfile.TemporaryDirectory() as name:
        for path in folder.iterdir():
            shutil.copy(path, name)
        with closing(sqlite3.connect(Path(name, PROGRESS_FILE_NAME), isolation_level=None)) as db:
            db.set_progress_handler(lambda: 1, 10_000_000)
            with suppress(sqlite3.Error):
                db.execute("PRAGMA writable_schema = ON")
            for table, rows in sound_rows.items():
                keys = COLUMNS[table][: KEY_LENGTHS[table]]
                condition = " AND ".join(f"{key} = ?" for key in keys)
                for row in rows:
                    try:
                        query = f"SELECT * FROM {table} NOT INDEXED WHERE {condition}"
                        if row in db.execute(query, row[: len(keys)]).fetchall():
                            yield table, row
                    except (sqlite3.Error, UnicodeDecodeError, MemoryError):
                        continue


def open_and_read(folder: Path) -> tuple[list[str], ResilientStore]:
    """Opens the file as a session does and shows everything to everybody. Returns the notices and the store."""
    notices: list[str] = []
    store = ResilientStore(folder, notices.append)
    for player in store.read(lambda opened: opened.list_players()):
        store.read(lambda opened, player=player: opened.load_settings(player))  # type: ignore[misc]
        store.list_playthroughs(player)
    return notices, store


def check_seed(folder: Path, seed: int) -> tuple[str, str]:
    """Damages a file and opens it. Returns the kind of damage, and what was violated."""
    rng = random.Random(seed)
    variant = rng.randrange(4)
    sound_rows = read_sound_file(variant)
    data, kind = bytearray(write_sound_file(variant)), "stale journal"
    folder.mkdir()
    if seed % (len(KINDS) + 1) < len(KINDS):
        damage = KINDS[seed % (len(KINDS) + 1)]
        data, kind = damage(rng, data), damage.__name__
    else:
        write_stale_journal(rng, folder, bytes(data))
    (folder / PROGRESS_FILE_NAME).write_bytes(data)
    readable_rows = list(find_readable_rows(folder, sound_rows))
    notices, store = open_and_read(folder)
    message = " ".join(notices)
    aside_files = [path for path in folder.iterdir() if "-aside-" in path.name and path.suffix == ".sqlite"]
    if "left as it is" in message:  # the number of its version, or all of its tables, are damaged
        store.close()
        return kind, "" if (folder / PROGRESS_FILE_NAME).read_bytes() == data else "a file left as it is was changed"
    if aside_files and kind != "stale journal" and bytes(data) not in [path.read_bytes() for path in aside_files]:
        return kind, f"the damaged bytes are not kept: {message}"
    if bool(aside_files) != ("moved aside, not deleted" in message):
        return kind, f"{len(aside_files)} files moved aside, and the message is: {message}"
    if store.error:
        return kind, f"not kept: {message}"
    saved = store.write(lambda opened: opened.save(SavedPlaythrough("Someone new", "letter"), ("begin",), "hash"))
    store.close()
    if not saved:
        return kind, f"nothing can be saved: {message}"
    present_rows = read_all((folder / PROGRESS_FILE_NAME).read_bytes())
    lost_rows = [(table, row) for table, row in readable_rows if not is_present(table, row, present_rows)]
    return kind, f"{len(lost_rows)} readable rows are lost, as {str(lost_rows[0])[:100]}" if lost_rows else ""


def is_present(table: str, row: tuple[object, ...], present_rows: Tables) -> bool:
    """Returns True if a row is in the new file; a nickname, turn or attempt may have been repaired."""
    if row in present_rows[table]:
        return True
    if table == "readers":
        return any(row[0] == other[0] and other[1] for other in present_rows[table])
    if table == "playthroughs":  # of two with one number one was given another
        return any((row[0], row[2]) == (other[0], other[2]) for other in present_rows[table])
    return False


def main(folder: Path, count: int, first_seed: int) -> None:
    """Damages `count` files and prints the summary."""
    kinds: Counter[str] = Counter()
    lost: list[tuple[int, str, str]] = []
    for seed in range(first_seed, first_seed + count):
        kind, violation = check_seed(folder / str(seed), seed)
        kinds[kind] += 1
        if violation:
            lost.append((seed, kind, violation))
        else:
            shutil.rmtree(folder / str(seed))
    print(json.dumps({"files": count, "kinds": kinds, "lost": lost}, ensure_ascii=False))


if __name__ == "__main__":
    schema.SYNCHRONOUS = "OFF"  # what is damaged here was written before
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
