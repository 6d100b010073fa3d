"""An export compares nothing that it has compared before, and writes the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from party_card.frontends.html import bundle
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify import several_scenes
from party_card.frontends.html.verify.campaign import compare_campaign
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.positions import compare_scene
from party_card.modelcheck import prove_scene
from party_card.publishing import export
from party_card.result_cache import program_digest
from party_card.result_cache.program_digest import EXPORT_PACKAGES
from tests.commands.command_line import CommandResult, run_command
from tests.pack_files import write_texts
from tests.result_cache.edits import TEXTS

CAMPAIGN = "campaign: winter\ntitle: Winter\nscenes: [paper, letter]\n"
LETTER = "scene: letter\ntitle: A Letter\npassages: {a: {text: T., ending: {id: e, title: E}}}\n"
PACK = {name: text for name, text in TEXTS.items() if "gate" not in name} | {
    "scenes/letter.yaml": LETTER,
    "scenes/campaign.yaml": CAMPAIGN,
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "pack", PACK)


@pytest.fixture
def work() -> Iterator[list[str]]:
    """What has been checked, proved and compared: the names of functions."""
    names: list[str] = []

    def count(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            names.append(name)
            return function(*args, **kwargs)

        return call

    with (
        mock.patch.object(export, "prove_scene", count("prove", prove_scene)),
        mock.patch.object(several_scenes, "compare_scene", count("compare", compare_scene)),
        mock.patch.object(bundle, "compare_campaign", count("campaign", compare_campaign)),
    ):
        yield names


def export_pack(pack: Path, *arguments: str, file: str = "page.html") -> tuple[CommandResult, bytes]:
    path = pack.parent / file
    path.unlink(missing_ok=True)
    result = run_command("export", *arguments, "--pack", str(pack), "--html", str(path))
    return result, path.read_bytes() if path.exists() else b""


@pytest.mark.parametrize("arguments", [["paper"], ["--campaign"], ["--campaign", "--without", "letter"]])
def test_an_unchanged_pack_is_written_without_proof_and_comparison(
    pack: Path, work: list[str], arguments: list[str]
) -> None:
    expected = export_pack(pack, "--no-cache", *arguments)
    assert expected[0].status == 0, expected[0]
    work.clear()
    assert export_pack(pack, *arguments) == expected
    assert "compare" in work
    work.clear()
    assert export_pack(pack, *arguments) == expected
    assert work == []


def test_several_processes_compare_what_is_not_known(pack: Path) -> None:
    expected = export_pack(pack, "--no-cache", "--campaign")
    assert export_pack(pack, "paper")[0].status == 0
    assert export_pack(pack, "--campaign", "--jobs", "2") == expected
    assert export_pack(pack, "--campaign", "--jobs", "2") == expected


def test_a_changed_scene_is_proved_and_compared(pack: Path, work: list[str]) -> None:
    export_pack(pack, "paper")
    export_pack(pack, "letter")
    work.clear()
    write_texts(pack, {"scenes/letter.yaml": LETTER.replace("text: T.", "text: U.")})
    export_pack(pack, "paper")
    assert work == []
    export_pack(pack, "letter")
    assert work == ["prove", "compare"]


@pytest.mark.parametrize("name", ["seeds/affair.yaml", "seeds/sources.yaml", "scenes/campaign.yaml"])
def test_what_a_page_may_depend_on_is_seen(pack: Path, work: list[str], name: str) -> None:
    export_pack(pack, "paper")
    work.clear()
    write_texts(pack, {name: PACK[name] + "#"})
    export_pack(pack, "paper")
    assert work == ["prove", "compare"]


def test_a_page_that_differs_is_never_known_to_agree(pack: Path) -> None:
    with mock.patch.object(
        several_scenes, "compare_scene", side_effect=MismatchError("paper", "here", "text", "a", "b")
    ):
        for _ in range(2):
            result, content = export_pack(pack, "paper")
            assert (result.status, content) == (2, b"")
            assert "by a mistake of the program" in result.err


def test_other_data_of_a_page_is_compared_again(pack: Path, work: list[str]) -> None:
    """The data is part of the key: a mistake of what encodes it is found although nothing else has changed."""
    export_pack(pack, "paper")
    work.clear()

    def encode(*args: Any, **kwargs: Any) -> object:
        return encode_scenes(*args, **kwargs) | {"lang": "xx"}

    with mock.patch.object(bundle, "encode_scenes", encode):
        export_pack(pack, "paper")
    assert work == ["prove", "compare"]


def test_mistakes_are_reported_again_and_again(pack: Path) -> None:
    write_texts(pack, {"scenes/letter.yaml": LETTER.replace("title:", "titel:")})
    expected = export_pack(pack, "--no-cache", "letter")
    assert expected[0].status == 1
    assert export_pack(pack, "letter") == expected
    assert export_pack(pack, "letter") == expected


def test_a_scene_that_does_not_hold_is_reported_again_and_again(pack: Path) -> None:
    write_texts(pack, {"scenes/gate.yaml": TEXTS["scenes/gate.yaml"]})
    expected = export_pack(pack, "--no-cache", "gate")
    assert expected[0].status == 1
    assert export_pack(pack, "gate") == expected
    assert export_pack(pack, "gate") == expected


def test_the_code_that_writes_pages_is_an_ingredient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in EXPORT_PACKAGES:
        path = Path(name) if name.endswith(".py") else Path(name, "a.py")
        write_texts(tmp_path / "party_card", {str(path): "A = 1\n"})
    monkeypatch.setattr(program_digest, "__file__", str(tmp_path / "party_card" / "result_cache" / "program_digest.py"))
    before = program_digest.digest_program(EXPORT_PACKAGES)
    write_texts(tmp_path / "party_card", {"frontends/html/a.py": "A = 2\n"})
    assert program_digest.digest_program(EXPORT_PACKAGES) != before
