"""A document shows more than 120 words in one language.

A sheet is to be read in a minute, and only a short part of a text may be shown without asking its owner. Keep the
words that matter, with `…` for those left out, and tell the rest under `note`. They do not count among the 120 words
that the facts of a scene may quote.

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
        original: The ferry leaves at six.
WITH:
        original: {times 25 The ferry leaves at six. }
MESSAGE:
    error[document-too-long]: `original` has 125 words; at most 120 words of a document are shown in one language
     --> seeds/demo.yaml:8:15
      |
    8 | ...The ferry leaves at six. The ferry leaves at six. The ferry leaves at six. The ferry leaves at six. ...
      |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: keep the words that matter, with `…` for those left out, and tell the rest under `note:`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import count_words

MAX_WORDS_PER_LANGUAGE = 120


def check(pack: Pack) -> Diagnostics:
    """Counts the words of every document in its own language and in English."""
    for dossier in pack.dossiers.values():
        for document in dossier.documents.values():
            for key, text in (("original", document.original), ("translation", document.translation)):
                if (words := count_words(text)) > MAX_WORDS_PER_LANGUAGE:
                    limit = f"at most {MAX_WORDS_PER_LANGUAGE} words of a document are shown in one language"
                    help_text = (
                        "keep the words that matter, with `…` for those left out, and tell the rest under `note:`"
                    )
                    message = f"{backquote(key)} has {words} words; {limit}"
                    yield RULE.diagnose(message, document.location.value(key).label(), help_text)


RULE = Rule("document-too-long", Severity.ERROR, __doc__, check)
