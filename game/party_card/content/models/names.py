"""The words of the formats: what is a name, a text, a date, and the closed lists that a key may choose from.

Law: a `NewType` says what a text means; the decoder and the schema read it, and nothing else is known of it.
"""

from __future__ import annotations

from typing import Literal, NewType

from party_card.content.yaml_loader import NodeRef

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
"""Markdown emphasis and `[@fact]` citations, as written."""
UNSAID = Prose("")
"""The default of a text that need not be there."""
Date = NewType("Date", str)
"""An EDTF date or interval, as written."""
ConditionText = NewType("ConditionText", str)
"""The condition language, as written."""

Grade = Literal["documented", "reported", "rumoured", "contested", "judgement"]
Kind = Literal["documented", "composite", "invented"]
Skill = Literal["sourcing", "contextualisation", "corroboration", "close-reading"]
Reveal = Literal["each", "end"]
Witness = Literal["witnessed", "said", "silent"]
LinkKind = Literal["stated", "sequence"]
CslType = Literal["book", "chapter", "article-journal", "article-newspaper", "webpage", "document"]


def nowhere() -> NodeRef:
    """The place of a model that stands in no file."""
    return NodeRef.NOWHERE
