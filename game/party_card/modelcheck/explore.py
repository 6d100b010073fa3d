"""Explores a scene: chooses a representation of state sets and computes all reachable states.

Invariant: the representation affects time and memory only. An exploration is complete or raises StateLimitError.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.bitset.bit_layout import BitLayout, build_layouts, count_bits, estimate_bytes
from party_card.modelcheck.bitset.bit_sets import BitSetAlgebra
from party_card.modelcheck.bitset.value_analysis import compute_possible_values
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.model import Model, build_model
from party_card.modelcheck.packed_states import PackedSetAlgebra
from party_card.modelcheck.reachability import ProgressCallback, StateLimitError, compute_reachable
from party_card.modelcheck.state_sets import make_empty_sets
from party_card.modelcheck.state_space import ReachableStates

MAX_BITSET_BITS = 500_000_000
"""Bit sets are used if all passages together have at most this many bits, else sets of packed integers."""
MAX_BITSET_STATES = 50_000_000
"""Default limit for bit sets: a few bytes a state."""
MAX_SPARSE_STATES = 2_000_000
"""Default limit for packed integers where bit sets would be nearly empty."""
MAX_PACKED_STATES = 500_000
"""Default limit for packed integers where bit sets are too large: sixty yes/nos pass it within two seconds."""
MAX_BYTES = 1_000_000_000
"""Default limit of the memory that the state sets of a proof may need; it is computed, so it is the same everywhere."""
MAX_INITIAL_STATES = 65_536
"""More combinations of imported traces are refused: every one is an initial state."""

MAX_BITS_PER_STATE = 32
"""Bit sets with more bits for every state that is found are slower than packed integers."""
MIN_SPARSE_BITS = 200_000
"""Smaller bit sets are fast however empty they are."""
MAX_TRIAL_STATES = 500_000
"""Whether bit sets would be nearly empty is found out by exploring so many states at most, within half a second."""

MIN_MOVED_BITS_FOR_SWITCH = 3_000_000_000
MAX_MOVED_BITS_PER_STATE = 1_000
"""An exploration with bit sets that has moved more than both is started again with packed integers."""


def explore_scene(
    compiled: CompiledScene,
    *,
    max_states: int | None = None,
    max_bits: int = MAX_BITSET_BITS,
    progress: ProgressCallback | None = None,
) -> ReachableStates:
    """Computes all reachable states, and reports progress.

    Raises StateLimitError beyond `max_states`; by default beyond what fits into a gigabyte and takes about a minute.
    """
    model = build_model(compiled)
    live_masks = compute_live_slots(model)
    _check_initial_states(model, live_masks)
    layouts = build_layouts(model, live_masks, compute_possible_values(model))
    max_bytes = MAX_BYTES if max_states is None else None
    fits_bit_sets = count_bits(layouts) <= max_bits
    packed_sets = PackedSetAlgebra(model, live_masks)
    if fits_bit_sets and (max_bytes is None or estimate_bytes(model, layouts) <= max_bytes):
        if count_bits(layouts) > MIN_SPARSE_BITS:
            sparse_limit = min(
                count_bits(layouts) // MAX_BITS_PER_STATE, MAX_TRIAL_STATES, max_states or MAX_TRIAL_STATES
            )
            with suppress(StateLimitError):
                sparse_states = compute_reachable(
                    packed_sets, max_states=sparse_limit, max_bytes=max_bytes, progress=progress
                )
                return ReachableStates(packed_sets, *sparse_states)
        bit_sets, check = BitSetAlgebra(model, layouts), _make_sparsity_check(layouts, progress)
        with suppress(_SparseBitSetsError):
            states = compute_reachable(bit_sets, max_states=max_states or MAX_BITSET_STATES, progress=check)
            return ReachableStates(bit_sets, *states)
    default_limit = MAX_SPARSE_STATES if fits_bit_sets else MAX_PACKED_STATES
    packed_states = compute_reachable(
        packed_sets, max_states=max_states or default_limit, max_bytes=max_bytes, progress=progress
    )
    return ReachableStates(packed_sets, *packed_states)


def explore_with_packed_sets(packed_sets: PackedSetAlgebra) -> ReachableStates:
    """Computes all reachable states with packed integers, for questions about single states."""
    return ReachableStates(packed_sets, *compute_reachable(packed_sets))


def _check_initial_states(model: Model, live_masks: tuple[int, ...]) -> None:
    """Raises StateLimitError, with the first states, if there are too many combinations of imported traces."""
    system = model.compiled.system
    if 2 ** len(system.trace_slots) > MAX_INITIAL_STATES:
        packed_sets = PackedSetAlgebra(model, live_masks)
        state_sets = make_empty_sets(packed_sets)
        for trace in ((), *((trace,) for trace in system.trace_slots)):
            values = system.initial_state(trace)[1:]
            state_sets[model.initial_passage] |= packed_sets.singleton(model.initial_passage, values)
        raise StateLimitError(packed_sets, state_sets, MAX_INITIAL_STATES)


class _SparseBitSetsError(Exception):
    """The bit sets are nearly empty, so that moving them costs more than moving packed integers."""


def _make_sparsity_check(layouts: Sequence[BitLayout | None], progress: ProgressCallback | None) -> ProgressCallback:
    """Returns a callback that stops an exploration that moves thousands of bits for every state it finds.

    It hands on to `progress`.
    """
    mean_bits = count_bits(layouts) // max(sum(layout is not None for layout in layouts), 1)
    moved_bits = 0

    def check_sparsity(state_count: int) -> None:
        nonlocal moved_bits
        moved_bits += mean_bits
        if moved_bits > max(MIN_MOVED_BITS_FOR_SWITCH, MAX_MOVED_BITS_PER_STATE * state_count):
            raise _SparseBitSetsError
        if progress is not None:
            progress(state_count)

    return check_sparsity
