"""Types that all models share: scalars (identifiers, texts, dates, closed lists of words), and the location.

Invariant: the name of a `NewType` is all that decoder and schema know about the meaning of a text.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from typing import Any, Literal, NewType

from party_card.content.yaml_nodes import NodeRef

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

Prose = NewType("Prose", str)
"""Text with Markdown emphasis and `[@fact]` citations, unparsed."""
EMPTY_PROSE = Prose("")
"""Default of optional prose."""
Date = NewType("Date", str)
"""An EDTF date or interval, unparsed."""
ConditionText = NewType("ConditionText", str)
"""A condition, unparsed."""

Grade = Literal["documented", "reported", "rumoured", "contested", "judgement"]
Basis = Literal["documented", "composite", "invented"]
Skill = Literal["sourcing", "contextualisation", "corroboration", "close-reading"]
Reveal = Literal["each", "end"]
TraceKind = Literal["witnessed", "said", "silent"]
LinkKind = Literal["stated", "sequence"]
CslType = Literal["book", "chapter", "article-journal", "article-newspaper", "webpage", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A model; `location` is its mapping in the file, or `UNLOCATED` if it comes from no file."""

    location: NodeRef = field(default=NodeRef.UNLOCATED, compare=False, repr=False)


def authored_fields(model: type[Any]) -> tuple[Field[Any], ...]:
    """Returns the fields of a model that are keys in YAML: all but `location`."""
    return tuple(field for field in fields(model) if field.name != "location")


def yaml_key(field: Field[Any]) -> str:
    """Returns the YAML key of a field."""
    return str(field.metadata.get("key", field.name.rstrip("_")))


def yaml_keys(model: type[Any]) -> set[str]:
    """Returns the YAML keys of a model."""
    return {yaml_key(field) for field in authored_fields(model)}
