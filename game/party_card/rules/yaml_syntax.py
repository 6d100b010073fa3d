"""The file cannot be read as YAML.

YAML is the way of writing that all files of a pack use: `key: value` lines, lists with `- `, and indentation
that says what belongs to what. Most often a text holds a colon and a space, a quotation mark is not closed,
or a line is indented differently from its neighbours. Put a text with a colon in double quotes, or write it
as a block: `text: |`, and the text indented on the lines beneath. Nothing else in the file is checked until
it can be read.

PASS:
    scene: a
    title: "Moscow: the first day"
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    title: "Moscow: the first day"
WITH:
    title: Moscow: the first day
MESSAGE:
    error[yaml-syntax]: a colon and a space in a text end a key in YAML
     --> scenes/example.yaml:2:14
      |
    2 | title: Moscow: the first day
      |              ^
    help: put the whole text in quotation marks
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("yaml-syntax", __doc__)
