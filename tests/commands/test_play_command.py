"""`party-card play` as it is typed: in the terminal, and without a front end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.pack_folders import find_builtin_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.phases import BEGIN, PHASE_TRIGGERS
from party_card.engine.playthrough import Playthrough
from party_card.frontends.window.navigation import Route
from party_card.services import checked_pack
from party_card.storage.settings import Settings
from tests import SOURCE
from tests.commands.command_line import CommandResult, run_command
from tests.storage.campaign import write_campaign
from tests.test_cli import GOOD

UNCITED = """\
scene: a
title: A
dossiers: [ryutin-affair]
passages: {one: {text: "Bread was short. [@breadd]", ending: {id: e, title: E}}}
"""


load_checked_pack_once = cache(checked_pack.load_checked_pack)


@pytest.fixture
def builtin_pack_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the tests of this module share the built-in pack, which a scene that is not found makes the program check."""
    monkeypatch.setattr(checked_pack, "load_checked_pack", load_checked_pack_once)


def play_headless(*options: str) -> CommandResult:
    return run_command("play", "forbidden-paper", *options)


@cache
def choices_to_an_ending() -> tuple[str, ...]:
    """The choices of a playthrough of the built-in scene that always takes the first offer."""
    pack = open_pack(find_builtin_pack())
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("forbidden-paper")]))
    playthrough.choose(BEGIN)
    while (trigger := playthrough.enabled_triggers()[0]) not in PHASE_TRIGGERS:
        playthrough.choose(trigger)
    return tuple(step for step in playthrough.steps if step not in PHASE_TRIGGERS)


# ------------------------------------------------------------------------------------------------- in the terminal


def test_without_a_display_it_plays_in_the_terminal_and_says_so() -> None:
    result = run_command("play", "forbidden-paper", typed="s\n1\n1\n")
    assert result.status == 0
    assert result.out.lstrip().startswith("No display was found, so the scene is shown here, in the terminal.")
    assert "> 1" in result.out
    assert "Step 2" in result.out


def test_with_nothing_to_read_from_it_prints_the_first_page_and_how_to_go_on() -> None:
    result = run_command()
    assert (result.status, result.err) == (0, "")
    assert "Prologue" in result.out
    assert result.out.rstrip().endswith("party-card play forbidden-paper --terminal")


def test_what_was_chosen_is_there_the_next_time() -> None:
    play = ("play", "forbidden-paper", "--terminal")
    run_command(*play, typed="s\n1\n1\n")
    assert "Step 2" in run_command(*play).out
    assert "Step 2" not in run_command(*play, "--reader", "red heron").out


def test_the_command_to_go_on_can_be_typed_as_it_stands(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "bin" / "party-card"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nfrom party_card.cli import main\nraise SystemExit(main())\n", encoding="utf-8"
    )
    script.chmod(0o755)
    arguments = ("play", "forbidden-paper", "--terminal", "--player=-x")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", [str(script)])
        patch.setenv("PATH", "/nowhere")
        command = run_command(*arguments, typed="\n").out.rstrip().splitlines()[-1].strip()
    assert command == f"{script} {' '.join(arguments)}", "by its path, since its name would not be found"
    environment = {"PARTY_CARD_HOME": str(home), "PYTHONPATH": str(SOURCE), "PATH": str(script.parent)}
    process = subprocess.run(
        ["/bin/sh", "-c", command], input="\n", env=environment, capture_output=True, text=True, check=True
    )
    assert process.stdout.rstrip().splitlines()[-1].strip() == f"party-card {' '.join(arguments)}"


# ---------------------------------------------------------------------------------------- which scene, and which not


@pytest.mark.usefixtures("builtin_pack_checked_once")
def test_a_scene_that_is_not_there_is_answered_with_the_nearest() -> None:
    result = run_command("play", "forbiden-paper")
    assert (result.status, result.err) == (
        2,
        "party-card: there is no scene `forbiden-paper`; did you mean `forbidden-paper`?\n",
    )


