"""Types of the scalars in the file formats: identifiers, texts, dates, and closed lists of words.

Invariant: the name of a `NewType` says what a text means; decoder and schema read it and know nothing else about it.
"""

from __future__ import annotations

from typing import Literal, NewType

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


def unlocated() -> NodeRef:
    """Returns the location of a model that comes from no file."""
    return NodeRef.UNLOCATED
