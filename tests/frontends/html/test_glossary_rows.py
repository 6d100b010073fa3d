"""The glossary in the data of a page: in its order what the texts of a scene name, and all of a campaign.

Of people whom no page names it has no more than who they were.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from party_card.content.pack import Pack, read_pack
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.glossary import compare_glossary
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.shared.scene_data import NONE, EntryRow, Json
from tests.pack_files import write_texts
from tests.theatre import FILES, PREMIERE, REHEARSAL, write_theatre


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the theatre."""
    return write_theatre(tmp_path_factory.mktemp("pack"))


def list_rows(data: Json) -> list[EntryRow]:
    """Returns the rows of the glossary."""
    return [EntryRow(*row) for row in data["entries"]]


def test_a_page_of_one_scene_has_what_its_texts_name(pack: Pack) -> None:
    data = encode_scenes([compile_scene(pack, pack.scenes[REHEARSAL])])
    rows = list_rows(data)
    assert [row.title for row in rows] == ["Tan Mei-lin", "Łucja Żeleńska", "wings"]
    later_lines = {row.name: data["lines"][row.later][0] for row in rows if row.later != NONE}
    assert later_lines == {"director": "She left the country."}
    assert {fact for fact, *_ in data["cited"]} == {"posters", "fled"}
    named_rows = [rows[entry].name for entry, _ in data["forms"]]
    assert set(named_rows) == {"director", "violinist", "wings"}
    assert [form for _, form in data["forms"]][named_rows.index("director")] == "Żeleńska"


def test_whom_and_what_only_a_note_or_an_explanation_names_is_in_the_glossary_too(tmp_path: Path) -> None:
    posters = {"Posters were put up in the town": "Posters by Ekeby were put up in the town"}
    prompter = {"The prompter. [@posters]": "She sat in the prompt box. [@posters]"}
    stage = FILES["seeds/stage.yaml"]
    for former, new in (posters | prompter).items():
        stage = stage.replace(former, new)
    pack, _ = read_pack(write_texts(tmp_path, {**FILES, "seeds/stage.yaml": stage}))
    data = encode_scenes([compile_scene(pack, pack.scenes[REHEARSAL])])
    rows = list_rows(data)
    assert [row.title for row in rows] == ["Oda af Ekeby", "Tan Mei-lin", "Łucja Żeleńska", "prompt box", "wings"]
    assert rows[0].line == "She sat in the prompt box.", "no page names her, so nothing is cited"


def test_an_entry_that_a_text_names_and_the_data_lacks_is_found(pack: Pack) -> None:
    compiled = compile_scene(pack, pack.scenes[REHEARSAL])
    data: Json = json.loads(json.dumps(encode_scenes([compiled])))
    compare_glossary(data, compiled.evidence, "rehearsal")
    del data["entries"][-1]
    with pytest.raises(MismatchError, match="wings"):
        compare_glossary(data, compiled.evidence, "rehearsal")


def test_a_page_of_a_campaign_has_that_of_all_its_scenes(pack: Pack) -> None:
    assert pack.campaign is not None
    scenes = [compile_scene(pack, pack.scenes[name]) for name in (REHEARSAL, PREMIERE)]
    data = encode_scenes(scenes, campaign=compile_campaign(pack, pack.campaign))
    rows = list_rows(data)
    assert [row.title for row in rows] == [
        "René Abel", "Oda af Ekeby", "Tan Mei-lin", "Łucja Żeleńska", "dress circle", "prompt box", "wings", "wings"
    ]  # fmt: skip
    assert isinstance(data["lines"][rows[1].line], list), "the campaign names her, with what that rests on"
