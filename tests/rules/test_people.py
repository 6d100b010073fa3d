"""One mistake in what is said of people gets one message, where it begins; advice that is followed leads to a clean check."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.overlay import overlay_pack
from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.rules import check_pack
from tests.pack_files import write_texts

SOURCES = "references:\n  - {id: log, type: book, title: The Log, issued: 1911}\n"
DOSSIER = """\
dossier: ferry
facts:
  rope-cut: {text: The rope was cut., grade: reported, cite: {source: log, p: 1}, people: [lund]}
  lund-left: {text: Lund left in 1913., date: 1913, grade: documented, cite: {source: log, p: 9}}
"""
PEOPLE = """\
people:
  lund:
    name: Dora Lund
    was: She ran the ferry. [@rope-cut]
    later: She left the town. [@lund-left]
"""
SCENE = """\
scene: rope
title: The rope
span: 1911-05-02
dossiers: [ferry]
passages:
  one:
    text: Dora Lund waits. [@rope-cut]
    ending: {id: done, title: Done}
"""


def find_diagnostics(folder: Path, files: dict[str, str]) -> list[Diagnostic]:
    """Returns what is wrong with a pack of these files, without remarks."""
    pack, diagnostics = read_pack(
        write_texts(folder, {"scenes/rope.yaml": SCENE, "seeds/sources.yaml": SOURCES, **files})
    )
    found = [*diagnostics, *check_pack(pack)]
    return [diagnostic for diagnostic in found if diagnostic.severity is not Severity.INFO]


def list_messages(folder: Path, people: str, dossier: str = DOSSIER, **files: str) -> list[tuple[str, int, str]]:
    found = find_diagnostics(folder, {"seeds/people.yaml": people, "seeds/ferry.yaml": dossier, **files})
    return [(item.code, item.primary.span.line, item.message) for item in found]


def test_people_of_a_file_of_their_own_are_found_and_their_later_facts_are_no_anachronism(tmp_path: Path) -> None:
    assert list_messages(tmp_path, PEOPLE) == []


def test_people_may_stand_in_the_only_dossier_too(tmp_path: Path) -> None:
    assert find_diagnostics(tmp_path, {"seeds/ferry.yaml": DOSSIER + PEOPLE}) == []
    assert find_diagnostics(tmp_path, {"seeds/ferry.yaml": PEOPLE + DOSSIER}) == [], "whichever key comes first"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (" [@rope-cut]", "", ("uncited-person", 4, "this sentence about `lund` has no source")),
        (
            "later: She left the town. [@lund-left]",
            'later: "She left. [@lund-left] She came back in 1920."',
            ("uncited-person", 5, "this sentence about `lund` has no source"),
        ),
        ("@lund-left", "@lund-lost", ("unknown-fact", 5, "no dossier has a fact `lund-lost`")),
        ("[@lund-left]", "[@lund left]", ("bad-citation", 5, "`[@lund left]` cannot be read as a citation")),
        ("[@lund-left]", "[lund-left]", ("bad-citation", 5, "`[lund-left]` is a citation without its `@`")),
        ("[@lund-left]", "(lund-left)",
         ("bad-citation", 5, "`(lund-left)` is the name of a fact in round brackets, which is printed as it stands")),
        ("    later: She left the town. [@lund-left]\n", "",
         ("no-later", 2, "it is not said what became of `lund`")),
        ("    was: She ran the ferry. [@rope-cut]\n", "", ("missing-key", 3, "this person has no `was`")),
        ("name: Dora Lund", 'name: ""', ("empty-text", 3, "this text is empty")),
        ("was: She ran the ferry. [@rope-cut]", 'was: "[@rope-cut]"',
         ("empty-text", 4, "this text holds nothing but citations")),
        ("  lund:", "  Lund:", ("bad-id", 2, "`Lund` cannot be a name: names are small letters and digits, joined by hyphens")),
        ("later: She left the town.", "later: She had committed suicide.",
         ("unsafe-wording", 5, "`committed suicide` makes a crime of it")),
        ("    was:", "    role:", ("unknown-key", 4, "a person has no key `role`")),
        ("    later:", "    fate:", ("unknown-key", 5, "a person has no key `fate`")),
    ],
)  # fmt: skip
def test_one_mistake_about_a_person_gets_one_message(
    tmp_path: Path, old: str, new: str, expected: tuple[str, int, str]
) -> None:
    assert PEOPLE.count(old) == 1
    assert list_messages(tmp_path, PEOPLE.replace(old, new)) == [expected]


def test_not_found_needs_no_source(tmp_path: Path) -> None:
    assert list_messages(tmp_path, PEOPLE.replace("She left the town. [@lund-left]", "not found")) == []


def test_a_person_is_described_once(tmp_path: Path) -> None:
    found = find_diagnostics(tmp_path, {"seeds/people.yaml": PEOPLE, "seeds/ferry.yaml": DOSSIER + PEOPLE})
    assert [(item.code, Path(item.primary.source.name).name, item.message) for item in found] == [
        ("duplicate-id", "people.yaml", "there is another person `lund`")
    ]
    assert Path(found[0].secondary[0].source.name).name == "ferry.yaml"
    assert found[0].helps[0].message == "keep one of the two: a person is described once for all dossiers"


def test_a_person_of_two_files_of_people_is_reported_once(tmp_path: Path) -> None:
    files = {"seeds/ferry.yaml": DOSSIER, "seeds/people.yaml": PEOPLE, "seeds/people-of-the-mill.yaml": PEOPLE}
    assert [item.code for item in find_diagnostics(tmp_path, files)] == ["duplicate-id"]


def test_a_fact_cited_about_a_person_stands_in_one_dossier_only(tmp_path: Path) -> None:
    other = "dossier: mill\nfacts:\n  lund-left: {text: Lund went., grade: documented, cite: {source: log, p: 3}}\n"
    found = find_diagnostics(
        tmp_path, {"seeds/ferry.yaml": DOSSIER, "seeds/people.yaml": PEOPLE, "seeds/mill.yaml": other}
    )
    assert [(item.code, item.message) for item in found] == [
        ("duplicate-fact", "what is said of a person cites `lund-left`, and two dossiers have a fact of that name")
    ]


def test_dossiers_that_no_scene_names_can_be_cited_about_people(tmp_path: Path) -> None:
    dossier, later = DOSSIER.split("  lund-left")
    files = {
        "seeds/ferry.yaml": dossier,
        "seeds/later.yaml": "dossier: later\nfacts:\n  lund-left" + later,
        "seeds/people.yaml": PEOPLE,
    }
    assert find_diagnostics(tmp_path, files) == []


def test_a_file_of_people_with_keys_of_a_dossier_is_one_whose_first_line_is_missing(tmp_path: Path) -> None:
    found = find_diagnostics(tmp_path, {"seeds/ferry.yaml": (DOSSIER + PEOPLE).removeprefix("dossier: ferry\n")})
    assert [item.code for item in found] == ["unknown-kind"]


def test_a_pack_that_describes_a_person_of_the_game_anew_is_told(tmp_path: Path) -> None:
    files = {"seeds/sources.yaml": SOURCES, "seeds/ferry.yaml": DOSSIER, "seeds/people.yaml": PEOPLE}
    for name, text in files.items():
        (tmp_path / "game" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "game" / name).write_text(text)
    (tmp_path / "mine" / "seeds").mkdir(parents=True)
    (tmp_path / "mine" / "seeds" / "who.yaml").write_text(PEOPLE)
    pack = overlay_pack(read_pack(tmp_path / "mine")[0], read_pack(tmp_path / "game")[0])
    assert [(item.code, item.message) for item in check_pack(pack)] == [
        ("redefined-id", "the game has a person `lund` too; scenes of this pack use this one instead")
    ]
