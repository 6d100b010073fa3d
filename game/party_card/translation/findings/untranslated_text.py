"""A text of the scene has no translation.

Students then read this text as in the original. `party-card translate extract` writes every text of the scene into the
file; what is in it already stays.

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
    msgstr "Der Brief"
WITH:
    msgstr ""
MESSAGE:
    warning[untranslated-text]: this text is not translated
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr ""
      |         ^
    help: write its translation, or leave it: the original is shown
"""

from party_card.content.prose import strip_markup
from party_card.content.texts import has_letters
from party_card.diagnostics.diagnostic import Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.source import Span
from party_card.diagnostics.words import backquote
from party_card.translation.messages import Translation


def check(translation: Translation) -> Diagnostics:
    """Looks for a translation with words for every text of the scene."""
    for _, message in translation.iter_known():
        if not message.is_fuzzy and not has_letters(strip_markup(message.translation)):
            is_empty = not message.translation.strip()
            sentence = "this text is not translated" if is_empty else "this translation has no words"
            advice = "write its translation, or leave it: the original is shown"
            yield RULE.diagnose(sentence, translation.catalogue.label(message), advice)
    present = {message.path for message in translation.catalogue.messages}
    for path, text in translation.texts.items():
        if path not in present:
            label = Label(translation.catalogue.file, Span(1, 1, 2))
            advice = "bring the file up to date with `party-card translate extract`"
            original = text.location.label(message="the original")
            yield RULE.diagnose(f"the text {backquote(path)} is missing here", label, advice, secondary=(original,))


RULE = Rule("untranslated-text", Severity.WARNING, __doc__, check)
