"""`party-card rules` as it is typed."""

from __future__ import annotations

from argparse import Namespace

import pytest

from party_card.commands import rules
from tests.commands.command_line import run_command


def test_every_rule_is_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run_command("rules").out.splitlines()
    codes = [line.split()[0] for line in lines if line.startswith("  ")]
    assert [line for line in lines if not line.startswith("  ")] == [
        "party-card check",
        "party-card prove",
        "party-card translate check",
    ]
    assert {"unknown-key", "every-choice-closed"} <= set(codes)
    for code in codes:
        assert rules.run(Namespace(code=code)) == 0
        out = capsys.readouterr().out
        assert out.startswith(code)
        assert "\nFAIL:\n" in out


def test_a_rule_that_is_not_there_is_answered_with_the_nearest() -> None:
    result = run_command("rules", "unknown-passge")
    assert result.status == 2
    assert result.err.endswith("did you mean `unknown-passage`?\n")
