"""The plan of a campaign: one lesson, one week, one term, and every scene can be left out."""

from __future__ import annotations

import re
from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.overlay import exclude_scenes
from party_card.content.pack import Pack, read_pack
from party_card.frontends.print.plan import group_by_traces, write_plan
from party_card.publishing.lesson import list_trace_origins
from tests.app.archive_campaign import write_archive_campaign
from tests.app.provenance_campaign import write_provenance_campaign
from tests.content.test_trace_links import FILES
from tests.frontends.print.papers import proved
from tests.frontends.shared.transcript.test_transcript_html import Reader
from tests.shipped import load_shipped_pack
from tests.storage.campaign import AUTUMN, SPRING, SUMMER, write_campaign


def write_plan_text(pack: Pack) -> str:
    lessons = [proved(pack, scene) for scene in pack.scene_ids()]
    return write_plan(pack, lessons, {scene: list_trace_origins(pack, scene) for scene in pack.scene_ids()})


def test_it_has_every_scene_in_its_order_with_minutes_and_how_to_leave_it_out(tmp_path: Path) -> None:
    text = Reader(write_plan_text(write_campaign(tmp_path))).text
    assert "The Year on the River" in text
    assert "3 scenes · 3 minutes of reading" in text
    assert text.index("☐ 1") < text.index("☐ 2") < text.index("☐ 3")
    assert "Spring → Summer → Autumn" in text
    assert "Remembers “Spring”, “Summer”." in text
    assert "party-card play --without spring" in text


def test_what_there_is_one_of_is_told_in_the_singular(tmp_path: Path) -> None:
    text = Reader(write_plan_text(exclude_scenes(write_campaign(tmp_path), ["summer", "autumn"]))).text
    assert "1 scene · 1 minute of reading in all" in text
    assert "(1 minute)" in text
    assert "1 decision, " in text
    assert not re.search(r"\b1 (?:scenes|minutes|decisions|endings)\b", text)


def test_the_end_of_the_campaign_stands_in_it_with_its_sources(tmp_path: Path) -> None:
    text = Reader(write_plan_text(write_campaign(tmp_path))).text
    assert "Stated, May 1931. The flood made the harvest small." in text
    assert "What remains unknown. Who opened the sluice" in text
    assert "A Diary" in text


def test_the_archive_stands_in_it_with_whose_files_and_what_a_good_answer_draws_on(tmp_path: Path) -> None:
    html = write_plan_text(write_archive_campaign(tmp_path))
    text = Reader(html).text
    assert "if they played them: Reed, T.; Moss, L." in text
    places = [text.index(part) for part in ("The cellar of the office", "What a stranger cannot conclude",
              "Why somebody looked away.", "Which paper do you miss most?", "One that somebody had a reason to write.",
              "The end of the campaign", "Before each note")]  # fmt: skip
    assert places == sorted(places)
    ids = re.findall(r'id="(note-\d+)"', html)
    assert len(ids) == len(set(ids))


def test_what_is_left_out_is_not_in_it(tmp_path: Path) -> None:
    text = Reader(write_plan_text(exclude_scenes(write_campaign(tmp_path), ["spring"]))).text
    assert "Spring" not in text
    assert "2 scenes" in text


def test_threads_remember_each_other_and_differ() -> None:
    assert group_by_traces([SPRING, SUMMER, AUTUMN], {SUMMER: (SPRING,), AUTUMN: (SPRING, SUMMER)}) == (
        (SPRING, SUMMER, AUTUMN),
    )
    pack = load_shipped_pack()
    memory = {scene: list_trace_origins(pack, scene) for scene in pack.scene_ids()}
    threads = group_by_traces(pack.scene_ids(), memory)
    assert len(threads) == 4
    for first, centre, last in threads:
        assert pack.scene_ids().index(first) < pack.scene_ids().index(centre) < pack.scene_ids().index(last)
        assert centre in memory[last]
        assert first in memory[centre] or first in memory[last]
    for number, thread in enumerate(threads):
        assert len(set(thread) & {scene for other in threads[:number] for scene in other}) <= 1


def test_where_nothing_is_remembered_scenes_follow_in_their_order() -> None:
    names = [SceneId(name) for name in "abcdefg"]
    assert group_by_traces(names, {}) == (tuple(names[:3]), tuple(names[3:6]))
    assert group_by_traces(names[:2], {}) == ()


def test_it_says_which_scenes_hang_together_and_what_is_lost_if_one_is_left_out(tmp_path: Path) -> None:
    html = write_plan_text(write_web_pack(tmp_path))
    text = Reader(html).text
    leaving = text[text.index("Leaving scenes out") :].partition("On a machine")[0]
    assert "Summer“Spring”" in leaving
    assert "SpringIn “Summer”: “Ask him who wrote it”; “Nod to him”" in leaving  # what only closes is no loss
    rest = Reader(write_plan_text(exclude_scenes(write_web_pack(tmp_path), ["summer"]))).text
    assert "Ask him who wrote it" not in rest
    assert "What is lost" not in rest


def test_the_thing_on_the_shelf_is_in_it_with_the_scenes_it_goes_through(tmp_path: Path) -> None:
    text = Reader(write_plan_text(write_provenance_campaign(tmp_path))).text
    assert (
        "A bell without a clapper. Students follow its way through these scenes: “The Ferry”, “The Kiln”, “The" in text
    )


def write_web_pack(folder: Path) -> Pack:
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return read_pack(folder)[0]
