"""A page holds all that a front end shows: text, offers, notes, people and terms, and the record next to the player's
path.
"""

from __future__ import annotations

from dataclasses import replace

from party_card.content.models import DossierId, Figure, FigureId, PassageId, Prose, SceneId
from party_card.content.node_ref import RawScalar
from party_card.engine import page as pages
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Entry, Line, Offer, Page, Run
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from tests.engine.sample import sample_pack, sample_scene


def page_after(*steps: str, **changed_text: str) -> Page:
    """Returns the page of the sample scene after some steps."""
    playthrough = Playthrough(sample_scene(**changed_text))
    for step in steps:
        playthrough.choose(step)
    return build_page(playthrough)


def text_of(line: Line) -> str:
    """Returns the text of a line, with the numbers of its notes in brackets."""
    return "".join(run.text if run.note is None else f"[{run.note}]" for run in line)


def test_the_briefing_says_who_where_when_and_what_to_know_before() -> None:
    briefing = page_after()
    assert (briefing.kind, briefing.title, briefing.dates, briefing.place, briefing.role) == (
        "briefing",
        "The Paper",
        "August – September 1932",
        "Moscow",
        "A clerk (composite figure)",
    )
    assert briefing.blocks == (
        pages.Paragraph((Run("You keep the register at the dacha."),)),
        pages.Heading("The question"),
        pages.Paragraph((Run("What does reading cost?"),)),
        pages.ContentNote(("persecution",), ((Run("A clerk finds a paper."),),)),
    )
    assert briefing.offers == (Offer("begin", (Run("Begin"),)),)


def test_a_passage_shows_prose_with_notes_and_its_own_date_and_place() -> None:
    desk = page_after("begin")
    assert (desk.dates, desk.place, desk.step, desk.steps, desk.basis) == (
        "about 24 August 1932",
        "The dacha",
        1,
        3,
        "composite",
    )
    first_page, second = desk.blocks
    assert isinstance(first_page, pages.Paragraph)
    assert first_page.line[:2] == (Run("Seven pages", italic=True), Run(", a carbon copy."))
    assert text_of(first_page.line) == "Seven pages, a carbon copy.[1] Ozola coughs."
    assert second == pages.Paragraph((Run("The door is open."),))
    (note,) = desk.notes
    assert (note.number, note.fact, note.grade, note.text) == (
        1,
        "paper",
        "documented",
        "A paper of seven pages went round.",
    )
    assert text_of(tuple(Run(run.text) for run in note.citation)) == (
        "Anna Author, A Winter: Notes (Riga: A House, 2017), opening, para. 1, n. 1."
    )


def test_people_and_terms_named_on_a_page_are_explained() -> None:
    anna = page_after("begin").entries[0]
    assert text_of(anna.line) == "An archivist.[1]"
    assert [note.fact for note in anna.notes] == ["paper"]
    assert page_after("begin").entries == (
        Entry("anna", "person", "Ozola", "Anna Ozola", anna.line, "born 1890", (), anna.notes),
        Entry("carbon-copy", "term", "carbon copy", "carbon copy", (Run("A second sheet made while typing."),)),
    )


def test_a_closed_choice_with_a_reason_is_shown_and_one_without_is_hidden() -> None:
    assert page_after("begin").offers == (
        Offer("read", (Run("Open it"),)),
        Offer("leave", (Run("Leave it"),)),
        Offer("stare", (Run("Wait"),)),
        Offer("burn", (Run("Burn it"),), is_open=False, reason=(Run("Nobody looks yet"),), is_hypothesis=True),
    )


def test_text_remembers_what_was_done() -> None:
    read, left_page = page_after("begin", "read").blocks, page_after("begin", "leave").blocks
    assert read == (pages.Paragraph((Run("It is evening."),)), pages.Paragraph((Run("You know what it says."),)))
    assert left_page == (
        pages.Paragraph((Run("It is evening."),)),
        pages.Document(((Run("To all"),), (Run("members"),))),
    )


def test_an_ending_offers_the_record() -> None:
    ending = page_after("begin", "read", "wait")
    assert (ending.ending, ending.offers) == (
        "You said nothing",
        (Offer("reveal", (Run("See what really happened"),)),),
    )


def test_the_record_sets_what_was_done_beside_what_the_student_did() -> None:
    record = page_after("begin", "stare", "read", "wait", "reveal")
    first_page, second = (block for block in record.blocks if isinstance(block, pages.Comparison))
    assert text_of(first_page.player_line) == "You chose: Wait You read it."
    assert (text_of(first_page.record_line), first_page.date, first_page.grades, first_page.matches_record) == (
        "Two men read it and said nothing.[1]",
        "",
        ("reported",),
        False,
    )
    assert (second.date, second.grades, second.matches_record) == ("14 September 1932", ("documented",), False)
    assert page_after("begin", "leave", "report", "reveal").blocks[1].matches_record  # type: ignore[union-attr]


def test_of_several_decisions_in_one_passage_the_last_is_held_against_the_record() -> None:
    (left_page, *_) = (
        block
        for block in page_after("begin", "stare", "leave", "wait", "reveal").blocks
        if isinstance(block, pages.Comparison)
    )
    assert left_page.matches_record


