"""A paper never shows a decision that it names.

On every path on which the paper remains, its passage is not met, so the decision there is never read from it. Change
the condition of the paper, or take the passage out of `shows`: perhaps it belongs under `unrecorded`.

PASS:
    scene: a
    title: A
    passages:
      desk:
        text: A parcel lies on the desk.
        choices:
          - {id: enter, text: Enter it in the book, goto: office}
          - {id: leave, text: Leave the line empty, goto: night}
      office:
        text: They ask for the book.
        choices:
          - {id: give, text: Hand it over, goto: night}
          - {id: wait, text: Wait, goto: night}
      night:
        text: It is dark.
        ending: {id: done, title: Done}
    file:
      name: Berg, K.
      card: [{stamp: kept}]
      papers:
        - {id: line, kind: list, title: A line, text: One parcel., if: desk == enter, shows: [desk, office]}
FAIL REPLACES:
        - {id: line, kind: list, title: A line, text: One parcel., if: desk == enter, shows: [desk, office]}
WITH:
        - {id: line, kind: list, title: A line, text: Ruled., if: desk == leave, shows: [desk, office]}
MESSAGE:
    warning[decision-never-shown]: the paper `line` never shows the decision in `office`: no path has both
      --> scenes/example.yaml:21:92
       |
    21 |     - {id: line, kind: list, title: A line, text: Ruled., if: desk == leave, shows: [desk, office]}
       |                                                                                            ^^^^^^
    help: change the condition of the paper, or take the passage out of `shows`
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.file_proof import get_file_proof
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every passage that a paper names and shows on no path; those never reached have been reported."""
    proof = get_file_proof(states)
    if proof is None:
        return
    reachable = {states.model.passage_id(passage) for passage in states.passages}
    for paper in proof.possible_papers:
        for index, passage in enumerate(paper.shows):
            if passage in reachable and (paper.id, passage) not in proof.shown_decisions:
                decision = f"the decision in {backquote(passage)}"
                message = f"the paper {backquote(paper.id)} never shows {decision}: no path has both"
                help_text = "change the condition of the paper, or take the passage out of `shows`"
                yield RULE.diagnose(message, paper.location.value("shows").item(index).label(), help_text)


RULE = Rule("decision-never-shown", Severity.WARNING, __doc__, find)
