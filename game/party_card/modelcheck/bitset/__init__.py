"""State sets as bit sets: all reachable assignments of a passage in one Python integer.

A state of a scene is a passage and a value for every slot (variable or mark). Slots have few values and are declared,
so the assignments of a passage can be numbered, and a *set* of assignments is an integer: bit `n` is set if assignment
`n` is in the set. Set operations work on machine words and need no loop over states in Python:

- **Layout** (`bit_layout`). Mixed radix: with a slot `door` of 2 values and a slot `fear` of 3, assignment
  `(door, fear)` has bit `door + 2*fear`. The *stride* of a slot is the distance between its neighbouring values (1 and
  2 here). A run of `stride` bits is a *block*: all assignments of the slots below. The blocks of all values of a slot
  together are a *period*; the integer is a sequence of equal periods.
- **Condition -> mask**. `fear >= 1` is the integer of all assignments that satisfy it, computed once: `0b111100`. The
  states that satisfy it are `states & mask`; `and`, `or` and `not` are `&`, `|` and `^`.
- **Effect -> shift of blocks** (`bit_transitions`, `block_operations`). `fear + 1` moves block 0 to 1 and 1 to 2: a
  masked shift by one stride. Block 2 stays, because a step stops at the end of the range. `fear = 0` unites all blocks
  in block 0 with OR. If two passages have different layouts, periods are lengthened or shortened as well. The *image*
  of a state set is: mask by the condition, then one operation per slot. The *preimage* runs the inverses in reverse
  order.
- **Exploration** (`modelcheck/reachability.py`). Passages are visited in reverse post-order, sweep after sweep. Each
  time only the new states of a passage go through its transitions; `image & ~reached` drops the known ones, and OR adds
  the others. A scene without cycles needs one sweep.
- **Questions**. Number of states: `bit_count()`. Deadlocks: `reached & ~(mask1 | mask2 | ...)`. A choice that is never
  enabled: `reached & mask == 0`.

The size of the integer is the product of the slots' value counts, so two analyses keep it small:
`modelcheck/liveness.py` gives slots that nothing reads any more the one value `DEAD_VALUE`, and `value_analysis` drops
values that cannot occur.

When it is used: if the layouts of all passages together have at most `explore.MAX_BITSET_BITS` bits, and if the sets
are not nearly empty. For that wide layouts are explored first with packed integers in Python sets
(`modelcheck/packed_states.py`), up to as many states as would be worth their bits; a scene that has no more stays with
these: about 100 bytes a state instead of a few, but independent of the product. They take over as well if an
exploration turns out to move thousands of bits for every state it finds.
Both implement `StateSetAlgebra`, and tests compare them with each other and with a plain breadth-first search.

Invariant: image and preimage are exact; only `value_analysis` over-approximates, and it affects sizes alone.
"""
