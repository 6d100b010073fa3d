"""Explores a scene: chooses a representation of state sets and computes all reachable states.

Invariant: the representation affects time and memory only. An exploration is complete or raises StateLimitError.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.bitset.bit_layout import BitLayout, build_layouts, count_bits
from party_card.modelcheck.bitset.bit_sets import BitSetAlgebra
from party_card.modelcheck.bitset.value_analysis import compute_possible_values
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.model import build_model
from party_card.modelcheck.packed_states import PackedSetAlgebra
from party_card.modelcheck.reachability import ProgressCallback, compute_reachable
from party_card.modelcheck.state_space import ReachableStates

MAX_BITSET_BITS = 500_000_000
"""Bit sets are used if all passages together have at most this many bits, else sets of packed integers."""
MAX_BITSET_STATES = 200_000_000
"""Default limit for bit sets: a few bytes a state."""
MAX_PACKED_STATES = 5_000_000
"""Default limit for packed integers: about a hundred bytes a state."""

MIN_MOVED_BITS_FOR_SWITCH = 3_000_000_000
MAX_MOVED_BITS_PER_STATE = 1_000
"""An exploration with bit sets that has moved more than both is started again with packed integers."""


def explore_scene(
    compiled: CompiledScene, *, max_states: int | None = None, max_bits: int = MAX_BITSET_BITS
) -> ReachableStates:
    """Computes all reachable states. Raises StateLimitError beyond `max_states` (default: as fit into memory)."""
    model = build_model(compiled)
    live_masks = compute_live_slots(model)
    layouts = build_layouts(model, live_masks, compute_possible_values(model))
    if count_bits(layouts) <= max_bits:
        bit_sets, check = BitSetAlgebra(model, layouts), _make_sparsity_check(layouts)
        with suppress(_SparseBitSetsError):
            states = compute_reachable(bit_sets, max_states=max_states or MAX_BITSET_STATES, progress=check)
            return ReachableStates(bit_sets, *states)
    packed_sets = PackedSetAlgebra(model, live_masks)
    return ReachableStates(packed_sets, *compute_reachable(packed_sets, max_states=max_states or MAX_PACKED_STATES))


class _SparseBitSetsError(Exception):
    """The bit sets are nearly empty, so that moving them costs more than moving packed integers."""


def _make_sparsity_check(layouts: Sequence[BitLayout | None]) -> ProgressCallback:
    """Returns a callback that stops an exploration that moves thousands of bits for every state it finds."""
    mean_bits = count_bits(layouts) // max(sum(layout is not None for layout in layouts), 1)
    moved_bits = 0

    def check_sparsity(state_count: int) -> None:
        nonlocal moved_bits
        moved_bits += mean_bits
        if moved_bits > max(MIN_MOVED_BITS_FOR_SWITCH, MAX_MOVED_BITS_PER_STATE * state_count):
            raise _SparseBitSetsError

    return check_sparsity
