"""Tests of installed packs: their scenes in the list, each with its own evidence, and packs of Python packages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.cli import main
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.frontends.window.input.events import Key
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.views.pack_tabs import make_select_pack_command
from party_card.services import install_pack
from party_card.services.install_pack import PackRejectedError, add_pack
from party_card.services.scaffold import SceneTemplateValues, create_scene
from party_card.storage import installed_packs
from tests.storage.campaign import AUTUMN, SPRING, SUMMER
from tests.storage.campaign import FILES as YEAR

FIRST, SECOND = SceneId("first-letter"), SceneId("second-letter")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def post_office(tmp_path: Path) -> Path:
    root = tmp_path / "post-office"
    create_scene(root, str(FIRST), SceneTemplateValues(title="The First Letter", date="1908-03"))
    return root


@pytest.fixture(scope="module")
def builtin_pack() -> Pack:
    return open_pack(find_builtin_pack())


def test_an_added_pack_stands_on_the_shelf_after_the_games_own(post_office: Path, builtin_pack: Pack) -> None:
    result = add_pack(post_office)
    assert (result.is_added, result.title, result.scenes) == (True, "Post office", (FIRST,))
    other_packs, messages = installed_packs.open_installed_packs(builtin_pack)
    assert messages == ()
    session = Session(builtin_pack, other_packs=other_packs)
    last_scene = session.list_scenes()[-1]
    assert (last_scene.scene, last_scene.title, last_scene.pack) == (FIRST, "The First Letter", "Post office")
    assert [scene.pack for scene in session.list_scenes()[:-1]] == [""] * len(builtin_pack.scenes)
    assert len(session.list_players()[0].states) == len(builtin_pack.scenes), (
        "how far one has come in the campaign is told without it"
    )
    page = session.open(FIRST)
    assert page.title == "The First Letter"
    while page.kind != "record":
        page = session.choose(next(offer.id for offer in page.offers if offer.is_open))
    assert page.notes, "it rests on facts of its own"
    assert session.next_scene(FIRST) is None
    assert session.scene_title(SceneId("two-notes"))
    assert session.open(SceneId("two-notes")).title
    session.close()


def test_a_campaign_of_its_own_may_lead_through_scenes_of_the_game(post_office: Path, builtin_pack: Pack) -> None:
    (post_office / "scenes" / "campaign.yaml").write_text(
        "campaign: letters\ntitle: Letters and Notes\nscenes: [{scene: first-letter}, {scene: two-notes}]\n"
    )
    result = add_pack(post_office)
    assert (result.is_added, result.scenes, result.title) == (True, (FIRST,), "Letters and Notes")
    session = Session(builtin_pack, other_packs=installed_packs.open_installed_packs(builtin_pack)[0])
    assert [scene.scene for scene in session.list_scenes()] == [*builtin_pack.scene_ids(), FIRST], (
        "each once, where it is at home"
    )
    assert session.next_scene(FIRST) == SceneId("two-notes")
    assert session.next_scene(SceneId("two-notes")) != FIRST, "the game's own campaign knows nothing of it"
    session.close()


def test_a_campaign_of_its_own_carries_what_was_left_and_has_an_end_of_its_own(
    tmp_path: Path, builtin_pack: Pack
) -> None:
    year = tmp_path / "year"
    for name, text in YEAR.items():
        (year / name).parent.mkdir(parents=True, exist_ok=True)
        (year / name).write_text(text, encoding="utf-8")
    assert add_pack(year).is_added
    session = Session(builtin_pack, other_packs=installed_packs.open_installed_packs(builtin_pack)[0])
    for scene in (SPRING, SUMMER, AUTUMN):
        page = session.open(scene)
        while page.kind != "finished":
            page = session.choose(next(offer.id for offer in page.offers if offer.is_open))
    assert session.playthrough.imported_traces, "the last remembers the first"
    assert session.is_campaign_finished(AUTUMN)
    end = session.campaign_end(AUTUMN)
    assert end is not None
    assert end.title == "The Year on the River"
    finished_page, timeline = (
        Navigator(session, (1280, 800), screen=screen)
        for screen in (PageScreen(session, session.page()), TimelineScreen(session))
    )
    timeline.run_command(make_select_pack_command("The Year on the River"))
    for navigator in (finished_page, timeline):
        navigator.run_command(next(command for command in list_commands(navigator) if command.verb == "campaign-end"))
        assert isinstance(navigator.screen, IntermissionScreen)
        assert navigator.screen.page == end, "not that of the game"
    session.close()


def list_commands(navigator: Navigator) -> list[Command]:
    """Returns the commands of all targets on the screen."""
    return [item.target.command for item in navigator.view.focusable_targets()]


def test_only_text_and_pictures_of_a_pack_are_kept(home: Path, post_office: Path) -> None:
    (post_office / "setup.py").write_text("raise SystemExit('run')")
    add_pack(post_office)
    files = {path.relative_to(home / "packs").as_posix() for path in home.rglob("*") if path.is_file()}
    assert files == {
        f"post-office/{name}"
        for name in ("scenes/first-letter.yaml", "seeds/first-letter-facts.yaml", "seeds/sources.yaml")
    }


def test_a_pack_with_mistakes_changes_nothing(home: Path, post_office: Path) -> None:
    add_pack(post_office)
    state_before = (home / "packs/post-office/scenes/first-letter.yaml").read_bytes()
    scene = post_office / "scenes" / "first-letter.yaml"
    scene.write_text(scene.read_text().replace("goto: silent", "goto: silnet"))
    result = add_pack(post_office, replace_existing=True)
    assert not result.is_added
    assert {diagnostic.code for diagnostic in result.diagnostics} >= {"unknown-passage"}
    assert result.diagnostics[0].primary.source.name == str(scene), "named as the author knows it"
    assert (home / "packs/post-office/scenes/first-letter.yaml").read_bytes() == state_before
    assert [path.name for path in (home / "packs").iterdir()] == ["post-office"]


def test_what_a_proof_finds_refuses_a_pack_too(post_office: Path) -> None:
    scene = post_office / "scenes" / "first-letter.yaml"
    with scene.open("a") as file:
        file.write('\nalways: ["visited(nowhere-near)"]\n')
    assert not add_pack(post_office).is_added
    scene.write_text(scene.read_text().replace("visited(nowhere-near)", f"visited({_passage(scene)})"))
    result = add_pack(post_office)
    assert not result.is_added
    assert result.diagnostics


def _passage(scene: Path) -> str:
    """A passage that not every path has visited: the last."""
    model = open_pack(scene.parent.parent).scenes[FIRST]
    return list(model.passages)[-1]


def test_a_scene_called_as_one_on_the_shelf_is_refused(tmp_path: Path) -> None:
    create_scene(tmp_path / "mine", "two-notes", SceneTemplateValues())
    result = add_pack(tmp_path / "mine")
    assert not result.is_added
    assert [diagnostic.message for diagnostic in result.diagnostics if diagnostic.code == "duplicate-id"] == [
        "there is another scene `two-notes`, in the game itself"
    ]


def test_an_empty_pack_and_an_unfit_name_are_refused(home: Path, tmp_path: Path, post_office: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackRejectedError, match="there is no scene in it"):
        add_pack(tmp_path / "empty")
    with pytest.raises(PackRejectedError, match=r"`\.\./up` cannot be a name.*write `up`"):
        add_pack(post_office, "../up")
    with pytest.raises(
        PackRejectedError, match=r"`nul` cannot be a name: Windows keeps it for itself; write one such as"
    ):
        add_pack(post_office, "nul")
    with pytest.raises(PackRejectedError, match="give the pack a name of its own"):
        add_pack(post_office.rename(tmp_path / "Aux"))
    assert not list(home.glob("packs/*"))


def test_a_pack_that_cannot_be_opened_is_told_of_and_the_game_opens(
    home: Path, post_office: Path, builtin_pack: Pack
) -> None:
    add_pack(post_office)
    seeds = home / "packs/post-office/seeds"
    for path in (*seeds.iterdir(), *(home / "packs/post-office/scenes").iterdir()):
        path.unlink()
    (home / "packs/post-office/scenes/first-letter.yaml").write_text("scene: two-notes\ntitle: T\n")
    other_packs, messages = installed_packs.open_installed_packs(builtin_pack)
    assert other_packs == ()
    assert messages == ("The pack post-office is left out: there is another scene two-notes.",)


def test_removing_a_pack_keeps_what_was_played(home: Path, post_office: Path, builtin_pack: Pack) -> None:
    add_pack(post_office)
    session = Session(builtin_pack, other_packs=installed_packs.open_installed_packs(builtin_pack)[0], player="heron")
    session.choose(session.open(FIRST).offers[0].id)
    session.close()
    assert installed_packs.remove_pack("post-office")
    assert not installed_packs.remove_pack("post-office")
    assert not installed_packs.remove_pack("../home")
    assert list((home / "packs").iterdir()) == []
    add_pack(post_office)
    session = Session(builtin_pack, other_packs=installed_packs.open_installed_packs(builtin_pack)[0], player="heron")
    assert session.list_scenes()[-1].state == "begun"
    session.close()


def test_the_episodes_show_one_pack_at_a_time(post_office: Path, builtin_pack: Pack) -> None:
    add_pack(post_office)
    session = Session(builtin_pack, other_packs=installed_packs.open_installed_packs(builtin_pack)[0])
    navigator = Navigator(session, (1280, 800), screen=TimelineScreen(session))
    assert navigator.view.max_scroll == 0, "the band of the campaign has room beside the names of the packs"
    assert not any(p.target.command == Command("select", str(FIRST)) for p in navigator.view.focusable_targets())
    navigator.dispatch(Key("o"))
    picks = [p.target.command.argument for p in navigator.view.focusable_targets() if p.target.command.verb == "select"]
    assert set(picks) == {str(FIRST)}
    navigator.run_command(Command("pack", "Party Card"))
    assert not any(p.target.command == Command("select", str(FIRST)) for p in navigator.view.focusable_targets())
    session.close()


# ---------------------------------------------------------------------------------------------- published by a package


@pytest.fixture
def package(tmp_path: Path, post_office: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package as pip installs one: its folder, and the folder with its metadata."""
    site = tmp_path / "site"
    (site / "post_office").mkdir(parents=True)
    (site / "post_office" / "__init__.py").write_text("raise RuntimeError('imported')\n")
    for name in ("scenes", "seeds"):
        (post_office / name).rename(site / "post_office" / name)
    info = site / "post_office-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: post-office\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[party_card.packs]\nlisbon = post_office\nbad = post_office:run()\n")
    monkeypatch.syspath_prepend(str(site))
    yield site
    sys.modules.pop("post_office", None)


