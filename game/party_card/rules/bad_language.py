"""The language of a document, a scene or the campaign is not a code.

A screen reader speaks words in another language rightly only if it is told which one: `ru` for Russian, `uk` for
Ukrainian, `de` for German, `en` for English, and the other codes of ISO 639.

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
        language: de
        original: Die Fähre fährt um sechs.
        translation: The ferry leaves at six.
        translator: translated for this pack
        maker: The keeper of the ferry.
        audience: Everybody who crosses.
        purpose: To say when the ferry leaves.
        cite: {source: gazette, page: 4}
FAIL REPLACES:
        language: de
WITH:
        language: German
MESSAGE:
    error[bad-language]: `German` is not the code of a language
     --> seeds/demo.yaml:7:15
      |
    7 |     language: German
      |               ^^^^^^
    help: write `de`
"""

from __future__ import annotations

from party_card.content.languages import find_language_code, is_language_code
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the language of every document, of every scene and of the campaign."""
    documents = (document for dossier in pack.dossiers.values() for document in dossier.documents.values())
    campaign = (pack.campaign,) if pack.campaign is not None else ()
    for item in (*documents, *pack.scenes.values(), *campaign):
        language = item.language
        if language and not is_language_code(language):
            code = find_language_code(language)
            advice = Help(f"write `{code}`", code, language) if code else "write a code such as `ru`, `de` or `en`"
            message = f"{backquote(language)} is not the code of a language"
            yield RULE.diagnose(message, item.location.value("language").label(), advice)


RULE = Rule("bad-language", Severity.ERROR, __doc__, check)
