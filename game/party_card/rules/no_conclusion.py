"""Sources that differ stand side by side, and nothing says what follows.

A reader who sees two dates wants to know what to make of them: which source was nearer, what both agree on, or that it
cannot be settled. One or two sentences under `conclusion` are enough. They are shown below the sources.

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
FAIL REPLACES:
        conclusion: Both agree on the month. The gazette was printed in another town.
WITH:
MESSAGE:
    warning[no-conclusion]: the sources of `river` differ, and nothing says what follows
     --> seeds/demo.yaml:8:44
      |
    8 |       - {source: gazette, page: 1, stance: differs, value: 5 May}
      |                                            ^^^^^^^
    help: add `conclusion:` to the fact: what the sources agree on, which was nearer, or that it cannot be settled
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key


def check(pack: Pack) -> Diagnostics:
    """Checks every fact with sources that differ, and that a conclusion is drawn from several sources."""
    for dossier in pack.dossiers.values():
        for name, fact in dossier.facts.items():
            differing = next((cite for cite in fact.cites[1:] if cite.stance == "differs"), None)
            if differing is not None and not has_key(fact.location, "conclusion"):
                message = f"the sources of {backquote(name)} differ, and nothing says what follows"
                help_text = (
                    "add `conclusion:` to the fact: what the sources agree on, which was nearer, or that it cannot be"
                    " settled"
                )
                yield RULE.diagnose(message, differing.location.value("stance").label(), help_text)
            elif fact.conclusion and len(fact.cites) == 1:
                message = f"the fact {backquote(name)} has one source, so its conclusion is not shown"
                help_text = "write what a reader should know about the claim under `note:`"
                yield RULE.diagnose(message, fact.location.key_label("conclusion"), help_text)


RULE = Rule("no-conclusion", Severity.WARNING, __doc__, check)
