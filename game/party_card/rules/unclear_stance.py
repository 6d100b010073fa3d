"""It is not clear what a further source says of a fact.

The first citation of a fact is that of the claim. Every further one has a `stance`: its source `agrees`, `differs`,
or `adds` something else about the same event. What differs is told: with its `value`, if it is a date or a number, or
in a sentence under `says`.

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
        grade: corroborated
        cite:
          - {source: diary, page: 4}
          - {source: gazette, page: 1, stance: agrees}
FAIL REPLACES:
          - {source: gazette, page: 1, stance: agrees}
WITH:
          - {source: gazette, page: 1}
MESSAGE:
    error[unclear-stance]: the fact `river` has a further source, but not what it says
     --> seeds/demo.yaml:8:9
      |
    8 |       - {source: gazette, page: 1}
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: add `stance: agrees`, `stance: differs` or `stance: adds`
"""

from __future__ import annotations

from party_card.content.models import Cite
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import dossier_citations, has_key, is_mapping

_COMPARISON_KEYS = ("stance", "value", "says")


def check(pack: Pack) -> Diagnostics:
    """Checks the further citations of every fact, and that no other citation is compared with anything."""
    for dossier in pack.dossiers.values():
        for name, fact in dossier.facts.items():
            for cite in fact.cites[1:]:
                yield from _check_further_citation(name, cite)
            if fact.main_cite.stance:
                message = f"the first source of the fact {backquote(name)} is that of the claim: it has no stance"
                help_text = "delete `stance:` here; each further source has its own"
                yield RULE.diagnose(message, fact.main_cite.location.value("stance").label(), help_text)
    for kind, owner, cite in dossier_citations(pack):
        key = next((key for key in _COMPARISON_KEYS if kind != "fact" and has_key(cite.location, key)), None)
        if key:
            message = f"sources are compared at facts only; this is the citation of the {kind} {backquote(owner)}"
            help_text = f"delete `{key}:` here; write a fact, and compare its sources"
            yield RULE.diagnose(message, cite.location.key_label(key), help_text)


def _check_further_citation(name: str, cite: Cite) -> Diagnostics:
    location = cite.location
    if not is_mapping(location):
        return
    if not has_key(location, "stance"):
        message = f"the fact {backquote(name)} has a further source, but not what it says"
        yield RULE.diagnose(message, location.label(), "add `stance: agrees`, `stance: differs` or `stance: adds`")
    elif cite.stance in ("differs", "adds") and not (cite.value or cite.says):
        message = f"the fact {backquote(name)} does not tell what this source has instead"
        if cite.stance == "adds":
            message = f"the fact {backquote(name)} does not tell what this source adds"
        help_text = "add `value:` with its date or number, or `says:` with a sentence of your own"
        yield RULE.diagnose(message, location.value("stance").label(), help_text)


RULE = Rule("unclear-stance", Severity.ERROR, __doc__, check, scope="evidence")