def test_a_claim_stands_under_the_date_of_the_first_fact_that_has_one() -> None:
    footnotes = FootnoteCollector(sample_scene().evidence)
    assert footnotes.date_of(footnotes.add_line("It is so. [@read] [@denounced] [@paper]")) == "14 September 1932"


def test_the_record_tells_the_whole_story_with_charts_and_what_is_unknown() -> None:
    record = page_after("begin", "read", "wait", "reveal")
    blocks = record.blocks[2:]
    assert blocks[0] == pages.Heading("The whole story")
    assert blocks[1] == pages.RecordParagraph(
        "about August 1932", (Run("The paper went round."), Run("", note=3)), ("documented",)
    )
    assert isinstance(blocks[2], pages.RecordParagraph)
    assert blocks[2].grades == ("rumoured",)
    assert blocks[3] == pages.RecordParagraph("", (Run("You had read it."),), ())
    assert blocks[4] == pages.Chart(
        "Grain",
        "million tons",
        (pages.Bar("1913", 9.0, "over 9", "over"), pages.Bar("1932", 1.73, "1.73", "")),
        5,
        "",
    )
    assert isinstance(blocks[5], pages.Unknown)
    assert [note.number for note in record.notes] == [1, 2, 3, 4, 5]
    assert record.notes[3].hedge == "The source calls it gossip."


def charts(**figures: Figure) -> list[pages.Chart]:
    """Returns the charts of the record if the dossier has these figures."""
    pack = sample_pack()
    by_id = {FigureId(name): figure for name, figure in figures.items()}
    dossier = replace(pack.dossiers[DossierId("affair")], figures=by_id)
    changed_text = replace(pack, dossiers={**pack.dossiers, dossier.dossier: dossier})
    playthrough = Playthrough(compile_scene(changed_text, changed_text.scenes[SceneId("paper")]))
    for step in ("begin", "read", "wait", "reveal"):
        playthrough.choose(step)
    return [block for block in build_page(playthrough).blocks if isinstance(block, pages.Chart)]


def test_a_point_that_says_no_number_has_no_bar_and_a_figure_that_is_not_there_no_chart() -> None:
    grain = sample_pack().dossiers[DossierId("affair")].figures[FigureId("grain")]
    points = {"1931": "4.5", "1932": "nearly 5", "1933": "", "1934": "4,5", "1935": "under 1,200"}
    (chart,) = charts(grain=replace(grain, points={label: RawScalar(text) for label, text in points.items()}))
    assert [(bar.label, bar.value, bar.bound) for bar in chart.bars] == [("1931", 4.5, ""), ("1935", 1200.0, "under")]
    assert charts() == []


def test_what_holds_only_for_some_is_told_only_to_them() -> None:
    paragraphs = [
        block
        for block in page_after("begin", "leave", "wait", "reveal").blocks
        if isinstance(block, pages.RecordParagraph)
    ]
    assert [text_of(block.line) for block in paragraphs] == ["The paper went round.[3]", "Talk followed.[4]"]


def test_a_scene_can_reveal_its_record_after_each_decision() -> None:
    block = page_after("begin", "leave", reveal="reveal: each\n").blocks[0]
    assert isinstance(block, pages.Comparison)
    assert (text_of(block.player_line), block.matches_record) == ("You left it.", True)


def test_the_debrief_comes_before_the_end() -> None:
    debrief = page_after("begin", "leave", "wait", "reveal", "close")
    rubric = ("Says who.", "Says when.", "Says who and when.")
    question = pages.Question((Run("Who could know what?"),), "sourcing", "the date of the paper", rubric)
    assert debrief.blocks == (question,)
    last_page = page_after("begin", "leave", "wait", "reveal", "close", "close")
    assert (last_page.kind, last_page.offers) == ("finished", ())


def test_the_note_of_a_figure_carries_the_figures_own_grade() -> None:
    assert page_after("begin", "read", "wait", "reveal").notes[4].grade == "reported"


def scene_with_desk(text: str, hide_text: str) -> CompiledScene:
    """Compiles the sample scene with other texts of its first passage and of the choice `hide`."""
    pack = sample_pack()
    scene = pack.scenes[SceneId("paper")]
    desk = scene.passages[PassageId("desk")]
    choices = tuple(
        replace(choice, text=Prose(hide_text)) if choice.id == "hide" else choice for choice in desk.choices
    )
    changed_text = replace(desk, text=Prose(text), choices=choices)
    return compile_scene(pack, replace(scene, passages={**scene.passages, PassageId("desk"): changed_text}))


def test_a_hidden_choice_leaves_no_note() -> None:
    playthrough = Playthrough(scene_with_desk("It is late.", "Hide it [@gossip]"))
    playthrough.choose("begin")
    assert build_page(playthrough).notes == ()
    playthrough.choose("read")
    playthrough.choose("back")
    assert [note.fact for note in build_page(playthrough).notes] == ["gossip"]


def test_no_name_runs_over_from_one_paragraph_into_the_next() -> None:
    playthrough = Playthrough(
        scene_with_desk("The ribbon is carbon\n\nCopy it, she says, at the *dacha*s gate", "Hide it")
    )
    playthrough.choose("begin")
    assert [entry.form for entry in build_page(playthrough).entries] == ["dachas"]
