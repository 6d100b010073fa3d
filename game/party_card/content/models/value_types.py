"""Types that all models share: scalars (identifiers, texts, dates, closed lists of words), and the location.

Invariant: the name of a `NewType` is all that decoder and schema know about the meaning of a text.
"""

from __future__ import annotations

from dataclasses import Field, field, fields
from typing import Any, Literal, NewType

from party_card.content.node_ref import NodeRef, RawScalar
from party_card.frozen_dataclass import frozen_dataclass

SceneId = NewType("SceneId", str)
PassageId = NewType("PassageId", str)
ChoiceId = NewType("ChoiceId", str)
EndingId = NewType("EndingId", str)
VariableId = NewType("VariableId", str)
DossierId = NewType("DossierId", str)
FactId = NewType("FactId", str)
PersonId = NewType("PersonId", str)
TermId = NewType("TermId", str)
FigureId = NewType("FigureId", str)
SourceId = NewType("SourceId", str)
TraceId = NewType("TraceId", str)
PlaceId = NewType("PlaceId", str)
PaperId = NewType("PaperId", str)

Prose = NewType("Prose", str)
"""Text with Markdown emphasis and `[@fact]` citations, unparsed."""
EMPTY_PROSE = Prose("")
"""Default of optional prose."""
NO_SOURCE = SourceId("")
"""Default of the source of a citation."""
Date = NewType("Date", str)
"""An EDTF date or interval, unparsed."""
ConditionText = NewType("ConditionText", str)
"""A condition, unparsed."""
Step = NewType("Step", RawScalar)
"""How much is added to a number, unparsed."""

Grade = Literal["corroborated", "documented", "reported", "rumoured", "contested", "judgement"]
Stance = Literal["agrees", "differs", "adds"]
SourceKind = Literal["document", "memoir", "newspaper", "statistics", "scholarship", "encyclopaedia"]
ExtentSeen = Literal["whole", "part", "entry"]
DocumentForm = Literal["typescript", "telegram", "newspaper", "handwriting", "table"]
Basis = Literal["documented", "composite", "invented"]
Skill = Literal["sourcing", "contextualisation", "corroboration", "close-reading"]
Reveal = Literal["each", "end"]
TraceKind = Literal["witnessed", "said", "silent"]
LinkKind = Literal["stated", "sequence"]
ProvenanceKind = Literal["use", "copy", "break", "last"]
StampKind = Literal["kept", "marked", "taken-away", "never-had-one"]
PaperKind = Literal[
    "register", "sheet", "minutes", "letter", "photograph", "denunciation", "telegram", "table", "list", "note"
]


@frozen_dataclass(kw_only=True, weakref_slot=True)
class Located:
    """A model; `location` is its mapping in the file, or `UNLOCATED` if it comes from no file."""

    location: NodeRef = field(default=NodeRef.UNLOCATED, compare=False, repr=False)


def authored_fields(model: type[Any]) -> tuple[Field[Any], ...]:
    """Returns the fields of a model that are keys in YAML: all but `location` and the one that collects other keys."""
    return tuple(field for field in fields(model) if field.name != "location" and "extra_keys" not in field.metadata)


def extra_field(model: type[Any]) -> Field[Any] | None:
    """Returns the field that collects other keys, if a model has one; its metadata has their types and aliases."""
    return next((field for field in fields(model) if "extra_keys" in field.metadata), None)


def yaml_key(field: Field[Any]) -> str:
    """Returns the YAML key of a field."""
    return str(field.metadata.get("key", field.name.rstrip("_")))


def yaml_keys(model: type[Any]) -> set[str]:
    """Returns the YAML keys of a model."""
    return {yaml_key(field) for field in authored_fields(model)}
