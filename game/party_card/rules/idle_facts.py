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
FAIL:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      river: {text: The river froze., grade: documented, cite: {source: diary, p: 1}}
      bridge: {text: The bridge was closed., grade: documented, cite: {source: diary, p: 1}}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: "You wait at the river. [@river]"
        ending: {id: done, title: Done}
MESSAGE:
    remark[idle-facts]: 1 of 2 facts is cited by no scene: `bridge`
     --> seeds/demo.yaml:2:1
      |
    2 | facts:
      | ^^^^^
    help: nothing need be done; perhaps a record or a debrief has room for one of them
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import counted, listed, named
from party_card.rules._visitor import citations, citing_documents, texts_with_citations

CODE = "idle-facts"
SEVERITY = Severity.REMARK

_SHOWN = 4


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every dossier that a scene or the campaign of the pack rests on."""
    told = [teller for _, teller in citing_documents(pack)]
    used = {citation.fact for teller in told for said in texts_with_citations(teller) for citation in citations(said)}
    for name in {name: None for teller in told for name in teller.dossiers if name in pack.dossiers}:
        dossier = pack.dossiers[name]
        idle = [fact for fact in dossier.facts if fact not in used]
        if idle:
            shown = listed(idle) if len(idle) <= _SHOWN else ", ".join(map(named, idle[:_SHOWN])) + ", …"
            be = "is" if len(idle) == 1 else "are"
            message = f"{len(idle)} of {counted(len(dossier.facts), 'fact')} {be} cited by no scene: {shown}"
            helps = (Help("nothing need be done; perhaps a record or a debrief has room for one of them"),)
            label = dossier.location.label(dossier.location.key_span("facts"))
            yield Diagnostic(CODE, SEVERITY, message, label, helps=helps)
