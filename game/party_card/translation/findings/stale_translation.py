"""A translation is that of an earlier text.

The scene has changed since its texts were written into the file, so the original is shown. `party-card translate
extract` writes the text as it is now, and marks the translation as fuzzy.

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
    title: The letter
WITH:
    title: The letters
MESSAGE:
    warning[stale-translation]: this is the translation of an earlier text
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Der Brief"
      |         ^^^^^^^^^
     ::: scenes/example.yaml:2:8
      |
    2 | title: The letters
      |        ----------- the original
    help: bring the file up to date with `party-card translate extract`
"""

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.translation.messages import Translation


def check(translation: Translation) -> Diagnostics:
    """Compares the text that every message translates with that of the scene."""
    for text, message in translation.iter_known():
        if message.original != text.text and message.translation.strip() and not message.is_fuzzy:
            label, original = translation.catalogue.label(message), text.location.label(message="the original")
            advice = "bring the file up to date with `party-card translate extract`"
            yield RULE.diagnose("this is the translation of an earlier text", label, advice, secondary=(original,))


RULE = Rule("stale-translation", Severity.WARNING, __doc__, check)
