"""A citation does not say where in the source the claim stands.

A reader must be able to look the claim up. `p:` is the number of the paragraph, counted from the beginning of
the text; `n:` is the number of the note, where the sentence has one. Count it in the text; never write one
from memory.

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
FAIL REPLACES:
        cite: {source: diary, p: 1}
WITH:
        cite: {source: diary}
MESSAGE:
    error[fact-without-locator]: the fact `frozen-river` has a source but no place in it
     --> seeds/demo.yaml:6:20
      |
    6 |     cite: {source: diary}
      |                    ^^^^^
    help: add `p:` with the number of the paragraph, or `page:`; look it up, never guess
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import dossier_citations, has_key, is_empty_list


def check(pack: Pack) -> Diagnostics:
    """Checks every citation of every dossier."""
    for kind, name, cite in dossier_citations(pack):
        location = cite.location
        if not cite.source or cite.page or cite.section or cite.column or (cite.paragraphs and any(cite.paragraphs)):
            continue
        if has_key(location, "p") and not is_empty_list(location.value("p")):
            continue  # something wrong was written there and has been reported
        message = f"the {kind} {backquote(name)} has a source but no place in it"
        help_text = "add `p:` with the number of the paragraph, or `page:`; look it up, never guess"
        if kind == "place":
            message = f"nothing says where in its source the place {backquote(name)} stands"
            help_text = "add `page:`, or `section:` with the entry or the heading; look it up, never guess"
        label = location.value("source").label() if has_key(location, "source") else location.label()
        yield RULE.diagnose(message, label, help_text)


RULE = Rule("fact-without-locator", Severity.ERROR, __doc__, check, scope="evidence")
