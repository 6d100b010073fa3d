"""A proof that begins from the states of the scene with other words is the proof from nothing."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck import Proof, prove_scene
from party_card.modelcheck.passage_summary import describe_rules, summarize_passages
from party_card.modelcheck.proof import add_findings_of_words
from tests.modelcheck.scenes import compile_scene_text, scene_texts
from tests.random_examples import random_examples

PROSE = re.compile(r"^( +(?:- )?text: )(\w[^\n]*)$", re.MULTILINE)


def describe(proof: Proof) -> Any:
    assert proof.states is not None
    return proof.diagnostics, proof.to_data(), summarize_passages(proof.states)


def prove(compiled: CompiledScene, known: Proof | None = None) -> Proof:
    states = None if known is None else known.states
    return add_findings_of_words(prove_scene(compiled, counts_words=False, known_states=states))


@random_examples(
    st.booleans().flatmap(lambda has_file: scene_texts(with_file=has_file)),
    st.lists(st.integers(0, 9), min_size=3, max_size=3),
    everyday=25,
    long=200,
)
def test_a_proof_from_known_states_is_the_proof_from_nothing(text: str, word_counts: list[int]) -> None:
    last = prove(compile_scene_text(text))
    for count in word_counts:
        changed = PROSE.sub(lambda match: f"{match[1]}{match[2]}{' more' * ((count + match.start()) % 7)}", text)  # noqa: B023
        compiled = compile_scene_text(changed)
        assert describe_rules(compiled) == describe_rules(last.compiled)
        proof = prove(compiled, last)
        assert describe(proof) == describe(prove(compiled))
        last = proof
