"""Rules: codes of diagnostics with their documentation and, if they have one, their check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Literal, TypeVar

from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote
from party_card.frozen_dataclass import frozen_dataclass

Subject_contra = TypeVar("Subject_contra", contravariant=True)
"""The subject of a check: a pack, or the reachable states of a scene."""
Diagnostics = Iterator[Diagnostic]
"""The diagnostics that a check yields."""
Scope = Literal["file", "document", "evidence", "picture", "pack"]
"""What a check judges, and so how much it has to see to judge one file.

`file`: each file by itself. `document`: each scene, prologue, campaign or text about people by itself, with all
dossiers. `evidence`: dossiers, sources and places, with all documents that cite them. `picture`: each picture by
itself. `pack`: anything, with everything.
"""


@frozen_dataclass
class Rule(Generic[Subject_contra]):
    """One code: its severity, the docstring of its module and its check.

    The docstring is a title line, paragraphs, and three indented sections that tests execute: `PASS:` an example
    without the mistake, `FAIL:` one with it, and `MESSAGE:` the diagnostic that it gets. If the second example differs
    from the first in a few lines, `FAIL REPLACES:` lines of PASS `WITH:` others is enough.
    """

    code: str
    severity: Severity
    docstring: str
    check: Callable[[Subject_contra], Iterable[Diagnostic]] | None = None
    scope: Scope = "file"

    @property
    def documentation(self) -> str:
        """The docstring with both examples in full."""
        beginning, short_form, remainder = self.docstring.partition("FAIL REPLACES:\n")
        if not short_form:
            return self.docstring
        passing_example = beginning.partition("PASS:\n")[2]
        old_lines, _, remainder = remainder.partition("WITH:\n")
        new_lines, message_heading, message = remainder.partition("MESSAGE:\n")
        if passing_example.count(old_lines) != 1:
            raise ValueError(f"{self.code}: PASS must have the lines of FAIL REPLACES once:\n{old_lines}")
        failing_example = passing_example.replace(old_lines, new_lines)
        return f"{beginning}FAIL:\n{failing_example}{message_heading}{message}"

    @property
    def title(self) -> str:
        """The first line of the documentation: the mistake, in a sentence."""
        return self.docstring.strip().partition("\n")[0]

    @property
    def help(self) -> str:
        """The paragraphs between the title and the examples: why it is wrong and how to fix it."""
        text = self.docstring.strip().partition("\n")[2]
        return text.partition("\nPASS:\n")[0].strip()

    def diagnose(
        self, message: str, primary: Label, *helps: str | Help, secondary: tuple[Label, ...] = ()
    ) -> Diagnostic:
        """Returns a diagnostic with the code and severity of this rule; a help of text alone may be a string."""
        help_objects = tuple(Help(help_) if isinstance(help_, str) else help_ for help_ in helps)
        return Diagnostic(self.code, self.severity, message, primary, secondary, help_objects)

    def diagnose_unknown(
        self, message: str, name: str, primary: Label, known_names: Iterable[str], fallback: str
    ) -> Diagnostic:
        """Returns a diagnostic for a name that does not exist: message and name, and which one was probably meant."""
        return self.diagnose(f"{message} {backquote(name)}", primary, *suggest_names(name, known_names, fallback))


def make_unchecked_rule(code: str, docstring: str) -> Rule[object]:
    """Returns the rule of an error that another module reports, such as the YAML loader: it has no check."""
    return Rule(code, Severity.ERROR, docstring)
