"""Collects the items of a Harlowe passage, and knows which hook an `(else:)` looks back to.

Invariant: items stand in the order in which Harlowe runs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from party_card.importers.conditions import TRUE, Condition, collect_variables, conjoin, disjoin, negate
from party_card.importers.harlowe_nodes import Node
from party_card.importers.reveals import AnyItem, iter_all
from party_card.importers.story import Assign, Branch, If, LossKind, Lost, Place, Remark, Text

MAX_SOURCE_CHARACTERS = 300
"""Of longer parts that are lost, the beginning is told."""
NO_STYLING = "styling that a scene does not have"


@dataclass(slots=True)
class Chain:
    """The hooks that an `(else:)` looks back to.

    `shown` holds if the last of them was shown, None if nobody knows. `index` is that of their `If` as long as nothing
    but blanks came after it, else -1; `gap` tells if a line end was among the blanks.
    """

    shown: Condition | None
    index: int = -1
    gap: bool = False
    changed: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Scope:
    """A passage or a hook while it is read: its items, and the temporary variables that were set in it.

    `prose` has what comes after the last item.
    """

    items: list[AnyItem] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    chain: Chain | None = None
    temporary: set[str] = field(default_factory=set)


class ItemBuilder:
    """Builds the items of hooks within hooks, each in a scope of its own."""

    def __init__(self) -> None:
        self._scopes: list[Scope] = []
        self.places: list[Place] = []

    def open_scope(self) -> None:
        """Begins a hook."""
        self._scopes.append(Scope())

    def close_scope(self) -> list[AnyItem]:
        """Ends a hook, and returns its items."""
        self._flush()
        return self._scopes.pop().items

    def _flush(self) -> None:
        if self.scope.prose:
            self.scope.items.append(Text("".join(self.scope.prose)))
            self.scope.prose.clear()

    @property
    def scope(self) -> Scope:
        """The hook that is being read."""
        return self._scopes[-1]

    def is_temporary_set(self, name: str) -> bool:
        """Returns True if a temporary variable was set in this hook or around it."""
        return any(name in scope.temporary for scope in self._scopes)

    def place(self, node: Node) -> Place:
        """Returns where a part of the passage stands."""
        return Place(self.places[-1].file, self.places[-1].line + node.line)

    def emit(self, item: AnyItem) -> None:
        """Adds an item."""
        self._flush()
        chain = self.scope.chain
        if chain is not None:
            chain.changed |= collect_changed([item])
            if not isinstance(item, Remark):
                chain.index = -1
        self.scope.items.append(item)

    def emit_prose(self, prose: str) -> None:
        """Adds prose of a scene."""
        chain = self.scope.chain
        if chain is not None and chain.index >= 0:
            if prose.strip():
                chain.index = -1
            else:
                chain.gap = chain.gap or "\n" in prose
        self.scope.prose.append(prose)

    def emit_all(self, items: Sequence[AnyItem]) -> None:
        """Adds the items of a part that is no hook of its own."""
        for item in items:
            self.emit_prose(item.text) if isinstance(item, Text) else self.emit(item)

    def remark(self, node: Node, reason: str = NO_STYLING) -> None:
        """Adds a remark about styling."""
        self.emit(Remark(self.place(node), _shorten(node.source), reason))

    def make_lost(  # the fields of a loss
        self, node: Node, kind: LossKind, reason: str, source: str = "", variables: Sequence[str] = ()
    ) -> Lost:
        """Makes the report of a part that is not understood."""
        text = _shorten(source or node.source)
        return Lost(kind, self.place(node), text, reason, tuple(dict.fromkeys(variables)))

    def lose(  # the fields of a loss
        self, node: Node, kind: LossKind, reason: str, source: str = "", variables: Sequence[str] = ()
    ) -> None:
        """Reports a part that is not understood, at its place."""
        self.emit(self.make_lost(node, kind, reason, source, variables))

    def emit_branch(self, node: Node, condition: Condition | Lost, items: Sequence[AnyItem]) -> None:
        """Adds what is shown under a condition; a following `(else:)` looks back to it."""
        self.emit(If((Branch(condition, tuple(items)),), self.place(node)))  # type: ignore[arg-type]
        shown = None if isinstance(condition, Lost) else condition
        self.scope.chain = Chain(shown, len(self.scope.items) - 1, changed=collect_changed(items))

    def emit_always_shown(self) -> None:
        """Lets a following `(else:)` know that a hook before it was shown."""
        self.scope.chain = Chain(TRUE)

    def emit_else(self, node: Node, own: Condition | Lost, items: Sequence[AnyItem], chain: Chain) -> None:
        """Adds what is shown if the hook before was not, and `own` holds; `own` is TRUE for an `(else:)`."""
        shown = chain.shown
        after: Condition | None = None
        if shown is not None and not isinstance(own, Lost):  # an `(else:)` that is hidden counts as hidden itself
            after = negate(shown) if own is TRUE else disjoin(shown, own)
        changed = chain.changed | collect_changed(items)
        if chain.index >= 0:
            self._extend(chain, own, items)
            index = chain.index if own is not TRUE else -1
            self.scope.chain = Chain(after, index, chain.gap, changed)
            return
        condition: Condition | Lost
        if shown is None or isinstance(own, Lost):
            condition = own if isinstance(own, Lost) else self.make_lost(node, "condition", "the one before it is lost")
        elif collect_variables(shown) & chain.changed:
            condition = self.make_lost(node, "condition", "what the condition before it asks for has changed since")
            after = None
        else:
            condition = conjoin(negate(shown), own)
        self.emit(If((Branch(condition, tuple(items)),), self.place(node)))  # type: ignore[arg-type]
        self.scope.chain = Chain(after, changed=changed)

    def _extend(self, chain: Chain, own: Condition | Lost, items: Sequence[AnyItem]) -> None:
        """Adds a branch to an `If`; a line end between the hooks stands before the branch, and after all of them."""
        conditional = self.scope.items[chain.index]
        assert isinstance(conditional, If)  # noqa: S101  # the index of a chain is that of its `If`
        inner = (Text("\n"), *items) if chain.gap else tuple(items)
        branches = (*conditional.branches, Branch(own, inner))  # type: ignore[arg-type]
        self.scope.items[chain.index] = If(branches, conditional.place)


def collect_changed(items: Sequence[AnyItem]) -> set[str]:
    """Returns the variables that items change."""
    return {part.variable for part in iter_all(items) if isinstance(part, Assign)}


def _shorten(source: str) -> str:
    return source if len(source) <= MAX_SOURCE_CHARACTERS else source[:MAX_SOURCE_CHARACTERS] + " …"
