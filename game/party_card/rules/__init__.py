"""Rules that need no exploration of a scene: one module per rule, its docstring the documentation and the test.

Invariant: a rule finds one kind of mistake and is silent about what reading has already reported. To add one, write
its module (any other is a pattern), with a PASS and a FAIL example, and name it here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import get_args

from party_card.content.isolation import isolate_documents, isolate_files
from party_card.content.logic_cache import get_scene_logic
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule, Scope
from party_card.diagnostics.source import SourceFile
from party_card.rules import (
    anachronism,
    archive_without_file,
    bad_citation,
    bad_coordinates,
    bad_date,
    bad_figure,
    bad_id,
    bad_language,
    bad_name,
    bad_picture,
    bad_table,
    bad_variable,
    beyond_the_page,
    block_shape,
    boolean_trap,
    campaign_scene_twice,
    carried_too_early,
    citation_without_source,
    condition_constant,
    condition_syntax,
    condition_too_deep,
    condition_type,
    content_note_wanted,
    control_character,
    decision_without_paper,
    document_too_long,
    duplicate_campaign,
    duplicate_choice,
    duplicate_ending,
    duplicate_fact,
    duplicate_id,
    duplicate_key,
    duplicate_paper,
    duplicate_place,
    duplicate_test,
    duplicate_trace,
    empty_document,
    empty_file,
    empty_text,
    ending_with_choices,
    ending_without_cost,
    fact_without_locator,
    few_branches,
    file_too_large,
    foreign_format,
    gap_without_condition,
    grade_against_sources,
    hard_reading,
    idle_facts,
    idle_places,
    locked_without_condition,
    long_choice,
    long_essentials,
    long_hook,
    long_passage,
    long_prologue,
    misleading_character,
    missing_alt,
    missing_content_notes,
    missing_dash,
    missing_key,
    negative_value,
    no_conclusion,
    no_debrief,
    no_hook,
    no_later,
    no_rubric,
    no_way_on,
    not_utf8,
    note_outside_paragraph,
    nothing_carried,
    nothing_decided,
    nothing_to_compare,
    old_passage_form,
    old_set_form,
    one_sided_decision,
    out_of_range,
    pair_without_link,
    passage_between,
    place_without_source,
    prologue_choices,
    provenance_order,
    quotation_in_marks,
    quotation_too_long,
    record_without_citation,
    redefined_id,
    reserved_name,
    role_not_met,
    rubric_levels,
    set_and_add,
    shown_and_unrecorded,
    step_or_value,
    tab_indent,
    text_cut_short,
    todo,
    too_many_carried,
    too_much_context,
    trace_without_effect,
    trailing_blanks,
    uncited_person,
    unclear_stance,
    undescribed_document,
    undescribed_source,
    undrawn_character,
    undrawn_part,
    unknown_choice,
    unknown_dossier,
    unknown_ending,
    unknown_fact,
    unknown_figure,
    unknown_key,
    unknown_kind,
    unknown_paper,
    unknown_passage,
    unknown_person,
    unknown_picture,
    unknown_place,
    unknown_prologue,
    unknown_scene,
    unknown_source,
    unknown_trace,
    unknown_value,
    unknown_variable,
    unread_file,
    unreadable_file,
    unsafe_wording,
    unused_field,
    unused_variable,
    wrong_type,
    yaml_alias,
    yaml_syntax,
    yaml_tag,
)
from party_card.rules._provenance import parse_entry_conditions

RULES: tuple[Rule[Pack], ...] = (
    anachronism.RULE, archive_without_file.RULE, bad_citation.RULE, bad_coordinates.RULE, bad_date.RULE,
    bad_figure.RULE, bad_id.RULE, bad_language.RULE, bad_name.RULE, bad_picture.RULE, bad_table.RULE, bad_variable.RULE,
    beyond_the_page.RULE, block_shape.RULE, boolean_trap.RULE, campaign_scene_twice.RULE, carried_too_early.RULE,
    citation_without_source.RULE, condition_constant.RULE, condition_syntax.RULE, condition_too_deep.RULE,
    condition_type.RULE, content_note_wanted.RULE, control_character.RULE, decision_without_paper.RULE,
    document_too_long.RULE, duplicate_campaign.RULE, duplicate_choice.RULE, duplicate_ending.RULE, duplicate_fact.RULE,
    duplicate_id.RULE, duplicate_key.RULE, duplicate_paper.RULE, duplicate_place.RULE, duplicate_test.RULE,
    duplicate_trace.RULE, empty_document.RULE, empty_file.RULE, empty_text.RULE, ending_with_choices.RULE,
    ending_without_cost.RULE, fact_without_locator.RULE, few_branches.RULE, file_too_large.RULE, foreign_format.RULE,
    gap_without_condition.RULE, grade_against_sources.RULE, hard_reading.RULE, idle_facts.RULE, idle_places.RULE,
    locked_without_condition.RULE, long_choice.RULE, long_essentials.RULE, long_hook.RULE, long_passage.RULE,
    long_prologue.RULE, misleading_character.RULE, missing_alt.RULE, missing_content_notes.RULE, missing_dash.RULE,
    missing_key.RULE, negative_value.RULE, no_conclusion.RULE, no_debrief.RULE, no_hook.RULE, no_later.RULE,
    no_rubric.RULE, no_way_on.RULE, not_utf8.RULE, note_outside_paragraph.RULE, nothing_carried.RULE,
    nothing_decided.RULE, nothing_to_compare.RULE,
    old_passage_form.RULE, old_set_form.RULE, one_sided_decision.RULE, out_of_range.RULE, pair_without_link.RULE,
    passage_between.RULE, place_without_source.RULE, prologue_choices.RULE, provenance_order.RULE,
    quotation_in_marks.RULE,
    quotation_too_long.RULE, record_without_citation.RULE, redefined_id.RULE, reserved_name.RULE, role_not_met.RULE,
    rubric_levels.RULE,
    set_and_add.RULE, shown_and_unrecorded.RULE, step_or_value.RULE, tab_indent.RULE, text_cut_short.RULE, todo.RULE,
    too_many_carried.RULE, too_much_context.RULE, trace_without_effect.RULE, trailing_blanks.RULE, uncited_person.RULE,
    unclear_stance.RULE, undescribed_document.RULE, undescribed_source.RULE, undrawn_character.RULE, undrawn_part.RULE,
    unknown_choice.RULE, unknown_dossier.RULE, unknown_ending.RULE, unknown_fact.RULE, unknown_figure.RULE,
    unknown_key.RULE, unknown_kind.RULE, unknown_paper.RULE, unknown_passage.RULE, unknown_person.RULE,
    unknown_picture.RULE, unknown_place.RULE, unknown_prologue.RULE, unknown_scene.RULE, unknown_source.RULE,
    unknown_trace.RULE, unknown_value.RULE, unknown_variable.RULE, unread_file.RULE, unreadable_file.RULE,
    unsafe_wording.RULE, unused_field.RULE, unused_variable.RULE, wrong_type.RULE, yaml_alias.RULE, yaml_syntax.RULE,
    yaml_tag.RULE,
)  # fmt: skip
"""Every rule, by its code."""


def check_pack(pack: Pack) -> list[Diagnostic]:
    """Returns the diagnostics of a pack in the order of the files, without those found while it was read."""
    return _check(dict.fromkeys(get_args(Scope), pack), pack)


def check_own_files(pack: Pack) -> list[Diagnostic]:
    """Returns what `check_pack` says of a pack's own files and pictures; what lies below it is not judged again."""
    files, names = frozenset(pack.files), {*(file.name for file in pack.files), *pack.list_own_pictures()}
    alone, documents = isolate_files(pack, files), isolate_documents(pack, files)
    subjects: dict[Scope, Pack] = {
        "file": alone,
        "document": documents,
        "evidence": pack,
        "picture": pack,
        "pack": pack,
    }
    return [diagnostic for diagnostic in _check(subjects, alone) if diagnostic.primary.source.name in names]


