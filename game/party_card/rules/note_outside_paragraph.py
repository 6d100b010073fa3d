"""A citation names a note that does not stand in its paragraph, or a paragraph that the source does not have.

The source's index in `seeds/` lists the paragraphs and the notes in each. Look the sentence up once more:
either the paragraph or the note is a slip.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/diary.index.yaml
    index: diary
    paragraphs:
      - {p: 1, section: spring, notes: [1, 2], words: 90, fingerprint: 0123456789abcdef}
      - {p: 2, section: spring, notes: [3], words: 60, fingerprint: 123456789abcdef0}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1, n: 2}
FAIL REPLACES:
        cite: {source: diary, p: 1, n: 2}
WITH:
        cite: {source: diary, p: 1, n: 3}
MESSAGE:
    error[note-outside-paragraph]: note 3 does not stand in paragraph 1 of `diary`
     --> seeds/demo.yaml:6:36
      |
    6 |     cite: {source: diary, p: 1, n: 3}
      |                                    ^
    help: it stands in paragraph 2
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from party_card.content.models import Cite, IndexedParagraph
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import dossier_citations, is_int


def check(pack: Pack) -> Diagnostics:
    """Checks every citation whose source has an index."""
    for _, _, cite in dossier_citations(pack):
        index = pack.indexes.get(cite.source)
        if index is not None and index.paragraphs:
            yield from _check_citation(cite, {paragraph.p: paragraph for paragraph in index.paragraphs})


def _check_citation(cite: Cite, paragraphs: Mapping[int, IndexedParagraph]) -> Diagnostics:
    for number, location in _located_numbers(cite, "p"):
        if number not in paragraphs:
            message = f"{backquote(cite.source)} has no paragraph {number}"
            help_text = f"its index has the paragraphs {min(paragraphs)} to {max(paragraphs)}"
            yield RULE.diagnose(message, location.label(), help_text)
    cited = [number for number in cite.paragraphs if number in paragraphs]
    if not cited:
        return
    notes = {note for number in cited for note in paragraphs[number].notes}
    description = f"paragraph {cited[0]}" if len(cited) == 1 else f"paragraphs {', '.join(map(str, cited))}"
    for note, location in _located_numbers(cite, "n"):
        if note in notes:
            continue
        actual = next((paragraph for paragraph in paragraphs.values() if note in paragraph.notes), None)
        message = f"note {note} does not stand in {description} of {backquote(cite.source)}"
        if actual is not None:
            help_text = f"it stands in paragraph {actual.p}"
        elif notes:
            noun = "these notes" if len(notes) > 1 else "the note"
            help_text = f"{description} has {noun}: {', '.join(map(str, sorted(notes)))}"
        else:
            help_text = f"{description} has no notes: leave out `n:`"
        yield RULE.diagnose(message, location.label(), help_text)


def _located_numbers(cite: Cite, key: str) -> Iterator[tuple[int, NodeRef]]:
    """Returns the numbers under `key` with their locations, without what was written but is no number."""
    location = cite.location.value(key)
    value = cite.p if key == "p" else cite.n
    numbers = [
        (number, location.item(i)) for i, number in enumerate((value,) if isinstance(value, int) else value or ())
    ]
    return ((number, location) for number, location in numbers if is_int(location))


RULE = Rule("note-outside-paragraph", Severity.ERROR, __doc__, check, scope="evidence")
