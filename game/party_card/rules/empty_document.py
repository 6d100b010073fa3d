"""A document shows nothing: neither words, nor a table, nor a description.

Where rights allow, a document is shown in its own words (`original`), and in English (`translation`). Where they do
not, or where its wording was not seen, `description` tells in your own words what it says.

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
        description: It says that the ferry leaves at six.
        maker: The keeper of the ferry.
        audience: Everybody who crosses.
        purpose: To say when the ferry leaves.
        cite: {source: gazette, page: 4}
FAIL REPLACES:
        description: It says that the ferry leaves at six.
WITH:
MESSAGE:
    error[empty-document]: the document `notice` has nothing to show
     --> seeds/demo.yaml:4:3
      |
    4 |   notice:
      |   ^^^^^^
    help: add `original:` with its words, or `description:` with what it says
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key, is_mapping

_CONTENT_KEYS = ("original", "translation", "description", "columns", "rows")


def check(pack: Pack) -> Diagnostics:
    """Checks every document but tables, which have a rule of their own."""
    for dossier in pack.dossiers.values():
        for name, document in dossier.documents.items():
            if document.form == "table" or not is_mapping(document.location):
                continue
            texts = (document.original, document.translation, document.description)
            has_wrong_content = any(has_key(document.location, key) for key in _CONTENT_KEYS[3:])
            if not any(text.strip() for text in texts) and not has_wrong_content:
                message = f"the document {backquote(name)} has nothing to show"
                label = dossier.location.value("documents").key_label(name)
                help_text = "add `original:` with its words, or `description:` with what it says"
                yield RULE.diagnose(message, label, help_text)


RULE = Rule("empty-document", Severity.ERROR, __doc__, check)
