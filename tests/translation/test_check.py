"""Findings beyond their examples: what counts as the same in another language, and what does not."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from party_card.content.models import Cite, Passage, PassageId, Prose, Scene, SceneId, SourceId
from party_card.content.texts import TranslatableText, list_model_texts, map_texts
from party_card.diagnostics.source import SourceFile
from party_card.translation.check import FINDINGS
from party_card.translation.messages import Catalogue, Message, Translation


class Case(NamedTuple):
    original: str
    translation: str
    codes: tuple[str, ...] = ()


CASES = {
    "in another order": Case("It rained. [@rain] He left. [@left]", "Er ging, [@left] im Regen. [@rain]"),
    "two in one pair of brackets": Case("It rained. [@rain; @left]", "Regen. [@rain] [@left]"),
    "one citation of two": Case("It rained. [@rain] [@rain]", "Regen. [@rain]", ("translation-citation",)),
    "a citation too many": Case("It rained. [@rain]", "Regen. [@rain] [@left]", ("translation-citation",)),
    "another citation": Case("It rained. [@rain]", "Regen. [@left]", ("translation-citation", "translation-citation")),
    "thousands with points": Case("There were 11,737,021.", "Es waren 11.737.021."),
    "thousands with spaces": Case("There were 11,737,021.", "Їх було 11 737 021."),
    "a decimal comma": Case("It was 2.6 feet.", "Es waren 2,6 Fuß."),
    "digits of another script": Case("In 1932.", "في ١٩٣٢."),
    "another number": Case("In 1932, 5 men.", "1932 waren es 6.", ("translation-number",)),
    "a year written short": Case("The winter of 1932–33.", "Der Winter 1932/33."),
    "a year written in full": Case("The winter of 1932–33.", "Зима 1932–1933 років."),
    "another year": Case("The winter of 1932–33.", "Зима 1932–1934 років.", ("translation-number",)),
    "an hour after noon": Case("From 2:30 in the afternoon to 8:05.", "Von 14.30 Uhr bis 20.05 Uhr."),
    "another hour": Case("At 2:30 in the afternoon.", "Um 15.30 Uhr.", ("translation-number",)),
    "a number within another": Case("There were 32.", "Es war 1932.", ("translation-number",)),
    "a number spelled out in the original": Case("There were five.", "Es waren 5."),
    "a citation with a number": Case("It rained. [@rule-4]", "Es regnete. [@rule-4]"),
    "guillemets": Case("He said “no”. [@bell]", "Він сказав «ні». [@bell]"),
    "marks that are turned round": Case('He said "no". [@bell]', "Er sagte »nein«. [@bell]"),
    "straight marks": Case("He said “no”. [@bell]", 'Er sagte "nein". [@bell]'),
    "no marks and no citation": Case("He said “no”.", "Er sagte nein."),
    "one quotation of two": Case("“A” and “B”. [@b]", "„A“ und B. [@b]", ("translation-quotation",)),
    "a paragraph less": Case("One.\n\nTwo.", "Eins. Zwei.", ("translation-markup",)),
    "other line ends": Case("One.\n\nTwo.", "Eins.\n\nZw\nei."),
    "bold for slanted": Case("*One*", "**Eins**", ("translation-markup", "translation-markup")),
    "much too long": Case("x" * 41, "y" * 83, ("translation-length",)),
    "twice as long": Case("x" * 41, "y" * 82),
    "a short text": Case("x" * 40, "y"),
    "a language of few signs": Case("It rained all night, and then in the morning too.", "下了一夜雨。"),
    "nothing but a citation": Case("It rained. [@rain]", "[@rain]", ("untranslated-text",)),
    "blanks": Case("It rained.", "  ", ("untranslated-text",)),
}  # fmt: skip


def check(original: str, message: Message) -> list[str]:
    """Returns the codes that are found in a catalogue with one message of a scene with one text."""
    passage = Passage(text=Prose(original))
    texts: dict[str, TranslatableText] = {}

    def collect(text: TranslatableText) -> str:
        texts[text.path] = text
        return text.text

    map_texts(Scene(scene=SceneId("a"), title="1", passages={PassageId("one"): passage}), "", collect)
    lines = 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'
    translation = Translation(Catalogue(SourceFile("de.po", lines), (message,)), texts)
    return [item.code for finding in FINDINGS if finding.check is not None for item in finding.check(translation)]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_translation_is_compared_with_its_original(case: Case) -> None:
    message = Message("passages/one/text", case.original, case.translation, False, 2)
    expected = [*case.codes]
    if "untranslated-text" in expected and "[@" in case.translation:
        expected.sort()
    assert sorted(check(case.original, message)) == sorted(expected)


def test_a_message_that_is_fuzzy_or_of_an_earlier_text_has_this_one_finding() -> None:
    path, text = "passages/one/text", "It rained. [@rain]"
    assert check(text, Message(path, text, "Im Jahr 5", True, 2)) == ["fuzzy-translation"]
    assert check(text, Message(path, "It snowed.", "Im Jahr 5", False, 2)) == ["stale-translation"]
    assert check(text, Message(path, "It snowed.", "Im Jahr 5", True, 2)) == ["fuzzy-translation"]
    assert check(text, Message("passages/two/text", text, "Im Jahr 5", False, 2)) == [
        "unknown-text",
        "untranslated-text",
    ]


@pytest.mark.parametrize(("translation", "codes"), [("Zum Fall", ["translation-markup"]), ("zum Fall", [])])
def test_a_part_of_a_source_that_would_look_like_a_heading_is_found(translation: str, codes: list[str]) -> None:
    cite = Cite(source=SourceId("s"), section="on the case")
    (text,) = list_model_texts(cite, "cite")
    message = Message("cite/section", "on the case", translation, False, 2)
    lines = 'msgctxt "cite/section"\nmsgid "on the case"\nmsgstr "x"\n'
    pairs = Translation(Catalogue(SourceFile("de.po", lines), (message,)), {text.path: text})
    assert [item.code for finding in FINDINGS if finding.check is not None for item in finding.check(pairs)] == codes
