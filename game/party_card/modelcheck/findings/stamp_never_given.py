"""A stamp is never on the card.

The first stamp whose condition holds is the one on the card. This one is never the first: its condition is false at the
end of every path, or one that stands before it always holds. Put the stamps in order, the rare ones first and the one
without a condition last, or delete those that nobody gets.

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
      card:
        - {stamp: marked, if: desk == leave}
        - {stamp: kept}
      unrecorded: {desk: ""}
FAIL REPLACES:
        - {stamp: marked, if: desk == leave}
        - {stamp: kept}
WITH:
        - {stamp: kept}
        - {stamp: marked, if: desk == leave}
MESSAGE:
    error[stamp-never-given]: the stamp `marked` is never given: the stamp `kept` before it always holds
      --> scenes/example.yaml:16:15
       |
    15 |     - {stamp: kept}
       |               ---- always holds
    16 |     - {stamp: marked, if: desk == leave}
       |               ^^^^^^
    help: put the stamp without a condition last, or give it one
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.file_proof import get_file_proof
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every stamp that is given on no path."""
    proof = get_file_proof(states)
    if proof is None:
        return
    unconditional = None
    for stamp in proof.file.card:
        if stamp not in proof.possible_stamps:
            message = f"the stamp {backquote(stamp.stamp)} is never given: "
            label = stamp.location.value("stamp").label()
            if unconditional is not None:
                before = f"the stamp {backquote(unconditional.stamp)} before it always holds"
                secondary = (unconditional.location.value("stamp").label(message="always holds"),)
                help_text = "put the stamp without a condition last, or give it one"
                yield RULE.diagnose(message + before, label, help_text, secondary=secondary)
            else:
                reason = "at the end of every path its condition is false, or a stamp before it holds"
                yield RULE.diagnose(message + reason, label, "change its condition or its place, or delete the stamp")
        if stamp.if_ is None:
            unconditional = unconditional or stamp


RULE = Rule("stamp-never-given", Severity.ERROR, __doc__, find)
