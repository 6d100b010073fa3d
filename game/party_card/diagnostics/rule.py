"""Rules: codes of diagnostics with their documentation and, if they have one, their check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity

Subject_contra = TypeVar("Subject_contra", contravariant=True)
"""What a rule checks: a pack, or the reachable states of a scene."""
Scope = Literal["scene", "pack"]
"""How much a check has to see to check one scene: that scene and its dossiers, or the whole pack."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject_contra]):
    """One code: its severity, its documentation (the docstring of its module) and its check.

    The documentation is a title line, paragraphs, and three indented sections that tests execute: `PASS:` an example
    without the mistake, `FAIL:` one with it, and `MESSAGE:` the diagnostic that it gets.
    """

    code: str
    severity: Severity
    documentation: str
    check: Callable[[Subject_contra], Iterable[Diagnostic]] | None = None
    scope: Scope = "scene"

    @property
    def title(self) -> str:
        """The first line of the documentation: what is wrong, in a sentence."""
        return self.documentation.strip().partition("\n")[0]

    @property
    def help(self) -> str:
        """The paragraphs between the title and the examples: why it is wrong and how to fix it."""
        text = self.documentation.strip().partition("\n")[2]
        return text.partition("\nPASS:\n")[0].strip()

    def diagnose(
        self, message: str, primary: Label, secondary: tuple[Label, ...] = (), helps: tuple[Help, ...] = ()
    ) -> Diagnostic:
        """Returns a diagnostic with the code and severity of this rule."""
        return Diagnostic(self.code, self.severity, message, primary, secondary, helps)


class UncheckedRule(Rule[object]):
    """A code that other modules report, such as the YAML loader: documentation without a check."""
