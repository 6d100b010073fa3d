"""A scene in which nearly every form of YAML stands somewhere, with comments at every place."""

from __future__ import annotations

HARD_SCENE = """\
# A hard one. Comments everywhere.
scene: hard   # the id
title: 'It''s hard'
dossiers: [a]
start: one
variables: {kept: {values: [page, none], start: none}, read_it: false}

passages:
  # before one
  one:   # behind one
    date: 1932-07
    text: >-
      A folded text that
      runs on.

      And on.


      A second paragraph.
    # before the choices
    choices:
      # before the first choice
      - id: go   # behind an id
        # between keys
        text: "Go \\"on\\" \\
               please"
        goto: two   # behind goto
      -   id: stay
          text: Stay
              here for
              a while
          goto: one
          if: kept == page
        # deeper than the dash
      # after the last choice

  # before two


  two: {text: "Flow # text", choices: [{id: a, text: b, goto: three}, {id: c, text: 'it''s', goto: one,}], }
  three:
    text:
    - if: read_it
      text: |+
        Kept newlines.

    - document: |2
          Indented first line
        second line
    - {text: in a flow, if: visited(two)}
    choices: [{id: k, text: x, goto: two},
              # inside a flow
              {id: l, text: y}]
  plain:
    date: 1932-08
    text: Words on a line.
    choices:
    - {id: m, text: m, set: {kept: page, read_it: true}}
    -
      id: n
      text: |   # a comment behind a bar
        A choice with words
        on two lines
      add:
        attention: 1   # how much
      goto: four
    history:
      - m
  four:
    ending: {id: e, title: E}
    text: last text # with a comment
# the end of passages

tests:
- name: t
  play: [go, a]
  expect: {passage: three}
- name: "u"
  play:
    - stay
  expect:
    passage: one   # reached again
"""
