"""Tests of compiled packs: what was compiled equals the YAML, and is used only as long as that is as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.content import lazy_pack
from party_card.content.compiled_models import UncompilableError, decode, encode
from party_card.content.compiled_pack import HEADS, CompiledFiles, compile_entries, content_key
from party_card.content.lazy_pack import compile_pack, open_pack
from party_card.content.logic_parser import parse_logic
from party_card.content.models import Cite, Dossier, Fact, SceneId
from party_card.content.node_ref import NodeRef, RawScalar
from party_card.content.pack import Pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from tests.shipped import load_shipped_pack
from tests.storage.sample import FILES, LETTER

MAPPINGS = ("scenes", "dossiers", "sources", "indexes", "people", "places", "prologues")


@pytest.fixture(scope="module")
def compiled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    compile_pack(find_builtin_pack(), folder)
    return folder


@pytest.fixture
def without_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: SourceFile) -> object:
        raise AssertionError(f"{file.name} was read from YAML")

    monkeypatch.setattr(lazy_pack, "read_model", refuse)


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """A pack of one scene and one dossier, compiled into the folder `compiled` beside it."""
    root = tmp_path / "pack"
    texts = {**FILES, "salt.yaml": "dossier: salt\nterms:\n  salt: {name: salt, text: White.}\n"}
    for name, text in texts.items():
        path = root / ("scenes" if text.startswith("scene:") else "seeds") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    compile_pack(root, tmp_path / "compiled")
    return root


def open_compiled(root: Path, *, writable: bool = False) -> Pack:
    return open_pack(root, CompiledFiles(root.parent / "compiled", writable=writable))


@pytest.mark.usefixtures("without_yaml")
def test_the_compiled_pack_of_the_game_is_that_of_the_yaml(compiled_folder: Path) -> None:
    pack, complete_pack = (
        open_pack(find_builtin_pack(), CompiledFiles(compiled_folder, writable=False)),
        load_shipped_pack(),
    )
    for name in MAPPINGS:
        compiled, read = dict(getattr(pack, name)), dict(getattr(complete_pack, name))
        assert compiled == read and list(compiled) == list(read), name
        assert repr(compiled) == repr(read), "keys are in the same order, and 1 is not True"
    assert repr(pack.campaign) == repr(complete_pack.campaign) and pack.scene_ids() == complete_pack.scene_ids()
    for name, scene in complete_pack.scenes.items():
        logic, diagnostics = parse_logic(scene)
        assert not diagnostics
        assert repr(pack.logic_cache[name][1]) == repr(logic)
        assert pack.scenes[name].location.file.text == scene.location.file.text


@pytest.mark.usefixtures("without_yaml")
def test_a_compiled_scene_plays_as_that_of_the_yaml(compiled_folder: Path) -> None:
    pack, name = open_pack(find_builtin_pack(), CompiledFiles(compiled_folder, writable=False)), SceneId("ten-cattle")
    compiled = compile_scene(pack, pack.scenes[name])
    complete_pack = load_shipped_pack()
    read = compile_scene(complete_pack, complete_pack.scenes[name])
    assert compiled.content_hash == read.content_hash
    first, second = Playthrough(compiled), Playthrough(read)
    while True:
        page = build_page(first)
        assert repr(page) == repr(build_page(second))
        if not page.offers:
            break
        for playthrough in (first, second):
            playthrough.choose(page.offers[-1].id)


@pytest.mark.parametrize("name", ["scenes/letter.yaml", "seeds/salt.yaml"])
def test_a_file_that_was_changed_is_read_again(small_pack: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_pack / name
    path.write_text(path.read_text().replace("White", "Black").replace("Without a Number", "With a Number"))
    read_names: list[str] = []
    read = lazy_pack.read_model

    def record(file: SourceFile) -> object:
        read_names.append(Path(file.name).relative_to(small_pack).as_posix())
        return read(file)

    monkeypatch.setattr(lazy_pack, "read_model", record)
    pack = open_compiled(small_pack)
    assert pack.scene_heads[LETTER].title == pack.scenes[LETTER].title
    assert set(pack.dossiers) and [*pack.scenes.values(), *pack.dossiers.values()]
    assert set(read_names) == {name}
    assert ("With a" in pack.scenes[LETTER].title) == (name == "scenes/letter.yaml")


def cut(text: str) -> str:
    return text[: len(text) // 2]


def swap_letter(text: str) -> str:
    return text.replace("e", "a", 1)


@pytest.mark.parametrize("damage", [cut, swap_letter, lambda _: "", lambda _: "\x00", lambda _: "[[[" * 10_000])
def test_a_damaged_file_is_read_from_yaml_and_compiled_again(small_pack: Path, damage: Callable[[str], str]) -> None:
    folder = small_pack.parent / "compiled"
    texts = {path: path.read_text() for path in folder.rglob("*.json")}
    assert len(texts) > 3
    for path, text in texts.items():
        path.write_text(damage(text))
    pack, read_pack = open_compiled(small_pack, writable=True), open_pack(small_pack)
    for name in MAPPINGS:
        assert repr(dict(getattr(pack, name))) == repr(dict(getattr(read_pack, name)))
    assert {path: path.read_text() for path in folder.rglob("*.json")} == texts


def test_a_line_that_says_something_impossible_is_not_used(small_pack: Path) -> None:
    path = small_pack / "scenes" / "letter.yaml"
    for models in ("[", '{"":"Unknown"}', '{"":"RawScalar"}', '{"":"Located","x":1}'):
        (small_pack.parent / "compiled" / f"{HEADS}.json").write_text(
            compile_entries({path.name: (content_key(path.read_bytes()), 1)}).replace("\t1\n", f"\t{models}\n")
        )
        assert open_compiled(small_pack).scene_heads == open_pack(small_pack).scene_heads


def test_a_file_with_a_mistake_is_not_compiled(small_pack: Path) -> None:
    path, folder = small_pack / "scenes" / "letter.yaml", small_pack.parent / "compiled"
    path.write_text(path.read_text() + "always: [no_such_thing]\n")
    (small_pack / "seeds" / "salt.yaml").write_text("dossier: salt\ntermes: {}\n")
    shutil.rmtree(folder)
    pack = open_compiled(small_pack, writable=True)
    assert [*pack.scenes.values(), *pack.dossiers.values(), *pack.sources.values()]
    assert sorted(path.name for path in (folder / "seeds").iterdir()) == [
        "chronicle.index.json",
        "office.json",
        "sources.json",
    ]
    assert not (folder / "scenes" / "letter.json").exists()


def test_a_folder_that_cannot_be_written_changes_nothing(small_pack: Path, tmp_path: Path) -> None:
    (tmp_path / "no-folder").write_text("")
    pack = open_pack(small_pack, CompiledFiles(tmp_path / "no-folder", writable=True))
    assert dict(pack.scenes) == dict(open_pack(small_pack).scenes)


def test_models_become_json_and_come_back_at_one_location() -> None:
    fact = Fact(text="Words.", grade="documented", cite=(Cite(p=1, n=(2, 3)), Cite(page="4")))  # type: ignore[arg-type]
    dossier = Dossier(dossier="a", facts={"x": fact})  # type: ignore[arg-type,dict-item]
    location = NodeRef.of_compiled_file(SourceFile("a.yaml", "text"))
    decoded = decode(encode((dossier, ((1,), True), frozenset({3, 1}), {"n": None}, RawScalar("7", False))), location)
    assert repr(decoded) == repr((dossier, ((1,), True), frozenset({1, 3}), {"n": None}, RawScalar("7", False)))
    assert decoded[0].facts["x"].cite[0].location is location and decoded[4].location is location
    assert location.is_compiled and not NodeRef.UNLOCATED.is_compiled
    assert location.label().span.line == 1 and location.value("facts") is location


@pytest.mark.parametrize("value", [[1], {1: 2}, {"": 1}, object(), {"a": {2}}])
def test_what_json_cannot_say_without_loss_is_refused(value: object) -> None:
    with pytest.raises(UncompilableError):
        encode(value)


def test_a_name_that_would_end_a_line_is_refused() -> None:
    with pytest.raises(ValueError, match="end of a line"):
        compile_entries({"a\tb.yaml": ("1", "x")})
    assert decode(encode("a\u2028b\n\t"), NodeRef.UNLOCATED) == "a\u2028b\n\t"
