"""A story test does not come out as expected.

Its choices are made one after the other as a student would make them; then what is there is compared with
what `expect` says. `offers` are all the open choices, `locked` and `absent` some that are shown closed or not
shown; `text`, `cites` and `record` are parts of what is shown. Correct the scene, or what you expect.

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
    tests:
      - name: reading it is remembered
        play: [read]
        expect: {passage: two, ending: done, variables: {read_it: true}, text: what it says}
FAIL REPLACES:
        play: [read]
        expect: {passage: two, ending: done, variables: {read_it: true}, text: what it says}
WITH:
        play: [go]
        expect: {passage: two, variables: {read_it: true}, text: what it says}
MESSAGE:
    error[story-test-failed]: “reading it is remembered” expected `read_it` to be true and found false
      --> scenes/example.yaml:19:49
       |
    19 |     expect: {passage: two, variables: {read_it: true}, text: what it says}
       |                                                 ^^^^ found false
    help: `party-card play a --choices go` leads there
    help: write `false`, if that is right

    error[story-test-failed]: “reading it is remembered” expected the text “what it says” and found “It is dark.”
      --> scenes/example.yaml:19:62
       |
    19 |     expect: {passage: two, variables: {read_it: true}, text: what it says}
       |                                                              ^^^^^^^^^^^^ found “It is dark.”
    help: `party-card play a --choices go` leads there
"""

from __future__ import annotations

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("story-test-failed", __doc__)
