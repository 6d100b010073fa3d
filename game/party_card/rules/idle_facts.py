"""A dossier holds facts or documents that no scene cites, and nothing said of people.

Nothing is wrong with them: a dossier may know more than its scenes tell, and a teacher may want it. But a fact that
nobody is shown has not been read against its source either, and perhaps a scene waits for it. Told once for a dossier.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      river: {text: The river froze., grade: documented, cite: {source: diary, p: 1}}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: "You wait at the river. [@river]"
        ending: {id: done, title: Done}
FAIL REPLACES:
    ### scenes/example.yaml
WITH:
      bridge: {text: The bridge was closed., grade: documented, cite: {source: diary, p: 1}}
    ### scenes/example.yaml
MESSAGE:
    remark[idle-facts]: 1 of 2 facts is cited by no scene: `bridge`
     --> seeds/demo.yaml:2:1
      |
    2 | facts:
      | ^^^^^
    help: nothing need be done; perhaps a record or a debrief has room for one of them
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from party_card.content.models import FactId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, format_count, list_names
from party_card.rules._traversal import citing_documents, list_citations, people_citations

MAX_LISTED_FACTS = 4


def check(pack: Pack) -> Diagnostics:
    """Checks every dossier that a scene or the campaign names."""
    if pack.unreadable_files:
        return  # what cannot be read may cite them
    documents = [
        (document, {citation.fact for citation in list_citations(document)}, {*pack.collect_facts(document)})
        for _, document in citing_documents(pack)
    ]
    used = {fact for _, cited_facts, _ in documents for fact in cited_facts}
    figures = [figure for dossier in pack.dossiers.values() for figure in dossier.figures.values()]
    used |= {estimate.fact for figure in figures for estimate in figure.estimates}
    used |= {citation.fact for citation in people_citations(pack)}
    for name in dict.fromkeys(
        name for document, _, _ in documents for name in document.dossiers if name in pack.dossiers
    ):
        dossier = pack.dossiers[name]
        naming = [item for item in documents if name in item[0].dossiers]
        known = {fact for _, _, known_facts in naming for fact in known_facts}
        cited = {fact for _, cited_facts, _ in naming for fact in cited_facts}
        if not cited - {""} <= known:
            continue  # a citation of a fact that does not exist may mean one of these
        kinds: tuple[tuple[str, str, Iterable[FactId]], ...] = (
            ("facts", "fact", dossier.facts),
            ("documents", "document", dossier.documents),
        )
        for key, noun, item_ids in kinds:
            yield from _report_uncited(dossier.location.key_label(key), noun, list(item_ids), used)


def _report_uncited(label: Label, noun: str, item_ids: Sequence[FactId], used: Collection[str]) -> Diagnostics:
    """Reports the facts or the documents of a dossier that nothing cites."""
    uncited = [item for item in item_ids if item not in used]
    if not uncited:
        return
    listed = list_names(uncited)
    if len(uncited) > MAX_LISTED_FACTS:
        listed = ", ".join(map(backquote, uncited[:MAX_LISTED_FACTS])) + ", …"
    verb = "is" if len(uncited) == 1 else "are"
    message = f"{len(uncited)} of {format_count(len(item_ids), noun)} {verb} cited by no scene: {listed}"
    yield RULE.diagnose(message, label, "nothing need be done; perhaps a record or a debrief has room for one of them")


RULE = Rule("idle-facts", Severity.INFO, __doc__, check, scope="evidence")
