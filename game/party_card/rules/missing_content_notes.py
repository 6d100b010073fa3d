"""A scene has content notes without a summary, or a summary without content notes.

Content notes tell students beforehand what a scene touches; whoever skips it reads the summary instead. So
each needs the other. A content note is short and neutral: `political persecution`.

PASS:
    scene: a
    title: A
    content_notes: [arrest]
    summary: Two men are arrested.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    summary: Two men are arrested.
WITH:
MESSAGE:
    error[missing-content-notes]: this scene has content notes but no summary for those who skip it
     --> scenes/example.yaml:3:1
      |
    3 | content_notes: [arrest]
      | ^^^^^^^^^^^^^
    help: add `summary:` with a few sentences on what happens
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import has_key


def check(pack: Pack) -> Diagnostics:
    """Checks every scene."""
    for scene in pack.scenes.values():
        location = scene.location
        if scene.content_notes and not has_key(location, "summary"):
            message = "this scene has content notes but no summary for those who skip it"
            help_text = "add `summary:` with a few sentences on what happens"
            yield RULE.diagnose(message, location.key_label("content_notes"), help_text)
        elif scene.summary and not has_key(location, "content_notes"):
            message = "this scene has a summary for those who skip it but no content notes"
            help_text = "add `content_notes:` with a list of what may trouble a student"
            yield RULE.diagnose(message, location.key_label("summary"), help_text)


RULE = Rule("missing-content-notes", Severity.ERROR, __doc__, check)
