"""Tests that a pack which defines anew what the game has never changes what the game's own scenes show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from party_card.app.catalogue import SceneCatalogue
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack, read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.engine.compiled import collect_evidence, compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.pictures import encode_pictures
from party_card.rules import redefined_id
from tests.rules.checking import check_files
from tests.shipped import load_shipped_pack

SCENE = SceneId("papers")
OTHER_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="3" height="3"/></svg>'


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    """A pack whose campaign plays a scene of the game, with every dossier, source and picture of it defined anew."""
    game = load_shipped_pack()
    scene = game.scenes[SCENE]
    for folder in ("seeds", "scenes", "assets/pictures"):
        (tmp_path / folder).mkdir(parents=True)
    references = [
        {"id": name, "type": "book", "title": "Another Book", "author": [{"literal": "Somebody Else"}]}
        for name in game.sources
    ]
    (tmp_path / "seeds/books.yaml").write_text(json.dumps({"references": references}))
    for name in scene.dossiers:
        facts = {
            fact: {"text": "It was otherwise.", "grade": "documented", "cite": {"source": references[0]["id"], "p": 1}}
            for fact in game.dossiers[name].facts
        }
        people = {person: {"name": "Nobody"} for person in game.dossiers[name].people}
        other_dossier = {"dossier": name, "title": "Another", "facts": facts, "people": people}
        (tmp_path / f"seeds/{name}.yaml").write_text(json.dumps(other_dossier))
    for picture in game.pictures:
        (tmp_path / f"assets/pictures/{picture}.svg").write_text(OTHER_PICTURE)
    (tmp_path / "scenes/campaign.yaml").write_text("campaign: mine\ntitle: Mine\nscenes: [papers, own]\n")
    (tmp_path / "scenes/own.yaml").write_text(
        "scene: own\ntitle: Own\npassages:\n  one:\n    text: You wait.\n    ending: {id: done, title: Done}\n"
    )
    return tmp_path


def encode_pages(pack: Pack) -> object:
    compiled = compile_scene(pack, pack.scenes[SCENE])
    return encode_scenes([compiled], pictures=encode_pictures(pack, [compiled]))


@pytest.mark.parametrize("is_opened_for_playing", [False, True])
def test_pages_of_the_games_scenes_are_the_same_in_a_pack_that_defines_their_evidence_anew(
    pack_folder: Path, is_opened_for_playing: bool
) -> None:
    base = open_pack(find_builtin_pack()) if is_opened_for_playing else load_shipped_pack()
    pack = overlay_pack(open_pack(pack_folder) if is_opened_for_playing else read_pack(pack_folder)[0], base)
    scene, shipped_scene = pack.scenes[SCENE], load_shipped_pack().scenes[SCENE]
    evidence, shipped_evidence = collect_evidence(pack, scene), collect_evidence(load_shipped_pack(), shipped_scene)
    assert dict(evidence.facts) == dict(shipped_evidence.facts)
    cites = [fact.cites for fact in evidence.facts.values()]
    assert evidence.note_formatter.format_notes(cites) == shipped_evidence.note_formatter.format_notes(cites)
    assert encode_pages(pack) == encode_pages(load_shipped_pack())


def test_pictures_of_the_games_scenes_stay_too(pack_folder: Path) -> None:
    base = open_pack(find_builtin_pack())
    catalogue = SceneCatalogue((overlay_pack(open_pack(pack_folder), base),))
    picture = next(iter(base.pictures))
    assert catalogue.find_picture(picture, SCENE) == base.pictures[picture]
    own_picture = catalogue.find_picture(picture, SceneId("own"))
    assert own_picture is not None
    assert own_picture.is_relative_to(pack_folder)


def test_every_redefined_source_and_dossier_is_reported_with_both_files(pack_folder: Path) -> None:
    game = load_shipped_pack()
    pack = overlay_pack(read_pack(pack_folder)[0], game)
    found = list(redefined_id.check(pack))
    own_files = set(pack.files)
    reported = [item for item in found if item.primary.source in own_files]
    assert len(reported) == len(game.sources) + len(game.scenes[SCENE].dossiers) == len(found)
    assert all(item.secondary[0].source in game.files for item in found)


DOSSIER = """\
dossier: {name}
facts:
  {fact}: {{text: It rained., grade: documented, cite: {{source: almanac, p: 3}}}}
people:
  ada: {{name: Ada, text: A clerk.}}
terms:
  ration: A share.
"""
FILES = {
    "game/sources.yaml": "references:\n  - {id: almanac, type: book, title: Almanac}\n",
    "game/weather.yaml": DOSSIER.format(name="weather", fact="rain"),
    "seeds/mine.yaml": DOSSIER.format(name="mine", fact="rain"),
    "scenes/a.yaml": "scene: a\ntitle: A\ndossiers: [mine, weather]\npassages:\n  one:\n"
    "    text: You wait. [@rain]\n    ending: {id: done, title: Done}\n",
}


def test_a_fact_person_or_term_of_the_game_is_reported_at_the_packs_file(tmp_path: Path) -> None:
    found = check_files(tmp_path, {name: text.encode() for name, text in FILES.items()})
    places = [
        (item.code, item.primary.source.name, item.primary.span.line, item.secondary[0].source.name)
        for item in found
        if item.code in ("duplicate-fact", "redefined-id")
    ]
    assert places == [
        ("duplicate-fact", "seeds/mine.yaml", 3, "game/weather.yaml"),
        ("redefined-id", "seeds/mine.yaml", 5, "game/weather.yaml"),
        ("redefined-id", "seeds/mine.yaml", 7, "game/weather.yaml"),
    ]


def test_words_of_the_game_that_no_scene_uses_beside_the_packs_are_free(tmp_path: Path) -> None:
    files = {**FILES, "scenes/a.yaml": FILES["scenes/a.yaml"].replace("[mine, weather]", "[mine]")}
    found = check_files(tmp_path, {name: text.encode() for name, text in files.items()})
    assert not [item for item in found if item.code in ("duplicate-fact", "redefined-id")]
