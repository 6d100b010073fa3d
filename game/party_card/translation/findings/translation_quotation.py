"""A quotation stays one in the translation.

Where the original cites a source and quotes it, the translation quotes it too, in the quotation marks of its language:
„so“, «так», “so”. Otherwise the words of somebody would read as if they were ours.

PASS:
    ### scenes/example.yaml
    scene: example
    title: A
    passages:
      one: {text: "He wrote “no bell”. [@bell]", ending: {id: done, title: Done}}
    ### scenes/translations/de/example.po
    msgctxt "passages/one/text"
    msgid "He wrote “no bell”. [@bell]"
    msgstr "Er schrieb „keine Glocke“. [@bell]"
FAIL REPLACES:
    msgstr "Er schrieb „keine Glocke“. [@bell]"
WITH:
    msgstr "Er schrieb, keine Glocke. [@bell]"
MESSAGE:
    warning[translation-quotation]: this translation has 0 quotations, and the original has 1
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Er schrieb, keine Glocke. [@bell]"
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
     ::: scenes/example.yaml:4:15
      |
    4 |   one: {text: "He wrote “no bell”. [@bell]", ending: {id: done, title: Done}}
      |               ----------------------------- the original
    help: set the words that are quoted in the quotation marks of the language
"""

import re

from party_card.content.prose import iter_cited_fact_ids, smart_quotes
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.translation.messages import Translation

_CLOSINGS = {
    "„": "“”", "«": "»", "»": "«", "“": "”", "”": "”", "「": "」", "『": "』", "《": "》", "״": "״",
}  # fmt: skip
"""Which marks close a quotation, by the mark that opens it."""


def _count_quotations(text: str) -> int:
    """Counts the quotations of a text, none within another, in time proportional to its length."""
    closings = {opening: re.compile(f"[{marks}]") for opening, marks in _CLOSINGS.items()}
    count = position = 0
    while position < len(text):
        closing = closings.get(text[position])
        end = None if closing is None else closing.search(text, position + 1)
        if end is not None and end.start() > position + 1:
            count += 1
            position = end.end()
            continue
        if closing is not None and end is None:
            del closings[text[position]]  # nor is any later one closed
        position += 1
    return count


def check(translation: Translation) -> Diagnostics:
    """Counts the quotations of every text that cites something, and of its finished translation."""
    for pair in translation.finished:
        wanted_count = _count_quotations(smart_quotes(pair.text.text))
        count = _count_quotations(smart_quotes(pair.message.translation))
        if count < wanted_count and any(iter_cited_fact_ids(pair.text.text)):
            label = translation.catalogue.label(pair.message)
            message = f"this translation has {count} quotations, and the original has {wanted_count}"
            advice = "set the words that are quoted in the quotation marks of the language"
            yield RULE.diagnose(message, label, advice, secondary=(pair.original_label,))


RULE = Rule("translation-quotation", Severity.WARNING, __doc__, check)
