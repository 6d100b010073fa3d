"""A translation is about as long as the original.

One that has less than four tenths of the letters, or more than twice as many, often lacks a sentence or says something
else. Texts of up to 40 letters, and languages that write a word in one or two signs, are left alone.

PASS:
    ### scenes/example.yaml
    scene: example
    title: A
    passages:
      one: {text: You wait until the lamps are out and all are gone., ending: {id: done, title: Done}}
    ### scenes/translations/de/example.po
    msgctxt "passages/one/text"
    msgid "You wait until the lamps are out and all are gone."
    msgstr "Du wartest, bis die Lampen aus und alle gegangen sind."
FAIL REPLACES:
    msgstr "Du wartest, bis die Lampen aus und alle gegangen sind."
WITH:
    msgstr "Du wartest."
MESSAGE:
    remark[translation-length]: this translation has 11 characters, and the original has 50
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Du wartest."
      |         ^^^^^^^^^^^
     ::: scenes/example.yaml:4:15
      |
    4 |   one: {text: You wait until the lamps are out and all are gone., ending: {id: done, title: Done}}
      |               -------------------------------------------------- the original
    help: see that it says no less and no more
"""

import unicodedata

from party_card.content.prose import strip_markup
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.translation.messages import Translation

MAX_SHORT_TEXT_CHARACTERS = 40
MIN_RATIO, MAX_RATIO = 0.4, 2.0
_WORD_SIGNS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def check(translation: Translation) -> Diagnostics:
    """Compares the length of every finished translation with that of its text."""
    for pair in translation.finished:
        length, wanted_length = (len(strip_markup(text)) for text in (pair.message.translation, pair.text.text))
        if wanted_length <= MAX_SHORT_TEXT_CHARACTERS or _has_word_signs(pair.message.translation):
            continue
        if not MIN_RATIO * wanted_length <= length <= MAX_RATIO * wanted_length:
            label = translation.catalogue.label(pair.message)
            message = f"this translation has {length} characters, and the original has {wanted_length}"
            advice = "see that it says no less and no more"
            yield RULE.diagnose(message, label, advice, secondary=(pair.original_label,))


def _has_word_signs(text: str) -> bool:
    return any(unicodedata.name(character, "").startswith(_WORD_SIGNS) for character in text)


RULE = Rule("translation-length", Severity.INFO, __doc__, check)
