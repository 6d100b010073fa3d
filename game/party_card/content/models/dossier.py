"""Dossiers: the facts, people, terms and figures of one episode (files in `seeds/`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from party_card.content.models.facts import Cite, Fact
from party_card.content.models.value_types import DossierId, FactId, FigureId, Grade, PersonId, TermId, unlocated
from party_card.content.yaml_nodes import NodeRef, RawScalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone the source names; `named` lists how prose names them, the full name where it is empty."""

    name: str
    """The full name.

    Example: Nikolai Uglanov
    """
    role: str
    """Who this was, as this source tells it.

    Example: former party boss of Moscow, out of favour
    """
    cite: Cite
    """Where the source says so.

    Example: {source: kotkin-2017, p: 3}
    """
    born: int | None = None
    """The year of birth, if the source has it.

    Example: 1886
    """
    died: int | None = None
    """The year of death, if the source has it.

    Example: 1937
    """
    named: tuple[str, ...] = ()
    """The forms under which prose names this person; there the game offers an explanation. Without it, the full name.

    Example: [Nikolai Uglanov, Uglanov]
    """
    location: NodeRef = field(default_factory=unlocated, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word explained; `named` lists the forms that prose uses."""

    name: str
    """The word as it is to stand in the glossary.

    Example: plenum
    """
    text: str
    """One sentence for a reader of fifteen who has never met the word.

    Example: A full meeting of all members of a committee.
    """
    named: tuple[str, ...] = ()
    """The forms that prose uses; without it, the name.

    Example: [plenum, plenums]
    """
    location: NodeRef = field(default_factory=unlocated, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Numbers to draw: label to value, where a value is a number or one behind "over", "under" or "about"."""

    title: str
    """What the numbers are of.

    Example: Grain sent abroad
    """
    unit: str
    """What is counted.

    Example: million tons
    """
    points: Mapping[str, RawScalar]
    """A label and a number each; a doubt stands before the number: `over 9`, `about 60`, `under 60`.

    Example: {1913: over 9, 1930: 4.76, 1931: 5.06}
    """
    cite: Cite
    """Where the numbers stand.

    Example: {source: kotkin-2017, p: 11, n: 301}
    """
    grade: Grade = "documented"
    """How sure the source is of them, as with a fact."""
    note: str = ""
    """What a reader should know about the numbers.

    Example: The author gives no number for 1914 to 1929.
    """
    location: NodeRef = field(default_factory=unlocated, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The facts, people, terms and figures of one episode."""

    dossier: DossierId
    """The id, best the same as the file's name; scenes name it under `dossiers`.

    Example: ryutin-affair
    """
    title: str = ""
    """What the episode is called.

    Example: The Ryutin affair
    """
    facts: Mapping[FactId, Fact] = field(default_factory=dict)
    """The facts by id; prose cites one as `[@its-id]`.

    Example: {bell-at-nine: {text: The bell was rung at nine., grade: reported, cite: {source: my-source, p: 4}}}
    """
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    """The people by id.

    Example: {clerk: {name: Ada Finch, role: a clerk, cite: {source: my-source, p: 1}}}
    """
    terms: Mapping[TermId, str | Term] = field(default_factory=dict)
    """The words to explain: an explanation each, or `name`, `text` and `named`.

    Example: {ogpu: The secret police of the USSR in these years.}
    """
    figures: Mapping[FigureId, Figure] = field(default_factory=dict)
    """Numbers that a record can show with `chart`.

    Example: {river: {title: The river, unit: feet, points: {noon: 6, evening: 11}, cite: {source: my-source, p: 2}}}
    """
    location: NodeRef = field(default_factory=unlocated, compare=False, repr=False)
