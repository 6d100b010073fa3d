"""Tests of the glossary of a pack: its order, what of it is met, and search in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.pack import Pack
from party_card.engine.campaign_glossary import (
    CampaignGlossary,
    GlossaryItem,
    compile_glossary,
    describe_matches,
    find_met_entries,
    search_glossary,
)
from party_card.engine.compiled import compile_scene
from party_card.engine.playthrough import Playthrough
from tests.shipped import load_shipped_pack
from tests.theatre import REHEARSAL, write_theatre


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the theatre."""
    return write_theatre(tmp_path_factory.mktemp("pack"))


def list_items(pack: Pack) -> tuple[GlossaryItem, ...]:
    """Returns the glossary of the pack for a player who has met nobody."""
    return compile_glossary(pack).list_items((), ())


def test_people_stand_in_the_order_of_their_family_names_and_words_after_them(pack: Pack) -> None:
    assert [item.entry.name for item in list_items(pack)] == [
        "René Abel", "Oda af Ekeby", "Tan Mei-lin", "Łucja Żeleńska", "dress circle", "prompt box", "wings", "wings"
    ]  # fmt: skip


def test_a_word_with_two_meanings_stands_there_with_both(pack: Pack) -> None:
    texts = [item.entry.text for item in list_items(pack) if item.entry.name == "wings"]
    assert texts == ["The sides of a stage that no spectator sees.", "The two buildings beside the main one."]


def test_a_dossier_that_no_scene_names_is_left_out_and_one_scene_has_only_its_own(pack: Pack) -> None:
    assert "trapdoor" not in [item.entry.name for item in list_items(pack)]
    glossary = CampaignGlossary([compile_scene(pack, pack.scenes[REHEARSAL]).evidence])
    assert [item.entry.name for item in glossary.list_items((), ())] == [
        "Oda af Ekeby", "Tan Mei-lin", "Łucja Żeleńska", "prompt box", "wings"
    ]  # fmt: skip


def list_met_names(pack: Pack, *steps: str) -> list[str]:
    """Returns the names of the entries met in the rehearsal after some steps, in the order of the glossary."""
    playthrough, count = Playthrough.resume(compile_scene(pack, pack.scenes[REHEARSAL]), steps)
    assert count == len(steps)
    items = compile_glossary(pack).list_items(find_met_entries(playthrough), ())
    return [item.entry.name for item in items if item.is_met]


def test_an_entry_is_met_with_the_page_that_names_it_and_stays_so(pack: Pack) -> None:
    assert list_met_names(pack) == []
    assert list_met_names(pack, "begin") == ["Łucja Żeleńska"]
    assert list_met_names(pack, "begin", "go") == ["Łucja Żeleńska"]
    assert list_met_names(pack, "begin", "stay") == ["Łucja Żeleńska", "wings"]
    assert list_met_names(pack, "begin", "go", "reveal", "close") == ["Tan Mei-lin", "Łucja Żeleńska"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("zelenska", ["Łucja Żeleńska"]),
        ("  ", ["René Abel", "Oda af Ekeby", "Tan Mei-lin", "Łucja Żeleńska", "dress circle", "prompt box", "wings", "wings"]),
        ("mei lin", ["Tan Mei-lin"]),
        ("sold", ["René Abel"]),
        ("dress", ["dress circle"]),
        ("prompt", ["prompt box", "Oda af Ekeby"]),
        ("stage words", ["prompt box"]),
        ("opera", []),
    ],
)  # fmt: skip
def test_search_finds_names_before_explanations(pack: Pack, query: str, names: list[str]) -> None:
    assert [item.entry.name for item in search_glossary(list_items(pack), query)] == names


def test_what_became_of_somebody_is_shown_and_found_only_of_those_met_before_an_ending(pack: Pack) -> None:
    playthrough, _ = Playthrough.resume(compile_scene(pack, pack.scenes[REHEARSAL]), ("begin", "go"))
    met = find_met_entries(playthrough)
    glossary = compile_glossary(pack)
    for met_before_ending, years, later, found_names in (
        ((), "born 1889", "", []),
        (met, "1889–1951", "She left the country.", ["Łucja Żeleńska"]),
    ):
        items = glossary.list_items(met, met_before_ending)
        director = next(item.entry for item in items if item.entry.id == "director")
        assert (director.years, "".join(run.text for run in director.later)) == (years, later)
        assert [item.entry.name for item in search_glossary(items, "country 1951")] == found_names
        assert not next(item.entry for item in items if item.entry.id == "cashier").later


def test_the_number_of_entries_is_said_in_a_sentence(pack: Pack) -> None:
    items = list_items(pack)
    assert describe_matches(8, items, "") == "8 entries. No scene has named one of them to you yet."
    met_items = [GlossaryItem(item.entry, is_met=True) for item in items]
    assert (
        describe_matches(8, met_items, " - ")
        == "8 entries. Scenes have named 8 of them to you; these are marked “met”."
    )
    assert describe_matches(1, met_items[:1], "") == (
        "One entry. A scene has named one of them to you; it is marked “met”."
    )
    assert describe_matches(1, items, "stage") == "1 of 8 entries has these words."
    assert describe_matches(3, items, "stage") == "3 of 8 entries have these words."
    assert describe_matches(0, items, "opera") == "No entry has these words."


def test_the_glossary_of_the_game_has_every_word_of_its_dossiers_and_people_in_order() -> None:
    pack = load_shipped_pack()
    entries = [item.entry for item in list_items(pack)]
    used_names = {name for scene in pack.scenes.values() for name in scene.dossiers}
    terms = {str(term) for name in used_names for term in pack.dossiers[name].terms}
    assert {entry.id for entry in entries if entry.kind == "term"} == terms
    people = [entry.id for entry in entries if entry.kind == "person"]
    assert len(people) == len(set(people)) > 70
    assert people.index("alliluyeva") < people.index("campbell") < people.index("chiang") < people.index("hitler")
    assert people.index("hitler") < people.index("stalin") < people.index("thalmann")


def test_a_folder_without_dossiers_has_an_empty_glossary(tmp_path: Path) -> None:
    assert list_items(Pack(tmp_path)) == ()