def check_files(pack: Pack, files: Collection[SourceFile]) -> list[Diagnostic]:
    """Returns what `check_pack` says of some files of the pack; of one, in a fraction of its time."""
    own_files, names = frozenset(files), {file.name for file in files}
    alone, documents = isolate_files(pack, own_files), isolate_documents(pack, own_files)
    subjects: dict[Scope, Pack] = {"file": alone, "document": documents, "pack": pack}
    if len(alone.scenes) < len(own_files):
        subjects["evidence"] = pack
    return [diagnostic for diagnostic in _check(subjects, alone) if diagnostic.primary.source.name in names]


def _check(subjects: Mapping[Scope, Pack], logic_subject: Pack) -> list[Diagnostic]:
    """Returns the diagnostics of the rules of some scopes, each of its pack, and of the logic of a pack's scenes."""
    found = [
        diagnostic for scene in logic_subject.scenes.values() for diagnostic in get_scene_logic(logic_subject, scene)[1]
    ]
    found += parse_entry_conditions(subjects["document"])[1]
    for rule in RULES:
        if rule.check is not None and rule.scope in subjects:
            found += rule.check(subjects[rule.scope])
    # A placeholder for something wrong has no location, and what was wrong has been reported while reading.
    located = [diagnostic for diagnostic in found if diagnostic.primary.source.name]
    return join_equal(sorted(located, key=lambda diagnostic: diagnostic.sort_key))


def join_equal(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Joins what is said of one unknown name at several places of a file: it was renamed where it is declared.

    Names that can be corrected automatically stay apart, because each is corrected at its place.
    """
    joined: dict[tuple[object, ...], Diagnostic] = {}
    for diagnostic in diagnostics:
        key: tuple[object, ...] = (diagnostic.code, diagnostic.primary.source.name, diagnostic.message)
        is_fixable = any(help_.edits or help_.replaced_word for help_ in diagnostic.helps)
        if not diagnostic.code.startswith("unknown-") or is_fixable or diagnostic.secondary:
            key = (id(diagnostic),)
        first = joined.setdefault(key, diagnostic)
        if first is not diagnostic:
            place = replace(diagnostic.primary, message="here, too")
            joined[key] = replace(first, secondary=(*first.secondary, place))
    return list(joined.values())
