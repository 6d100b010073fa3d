"""What is printed controls no terminal, and a command survives when nobody reads what it prints."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.cli import COMMANDS
from party_card.commands._streams import OutputError, SafeOutput, safe_streams
from tests import SOURCE
from tests.commands.command_line import run_command

HOSTILE = "\x1b]0;owned\x07\x9b31m\u202egnp\u2066.\u2069\u200b\u2028\x7f\r"
"""Escape sequences in 7 and 8 bits, a bell, direction marks, invisible characters and line ends."""
QUOTED = json.dumps(HOSTILE)
FILES = {
    "seeds/sources.yaml": f"""\
references:
  - id: box
    type: document
    title: "A {QUOTED[1:-1]} box"
    author: [{{literal: "Ada {QUOTED[1:-1]}"}}]
    publisher: "P {QUOTED[1:-1]}"
    URL: "https://example.org/{QUOTED[1:-1]}"
    issued: {{date-parts: [[1908]]}}
""",
    "seeds/facts.yaml": f"""\
dossier: facts
facts:
  one: {{text: "A fact {QUOTED[1:-1]}.", date: 1908-03, grade: documented, cite: {{source: box, locator: "f {QUOTED[1:-1]}"}}}}
people:
  ada: {{name: "Ada {QUOTED[1:-1]}", role: "a clerk {QUOTED[1:-1]}", cite: {{source: box}}}}
""",
    "scenes/campaign.yaml": f'campaign: odd\ntitle: "Odd {QUOTED[1:-1]}"\nscenes: [letter]\n',
    "scenes/letter.yaml": f"""\
scene: letter
title: "A Letter {QUOTED[1:-1]}"
span: 1908-03
place: "Town {QUOTED[1:-1]}"
role: {{name: "A clerk {QUOTED[1:-1]}", kind: composite}}
dossiers: [facts]
variables:
  read: {{start: false, label: "Read {QUOTED[1:-1]}"}}
passages:
  one:
    text: "It says {QUOTED[1:-1]}."
    choices:
      - {{id: wait, text: "Wait {QUOTED[1:-1]}", goto: two, set: {{read: true}}}}
      - {{id: go, text: "Go {QUOTED[1:-1]}", goto: two}}
  two:
    text: "The end {QUOTED[1:-1]}. [@one]"
    ending: {{id: done, title: "Done {QUOTED[1:-1]}"}}
record:
  - text: "What happened {QUOTED[1:-1]}. [@one]"
tests:
  - name: "fails {QUOTED[1:-1]}"
    play: [wait]
    expect: {{ending: null}}
