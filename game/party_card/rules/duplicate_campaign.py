"""A pack has two campaigns.

A campaign puts the scenes of a pack in order, so there can only be one. A file beside it may be an older copy: delete
it, or give it another ending.

PASS:
    ### scenes/campaign.yaml
    campaign: winter
    title: A Winter
    scenes: [letter]
    ### scenes/letter.yaml
    scene: letter
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    ### scenes/campaign.yaml
    campaign: winter
    title: A Winter
    scenes: [letter]
    ### scenes/letter.yaml
    scene: letter
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    ### scenes/order.yaml
    campaign: winter-in-order
    title: A Winter
    scenes: [letter]
MESSAGE:
    error[duplicate-campaign]: there is another campaign; a pack has one
     --> scenes/order.yaml:1:1
      |
    1 | campaign: winter-in-order
      | ^^^^^^^^
     ::: scenes/campaign.yaml:1:1
      |
    1 | campaign: winter
      | -------- the first one
    help: put the scenes of both into one file, or make a pack of its own for each
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("duplicate-campaign", __doc__)
