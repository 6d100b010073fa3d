"""Tests of the table of grades: it agrees with the evidence handbook."""

from __future__ import annotations

import re
from typing import get_args

from party_card.content.models import Grade
from party_card.engine.grades import GRADES
from tests import ROOT


def handbook_meanings() -> dict[str, str]:
    """The second column of the handbook's table."""
    section = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8").split("\n## Grades\n")[1].split("\n## ")[0]
    table_rows = re.findall(r"(?m)^\| `(\w+)` \| (.+?) \|", section)
    return dict(table_rows)


def test_every_grade_means_what_the_handbook_says() -> None:
    assert set(GRADES) == set(get_args(Grade))
    assert {grade: info.meaning.replace("’", "'") for grade, info in GRADES.items()} == handbook_meanings()


def test_no_two_grades_share_a_word_or_a_sign() -> None:
    assert len({info.word for info in GRADES.values()}) == len({info.sign for info in GRADES.values()}) == len(GRADES)
