"""A translation is no gettext catalogue in UTF-8.

A translation is a file of messages, as Poedit, Weblate and other programs write it. Somebody who writes it by hand
sets every text in quotation marks, with a backslash before those that stand in it.

PASS:
    ### scenes/translations/de/example.po
    msgctxt "passages/one/choices/wait/text"
    msgid "Wait"
    msgstr "\\"Warten\\""
FAIL REPLACES:
    msgstr "\\"Warten\\""
WITH:
    msgstr "Warten
MESSAGE:
    error[translation-syntax]: this line is none of a gettext catalogue
     --> scenes/translations/de/example.po:3:1
      |
    3 | msgstr "Warten
      | ^^^^^^^^^^^^^^
    help: open it in a program for translations, such as Poedit, and save it as UTF-8
"""

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.source import SourceFile, Span

RULE: Rule[object] = Rule("translation-syntax", Severity.ERROR, __doc__)


def report(file: SourceFile, line: int, message: str) -> Diagnostic:
    """Returns the diagnostic of a line that cannot be read."""
    label = Label(file, Span(line, 1, max(len(file.line(line)) + 1, 2)))
    return RULE.diagnose(message, label, "open it in a program for translations, such as Poedit, and save it as UTF-8")
