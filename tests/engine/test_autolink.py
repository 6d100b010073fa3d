"""The first naming of each entry is a link, and the page reads as before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.models import SceneId
from party_card.content.pack import builtin, read_pack
from party_card.engine.autolink import with_glossary_links
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Comparison, Document, Entry, Line, Page, Paragraph, RecordParagraph, Run
from party_card.engine.playthrough import Playthrough


def entry(id_: str, form: str) -> Entry:
    return Entry(id_, "person", form, form, "explained")


def page(*lines: Line, entries: tuple[Entry, ...]) -> Page:
    return Page("passage", "s", "T", "T", "", "", "", tuple(map(Paragraph, lines)), (), entries=entries)


def links(one: Page) -> list[tuple[str, str]]:
    lines: list[Line] = []
    for block in one.blocks:
        match block:
            case Paragraph(line) | RecordParagraph(line=line) | Comparison(was_done=line):
                lines.append(line)
            case Document(more):
                lines += more
            case _:
                pass
    return [(run.text, run.entry) for line in lines for run in line if run.entry]


def said(text: str) -> Line:
    return (Run(text),)


def test_only_the_first_naming_on_a_page_is_a_link() -> None:
    made = with_glossary_links(
        page(said("He saw Stens. Stens left."), said("Stens!"), entries=(entry("stens", "Stens"),))
    )
    assert links(made) == [("Stens", "stens")]
    assert made.blocks[0] == Paragraph((Run("He saw "), Run("Stens", entry="stens"), Run(". Stens left.")))


def test_the_longer_name_is_not_cut_by_the_shorter() -> None:
    both = (entry("ivan", "Smirnov"), entry("alexander", "Alexander Smirnov"))
    made = with_glossary_links(page(said("Alexander Smirnov spoke. Smirnov did not."), entries=both))
    assert links(made) == [("Alexander Smirnov", "alexander"), ("Smirnov", "ivan")]


def test_a_part_of_a_word_is_no_link() -> None:
    assert not links(with_glossary_links(page(said("Stensen’s Prestens"), entries=(entry("stens", "Stens"),))))


def test_style_and_notes_stay_where_they_were() -> None:
    line = (Run("the ", italic=True), Run("", note=1), Run("OGPU plan", italic=True), Run("", note=2), Run(" end"))
    made = with_glossary_links(page(line, entries=(entry("ogpu", "OGPU"),)))
    assert made.blocks[0] == Paragraph(
        (
            Run("the ", italic=True),
            Run("", note=1),
            Run("OGPU", italic=True, entry="ogpu"),
            Run(" plan", italic=True),
            Run("", note=2),
            Run(" end"),
        )
    )


def test_a_name_of_two_styles_waits_for_the_next_naming() -> None:
    line = (Run("Ivan "), Run("Smirnov", bold=True), Run(", Ivan Smirnov"))
    assert links(with_glossary_links(page(line, entries=(entry("ivan", "Ivan Smirnov"),)))) == [
        ("Ivan Smirnov", "ivan")
    ]


def text(one: Page) -> str:
    return "|".join("".join(run.text for run in block.line) for block in one.blocks if isinstance(block, Paragraph))


WORDS = st.sampled_from(["Stens", "Smirnov", "Alexander Smirnov", "(", "OGPU", "a", ". ", " ", "Ёлка", "\\d+"])


@given(st.lists(st.lists(WORDS, max_size=8), max_size=4), st.lists(WORDS, unique=True, max_size=5))
@settings(deadline=None)
def test_the_page_reads_the_same_whatever_is_linked(parts: list[list[str]], forms: list[str]) -> None:
    entries = tuple(entry(f"e{n}", form) for n, form in enumerate(forms) if form.strip())
    before = page(*(tuple(Run(p) for p in line) for line in parts), entries=entries)
    after = with_glossary_links(before)
    assert text(after) == text(before)
    found = [id_ for _, id_ in links(after)]
    assert len(found) == len(set(found))


def test_almost_all_that_the_shipped_scenes_explain_can_be_opened_where_it_stands() -> None:
    pack, _ = read_pack(builtin())
    asked = got = 0
    for name in list(pack.scenes)[:4]:
        walk = Playthrough(compile_scene(pack, pack.scenes[SceneId(name)]))
        while walk.enabled():
            one = walk.page()
            if one.kind in ("passage", "record"):
                asked += len(one.entries)
                got += len(links(with_glossary_links(one)))
            walk.choose(walk.enabled()[0])
    assert got > 0.9 * asked > 0
