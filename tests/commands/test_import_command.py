"""`party-card import`: which files it takes, what it writes and says, and its exit statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.cli import main

DATA = ':: StoryData\n{"format": "SugarCube", "format-version": "2.36.1", "start": "Quay"}\n\n'
TITLE = ":: StoryTitle\nThe Quay\n\n"
QUAY = ":: Quay\nFog.\n\n[[Go aboard|Deck]]\n\n"
DECK = ":: Deck\nThe deck is wet.\n"
TIMED = "<<timed 2s>>A bell.<</timed>>\n"


@pytest.fixture(autouse=True)
def work_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the folder of the test the working directory, so that messages have short paths."""
    monkeypatch.chdir(tmp_path)


def test_a_story_becomes_a_pack_that_checks_and_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    Path("quay.twee").write_text(TITLE + DATA + QUAY + DECK)
    assert main(["import", "quay.twee"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("the-quay/scenes/the-quay.yaml: 2 passages\nThe scene does what the story does")
    assert out.endswith("check and prove find nothing else.\n")
    assert main(["check", "the-quay"]) == 0
    written = Path("the-quay/scenes/the-quay.yaml").read_text()
    assert main(["import", "quay.twee"]) == 2
    assert "the-quay/scenes/the-quay.yaml is there already" in capsys.readouterr().err
    assert Path("the-quay/scenes/the-quay.yaml").read_text() == written
    assert main(["import", "quay.twee", "--pack", "other"]) == 0
    assert Path("other/scenes/the-quay.yaml").read_text() == written


@pytest.mark.parametrize(
    ("losses", "verdict"),
    [
        (1, "Not the whole story: 1 text is lost, and a `todo` stands at its place.\n"),
        (2, "Not the whole story: 2 texts are lost, and a `todo` stands at each place.\n"),
    ],
)
def test_a_loss_is_listed_with_its_line_and_in_the_exit_status(
    losses: int, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("quay.twee").write_text(TITLE + DATA + QUAY + DECK + TIMED * losses)
    assert main(["import", "quay.twee"]) == 1
    out = capsys.readouterr().out
    assert out.count("is lost, because") == losses
    assert "quay.twee, line 14: a text is lost, because a scene has nothing like the macro `timed`" in out
    assert verdict in out
    assert main(["check", "the-quay"]) == 1
    assert capsys.readouterr().out.count("[todo]") == losses


def test_several_files_are_one_story(capsys: pytest.CaptureFixture[str]) -> None:
    Path("first.twee").write_text(TITLE + DATA + QUAY)
    Path("second.tw").write_text(DECK + TIMED)
    assert main(["import", "second.tw", "first.twee"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("second.tw, line 3: a text is lost")
    assert "the-quay/scenes/the-quay.yaml: 2 passages" in out


def test_a_folder_is_one_story_with_the_folders_in_it_but_without_hidden_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, text in {
        "a.twee": TITLE + DATA,
        "day/one.twee": QUAY,
        "day/two.twee": DECK,
        ".old/two.twee": DECK,
    }.items():
        file = Path("story", name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    Path("story/notes.txt").write_text("not a story")
    assert main(["import", "story"]) == 0
    assert "the-quay/scenes/the-quay.yaml: 2 passages" in capsys.readouterr().out


def test_a_story_without_a_title_is_called_like_its_file() -> None:
    Path("The long_quay.twee").write_text(DATA + QUAY + DECK)
    assert main(["import", "The long_quay.twee"]) == 0
    assert Path("the-long-quay/scenes/the-long-quay.yaml").is_file()


def test_of_an_archive_with_several_stories_one_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    page = "".join(
        f'<tw-storydata name="{title}" startnode="1" format="{name}" format-version="{version}">'
        f'<tw-passagedata pid="1" name="Only" tags="">{text}</tw-passagedata></tw-storydata>\n'
        for title, name, version, text in [
            ("The Quay", "SugarCube", "2.36.1", "Fog."),
            ("The &quot;Pier&quot;", "Harlowe", "3.3.9", "(if: visits is 1)[Rain.](else:)[Sun.]\n[[Only]]"),
            ("Old", "Snowman", "2.0.0", "Snow."),
        ]
    )
    Path("archive.html").write_text(page)
    assert main(["import", "archive.html"]) == 2
    expected = 'There are several stories in archive.html: “The Quay”, “The "Pier"”, “Old”. Choose one with --story.'
    assert expected in capsys.readouterr().err
    assert main(["import", "archive.html", "--story", "The Peer"]) == 2
    assert "There is no story “The Peer” in archive.html" in capsys.readouterr().err
    assert main(["import", "archive.html", "--story", "Old"]) == 2
    assert "“Snowman” are not imported; these are: SugarCube, Harlowe, Chapbook." in capsys.readouterr().err
    assert main(["import", "archive.html", "--story", "The Quay"]) == 0
    assert main(["import", "archive.html", "--story", 'The "Pier"']) == 0
    assert "Rain." in Path("the-pier/scenes/the-pier.yaml").read_text()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["quay.twee", "--story", "The Pier"], "no story “The Pier” in quay.twee; the story in it is “The Quay”."),
        (["pier.twee", "--story", "The Pier"], "no story “The Pier” in pier.twee; the story in it has no title."),
        (["quay.twee", "--format", "Harlowe"], "written for SugarCube, so it is not read as Harlowe."),
        (["quay.twee", "--format", "Chapbok"], "Did you mean Chapbook?"),
        (["pier.twee"], "Name the format with --format; these are imported: SugarCube, Harlowe, Chapbook."),
        (["quay.twee", "page.html"], "A page is a whole story by itself"),
        (["quay.twee", "again.twee"], "The passage “Deck” stands twice: in quay.twee at line 13, and in again.twee at"),
        (["ink"], "Stories of ink are not imported"),
        (["empty"], "There is no story in the folder empty"),
        (["notes.txt"], "its name must end with .twee, .tw or .html"),
        (["nowhere.twee"], "There is no file nowhere.twee."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_imported_is_refused_in_a_sentence_and_nothing_is_written(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "quay.twee": TITLE + DATA + QUAY + DECK, "pier.twee": QUAY + DECK, "again.twee": DECK, "page.html": "<p>Hi</p>",
        "ink/story.ink": "Hello.", "notes.txt": "Hello.", "empty/notes.txt": "Hello.",
    }  # fmt: skip
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    before = sorted(Path().rglob("*"))
    assert main(["import", *arguments]) == 2
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("\n") == 1
    assert sorted(Path().rglob("*")) == before


def test_a_format_that_the_story_names_itself_may_be_named_too() -> None:
    Path("quay.twee").write_text(TITLE + DATA + QUAY + DECK)
    assert main(["import", "quay.twee", "--format", "sugarcube"]) == 0


@pytest.mark.parametrize("title", ["Con", "nul", "COM1", "Aux."])
def test_a_story_called_as_windows_calls_a_device_becomes_a_file_that_every_system_takes(title: str) -> None:
    Path("story.twee").write_text(f":: StoryTitle\n{title}\n\n" + DATA + QUAY + DECK)
    assert main(["import", "story.twee"]) == 0
    scene = f"{title.lower().strip('.')}-story"
    assert f"\nscene: {scene}\n" in Path(scene, "scenes", f"{scene}.yaml").read_text()
