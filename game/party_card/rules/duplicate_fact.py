"""Two dossiers of a scene have a fact of the same name.

A citation `[@name]` must say which fact it stands for. Rename one of the two facts, and the citations of it.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### seeds/more.yaml
    dossier: more
    facts:
      frozen-canal:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo, more]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
FAIL:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### seeds/more.yaml
    dossier: more
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo, more]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
MESSAGE:
    error[duplicate-fact]: scene `a` uses two dossiers with a fact `frozen-river`
     --> seeds/more.yaml:3:3
      |
    3 |   frozen-river:
      |   ^^^^^^^^^^^^
     ::: seeds/demo.yaml:3:3
      |
    3 |   frozen-river:
      |   ------------ the first one
    help: rename one of the two, and the citations of it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from party_card.content.models import Dossier
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named

CODE = "duplicate-fact"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the dossiers that a scene names together."""
    told: set[tuple[str, str, str]] = set()
    for scene in pack.scenes.values():
        homes: dict[str, Dossier] = {}
        for name in scene.dossiers:
            if (dossier := pack.dossiers.get(name)) is None:
                continue
            for fact in dossier.facts:
                before = homes.setdefault(fact, dossier)
                pair = (fact, before.dossier, dossier.dossier)
                if before is dossier or pair in told:
                    continue
                told.add(pair)
                message = f"scene {named(scene.scene)} uses two dossiers with a fact {named(fact)}"
                primary, first = (
                    one.location.label(one.location.value("facts").key_span(fact)) for one in (dossier, before)
                )
                others = (replace(first, message="the first one"),)
                helps = (Help("rename one of the two, and the citations of it"),)
                yield Diagnostic(CODE, SEVERITY, message, primary, others, helps)
