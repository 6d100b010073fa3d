"""People: who they were at the time of the scenes, and what became of them (`seeds/people.yaml`, or a dossier's own).

Invariant: what is said of a person is prose that cites facts of any dossier; rules check that they exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from party_card.content.models.value_types import EMPTY_PROSE, Located, PersonId, PlaceId, Prose
from party_card.frozen_dataclass import frozen_dataclass

NOT_FOUND = Prose("not found")
"""The text of `later` that says: it was looked for, and no source was found."""


@frozen_dataclass(kw_only=True)
class Person(Located):
    """Someone the sources name: who they were, and what became of them; both cite facts."""

    name: str
    """The full name.

    Example: Nikolai Uglanov
    """
    was: Prose
    """Who this was at the time of the scenes, for a reader of fifteen, in a sentence or two that cite facts.

    Example: A former party boss of Moscow, who had lost his post. [@uglanov-post]
    """
    later: Prose = EMPTY_PROSE
    """What became of this person, in a sentence or two that cite facts; shown only after the ending of a scene. Where
    you have looked and no source was found, write `not found`.

    Example: He was put to death in 1937. [@uglanov-shot]
    Example: not found
    """
    born: int | None = None
    """The year of birth.

    Example: 1886
    """
    died: int | None = None
    """The year of death; shown, like `later`, only after the ending of a scene.

    Example: 1937
    """
    named: tuple[str, ...] = ()
    """The forms under which prose names this person; there the game offers an explanation. Without it, the full name.

    Example: [Nikolai Uglanov, Uglanov]
    """
    places: tuple[PlaceId, ...] = ()
    """The places of this person's life that the game tells of: ids from `places.yaml`.

    Example: [kustanai]
    """


@frozen_dataclass(kw_only=True)
class People(Located):
    """The people of a pack, each once for all its dossiers; facts and documents name them by their ids."""

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    """The people by id.

    Example: {clerk: {name: Ada Finch, was: "Clerk of the town. [@clerk-named]", later: not found}}
    """
