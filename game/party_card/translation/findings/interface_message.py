"""A message of the interface cannot be shown as it is translated.

The program puts a message together from its translation and the values in braces, so a translation has the same fields
as its message, as many forms as the header says, and no more lines. A message with a mistake is shown in English.

PASS:
    ### languages/pl/party_card.po
    msgid "Page {number}"
    msgstr "Strona {number}"
FAIL REPLACES:
    msgstr "Strona {number}"
WITH:
    msgstr "Strona {liczba}"
MESSAGE:
    error[interface-message]: the message has the fields {number}, and this translation the fields {liczba}
     --> languages/pl/party_card.po:2:9
      |
    2 | msgstr "Strona {liczba}"
      |         ^^^^^^^^^^^^^^^
    help: write the fields in braces as they are in the message
"""

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.source import SourceFile, Span

FIELDS_ADVICE = "write the fields in braces as they are in the message"
ADVICE = "until this is mended, the message is shown in English"


def report(file: SourceFile, number: int, reason: str) -> Diagnostic:
    """Returns the diagnostic of a line of a catalogue of the interface."""
    line = file.line(number).rstrip()
    column = line.find('"') + 1
    label = Label(file, Span(number, column + 1, max(len(line), column + 2)))
    return RULE.diagnose(reason, label, FIELDS_ADVICE if "in braces" in reason or "fields" in reason else ADVICE)


RULE: Rule[object] = Rule("interface-message", Severity.ERROR, __doc__)