def test_a_package_publishes_a_pack_and_nothing_of_it_runs(package: Path, builtin_pack: Pack) -> None:
    (installed,) = installed_packs.list_published_packs()
    assert installed == installed_packs.InstalledPack("lisbon", package / "post_office", "post-office 1.2")
    other_packs, messages = installed_packs.open_installed_packs(builtin_pack)
    assert messages == ()
    session = Session(builtin_pack, other_packs=other_packs)
    assert session.list_scenes()[-1].pack == "Lisbon"
    assert session.open(FIRST).title == "The First Letter"
    assert "post_office" not in sys.modules
    session.close()


def test_a_published_pack_that_cannot_be_opened_is_named_and_another_is_added_all_the_same(
    package: Path,
    tmp_path: Path,
    builtin_pack: Pack,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse_package(root: Path) -> Pack:
        if root == package / "post_office":
            raise PermissionError(13, "Permission denied", str(root))
        return open_pack(root)

    monkeypatch.setattr(install_pack, "open_pack", refuse_package)
    monkeypatch.setattr(installed_packs, "open_pack", refuse_package)
    create_scene(tmp_path / "mine", str(SECOND), SceneTemplateValues())
    assert main(["pack", "add", str(tmp_path / "mine")]) == 0
    assert capsys.readouterr().err == "party-card: The pack lisbon cannot be opened: Permission denied.\n"
    other_packs, messages = installed_packs.open_installed_packs(builtin_pack)
    assert [pack.title for pack in other_packs] == ["Mine"]
    assert messages == ("The pack lisbon cannot be opened: Permission denied.",)


@pytest.mark.usefixtures("package")
def test_of_two_packs_with_one_name_the_added_one_stands(home: Path, tmp_path: Path) -> None:
    create_scene(tmp_path / "lisbon", str(SECOND), SceneTemplateValues())
    add_pack(tmp_path / "lisbon")
    assert installed_packs.list_installed_packs() == (
        installed_packs.InstalledPack("lisbon", home / "packs" / "lisbon"),
    )


def test_a_pack_may_be_seen_without_reading_its_evidence(home: Path, post_office: Path, builtin_pack: Pack) -> None:
    add_pack(post_office)
    (home / "packs/post-office/seeds/sources.yaml").write_text("references: [")
    (pack,) = installed_packs.open_installed_packs(builtin_pack)[0]
    assert pack.scene_head(FIRST).title == "The First Letter"
    assert replace(pack, title="").root == home / "packs" / "post-office"
