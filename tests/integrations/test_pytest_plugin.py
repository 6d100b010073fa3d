"""The pytest plugin in a teacher's folder: its items, the text of a failure, and with xdist and JUnit reports."""

from __future__ import annotations

import pytest

# A nested run forgets the modules that it was the first to import; these are to stay.
import party_card.diagnostics.render.full
import party_card.modelcheck
import party_card.services.verification  # noqa: F401
from tests.commands.test_prove_command import FACTS, SOUND

FAILING = (
    SOUND.replace("scene: sound", "scene: failing")
    .replace("ending: done}}", "ending: dnoe}}")
    .replace('always: ["seen or not chose(look)"]', 'always: ["not seen"]')
)
NO_CACHE = ("-p", "no:cacheprovider")


@pytest.fixture
def folder(pytester: pytest.Pytester) -> pytest.Pytester:
    """A teacher's folder: nothing but YAML."""
    for name, text in {"scenes/sound.yaml": SOUND, "scenes/failing.yaml": FAILING, "seeds/d.yaml": FACTS}.items():
        path = pytester.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (pytester.path / "other.yaml").write_text("scene: of a crime\n", encoding="utf-8")
    return pytester


def test_it_works_with_xdist_and_junit(folder: pytest.Pytester) -> None:
    # One worker is enough: several are tested by this run itself, which collects the scenes of the game.
    result = folder.runpytest_subprocess("-n", "1", "--junitxml=report.xml", "-p", "no:hypothesispytest", *NO_CACHE)
    result.assert_outcomes(passed=9, failed=3)
    assert 'name="always not seen"' in (folder.path / "report.xml").read_text(encoding="utf-8")


def test_it_collects_what_must_hold_of_each_file(folder: pytest.Pytester) -> None:
    items, _ = folder.inline_genitems(*NO_CACHE)
    assert [item.nodeid for item in items] == [
        f"{file}::{name}"
        for file, names in (
            ("scenes/failing.yaml", ("reading", "rules", "proof", "always not seen", "test going at once")),
            (
                "scenes/sound.yaml",
                ("reading", "rules", "proof", "always seen or not chose(look)", "test going at once"),
            ),
            ("seeds/d.yaml", ("reading", "rules")),
        )
        for name in names
    ]


def test_a_failure_shows_file_line_and_mend_and_no_traceback(folder: pytest.Pytester) -> None:
    result = folder.runpytest_inprocess(*NO_CACHE)
    result.assert_outcomes(passed=9, failed=3)
    result.stdout.fnmatch_lines(
        [
            "*error[[]broken-invariant[]]: this must always hold, but it is false in `one`",
            "*--> scenes/failing.yaml:11:10",
            "*`party-card play failing --pack . --choices look` leads there*",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_it_can_be_switched_off(folder: pytest.Pytester) -> None:
    folder.runpytest_inprocess("-p", "no:party_card", *NO_CACHE).assert_outcomes()


def test_warnings_fail_where_the_folder_asks_for_it(pytester: pytest.Pytester) -> None:
    idle_variable = SOUND.replace("{seen: false}", "{seen: false, idle: false}")
    (pytester.path / "a.yaml").write_text(idle_variable, encoding="utf-8")
    pytester.runpytest_inprocess(*NO_CACHE).assert_outcomes(passed=5)
    pytester.makeini("[pytest]\nparty_card_strict = true\n")
    pytester.runpytest_inprocess(*NO_CACHE).assert_outcomes(passed=4, failed=1)
