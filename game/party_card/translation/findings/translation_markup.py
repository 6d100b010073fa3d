"""A translation has the paragraphs and the emphasis of the original.

An empty line begins a paragraph, and stars around words set them off: `*slanted*`, `**bold**`. What stands on a typed
paper has as many lines as there. Quotation marks and dashes are those of the language. Where in a source something
stands is said in words that begin with a small letter, or they would be set in quotation marks as a heading.

PASS:
    ### scenes/example.yaml
    scene: example
    title: A
    passages:
      one: {text: You *never* wait., ending: {id: done, title: Done}}
    ### scenes/translations/de/example.po
    msgctxt "passages/one/text"
    msgid "You *never* wait."
    msgstr "Du wartest *nie*."
FAIL REPLACES:
    msgstr "Du wartest *nie*."
WITH:
    msgstr "Du wartest *nie."
MESSAGE:
    warning[translation-markup]: this translation has 0 words or phrases in *stars*, and the original has 1
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Du wartest *nie."
      |         ^^^^^^^^^^^^^^^^
     ::: scenes/example.yaml:4:15
      |
    4 |   one: {text: You *never* wait., ending: {id: done, title: Done}}
      |               ----------------- the original
    help: set them as in the original
"""

from collections.abc import Iterator

from party_card.content.prose import parse_document, parse_prose
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.translation.messages import Translation


def check(translation: Translation) -> Diagnostics:
    """Compares paragraphs and emphasis of every finished translation with those of its text."""
    for pair in translation.finished:
        if pair.text.key == "section" and not pair.message.translation[:1].islower():
            label = translation.catalogue.label(pair.message)
            message = "this translation begins like a heading of the source, and would be set in quotation marks"
            yield RULE.diagnose(message, label, "begin with a small letter", secondary=(pair.original_label,))
        is_document = pair.text.key == "document"
        counts = (_count_parts(text, is_document) for text in (pair.message.translation, pair.text.text))
        for (name, count), (_, wanted_count) in zip(*counts, strict=True):
            if count != wanted_count:
                label = translation.catalogue.label(pair.message)
                message = f"this translation has {count} {name}, and the original has {wanted_count}"
                yield RULE.diagnose(message, label, "set them as in the original", secondary=(pair.original_label,))


def _count_parts(text: str, is_document: bool) -> Iterator[tuple[str, int]]:
    paragraphs = parse_document(text) if is_document else parse_prose(text)
    spans = [span for paragraph in paragraphs for span in paragraph]
    yield ("lines" if is_document else "paragraphs"), len(paragraphs)
    yield "words or phrases in *stars*", sum(span.italic and bool(span.text) for span in spans)
    yield "words or phrases in **double stars**", sum(span.bold and bool(span.text) for span in spans)


RULE = Rule("translation-markup", Severity.WARNING, __doc__, check)
