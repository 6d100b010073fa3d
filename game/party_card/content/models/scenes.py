"""The scene file: passages, choices, what is remembered, what the record says, what the class is asked.

Law: the text under a field is what the handbook, the schema and an editor say of its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from party_card.content.models.names import (
    UNSAID,
    ChoiceId,
    ConditionText,
    Date,
    DossierId,
    EndingId,
    FactId,
    FigureId,
    Kind,
    PassageId,
    Prose,
    Reveal,
    SceneId,
    Skill,
    TraceId,
    VariableId,
    Witness,
    nowhere,
)
from party_card.content.yaml_loader import NodeRef, RawScalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Whom the student plays: a name, how real it is, and what this person does."""

    name: str
    """Who it is, in a few words.

    Example: A secretary at the dacha
    """
    kind: Kind
    """`documented` for a real person, `composite` for a typical one, `invented` for one made up."""
    text: Prose = UNSAID
    """What this person does all day, said to the student.

    Example: You keep other people's papers in order.
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableForm:
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
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or more of a passage, or a typed `document`; shown only where `if_` holds."""

    text: Prose | None = None
    """Prose.

    Example: The drawer is open.
    """
    document: Prose | None = None
    """In place of `text`: what stands on a paper, shown as typed.

    Example: "“the gravedigger of the revolution in Russia” [@gravedigger]"
    """
    if_: ConditionText | None = None
    """A condition; the block is there only where it holds.

    Example: kept == page
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the author offers: `did` tells it afterwards, `locked` is the reason shown while `if_` does not hold."""

    id: ChoiceId
    """Unique in the scene; not `begin`, `reveal` or `close`.

    Example: burn
    """
    text: Prose
    """What the student reads, beginning with a verb.

    Example: Burn it in the stove
    """
    goto: PassageId
    """The id of the passage that follows.

    Example: night
    """
    did: Prose = UNSAID
    """The same in the past tense; it stands beside the record.

    Example: You burned it.
    """
    if_: ConditionText | None = None
    """A condition; where it does not hold, the choice is hidden.

    Example: read_it and attention < 3
    """
    locked: Prose | None = None
    """A reason; the choice is then shown as closed, with this reason, where it would be hidden.

    Example: Not with someone watching you
    """
    hypothesis: bool = False
    """`true` if the source shows nobody weighing this: it is then marked as the student's own hypothesis."""
    set: Mapping[VariableId, RawScalar] = field(default_factory=dict)
    """What changes: a plain value sets, `+1` and `-1` are steps.

    Example: {read_it: true, attention: +1, keeper: me}
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a scene can end."""

    id: EndingId
    """Unique in the scene.

    Example: handed-in
    """
    title: str
    """What the student reads above the record.

    Example: You handed it in
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A moment: text, and choices or an ending; `record` is what was done then, `history` the choices that match it."""

    text: Prose | tuple[Block, ...]
    """The prose, 40 to 110 words; or a list of blocks.

    Example: "Seven pages, typed. [@copies]"
    Example: [{text: The drawer is open.}, {if: kept == page, text: Page five is in your glove.}]
    """
    choices: tuple[Choice, ...] = ()
    """What the student may do, two to four.

    Example: [{id: open, text: Open it, goto: read}, {id: leave, text: Leave it, goto: left}]
    """
    ending: Ending | None = None
    """In place of choices: the scene ends here.

    Example: {id: opened, title: You opened it}
    """
    basis: Kind = "composite"
    """What kind of prose this is: `documented`, `composite` (typical, put together from sources) or `invented`."""
    date: Date | None = None
    """When this moment is, in EDTF.

    Example: 1932-08-24~
    """
    place: str = ""
    """Where, if it differs from the scene.

    Example: The dacha
    """
    picture: str = ""
    """A picture in `assets/pictures/`, without `.svg`.

    Example: envelope
    """
    alt: str = ""
    """One sentence for those who cannot see the picture.

    Example: An envelope without a name.
    """
    record: Prose | None = None
    """One or two cited sentences, set beside the student's choice afterwards.

    Example: "Two members denounced the group in writing. [@denunciation]"
    """
    history: tuple[ChoiceId, ...] = ()
    """The ids of the choices here that match the record; `[]` if none does.

    Example: [report]
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBlock:
    """A part of the record: prose, a chart of a figure, or what remains unknown."""

    text: Prose | None = None
    """What happened; every sentence has a citation.

    Example: "Stalin was told the next day. [@stalin-told]"
    """
    chart: FigureId | None = None
    """A figure of a dossier, drawn with its sources beneath.

    Example: grain-exports
    """
    unknown: Prose | None = None
    """What the source leaves open.

    Example: "The two who wrote are not named. [@denunciation]"
    """
    if_: ConditionText | None = None
    """A condition; the part is there only where it holds.

    Example: chose(report)
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a scene leaves for later ones where `if_` holds at its ending: `text` tells it, "You ...", in the past."""

    id: TraceId
    """Unique in all scenes.

    Example: read-the-appeal
    """
    kind: Witness
    """`witnessed`, `said` or `silent`."""
    text: Prose
    """What the student did, "You ...", in the past tense; no citation, for it makes no claim.

    Example: You read an appeal.
    """
    if_: ConditionText | None = None
    """A condition, looked at when the scene ends; without it, it is always left.

    Example: read_it and not chose(report)
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """A question after the record, and what a good answer draws on."""

    ask: Prose
    """The question.

    Example: Who wrote that statement down, and where was he when he made it?
    """
    skill: Skill
    """What it trains."""
    draws_on: Prose = UNSAID
    """What a good answer uses; shown to a student only when asked for, once an answer is written.

    Example: The note beneath the statement names who took it down.
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a story test expects at the end of its choices; None is "not asked", `ending: null` is "no ending"."""

    passage: PassageId | None = None
    """The passage that is reached.

    Example: night
    """
    variables: Mapping[VariableId, RawScalar] = field(default_factory=dict)
    """What is remembered there; variables that are not named are not asked.

    Example: {attention: 1}
    """
    offers: tuple[ChoiceId, ...] | None = None
    """The whole list of choices that are open there.

    Example: [burn, pass-on]
    """
    locked: tuple[ChoiceId, ...] | None = None
    """Some that are shown as closed, with a reason.

    Example: [burn]
    """
    absent: tuple[ChoiceId, ...] | None = None
    """Some that are not shown.

    Example: [pass-on]
    """
    ending: RawScalar | None = None
    """The id of the ending, or `null` for none.

    Example: handed-in
    """
    text: tuple[str, ...] | str | None = None
    """Words that are read there; one, or a list.

    Example: the drawer
    """
    cites: tuple[FactId, ...] | None = None
    """Facts that are cited there.

    Example: [copies]
    """
    record: tuple[str, ...] | str | None = None
    """Words that are read in the record; one, or a list.

    Example: told the next day
    """
    left: tuple[TraceId, ...] | None = None
    """The whole list of what is left for later scenes.

    Example: [read-the-appeal]
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTest:
    """A scripted walk through a scene and what must be true at its end; `carried` are the traces it begins with."""

    name: str
    """What it shows.

    Example: burning the page leaves nothing
    """
    play: tuple[ChoiceId, ...]
    """The choices in order.

    Example: [read, burn, stay]
    """
    expect: Expectation
    """What must be true then.

    Example: {passage: night, ending: silence}
    """
    carried: tuple[TraceId, ...] = ()
    """What earlier scenes have left.

    Example: [read-the-appeal]
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
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
    span: Date | None = None
    """From when to when, in EDTF.

    Example: 1932-08/1932-10
    """
    place: str = ""
    """Where.

    Example: Moscow
    """
    role: Role | None = None
    """Whom the student plays.

    Example: {name: A secretary, kind: composite, text: You keep other people's papers in order.}
    """
    question: Prose = UNSAID
    """The one question that the scene is about.

    Example: What did it cost to have read something?
    """
    minutes: int | None = None
    """How many minutes it takes to read, with the record; `party-card prove` counts them.

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
    summary: Prose = UNSAID
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
    record: tuple[RecordBlock, ...] = ()
    """What actually happened, shown after the ending.

    Example: [{text: "Stalin was told the next day. [@stalin-told]"}, {unknown: Who wrote it.}]
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
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)