""",
    "scenes/wrong.yaml": f'scene: wrong\ntitle: {QUOTED}\nodd{HOSTILE[-4]}key: 1\npassages: {{one: {{text: T., goto: "{QUOTED[1:-1]}"}}}}\n',
    f"scenes/{HOSTILE.replace(chr(13), '')}.yaml": "scene: named\ntitle: N\n",
    "story.twee": f":: StoryTitle\nA {HOSTILE}\n\n:: Start\nText {HOSTILE} <<odd {HOSTILE}>>\n[[{HOSTILE}|Two]]\n\n:: Two\nThe end.\n",
}
SCRIPT = """\
check {pack}
check {pack} --format concise
check {pack} --format json
check {pack} --format github
check {pack} --format sarif
check {pack} --fix
check {pack}/scenes/letter.yaml
check {pack}/{hostile}
check {pack} --targets
migrate {pack}
migrate {pack}/scenes/letter.yaml --full
prove {pack}
prove {pack} --format github
prove {pack} --random 3
prove {pack}/scenes/letter.yaml --least passages=100
sources --pack {pack}
sources coverage --pack {pack}
sources export --to {out}/{hostile}.txt --pack {pack}
sources verify --text {pack}/story.twee --pack {pack}
sources index --text {pack}/story.twee --source {hostile}
pack add {pack} --name odd
pack add {pack} --name {hostile}
pack list
pack remove {hostile}
play letter --pack {pack} --choices wait
play letter --pack {pack} --choices wait --json
play letter --pack {pack} --choices {hostile}
play letter --pack {pack} --terminal
play --pack {pack} --terminal
play {hostile} --pack {pack} --terminal
play letter --reader {hostile} --terminal --pack {pack}
export letter --pack {pack} --html {out}/{hostile}.html
export --campaign --pack {pack} --html {out}/a.html --gamebook {out}/b.html
map letter --pack {pack} --to {out}/{hostile}.dot
print letter --pack {pack} --guide {out}/{hostile}.html --bibliography {out}/c.bib
rules {hostile}
translate extract letter --pack {pack} --language de
translate extract {hostile} --pack {pack} --language {hostile}
schema scene --pack {pack}
schema scene --to {out}/{hostile}
import {pack}/story.twee --pack {out}/{hostile}
import {pack}/{hostile}
new {hostile}
new flood --title {hostile} --pack {out}/{hostile}
watch {hostile} --pack {pack}
{hostile}
"""


def list_controls(text: str) -> set[str]:
    return {
        f"U+{ord(sign):04X}" for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")
    }


def test_the_script_has_every_command() -> None:
    commands = {line.split()[0] for line in SCRIPT.splitlines()} - {"{hostile}"}
    assert commands == set(COMMANDS) - {"lsp", "studio", "class"}  # they talk to an editor and to pages


@pytest.fixture
def hostile_pack(write_pack: Callable[..., Path]) -> Path:
    return write_pack(FILES)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names of files")
@pytest.mark.parametrize("line", SCRIPT.splitlines())
def test_nothing_that_a_pack_says_reaches_the_terminal_raw(
    hostile_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    hostile = HOSTILE.replace("\r", "") if "/{hostile}" in line else HOSTILE
    words = [word.format(pack=hostile_pack, out=tmp_path / "out", hostile=hostile) for word in shlex.split(line)]
    result = run_command(*words, typed="1\n2\nw\nn\nt\nq\n")
    assert result.status in (0, 1, 2)
    assert list_controls(result.out + result.err) == set()
    assert "a mistake of the program" not in result.err


def test_a_listed_pack_shows_the_characters_that_its_title_hides(home: Path) -> None:
    scenes = home / "packs" / "odd" / "scenes"
    scenes.mkdir(parents=True)
    for name in ("campaign", "letter"):
        (scenes / f"{name}.yaml").write_text(FILES[f"scenes/{name}.yaml"], encoding="utf-8")
    result = run_command("pack", "list")
    assert "Odd <U+001B>]0;owned<U+0007><U+009B>31m<U+202E>gnp<U+2066>.<U+2069><U+200B>" in result.out
    assert list_controls(result.out) == set()


def test_data_that_is_printed_is_escaped_without_a_change_of_meaning(hostile_pack: Path) -> None:
    (hostile_pack / "scenes" / "wrong.yaml").unlink()
    result = run_command("schema", "scene", "--pack", str(hostile_pack))
    assert list_controls(result.out) == set()
    json.loads(result.out)


def test_colours_of_diagnostics_are_ours_and_stay() -> None:
    output = SafeOutput(io.StringIO(), is_optional=False)
    output.write_unescaped("\x1b[1merror\x1b[0m")
    output.write("\x1b[1m title\n\tand more\n")
    assert output.stream.getvalue() == "\x1b[1merror\x1b[0m<U+001B>[1m title\n\tand more\n"  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------- streams that are not there


def run_shell(command: str, folder: Path) -> tuple[int, str, str]:
    """Runs a line of the shell in which `pc` is the program; returns its status."""
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    program = f"{shlex.quote(sys.executable)} -m party_card"
    line = f'pc() {{ {program} "$@"; local status=$?; echo $status 2>/dev/null >status; }}; {command}'
    process = subprocess.run(
        ["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    return int((folder / "status").read_text()), process.stdout, process.stderr


GOOD = "scene: a\ntitle: A\npassages: {one: {text: T., ending: {id: e, title: E}}}\n"
BAD = GOOD.replace("text: T.", "text: T., odd: 1")
posix_only = pytest.mark.skipif(os.name == "nt", reason="the shell is bash")


@posix_only
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("pc check bad | head -c 1", 1),
        ("pc prove good <&- >&- 2>&-", 0),
        ("pc rules no-such-rule 2>/dev/full", 2),
        ("pc --help | head -c 1", 0),
        ("yes 1 | pc play --pack good --terminal | head -c 1", 0),
        *(
            pytest.param(*case, marks=pytest.mark.release)
            for case in (
                ("pc check bad >&-", 1),
                ("pc check bad 2>&1 | head -c 1", 1),
                ("pc prove good | head -c 1", 0),
                ("pc rules | head -c 1", 0),
                ("pc rules no-such-rule 2>&-", 2),
                ("pc --help >&-", 0),
                ("pc no-such-command 2>&-", 2),
                ("pc play a --pack good --choices begin >&-", 0),
                ("pc play --pack good --terminal </dev/null >&-", 0),
                ("pc play --pack good --terminal <&- >&- 2>&-", 0),
                ("pc new flood <&- >&-", 0),
                ("pc check good --fix <&-", 0),
                ("pc schema scene | head -c 1", 0),
                ("pc export a --pack good --html a.html >&-", 0),
            )
        ),
    ],
)
def test_where_nobody_reads_the_output_the_status_is_the_same(tmp_path: Path, command: str, status: int) -> None:
    for name, text in (("good", GOOD), ("bad", BAD)):
        (tmp_path / name / "scenes").mkdir(parents=True)
        (tmp_path / name / "scenes" / "a.yaml").write_text(text)
    result_status, out, err = run_shell(command, tmp_path)
    assert result_status == status
    assert "mistake of the program" not in out + err
    assert "Traceback" not in out + err
    assert "Exception ignored" not in err


@posix_only
@pytest.mark.parametrize(
    "command",
    ["pc --help >/dev/full", "pc check good 1</dev/null", "pc play --pack good --terminal >/dev/full"],
)
def test_output_that_cannot_be_written_is_said_in_a_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "good" / "scenes").mkdir(parents=True)
    (tmp_path / "good" / "scenes" / "a.yaml").write_text(GOOD)
    status, _, err = run_shell(command, tmp_path)
    assert re.fullmatch("party-card: what there is to print cannot be written: [A-Z][a-z ]+\n", err)
    assert status == 2


@posix_only
def test_a_file_is_written_although_nobody_reads_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "good" / "scenes").mkdir(parents=True)
    (tmp_path / "good" / "scenes" / "a.yaml").write_text(GOOD)
    status, _, err = run_shell("pc export a --pack good --html a.html --gamebook b.html | true", tmp_path)
    assert (status, err) == (0, "")
    assert (tmp_path / "a.html").exists()
    assert (tmp_path / "b.html").exists()


def test_the_streams_come_back_and_a_full_one_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    class FullStream(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    stream = FullStream()
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(OutputError, match="No space left on device"), safe_streams():
        print("text")
    assert sys.stdout is stream
