"""A dossier holds facts that no scene cites.

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

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, format_count, list_names
from party_card.rules._traversal import citing_documents, iter_citations

MAX_LISTED_FACTS = 4


def check(pack: Pack) -> Diagnostics:
    """Checks every dossier that a scene or the campaign names."""
    documents = [document for _, document in citing_documents(pack)]
    used = {citation.fact for document in documents for citation in iter_citations(document)}
    for name in dict.fromkeys(name for document in documents for name in document.dossiers if name in pack.dossiers):
        dossier = pack.dossiers[name]
        uncited = [fact for fact in dossier.facts if fact not in used]
        if uncited:
            listed = list_names(uncited)
            if len(uncited) > MAX_LISTED_FACTS:
                listed = ", ".join(map(backquote, uncited[:MAX_LISTED_FACTS])) + ", …"
            verb = "is" if len(uncited) == 1 else "are"
            message = f"{len(uncited)} of {format_count(len(dossier.facts), 'fact')} {verb} cited by no scene: {listed}"
            help_text = "nothing need be done; perhaps a record or a debrief has room for one of them"
            label = dossier.location.key_label("facts")
            yield RULE.diagnose(message, label, help_text)


RULE = Rule("idle-facts", Severity.INFO, __doc__, check)
