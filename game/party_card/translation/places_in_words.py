"""Says in words where a text of a scene or campaign stands, for a translator who sees nothing but a list of texts."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from functools import cached_property

from party_card.content.models import (
    Archive,
    Beat,
    Block,
    Campaign,
    CampaignBlock,
    Choice,
    Cite,
    Conclusion,
    ContextItem,
    Debrief,
    Document,
    Ending,
    Estimate,
    Fact,
    FactId,
    Figure,
    Paper,
    Passage,
    PassageId,
    Person,
    PersonFile,
    Place,
    Prologue,
    PrologueChoice,
    Provenance,
    ProvenanceEntry,
    RecordBlock,
    Role,
    Scene,
    SceneId,
    Source,
    Station,
    Term,
    Trace,
)
from party_card.content.models.person_file import PaperText
from party_card.content.models.record import Rubric
from party_card.content.models.value_types import Located
from party_card.content.pack import Pack
from party_card.content.people import find_item
from party_card.content.prose import iter_cited_fact_ids, strip_markup
from party_card.content.texts import TranslatableText
from party_card.content.words_of_names import name_passages
from party_card.translation.scene_texts import TranslatedDocument, list_parts

_PLACES: Mapping[tuple[type[Located], str], str] = {
    (Scene, "title"): "Title of the scene.",
    (Scene, "place"): "Where the scene is set.",
    (Scene, "hook"): "First words of the briefing.",
    (Scene, "question"): "The question that the scene is about.",
    (Scene, "content_notes"): "What some readers may want to know beforehand.",
    (Scene, "summary"): "What a student reads who skips the scene.",
    (Scene, "alt"): "Describes the picture to those who cannot see it.",
    (Role, "name"): "Whom the student plays.",
    (Role, "text"): "What this person does.",
    (ContextItem, "heading"): "Heading in the briefing.",
    (ContextItem, "text"): "Briefing, below the heading “{heading}”.",
    (Passage, "text"): "Passage “{passage}”.",
    (Passage, "place"): "Where the passage “{passage}” is set.",
    (Passage, "alt"): "Describes the picture of the passage “{passage}” to those who cannot see it.",
    (Passage, "record"): "What really happened, beside the choice made in the passage “{passage}”.",
    (Passage, "in_common"): "Why the choice made in the passage “{passage}” stands beside the record.",
    (Block, "text"): "Passage “{passage}”.",
    (Block, "document"): "What stands on a paper in the passage “{passage}”.",
    (Choice, "text"): "Choice in the passage “{passage}”.",
    (Choice, "did"): "Told afterwards of the choice “{choice}” in the passage “{passage}”.",
    (Choice, "locked"): "Why the choice “{choice}” in the passage “{passage}” is closed.",
    (Choice, "overlooks"): "For the teacher: what the choice “{choice}” in the passage “{passage}” overlooks.",
    (Ending, "title"): "Title of the ending in the passage “{passage}”.",
    (Ending, "cost"): "What the ending “{title}” means.",
    (RecordBlock, "text"): "What really happened.",
    (RecordBlock, "label"): "Whose view it is, before a text of the record.",
    (RecordBlock, "heading"): "Heading in the record.",
    (RecordBlock, "unknown"): "What the sources leave open.",
    (Trace, "text"): "What later scenes remember of this one.",
    (Debrief, "ask"): "Question after the record.",
    (Debrief, "draws_on"): "What a good answer to “{ask}” uses.",
    (Rubric, "basic"): "Basic answer to “{ask}”.",
    (Rubric, "emergent"): "Emergent answer to “{ask}”.",
    (Rubric, "proficient"): "Proficient answer to “{ask}”.",
    (PersonFile, "name"): "Name on the folder of the person who is played.",
    (PersonFile, "office"): "Who would keep the file of the person who is played.",
    (PersonFile, "unrecorded"): "Who knows of a decision that no paper shows, in the middle of a sentence.",
    (Paper, "title"): "Title of a paper in the file.",
    (Paper, "text"): "What stands on the paper “{title}”.",
    (Paper, "kept"): "Where the paper “{title}” was kept, or how it was lost.",
    (Paper, "gap"): "What a stranger finds in the archive in place of the paper “{title}”.",
    (PaperText, "text"): "What stands on the paper “{title}”.",
    (Prologue, "title"): "Title of the prologue.",
    (Beat, "text"): "A moment of the prologue.",
    (Beat, "alt"): "What a picture of the prologue shows.",
    (Beat, "question"): "Question above the choices of the prologue.",
    (PrologueChoice, "text"): "Choice in the prologue.",
    (Campaign, "title"): "Title of the campaign.",
    (Station, "fact"): "Fact shown before the scene “{scene}”.",
    (Station, "alt"): "What the picture before the scene “{scene}” shows.",
    (Archive, "title"): "Title of the archive.",
    (Archive, "text"): "First words of the archive.",
    (Conclusion, "can"): "What the papers of the archive allow to conclude. Stands in a list of such.",
    (Conclusion, "cannot"): "What the papers of the archive do not allow to conclude. Stands in a list of such.",
    (Provenance, "title"): "Name of the thing that goes through the scenes.",
    (Provenance, "text"): "First words on the way of the thing “{title}”.",
    (Provenance, "alt"): "What the picture of the thing “{title}” shows.",
    (ProvenanceEntry, "office"): "Where the thing “{title}” is, in the scene “{scene}”.",
    (ProvenanceEntry, "text"): "What a stranger sees of the thing “{title}”, in the scene “{scene}”.",
    (ProvenanceEntry, "imprint"): "What its use has left in the thing “{title}”, in the scene “{scene}”.",
    (CampaignBlock, "text"): "The end of the campaign: what happened.",
    (CampaignBlock, "unknown"): "The end of the campaign: what the sources leave open.",
    (Fact, "text"): "Claim of a fact, in a note.",
    (Fact, "quote"): "Words of the time, quoted with the claim “{text}”",
    (Fact, "note"): "Remark on the claim “{text}”",
    (Fact, "conclusion"): "What follows from the sources of the claim “{text}”",
    (Cite, "value"): "The date or number that one source has for the claim “{text}”",
    (Cite, "says"): "What one source says of the claim “{text}”",
    (
        Cite,
        "section",
    ): "Where in a source this stands, in a note. Begin with a small letter: “am Anfang”, not “Anfang”.",
    (Document, "title"): "Title of a document of the time.",
    (Figure, "title"): "Title of a chart.",
    (Figure, "unit"): "What the chart “{title}” counts.",
    (Figure, "points"): "Label of a number in the chart “{title}”.",
    (Figure, "note"): "Remark on the chart “{title}”.",
    (Estimate, "label"): "What is estimated in the chart “{title}”.",
    (Estimate, "by"): "Who estimates it in the chart “{title}”.",
    (Place, "name"): "Name of a place on the map, as it stands alone: You are in {name}.",
    (Place, "now"): "What the place {name} is called today, and where that is.",
    (Source, "ends"): "Where the source “{title}” ends.",
    (Source, "audience"): "For whom the source “{title}” was made: for {audience}.",
    (Source, "interest"): "What the source “{title}” wanted.",
    (Person, "name"): "Name of a person.",
    (Person, "was"): "Who {name} was at the time.",
    (Person, "later"): "What became of {name}.",
    (Person, "named"): "A form of the name {name} in the texts. Write all forms of your language, with | between them.",
    (Term, "name"): "A word that is explained.",
    (Term, "text"): "Explains the word “{name}”.",
    (Term, "named"): "A form of the word “{name}” in the texts. Write all forms of your language, with | between them.",
}
"""Where the text of each key stands. In braces: the passage, the choice, or the value of a key of a model around it."""
_OTHER_PLACE = "Document “{title}”: {key}."


class PlaceNames:
    """Describes the places of the texts of one scene, or of the campaign."""

    def __init__(self, pack: Pack, document: TranslatedDocument) -> None:
        self._pack, self._document = pack, document
        self._facts = ChainMap(*(pack.collect_facts(part) for part in list_parts(pack, document).values()))

    @cached_property
    def _passages(self) -> Mapping[PassageId, str]:
        return name_passages(self._document) if isinstance(self._document, Scene) else {}

    def describe(self, text: TranslatableText) -> list[str]:
        """Returns where a text stands, then each fact that it cites with its claim."""
        return [self._describe_place(text), *self._describe_facts(text.text)]

    def _describe_place(self, text: TranslatableText) -> str:
        template = _PLACES.get((type(text.owners[-1]), text.key), _OTHER_PLACE)
        words: dict[str, str] = {"key": text.key}
        for owner in text.owners:
            for key in ("title", "heading", "ask", "text", "name", "audience"):
                if isinstance(value := getattr(owner, key, None), str):
                    words[key] = strip_markup(value)
            if isinstance(owner, Station | ProvenanceEntry):
                words["scene"] = self._name_scene(owner.scene)
            if isinstance(owner, Choice):
                words["choice"] = strip_markup(owner.text)
        root, _, rest = text.path.partition("/")
        if root == "passages" and self._passages:
            words["passage"] = self._passages[PassageId(rest.partition("/")[0])]
        return template.format_map(words)

    def _name_scene(self, name: SceneId) -> str:
        scenes = self._pack.scenes
        return strip_markup(self._pack.scene_head(name).title) if name in scenes else str(name)

    def _describe_facts(self, text: str) -> Iterator[str]:
        for name in dict.fromkeys(map(FactId, iter_cited_fact_ids(text))):
            if (item := self._facts.get(name) or find_item(self._pack, name)) is not None:
                claim = item.title if isinstance(item, Document) else strip_markup(item.text)
                yield f"[@{name}]: {claim}"
