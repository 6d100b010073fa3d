"""The card gets no stamp on some path.

At the end of this path no stamp of the file holds, so the page could not say what became of the party card. Put a stamp
without a condition last: it is given where none before it holds.

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
        - {stamp: kept}
WITH:
MESSAGE:
    error[no-stamp]: at the end of this path no stamp is on the card
      --> scenes/example.yaml:14:3
       |
    14 |   card:
       |   ^^^^
    help: `party-card play a --choices enter` leads there
    help: end the list with a stamp without `if`
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.modelcheck.file_proof import get_file_proof
from party_card.modelcheck.findings.messages import make_witness_help
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports a shortest path at whose end no stamp holds."""
    proof = get_file_proof(states)
    witness = proof.path_without_stamp if proof is not None else None
    if proof is not None and witness is not None:
        message, help_text = "at the end of this path no stamp is on the card", "end the list with a stamp without `if`"
        label = proof.file.location.key_label("card")
        yield RULE.diagnose(message, label, make_witness_help(states, witness), help_text)


RULE = Rule("no-stamp", Severity.ERROR, __doc__, find)
