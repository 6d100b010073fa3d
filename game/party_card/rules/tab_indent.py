"""A tab stands where YAML wants spaces.

Tabs look like spaces but are as wide as each program likes, so YAML does not take them for indentation.
Delete the tab and use two spaces for each level; most editors can be told to do so whenever the Tab key is
pressed.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: You wait.
WITH:
    {tab}text: You wait.
MESSAGE:
    error[tab-indent]: a tab stands where YAML wants spaces
     --> scenes/example.yaml:5:1
      |
    5 |     text: You wait.
      | ^^^^ a tab
    help: use two spaces for each level
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("tab-indent", __doc__)
