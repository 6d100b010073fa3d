"""Models of the file formats: frozen dataclasses, one for each YAML mapping.

Invariant: a model holds the values of the file, and of what the file leaves out those that `passage_defaults` and
`default_source` fill in; citations and conditions are still text.
`location` refers to the mapping in its file. The decoder reads these annotations and nothing else: a field is a key, a
default makes the key optional, the members of a union differ in their YAML shape. A trailing underscore avoids
Python's keywords. The string below a field describes its key in handbooks and editors; `Example:` lines are YAML.
"""

from party_card.content.models.campaign import (
    Archive,
    Campaign,
    CampaignBlock,
    CastMember,
    Conclusion,
    Meeting,
    Provenance,
    ProvenanceEntry,
    Station,
)
from party_card.content.models.citations import Cite
from party_card.content.models.csl import CslDate, CslDateValue, CslType, DateStep, Name
from party_card.content.models.documents import Document
from party_card.content.models.dossier import Dossier, Estimate, Fact, Figure, Term
from party_card.content.models.passages import Block, Choice, Ending, Passage
from party_card.content.models.people import NOT_FOUND, People, Person
from party_card.content.models.person_file import CardStamp, Paper, PaperText, PersonFile
from party_card.content.models.places import Gazetteer, Place
from party_card.content.models.prologue import Beat, Prologue, PrologueChoice
from party_card.content.models.record import Debrief, RecordBlock, Rubric, Trace
from party_card.content.models.scene import ContextItem, Role, Scene, VariableForm
from party_card.content.models.sources import Bibliography, Index, IndexedParagraph, Source
from party_card.content.models.story_tests import Expectation, StoryTest
from party_card.content.models.value_types import (
    Basis,
    ChoiceId,
    ConditionText,
    Date,
    DocumentForm,
    DossierId,
    EndingId,
    ExtentSeen,
    FactId,
    FigureId,
    Grade,
    LinkKind,
    PaperId,
    PaperKind,
    PassageId,
    PersonId,
    PlaceId,
    Prose,
    ProvenanceKind,
    Reveal,
    SceneId,
    Skill,
    SourceId,
    SourceKind,
    StampKind,
    Stance,
    TermId,
    TraceId,
    TraceKind,
    VariableId,
)

__all__ = [
    "NOT_FOUND",
    "Archive", "Basis", "Beat", "Bibliography", "Block", "Campaign", "CampaignBlock", "CardStamp", "CastMember",
    "Choice", "ChoiceId", "Cite", "Conclusion", "ConditionText", "ContextItem", "CslDate", "CslDateValue", "CslType",
    "Date", "DateStep", "Debrief", "Document", "DocumentForm", "Dossier", "DossierId", "Ending", "EndingId", "Estimate",
    "Expectation", "ExtentSeen", "Fact", "FactId", "Figure", "FigureId", "Gazetteer", "Grade", "Index",
    "IndexedParagraph", "LinkKind", "Meeting", "Name", "Paper", "PaperId", "PaperKind", "PaperText", "Passage",
    "PassageId", "People", "Person", "PersonFile", "PersonId", "Place", "PlaceId", "Prologue", "PrologueChoice",
    "Prose", "Provenance", "ProvenanceEntry", "ProvenanceKind", "RecordBlock", "Reveal", "Role", "Rubric", "Scene",
    "SceneId", "Skill", "Source", "SourceId", "SourceKind",
    "StampKind", "Stance", "Station", "StoryTest", "Term", "TermId", "Trace", "TraceId", "TraceKind", "VariableForm",
    "VariableId",
]  # fmt: skip
