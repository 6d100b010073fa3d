"""A scene names a dossier that the pack does not have.

A dossier is a file in `seeds/` whose first line is `dossier: its-name`. Write that name, or add the file.

PASS:
    ### seeds/demo.yaml
    dossier: demo
    title: A demonstration
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    dossiers: [demo]
WITH:
    dossiers: [demmo]
MESSAGE:
    error[unknown-dossier]: this pack has no dossier `demmo`
     --> scenes/example.yaml:3:12
      |
    3 | dossiers: [demmo]
      |            ^^^^^
    help: did you mean `demo`?
"""

from __future__ import annotations

from pathlib import PurePath

from party_card.content.identifiers import IDENTIFIER
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import citing_documents


def check(pack: Pack) -> Diagnostics:
    """Checks the `dossiers` of every scene and of the campaign."""
    has_wrong_ids = any(not IDENTIFIER.match(name) for name in pack.dossiers)
    reported = set()
    for _, document in citing_documents(pack):
        for number, name in enumerate(document.dossiers):
            if not name or name in pack.dossiers or has_wrong_ids or pack.may_be_unread(name) or name in reported:
                continue
            reported.add(name)  # one message for all places: the name of the dossier itself may be wrong
            message, label = "this pack has no dossier", document.location.value("dossiers").item(number).label()
            unreadable = next((file.name for file in pack.files if PurePath(file.name).stem == name), None)
            if unreadable:
                help_text = f"mend {backquote(unreadable)} first, or its line `dossier:`"
                yield RULE.diagnose(f"{message} {backquote(name)}", label, help_text)
            else:
                help_text = "add a file to `seeds/` that begins with `dossier: its-name`"
                yield RULE.diagnose_unknown(message, name, label, pack.dossiers, help_text)


RULE = Rule("unknown-dossier", Severity.ERROR, __doc__, check, scope="pack")
