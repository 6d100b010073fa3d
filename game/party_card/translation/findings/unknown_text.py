"""A translation is that of a text which the scene does not have.

A passage, a choice or a fact may have got another name, or be gone. `party-card translate extract` finds the
translation of a text again that has only moved, and keeps the others as comments.

PASS:
    ### scenes/example.yaml
    scene: example
    title: The letter
    passages:
      one: {text: "1", ending: {id: done, title: "2"}}
    ### scenes/translations/de/example.po
    msgctxt "title"
    msgid "The letter"
    msgstr "Der Brief"
FAIL REPLACES:
    msgctxt "title"
WITH:
    msgctxt "titel"
MESSAGE:
    warning[unknown-text]: the scene has no text `titel`
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Der Brief"
      |         ^^^^^^^^^
    help: bring the file up to date with `party-card translate extract`
"""

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.translation.messages import Translation


def check(translation: Translation) -> Diagnostics:
    """Looks for the text of every message in the scene."""
    for message in translation.catalogue.messages:
        if message.path not in translation.texts:
            label = translation.catalogue.label(message)
            advice = "bring the file up to date with `party-card translate extract`"
            yield RULE.diagnose(f"the scene has no text {backquote(message.path)}", label, advice)


RULE = Rule("unknown-text", Severity.WARNING, __doc__, check)
