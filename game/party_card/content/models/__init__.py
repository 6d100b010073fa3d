"""Models of the file formats: frozen dataclasses, one for each YAML mapping.

Invariant: a model holds the values of the file and nothing derived from them; citations and conditions are still text.
`location` refers to the mapping in its file. The decoder reads these annotations and nothing else: a field is a key, a
default makes the key optional, the members of a union differ in their YAML shape. A trailing underscore avoids
Python's keywords. The string below a field describes its key in handbooks and editors; `Example:` lines are YAML.
"""

from party_card.content.models.campaign import Campaign, CampaignBlock, Station
from party_card.content.models.dossier import Cite, Dossier, Fact, Figure, Person, Term
from party_card.content.models.passages import Block, Choice, Ending, Passage
from party_card.content.models.record import Debrief, RecordBlock, Trace
from party_card.content.models.scene import Role, Scene, VariableForm
from party_card.content.models.sources import Bibliography, Index, IndexedParagraph, Issued, Name, Source
from party_card.content.models.story_tests import Expectation, StoryTest
from party_card.content.models.value_types import (
    Basis,
    ChoiceId,
    ConditionText,
    CslType,
    Date,
    DossierId,
    EndingId,
    FactId,
    FigureId,
    Grade,
    LinkKind,
    PassageId,
    PersonId,
    Prose,
    Reveal,
    SceneId,
    Skill,
    SourceId,
    TermId,
    TraceId,
    TraceKind,
    VariableId,
)

__all__ = [
    "Basis", "Bibliography", "Block", "Campaign", "CampaignBlock", "Choice", "ChoiceId", "Cite", "ConditionText",
    "CslType", "Date", "Debrief", "Dossier", "DossierId", "Ending", "EndingId", "Expectation", "Fact", "FactId",
    "Figure", "FigureId", "Grade", "Index", "IndexedParagraph", "Issued", "LinkKind", "Name", "Passage",
    "PassageId", "Person", "PersonId", "Prose", "RecordBlock", "Reveal", "Role", "Scene", "SceneId", "Skill",
    "Source", "SourceId", "Station", "StoryTest", "Term", "TermId", "Trace", "TraceId", "TraceKind", "VariableForm",
    "VariableId",
]  # fmt: skip
