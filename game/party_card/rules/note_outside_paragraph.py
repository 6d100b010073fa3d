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
FAIL:
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
from party_card.content.pack import Pack
from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.rules._visitor import cites, is_int

CODE = "note-outside-paragraph"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every `cite` whose source has an index."""
    for dossier in pack.dossiers.values():
        for _, _, cite in cites(dossier):
            index = pack.indexes.get(cite.source)
            if index is not None and index.paragraphs:
                yield from _check(cite, {paragraph.p: paragraph for paragraph in index.paragraphs})


def _check(cite: Cite, known: Mapping[int, IndexedParagraph]) -> Iterator[Diagnostic]:
    for number, at in _numbers(cite, "p"):
        if number not in known:
            message = f"{named(cite.source)} has no paragraph {number}"
            mend = f"its index has the paragraphs {min(known)} to {max(known)}"
            yield Diagnostic(CODE, SEVERITY, message, at.label(), helps=(Help(mend),))
    here = [number for number in cite.paragraphs if number in known]
    if not here:
        return
    notes = {note for number in here for note in known[number].notes}
    said = f"paragraph {here[0]}" if len(here) == 1 else f"paragraphs {', '.join(map(str, here))}"
    for note, at in _numbers(cite, "n"):
        if note in notes:
            continue
        home = next((paragraph for paragraph in known.values() if note in paragraph.notes), None)
        message = f"note {note} does not stand in {said} of {named(cite.source)}"
        if home is not None:
            mend = f"it stands in paragraph {home.p}"
        elif notes:
            mend = f"{said} has {'these notes' if len(notes) > 1 else 'the note'}: {', '.join(map(str, sorted(notes)))}"
        else:
            mend = f"{said} has no notes: leave out `n:`"
        yield Diagnostic(CODE, SEVERITY, message, at.label(), helps=(Help(mend),))


def _numbers(cite: Cite, key: str) -> Iterator[tuple[int, NodeRef]]:
    """The numbers under `key` with their places, without what was written but is no number."""
    at = cite.location.value(key)
    value = cite.p if key == "p" else cite.n
    numbers = [(value, at)] if isinstance(value, int) else [(one, at.item(i)) for i, one in enumerate(value or ())]
    return ((number, place) for number, place in numbers if is_int(place))
