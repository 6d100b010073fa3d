"""A page written from rows: notes numbered, citations put together, people and terms gathered.

Law: notes are numbered as lines are met, blocks first and then offers; a citation is full, short or "Ibid." by what
stands before it on this page alone. Everything else is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

PARAGRAPH, DOCUMENT, HEADING, CONTENT_NOTE, COMPARISON, ACCOUNT, UNKNOWN, CHART, QUESTION, LINK = range(10)
"""Kinds of blocks, in the order of their numbers; comparisons are not in the data, the player puts them together."""
HYPOTHESIS, MATCHES = 1, 2
"""Flags of a choice."""
NONE = -1
"""The number of no line."""


class PageDecoder:
    """One page while it is written. A line is known by its number; one that is in no table is its own text."""

    def __init__(self, data: Json) -> None:
        self.data = data
        self._numbers: dict[int, int] = {}
        self._met: dict[int, str] = {}

    def page(self, blocks: Iterable[list[Any]], offers: Iterable[Json] = ()) -> Json:
        """A page of these blocks and offers; its other parts are empty."""
        return {
            "kind": "",
            "scene": "",
            "title": "",
            "heading": "",
            "when": "",
            "where": "",
            "who": "",
            "blocks": [self.block(block) for block in blocks],
            "offers": [self.offer(offer) for offer in offers],
            "notes": self.notes(),
            "entries": self.entries(),
            "picture": "",
            "alt": "",
            "basis": "",
            "step": 0,
            "steps": 0,
            "ending": "",
            "passage": "",
            "since": "",
        }

    def block(self, row: list[Any]) -> Json:
        """A block from its row."""
        kind, _, *rest = row
        if kind == HEADING:
            return {"type": "heading", "text": rest[0]}
        if kind in (PARAGRAPH, UNKNOWN):
            self._meet(*rest[1:])
            return {"type": "paragraph" if kind == PARAGRAPH else "unknown", "line": self._searched(rest[0])}
        if kind == DOCUMENT:
            return {"type": "document", "lines": [self._searched(line) for line in rest[0]]}
        if kind == CONTENT_NOTE:
            return {"type": "content-note", "topics": rest[0], "summary": [self._searched(line) for line in rest[1]]}
        if kind == ACCOUNT:
            date, line, grades = rest
            return {"type": "account", "date": date, "line": self._searched(line), "grades": self._grades(grades)}
        if kind == CHART:
            title, unit, bars, cited, remark, at = rest
            drawn = [
                {"label": label, "value": value, "shown": shown, "bound": self.data["bounds"][bound]}
                for label, value, shown, bound in bars
            ]
            note = self._note(cited)
            chart = {"type": "chart", "title": title, "unit": unit, "bars": drawn, "note": note, "remark": remark}
            return {**chart, "at": at}
        if kind == QUESTION:
            line, skill, draws_on = rest
            asked = self._searched(line)
            return {"type": "question", "line": asked, "skill": self.data["skills"][skill], "draws_on": draws_on}
        if kind == LINK:
            word, date, line, grades = rest
            told = {"word": self.data["words"][word], "date": date, "line": self._searched(line)}
            return {"type": "link", **told, "grades": self._grades(grades)}
        lines, (date, done, grades), flags = rest
        return {
            "type": "comparison",
            "did": self._searched(lines),
            "date": date,
            "was_done": self._searched(done),
            "grades": self._grades(grades),
            "matches": bool(flags & MATCHES),
        }

    def offer(self, offer: Json) -> Json:
        """An offer with its lines."""
        line = self._line(offer["line"])
        return {**offer, "line": line, "reason": self._line(offer["reason"]) if offer["reason"] != NONE else []}

    def notes(self) -> list[Json]:
        """The notes so far."""
        written: list[Json] = []
        before: list[Any] | None = None
        seen: set[int] = set()
        for cited, number in self._numbers.items():
            row = self.data["cited"][cited]
            name, text, grade, quotes, hedge, *_ = row
            note = {"number": number, "fact": name, "text": text, "grade": self.data["grades"][grade]}
            written.append({**note, "quotes": quotes, "citation": self._citation(row, before, seen), "hedge": hedge})
            before = row
            seen.add(row[6])
        return written

    def cited(self, numbers: Iterable[int]) -> list[list[Any]]:
        """The citations of these, in this order."""
        for number in numbers:
            self._note(number)
        return [note["citation"] for note in self.notes()]

    def entries(self) -> list[Json]:
        """The people and terms met so far."""
        found = [(self.data["entries"][entry], form) for entry, form in self._met.items()]
        told = [
            {"id": name, "kind": kind, "form": form, "name": said, "text": text}
            for (kind, name, said, text), form in found
        ]
        return [one for one in told if one["kind"] == "person"] + [one for one in told if one["kind"] == "term"]

    def _citation(self, row: list[Any], before: list[Any] | None, seen: set[int]) -> list[Any]:
        template, source, place, section, tail, tail2 = row[5:]
        full, short, ibid, ibid2 = self.data["templates"][template]
        if before is not None and before[6] == source:
            if before[7] == place:
                return [self.data["said"]["ibid"]]
            if section >= 0 and before[8] == section:
                return _filled(ibid2, tail2 or tail)
            return _filled(ibid, tail)
        return _filled(short if source in seen else full, tail)

    def _searched(self, line: int | str | list[int]) -> list[Any]:
        """The runs of a line of a block; several are joined to one."""
        if isinstance(line, list):
            joined: list[Any] = []
            for one in line:
                joined += [*([" "] if joined else []), *self._searched(one)]
            return joined
        met = self.data["met"]
        if isinstance(line, int) and line < len(met):
            self._meet(met[line] or ())
        return self._line(line)

    def _meet(self, forms: Iterable[int] = ()) -> None:
        for form in forms:
            entry, said = self.data["forms"][form]
            self._met.setdefault(entry, said)

    def _line(self, line: int | str) -> list[Any]:
        runs = self.data["lines"][line] if isinstance(line, int) else line
        if isinstance(runs, str):
            return [runs]
        return [self._note(run) if isinstance(run, int) else run for run in runs]

    def _note(self, cited: int) -> int:
        return self._numbers.setdefault(cited, len(self._numbers) + 1)

    def _grades(self, grades: list[int]) -> list[str]:
        return [self.data["grades"][grade] for grade in grades]


def _filled(template: list[Any], place: str) -> list[Any]:
    """A citation with its place in the hole, joined to the upright text beside it."""
    runs: list[Any] = []
    for part in template:
        run = place if part is None else part
        if runs and isinstance(run, str) and isinstance(runs[-1], str):
            runs[-1] += run
        else:
            runs.append(run)
    return runs
