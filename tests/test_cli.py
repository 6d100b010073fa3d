"""The command line itself: what every command has in common, and what happens if the process cannot go on."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card import __version__
from party_card.cli import main
from tests import SOURCE
from tests.commands.command_line import run_command

GOOD = "scene: a\ntitle: A\npassages: {one: {text: T., ending: {id: e, title: E}}}\n"


def test_it_says_its_version() -> None:
    result = run_command("--version")
    assert (result.status, result.out) == (0, f"party-card {__version__}\n")


def test_what_it_does_not_know_it_refuses_in_one_line() -> None:
    result = run_command("ply")
    assert result.status == 2
    assert result.err.splitlines()[-1].startswith("party-card: error: ")


def test_a_mistake_of_the_program_itself_is_said_without_a_traceback_and_named_in_a_log(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setattr("party_card.services.checked_pack.read_pack_over_builtin", lambda *_, **__: 1 / 0)
    result = run_command("check")
    (log,) = (home / "logs").iterdir()
    assert (result.status, result.err.splitlines()) == (
        2,
        [
            "party-card: a mistake of the program, not yours: ZeroDivisionError: division by zero",
            f"party-card: What happened is written in the file {log}. "
            "It can be sent with a report: it holds no nickname and nothing that you wrote.",
        ],
    )
    text = log.read_text(encoding="utf-8")
    assert "Place: party-card check" in text
    assert "ZeroDivisionError: division by zero" in text and "in read_pack_over_builtin" not in text
    monkeypatch.setenv("PARTY_CARD_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["check"])


@pytest.mark.parametrize("command", ["play", "new", "import", "export", "map", "print", "sources", "watch", "schema"])
def test_every_command_calls_the_folder_of_a_pack_alike(command: str) -> None:
    assert "--pack FOLDER" in run_command(command, "--help").out


# ------------------------------------------------------------------------------------------------ the process itself


def test_the_version_is_told_before_any_command_is_loaded() -> None:
    words = [sys.executable, "-X", "importtime", "-m", "party_card", "--version"]
    process = subprocess.run(words, capture_output=True, text=True, check=True)
    assert process.stdout == f"party-card {__version__}\n"
    assert "argparse" not in process.stderr and "party_card" in process.stderr


@pytest.mark.parametrize("command", ["check", "prove"])
def test_where_the_output_does_not_know_a_letter_there_is_a_question_mark(
    write_pack: Callable[..., Path], command: str
) -> None:
    root = write_pack({"scenes/a.yaml": f"{GOOD}место: Москва\n"})
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(SOURCE)}
    process = subprocess.run(
        [sys.executable, "-m", "party_card", command, root], env=environment, capture_output=True, check=False
    )
    assert (process.returncode, process.stderr) == (1, b"")
    assert b"?????: ??????" in process.stdout


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
@pytest.mark.parametrize(
    ("command", "typed", "shown"),
    [
        (("play", "--terminal"), b"1\xff\nq\n", "There is no scene 1\N{REPLACEMENT CHARACTER};"),
        (("new", "flood"), b"High \xff Water\n\n\n\n\n", "party-card play flood"),
    ],
)
def test_a_stray_byte_at_a_terminal_ends_no_question(
    tmp_path: Path, command: tuple[str, ...], typed: bytes, shown: str
) -> None:
    import pty

    master, slave = pty.openpty()
    environment = dict(os.environ)
    environment |= {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", "party_card", *command]
    with subprocess.Popen(words, cwd=tmp_path, stdin=slave, stdout=slave, stderr=slave, env=environment) as child:
        os.close(slave)
        os.write(master, typed)
        screen = b""
        with contextlib.suppress(OSError):  # how Linux says that the other side is closed
            while chunk := os.read(master, 4096):
                screen += chunk
        assert child.wait(timeout=30) == 0, screen
    os.close(master)
    assert shown in screen.decode(errors="replace")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to write to")
def test_a_full_disk_under_the_output_is_said_in_a_line() -> None:
    for option in ("rules", "--version"):
        command = f"{sys.executable} -m party_card {option} > /dev/full"
        process = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert process.stderr == "party-card: what there is to print cannot be written: No space left on device\n", (
            option
        )


def test_a_pipe_closed_early_is_no_traceback() -> None:
    command = f"{sys.executable} -m party_card play forbidden-paper --terminal </dev/null | head -n 1"
    process = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert process.stderr == ""
