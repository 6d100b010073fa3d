"""What is checked without exploring a scene: one module per rule, its docstring the documentation and the test.

Law: a rule finds one kind of mistake and is silent about what reading has already reported. To add one,
write its module (any other is a pattern), with a PASS and a FAIL example, and add its name here.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from party_card.content.pack import Pack
from party_card.content.scene_logic import logic_of
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule
from party_card.rules.documentation import documentation

_NAMES = [
    "anachronism",
    "bad_citation",
    "bad_date",
    "bad_figure",
    "bad_id",
    "bad_picture",
    "bad_variable",
    "beyond_the_page",
    "block_shape",
    "boolean_trap",
    "campaign_scene_twice",
    "carried_too_early",
    "condition_constant",
    "condition_syntax",
    "condition_too_deep",
    "condition_type",
    "content_note_wanted",
    "duplicate_choice",
    "duplicate_ending",
    "duplicate_fact",
    "duplicate_id",
    "duplicate_key",
    "duplicate_trace",
    "empty_file",
    "empty_text",
    "ending_with_choices",
    "fact_without_locator",
    "file_too_large",
    "hard_reading",
    "idle_facts",
    "long_choice",
    "long_passage",
    "missing_alt",
    "missing_content_notes",
    "missing_dash",
    "missing_key",
    "no_debrief",
    "no_way_on",
    "not_utf8",
    "note_outside_paragraph",
    "one_sided_decision",
    "out_of_range",
    "quotation_too_long",
    "record_without_citation",
    "reserved_name",
    "tab_indent",
    "text_cut_short",
    "too_many_carried",
    "trailing_blanks",
    "undrawn_part",
    "unknown_choice",
    "unknown_dossier",
    "unknown_ending",
    "unknown_fact",
    "unknown_figure",
    "unknown_key",
    "unknown_kind",
    "unknown_passage",
    "unknown_person",
    "unknown_picture",
    "unknown_scene",
    "unknown_source",
    "unknown_trace",
    "unknown_value",
    "unknown_variable",
    "unreadable_file",
    "unsafe_wording",
    "unused_variable",
    "wrong_type",
    "yaml_alias",
    "yaml_syntax",
    "yaml_tag",
]
RULES: tuple[ModuleType, ...] = tuple(import_module(f"{__name__}.{name}") for name in _NAMES)
"""Every rule, by its code. Those without a `check` document what is found while a file is read."""


def check_pack(pack: Pack) -> list[Diagnostic]:
    """Every problem of a pack that has been read, in the order of the files; without those found while reading."""
    found = [problem for scene in pack.scenes.values() for problem in logic_of(pack, scene)[1]]
    for rule in RULES:
        check = getattr(rule, "check", None)
        if check is not None:
            found += check(pack)
    # A blank that stands in for something wrong has no place, and what was wrong has been reported while reading.
    placed = [problem for problem in found if problem.primary.source.name]
    return sorted(placed, key=lambda diagnostic: diagnostic.order)


def documented() -> tuple[Rule, ...]:
    """What is documented about every code."""
    return tuple(documentation(rule).rule for rule in RULES)
