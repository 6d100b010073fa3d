"""A part of the file is repeated with `&` and `*`.

YAML can name a part with `&` and repeat it with `*`. A few such lines can grow to millions, so a pack from a
stranger could stop the computer; here nothing is repeated in this way. Write the part out again. A text that
merely begins with `&` or `*` needs quotes.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one: &waiting
        text: You wait.
        ending: {id: done, title: Done}
      two: *waiting
MESSAGE:
    error[yaml-alias]: `*waiting` repeats another part of the file; repetitions are not read
     --> scenes/example.yaml:7:8
      |
    7 |   two: *waiting
      |        ^^^^^^^^
    help: write the part out here
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("yaml-alias", __doc__)
