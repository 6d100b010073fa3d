"""A draft from a word processor becomes passages and choices, and none of its words is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from party_card.services.cards.clean_text import clean_pasted
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.draft_outline import read_outline
from party_card.services.cards.draft_plan import DraftPlan, plan_draft
from party_card.services.cards.edit import edit_scene
from party_card.services.cards.edit_draft import make_plan
from party_card.services.cards.errors import CardError
from party_card.services.cards.reading import read_cards
from party_card.services.cards.text_edits import apply_edits
from party_card.services.cards.tree import YamlTree
from tests.random_examples import random_examples

EMPTY = (
    Path("game/party_card/studio/templates/empty.yaml")
    .read_text(encoding="utf-8")
    .replace("$name", "a")
    .replace("$title", "A")
)
DRAFT = """\
The meadow
You stand in the meadow. The bailiff has set stakes.
Your father does not look at you.
- Pull out the stakes -> The bailiff asks
•\tGo home and say nothing → at home.
* Ask the priest

The bailiff asks
He has a paper in his hand.
-> At home

At home
Nobody speaks at the table.

The priest
He sighs.
- Thank him -> The bailiff asks
"""


def insert(text: str, scene: str = EMPTY, passage: str | None = "beginning") -> list[dict[str, Any]]:
    """Returns the cards of a scene after a draft has been put into it."""
    change = edit_scene(scene, {"kind": "insertDraft", "text": text, "passage": passage})
    cards: list[dict[str, Any]] = read_cards(YamlTree(apply_edits(scene, change.edits)))["passages"]
    return cards


def shape(cards: list[dict[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    return {card["title"]: [(choice["text"], choice["goto"]) for choice in card["choices"]] for card in cards}


def prose(cards: list[dict[str, Any]], number: int) -> str:
    (block,) = cards[number - 1]["blocks"]
    return str(block["text"])


def test_headings_begin_passages_and_marked_lines_are_choices() -> None:
    cards = insert(DRAFT)
    assert shape(cards) == {
        "Beginning": [
            ("Pull out the stakes", "the-bailiff-asks"),
            ("Go home and say nothing", "at-home"),
            ("Ask the priest", "the-priest"),
        ],
        "The bailiff asks": [("At home", "at-home")],
        "At home": [],
        "The priest": [("Thank him", "the-bailiff-asks")],
    }
    assert (
        prose(cards, 1) == "You stand in the meadow. The bailiff has set stakes.\n\nYour father does not look at you."
    )
    assert [card["ending"] and card["ending"]["title"] for card in cards] == [None, None, "At home", None]


def test_lines_that_are_broken_in_the_middle_of_a_sentence_are_one_paragraph() -> None:
    draft = "You stand in the meadow at dawn and wait for\nthe bailiff, who has set stakes across all of\nit. Nobody\n\nYour father looks away.\n- Go on, before\n  he sees you\n"
    cards = insert(draft)
    first = "You stand in the meadow at dawn and wait for the bailiff, who has set stakes across all of it. Nobody"
    assert prose(cards, 1) == f"{first}\n\nYour father looks away."
    assert [choice["text"] for choice in cards[0]["choices"]] == ["Go on, before he sees you"]


def test_a_passage_that_has_been_written_stays_and_the_draft_stands_behind_it() -> None:
    written = EMPTY.replace("    text: …\n    choices", "    text: You wait.\n    choices", 1)
    cards = insert("The yard\nIt is cold.\n- Go in -> First ending\n", written)
    assert [card["title"] for card in cards] == ["Beginning", "The yard", "First ending", "Second ending"]
    assert prose(cards, 1) == "You wait."
    assert cards[1]["choices"][0]["goto"] == "first-ending"  # a passage of the scene is named like one of the draft


def test_a_text_without_headings_and_choices_is_the_text_of_the_passage_alone() -> None:
    cards = insert("You wait.\n\nNobody comes.\n")
    assert prose(cards, 1) == "You wait.\n\nNobody comes."
    assert [choice["goto"] for choice in cards[0]["choices"]] == ["first-ending", "second-ending"]
    assert len(cards) == 3


def test_choices_alone_are_written_over_those_that_wait_to_be() -> None:
    cards = insert("You wait.\n- Go\n")
    assert [(choice["text"], choice["goto"]) for choice in cards[0]["choices"]] == [("Go", "first-ending")]


@pytest.mark.parametrize(
    ("draft", "words", "reason"),
    [
        (
            "The box\n\nOne\nA.\n- Go -> Two\n\nTwo\nB.\n", "The box",
            "This stands above another heading, as a title does. Write it under Scene if it is that of the scene.",
        ),
        ("One\nA.\n- Go -> The wood\n", "The wood", "No heading reads so. Choose on its card where “Go” leads."),
        ("One\nA.\n\nTwo\nB.\n\nTwo\nC.\n", "Two", "Two headings read alike. Choices lead to the first of the two."),
        (
            "A.\n\nThe long letter of the second secretary of all\nB.\n", "The long letter of the second secretary of all",
            "The file has a shorter name for it; here you see it whole.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_told(draft: str, words: str, reason: str) -> None:
    assert list(make_plan(YamlDocument(EMPTY), draft, {}).unplaced) == [(words, reason)]


def test_a_draft_that_is_too_long_is_refused() -> None:
    with pytest.raises(CardError, match="Paste it in parts"):
        insert("x" * 300_000)
    with pytest.raises(CardError, match="at most 120 headings"):
        insert("\n\n".join(f"Heading {number}\nWords." for number in range(130)))


def list_words(text: str) -> Counter[str]:
    """Returns the words of a text, in small letters and without accents of names of passages."""
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def list_placed(cards: list[dict[str, Any]], plan: DraftPlan) -> Counter[str]:
    """Returns the words that stand on the cards, and those that are told not to."""
    texts = [text for card in cards for text in (card["title"], card["ending"] and card["ending"]["title"])]
    texts += [block["text"] for card in cards for block in card["blocks"]]
    texts += [choice["text"] for card in cards for choice in card["choices"]]
    return list_words("\n".join([*(text or "" for text in texts), *(item.words for item in plan.unplaced)]))


LINES = st.one_of(
    st.text(max_size=70),
    st.lists(
        st.sampled_from(["The", "yard", "you", "Go", "in,", "out.", "“No,”", "he", "says:", "1.", "At", "home"]),
        max_size=9,
    ).map(" ".join),
)
MARKS = st.sampled_from(["", "", "", "- ", "* ", "•\t", "-> ", "→", "# ", "  ", "Ending: "])
ENDS = st.sampled_from(["", "", "", " -> The yard", "-> Go", " (→ At home)", " ->", "."])
DRAFTS = st.lists(st.tuples(MARKS, LINES, ENDS).map("".join), max_size=12).map("\n".join)


@random_examples(DRAFTS, everyday=150, long=3000)
def test_no_word_of_a_draft_is_lost(draft: str) -> None:
    plan = make_plan(YamlDocument(EMPTY), draft, {})
    named = [
        choice.text for passage in read_outline(draft) for choice in passage.choices if choice.text == choice.target
    ]
    titles = list_words(" ".join([*(passage.title for passage in plan.passages), *named]))
    placed = list_placed(insert(draft), plan)
    # The studio gives the first title to the passage that is there; a heading is named by choices as often as they like,
    # and a choice may be called as the heading is that it names.
    marks = re.sub(r"(?im)^[ \t]*(?:#{1,6}[ \t]+)?(?:the )?end(?:ing)?[ \t]*[:–—-]", "", clean_pasted(draft))
    lost = {word for word, count in list_words(marks).items() if placed[word] < count and word not in titles}
    assert not lost


@random_examples(DRAFTS, everyday=40, long=400)
def test_every_passage_of_a_plan_is_a_card_and_every_choice_leads_where_the_plan_says(draft: str) -> None:
    plan = plan_draft(draft, {})
    cards = insert(draft)
    if not plan.passages:
        return
    made = [card for card in cards if card["id"] not in ("first-ending", "second-ending")]
    assert len(made) == len(plan.passages)
    for card, passage in zip(made, plan.passages, strict=True):
        if passage.choices:
            assert [choice["text"] for choice in card["choices"]] == [
                " ".join(choice.text.split()) or "…" for choice in passage.choices
            ]
        for choice, planned in zip(card["choices"], passage.choices, strict=False):
            if planned.draft_index is not None:
                assert choice["goto"] == made[planned.draft_index]["id"]
        assert card["isEnding"] == passage.is_ending
