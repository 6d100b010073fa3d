"""Passages of a scene with their blocks, choices and endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from party_card.content.models.value_types import (
    EMPTY_PROSE,
    Basis,
    ChoiceId,
    ConditionText,
    Date,
    EndingId,
    Located,
    PassageId,
    PlaceId,
    Prose,
    Step,
    VariableId,
)
from party_card.content.node_ref import NodeRef, RawScalar
from party_card.frozen_dataclass import frozen_dataclass

NEXT_PASSAGE = PassageId("")
"""Stands for the next passage in the file until a scene has been read to its end."""


@frozen_dataclass(kw_only=True)
class Block(Located):
    """A paragraph or more of a passage, or a typed `document`; shown only where `if_` holds."""

    text: Prose | None = None
    """Prose.

    Example: The drawer is open.
    """
    document: Prose | None = None
    """In place of `text`: what stands on a paper, shown as typed.

    Example: "“I will not have the bell on a market evening.” [@refused]"
    """
    if_: ConditionText | None = None
    """A condition; the block is there only where it holds.

    Example: kept == page
    """
    todo: str | tuple[str, ...] = ()
    """What is still to be decided here, one text or a list; `check` reports each until it is deleted. Never shown.

    Example: Is this known before the 14th?
    """


@frozen_dataclass(kw_only=True)
class Choice(Located):
    """What the author offers: `did` tells it afterwards, `locked` is the reason shown while `if_` does not hold."""

    id: ChoiceId
    """Unique in the scene; not `begin`, `reveal` or `close`.

    Example: burn
    """
    text: Prose
    """What the student reads, beginning with a verb.

    Example: Burn it in the stove
    """
    goto: PassageId = NEXT_PASSAGE
    """The id of the passage that follows; without it, the next one in the file.

    Example: night
    """
    did: Prose = EMPTY_PROSE
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
    """`true` for a choice that you thought of: it then says “No record of anyone doing this”."""
    set: Mapping[VariableId, RawScalar] = field(default_factory=dict)
    """The values that variables get.

    Example: {read_it: true, keeper: me}
    """
    add: Mapping[VariableId, Step] = field(default_factory=dict)
    """How much is added to numbers; a negative number takes away. They stop at the ends of their range.

    Example: {attention: 1}
    Example: {attention: 1, trust: -1}
    """
    overlooks: Prose = EMPTY_PROSE
    """What somebody who chooses this overlooks, in one sentence; for the teacher, in the guide and the class report.

    Example: Whoever burns it takes it for the only copy; seven were typed. [@copies]
    """
    todo: str | tuple[str, ...] = ()
    """What is still to be decided here, one text or a list; `check` reports each until it is deleted. Never shown.

    Example: Ask the archive who could have burned it.
    """

    @property
    def is_goto_implied(self) -> bool:
        """True if the file names no passage to go to, so that the next one in the file is meant."""
        return self.location.lacks_key("goto")

    @property
    def changed_variables(self) -> tuple[VariableId, ...]:
        """The variables that this choice sets or adds to."""
        return (*self.set, *self.add)

    def locate_change(self, variable: VariableId) -> NodeRef:
        """Returns the mapping, under `set` or `add`, that changes a variable."""
        return self.location.value("set" if variable in self.set else "add")


@frozen_dataclass(kw_only=True)
class Ending(Located):
    """How a scene can end."""

    id: EndingId
    """Unique in the scene.

    Example: handed-in
    """
    title: str
    """What the student reads above the record.

    Example: You handed it in
    """
    cost: Prose = EMPTY_PROSE
    """What it means, in one or two plain sentences without a citation: what is kept, and what is lost.

    Example: You are expelled, and lose the post and the room that came with it. You named nobody.
    """


@frozen_dataclass(kw_only=True)
class Passage(Located):
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
    basis: Basis = "composite"
    """What kind of prose this is: `documented`, `composite` (typical, put together from sources) or `invented`.

    Without it, as in the passage before, and in the first one `composite`.
    """
    date: Date | None = None
    """When this moment is, in EDTF; without it, as in the passage before.

    Example: 1932-08-24~
    """
    place: str = ""
    """Where; without it, as in the passage before, and in the first one as in the scene.

    Example: The dacha
    """
    at: PlaceId | None = None
    """The id of the place on the map where this moment is, if it differs from the scene's.

    Example: berlin
    """
    places: tuple[PlaceId, ...] = ()
    """The places that this passage speaks of, to be shown on its map.

    Example: [kustanai, minusinsk]
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
    in_common: Prose = EMPTY_PROSE
    """A sentence on why the two are set side by side, if no person, place or fact shows it; it stands below the record.

    Example: Both had to decide whether to pass a paper on.
    """
    history: tuple[ChoiceId, ...] = ()
    """The ids of the choices here that match the record; without it, none does.

    Example: [report]
    """
    todo: str | tuple[str, ...] = ()
    """What is still to be decided here, one text or a list; `check` reports each until it is deleted. Never shown.

    Example: Find a source for the seven pages.
    """

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text as blocks: prose without conditions is one block."""
        return (Block(text=self.text),) if isinstance(self.text, str) else self.text
