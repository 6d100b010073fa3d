"""A record compares the sources of a fact that has only one.

`compare: its-id` shows what each of several sources says of a fact, side by side. Cite a second source at the fact,
with its stance, or tell the fact as a `text`. A document cannot be compared; a fact about it can.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary, kind: memoir, seen: whole}
      - {id: gazette, type: article-newspaper, title: The Gazette, kind: newspaper, seen: part}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      river:
        text: The river froze.
        grade: contested
        cite:
          - {source: diary, page: 4, value: 3 May}
          - {source: gazette, page: 1, stance: differs, value: 5 May}
        conclusion: Both agree on the month. The gazette was printed in another town.
      mill:
        text: The mill stood still.
        grade: documented
        cite: {source: diary, page: 5}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: The river is frozen. [@river] The mill is quiet. [@mill]
        ending: {id: done, title: Done}
    record:
      - compare: river
FAIL REPLACES:
      - compare: river
WITH:
      - compare: mill
MESSAGE:
    warning[nothing-to-compare]: the fact `mill` has one source, so there is nothing to compare
     --> scenes/example.yaml:9:14
      |
    9 |   - compare: mill
      |              ^^^^
    help: cite a second source at the fact, with its `stance`, or tell the fact as a `text`
"""

from __future__ import annotations

from party_card.content.models import Document
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks every part of a record, and of what came after, that compares the sources of a fact."""
    for scene in pack.scenes.values():
        facts = pack.collect_facts(scene)
        for part in scene.closing_blocks:
            fact = facts.get(part.compare) if part.compare is not None else None
            if fact is None or (len(fact.cites) > 1 and not isinstance(fact, Document)):
                continue
            label, name = part.location.value("compare").label(), backquote(part.compare or "")
            if isinstance(fact, Document):
                help_text = "name a fact with several sources, or cite the document in a `text`"
                yield RULE.diagnose(f"{name} is a document; only the sources of a fact are compared", label, help_text)
            else:
                message = f"the fact {name} has one source, so there is nothing to compare"
                help_text = "cite a second source at the fact, with its `stance`, or tell the fact as a `text`"
                yield RULE.diagnose(message, label, help_text)


RULE = Rule("nothing-to-compare", Severity.WARNING, __doc__, check, scope="document")
