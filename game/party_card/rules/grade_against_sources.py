"""A fact has a grade that its sources do not bear out.

A fact is `corroborated` if a second, independent source agrees: another source, not another page of the same one. If
a source `differs`, nobody has settled it yet: the fact is `contested`, or it is the `judgement` of an author.

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
        conclusion: The gazette was printed in another town.
FAIL REPLACES:
        grade: contested
WITH:
        grade: documented
MESSAGE:
    error[grade-against-sources]: the fact `river` is `documented`, but a source differs
     --> seeds/demo.yaml:5:12
      |
    5 |     grade: documented
      |            ^^^^^^^^^^
    ...
    8 |       - {source: gazette, page: 1, stance: differs, value: 5 May}
      |                                            ------- this one
    help: write `contested`; or `judgement`, if it is an author's own view
"""

from __future__ import annotations

from party_card.content.models import Fact
from party_card.content.pack import Pack
from party_card.content.yaml_nodes import describe_node
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key


def check(pack: Pack) -> Diagnostics:
    """Checks the grade of every fact against the stances of its sources."""
    for dossier in pack.dossiers.values():
        for name, fact in dossier.facts.items():
            yield from _check_fact(name, fact)


def _check_fact(name: str, fact: Fact) -> Diagnostics:
    # A further source without a stance is reported for that.
    label = fact.location.value("grade").label()
    others = [cite for cite in fact.cites[1:] if cite.source != fact.main_cite.source]
    differing = next((cite for cite in fact.cites[1:] if cite.stance == "differs"), None)
    if not has_key(fact.location, "grade") or describe_node(fact.location.value("grade").node) != fact.grade:
        return  # reported while reading
    if differing is not None and fact.grade not in ("contested", "judgement"):
        message = f"the fact {backquote(name)} is `{fact.grade}`, but a source differs"
        other_label = differing.location.value("stance").label(message="this one")
        help_text = "write `contested`; or `judgement`, if it is an author's own view"
        yield RULE.diagnose(message, label, help_text, secondary=(other_label,))
    elif fact.grade == "corroborated" and all(cite.stance in ("differs", "adds") for cite in others):
        message = f"the fact {backquote(name)} is `corroborated`, but no second source agrees"
        help_text = "add a citation of another source, with `stance: agrees`; with one source it is `documented`"
        yield RULE.diagnose(message, label, help_text)


RULE = Rule("grade-against-sources", Severity.ERROR, __doc__, check, scope="evidence")
