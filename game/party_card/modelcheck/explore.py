"""Explores a scene: chooses a representation of state sets and computes all reachable states.

Invariant: the representation affects time and memory only. An exploration is complete or raises StateLimitError.
"""

from __future__ import annotations

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.bitset.bit_layout import build_layouts, count_bits
from party_card.modelcheck.bitset.bit_sets import BitSetAlgebra
from party_card.modelcheck.bitset.value_analysis import compute_possible_values
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.model import build_model
from party_card.modelcheck.packed_states import PackedSetAlgebra
from party_card.modelcheck.reachability import ProgressCallback, compute_reachable
from party_card.modelcheck.state_sets import StateSetAlgebra
from party_card.modelcheck.state_space import ReachableStates, StateSet

MAX_BITSET_BITS = 500_000_000
"""Bit sets are used if all passages together have at most this many bits, else sets of packed integers."""
MAX_BITSET_STATES = 200_000_000
"""Default limit for bit sets: a few bytes a state."""
MAX_PACKED_STATES = 5_000_000
"""Default limit for packed integers: about a hundred bytes a state."""

MIN_MOVED_BITS_FOR_SWITCH = 3_000_000_000
MAX_MOVED_BITS_PER_STATE = 1_000
"""An exploration with bit sets that has moved more than both is started again with packed integers."""


def build_algebra(
    compiled: CompiledScene, *, drop_dead_slots: bool = True, max_bits: int = MAX_BITSET_BITS
) -> StateSetAlgebra[StateSet]:
    """Returns bit sets for a scene if they have at most `max_bits` bits, else sets of packed integers.

    Without `drop_dead_slots` every slot counts as live everywhere: slower, for comparison only.
    """
    model = build_model(compiled)
    all_slots = (1 << len(model.domain_sizes)) - 1
    live = compute_live_slots(model) if drop_dead_slots else tuple(all_slots for _ in model.transitions)
    layouts = build_layouts(model, live, compute_possible_values(model))
    return BitSetAlgebra(model, layouts) if count_bits(layouts) <= max_bits else PackedSetAlgebra(model, live)


def explore_scene(
    compiled: CompiledScene,
    *,
    max_states: int | None = None,
    progress: ProgressCallback | None = None,
    drop_dead_slots: bool = True,
    max_bits: int = MAX_BITSET_BITS,
) -> ReachableStates:
    """Computes all reachable states. Raises StateLimitError beyond `max_states`, by default what fits into memory."""
    algebra = build_algebra(compiled, drop_dead_slots=drop_dead_slots, max_bits=max_bits)
    limit = max_states or (MAX_BITSET_STATES if isinstance(algebra, BitSetAlgebra) else MAX_PACKED_STATES)
    try:
        reachable, state_count = compute_reachable(
            algebra, max_states=limit, progress=_SparsityMonitor(algebra, progress)
        )
    except _SparseBitSetsError:
        algebra = PackedSetAlgebra(algebra.model, compute_live_slots(algebra.model))
        reachable, state_count = compute_reachable(
            algebra, max_states=max_states or MAX_PACKED_STATES, progress=progress
        )
    return ReachableStates(algebra, reachable, state_count)


class _SparseBitSetsError(Exception):
    """The bit sets are nearly empty, so that moving them costs more than moving packed integers."""


class _SparsityMonitor:
    """Forwards progress, and stops an exploration that moves thousands of bits for every state it finds."""

    def __init__(self, algebra: StateSetAlgebra[StateSet], progress: ProgressCallback | None) -> None:
        layouts = (
            [layout for layout in algebra.layouts if layout is not None] if isinstance(algebra, BitSetAlgebra) else []
        )
        self._mean_bits = count_bits(layouts) // max(len(layouts), 1)
        self._progress = progress
        self._moved_bits = 0

    def __call__(self, state_count: int) -> None:
        if self._progress is not None:
            self._progress(state_count)
        self._moved_bits += self._mean_bits
        if self._moved_bits > max(MIN_MOVED_BITS_FOR_SWITCH, MAX_MOVED_BITS_PER_STATE * state_count):
            raise _SparseBitSetsError
