"""A file is neither a scene nor a dossier nor anything else that a pack holds.

What a file is, its first key says: `scene:` for a scene, `campaign:` for the order of the scenes, `dossier:`
for facts, `people:` for people, `references:` for sources, `index:` for the paragraphs of a source. Add the key that
fits, or move the file out of the pack.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    scene: a
WITH:
MESSAGE:
    error[unknown-kind]: this is no scene, dossier, bibliography, index or campaign
     --> scenes/example.yaml:1:1
      |
    1 | title: A
      | ^
    help: begin a scene with a line `scene: its-name`
"""

from party_card.diagnostics.rule import make_unchecked_rule

RULE = make_unchecked_rule("unknown-kind", __doc__)
