"""A translation is marked as fuzzy.

The text has changed since it was translated, or somebody was not sure. Until the mark is gone the original is shown. A
line that begins with `#|` has the text as it was.

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
    #, fuzzy
    #| msgid "The letters"
    msgctxt "title"
MESSAGE:
    warning[fuzzy-translation]: this translation is fuzzy, so the original is shown
     --> scenes/translations/de/example.po:5:9
      |
    5 | msgstr "Der Brief"
      |         ^^^^^^^^^
    help: compare it with the text as it is now, and take the mark `fuzzy` away
"""

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.translation.messages import Translation


def check(translation: Translation) -> Diagnostics:
    """Reports every fuzzy translation of a text that the scene has."""
    for _, message in translation.iter_known():
        if message.is_fuzzy:
            advice = "compare it with the text as it is now, and take the mark `fuzzy` away"
            sentence = "this translation is fuzzy, so the original is shown"
            yield RULE.diagnose(sentence, translation.catalogue.label(message), advice)


RULE = Rule("fuzzy-translation", Severity.WARNING, __doc__, check)
