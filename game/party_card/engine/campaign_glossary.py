"""The glossary of several scenes: all people and terms of their dossiers, sorted, as a player can read them.

Invariant: an entry is met once a page that the player has reached names it; those that are not met are listed too. What
became of a person is shown once the player has met them in a scene and has reached an ending of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from party_card.content.models import Campaign, Person, Scene
from party_card.content.pack import Pack
from party_card.content.search_text import contains_words, fold_text
from party_card.engine.compiled import Evidence, collect_evidence
from party_card.engine.entries import build_entry
from party_card.engine.glossary import Subject
from party_card.engine.page import Entry
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, ngettext

EntryKey = tuple[str, str, str, str]
"""Kind, id, name and text of an entry: two dossiers may explain one word in two ways."""


def identify_entry(entry: Entry) -> EntryKey:
    """Returns what an entry has in common with the same entry on every page."""
    return entry.kind, entry.id, entry.name, entry.text


@frozen_dataclass
class GlossaryItem:
    """An entry of a glossary as a player can read it; `is_met` is True if a reached page names it."""

    entry: Entry
    is_met: bool

    @property
    def search_text(self) -> str:
        """All that is shown of the entry, folded."""
        later = "".join(run.text for run in self.entry.later)
        return fold_text(f"{self.entry.name} {self.entry.years} {self.entry.text} {later}")


class CampaignGlossary:
    """The people by their family names, then the terms alphabetically, of everything that can be cited."""

    def __init__(self, evidences: Iterable[Evidence]) -> None:
        self._evidences = tuple(evidences)
        subjects: dict[EntryKey, tuple[Evidence, Subject]] = {}
        known_subjects: set[tuple[str, ...]] = set()
        for evidence in self._evidences:
            for subject in evidence.glossary.subjects.values():
                content = subject.content
                text = content.was if isinstance(content, Person) else content.text
                known_subject = (subject.kind, subject.id, content.name, text)
                if known_subject not in known_subjects:  # building an entry takes time, and most are of many scenes
                    known_subjects.add(known_subject)
                    key = identify_entry(build_entry(evidence, subject, is_after_ending=False))
                    subjects.setdefault(key, (evidence, subject))
        self.subjects = dict(sorted(subjects.items(), key=lambda item: _sort_key(item[0], item[1][1])))
        """Each subject once, with evidence that has it, in the order of the glossary."""

    def find_named(self, texts: Iterable[str]) -> frozenset[EntryKey]:
        """Finds the entries that texts name, and those that the explanations of these name in turn."""
        found_keys: set[EntryKey] = set()
        texts = list(texts)
        while texts:
            named_entries = [
                build_entry(evidence, mention.subject, is_after_ending=False)
                for evidence in self._evidences
                for text in texts
                for mention in evidence.glossary.find_mentions(text)
            ]
            new_keys = {identify_entry(entry) for entry in named_entries} - found_keys
            found_keys |= new_keys
            texts = [text for _, _, _, text in new_keys]
        return frozenset(found_keys)

    def list_items(
        self, met: Collection[EntryKey], met_before_ending: Collection[EntryKey]
    ) -> tuple[GlossaryItem, ...]:
        """Returns all entries; `met_before_ending` are those whom the player has met in scenes that have ended."""
        return tuple(
            GlossaryItem(build_entry(evidence, subject, is_after_ending=key in met_before_ending), key in met)
            for key, (evidence, subject) in self.subjects.items()
        )


def compile_glossary(pack: Pack) -> CampaignGlossary:
    """Returns the glossary of all dossiers that the scenes and the campaign of a pack name."""
    documents: list[Scene | Campaign] = [pack.scenes[name] for name in pack.scene_ids()]
    if pack.campaign is not None:
        documents.append(pack.campaign)
    return CampaignGlossary(collect_evidence(pack, document) for document in documents)


def _sort_key(key: EntryKey, subject: Subject) -> tuple[bool, str, str, str]:
    kind, _, name, text = key
    folded_name = fold_text(name)
    first_key = folded_name
    if isinstance(subject.content, Person):
        first_key = _find_family_name(folded_name, subject.content.named or (name,))
    return kind == "term", first_key, folded_name, text


def _find_family_name(folded_name: str, forms: Iterable[str]) -> str:
    """Returns the word of a name that most of its forms contain; of several, the last: `Chiang` of Chiang Kai-shek."""
    words = folded_name.split()
    words_by_form = [fold_text(form).split() for form in forms]
    counts = [(sum(word in form for form in words_by_form), index) for index, word in enumerate(words)]
    return words[max(counts)[1]] if counts else ""


def find_met_entries(playthrough: Playthrough) -> frozenset[EntryKey]:
    """Finds the entries that the pages of a playthrough name, up to the present one."""
    replay = Playthrough(playthrough.compiled, playthrough.imported_traces)
    replay.reveal = playthrough.reveal
    keys = {identify_entry(entry) for entry in build_page(replay).entries}
    for step in playthrough.steps:
        replay.choose(step)
        keys.update(identify_entry(entry) for entry in build_page(replay).entries)
    return frozenset(keys)


def search_glossary(items: Iterable[GlossaryItem], query: str) -> tuple[GlossaryItem, ...]:
    """Returns the items whose name or text contains every word of a query; first those whose name does."""
    matches = [item for item in items if contains_words(item.search_text, query)]
    return tuple(sorted(matches, key=lambda item: not contains_words(fold_text(item.entry.name), query)))


def describe_matches(match_count: int, items: Collection[GlossaryItem], query: str) -> str:
    """Returns a sentence on how many items were found; without a query, on how many there are and are met."""
    if fold_text(query):
        if not match_count:
            return gettext("No entry has these words.")
        found = ngettext(
            "{count} of {total} entries has these words.", "{count} of {total} entries have these words.", match_count
        )
        return found.format(count=match_count, total=len(items))
    entries = ngettext("One entry.", "{count} entries.", len(items)).format(count=len(items))
    met_count = sum(item.is_met for item in items)
    if not met_count:
        return f"{entries} {gettext('No scene has named one of them to you yet.')}"
    met = ngettext(
        "A scene has named one of them to you; it is marked “met”.",
        "Scenes have named {count} of them to you; these are marked “met”.",
        met_count,
    )
    return f"{entries} {met.format(count=met_count)}"
