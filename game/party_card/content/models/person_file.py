"""The file of the person who is played: the papers that remain, the stamp on the party card, and what left no paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from party_card.content.models.value_types import (
    EMPTY_PROSE,
    ChoiceId,
    ConditionText,
    Located,
    PaperId,
    PaperKind,
    PassageId,
    Prose,
    StampKind,
)
from party_card.content.node_ref import NodeRef
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class CardStamp(Located):
    """What may have become of the person's party card."""

    stamp: StampKind
    """`kept`, `marked`, `taken-away` or `never-had-one`."""
    if_: ConditionText | None = None
    """A condition on the finished playthrough; the first stamp that holds is on the card, and the last needs none.

    Example: ending == expelled
    """


@frozen_dataclass(kw_only=True)
class PaperText(Located):
    """Words that stand on a paper in some playthroughs."""

    text: Prose
    """The words.

    Example: "Received: one parcel, flat."
    """
    if_: ConditionText | None = None
    """A condition on the finished playthrough; the words are there only where it holds.

    Example: visited(study)
    """


@frozen_dataclass(kw_only=True)
class Paper(Located):
    """A paper that the person leaves behind, invented like the person; shown as such wherever it is shown."""

    id: PaperId
    """Unique among the papers of the scene.

    Example: register-line
    """
    kind: PaperKind
    """What it is. A `letter`, a `denunciation` or a `note` says what somebody says; the others document a decision."""
    title: str
    """What an archive would write on it.

    Example: Register, line 113
    """
    text: Prose | tuple[PaperText, ...]
    """What stands on it; a list where it depends on the playthrough.

    Example: "113. Received: one parcel, flat."
    Example: [{text: 113. Received.}, {text: Entered late., if: visited(study)}]
    """
    if_: ConditionText | None = None
    """A condition on the finished playthrough; without it, the paper always remains.

    It asks for variables as they are at the end, for the choice made in a passage (`tea == say-both`), for
    `visited(passage)`, and for the `ending` that was reached.

    Example: register != leave-blank
    Example: ending == expelled and visited(study)
    """
    kept: Prose = EMPTY_PROSE
    """Where it was kept, or how it was lost.

    Example: Taken with the papers of the house to the Commission.
    """
    gap: Prose = EMPTY_PROSE
    """What a stranger in the archive of the campaign finds in its place, where the paper does not remain.

    Example: Between the leaves 112 and 131 a leaf is cut out.
    """
    shows: tuple[PassageId, ...] = ()
    """The passages whose decisions can be read from it; it shows those that were met in the playthrough.

    Example: [register, statement]
    """

    @property
    def texts(self) -> tuple[PaperText, ...]:
        """The text as a list: one without conditions is one text."""
        return (PaperText(text=self.text),) if isinstance(self.text, str) else self.text


@frozen_dataclass(kw_only=True)
class PersonFile(Located):
    """What remains on paper of the person who is played, shown after the record."""

    name: str
    """The name on the folder, that of an invented person.

    Example: Lebedeva, A.
    """
    card: tuple[CardStamp, ...]
    """What became of the party card: the first stamp whose condition holds.

    Example: [{stamp: taken-away, if: ending == expelled}, {stamp: kept}]
    """
    office: Prose = EMPTY_PROSE
    """Who would keep the file; marked as invented unless it cites a fact.

    Example: Party committee of the district, Moscow
    """
    papers: tuple[Paper, ...] = ()
    """The papers that can remain.

    Example: [{id: register-line, kind: register, title: "Register, line 113", text: Received., shows: [register]}]
    """
    unrecorded: Mapping[PassageId, str | Mapping[ChoiceId, str]] = field(default_factory=dict)
    """The passages whose decisions no paper ever shows, each with who knows of it beside you, or `""` for nobody.

    Where it depends on the choice, name the choices that somebody knows of.

    Example: {drawer: "", queue: your sister}
    Example: {stairs: {warn: the two upstairs}}
    """

    def find_listener(self, passage: PassageId, choice: ChoiceId) -> str:
        """Returns who knows of a choice beside the student, though no paper shows it; `""` for nobody."""
        listener = self.unrecorded.get(passage, "")
        return listener if isinstance(listener, str) else listener.get(choice, "")

    def iter_prose(self) -> Iterator[tuple[NodeRef, str, Prose]]:
        """Yields each text in which a citation may stand, with the mapping and the key where it stands."""
        yield self.location, "office", self.office
        for paper in self.papers:
            yield paper.location, "kept", paper.kept
            yield paper.location, "gap", paper.gap
            for text in paper.texts:
                yield paper.location if isinstance(paper.text, str) else text.location, "text", text.text
