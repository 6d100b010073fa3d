"""The campaign names a prologue that the pack does not have.

A prologue is a file of its own, which begins with `prologue: its-name`; `prologue:` in `scenes/campaign.yaml` names it,
and it is shown before the first scene. Write the name as it stands in the first line of that file.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    ### scenes/campaign.yaml
    campaign: year
    title: A Year
    prologue: the-ice
    scenes: [spring]
    ### scenes/prologue.yaml
    prologue: the-ice
    dossiers: [demo]
    beats:
      - text: "The river froze. [@frozen-river]"
FAIL REPLACES:
    prologue: the-ice
    scenes: [spring]
WITH:
    prologue: the-icy
    scenes: [spring]
MESSAGE:
    error[unknown-prologue]: this pack has no prologue `the-icy`
     --> scenes/campaign.yaml:3:11
      |
    3 | prologue: the-icy
      |           ^^^^^^^
    help: did you mean `the-ice`?
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule


def check(pack: Pack) -> Diagnostics:
    """Checks the prologue of the campaign."""
    campaign = pack.campaign
    if campaign is None or not campaign.prologue or campaign.prologue in pack.prologues:
        return
    if not pack.may_be_unread(campaign.prologue):
        label = campaign.location.value("prologue").label()
        help_text = "add a file that begins with `prologue: its-name`"
        yield RULE.diagnose_unknown("this pack has no prologue", campaign.prologue, label, pack.prologues, help_text)


RULE = Rule("unknown-prologue", Severity.ERROR, __doc__, check, scope="pack")
