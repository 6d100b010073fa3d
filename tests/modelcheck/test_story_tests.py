"""Story tests play like a player, and report the expected and the actual value of each expectation not met."""

from __future__ import annotations

from party_card.diagnostics.render import full
from party_card.modelcheck import run_story_tests
from party_card.services.translations import run_tests_in_languages
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_pack, load_shipped_scenes

SCENE = """\
scene: paper
title: The Paper
variables:
  read_it: false
  attention: {range: [0, 3], start: 0}
passages:
  desk:
    text: Seven *pages* lie on the desk.
    choices:
      - {id: read, text: Read them, did: You read them., set: {read_it: true}, add: {attention: 1}, goto: evening}
      - {id: leave, text: Leave them, did: You left them., goto: evening}
    record: Two men read it.
  evening:
    text:
      - text: The lamp is lit.
      - {text: You know what they say., if: read_it}
    choices:
      - {id: tell, text: Tell it, if: read_it, goto: morning}
      - {id: hide, text: Hide it, if: read_it, locked: You have nothing to hide, goto: morning}
      - {id: sleep, text: Sleep, goto: morning}
  morning:
    text: The pages are gone.
    ending: {id: gone, title: The pages are gone}
record:
  - text: The paper went round.
tests:
"""


def list_messages(*tests: str) -> list[str]:
    """Returns the messages of story tests, each written as one line of YAML."""
    results = run_story_tests(compile_scene_text(SCENE + "".join(f"  - {{name: it, {test}}}\n" for test in tests)))
    assert len(results) == len(tests)
    return [diagnostic.message for result in results for diagnostic in result.diagnostics]


def test_what_is_met_is_not_told() -> None:
    assert list_messages(
        "play: [read], expect: {passage: evening, variables: {read_it: true, attention: 1}, ending: null}",
        "play: [read], expect: {offers: [sleep, tell, hide], text: [You know, The lamp]}",
        "play: [leave], expect: {offers: [sleep], locked: [hide], absent: [tell], cites: []}",
        "play: [], expect: {passage: desk, text: Seven *pages* lie}",
        "play: [leave, sleep], expect: {ending: gone, record: [You left them., Two men, went round]}",
    ) == []  # fmt: skip


def test_each_expectation_that_is_not_met_is_told() -> None:
    assert list_messages(
        "play: [leave], expect: {passage: morning, variables: {read_it: true, attention: 2}}",
        "play: [leave], expect: {offers: [sleep, tell], locked: [sleep], absent: [hide]}",
        "play: [read], expect: {locked: [hide], absent: [hide], ending: gone}",
        "play: [leave], expect: {locked: [tell], text: [The lamp, You know], cites: [paper]}",
        "play: [leave, sleep], expect: {ending: null, record: You read them.}",
        "play: [leave], expect: {record: Two men}",
        "play: [leave], expect: {offers: []}",
    ) == [
        "“it” expected the passage `morning` and found `evening`",
        "“it” expected `read_it` to be true and found false",
        "“it” expected `attention` to be 2 and found 0",
        "“it” expected the offers `sleep` and `tell` and found `sleep`",
        "“it” expected `sleep` to be shown closed and found it open",
        "“it” expected `hide` to be absent and found it shown closed",
        "“it” expected `hide` to be shown closed and found it open",
        "“it” expected `hide` to be absent and found it open",
        "“it” expected the ending `gone` and found no ending",
        "“it” expected `tell` to be shown closed and found it absent",
        "“it” expected the text “You know” and found “The lamp is lit.”",
        "“it” expected a citation of `paper` and found no citation",
        "“it” expected no ending and found `gone`",
        "“it” expected the record “You read them.” and found “You left them. Two men read it. The whole story The paper went round.”",
        "“it” expected the record and found that no ending is reached",
        "“it” expected the offers none and found `sleep`",
    ]  # fmt: skip


def test_a_choice_that_cannot_be_made_stops_the_test() -> None:
    scene = compile_scene_text(SCENE + "  - name: too early\n    play: [leave, hide, sleep]\n    expect: {passage: morning}\n"
                             "  - name: misspelt\n    play: [leave, slep]\n    expect: {passage: morning}\n"
                             "  - name: too late\n    play: [leave, sleep, sleep]\n    expect: {passage: morning}\n")  # fmt: skip
    results = run_story_tests(scene)
    assert [result.choices for result in results] == [("leave",), ("leave",), ("leave", "sleep")]
    assert not any(result.is_passed for result in results)
    assert (
        full.render([diagnostic for result in results for diagnostic in result.diagnostics])
        == """\
error[story-test-failed]: “too early” stops: choice 2, `hide`, is shown, but closed in `evening`
  --> scenes/example.yaml:28:19
   |
28 |     play: [leave, hide, sleep]
   |                   ^^^^
help: on offer: `sleep`; choose one of them
help: `party-card play paper --choices leave` leads there

error[story-test-failed]: “misspelt” stops: choice 2, `slep`, is not on offer in `evening`
  --> scenes/example.yaml:31:19
   |
31 |     play: [leave, slep]
   |                   ^^^^
help: on offer: `sleep`; did you mean `sleep`?
help: `party-card play paper --choices leave` leads there

error[story-test-failed]: “too late” stops: choice 3, `sleep`, is not on offer in `morning`
  --> scenes/example.yaml:34:26
   |
34 |     play: [leave, sleep, sleep]
   |                          ^^^^^
help: nothing is on offer
help: `party-card play paper --choices leave,sleep` leads there

3 errors in 1 file
"""
    )


def test_citations_are_those_of_the_page() -> None:
    tests = "tests:\n  - {name: it, play: [leave], expect: {cites: [paper, read]}}\n"
    (result,) = run_story_tests(sample_scene(tests=tests))
    assert [diagnostic.message for diagnostic in result.diagnostics] == [
        "“it” expected a citation of `paper` and found no citation",
        "“it” expected a citation of `read` and found no citation",
    ]
    tests = "tests:\n  - {name: it, play: [leave, report], expect: {record: Talk followed}}\n"
    (result,) = run_story_tests(sample_scene(tests=tests))
    assert result.is_passed


def test_every_test_of_every_shipped_scene_passes() -> None:
    for compiled in load_shipped_scenes():
        assert [result.test.name for result in run_story_tests(compiled) if not result.is_passed] == []


def test_every_test_passes_in_every_language_that_a_shipped_scene_is_translated_into() -> None:
    pack = load_shipped_pack()
    languages = []
    for compiled in load_shipped_scenes():
        for language, results in run_tests_in_languages(pack, compiled, None):
            languages.append(language)
            assert [result.test.name for result in results if not result.is_passed] == []
            assert len(results) == len(compiled.scene.tests) > 20
    assert sorted(languages) == ["de", "uk"]
