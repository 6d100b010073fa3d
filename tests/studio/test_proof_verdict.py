"""What the foot of the page shows of the proof."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from party_card.cli import main
from tests.language_server.sample import SCENE, write_sample
from tests.studio.page_connection import PageConnection, talk


def test_the_figures_are_those_that_prove_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdicts: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        await page.open(write_sample(tmp_path))
        verdicts.append(await page.wait_for("partyCard/proof", lambda item: "minutes" in item))

    talk(tmp_path, conversation)
    main(["prove", str(tmp_path), "--format", "json"])
    (proof,) = json.loads(capsys.readouterr().out)["scenes"]
    (verdict,) = verdicts
    assert (verdict["holds"], verdict["positions"]) == (proof["holds"], proof["positions"])
    assert verdict["endings"] == proof["coverage"]["endings"]["seen"] == 2
    assert verdict["decisions"] == proof["shape"]["decisions"] == 2
    assert verdict["decisionsToOnePlace"] == proof["shape"]["decisions"] - proof["shape"]["branching"] == 1
    assert verdict["unusedFacts"] == len(proof["coverage"]["facts"]["missing"])
    assert verdict["minutes"] == round(proof["reading"]["longest"]["minutes"])
    assert (verdict["unreached"], verdict["problems"], verdict["version"]) == ([], 0, 1)


def test_mistakes_a_failed_proof_and_a_mended_text_each_have_their_verdict(tmp_path: Path) -> None:
    verdicts: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        for text in (SCENE.replace("goto: end}", "goto: ende}"), SCENE.replace("ending: ash", "ending: safe"), SCENE):
            version = await page.change(uri, text)
            verdicts.append(await page.wait_for("partyCard/proof", lambda item: item["version"] == version))  # noqa: B023  # awaited here

    talk(tmp_path, conversation)
    assert [(verdict["holds"], verdict["problems"]) for verdict in verdicts] == [(None, 1), (False, 1), (True, 0)]
    assert "positions" not in verdicts[0]
