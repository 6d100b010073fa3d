"""A translation is that of no scene, or into no language.

The file of a translation is called by the scene, or `campaign.po` if it is that of the campaign; its folder is called
by the code of the language: `uk` for Ukrainian, `de` for German, `pt-BR` for the Portuguese of Brazil. So
`scenes/translations/de/example.po` is the scene `example` in German.

PASS:
    ### scenes/example.yaml
    scene: example
    title: A
    passages:
      one: {text: "1", ending: {id: done, title: "2"}}
    ### scenes/translations/de/example.po
    msgctxt "title"
    msgid "A"
    msgstr "B"
FAIL:
    ### scenes/example.yaml
    scene: example
    title: A
    passages:
      one: {text: "1", ending: {id: done, title: "2"}}
    ### scenes/translations/de/exampel.po
    msgctxt "title"
    msgid "A"
    msgstr "B"
MESSAGE:
    error[unknown-translation]: there is no scene `exampel`
     --> scenes/translations/de/exampel.po:1:1
    help: did you mean `example`?
"""

from collections.abc import Collection

from party_card.content.languages import is_language_code
from party_card.diagnostics.diagnostic import Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.words import backquote


def report(file_name: str, language: str, scene: str, scenes: Collection[str]) -> Diagnostics:
    """Reports the file of a translation that is called by no language or by none of the scenes, which `scenes` names.

    `campaign` is among them if a campaign is called so.
    """
    label = Label(SourceFile(file_name, ""), Span(1, 1, 2))
    if not is_language_code(language):
        advice = "call the folder by a code such as `uk` or `de`"
        yield RULE.diagnose(f"{backquote(language)} is no code of a language", label, advice)
    if scene not in scenes:
        yield RULE.diagnose_unknown("there is no scene", scene, label, scenes, "call the file by a scene of the pack")


RULE: Rule[object] = Rule("unknown-translation", Severity.ERROR, __doc__)
