"""A text is never shown.

Whatever a student does, its condition is false whenever its passage is read; for a part of the record, at
every ending. Change the condition, or delete the text.

PASS:
    scene: a
    title: A
    variables:
      read_it: false
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, set: {read_it: true}, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text:
          - text: It is dark.
          - {text: You know what it says., if: read_it}
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: You wait.
WITH:
        text:
          - text: You wait.
          - {text: You know what it says., if: read_it}
MESSAGE:
    error[text-never-shown]: this text is never shown: on no path is its condition true in `one`
     --> scenes/example.yaml:9:44
      |
    9 |       - {text: You know what it says., if: read_it}
      |                                            ^^^^^^^
    help: in `one`, `read_it` is always false
    help: `party-card play a` leads to `one`
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.file_proof import get_file_proof
from party_card.modelcheck.findings.messages import make_passage_helps
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every conditional block of a reachable passage or of the record that no state shows."""
    for passage, condition, location in states.iter_conditional_blocks():
        if True not in states.find_results(passage, condition):
            name = backquote(states.model.passage_id(passage))
            message = f"this text is never shown: on no path is its condition true in {name}"
            yield RULE.diagnose(message, location.label(), *make_passage_helps(states, passage, condition))
    for block in states.compiled.scene.closing_blocks if states.endings else ():
        if block.if_ is not None and True not in states.find_results_at_endings(block.if_):
            message = "this part of the record is never shown: on no path is its condition true at an ending"
            helps = make_passage_helps(states, states.endings[0], block.if_)
            yield RULE.diagnose(message, block.location.value("if").label(), *helps)
    proof = get_file_proof(states)
    for paper in proof.possible_papers if proof is not None else ():
        for text in paper.texts:
            if proof is not None and text.if_ is not None:
                location = text.location.value("if")
                if not proof.can_stand(paper, text.if_, location):
                    message = (
                        f"this text never stands on the paper {backquote(paper.id)}: its condition is always false"
                    )
                    yield RULE.diagnose(message, location.label(), "change its condition, or delete the text")


RULE = Rule("text-never-shown", Severity.ERROR, __doc__, find)
