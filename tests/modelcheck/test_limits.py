"""The limits of a proof: scenes with too many positions are refused soon, with little memory, and the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from unittest.mock import patch

import pytest

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck import bfs, explore, explore_scene, prove_scene
from party_card.modelcheck.random_play import play_randomly
from party_card.modelcheck.reachability import StateLimitError
from tests.modelcheck.scenes import compile_scene_text

MAX_MEMORY_BYTES = 1_500_000_000


def write_errands(count: int, *, read_at: str) -> str:
    """Returns a scene in which `count` errands can be run in any order; `read_at` is where a text asks for each."""
    names = [f"errand_{number}" for number in range(count)]
    texts = "".join(f"\n      - {{if: {name}, text: Done is {name}.}}" for name in names)
    choices = "".join(
        f"\n      - {{id: do-{number}, text: Go, goto: street, set: {{{name}: true}}}}"
        for number, name in enumerate(names)
    )
    street_texts, home_texts = (texts, "") if read_at == "street" else ("", texts)
    return (
        "scene: errands\ntitle: Errands\nvariables:\n"
        + "".join(f"  {name}: false\n" for name in names)
        + f"passages:\n  street:\n    text:\n      - text: A street.{street_texts}\n    choices:{choices}\n"
        + f"      - {{id: home, text: Home, goto: home}}\n  home:\n    text:\n      - text: At home.{home_texts}\n"
        + "    ending: {id: done, title: Done}\n"
    )


def prove_in_process(scene: str) -> str:
    """Proves a scene in another process whose memory is limited; returns its diagnostics."""
    code = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MAX_MEMORY_BYTES}, {MAX_MEMORY_BYTES}))\n"
        "from party_card.modelcheck import prove_scene\n"
        "from tests.modelcheck.scenes import compile_scene_text\n"
        "for diagnostic in prove_scene(compile_scene_text(sys.stdin.read())).diagnostics:\n"
        "    print(diagnostic.code, diagnostic.message, *(help.message for help in diagnostic.helps), sep='|')\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], input=scene, capture_output=True, text=True, timeout=60, check=False
    )
    assert process.returncode == 0, process.stderr[-2000:]
    return process.stdout


def test_sixty_variables_that_are_read_at_the_end_are_refused() -> None:
    result = prove_in_process(write_errands(60, read_at="home"))
    assert result.startswith("too-many-positions|more than 500,000 positions: `errand_0` (2 values), ")
    assert "and 57 more variables multiply them|most of them are in `street`|" in result


def test_variables_that_are_read_at_once_are_refused_before_the_memory_ends() -> None:
    result = prove_in_process(write_errands(33, read_at="street"))
    assert "and 30 more variables multiply them" in result


def test_bit_sets_that_would_need_gigabytes_are_never_made() -> None:
    result = prove_in_process(write_errands(28, read_at="street"))
    assert result.startswith("too-many-positions|more than ")


def test_twenty_variables_are_proved_by_default() -> None:
    states = explore_scene(compile_scene_text(write_errands(20, read_at="street")))
    assert states.state_count == 2**20 + 1


def test_no_more_states_are_held_than_the_limit_and_one_image() -> None:
    compiled = compile_scene_text(write_errands(16, read_at="home"))
    with pytest.raises(StateLimitError) as raised:
        explore_scene(compiled, max_states=3_000, max_bits=0)
    held_count = sum(map(raised.value.algebra.count, raised.value.state_sets))
    assert 3_000 < held_count <= 6_000


def test_a_limit_of_ones_own_lifts_the_limit_on_memory() -> None:
    compiled = compile_scene_text(write_errands(9, read_at="street"))
    with patch.object(explore, "MAX_BYTES", 1_000):
        with pytest.raises(StateLimitError) as raised:
            explore_scene(compiled)
        assert explore_scene(compiled, max_states=2_000).state_count == 2**9 + 1
    assert raised.value.limit < 2**9


def test_the_verdict_of_the_limit_on_memory_depends_on_nothing_but_the_scene() -> None:
    scene = write_errands(34, read_at="street")
    assert prove_in_process(scene) == prove_in_process(scene)


def carrying_scene(count: int) -> CompiledScene:
    """Returns a scene that imports `count` traces, reads all of them, and gets stuck with the eleventh."""
    names = [f"trace_{number}" for number in range(count)]
    return compile_scene_text(
        "scene: late\ntitle: Late\nvariables:\n"
        + "".join(f"  {name}: {{carried: {name.replace('_', '-')}}}\n" for name in names)
        + "passages:\n  door:\n    text: A door.\n    choices:\n"
        + f"      - {{id: in, text: Go in, goto: room, if: '{' or '.join(names)} or not trace_0'}}\n"
        + "  room:\n    text: A room.\n    choices:\n"
        + "      - {id: out, text: Out, goto: end, if: not trace_10}\n"
        + "  end:\n    text: Out.\n    ending: {id: done, title: Done}\n"
    )


def test_more_imported_traces_than_can_be_combined_are_refused() -> None:
    (diagnostic,) = prove_scene(carrying_scene(40)).diagnostics
    assert diagnostic.code == "too-many-positions"
    assert "`trace_0` (2 values)" in diagnostic.message
    assert "37 more variables" in diagnostic.message


def test_a_scene_with_too_many_imported_traces_can_be_played_at_random() -> None:
    result = play_randomly(carrying_scene(40), plays=50, seed=3)
    assert result.failure is not None
    assert result.failure.choices == ("in",)
    assert "--carried trace-10 " in str(result.failure.diagnostic)


def test_a_search_for_a_witness_that_needs_too_much_memory_is_given_up() -> None:
    compiled = compile_scene_text(
        "scene: s\ntitle: S\nvariables:\n  hours: {range: [0, 60], start: 0}\npassages:\n  one:\n    text: T.\n"
        "    choices:\n      - {id: wait, text: Wait, goto: one, set: {hours: +1}}\n"
        "      - {id: go, text: Go, goto: two, if: hours > 40}\n"
        "  two:\n    text: T.\n    choices: [{id: on, text: On, goto: three, if: hours < 45}]\n"
        "  three: {text: T., ending: {id: e, title: E}}\n"
    )
    with patch.object(bfs, "MAX_LAYER_BYTES", 100):
        proof = prove_scene(compiled)
    assert "too-many-positions" in {diagnostic.code for diagnostic in proof.diagnostics}
    assert not proof.is_proved
