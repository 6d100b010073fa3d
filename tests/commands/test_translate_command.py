"""`party-card translate` as it is typed: its output, and every refusal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.frontends.window.navigation import Route
from party_card.translation.scene_texts import list_texts
from tests.commands.command_line import run_command
from tests.translation.sample import GERMAN, example_scene, load_example, translate_message, write_german_example


def test_texts_are_written_where_the_game_looks_for_them(sample_root: Path) -> None:
    result = run_command("translate", "extract", "paper", "--language", "de", "--pack", str(sample_root))
    path = sample_root / "scenes" / "translations" / "de" / "paper.po"
    assert (result.status, result.err) == (0, "")
    assert result.out == f"{path}: 60 texts, 0 translated\n"
    assert 'msgctxt "title"\n' in path.read_text("utf-8")
    assert run_command("check", str(sample_root)).status == 0, "and a check of the pack does not mind them"


@pytest.mark.parametrize("file", ["uk.po", "uk/paper.po"])
def test_the_language_is_that_which_the_file_or_its_folder_is_called_by(
    sample_root: Path, tmp_path: Path, file: str
) -> None:
    (tmp_path / "uk").mkdir()
    path = tmp_path / file
    assert run_command("translate", "extract", "paper", "--to", str(path), "--pack", str(sample_root)).status == 0
    assert '"Language: uk\\n"' in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "texts.po"], "say which language: --language uk, or another code such as de or pt-BR"),
        (["--language", "../de"], "`../de` is no code of a language"),
        (["--language", "German"], "`German` is no code of a language"),
    ],
)
def test_a_language_that_is_not_known_is_asked_for(sample_root: Path, arguments: list[str], message: str) -> None:
    result = run_command("translate", "extract", "paper", "--pack", str(sample_root), *arguments)
    assert result.status == 2
    assert message in result.err


def test_the_scenes_of_the_game_are_written_to_a_file_that_is_named() -> None:
    result = run_command("translate", "extract", "two-notes", "--language", "de")
    assert result.status == 2
    assert "say where to write it: --to FILE, or --pack FOLDER for the scenes of a folder of yours" in result.err


def test_a_file_that_cannot_be_read_is_left_as_it_is(sample_root: Path, tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    for content in (b'msgid "A\nmsgstr ""\n', b"\xff\xfem\0s\0g\0i\0d\0", b"PK\3\4"):
        path.write_bytes(content)
        result = run_command("translate", "extract", "paper", "--to", str(path), "--pack", str(sample_root))
        assert result.status == 1
        assert result.err.startswith("error[")
        assert path.read_bytes() == content


def test_a_folder_of_translations_behind_a_link_is_not_written_to(sample_root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (sample_root / "scenes" / "translations").symlink_to(tmp_path / "elsewhere")
    result = run_command("translate", "extract", "paper", "--language", "de", "--pack", str(sample_root))
    assert result.status == 2
    assert "lies behind a link that leads out of the folder" in result.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.fixture
def german_root(tmp_path: Path) -> Path:
    """The folder of the example, with some of its texts in German."""
    return write_german_example(tmp_path)


def test_a_scene_is_exported_in_another_language(german_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "hochwasser.html"
    result = run_command("export", "high-water", "--language", "de", "--html", str(file), "--pack", str(german_root))
    assert result.status == 0
    path = german_root / "scenes" / "translations" / "de" / "high-water.po"
    assert result.err == (
        f"party-card: 153 of 165 texts of `high-water` are shown as in the original; `party-card translate check {path}` "
        "says which and why\n"
    )
    page = file.read_text("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="de"><head>')
    assert "<title>Hochwasser</title>" in page
    for words in ("Bei 11 Fuß muss er", "„Ich will die Glocke nicht", "Die letzte Zahl im Buch", "Rain runs down"):
        assert words in page


def test_what_is_kept_of_an_export_is_not_taken_for_that_in_another_language(german_root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    arguments = ("export", "high-water", "--html", str(page), "--pack", str(german_root))
    for language in ("", "de", "", "de"):
        assert run_command(*arguments, *(("--language", language) if language else ())).status == 0
        assert f'<html lang="{language or "en"}">' in page.read_text("utf-8")
        assert ("<title>Hochwasser</title>" in page.read_text("utf-8")) is bool(language)


@pytest.mark.parametrize("language", ["ar", "fa", "he", "ur", "yi", "yi-US"])
def test_a_page_in_a_language_from_right_to_left_says_so(tmp_path: Path, language: str) -> None:
    root = write_german_example(tmp_path, language)
    page, paper = tmp_path / "page.html", tmp_path / "paper.html"
    files = ("--html", str(page), "--gamebook", str(paper))
    assert run_command("export", "high-water", "--language", language, *files, "--pack", str(root)).status == 0
    for file in (page, paper):
        assert f'<html lang="{language}" dir="rtl">' in file.read_text("utf-8")[:80]


def test_a_scene_is_played_in_another_language_in_the_terminal(german_root: Path) -> None:
    arguments = ("play", "high-water", "--language", "de", "--pack", str(german_root))
    result = run_command(*arguments, "--terminal", typed="1\n\nq\n")
    assert result.out.startswith("\nHochwasser\n27. März – 14. April 1908.")
    assert "Bei 11 Fuß muss er dem Stadtschreiber Nachricht" in result.out
    assert "11 schreiben" in result.out
    assert "--language de" in result.out, "the command to go on with"
    transcript = run_command(*arguments, "--choices", "write-eleven,run,carry").out
    assert transcript.startswith("# Hochwasser\n")
    assert "**Du hast gewählt:** 11 schreiben" in transcript
    english = run_command("play", "high-water", "--pack", str(german_root), "--choices", "write-eleven,run,carry").out
    citations = re.findall(r"^\d+\. (?:Documented|Reported|Contested|Rumoured)\. (.*)$", english, re.MULTILINE)
    german = re.findall(r"^\d+\. (?:Belegt|Berichtet|Strittig|Gerücht)\. (.*)$", transcript, re.MULTILINE)
    assert citations
    assert "“Papers on the high water of 27 March 1908 (invented),”" in citations[0]
    assert "„Papers on the high water of 27 March 1908 (invented)“," in german[0]
    assert [re.findall(r"\d+", citation) for citation in german] == [re.findall(r"\d+", note) for note in citations]


def test_a_scene_is_played_in_another_language_in_the_window(
    german_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def play(session: Session, scene: SceneId, *, language: str, route: Route | None, is_fullscreen: bool) -> None:
        calls.append((session.open(scene).title, language, route, is_fullscreen))

    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr("party_card.frontends.window.app.run", play)
    arguments = ("play", "high-water", "--language", "de", "--pack", str(german_root))
    assert run_command(*arguments).status == run_command(*arguments, "--projector").status == 0
    assert calls == [
        ("Hochwasser", "de", None, False),
        ("Hochwasser", "de", Route("projector_scene", "high-water"), True),
    ]


def test_a_scene_whose_story_tests_quote_the_original_is_exported(german_root: Path, tmp_path: Path) -> None:
    path = german_root / "scenes" / "translations" / "de" / "high-water.po"
    po = path.read_text("utf-8")
    text = next(text for text in list_texts(load_example(), example_scene()) if "of no importance" in text.text)
    path.write_text(translate_message(po, text.path, "Ohne Bedeutung."), "utf-8")
    arguments = ("export", "high-water", "--html", str(tmp_path / "a.html"), "--pack", str(german_root))
    assert run_command(*arguments, "--language", "de").status == 0
    scene = german_root / "scenes" / "high-water.yaml"
    scene.write_text(scene.read_text("utf-8").replace("text: of no importance", "text: of some importance"), "utf-8")
    result = run_command(*arguments, "--language", "de")
    assert result.status == 1
    assert "story-test-failed" in result.err, "the tests of the original hold for every language"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["play", "high-water", "--language", "uk"],
            "there is no translation of `high-water` into `uk`; there are: de",
        ),
        (["play", "high-water", "--language", "../../x"], "there is no translation of `high-water` into `../../x`"),
        (["play", "--language", "fr"], "there is no translation of any of these scenes into `fr`"),
        (["print", "--campaign", "--language", "uk", "--guide", "x.html"], "there is no translation of any of these"),
        (["translate", "extract", "--campaign", "--language", "de"], "there is no campaign here"),
        (["translate", "extract", "--language", "de"], "say which scene, or --campaign"),
    ],
)
def test_what_cannot_be_shown_in_a_language_is_said_in_a_sentence(
    german_root: Path, arguments: list[str], message: str
) -> None:
    result = run_command(*arguments, "--pack", str(german_root))
    assert result.status == 2
    assert message in result.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'msgid "A\nmsgstr ""\n', "translation-syntax"),
        (b"\xe4\xf6\xfc", "not-utf8"),
        (b"PK\3\4" + bytes(200), "foreign-format"),
        (b"x" * 4_000_001, "file-too-large"),
    ],
)
def test_a_broken_translation_is_not_played(german_root: Path, content: bytes, code: str) -> None:
    path = german_root / "scenes" / "translations" / "de" / "high-water.po"
    path.write_bytes(content)
    result = run_command("play", "high-water", "--language", "de", "--pack", str(german_root))
    assert result.status == 1
    assert result.err.startswith(f"error[{code}]")


@pytest.mark.parametrize("target", ["../../../secret.po", "high-water.po", "nowhere.po", "/dev/zero"])
def test_a_translation_behind_a_link_out_of_the_folder_is_not_read(
    german_root: Path, tmp_path: Path, target: str
) -> None:
    path = german_root / "scenes" / "translations" / "de" / "high-water.po"
    path.rename(tmp_path / "secret.po")
    path.symlink_to(target)
    for command in (("play", "high-water", "--language", "de", "--pack"), ("translate", "check")):
        result = run_command(*command, str(german_root))
        assert result.status == 1
        reasons = (
            "a link to it leads out of the folder of the pack, or nowhere",
            "it is a link to a file that is not there",
        )
        assert any(f"this file cannot be read: {reason}" in result.out + result.err for reason in reasons)
    assert run_command("translate", "extract", "high-water", "--language", "de", "--pack", str(german_root)).status != 0
    assert path.is_symlink()


def test_a_folder_in_place_of_a_translation_is_said_to_be_one(german_root: Path) -> None:
    path = german_root / "scenes" / "translations" / "de" / "high-water.po"
    path.unlink()
    path.mkdir()
    result = run_command("play", "high-water", "--language", "de", "--pack", str(german_root))
    assert result.status == 1
    assert "this file cannot be read: it is a folder" in result.err


def finish(root: Path) -> Path:
    """Translates the rest of the example with its own words. Returns the file."""
    path = root / "scenes" / "translations" / "de" / "high-water.po"
    po = path.read_text("utf-8")
    texts = {text.path: text.text for text in list_texts(load_example(), example_scene())}
    for name, text in texts.items():
        if name not in GERMAN:
            escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            po = translate_message(po, name, escaped)
    path.write_text(po, "utf-8")
    return path


def test_a_whole_translation_has_no_findings(german_root: Path) -> None:
    path = finish(german_root)
    for place in (path, path.parent, path.parent.parent, german_root):
        result = run_command("translate", "check", "--strict", str(place))
        assert (result.status, result.out, result.err) == (0, "no problems found in 1 translation\n", ""), place


def test_a_wrong_translation_is_found_at_its_place(german_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = finish(german_root)
    path.write_text(path.read_text("utf-8").replace("schicken. [@rule-four]", "schicken. [@rule-five]"), "utf-8")
    monkeypatch.chdir(german_root)
    result = run_command("translate", "check", "scenes/translations", "--format", "concise")
    assert result.status == 1
    line = next(n for n, text in enumerate(path.read_text("utf-8").split("\n"), 1) if "schicken. [@rule-five]" in text)
    first, second, *_ = result.out.splitlines()
    assert first.startswith(f"scenes/translations/de/high-water.po:{line}:")
    assert "error[translation-citation] this translation lacks the citation `[@rule-four]`" in first
    assert "the original does not cite `[@rule-five]` here" in second


def test_what_is_not_translated_fails_a_strict_check_alone(german_root: Path) -> None:
    result = run_command("translate", "check", str(german_root))
    assert result.status == 0
    assert "153 warnings" in result.out
    assert run_command("translate", "check", "--strict", str(german_root)).status == 1


def test_findings_are_written_as_data(german_root: Path, tmp_path: Path) -> None:
    result = run_command("translate", "check", str(german_root), "--format", "sarif", "--to", str(tmp_path / "a.sarif"))
    assert result.status == 0
    assert '"untranslated-text"' in (tmp_path / "a.sarif").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("seeds", "there is no translation in"),
        ("scenes/high-water.yaml", "does not lie where a translation is read"),
        ("nowhere", "nowhere"),
    ],
)
def test_where_there_is_no_translation_is_said_in_a_sentence(german_root: Path, name: str, message: str) -> None:
    result = run_command("translate", "check", str(german_root / name))
    assert result.status == 2
    assert message in result.err


def test_a_file_of_no_scene_and_a_folder_of_no_language_are_found(german_root: Path) -> None:
    folder = german_root / "scenes" / "translations" / "German"
    (german_root / "scenes" / "translations" / "de").rename(folder)
    (folder / "high-water.po").rename(folder / "high-watre.po")
    result = run_command("translate", "check", str(german_root))
    assert result.status == 1
    assert "`German` is no code of a language" in result.out
    assert "did you mean `high-water`?" in result.out


def test_the_rules_of_translations_are_explained() -> None:
    listed = run_command("rules").out
    assert "party-card translate check\n  differing-translation" in listed
    assert "A translation cites what the original does." in run_command("rules", "translation-citation").out
