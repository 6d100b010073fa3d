"""The first naming of each entry is a link, and the page reads as before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.engine.autolink import add_glossary_links
from party_card.engine.page import Comparison, Document, Entry, Line, Page, Paragraph, RecordParagraph, Run
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from tests.shipped import load_shipped_scenes


def make_entry(entry_id: str, form: str) -> Entry:
    return Entry(entry_id, "person", form, form, (Run("explained"),))


def make_page(*lines: Line, entries: tuple[Entry, ...]) -> Page:
    return Page("passage", "s", "T", "T", "", "", "", tuple(map(Paragraph, lines)), (), entries=entries)


def links(page: Page) -> list[tuple[str, str]]:
    """Returns the words and the entry of each link on a page."""
    lines: list[Line] = []
    for block in page.blocks:
        match block:
            case Paragraph(line) | RecordParagraph(line=line) | Comparison(record_line=line):
                lines.append(line)
            case Document(paragraphs):
                lines += paragraphs
            case _:
                pass
    return [(run.text, run.entry) for line in lines for run in line if run.entry]


def plain_line(text: str) -> Line:
    return (Run(text),)


def test_only_the_first_naming_on_a_page_is_a_link() -> None:
    linked = add_glossary_links(
        make_page(
            plain_line("He saw Stens. Stens left."), plain_line("Stens!"), entries=(make_entry("stens", "Stens"),)
        )
    )
    assert links(linked) == [("Stens", "stens")]
    assert linked.blocks[0] == Paragraph((Run("He saw "), Run("Stens", entry="stens"), Run(". Stens left.")))


def test_the_longer_name_is_not_cut_by_the_shorter() -> None:
    entries = (make_entry("ivan", "Smirnov"), make_entry("alexander", "Alexander Smirnov"))
    linked = add_glossary_links(make_page(plain_line("Alexander Smirnov spoke. Smirnov did not."), entries=entries))
    assert links(linked) == [("Alexander Smirnov", "alexander"), ("Smirnov", "ivan")]


def test_a_part_of_a_word_is_no_link() -> None:
    assert not links(
        add_glossary_links(make_page(plain_line("Stensen’s Prestens"), entries=(make_entry("stens", "Stens"),)))
    )


def test_style_and_notes_stay_where_they_were() -> None:
    line = (Run("the ", italic=True), Run("", note=1), Run("OGPU plan", italic=True), Run("", note=2), Run(" end"))
    linked = add_glossary_links(make_page(line, entries=(make_entry("ogpu", "OGPU"),)))
    assert linked.blocks[0] == Paragraph(
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
    assert links(add_glossary_links(make_page(line, entries=(make_entry("ivan", "Ivan Smirnov"),)))) == [
        ("Ivan Smirnov", "ivan")
    ]


def page_text(page: Page) -> str:
    """Returns the text of a page's paragraphs."""
    paragraphs = (block for block in page.blocks if isinstance(block, Paragraph))
    return "|".join("".join(run.text for run in paragraph.line) for paragraph in paragraphs)


WORDS = st.sampled_from(["Stens", "Smirnov", "Alexander Smirnov", "(", "OGPU", "a", ". ", " ", "Ёлка", "\\d+"])


@given(st.lists(st.lists(WORDS, max_size=8), max_size=4), st.lists(WORDS, unique=True, max_size=5))
@settings(deadline=None)
def test_the_page_reads_the_same_whatever_is_linked(parts: list[list[str]], forms: list[str]) -> None:
    entries = tuple(make_entry(f"e{n}", form) for n, form in enumerate(forms) if form.strip())
    plain_page = make_page(*(tuple(Run(part) for part in line) for line in parts), entries=entries)
    linked_page = add_glossary_links(plain_page)
    assert page_text(linked_page) == page_text(plain_page)
    linked = [entry_id for _, entry_id in links(linked_page)]
    assert len(linked) == len(set(linked))


def test_almost_all_that_the_shipped_scenes_explain_can_be_opened_where_it_stands() -> None:
    entry_count = link_count = 0
    for compiled in load_shipped_scenes()[:4]:
        playthrough = Playthrough(compiled)
        while playthrough.enabled_triggers():
            page = build_page(playthrough)
            if page.kind in ("passage", "record"):
                entry_count += len(page.entries)
                link_count += len(links(add_glossary_links(page)))
            playthrough.choose(playthrough.enabled_triggers()[0])
    assert link_count > 0.9 * entry_count > 0
