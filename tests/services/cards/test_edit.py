"""What each change on a card writes into the file."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from party_card.services.cards.edit import CardEdit, edit_scene
from party_card.services.cards.errors import CardError
from party_card.services.cards.reading import read_cards
from party_card.services.cards.text_edits import apply_edits
from party_card.services.cards.tree import YamlTree
from tests.services.cards.hard_scene import HARD_SCENE

SCENE = """\
scene: post
title: The post
passages:

  desk:
    date: 1932-08-24
    place: The dacha
    text: |
      A letter lies here. [@sent] It has no
      stamp, and nobody has opened it.

      Somebody is on the stairs.
    choices:
      - {id: open, text: Open it, goto: night}
      - id: leave
        text: Leave it

  night:
    text: You know. [@sent; @lost]
    choices:
      - id: burn
        text: Burn it
    history: [burn]

  end:
    date: 1932-08-25
    text: Ash.
    ending: {id: ash, title: Ash}
"""


def edit(scene: str, kind: str, /, **parameters: Any) -> tuple[str, CardEdit]:
    change = edit_scene(scene, {"kind": kind, **parameters})
    return apply_edits(scene, change.edits), change


def refuse(scene: str, kind: str, /, **parameters: Any) -> str:
    with pytest.raises(CardError) as caught:
        edit_scene(scene, {"kind": kind, **parameters})
    return str(caught.value)


def test_only_the_words_that_differ_are_replaced() -> None:
    text = "A letter lies here. [@sent] It has no stamp, and somebody has opened it.\n\nSomebody is on the stairs."
    after, change = edit(SCENE, "setText", path=["passages", "desk", "text"], text=text)
    assert after == SCENE.replace("nobody has", "somebody has")
    assert [(SCENE[start:end], new) for start, end, new in change.edits] == [("no", "some")]


def test_an_emptied_field_goes_but_what_a_card_must_have_stays_empty() -> None:
    after, _ = edit(SCENE, "setText", path=["passages", "desk", "place"], text=None)
    assert after == SCENE.replace("    place: The dacha\n", "")
    after, _ = edit(SCENE, "setText", path=["passages", "end", "text"], text="")
    assert after == SCENE.replace("text: Ash.", 'text: ""')


def test_a_new_field_stands_where_authors_write_it() -> None:
    after, _ = edit(SCENE, "setText", path=["passages", "desk", "choices", 1, "did"], text="You left it.")
    assert after == SCENE.replace("        text: Leave it\n", "        text: Leave it\n        did: You left it.\n")
    after, _ = edit(SCENE, "setText", path=["passages", "desk", "choices", 0, "locked"], text="Not now, please")
    assert 'text: Open it, locked: "Not now, please", goto: night}' in after
    after, _ = edit(SCENE, "setText", path=["span"], text="1932-08")
    assert after.startswith("scene: post\ntitle: The post\nspan: 1932-08\npassages:\n")


def test_a_role_begins_with_whatever_is_written_of_it_first() -> None:
    after, _ = edit(SCENE, "setText", path=["role", "text"], text="You sort letters.")
    assert 'role:\n  name: ""\n  kind: composite\n  text: You sort letters.\n' in after


def test_what_is_pasted_from_a_word_processor_comes_clean() -> None:
    pasted = "“Burn\xa0it,”\u200b she said\xad.\r\n\r\nTab\there\x0b\ufeff"
    after, _ = edit(SCENE, "setText", path=["passages", "night", "text"], text=pasted)
    assert after == SCENE.replace(
        "text: You know. [@sent; @lost]", "text: |\n      “Burn it,” she said.\n\n      Tab here"
    )


def test_a_number_that_is_none_is_refused() -> None:
    assert refuse(SCENE, "setText", path=["minutes"], text="a few") == "“a few” is no whole number."


def test_a_part_that_no_card_shows_is_refused() -> None:
    sentence = "A card cannot change this part of the scene. Change it in the text."
    assert refuse(SCENE, "setText", path=["passages", "desk", "scene"], text="x") == sentence
    assert refuse(SCENE, "setText", path=["leaves", 0, "id"], text="x") == sentence
    gone = "This part of the scene is not there any more."
    assert refuse(SCENE, "setText", path=["passages", "attic", "text"], text="x") == gone
    unknown = "The studio does not know this change. Load the page again."
    assert refuse(SCENE, "explode") == refuse(SCENE, "setText", path="title") == unknown


def test_while_the_text_cannot_be_read_nothing_is_changed() -> None:
    assert "cannot be read at the moment" in refuse(SCENE + "}", "setText", path=["title"], text="x")
    twice = SCENE.replace("title: The post", "title: The post\ntitle: Again")
    assert refuse(twice, "setText", path=["place"], text="x").startswith("The key “title” stands twice")


def test_a_word_that_yaml_takes_for_a_mark_is_not_lost() -> None:
    tagged = SCENE.replace("text: Ash.", "text: !word Ash.")
    sentence = refuse(tagged, "setText", path=["passages", "end", "text"], text="Cold ash.")
    assert sentence == "This text begins with a mark of YAML (!). Change it in the text."


# ------------------------------------------------------------------------------------------------------ passages


def test_a_new_passage_has_an_id_of_its_title_and_stands_behind_its_card() -> None:
    after, change = edit(SCENE, "insertPassage", title="The night, in the attic", text="Dust.", after="desk")
    assert change.path == ["passages", "the-night-in-the-attic"]
    assert "\n\n  the-night-in-the-attic:\n    text: Dust.\n\n  night:\n" in after
    assert "text: Leave it\n        goto: night\n" in after, "its choice led to the next passage, and still does"


def test_ids_are_unique_and_no_words_of_the_program() -> None:
    for title, id_ in (("Night", "night-2"), ("Record", "record-2"), ("…", "passage"), ("Не ночь", "ne-noch")):
        assert edit(SCENE, "insertPassage", title=title, after=None)[1].path == ["passages", id_]
    after, change = edit(SCENE, "insertChoice", passage="desk", text="Begin")
    assert "id: begin-2" in after
    assert change.path == ["passages", "desk", "choices", 2]


def test_a_passage_that_is_removed_leaves_its_neighbours_what_they_had_from_it() -> None:
    after, change = edit(SCENE, "removePassage", passage="desk")
    assert "  night:\n    date: 1932-08-24\n    place: The dacha\n    text: You know." in after
    assert change.message == ""
    after, change = edit(SCENE, "removePassage", passage="night")
    assert (
        after
        == SCENE[: SCENE.index("\n  night:")].replace("text: Leave it\n", "text: Leave it\n        goto: night\n")
        + SCENE[SCENE.index("\n  end:") :]
    )
    assert change.message == (
        "These choices still lead to the passage that you deleted: “Open it” (desk), “Leave it” (desk)."
    )


def test_the_last_passage_stays() -> None:
    scene = "scene: a\ntitle: A\npassages:\n  one: {text: x}\n"
    assert refuse(scene, "removePassage", passage="one") == "A scene has at least one passage. Change this one."


def test_a_passage_moves_with_the_comment_above_it_and_nothing_leads_elsewhere() -> None:
    scene = SCENE.replace("  night:", "  # after dark\n  night:")
    after, change = edit(scene, "movePassage", passage="night", index=0)
    assert (
        "passages:\n\n  # after dark\n  night:\n    date: 1932-08-24\n    place: The dacha\n    text: You know."
        in after
    )
    assert change.message == "The scene begins with “night” now."
    assert "text: Leave it\n        goto: night\n" in after
    assert "text: Burn it\n        goto: end\n" in after
    back, _ = edit(scene, "movePassage", passage="night", index=1)
    assert back == scene


def test_a_passage_that_gets_a_day_by_its_new_neighbour_is_told() -> None:
    scene = "scene: a\npassages:\n  one: {text: x}\n  two: {text: y, date: 1932-08}\n"
    after, change = edit(scene, "movePassage", passage="one", index=1)
    assert after == "scene: a\npassages:\n  two: {text: y, date: 1932-08}\n  one: {text: x}\n"
    assert change.message == (
        "The scene begins with “two” now. “one” named no day; it has that of the passage before it now, 1932-08."
    )


def test_a_passage_becomes_an_ending_and_goes_on_again() -> None:
    after, change = edit(SCENE, "makeEnding", passage="night", title="Ash", cost="You never know.")
    assert "    ending:\n      id: ash-2\n      title: Ash\n      cost: You never know.\n\n  end:" in after
    assert "history" not in after
    assert change.message == "Its choice was deleted."
    again, _ = edit(after, "removeEnding", passage="night")
    assert "  night:\n    text: You know. [@sent; @lost]\n\n  end:" in again
    assert refuse(after, "insertChoice", passage="night", text="x").startswith("This passage is an ending")


# ------------------------------------------------------------------------------------------------------- choices


def test_new_passages_stand_in_the_order_of_the_choices_that_lead_to_them() -> None:
    text = SCENE
    for choice, passage in (("Hide it", "First"), ("Read it", "Second"), ("Sell it", "Third")):
        text, _ = edit(text, "insertChoice", passage="night", text=choice, newPassage=passage)
    assert list(yaml.safe_load(text)["passages"])[-4:] == ["first", "second", "third", "end"]
    text, change = edit(text, "leadToNewPassage", path=["passages", "night", "choices", 2], title="Other")
    assert change.path == ["passages", "other"]
    assert list(yaml.safe_load(text)["passages"])[-5:] == ["first", "other", "second", "third", "end"]


def test_a_choice_can_lead_to_a_new_passage_at_once() -> None:
    after, change = edit(SCENE, "insertChoice", passage="night", text="Hide it", newPassage="Hidden")
    assert change.path == ["passages", "night", "choices", 1]
    assert "      - id: hide-it\n        text: Hide it\n        goto: hidden\n" in after
    assert "\n  hidden:\n    text: …\n\n  end:" in after
    after, change = edit(SCENE, "leadToNewPassage", path=["passages", "desk", "choices", 0], title="Attic")
    assert change.path == ["passages", "attic"]
    assert "{id: open, text: Open it, goto: attic}" in after


def test_a_choice_that_goes_takes_its_name_out_of_the_history_and_an_empty_list_goes_too() -> None:
    after, _ = edit(SCENE, "removeChoice", path=["passages", "night", "choices", 0])
    assert "  night:\n    text: You know. [@sent; @lost]\n\n  end:" in after


def test_the_comment_of_what_is_removed_is_told() -> None:
    after, change = edit(HARD_SCENE, "removeChoice", path=["passages", "one", "choices", 1])
    assert "stay" not in after.split("tests:")[0]
    assert change.message == "A comment was deleted with it: “deeper than the dash”."


def test_a_change_of_a_variable_has_the_form_that_its_kind_wants() -> None:
    declared = SCENE.replace("passages:", "variables: {known: false, mood: {range: [0, 3]}}\npassages:", 1)
    path = ["passages", "desk", "choices", 1]
    after, _ = edit(declared, "setChange", path=path, variable="mood", operation="add", value="+1")
    after, _ = edit(after, "setChange", path=path, variable="known", operation="set", value=True)
    assert "        text: Leave it\n        set: {known: true}\n        add: {mood: 1}\n" in after
    moved, _ = edit(after, "setChange", path=path, variable="mood", operation="set", value=2)
    assert "        set: {known: true, mood: 2}\n\n" in moved
    bare, _ = edit(after, "removeChange", path=path, variable="mood")
    assert "set: {known: true}\n\n" in bare
    for parameters, sentence in (
        (
            {"variable": "known", "operation": "add", "value": "1"},
            "Only a number can be added to, and “known” is none.",
        ),
        ({"variable": "mood", "operation": "add", "value": "much"}, "“much” is no whole number."),
        ({"variable": "known", "operation": "set", "value": "maybe"}, "“known” can be yes or no only."),
        ({"variable": "weather", "operation": "set", "value": "1"}, "This scene has no variable “weather”."),
    ):
        assert refuse(declared, "setChange", path=path, **parameters) == sentence


def test_the_history_names_choices_of_the_passage() -> None:
    after, _ = edit(SCENE, "setHistory", passage="desk", choices=["open", "leave"])
    assert "text: Leave it\n    history: [open, leave]\n" in after
    assert edit(after, "setHistory", passage="desk", choices=[])[0] == SCENE
    assert refuse(SCENE, "setHistory", passage="desk", choices=["burn"]) == "This passage has no choice “burn”."


# -------------------------------------------------------------------------------------------------------- blocks


def test_the_only_text_of_a_passage_keeps_its_lines_when_another_comes_beside_it() -> None:
    path = ["passages", "desk", "text"]
    after, change = edit(SCENE, "insertBlock", passage="desk", blockKind="document", text="  TO ALL\noffices ", index=0)
    assert change.path == [*path, 0]
    assert (
        "    text:\n      - document: |2\n            TO ALL\n          offices\n      - text: |\n"
        "          A letter lies here. [@sent] It has no\n          stamp, and nobody has opened it.\n\n"
    ) in after
    conditional, change = edit(SCENE, "setCondition", path=path, text="visited(night)")
    assert change.path == [*path, 0]
    assert "    text:\n      - if: visited(night)\n        text: |\n          A letter lies here." in conditional
    cleared, _ = edit(conditional, "setCondition", path=[*path, 0], text="")
    assert "    text:\n      - text: |\n          A letter lies here." in cleared
    assert refuse(cleared, "removeBlock", path=[*path, 0]).startswith("A passage has at least one text.")


# ----------------------------------------------------------------------------------------------------- citations


def test_a_citation_stands_behind_the_word_at_which_it_is_dropped() -> None:
    path = ["passages", "desk", "text"]
    shown = "A letter lies here. [@sent] It has no stamp, and nobody has opened it."
    after, _ = edit(SCENE, "insertCitation", path=path, fact="new", offset=shown.index("stamp") + 2)
    assert "stamp, [@new] and nobody has opened it." in after
    after, _ = edit(SCENE, "insertCitation", path=path, fact="new", offset=shown.index("here"))
    assert "lies [@new] here. [@sent] It has no\n" in after
    after, _ = edit(SCENE, "insertCitation", path=path, fact="new", offset=shown.index("It has"))
    assert "here. [@sent] [@new] It has no\n" in after
    assert edit(SCENE, "insertCitation", path=path, fact="sent", offset=17)[0] == SCENE, "it is cited there already"
    after, _ = edit(SCENE, "insertCitation", path=path, fact="new", offset=len(shown) + 1)
    assert "nobody has opened it. [@new]\n\n" in after
    emoji = SCENE.replace("Ash.", "🙂🙂 Ash, and dust.")
    after, _ = edit(emoji, "insertCitation", path=["passages", "end", "text"], fact="new", offset=6)
    assert "🙂🙂 Ash, [@new] and dust." in after


def test_a_citation_is_taken_out_alone() -> None:
    after, _ = edit(SCENE, "removeCitation", path=["passages", "night", "text"], fact="sent")
    assert after == SCENE.replace("[@sent; @lost]", "[@lost]")
    after, _ = edit(after, "removeCitation", path=["passages", "night", "text"], fact="lost")
    assert "    text: You know.\n" in after
    sentence = refuse(after, "removeCitation", path=["passages", "night", "text"], fact="lost")
    assert sentence == "This text does not cite the fact any more."


# --------------------------------------------------------------------------------------------- variables and tests


def test_a_variable_is_declared_in_words_of_its_label_and_changed_key_by_key() -> None:
    after, change = edit(SCENE, "setVariable", label="Attention", variableKind="number", range=[0, 3])
    assert change.path == ["variables", "attention"]
    assert "variables:\n  attention: {range: [0, 3], start: 0, label: Attention}\npassages:" in after
    after, _ = edit(after, "setVariable", label="You have read it", variableKind="yes-no")
    assert "  you_have_read_it: {start: false, label: You have read it}\n" in after
    after, change = edit(
        after, "setVariable", label="", variableKind="words", values=["page", "no", "copy"], start="no"
    )
    assert '  variable: {values: [page, "no", copy], start: "no"}\n' in after
    after, _ = edit(after, "setVariable", id="attention", label="", variableKind="number", range=[0, 5], start="1")
    assert "  attention: {range: [0, 5], start: 1}\n" in after
    after, change = edit(after, "removeVariable", id="attention")
    assert "attention" not in after
    assert change.message == ""
    for parameters, sentence in (
        ({"variableKind": "number", "range": [3, 0]}, "A number has a least and a greatest value"),
        ({"variableKind": "number", "range": [0, 3], "start": "7"}, "It cannot begin with 7"),
        ({"variableKind": "words", "values": ["a", "a"]}, "Write at least two words that it can be."),
        ({"variableKind": "words", "values": ["a", "b"], "start": "c"}, "It cannot begin with “c”"),
    ):
        assert refuse(SCENE, "setVariable", label="x", **parameters).startswith(sentence)


def test_a_variable_that_is_still_named_is_removed_and_told() -> None:
    declared = SCENE.replace("passages:", "variables: {known: false}\npassages:", 1)
    named, _ = edit(declared, "setCondition", path=["passages", "desk", "choices", 1], text="known")
    after, change = edit(named, "removeVariable", id="known")
    assert "variables" not in after
    assert change.message == "“known” is still named in the scene; the problems list says where."


def test_a_test_is_added_changed_and_removed() -> None:
    after, change = edit(SCENE, "setTest", name="Burned", play=["open", "burn"], ending="ash")
    assert after == SCENE + "tests:\n  - name: Burned\n    play: [open, burn]\n    expect: {ending: ash}\n"
    changed, _ = edit(after, "setTest", path=["tests", 0], name="Burned", play=["open"], ending=None, passage="night")
    assert changed.endswith("    play: [open]\n    expect: {passage: night}\n")
    assert edit(after, "removeTest", path=change.path)[0] == SCENE
    sentence = "Choose the ending or the passage that the test expects."
    assert refuse(SCENE, "setTest", name="x", play=[]) == sentence
    assert refuse(after, "setTest", path=["tests", 0], name="x", play=[], ending="") == sentence


# ------------------------------------------------------------------------------------------------------ sections


def test_the_record_is_written_item_by_item() -> None:
    after, change = edit(SCENE, "insertItem", section="record", values={"text": "A letter was sent. [@sent]"})
    assert change.path == ["record", 0]
    assert after == SCENE + "record:\n  - text: A letter was sent. [@sent]\n"
    after, _ = edit(after, "insertItem", section="record", values={"heading": "Who wrote?"}, index=0)
    after, _ = edit(after, "setText", path=["record", 0, "heading"], text="Who wrote it?")
    after, _ = edit(after, "setCondition", path=["record", 1], text="chose(open)")
    assert after.endswith("  - heading: Who wrote it?\n  - if: chose(open)\n    text: A letter was sent. [@sent]\n")
    moved, change = edit(after, "moveItem", path=["record", 0], index=1)
    assert change.path == ["record", 1]
    assert moved.endswith("text: A letter was sent. [@sent]\n  - heading: Who wrote it?\n")
    bare, _ = edit(moved, "removeItem", path=["record", 1])
    assert edit(bare, "removeItem", path=["record", 0])[0] == SCENE


def test_questions_and_what_must_be_known_before_have_their_keys() -> None:
    values = {"draws_on": "The note.", "ask": "Who could know?", "skill": "sourcing"}
    after, _ = edit(SCENE, "insertItem", section="debrief", values=values)
    assert after.endswith("debrief:\n  - ask: Who could know?\n    skill: sourcing\n    draws_on: The note.\n")
    sentence = "A card cannot change this part of the scene. Change it in the text."
    assert refuse(SCENE, "insertItem", section="leaves", values={"text": "x"}) == sentence
    assert refuse(SCENE, "insertItem", section="record", values={"spell": "x"}) == sentence


def test_the_levels_of_a_question_are_set_one_by_one_and_go_with_the_last() -> None:
    before, _ = edit(SCENE, "insertItem", section="debrief", values={"ask": "Who?", "skill": "sourcing", "rubric": "x"})
    assert "rubric" not in before
    after, _ = edit(before, "setText", path=["debrief", 0, "rubric", "emergent"], text="Says who.")
    assert yaml.safe_load(after)["debrief"][0]["rubric"] == {"basic": "", "emergent": "Says who.", "proficient": ""}
    assert read_cards(YamlTree(after))["sections"]["debrief"][0]["rubric"]["emergent"] == "Says who."
    for level in ("basic", "emergent", "proficient"):
        after, _ = edit(after, "setText", path=["debrief", 0, "rubric", level], text="")
    assert after == before
    sentence = "A card cannot change this part of the scene. Change it in the text."
    assert refuse(before, "setText", path=["debrief", 0, "rubric"], text="x") == sentence
    assert refuse(before, "setText", path=["debrief", 0, "rubric", "best"], text="x") == sentence


def test_what_a_choice_overlooks_is_set_and_read() -> None:
    path = ["passages", "desk", "choices", 1, "overlooks"]
    after, _ = edit(SCENE, "setText", path=path, text="It is still there. [@sent]")
    assert yaml.safe_load(after)["passages"]["desk"]["choices"][1]["overlooks"] == "It is still there. [@sent]"
    assert read_cards(YamlTree(after))["passages"][0]["choices"][1]["overlooks"] == "It is still there. [@sent]"
    assert edit(after, "setText", path=path, text="")[0] == SCENE


def test_lists_of_names_are_set_whole() -> None:
    after, _ = edit(SCENE, "setWords", path=["dossiers"], words=["post", "post", "stamps"])
    assert "title: The post\ndossiers: [post, stamps]\npassages:" in after
    assert edit(after, "setWords", path=["dossiers"], words=[])[0] == SCENE
    after, _ = edit(SCENE, "setWords", path=["passages", "desk", "places"], words=["moscow"])
    assert "    place: The dacha\n    places: [moscow]\n" in after


# -------------------------------------------------------------------------------------------------------- layout


def test_a_file_without_a_last_line_end_gets_whole_lines() -> None:
    after, _ = edit(SCENE.rstrip("\n"), "insertPassage", title="Attic", text="Dust.", after=None)
    assert after.endswith("ending: {id: ash, title: Ash}\n\n  attic:\n    text: Dust.")


def test_a_block_is_not_put_before_a_comment_that_it_would_swallow() -> None:
    scene = SCENE.replace("text: Ash.\n", "text: Ash.\n          # far to the right\n")
    words = "word " * 50
    after, _ = edit(scene, "setText", path=["passages", "end", "text"], text=words)
    assert "          # far to the right\n" in after
    assert f"text: {words.strip()}\n" in after


def test_lines_that_yaml_ends_elsewhere_than_editors_do_are_counted_as_editors_do() -> None:
    scene = SCENE.replace("A letter lies", "A letter\u2028lies").replace("nobody", "no\x85body")
    after, _ = edit(scene, "setText", path=["passages", "end", "text"], text="Cold.")
    assert after == scene.replace("Ash.", "Cold.", 1)


def test_a_long_text_is_pasted_into_a_long_text_without_comparing_every_word_with_every_other() -> None:
    long_scene, _ = edit(SCENE, "setText", path=["passages", "end", "text"], text="word\n\n" * 9_000)
    longer, change = edit(long_scene, "setText", path=["passages", "end", "text"], text="word word\n\n" * 9_000)
    assert longer.count("word word\n") == 9_000
    assert len(change.edits) == 1
