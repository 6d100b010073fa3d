"""The pytest plugin in a teacher's folder: its items, the text of a failure, and with xdist and JUnit reports."""

from __future__ import annotations

from xml.etree import ElementTree

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


SAME_NAMES = SOUND.replace("scene: sound", "scene: same").replace(
    "  - {name: going at once, play: [go], expect: {passage: two, ending: done}}\n",
    "".join(
        f"  - {{name: {name}, play: [go], expect: {{passage: {passage}}}}}\n"
        for name, passage in (
            ("going", "two"),
            ("going", "one"),  # this one fails
            ("going (2)", "two"),
            ('"what::if [x] (1/2): „é“ & <b>"', "two"),
            ('"what:if [x] (1/2): „é“ & <b>"', "two"),
            ('"::"', "two"),
            ('"two\\nlines"', "two"),
            (f'"{"long " * 500}"', "two"),
        )
    ),
)
FOREIGN_FILES = {
    "openapi.yml": "openapi: 3.1.0\nindex: 2\nparagraphs: [b, c]\n",
    "stage.yaml": "scene: production\npassages: many\n",
    "chart.yaml": "campaign: autumn\nscenes: {{ range .Values.list }}\n",
    "banner.yaml": "campaign: Autumn sale\nscenes:\n  - {title: header}\n  - footer\n",
    "people.yaml": "dossier: staff\npeople:\n  - ann\n  - bob\n",
    "list.yaml": "- scene: one\n- passages: two\n",
}


def write_same_names(pytester: pytest.Pytester) -> None:
    path = pytester.path / "scenes" / "same.yaml"
    path.parent.mkdir()
    path.write_text(SAME_NAMES, encoding="utf-8")


def test_every_story_test_runs_among_several_workers_and_is_reported_by_a_name_of_its_own(
    pytester: pytest.Pytester,
) -> None:
    write_same_names(pytester)
    arguments = ("-n", "2", "--dist", "loadfile", "--junitxml=report.xml", "-p", "no:hypothesispytest", *NO_CACHE)
    result = pytester.runpytest_subprocess(*arguments)
    # One warning, `duplicate-test`, and one test that fails: reading, rules, proof, always and eight tests ran.
    result.assert_outcomes(passed=11, failed=1)
    cases = list(ElementTree.parse(pytester.path / "report.xml").iter("testcase"))  # written here
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == 12
    assert {classname for classname, _ in names} == {"scenes.same.yaml"}
    assert [case.get("name") for case in cases if case.find("failure") is not None] == ["test going (2)"]


def test_every_item_can_be_run_alone_by_the_id_that_is_printed(pytester: pytest.Pytester) -> None:
    write_same_names(pytester)
    result = pytester.runpytest_inprocess("--collect-only", "-q", *NO_CACHE)
    ids = [line for line in result.outlines if line.startswith("scenes/same.yaml::")]
    assert len(ids) == len(set(ids)) == 12
    for node_id in ids:
        assert node_id.count("::") == 1
        items, _ = pytester.inline_genitems(node_id, *NO_CACHE)
        assert [item.nodeid for item in items] == [node_id]


def test_yaml_of_other_programs_is_left_alone(pytester: pytest.Pytester) -> None:
    for name, text in FOREIGN_FILES.items():
        (pytester.path / "deploy").mkdir(exist_ok=True)
        (pytester.path / "deploy" / name).write_text(text, encoding="utf-8")
    write_same_names(pytester)
    items, _ = pytester.inline_genitems(*NO_CACHE)
    assert {item.path.name for item in items} == {"same.yaml"}


@pytest.mark.parametrize("folder_name", ["scenes", "flat"])
def test_a_file_of_a_pack_that_cannot_be_read_fails(folder_name: str, pytester: pytest.Pytester) -> None:
    folder = pytester.path / folder_name
    folder.mkdir()
    (folder / "whole.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "broken.yaml").write_text(SOUND.replace("scene: sound", "scene: broken") + '"', encoding="utf-8")
    pytester.runpytest_inprocess(*NO_CACHE).assert_outcomes(passed=6, failed=1)


def test_translations_are_checked_and_story_tests_run_in_them(folder: pytest.Pytester) -> None:
    translation = folder.path / "scenes" / "translations" / "de" / "sound.po"
    translation.parent.mkdir(parents=True)
    translation.write_text("", encoding="utf-8")
    campaign = "campaign: winter\ntitle: Winter\nscenes: [sound]\n"
    (folder.path / "scenes" / "campaign.yaml").write_text(campaign, encoding="utf-8")
    (translation.parent / "campaign.po").write_text("msgid", encoding="utf-8")
    items, _ = folder.inline_genitems(*NO_CACHE)
    assert [item.nodeid for item in items if " de" in item.name] == [
        "scenes/campaign.yaml::translation de",
        "scenes/sound.yaml::translation de",
        "scenes/sound.yaml::tests in de",
    ]
    result = folder.runpytest_inprocess(*NO_CACHE, "scenes/campaign.yaml", "scenes/sound.yaml")
    result.assert_outcomes(passed=9, failed=1)
    result.stdout.fnmatch_lines(["*error?translation-syntax?*", "* scenes/translations/de/campaign.po:1:1"])
