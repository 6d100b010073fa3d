"""A document does not say who wrote it, for whom or why, or where it is kept.

These are the questions that a reader asks of every document before believing it, so its sheet answers them: `maker`,
`audience` and `purpose`, a sentence each, and `kept`. If you do not know an answer, say so: "Not known; it was found
among other papers." Words of another language need `language`, so that screen readers speak them rightly, and a
`translation` with its `translator`.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: gazette, type: article-newspaper, title: The Gazette}
    ### seeds/demo.yaml
    dossier: demo
    facts: {}
    documents:
      notice:
        title: Notice at the ferry
        kept: The Gazette, page not seen
        language: en
        original: The ferry leaves at six.
        maker: The keeper of the ferry.
        audience: Everybody who crosses.
        purpose: To say when the ferry leaves.
        cite: {source: gazette, page: 4}
FAIL REPLACES:
        purpose: To say when the ferry leaves.
WITH:
MESSAGE:
    warning[undescribed-document]: the document `notice` does not say why it was written
     --> seeds/demo.yaml:4:3
      |
    4 |   notice:
      |   ^^^^^^
    help: add `purpose:`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.languages import is_language_code, name_language
from party_card.content.models import Document
from party_card.content.pack import Pack
from party_card.content.pack_language import find_language
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import is_mapping

_QUESTIONS = {
    "maker": "who wrote it",
    "audience": "for whom it was written",
    "purpose": "why it was written",
    "kept": "where it is kept",
}


def check(pack: Pack) -> Diagnostics:
    """Checks the answers, the place and the language of every document."""
    for dossier in pack.dossiers.values():
        for name, document in dossier.documents.items():
            missing = dict(_list_missing(document, find_language(pack))) if is_mapping(document.location) else {}
            if missing:
                *others, last = missing.values()
                reasons = f"{', '.join(others)} and {last}" if others else last
                message = f"the document {backquote(name)} does not say {reasons}"
                label = dossier.location.value("documents").key_label(name)
                yield RULE.diagnose(message, label, "add " + ", ".join(f"`{key}:`" for key in missing))


def _list_missing(document: Document, language: str) -> Iterator[tuple[str, str]]:
    """Yields the keys that a document lacks, each with what it does not say."""
    for key, question in _QUESTIONS.items():
        if not getattr(document, key).strip():
            yield key, question
    if document.original and not document.language:
        yield "language", "in which language its words are"
    text_language = language.partition("-")[0] if is_language_code(language) else document.language
    is_foreign = bool(document.original) and not document.language.startswith(text_language)
    if is_foreign and document.language and not document.translation and not document.description:
        yield "translation", f"what its words mean in {name_language(language) or backquote(language)}"
    if document.translation and not document.translator:
        yield "translator", "who translated it"


RULE = Rule("undescribed-document", Severity.WARNING, __doc__, check, scope="evidence")
