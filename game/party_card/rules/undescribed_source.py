"""A source is compared with another, but nothing says what it is or how much of it was seen.

Where sources are set side by side, a reader weighs them: a telegram of the day, a newspaper, a book of today. So a
source that is compared has a `kind`, and says under `seen` whether all of it, a part or one entry was in front of the
person who cites it.

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
      - {id: gazette, type: article-newspaper, title: The Gazette, kind: newspaper, seen: part}
WITH:
      - {id: gazette, type: article-newspaper, title: The Gazette, seen: part}
MESSAGE:
    warning[undescribed-source]: `gazette` is compared with another source, but does not say what it is
     --> seeds/sources.yaml:3:10
      |
    3 |   - {id: gazette, type: article-newspaper, title: The Gazette, seen: part}
      |          ^^^^^^^
    help: add `kind:` with `document`, `memoir`, `newspaper`, `statistics`, `scholarship` or `encyclopaedia`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key

_FIXES = {
    "kind": (
        "does not say what it is",
        "add `kind:` with `document`, `memoir`, `newspaper`, `statistics`, `scholarship` or `encyclopaedia`",
    ),
    "seen": (
        "does not say how much of it was seen",
        "add `seen: whole`, `seen: part` or `seen: entry`: what you had in front of you",
    ),
}


def check(pack: Pack) -> Diagnostics:
    """Checks every source that a fact with several citations cites."""
    compared_ids = {
        cite.source
        for dossier in pack.dossiers.values()
        for fact in dossier.facts.values()
        if len(fact.cites) > 1
        for cite in fact.cites
    }
    for source in pack.sources.values():
        missing_key = next((key for key in _FIXES if not has_key(source.location, key)), None)
        if source.id in compared_ids and missing_key:
            reason, help_text = _FIXES[missing_key]
            message = f"{backquote(source.id)} is compared with another source, but {reason}"
            yield RULE.diagnose(message, source.location.value("id").label(), help_text)


RULE = Rule("undescribed-source", Severity.WARNING, __doc__, check, scope="evidence")
