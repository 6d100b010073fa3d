"""A paper can never exist.

Its condition is false at the end of every path, so no student will ever find it in the file. Often the `if` asks for
two choices that exclude each other, or for an ending that this choice does not lead to. Change the condition, or
delete the paper.

PASS:
    scene: a
    title: A
    passages:
      desk:
        text: A parcel lies on the desk.
        choices:
          - {id: enter, text: Enter it in the book, goto: night}
          - {id: leave, text: Leave the line empty, goto: night}
      night:
        text: It is dark.
        ending: {id: done, title: Done}
    file:
      name: Berg, K.
      card: [{stamp: kept}]
      unrecorded: {desk: ""}
      papers:
        - {id: line, kind: list, title: A line, text: Ruled., if: desk == enter}
FAIL REPLACES:
        - {id: line, kind: list, title: A line, text: Ruled., if: desk == enter}
WITH:
        - {id: line, kind: list, title: A line, text: Ruled., if: chose(enter) and chose(leave)}
MESSAGE:
    error[paper-never-left]: the paper `line` can never exist: its condition is false at the end of every path
      --> scenes/example.yaml:17:63
       |
    17 |     - {id: line, kind: list, title: A line, text: Ruled., if: chose(enter) and chose(leave)}
       |                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: look whether it asks for choices that exclude each other, or delete the paper
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.file_proof import get_file_proof
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every paper of the file that remains on no path."""
    proof = get_file_proof(states)
    for paper in proof.file.papers if proof is not None else ():
        if proof is not None and paper not in proof.possible_papers:
            message = (
                f"the paper {backquote(paper.id)} can never exist: its condition is false at the end of every path"
            )
            help_text = "look whether it asks for choices that exclude each other, or delete the paper"
            yield RULE.diagnose(message, paper.location.value("if").label(), help_text)


RULE = Rule("paper-never-left", Severity.ERROR, __doc__, find)
