"""Scene files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from party_card.content.models.passages import Ending, Passage
from party_card.content.models.person_file import PersonFile
from party_card.content.models.record import Debrief, RecordBlock, Trace
from party_card.content.models.story_tests import StoryTest
from party_card.content.models.value_types import (
    EMPTY_PROSE,
    Basis,
    ConditionText,
    Date,
    DossierId,
    Located,
    PassageId,
    PlaceId,
    Prose,
    Reveal,
    SceneId,
    TraceId,
    VariableId,
)
from party_card.content.node_ref import RawScalar
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class Role(Located):
    """Whom the student plays: a name, how real it is, and what this person does."""

    name: str
    """Who it is, in a few words.

    Example: A secretary at the dacha
    """
    kind: Basis
    """`documented` for a real person, `composite` for a typical one, `invented` for one made up."""
    text: Prose = EMPTY_PROSE
    """What this person does all day, said to the student.

    Example: You keep other people's papers in order.
    """


@frozen_dataclass(kw_only=True)
class ContextItem(Located):
    """One thing that a player must know before the scene begins."""

    heading: str
    """What it is about, in a word or a few.

    Example: The rule
    """
    text: Prose
    """One or two sentences that a newcomer understands, with citations.

    Example: "Whoever knew of the paper and told no office broke a rule of the party. [@party-crime]"
    """


@frozen_dataclass(kw_only=True)
class VariableForm(Located):
    """A variable written out: a number `range`, a set of `values`, or a yes/no, with its `start` and a `label`.

    One that is `carried` is a yes/no: whether an earlier scene of the campaign left this trace.
    """

    range: tuple[int, ...] | None = None
    """For a number: the least and the greatest it can be. It stops at both ends.

    Example: [0, 3]
    """
    values: tuple[str, ...] | None = None
    """For a choice among words: all that it can be.

    Example: [nothing, page, copy]
    """
    start: RawScalar | None = None
    """What it is when the scene begins.

    Example: 0
    Example: nothing
    Example: false
    """
    carried: TraceId | None = None
    """For a yes/no that an earlier scene decides: the id of what that scene `leaves`.

    Example: read-the-appeal
    """
    label: str = ""
    """What it means, for people.

    Example: Attention you have drawn
    """


@frozen_dataclass(kw_only=True)
class Scene(Located):
    """One playable file. The first passage is the start unless `start` names another."""

    scene: SceneId
    """The id, best the same as the file's name.

    Example: forbidden-paper
    """
    title: str
    """What students see.

    Example: A Paper You Were Not Meant to Read
    """
    passages: Mapping[PassageId, Passage]
    """The moments of the scene by id; not `briefing`, `record`, `debrief` or `finished`.

    Example: {table: {text: A letter lies here., ending: {id: left, title: You left it}}}
    """
    start: PassageId | None = None
    """The passage where it begins; without it, the first one.

    Example: table
    """
    language: str = ""
    """The language of its texts, as a code, if it is not English, nor the language of the campaign.

    Example: uk
    """
    span: Date | None = None
    """From when to when, in EDTF.

    Example: 1932-08/1932-10
    """
    place: str = ""
    """Where.

    Example: Moscow
    """
    at: PlaceId | None = None
    """The id of the place on the map where the scene is set.

    Example: moscow
    """
    places: tuple[PlaceId, ...] = ()
    """The places that the briefing names, for the map before the scene; a passage's own that it names need no entry.

    Example: [leningrad, kustanai]
    """
    role: Role | None = None
    """Whom the student plays.

    Example: {name: A secretary, kind: composite, text: You keep other people's papers in order.}
    """
    hook: Prose = EMPTY_PROSE
    """Two sentences that the briefing begins with: a person, what this person wants, and what is dangerous about it.

    Example: You keep the papers of a house and want to keep your post. Tonight a paper comes that nobody may have read.
    """
    context: tuple[ContextItem, ...] = ()
    """What a player must know before it begins, beside the map; three at most.

    Example: [{heading: The rule, text: "Whoever knew of the paper had to report it. [@party-crime]"}]
    """
    question: Prose = EMPTY_PROSE
    """The one question that the scene is about.

    Example: What did it cost to have read something?
    """
    minutes: int | None = None
    """How many minutes it takes to read, with record and file; `party-card prove` counts them.

    Example: 15
    """
    level: int | None = None
    """The school year of the readers it is written for; without it, the ninth. `hard-reading` measures by it.

    Example: 9
    """
    content_notes: tuple[str, ...] = ()
    """What some readers may want to know beforehand, a few neutral words each.

    Example: [political persecution]
    """
    summary: Prose = EMPTY_PROSE
    """What a student reads who skips the scene; needed when there are content notes.

    Example: A secretary finds a paper and decides what to do with it.
    """
    dossiers: tuple[DossierId, ...] = ()
    """The files in `seeds/` that this scene cites.

    Example: [ryutin-affair]
    """
    picture: str = ""
    """A picture in `assets/pictures/`, without `.svg`.

    Example: forbidden-paper
    """
    alt: str = ""
    """One sentence for those who cannot see the picture.

    Example: An envelope without a name.
    """
    reveal: Reveal = "end"
    """`end`: the record comes after the ending; `each`: after every decision. Each reader's own settings come first."""
    variables: Mapping[VariableId, RawScalar | VariableForm] = field(default_factory=dict)
    """What the scene remembers: `name: false` for a yes/no, or a `range` or `values`.

    Example: {read_it: false, attention: {range: [0, 3], start: 0, label: Attention you have drawn}}
    """
    essentials: tuple[RecordBlock, ...] = ()
    """What everybody should take away: five sentences at most and one chart, shown first after the ending. With it the
    record is read in layers: this, then the decisions, the whole story, and what came after.

    Example: [{text: "Two members denounced the group. [@denunciation]"}, {chart: grain-exports}]
    """
    record: tuple[RecordBlock, ...] = ()
    """What really happened, shown after the ending.

    Example: [{text: "Stalin was told the next day. [@stalin-told]"}, {unknown: Who wrote it.}]
    """
    aftermath: tuple[RecordBlock, ...] = ()
    """What came after, below the record: numbers, views of historians, what a decree did. What became of the
    people whom the passages name, and where the main source `ends`, follow by themselves.

    Example: [{heading: The decree}, {text: "The decree was repealed in 1936. [@decree-repealed]"}]
    """
    file: PersonFile | None = None
    """What remains of the person on paper, shown after the record.

    Example: {name: "Lebedeva, A.", card: [{stamp: kept}], unrecorded: {table: ""}}
    """
    leaves: tuple[Trace, ...] = ()
    """What it leaves for later scenes.

    Example: [{id: read-the-appeal, kind: witnessed, text: You read an appeal., if: read_it}]
    """
    debrief: tuple[Debrief, ...] = ()
    """Questions for the class.

    Example: [{ask: Who could have known this?, skill: sourcing, draws_on: The dates of both letters.}]
    """
    always: tuple[ConditionText, ...] = ()
    """Conditions that must hold on every path.

    Example: ["kept != copy or read_it"]
    """
    never: tuple[ConditionText, ...] = ()
    """Conditions that must not hold on any path.

    Example: ["reported and attention == 0"]
    """
    tests: tuple[StoryTest, ...] = ()
    """Walks that you want to be sure of.

    Example: [{name: reading it, play: [read], expect: {passage: night}}]
    """
    todo: str | tuple[str, ...] = ()
    """What is still to be decided here, one text or a list; `check` reports each until it is deleted. Never shown.

    Example: [Find a second voice, Write the debrief]
    """

    @property
    def closing_blocks(self) -> tuple[RecordBlock, ...]:
        """The parts of what is essential, those of the record, then those of what came after."""
        return (*self.essentials, *self.record, *self.aftermath)

    @property
    def endings(self) -> tuple[Ending, ...]:
        """The endings of all passages, in the order written; one that several passages have is there several times."""
        return tuple(passage.ending for passage in self.passages.values() if passage.ending is not None)

    def list_places(self) -> tuple[PlaceId, ...]:
        """Returns the places that the scene and its passages name, in the order written, each once."""
        owners: tuple[Scene | Passage, ...] = (self, *self.passages.values())
        return tuple(
            dict.fromkeys(name for owner in owners for name in (*((owner.at,) if owner.at else ()), *owner.places))
        )
