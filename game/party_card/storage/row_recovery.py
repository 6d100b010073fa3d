"""Reads the rows of a damaged progress file.

SQLite stops at the first damaged page, so a table is read from its beginning, then from its end, and what is missing
between is looked up row by row. If the first page is damaged, which says where the tables are, it is also tried with
the header, and then the whole first page, of a new file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from party_card.storage.settings import SETTING_VALUES
from party_card.storage.tables import COLUMNS, PLAYTHROUGH_TABLES

Row = tuple[int | str, ...]
Rows = dict[str, dict[Row, Row]]
"""The rows of each table by the values of its key."""

COMPANION_SUFFIXES = ("-journal", "-wal", "-shm")  # SQLite would replay a journal left behind into the new file
_KEY_LENGTHS: Final = {
    "readers": 1,
    "settings": 2,
    "playthroughs": 1,
    "steps": 2,
    "answers": 2,
    "carried": 2,
    "step_times": 2,
    "attempts": 1,
}
"""The number of columns, from the first, that identify a row of a table."""
_NUMBER_COLUMNS: Final = frozenset({"id", "turn", "reader", "number", "revision", "playthrough", "seconds"})
_NUMBER_DEFAULTS: Final = {"turn": 0, "revision": 1}
_HEADER_BYTES = 100
_SCHEMA_COOKIE = slice(40, 44)
_MAX_IDS = 20_000
_MAX_STEP_NUMBERS = 500
_MAX_OPERATIONS = 50_000_000  # of SQLite's virtual machine for one statement: pages may point in circles


def add_suffix(file: Path, suffix: str) -> Path:
    """Returns the path of a companion of a file."""
    return file.with_name(file.name + suffix)


def read_rows(copy: Path, new_file: Path) -> tuple[Rows, bool]:
    """Reads all rows from a copy of a damaged file, which may be changed. Returns them, and True if none is missing."""
    best_rows, is_complete = _read_tables(copy)
    if is_complete:
        return best_rows, True
    data, first_page = copy.read_bytes(), new_file.read_bytes()[:4096]
    header = bytearray(first_page[:_HEADER_BYTES])
    header[_SCHEMA_COOKIE] = data[_SCHEMA_COOKIE]
    for start in (header, first_page):
        if len(data) <= len(first_page):
            break
        repaired = bytearray(data)
        repaired[: len(start)] = start
        repaired[24:28], repaired[92:96] = b"\0\0\0\1", b"\0\0\0\0"  # so the size in the header is not believed
        repaired[32:40] = bytes(8)  # no list of free pages
        copy.write_bytes(repaired)
        for suffix in COMPANION_SUFFIXES:
            add_suffix(copy, suffix).unlink(missing_ok=True)
        rows, _ = _read_tables(copy)
        if _count_rows(rows) > _count_rows(best_rows):
            best_rows = rows
    return best_rows, False


def _count_rows(rows: Rows) -> int:
    return sum(map(len, rows.values()))


def _read_tables(file: Path) -> tuple[Rows, bool]:
    """Reads all tables. Returns their rows, and True if no table is damaged."""
    rows: Rows = {table: {} for table in COLUMNS}
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.text_factory = bytes  # a text may not be UTF-8
        db.set_progress_handler(lambda: 1, _MAX_OPERATIONS)
        with suppress(sqlite3.Error):
            db.execute("PRAGMA writable_schema = ON")  # reads the tables whose definition is not damaged
        scans = [_TableScan(db, table, rows[table]) for table in COLUMNS]
        are_complete = [scan.read_from_both_ends() for scan in scans]
        for scan, is_complete in zip(scans, are_complete, strict=True):
            if not is_complete:
                scan.read_between(rows)
    return rows, all(are_complete)


def _list_possible_ids(rows: Rows, table: str) -> list[int]:
    """Returns the ids of a table that may have rows: those that were read or are named in other tables, and between."""
    numbers = {int(row[0]) for row in rows[table].values()} | list_parent_ids(rows, table)
    highest = max((number for number in numbers if number <= _MAX_IDS), default=0)
    return sorted({*numbers, *range(1, highest + 1)})


def list_parent_ids(rows: Rows, table: str) -> set[int]:
    """Returns the ids of readers or playthroughs that rows of other tables name."""
    column, children = {
        "readers": ("reader", ("settings", "playthroughs")),
        "playthroughs": ("playthrough", PLAYTHROUGH_TABLES),
    }[table]
    return {int(row[COLUMNS[child].index(column)]) for child in children for row in rows[child].values()}


@dataclass
class _TableScan:
    """Reads the rows of one table, as far as its pages allow."""

    db: sqlite3.Connection
    table: str
    rows: dict[Row, Row]
    has_damage: bool = field(default=False)

    @property
    def _keys(self) -> tuple[str, ...]:
        return COLUMNS[self.table][: _KEY_LENGTHS[self.table]]

    def read_from_both_ends(self) -> bool:
        """Reads forwards and, if there is damage, backwards and what an index knows. Returns True without damage."""
        return self._select_in_both_orders("") and not self.has_damage

    def _select_in_both_orders(self, condition: str, values: Sequence[int | str] = ()) -> bool:
        for order in ("ASC", "DESC"):
            keys = ", ".join(f"{key} {order}" for key in self._keys)
            if self._select(f"{condition} ORDER BY {keys}", values):
                return True
        return False

    def _select(self, clauses: str, values: Sequence[int | str] = ()) -> bool:
        """Reads rows until one cannot be read. Returns True if all can."""
        columns = ", ".join(COLUMNS[self.table])
        try:
            # The index of a table may be the damaged part.
            for values_read in self.db.execute(f"SELECT {columns} FROM {self.table} NOT INDEXED {clauses}", values):  # noqa: S608  # ours
                self._add(values_read)
        except (sqlite3.Error, MemoryError):
            return False
        return True

    def _add(self, values: Iterable[object]) -> None:
        row = tuple(map(_clean_value, COLUMNS[self.table], values))
        names = row if self.table != "readers" else (row[0], row[1] or row[2] or None)
        if None in names:
            self.has_damage = True
        else:
            self.rows.setdefault(row[: len(self._keys)], row)  # type: ignore[arg-type]  # without None

    def read_between(self, rows: Rows) -> None:
        """Looks up the rows between those that were read, by their keys; `rows` are those of all tables so far."""
        if self.table in ("readers", "playthroughs"):
            self._look_up([(id_,) for id_ in _list_possible_ids(rows, self.table)])
            self._read_unique_index()
            return
        parents = _list_possible_ids(rows, "readers" if self.table == "settings" else "playthroughs")
        key = self._keys[0]
        incomplete = [id_ for id_ in parents if not self._select_in_both_orders(f"WHERE {key} = ?", (id_,))]
        if self.table in ("steps", "step_times"):
            numbers = [row[1] for row in self.rows.values() if isinstance(row[1], int)]
            highest = max((number for number in numbers if number <= _MAX_STEP_NUMBERS), default=0) + 10
            self._look_up([(id_, number) for id_ in incomplete for number in range(1, highest + 1)])
        elif len(self._keys) > 1:  # the same questions and traces stand with many playthroughs
            texts = SETTING_VALUES if self.table == "settings" else sorted({str(row[1]) for row in self.rows.values()})
            self._look_up([(id_, text) for id_ in incomplete for text in texts])

    def _look_up(self, keys: Iterable[Row]) -> None:
        condition = " AND ".join(f"{key} = ?" for key in self._keys)
        for key in keys:
            if key not in self.rows:
                self._select(f"WHERE {condition}", key)

    def _read_unique_index(self) -> None:
        """Reads what the table's index repeats of it; the rest of such a row gets default values."""
        index_columns = {"readers": "id, '', key, 0", "playthroughs": "id, reader, scene, number, '', 1"}
        order = {"readers": "key", "playthroughs": "reader, scene, number"}[self.table]
        for direction in ("ASC", "DESC"):
            keys = ", ".join(f"{column} {direction}" for column in order.split(", "))
            index = f"sqlite_autoindex_{self.table}_1"
            query = f"SELECT {index_columns[self.table]} FROM {self.table} INDEXED BY {index} ORDER BY {keys}"  # noqa: S608  # ours
            with suppress(sqlite3.Error, MemoryError):
                for values in self.db.execute(query):
                    self._add(values)


def _clean_value(column: str, value: object) -> int | str | None:
    """Returns a value as its column stores it, or None. Bytes that are not UTF-8 become replacement characters."""
    if column in _NUMBER_COLUMNS:
        return value if isinstance(value, int) else _NUMBER_DEFAULTS.get(column)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else None
