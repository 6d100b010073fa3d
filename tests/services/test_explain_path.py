"""Whatever is named instead of a pack, the message says what is there and what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.commands.command_line import run_command

SCENE = "scene: {}\ntitle: A\nspan: 1908-03\npassages: {{one: {{text: T., ending: {{id: e, title: E}}}}}}\n"


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)


def make_zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


DOCX = make_zip("[Content_Types].xml", "word/document.xml")
ODT = make_zip("x").replace(b"PK\x03\x04", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", 1)
COPY_TEXT = "copy its text into an editor"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments", ["check .", "prove .", "check . --fix", "export a --html a.html --pack .", "sources --pack ."]
)
@pytest.mark.parametrize("other_file", ["", "docker-compose.yml"])
def test_above_packs_the_packs_are_named(folder: Path, arguments: str, other_file: str) -> None:
    write(folder, {"year-9/rome/scenes/a.yaml": SCENE.format("a"), "berlin/b.yml": SCENE.format("b")})
    write(folder, {".venv/lib/c.yaml": SCENE.format("c"), "notes/d.txt": "d"})
    if other_file:
        write(folder, {other_file: "services: {web: {image: nginx}}\n"})
    result = run_command(*arguments.split())
    packs = f"berlin, {Path('year-9', 'rome')}"
    assert result.err == f"party-card: . is no pack, but there are packs in it; name one of these folders: {packs}\n"
    assert (result.status, result.out) == (2, "")


def test_following_the_advice_leads_to_a_clean_check(folder: Path) -> None:
    write(folder, {"lessons/rome/scenes/a.yaml": SCENE.format("a")})
    result = run_command("check", "lessons")
    name = str(Path("lessons", "rome"))
    assert result.err == f"party-card: lessons is no pack, but there is one in it; name that folder: {name}\n"
    assert run_command("check", name).status == 0


def test_yaml_of_another_program_alone_is_reported_as_before(folder: Path) -> None:
    write(folder, {"docker-compose.yml": "services: {web: {image: nginx}}\n"})
    assert "unknown-kind" in run_command("check", ".").out


@pytest.mark.parametrize("name", ["letter.YAML", "Letter.Yml", "LETTER.YAML"])
def test_endings_in_capital_letters_are_read(folder: Path, name: str) -> None:
    write(folder, {f"pack/scenes/{name}": SCENE.format("letter")})
    assert run_command("check", "pack").out.startswith("no problems found in 1 file")
    assert run_command("check", f"pack/scenes/{name}").out.startswith("no problems found in 1 file")
    assert run_command("play", "letter", "--pack", "pack", "--choices", "").status == 0
    assert run_command("pack", "add", "pack").status == 0
    with zipfile.ZipFile("pack.zip", "w") as archive:
        archive.write(f"pack/scenes/{name}")
    assert run_command("pack", "add", "pack.zip", "--name", "pack", "--again").status == 0


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        (
            "scenes/letter.yaml.txt",
            "is a text file, and the names of scenes end in .yaml: rename it to scenes/letter.yaml",
        ),
        ("scenes/answer.txt", "is a text file, and the names of scenes end in .yaml: rename it to scenes/answer.yaml"),
        ("scenes/letter.docx", f"is a Word document, not plain text: {COPY_TEXT}"),
        ("notes.pdf", f"is a PDF, not plain text: {COPY_TEXT}"),
        (
            "pack.zip",
            "is a zip archive: unpack it and name its folder, or put it on the shelf with: party-card pack add",
        ),
        ("scenes/._letter.yaml", "is hidden, or left by another program"),
        ("beside.yaml", "is not read: of this pack only the folders scenes are"),
        ("table.csv", "is no YAML file: its name must end in .yaml"),
        ("scenes/leter.yaml", "there is no file or folder scenes/leter.yaml; did you mean scenes/letter.yaml?"),
        ("scenes/letter", "there is no file or folder scenes/letter; did you mean scenes/letter.yaml?"),
        ("somewhere", "there is no file or folder somewhere\n"),
        ("nowhere/letter.yaml", "there is no file or folder nowhere/letter.yaml\n"),
    ],
)
@pytest.mark.parametrize("command", ["check", "prove"])
def test_a_file_that_is_not_read_is_explained(folder: Path, command: str, argument: str, message: str) -> None:
    scene = SCENE.format("letter")
    write(
        folder,
        {"scenes/letter.yaml": scene, "scenes/letter.yaml.txt": scene, "scenes/answer.txt": "# a copy\n\nscene: b\n"},
    )
    write(
        folder,
        {"scenes/letter.docx": DOCX, "notes.pdf": b"%PDF-1.4", "pack.zip": make_zip("a.yaml"), "table.csv": "a,b"},
    )
    write(folder, {"scenes/._letter.yaml": b"\0\x05\x16\x07", "beside.yaml": scene})
    result = run_command(command, argument)
    assert (result.status, result.out) == (2, "")
    assert message in result.err.replace("\\", "/")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "description"),
    [
        (DOCX, "a Word document"),
        (ODT, "a LibreOffice document"),
        (make_zip("xl/workbook.xml"), "an Excel sheet"),
        (make_zip("scenes/a.yaml"), "a zip archive"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"{\\rtf1\\ansi scene: a}", "a document of a word processor (RTF)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a document of Word or another Office program"),
        (b"<html><body>scene: a</body></html>", "a web page"),
    ],
)
def test_a_document_called_like_a_scene_is_told_by_its_content(folder: Path, content: bytes, description: str) -> None:
    write(folder, {"pack/scenes/letter.yaml": content, "pack/scenes/a.yaml": SCENE.format("a")})
    result = run_command("check", "pack", "--format", "concise")
    assert result.status == 1
    name = Path("pack", "scenes", "letter.yaml")
    assert result.out.startswith(f"{name}:1:1: error[foreign-format] this file is {description}, not plain text (")
    assert result.out.count("\n") == 1


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        (
            ["scenes/a.yaml", "scenes/letter.yaml.txt", "seeds/facts.txt"],
            [
                "scenes/letter.yaml.txt:1:1: warning[unread-file] this file is not read, because its name ends in `.txt`"
                " (rename it to `letter.yaml`)",
                "seeds/facts.txt:1:1: warning[unread-file] this file is not read, because its name ends in `.txt`"
                " (rename it to `facts.yaml`)",
            ],
        ),
        (
            ["scenes/a.yaml", "letter.yaml"],
            [
                "letter.yaml:1:1: warning[unread-file] this file is not read, because it does not lie in `scenes`"
                " (move it into the folder `scenes`)"
            ],
        ),
        (
            ["scenes/a.yaml", "scenes/act-2/letter.yaml"],
            [
                "scenes/act-2/letter.yaml:1:1: warning[unread-file] this file is not read, because it lies in a folder below"
                " `scenes` (move it into `scenes` itself)"
            ],
        ),
        (
            ["a.yaml", "letter.txt"],
            ["letter.txt:1:1: warning[unread-file] this file is not read, because its name ends"],
        ),
        (["scenes/a.yaml", "scenes/.letter.txt", "scenes/.old/letter.yaml", "scenes/a.yaml~"], []),
    ],
)
def test_in_a_pack_a_file_that_is_not_read_is_warned_of(folder: Path, files: list[str], messages: list[str]) -> None:
    write(folder, {name: SCENE.format(Path(name).name.partition(".")[0] or "x") for name in files})
    write(folder, {"scenes/README.txt" if "/" in files[0] else "README.txt": "The scene: a letter.\n"})
    lines = run_command("check", ".", "--format", "concise").out.replace("\\", "/").splitlines()
    warnings = [line for line in lines if "unread-file" in line]
    assert len(warnings) == len(messages)
    assert all(line.startswith(message) for line, message in zip(warnings, messages, strict=True))


def test_an_empty_folder_and_one_of_documents_say_what_to_do(folder: Path) -> None:
    (folder / "empty").mkdir()
    write(folder, {"docs/scenes/letter.docx": DOCX, "texts/scenes/letter.yaml.txt": SCENE.format("a")})
    for name, message in (
        ("empty", "there is no YAML file in empty; `party-card new my-scene` writes a scene to begin with"),
        ("docs", "there is no YAML file in docs, but letter.docx, a Word document: copy its text into an editor"),
        ("texts", "there is no YAML file in texts: texts/scenes/letter.yaml.txt is a text file, and the names of"),
    ):
        result = run_command("check", name)
        assert result.status == 2
        assert message in result.err.replace("\\", "/")


def test_a_zip_as_a_pack_is_explained(folder: Path) -> None:
    write(folder, {"lesson.zip": make_zip("scenes/a.yaml")})
    result = run_command("play", "a", "--pack", "lesson.zip")
    assert "a zip is put on the shelf with: party-card pack add lesson.zip" in result.err
    assert result.status == 2


# ------------------------------------------------------------------------------------------------ pack add, another name


def test_the_same_pack_under_another_name_names_the_way_out(folder: Path) -> None:
    write(folder, {"rome/scenes/a.yaml": SCENE.format("a"), "rome/scenes/b.yaml": SCENE.format("b")})
    assert run_command("pack", "add", "rome").status == 0
    result = run_command("pack", "add", "rome", "--name", "roma")
    assert result.status == 1
    assert result.err.splitlines() == [
        "party-card: the scenes of rome are on the shelf already, as the pack `rome`",
        "party-card: to put this pack in its place: party-card pack add rome --name rome --again",
        "party-card: to give it the name `roma`, first: party-card pack remove rome",
    ]
    for command in ("pack add rome --name rome --again", "pack remove rome", "pack add rome --name roma"):
        assert run_command(*command.split()).status == 0, command


def test_a_pack_that_shares_a_scene_with_another_names_both_ways_out(folder: Path) -> None:
    write(folder, {"rome/scenes/a.yaml": SCENE.format("a")})
    write(folder, {"gaul/scenes/a.yaml": SCENE.format("a"), "gaul/scenes/c.yaml": SCENE.format("c")})
    assert run_command("pack", "add", "rome").status == 0
    result = run_command("pack", "add", "gaul")
    assert "help: rename yours, or take the other pack from the shelf: party-card pack remove rome" in result.out
    assert result.status == 1


# --------------------------------------------------------------------------------------- a path in place of a scene


@pytest.mark.parametrize("command", ["watch", "play"])
def test_where_a_scene_is_wanted_a_folder_above_packs_and_a_text_file_are_explained(folder: Path, command: str) -> None:
    write(folder, {"courses/rome/scenes/a.yaml": SCENE.format("a"), "forum.yaml.txt": SCENE.format("forum")})
    assert run_command(command, "courses").err == (
        "party-card: courses is no pack, but there is one in it; name that folder: courses/rome\n"
    )
    assert run_command(command, "forum.yaml.txt").err == (
        "party-card: forum.yaml.txt is a text file, and the names of scenes end in .yaml: rename it to forum.yaml\n"
    )
    assert run_command(command, "courses/rome").err == (
        "party-card: courses/rome is a folder: name one of its scenes, and --pack courses/rome\n"
    )


@pytest.mark.parametrize("arguments", ["play a --pack round", "export a --html a.html --pack round", "pack add round"])
def test_a_link_that_leads_nowhere_is_told_as_one(folder: Path, arguments: str) -> None:
    (folder / "round").symlink_to("round")
    result = run_command(*arguments.split())
    assert result.status in (1, 2)
    assert result.err.endswith("is a link that leads back to itself\n")
    (folder / "round").unlink()
    (folder / "round").symlink_to("gone")
    assert run_command(*arguments.split()).err.endswith("is a link to something that is not there\n")


def test_the_time_of_a_very_short_scene_is_less_than_a_minute(folder: Path) -> None:
    write(folder, {"rome/scenes/a.yaml": SCENE.format("a")})
    assert "(less than a minute)" in run_command("prove", "rome").out
