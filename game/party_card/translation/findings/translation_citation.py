"""A translation cites what the original does.

Every claim has its sources in every language, so each `[@fact]` of the original stands in the translation, as often as
there, in whatever order the sentences of the language need. None is added. Until then the original is shown.

PASS:
    ### scenes/example.yaml
    scene: example
    title: A
    passages:
      one: {text: "You wait, and it snows. [@snow]", ending: {id: done, title: Done}}
    ### scenes/translations/de/example.po
    msgctxt "passages/one/text"
    msgid "You wait, and it snows. [@snow]"
    msgstr "Es schneit, [@snow] und du wartest."
FAIL REPLACES:
    msgstr "Es schneit, [@snow] und du wartest."
WITH:
    msgstr "Es schneit, und du wartest."
MESSAGE:
    error[translation-citation]: this translation lacks the citation `[@snow]`
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Es schneit, und du wartest."
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
     ::: scenes/example.yaml:4:15
      |
    4 |   one: {text: "You wait, and it snows. [@snow]", ending: {id: done, title: Done}}
      |               --------------------------------- the original
    help: write it behind the claim that it supports
"""

from collections import Counter

from party_card.content.prose import iter_cited_fact_ids
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.translation.messages import Translation


def check(translation: Translation) -> Diagnostics:
    """Compares the citations of every finished translation with those of its text."""
    for pair in translation.finished:
        cited, wanted = count_citations(pair.message.translation), count_citations(pair.text.text)
        for name in wanted - cited:
            label = translation.catalogue.label(pair.message)
            message = f"this translation lacks the citation `[@{name}]`"
            if cited[name]:
                message = f"this translation has the citation `[@{name}]` less often than the original"
            advice = "write it behind the claim that it supports"
            yield RULE.diagnose(message, label, advice, secondary=(pair.original_label,))
        for name in cited - wanted:
            label = translation.catalogue.label(pair.message, f"@{name}")
            message = f"the original does not cite `[@{name}]` here"
            if wanted[name]:
                message = f"this translation has the citation `[@{name}]` more often than the original"
            yield RULE.diagnose(message, label, "take it out", secondary=(pair.original_label,))


def count_citations(text: str) -> Counter[str]:
    """Returns how often a text cites what."""
    return Counter(iter_cited_fact_ids(text))


RULE = Rule("translation-citation", Severity.ERROR, __doc__, check)