@pytest.mark.usefixtures("builtin_pack_checked_once")
def test_a_scene_of_ones_own_that_was_not_found_is_told_the_way(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": GOOD})
    result = run_command("play", "high-tide")
    assert result.status == 2
    assert result.err.endswith("; one of your own is found with --pack FOLDER\n")
    result = run_command("play", str(root / "scenes" / "a.yaml"))
    assert result.status == 2
    assert f"a scene is named without its file: write `a --pack {root}`" in result.err


def test_a_scene_of_ones_own_that_cannot_be_read_is_told_with_its_mistake(
    write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_file = "scene: mine\ntitle: Mine: a scene\n"
    root = write_pack({"scenes/mine.yaml": broken_file, "seeds/a.yaml": "dossier: a\n"})
    for module in ("party_card.storage.builtin_pack", "party_card.services.load"):
        monkeypatch.setattr(f"{module}.find_builtin_pack", lambda: root)
    result = run_command("play", "mine")
    assert result.status == 1
    assert "scenes/mine.yaml:2:12" in result.err


def test_scenes_are_left_out_as_if_they_were_not_there(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    command = ("play", "summer", "--pack", str(tmp_path), "--json", "--choices", "row", "--without")
    assert run_command(*command, "spring, autumn").status == 0
    result = run_command(*command, "summer")
    assert result.status == 2
    assert "there is no scene `summer`" in result.err
    result = run_command(*command, "sprin")
    assert result.status == 2
    assert "there is no scene `sprin` to leave out; did you mean `spring`?" in result.err


def test_a_scene_with_mistakes_is_not_played_but_shown(write_pack: Callable[..., Path]) -> None:
    root = write_pack(
        {"scenes/a.yaml": "scene: a\ntitle: A\npassages: {one: {text: T., choices: [{id: go, text: G, goto: tow}]}}\n"}
    )
    result = run_command("play", "a", "--pack", str(root), "--choices", "")
    assert result.status == 1
    assert "error[unknown-passage]: " in result.err


def test_a_claim_whose_source_does_not_resolve_is_not_played(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": UNCITED, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    result = run_command("play", "a", "--pack", str(root), "--choices", "")
    assert result.status == 1
    assert "error[unknown-fact]: " in result.err
    result = run_command("play", "b", "--pack", str(root), "--choices", "")
    assert result.status == 0, "the mistakes of its neighbours do not matter"


# -------------------------------------------------------------------------------------------- without a front end


def test_a_transcript_without_choices_is_refused_with_a_way_to_get_one() -> None:
    result = play_headless("--transcript", "-")
    assert (result.status, result.out) == (2, "")
    assert "--transcript needs --choices" in result.err


def test_a_walk_can_begin_with_what_earlier_scenes_left(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    command = ("play", "summer", "--pack", str(tmp_path), "--json", "--choices", "row")
    data = json.loads(run_command(*command, "--carried", "warned-them").out)
    assert (data["carried"], data["steps"][:2]) == (["warned-them"], ["begin", "row"])
    assert "They nod to you." in str(data["pages"][1]["blocks"])
    assert data["left"] == [{"id": "crossed", "kind": "witnessed", "text": "You crossed in the flood."}]
    alone = json.loads(run_command(*command).out)
    assert alone["carried"] == []
    assert "They nod" not in str(alone["pages"])
    result = run_command(*command, "--carried", "saw-the-ice")
    assert (result.status, result.err) == (
        2,
        "party-card: `saw-the-ice` is not carried into this scene; it asks for: warned-them\n",
    )
    result = run_command("play", "summer", "--pack", str(tmp_path), "--carried", "warned-them")
    assert result.status == 2
    assert "--carried needs --choices" in result.err


def test_choices_made_beforehand_print_the_path_the_ending_and_the_record() -> None:
    result = play_headless("--choices", ",".join(choices_to_an_ending()), "--transcript", "-")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("# A Paper You Were Not Meant to Read\n")
    assert "What really happened" in result.out
    assert "Stephen Kotkin, *Stalin: Waiting for Hitler, 1929–1941* (New York: Penguin Press, 2017)" in result.out


def test_a_transcript_goes_to_a_file(tmp_path: Path) -> None:
    for name, beginning in (("walk.md", "# A Paper"), ("walk.html", "<!doctype html>"), ("walk.json", "{")):
        file = tmp_path / name
        assert play_headless("--choices", "", "--transcript", str(file)) == CommandResult(0, "", "")
        assert file.read_text(encoding="utf-8").startswith(beginning)
    result = play_headless("--choices", "", "--transcript", str(tmp_path / "no" / "walk.md"))
    assert result.status == 2
    assert result.err.endswith("cannot be written: No such file or directory\n")


def test_a_choice_that_is_not_on_offer_is_answered_with_what_was() -> None:
    first_choice = choices_to_an_ending()[0]
    result = play_headless("--choices", f"{first_choice},nonsense")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("party-card: choice 2, `nonsense` is not on offer here; on offer: ")
    result = play_headless("--choices", f"begin,{first_choice},{first_choice}")
    assert result.status == 1
    assert result.err.startswith(f"party-card: choice 3, `{first_choice}` is not"), "the second time"


def test_steps_through_the_record_can_be_named_where_they_are_on_offer() -> None:
    choices = choices_to_an_ending()
    whole = ",".join(("begin", *choices, "reveal", "close"))
    assert play_headless("--choices", whole) == play_headless("--choices", ",".join(choices))


@pytest.mark.parametrize(
    ("before", "after", "number", "step"),
    [
        (("reveal",), (), 1, "reveal"),
        (("begin", "begin"), (), 2, "begin"),
        ((), ("close",), 1, "close"),
        ((), ("reveal", "reveal"), 2, "reveal"),
    ],
)
def test_a_step_that_is_not_on_offer_is_refused_wherever_it_stands(
    before: tuple[str, ...], after: tuple[str, ...], number: int, step: str
) -> None:
    choices = choices_to_an_ending()
    result = play_headless("--choices", ",".join((*before, *choices, *after)))
    place = number + (len(choices) if after else 0)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"party-card: choice {place}, `{step}` is not on offer here; on offer: ")


@pytest.mark.parametrize("name", ["walk.html", "walk.HTM", "walk.md"])
def test_data_is_not_written_into_a_file_named_as_a_page(tmp_path: Path, name: str) -> None:
    result = play_headless("--choices", "", "--json", "--transcript", str(tmp_path / name))
    assert (result.status, result.out) == (2, "")
    assert "leave out --json, or name a .json file" in result.err
    assert not list(tmp_path.iterdir())
    file = tmp_path / "walk.json"
    assert play_headless("--choices", "", "--json", "--transcript", str(file)) == CommandResult(0, "", "")


def test_what_could_not_be_kept_is_said_once_more_when_the_window_is_closed(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def play_and_close(session: Session, *_: object, **__: object) -> None:
        session.open(session.list_scenes()[0].scene)
        if not session.playthrough.steps:
            session.choose("begin")

    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr("party_card.frontends.window.app.run", play_and_close)
    assert run_command("play").err == ""
    shutil.rmtree(home)
    home.write_text("a file where the folder should be")
    result = run_command("play")
    assert result.status == 0
    assert (
        result.err
        == f"party-card: Your place is not kept: the folder {home} cannot be made: there is a file of that name.\n"
    )


# ------------------------------------------------------------------------------------------------------- at random


def test_random_plays_are_the_same_for_the_same_seed_and_printed_as_data() -> None:
    first, second = (play_headless("--random", "20", "--seed", "1", "--json") for _ in range(2))
    assert (first.status, first.err) == (0, "")
    assert first == second
    data = json.loads(first.out)
    assert (data["scene"], data["plays"], data["seed"], len(data["playthroughs"])) == ("forbidden-paper", 20, 1, 20)
    path = data["playthroughs"][0]
    transcript = json.loads(play_headless("--choices", ",".join(path["choices"]), "--json").out)
    assert path["ending"] == transcript["ending"]["id"]


def test_random_plays_are_summarized_for_people_and_begin_with_what_is_carried() -> None:
    result = run_command("play", "loose-tongues", "--random", "10", "--carried", "passed-on-a-cause")
    assert result.out.startswith("loose-tongues: 10 random plays of seed 0\n")
    assert "endings of 10 random plays: " in result.out
    result = run_command("play", "loose-tongues", "--random", "10", "--carried", "nothing-of-that")
    assert (result.status, result.out) == (2, "")
    assert "`nothing-of-that` is not carried into this scene" in result.err


def test_a_random_play_that_gets_stuck_is_a_finding(write_pack: Callable[..., Path]) -> None:
    scene = """\
scene: trap
title: T
passages:
  one: {text: T., choices: [{id: on, text: On, goto: two}]}
  two: {text: T., choices: [{id: back, text: Back, if: not visited(two), goto: one}]}
"""
    result = run_command("play", "trap", "--pack", str(write_pack({"scenes/trap.yaml": scene})), "--random", "3")
    assert result.status == 1
    assert "3 plays got stuck where nothing can be chosen" in result.out


# ------------------------------------------------------------------------------------------------ on a projector


def test_a_projector_needs_a_window() -> None:
    result = run_command("play", "two-notes", "--projector")
    assert result.status == 2
    assert "--projector needs a window. No display was found" in result.err


@pytest.mark.parametrize("options", [["--terminal"], ["--choices", "begin"], ["--json"], ["--random", "2"]])
def test_a_projector_does_not_go_with_play_without_a_window(options: list[str]) -> None:
    result = run_command("play", "two-notes", "--projector", *options)
    assert result.status == 2
    assert "--projector" in result.err


def test_a_lesson_on_a_projector_fills_the_screen_and_leaves_the_progress_of_players_alone(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    calls = []

    def play(session: Session, scene: str | None, *, route: Route, is_fullscreen: bool, **_: object) -> None:
        calls.append((session.player, scene, route, is_fullscreen, session.settings))
        session.open(SceneId("two-notes"))
        session.choose("begin")

    player = Session(open_pack(find_builtin_pack()), player="fox")
    player.update_settings(theme="dark", sound="on")
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr("party_card.frontends.window.app.run", play)
    assert run_command("play", "--projector").status == 0
    assert run_command("play", "two-notes", "--projector", "--player", "7b").status == 0
    assert [call[:4] for call in calls] == [
        ("class", None, Route("projector"), True),
        ("7b", "two-notes", Route("projector_scene", "two-notes"), True),
    ]
    assert all(call[4] == Settings() for call in calls), "light, and without sound"
    assert player.list_player_names() == ("fox",)
    assert player.list_scenes()[0].state == "open"
    assert (home / "projector").is_dir()
