"""The player in a real Chromium, at every proven position of every scene, beside the game itself.

The game is asked at every position what is open, where that leads, and which texts hold; its page is written once for
each combination of these answers (a page looks at a position in no other way).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from party_card.content.models import PassageId
from party_card.content.pack import builtin, read_pack
from party_card.content.prose import smart_quotes
from party_card.engine.autolink import with_glossary_links
from party_card.engine.campaign_pages import FinishedScene, compile_campaign, write_campaign_end, write_intermission
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page import Comparison, ContentNote, Line, Page, lines_of
from party_card.engine.page_builder import parts
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.verify.fixture import SyntheticPlaythrough
from party_card.frontends.html.verify.page_json import line_json, page_json
from party_card.modelcheck.bitset.bit_layout import ANY
from party_card.modelcheck.state_space import ReachableStates, explore
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import Opened, opened, plain, written
from tests.modelcheck.scenes import compiled, scene_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PACK = read_pack(builtin())[0]
BATCH = 4000
LETTER = [chr(0x4000 + value) for value in range(4096)]
"""A value as a letter, so that positions travel as text."""

AT_POSITIONS = """([scene, length, text]) => {
  const {data, begin, take, page, links} = partyCard;
  const empty = begin(data, scene), known = new Map(), fresh = [], which = [], led = [];
  for (let at = 0; at < text.length; at += length) {
    const position = Array.from(text.slice(at, at + length), (letter) => letter.charCodeAt(0) - 0x4000);
    const played = {...empty, stage: "passage", position, read: 1};
    const shown = page(data, played), json = JSON.stringify([shown, [...links(shown).values()]]);
    if (!known.has(json)) { known.set(json, known.size); fresh.push(json); }
    which.push(known.get(json));
    for (const {id, open} of shown.offers)
      if (open && id !== "reveal") led.push(String.fromCharCode(...take(data, played, id).position.map((value) => value + 0x4000)));
  }
  return [which, fresh, led.join("")];
}"""
ALONG = """([scene, walks]) => {
  const {data, begin, take, page, links} = partyCard;
  const both = (played) => [page(data, played), [...links(page(data, played)).values()]];
  return walks.map(([carried, each, steps]) => {
    let played = begin(data, scene, carried, each);
    return [both(played), ...steps.map((step) => both((played = take(data, played, step))))];
  });
}"""

COURSE = """(walks) => {
  const {data, resume, between, winter} = partyCard;
  const seen = walks.map((walk, scene) => walk && resume(data, scene, walk).playthrough);
  return [...data.course.stations.map((_, number) => between(data, number, seen)), winter(data, seen)];
}"""


def linked_lines(page: Page) -> list[list[Any]]:
    """The lines of a page whose names are links: a run of one is its style, its text and the id of its entry."""
    return [
        [[run.italic + 2 * run.bold, run.text, run.entry] if run.entry else line_json((run,))[0] for run in line]
        for block in with_glossary_links(page).blocks
        for line in (
            lines_of(block)
            if not isinstance(block, Comparison | ContentNote)
            else [block.was_done]
            if isinstance(block, Comparison)
            else []
        )
    ]


def positions(states: ReachableStates) -> Iterator[tuple[int, list[Position]]]:
    """Every position, in batches of one passage each; where a value does not matter it is that of the start."""
    start = states.compiled.system.start
    for passage in states.passages:
        values = iter(states.space.assignments(passage, states.reachable[passage]))
        while batch := list(islice(values, BATCH)):
            yield (
                passage,
                [
                    (passage, *[first if one == ANY else one for one, first in zip(found, start[1:], strict=True)])
                    for found in batch
                ],
            )


def same_everywhere(tab: Opened, scene: int, states: ReachableStates) -> int:
    """Compares pages and moves at every position; returns how many there were."""
    kernel = states.compiled.system
    count = 0
    pages: dict[tuple[object, ...], tuple[Any, Any]] = {}
    for passage, batch in positions(states):
        written_ = states.compiled.scene.passages[kernel.passages[passage]]
        tests = [kernel.conditions[part.if_] for part in parts(written_) if part.if_ is not None]
        opens, steps = kernel.guards[passage], kernel.transitions[passage]
        text = "".join("".join(map(LETTER.__getitem__, position)) for position in batch)
        which, fresh, led = tab.run(AT_POSITIONS, [scene, len(batch[0]), text])
        theirs = [json.loads(one) for one in fresh]
        held: set[tuple[object, int]] = set()
        moves: list[str] = []
        for position, number in zip(batch, which, strict=True):
            open_ = tuple([one(position) for one in opens])
            moves += [
                "".join(map(LETTER.__getitem__, step(position)))
                for step, is_open in zip(steps, open_, strict=True)
                if is_open
            ]
            answers = (passage, open_, tuple([test(position) for test in tests]))
            if (answers, number) in held:
                continue
            held.add((answers, number))
            if answers not in pages:
                placed = SyntheticPlaythrough(states.compiled, kernel.passages[passage], position, (), "end").page()
                pages[answers] = page_json(placed), linked_lines(placed)
            where = f"{states.compiled.scene.scene}, {kernel.passages[passage]}, {position}"
            assert tuple(theirs[number]) == pages[answers], where
        assert led == "".join(moves), f"{states.compiled.scene.scene}: where {kernel.passages[passage]} leads"
        count += len(batch)
    return count


def same_along(tab: Opened, scene: int, compiled_: CompiledScene, walks: int) -> int:
    """Compares every page of walks at random, from briefing to end; returns how many pages there were."""
    dice = random.Random(scene)
    asked, ours = [], []
    for number in range(walks):
        starts = list(compiled_.system.initial_states)
        begun = starts[number % len(starts)]
        walk = Playthrough(compiled_, begun)
        each = bool(number % 2)
        walk.reveal = "each" if each else "end"
        bits = sum(1 << bit for bit, trace in enumerate(compiled_.system.carried) if trace in begun)
        pages = [[page_json(walk.page()), linked_lines(walk.page())]]
        steps: list[str] = []
        while (offers := walk.enabled()) and len(steps) < 300:
            steps.append(dice.choice(offers))
            walk.choose(steps[-1])
            pages.append([page_json(walk.page()), linked_lines(walk.page())])
        asked.append([bits, each, steps])
        ours.append(pages)
    for mine, theirs in zip(ours, tab.run(ALONG, [scene, asked]), strict=True):
        assert theirs == plain(mine)
    return sum(map(len, ours))


@pytest.fixture(scope="module")
def shelf() -> list[CompiledScene]:
    return [compile_scene(PACK, PACK.scenes[name]) for name in PACK.order()]


@pytest.fixture(scope="module")
def all_scenes(browser: Browser, shelf: list[CompiledScene], tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """One page with every scene that comes with the game."""
    return opened(browser, written(tmp_path_factory.mktemp("all"), plain(write_data(shelf))))


def test_every_position_of_every_scene_that_comes_with_the_game(all_scenes: Opened, shelf: list[CompiledScene]) -> None:
    for number, scene in enumerate(shelf):
        atlas = explore(scene)
        assert same_everywhere(all_scenes, number, atlas) == atlas.positions


def test_every_page_of_walks_from_briefing_to_end(all_scenes: Opened, shelf: list[CompiledScene]) -> None:
    for number, scene in enumerate(shelf):
        assert same_along(all_scenes, number, scene, 4) > 24


DRAWN = """(fragments) => fragments.map((fragment) => {
  history.replaceState(null, "", fragment);
  dispatchEvent(new HashChangeEvent("hashchange"));
  const text = (what) => [...document.querySelectorAll(what)].map((one) => one.textContent);
  return [text("article")[0], text("article .offer > span, article .go"), text("aside li").join(" ")];
})"""


def test_what_is_drawn_says_what_the_page_says(all_scenes: Opened, shelf: list[CompiledScene]) -> None:
    count = 0
    for number, scene in enumerate(shelf):
        dice = random.Random(number)
        shape = all_scenes.run("(number) => partyCard.data.scenes[number].shape", number)
        fragments, pages = [], []
        for _ in range(6):
            walk, text = Playthrough(scene), "0"
            for _ in range(200):
                pages.append(walk.page())
                fragments.append(f"#{scene.scene.scene}.{shape}.{text}")
                if not (offers := walk.enabled()):
                    break
                passage = scene.scene.passages.get(PassageId(walk.state))
                ids = [str(choice.id) for choice in passage.choices] if passage else []
                offer = dice.choice(offers)
                text += "0123456789abcdefghijklmnopqrstuvwxyz"[ids.index(offer)] if offer in ids else "-"
                walk.choose(offer)
        for page, (article, offers_, notes) in zip(pages, all_scenes.run(DRAWN, fragments), strict=True):
            article, notes = squeezed(article), squeezed(notes)  # noqa: PLW2901
            told = [line for block in page.blocks if not isinstance(block, ContentNote) for line in lines_of(block)]
            at = 0
            for line in told:
                found = article.find(said(line), 0 if page.kind == "briefing" else at)  # there the question leads
                assert found >= 0, (page, line)
                at = found + len(said(line))
            if page.kind == "passage":
                assert [squeezed(one).split(" (your own")[0] for one in offers_] == [
                    squeezed(f"{plain_text(offer.line)} {plain_text(offer.reason)}") for offer in page.offers
                ]
                assert all(
                    squeezed(note.text.rstrip(".")) in notes and said(note.citation) in notes for note in page.notes
                )
            count += 1
    assert count > 1000


def plain_text(line: Line) -> str:
    return "".join(run.text for run in line)


def said(line: Line) -> str:
    """A line as it is drawn: with the numbers of its notes."""
    return squeezed("".join(str(run.note) if run.note else run.text for run in line))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_what_is_told_between_the_scenes_of_the_campaign_and_at_its_end(
    browser: Browser, shelf: list[CompiledScene], tmp_path: Path
) -> None:
    assert PACK.campaign is not None
    campaign = compile_campaign(PACK, PACK.campaign)
    tab = opened(browser, written(tmp_path, plain(write_data(shelf, campaign=campaign))))
    stations = PACK.campaign.stations
    dice = random.Random(6)
    for way in range(60):
        walks = {number: finished(scene, dice) for number, scene in enumerate(shelf) if dice.random() < way / 60}
        played = [walks[number][1] if number in walks else None for number in range(len(shelf))]
        theirs = tab.run(COURSE, played)
        for number, station in enumerate(stations):
            before = max((one for one in walks if one < number), default=None)
            page = write_intermission(
                campaign, station, shelf[number].scene, None if before is None else walks[before][0]
            )
            assert theirs[number] == (plain(page_json(page)) if page.blocks or page.since else None)
        left = [scene.scene for number, scene in enumerate(shelf) if number not in walks]
        assert theirs[-1] == plain(
            page_json(write_campaign_end(campaign, [walks[one][0] for one in sorted(walks)], left))
        )


def finished(scene: CompiledScene, dice: random.Random) -> tuple[FinishedScene, str]:
    """A walk at random to an ending, and as text."""
    for _ in range(50):
        starts = list(scene.system.initial_states)
        begun = dice.choice(starts)
        walk = Playthrough(scene, begun)
        bits = sum(1 << bit for bit, trace in enumerate(scene.system.carried) if trace in begun)
        text = "0123456789"[bits]
        while walk.enabled() and walk.state != "record" and len(text) < 300:
            offer = dice.choice(walk.enabled())
            passage = scene.scene.passages.get(PassageId(walk.state))
            ids = [str(choice.id) for choice in passage.choices] if passage else []
            text += str(ids.index(offer)) if offer in ids else "-"
            walk.choose(offer)
        if walk.state == "record" and walk.ending is not None and walk.ending.ending is not None:
            return FinishedScene(scene.scene, smart_quotes(walk.ending.ending.title), walk.exported_traces()), text
    raise AssertionError("no walk ends")


@pytest.mark.parametrize("head", ["", "reveal: each\n"])
def test_every_kind_of_block_and_offer(browser: Browser, tmp_path: Path, head: str) -> None:
    scene = sample_scene(head=head)
    tab = opened(browser, written(tmp_path, plain(write_data([scene]))))
    same_everywhere(tab, 0, explore(scene))
    same_along(tab, 0, scene, 24)


def test_a_hundred_random_scenes(browser: Browser, tmp_path: Path) -> None:
    texts: list[str] = []

    @seed(6)
    @settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(scene_texts())
    def gather(text: str) -> None:
        texts.append(text)

    gather()
    scenes = [compiled(text) for text in texts[:100]]
    assert len(scenes) == 100
    tab = opened(browser, written(tmp_path, plain(write_data(scenes))))
    for number, scene in enumerate(scenes):
        atlas = explore(scene)
        same_everywhere(tab, number, atlas)
        if any(passage.ending for passage in scene.scene.passages.values()):
            same_along(tab, number, scene, 4)
