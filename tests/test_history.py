"""Tests of the built-in evidence and scenes: complete, without duplicates, and written with care."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from party_card.content.models import Block, Campaign, PlaceId, Scene, SceneId, VariableForm
from party_card.content.people import collect_people
from party_card.content.prose import iter_cited_fact_ids
from party_card.engine.glossary import Glossary
from party_card.engine.places import build_campaign_map, build_scene_map
from party_card.evidence.coverage import collect_dossier_facts, collect_record_facts, measure_coverage
from tests import ROOT
from tests.shipped import load_shipped_pack

PACK = load_shipped_pack()
SCENES = list(PACK.scenes.values())
HANDBOOK = ROOT / "scenes" / "README.md"
each_scene = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: str(scene.scene))
METHODS_OF_SUICIDE = re.compile(
    r"\b(pistols?|guns?|revolvers?|shot herself|pool of blood|bullets?|wounded|hanged|committed suicide)\b",
    re.IGNORECASE,
)
"""Words that no line about a suicide may use."""


def test_every_paragraph_and_every_note_of_the_source_supports_a_fact() -> None:
    for index in PACK.indexes.values():
        coverage = measure_coverage(index, collect_dossier_facts(PACK))
        assert coverage.is_complete, [
            (part.name, part.uncited_paragraphs, part.uncited_notes) for part in coverage.sections
        ]


def test_every_paragraph_and_every_note_of_the_source_is_met_in_some_record() -> None:
    assert PACK.campaign is not None
    documents: list[Scene | Campaign] = [*SCENES, PACK.campaign]
    facts = [fact for document in documents for fact in collect_record_facts(PACK, document)]
    for index in PACK.indexes.values():
        coverage = measure_coverage(index, facts)
        assert coverage.is_complete, [
            (part.name, part.uncited_paragraphs, part.uncited_notes) for part in coverage.sections
        ]


@pytest.mark.parametrize("kind", ["citable_items", "terms", "figures"])
def test_everything_stands_in_one_dossier_only(kind: str) -> None:
    names = Counter(name for dossier in PACK.dossiers.values() for name in getattr(dossier, kind))
    assert [name for name, count in names.items() if count > 1] == []
    assert sum(names.values()) >= {"citable_items": 250, "terms": 50, "figures": 6}[kind]


def test_no_two_people_go_by_one_name() -> None:
    people = collect_people(PACK)
    assert people == PACK.people, "people stand in one file"
    assert len(people) >= 75
    forms = Counter(form for person in people.values() for form in set(person.named or (person.name,)))
    assert [form for form, count in forms.items() if count > 1] == []


def test_the_four_turning_points_are_there() -> None:
    assert {"forbidden-paper", "loose-tongues", "rear-door", "what-the-newspaper-will-say"} <= set(PACK.scenes)


@each_scene
def test_a_scene_has_decisions_endings_a_record_and_a_debrief(scene: Scene) -> None:
    endings = {passage.ending.id for passage in scene.passages.values() if passage.ending is not None}
    decisions = [passage for passage in scene.passages.values() if len(passage.choices) >= 3]
    assert len(endings) >= 3
    assert len(decisions) >= 2
    assert scene.question
    assert scene.role is not None
    assert scene.picture in PACK.pictures
    assert any(block.unknown for block in scene.record), "what remains unknown is said"
    assert {"sourcing", "corroboration"} <= {question.skill for question in scene.debrief}
    assert {test.expect.ending.text for test in scene.tests if test.expect.ending is not None} >= endings
    assert scene.always
    assert scene.never


@each_scene
def test_nobody_plays_the_leaders_or_the_dead(scene: Scene) -> None:
    assert scene.role is not None
    assert not re.search(r"Stalin|Hitler|Alliluyeva|Nadya", scene.role.name)
    assert scene.role.kind != "documented"


@each_scene
def test_a_scene_with_a_content_note_can_be_skipped_with_a_summary(scene: Scene) -> None:
    assert scene.content_notes
    assert len(scene.summary.split()) >= 40


@each_scene
def test_every_decision_says_afterwards_what_was_done_by_the_student(scene: Scene) -> None:
    for name, passage in scene.passages.items():
        for choice in passage.choices:
            sentence = choice.did.removeprefix("As the clerk, y").removeprefix("As the typesetter, y")
            assert sentence.lower().startswith(("you", "ou", "nothing")), f"{name}: {choice.id}: {choice.did!r}"


@each_scene
def test_some_choices_overlook_a_fact_and_what_was_really_done_overlooks_none(scene: Scene) -> None:
    overlooking = 0
    for name, passage in scene.passages.items():
        for choice in passage.choices:
            if choice.overlooks:
                overlooking += 1
                assert choice.id not in passage.history, f"{name}: {choice.id}"
                assert list(iter_cited_fact_ids(choice.overlooks)), f"{name}: {choice.id}"
    assert 6 <= overlooking <= 15


@each_scene
def test_every_question_has_a_rubric_that_is_soon_read(scene: Scene) -> None:
    for question in scene.debrief:
        assert question.rubric is not None, question.ask
        assert max(len(text.split()) for text in question.rubric.texts) <= 45, question.ask


def test_the_death_is_told_without_means() -> None:
    scene = PACK.scenes["what-the-newspaper-will-say"]  # type: ignore[index]
    assert not METHODS_OF_SUICIDE.search(scene.location.file.text)
    dossier = PACK.dossiers["household-and-death"]  # type: ignore[index]
    assert not METHODS_OF_SUICIDE.search(dossier.location.file.text)
    prose = " ".join(
        block if isinstance(block, str) else block.text or block.document or ""
        for passage in scene.passages.values()
        for block in ([passage.text] if isinstance(passage.text, str) else passage.text)
    )
    assert "suicide" not in prose, "the truth about the cause is told in the record"
    record = " ".join(block.text or block.unknown or "" for block in scene.record)
    assert "died by suicide" in record
    assert re.search(r"988|116 123|help", record + " ".join(scene.content_notes))


@each_scene
def test_the_record_cites_every_paragraph(scene: Scene) -> None:
    for block in scene.record:
        for paragraph in re.split(r"\n\s*\n", (block.text or "").strip()):
            assert not paragraph or list(iter_cited_fact_ids(paragraph)), paragraph[:80]


OTHER_SENSE = {
    ("loose-tongues", "platform"),
    ("papers", "platform"),
    ("what-the-newspaper-will-say", "depression"),
}
"""Scenes that use a word of the glossary in another sense: a railway platform, an illness."""


@each_scene
def test_whoever_and_whatever_a_scene_names_is_explained_in_it(scene: Scene) -> None:
    own = [PACK.dossiers[name] for name in scene.dossiers]
    others = [dossier for dossier in PACK.dossiers.values() if dossier not in own]
    prose = " ".join(re.sub(r"\[@[^\]]*\]", "", " ".join(_collect_prose(scene))).split())
    explained = {
        (mention.subject.kind, mention.subject.id) for mention in Glossary(own, PACK.people).find_mentions(prose)
    }
    glossary = Glossary([*own, *others], PACK.people)
    named = {(mention.subject.kind, mention.subject.id) for mention in glossary.find_mentions(prose)}
    assert {(kind, name) for kind, name in named - explained if (str(scene.scene), name) not in OTHER_SENSE} == set()


def _collect_prose(scene: Scene) -> Iterator[str]:
    assert scene.role is not None
    yield from (scene.role.name, scene.role.text, scene.question, scene.summary)
    for passage in scene.passages.values():
        blocks = [Block(text=passage.text)] if isinstance(passage.text, str) else passage.text
        yield from (block.text or block.document or "" for block in blocks)
        yield passage.record or ""
        for choice in passage.choices:
            yield from (choice.text, choice.did, choice.locked or "", choice.overlooks)
    yield from (part.text or part.unknown or "" for part in scene.record)
    for question in scene.debrief:
        yield from (question.ask, *(question.rubric.texts if question.rubric is not None else ()))


def test_the_plan_for_a_term_is_the_campaign_with_its_minutes() -> None:
    handbook = HANDBOOK.read_text(encoding="utf-8")
    assert PACK.campaign is not None
    rows = re.findall(r"^\| \d+ \| `([a-z-]+)` \| (\d+) \|", handbook, re.MULTILINE)
    assert rows == [(str(name), str(PACK.scenes[name].minutes)) for name in PACK.scene_ids()]


def test_the_threads_for_a_week_are_in_the_order_of_the_campaign_and_remember() -> None:
    handbook = HANDBOOK.read_text(encoding="utf-8")
    threads = [
        re.findall(r"`([a-z-]+)`", line)
        for line in re.findall(r"^\| [A-Z][^|]* \| (`[a-z-]+`(?:, `[a-z-]+`)+) \|", handbook, re.MULTILINE)
    ]
    assert len(threads) >= 4
    for thread in threads:
        scenes = [scene for name, scene in PACK.scenes.items() if name in thread]
        assert thread == [str(name) for name in PACK.scene_ids() if name in thread]
        left = {trace.id for scene in scenes for trace in scene.leaves}
        carried = {
            form.carried for scene in scenes for form in scene.variables.values() if isinstance(form, VariableForm)
        }
        assert len(left & carried) >= 2, thread


@each_scene
def test_whatever_a_scene_remembers_has_a_story_test(scene: Scene) -> None:
    remembered = {form.carried for form in scene.variables.values() if isinstance(form, VariableForm) and form.carried}
    assert remembered <= {trace for test in scene.tests for trace in test.carried}


def test_what_is_witnessed_said_and_kept_silent_about_is_left_and_each_is_remembered_somewhere() -> None:
    kinds = {trace.id: trace.kind for scene in SCENES for trace in scene.leaves}
    carried = {form.carried for scene in SCENES for form in scene.variables.values() if isinstance(form, VariableForm)}
    assert all(scene.leaves for scene in SCENES)
    assert {kinds[trace] for trace in carried if trace} == {"witnessed", "said", "silent"}


def test_the_winter_in_the_record_keeps_apart_what_is_linked_and_what_is_only_later() -> None:
    assert PACK.campaign is not None
    ending = PACK.campaign.ending
    assert all(part.link for part in ending if part.text)
    assert {part.link for part in ending} >= {"stated", "sequence"}
    assert 12 <= sum(1 for part in ending if part.text) <= 20
    assert any(part.unknown for part in ending)
    assert 1 <= sum(1 for part in ending if part.chart) <= 2


# ------------------------------------------------------------------------------------------------------------ places


def test_every_scene_of_the_campaign_is_on_the_map() -> None:
    campaign_map = build_campaign_map(PACK, SCENES)
    assert campaign_map is not None
    assert PACK.campaign is not None
    assert {episode.scene for episode in campaign_map.episodes if episode.here} >= {
        station.scene for station in PACK.campaign.stations
    }


def test_coordinates_are_those_of_the_places_as_other_sources_have_them() -> None:
    """Degrees and minutes from the articles of Wikipedia on these places, looked up apart from the gazetteer."""
    expected = {
        "moscow": (55.75, 37.62), "leningrad": (59.94, 30.31), "kharkov": (49.99, 36.23), "tiflis": (41.72, 44.79),
        "minusinsk": (53.72, 91.70), "kustanai": (53.21, 63.63), "narym": (58.93, 81.60), "odessa": (46.49, 30.74),
        "dnepropetrovsk": (48.47, 35.04), "berlin": (52.52, 13.41), "tokyo": (35.69, 139.69), "nanking": (32.06, 118.76),
    }  # fmt: skip
    for name, degrees in expected.items():
        place = PACK.places[PlaceId(name)]
        assert (place.lat, place.lon) == pytest.approx(degrees, abs=0.05)


def test_a_house_of_which_no_source_says_where_it_stood_is_on_no_map() -> None:
    scene = PACK.scenes[SceneId("forbidden-paper")]
    scene_map = build_scene_map(PACK.places, scene)
    assert scene_map is not None
    assert scene_map.unrecorded == ("the dacha of Kamenev and Zinoviev",)
    assert "dacha-of-kamenev-and-zinoviev" not in {point.id for point in scene_map.points}
