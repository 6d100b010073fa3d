"""A story as a format reader understands it: passages made of items, in the order in which they run.

Invariant: nothing here depends on the format that the story was written with, or on scenes. Names are the author's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import UNSET, Condition, Update, Value

LossKind = Literal["choice", "condition", "change", "text"]


class ImportRefusedError(ValueError):
    """No scene can be made of this; `sentence` tells the author why, and `advice` names an option of the command."""

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(f"{sentence} {advice}".rstrip())
        self.sentence = sentence


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line (from 1) of a file of the story."""

    file: str
    line: int


@frozen_dataclass(eq=False)
class Lost:
    """Something that a scene cannot do, or that was not understood; it becomes a `todo` at its place.

    `variables` are those that a lost change would have changed.
    """

    kind: LossKind
    place: Place
    text: str
    reason: str
    variables: tuple[str, ...] = ()


@frozen_dataclass
class Remark:
    """Styling, a comment, or anything else that changes neither what is read nor what can be done."""

    place: Place
    text: str
    reason: str


@frozen_dataclass(eq=False)
class Text:
    """Prose of a scene: emphasis is `*` and `**`, other marks are escaped (`escape_prose`); lines end with "\\n"."""

    text: str


@frozen_dataclass(eq=False)
class Print:
    """Shows the value of a variable within the text."""

    variable: str
    place: Place
    format_value: Callable[[Value], str]


@frozen_dataclass(eq=False)
class Link:
    """A choice with a plain text; `items` run when it is taken, before the move to `target`.

    If `target` is empty, a `Goto` among the items leads on.
    """

    text: str
    target: str
    place: Place
    items: tuple[Item, ...] = ()


@frozen_dataclass(eq=False)
class Assign:
    """Changes a variable."""

    variable: str
    update: Update
    place: Place


@frozen_dataclass(eq=False)
class Branch:
    """One branch of an `If`; its condition is lost if it was not understood, and then so is every branch after it."""

    condition: Condition | Lost
    items: tuple[Item, ...]


@frozen_dataclass(eq=False)
class If:
    """Runs the first branch whose condition holds; `else` is a branch whose condition is TRUE."""

    branches: tuple[Branch, ...]
    place: Place


@frozen_dataclass(eq=False)
class Goto:
    """Leads on to another passage before anything is shown; the rest of the passage runs unless `ends_passage`."""

    target: str
    place: Place
    ends_passage: bool = False


Item = Text | Print | Link | Assign | If | Goto | Lost | Remark


@frozen_dataclass
class Passage:
    """A passage; `is_part` if it only stands within others, which include it."""

    name: str
    place: Place
    items: tuple[Item, ...]
    is_part: bool = False


@dataclass(slots=True)
class Story:
    """A whole story: `startup` runs before the first passage; `losses` and `remarks` belong to no passage."""

    title: str
    start: str
    passages: dict[str, Passage] = field(default_factory=dict)
    startup: tuple[Item, ...] = ()
    unset_value: Value = UNSET
    losses: list[Lost] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


_MARKUP_CHARACTER = re.compile(r"[\\*\[\]]")


def escape_prose(text: str) -> str:
    """Returns a text as prose in which nothing is markup."""
    return _MARKUP_CHARACTER.sub(r"\\\g<0>", text)
