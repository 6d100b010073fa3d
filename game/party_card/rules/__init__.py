"""Rules that need no exploration of a scene: one module per rule, its docstring the documentation and the test.

Invariant: a rule finds one kind of mistake and is silent about what reading has already reported. To add one, write
its module (any other is a pattern), with a PASS and a FAIL example, and name it here.
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.scene_logic import get_scene_logic
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule
from party_card.rules import (
    anachronism,
    bad_citation,
    bad_date,
    bad_figure,
    bad_id,
    bad_picture,
    bad_variable,
    beyond_the_page,
    block_shape,
    boolean_trap,
    campaign_scene_twice,
    carried_too_early,
    condition_constant,
    condition_syntax,
    condition_too_deep,
    condition_type,
    content_note_wanted,
    duplicate_choice,
    duplicate_ending,
    duplicate_fact,
    duplicate_id,
    duplicate_key,
    duplicate_trace,
    empty_file,
    empty_text,
    ending_with_choices,
    fact_without_locator,
    file_too_large,
    hard_reading,
    idle_facts,
    long_choice,
    long_passage,
    missing_alt,
    missing_content_notes,
    missing_dash,
    missing_key,
    no_debrief,
    no_way_on,
    not_utf8,
    note_outside_paragraph,
    one_sided_decision,
    out_of_range,
    quotation_too_long,
    record_without_citation,
    reserved_name,
    tab_indent,
    text_cut_short,
    too_many_carried,
    trailing_blanks,
    undrawn_part,
    unknown_choice,
    unknown_dossier,
    unknown_ending,
    unknown_fact,
    unknown_figure,
    unknown_key,
    unknown_kind,
    unknown_passage,
    unknown_person,
    unknown_picture,
    unknown_scene,
    unknown_source,
    unknown_trace,
    unknown_value,
    unknown_variable,
    unreadable_file,
    unsafe_wording,
    unused_variable,
    wrong_type,
    yaml_alias,
    yaml_syntax,
    yaml_tag,
)

RULES: tuple[Rule[Pack], ...] = (
    anachronism.RULE, bad_citation.RULE, bad_date.RULE, bad_figure.RULE, bad_id.RULE, bad_picture.RULE,
    bad_variable.RULE, beyond_the_page.RULE, block_shape.RULE, boolean_trap.RULE, campaign_scene_twice.RULE,
    carried_too_early.RULE, condition_constant.RULE, condition_syntax.RULE, condition_too_deep.RULE,
    condition_type.RULE, content_note_wanted.RULE, duplicate_choice.RULE, duplicate_ending.RULE, duplicate_fact.RULE,
    duplicate_id.RULE, duplicate_key.RULE, duplicate_trace.RULE, empty_file.RULE, empty_text.RULE,
    ending_with_choices.RULE, fact_without_locator.RULE, file_too_large.RULE, hard_reading.RULE, idle_facts.RULE,
    long_choice.RULE, long_passage.RULE, missing_alt.RULE, missing_content_notes.RULE, missing_dash.RULE,
    missing_key.RULE, no_debrief.RULE, no_way_on.RULE, not_utf8.RULE, note_outside_paragraph.RULE,
    one_sided_decision.RULE, out_of_range.RULE, quotation_too_long.RULE, record_without_citation.RULE,
    reserved_name.RULE, tab_indent.RULE, text_cut_short.RULE, too_many_carried.RULE, trailing_blanks.RULE,
    undrawn_part.RULE, unknown_choice.RULE, unknown_dossier.RULE, unknown_ending.RULE, unknown_fact.RULE,
    unknown_figure.RULE, unknown_key.RULE, unknown_kind.RULE, unknown_passage.RULE, unknown_person.RULE,
    unknown_picture.RULE, unknown_scene.RULE, unknown_source.RULE, unknown_trace.RULE, unknown_value.RULE,
    unknown_variable.RULE, unreadable_file.RULE, unsafe_wording.RULE, unused_variable.RULE, wrong_type.RULE,
    yaml_alias.RULE, yaml_syntax.RULE, yaml_tag.RULE,
)  # fmt: skip
"""Every rule, by its code."""


def check_pack(pack: Pack) -> list[Diagnostic]:
    """Returns the diagnostics of a pack in the order of the files, without those found while it was read."""
    found = [diagnostic for scene in pack.scenes.values() for diagnostic in get_scene_logic(pack, scene)[1]]
    for rule in RULES:
        if rule.check is not None:
            found += rule.check(pack)
    # A placeholder for something wrong has no location, and what was wrong has been reported while reading.
    located = [diagnostic for diagnostic in found if diagnostic.primary.source.name]
    return sorted(located, key=lambda diagnostic: diagnostic.sort_key)
