"""The JavaScript player in Chromium agrees with the engine at every reachable position of every scene."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from party_card.content.models import SceneId
from party_card.content.prose import smart_quotes
from party_card.engine.autolink import add_glossary_links
from party_card.engine.campaign_pages import (
    FinishedScene,
    build_campaign_end_page,
    build_intermission_page,
    compile_campaign,
)
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.opened_offers import asks_for_traces, explain_opening
from party_card.engine.page import Chart, Comparison, ContentNote, Line, Page, list_block_lines
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position
from party_card.frontends.html.bundle import encode_bundle
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.fixture import SyntheticPlaythrough
from party_card.frontends.html.verify.page_json import line_to_json, page_to_json
from party_card.frontends.html.verify.reference_player import TURN
from party_card.frontends.shared.scene_data import DIGITS
from party_card.localization import use_language
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.state_sets import DEAD_VALUE
from party_card.modelcheck.state_space import ReachableStates
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, write_page
from tests.modelcheck.scenes import compile_scene_text, scene_texts
from tests.shipped import each_shipped_translation, load_shipped_pack, load_translated_pack

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PACK = load_shipped_pack()
BATCH_SIZE = 4000
WAYS_THROUGH_CAMPAIGN = 30
SMALL_SCENE = "loose-tongues"
"""The scene with the fewest positions."""
FIRST_LETTER = 0x4000
"""The character of value 0: positions travel as text, one letter a value."""

PAGES_AT_POSITIONS = """([scene, length, text]) => {
  const {data, begin, take, page, links} = partyCard;
  const initial = begin(data, scene), indices = new Map(), pages = [], indexOf = [], targets = [];
  for (let start = 0; start < text.length; start += length) {
    const position = Array.from(text.slice(start, start + length), (letter) => letter.charCodeAt(0) - 0x4000);
    const playthrough = {...initial, stage: "passage", position, read: 1};
    const current = page(data, playthrough), json = JSON.stringify([current, [...links(current).values()]]);
    if (!indices.has(json)) { indices.set(json, indices.size); pages.push(json); }
    indexOf.push(indices.get(json));
    for (const {id, open} of current.offers) if (open && id !== "reveal")
      targets.push(String.fromCharCode(...take(data, playthrough, id).position.map((value) => value + 0x4000)));
  }
  return [indexOf, pages, targets.join("")];
}"""
"""Returns the number of each position's page, the different pages as JSON, and the targets of all open choices."""
PAGES_OF_PLAYTHROUGHS = """([scene, playthroughs]) => {
  const {data, begin, take, page, links} = partyCard;
  const pageAndLinks = (playthrough) => [page(data, playthrough), [...links(page(data, playthrough)).values()]];
  return playthroughs.map(([carried, each, steps]) => {
    let playthrough = begin(data, scene, carried, each);
    return [pageAndLinks(playthrough), ...steps.map((step) => pageAndLinks((playthrough = take(data, playthrough, step))))];
  });
}"""
CAMPAIGN_PAGES = """(encoded) => {
  const {data, resume, between, winter} = partyCard;
  const finished = encoded.map((steps, scene) => steps && resume(data, scene, steps).playthrough);
  return [...data.course.stations.map((_, number) => between(data, number, finished)), winter(data, finished)];
}"""
DRAWN_TEXTS = """(fragments) => fragments.map((fragment) => {
  history.replaceState(null, "", fragment);
  dispatchEvent(new HashChangeEvent("hashchange"));
  const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent);
  return [texts("article")[0], texts("article .offer > span, article .go"), texts("aside li").join(" ")];
})"""
"""Returns for each address the text of the article, of the offers and of the notes."""


def list_linked_lines(page: Page) -> list[list[Any]]:
    """Returns the lines with links to entries, none if the page has no entries.

    A linked run is its style, its text and the id of its entry.
    """
    if not page.entries:
        return []
    lines: list[Line] = []
    for block in add_glossary_links(page).blocks:
        if isinstance(block, Comparison):
            lines.append(block.record_line)
        elif not isinstance(block, (ContentNote, Chart)):
            lines += list_block_lines(block)
    return [
        [[run.italic + 2 * run.bold, run.text, run.entry] if run.entry else line_to_json((run,))[0] for run in line]
        for line in lines
    ]


def to_json_and_links(page: Page) -> tuple[Any, Any]:
    return page_to_json(page), list_linked_lines(page)


def iterate_positions(states: ReachableStates) -> Iterator[tuple[int, list[Position]]]:
    """Yields every position, in batches of one passage; values that do not matter are the initial ones."""
    initial_values = states.compiled.system.initial_position[1:]
    for passage in states.passages:
        assignments = iter(states.algebra.iter_assignments(passage, states.state_sets[passage]))
        while batch := list(islice(assignments, BATCH_SIZE)):
            yield (
                passage,
                [
                    (
                        passage,
                        *(
                            initial if value == DEAD_VALUE else value
                            for value, initial in zip(values, initial_values, strict=True)
                        ),
                    )
                    for values in batch
                ],
            )


def to_letters(position: Position) -> str:
    return "".join(chr(FIRST_LETTER + value) for value in position)


def compare_positions(tab: BrowserTab, scene: int, states: ReachableStates) -> int:
    """Compares pages and transitions at every position; returns the number of positions."""
    system = states.compiled.system
    count = 0
    pages: dict[tuple[object, ...], tuple[Any, Any]] = {}
    for passage, batch in iterate_positions(states):
        name = system.passages[passage]
        parts = states.compiled.scene.passages[name].blocks
        conditions = [system.conditions[part.if_] for part in parts if part.if_ is not None]
        guards, transitions = system.guards[passage], system.transitions[passage]
        choices = states.compiled.scene.passages[name].choices
        opened_choices = [choice for choice in choices if asks_for_traces(states.compiled, choice)]
        text = "".join(map(to_letters, batch))
        indices, distinct_pages, their_targets = tab.evaluate(PAGES_AT_POSITIONS, [scene, len(batch[0]), text])
        their_pages = [tuple(json.loads(page)) for page in distinct_pages]
        compared: set[tuple[object, int]] = set()
        targets: list[str] = []
        for position, index in zip(batch, indices, strict=True):
            enabled = tuple(guard(position) for guard in guards)
            targets += [to_letters(transitions[choice](position)) for choice, is_open in enumerate(enabled) if is_open]
            reasons = tuple(explain_opening(states.compiled, choice, position) for choice in opened_choices)
            observation = (passage, enabled, tuple(condition(position) for condition in conditions), reasons)
            if (observation, index) in compared:
                continue
            compared.add((observation, index))
            if observation not in pages:
                playthrough = SyntheticPlaythrough(states.compiled, name, position, (), "end")
                pages[observation] = to_json_and_links(build_page(playthrough))
            assert their_pages[index] == pages[observation], f"{states.compiled.scene.scene}, {name}, {position}"
        assert their_targets == "".join(targets), f"{states.compiled.scene.scene}: where {name} leads"
        count += len(batch)
    return count


def compare_playthroughs(tab: BrowserTab, scene: int, compiled: CompiledScene, count: int) -> int:
    """Compares every page of random playthroughs, from briefing to end; returns the number of pages."""
    rng = random.Random(scene)
    playthroughs, our_pages = [], []
    for number in range(count):
        initial_states = list(compiled.system.initial_states)
        traces = initial_states[number % len(initial_states)]
        playthrough = Playthrough(compiled, traces)
        reveals_each = bool(number % 2)
        playthrough.reveal = "each" if reveals_each else "end"
        pages = [to_json_and_links(build_page(playthrough))]
        steps: list[str] = []
        while (offers := playthrough.enabled_triggers()) and len(steps) < 300:
            steps.append(rng.choice(offers))
            playthrough.choose(steps[-1])
            pages.append(to_json_and_links(build_page(playthrough)))
        playthroughs.append([carried_bits(compiled, traces), reveals_each, steps])
        our_pages.append(pages)
    their_pages = tab.evaluate(PAGES_OF_PLAYTHROUGHS, [scene, playthroughs])
    for ours, actual in zip(our_pages, their_pages, strict=True):
        assert actual == json_roundtrip(ours)
    return sum(map(len, our_pages))


def carried_bits(compiled: CompiledScene, traces: Collection[str]) -> int:
    return sum(1 << bit for bit, trace in enumerate(compiled.system.trace_slots) if trace in traces)


def encode_step(playthrough: Playthrough, step: str) -> str:
    """Returns the character of a step in the address of a page."""
    passage = playthrough.passage
    choices = [str(choice.id) for choice in passage.choices] if passage else []
    return DIGITS[choices.index(step)] if step in choices else TURN


@pytest.fixture(scope="module")
def shipped_scenes() -> list[CompiledScene]:
    return [compile_scene(PACK, PACK.scenes[name]) for name in PACK.scene_ids()]


@pytest.fixture(scope="module")
def shipped_tab(
    browser: Browser, shipped_scenes: list[CompiledScene], tmp_path_factory: pytest.TempPathFactory
) -> BrowserTab:
    """One page with every scene that comes with the game."""
    data = json_roundtrip(encode_scenes(shipped_scenes))
    return open_page(browser, write_page(tmp_path_factory.mktemp("shipped"), data))


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(number, marks=[] if name == SMALL_SCENE else [pytest.mark.release])
        for number, name in enumerate(PACK.scene_ids())
    ],
)
def test_every_position_of_every_scene_that_comes_with_the_game(
    shipped_tab: BrowserTab, shipped_scenes: list[CompiledScene], number: int
) -> None:
    states = explore_scene(shipped_scenes[number])
    assert compare_positions(shipped_tab, number, states) == states.state_count


def test_every_page_of_walks_from_briefing_to_end(shipped_tab: BrowserTab, shipped_scenes: list[CompiledScene]) -> None:
    for number, scene in enumerate(shipped_scenes):
        assert compare_playthroughs(shipped_tab, number, scene, 2) > 12


@contextmanager
def open_translation(
    browser: Browser, folder: Path, name: SceneId, language: str
) -> Iterator[tuple[BrowserTab, CompiledScene]]:
    """Opens the page of a shipped scene in another language; the engine then speaks this language."""
    pack = load_translated_pack(name, language)
    with use_language(language):
        compiled = compile_scene(pack, pack.scenes[name])
        data = json_roundtrip(encode_bundle(pack, [compiled], language=language).data)
        tab = open_page(browser, write_page(folder, data))
        yield tab, compiled
        tab.close()


@each_shipped_translation()
def test_every_page_of_walks_through_every_translation(
    browser: Browser, tmp_path: Path, name: SceneId, language: str
) -> None:
    with open_translation(browser, tmp_path, name, language) as (tab, compiled):
        assert compare_playthroughs(tab, 0, compiled, 6) > 60


@pytest.mark.release
@each_shipped_translation()
def test_every_position_of_every_translation(browser: Browser, tmp_path: Path, name: SceneId, language: str) -> None:
    with open_translation(browser, tmp_path, name, language) as (tab, compiled):
        states = explore_scene(compiled)
        assert compare_positions(tab, 0, states) == states.state_count


def test_what_is_drawn_says_what_the_page_says(shipped_tab: BrowserTab, shipped_scenes: list[CompiledScene]) -> None:
    count = 0
    for number, scene in enumerate(shipped_scenes):
        rng = random.Random(number)
        shape = shipped_tab.evaluate("(number) => partyCard.data.scenes[number].shape", number)
        fragments, pages = [], []
        for _ in range(3):
            playthrough, encoded_steps = Playthrough(scene), "0"
            for _ in range(200):
                pages.append(build_page(playthrough))
                fragments.append(f"#{scene.scene.scene}.{shape}.{encoded_steps}")
                if not (offers := playthrough.enabled_triggers()):
                    break
                offer = rng.choice(offers)
                encoded_steps += encode_step(playthrough, offer)
                playthrough.choose(offer)
        for page, drawn in zip(pages, shipped_tab.evaluate(DRAWN_TEXTS, fragments), strict=True):
            check_drawn_page(page, *drawn)
        count += len(pages)
    assert count > 500


def check_drawn_page(page: Page, article: str, offers: list[str], notes: str) -> None:
    article, notes = collapse_spaces(article), collapse_spaces(notes)
    end = 0
    for block in page.blocks:
        for line in () if isinstance(block, ContentNote) else list_block_lines(block):
            # A briefing is drawn with its question first.
            start = article.find(drawn_text(line), 0 if page.kind == "briefing" else end)
            assert start >= 0, (page, line)
            end = start + len(drawn_text(line))
    if page.kind == "passage":
        assert [re.split(r" \((?:no record of|chosen before)", collapse_spaces(offer))[0] for offer in offers] == [
            collapse_spaces(f"{plain_text(offer.line)} {plain_text(offer.reason)}") for offer in page.offers
        ]
        for note in page.notes:
            assert collapse_spaces(note.text.rstrip(".")) in notes
            assert drawn_text(note.citation) in notes


def plain_text(line: Line) -> str:
    return "".join(run.text for run in line)


def drawn_text(line: Line) -> str:
    """Returns a line as it is drawn: with the numbers of its notes."""
    return collapse_spaces("".join(str(run.note) if run.note else run.text for run in line))


def collapse_spaces(text: str) -> str:
    return " ".join(text.split())


def test_what_is_told_between_the_scenes_of_the_campaign_and_at_its_end(
    browser: Browser, shipped_scenes: list[CompiledScene], tmp_path: Path
) -> None:
    assert PACK.campaign is not None
    campaign = compile_campaign(PACK, PACK.campaign)
    tab = open_page(browser, write_page(tmp_path, json_roundtrip(encode_scenes(shipped_scenes, campaign=campaign))))
    rng = random.Random(6)
    for way in range(WAYS_THROUGH_CAMPAIGN):
        pairs = {
            number: play_to_ending(scene, rng)
            for number, scene in enumerate(shipped_scenes)
            if rng.random() < way / WAYS_THROUGH_CAMPAIGN
        }
        encoded_steps = [pairs[number][1] if number in pairs else None for number in range(len(shipped_scenes))]
        *intermissions, campaign_end = tab.evaluate(CAMPAIGN_PAGES, encoded_steps)
        for number, (station, actual) in enumerate(zip(PACK.campaign.stations, intermissions, strict=True)):
            previous_number = max((other for other in pairs if other < number), default=None)
            previous = None if previous_number is None else pairs[previous_number][0]
            page = build_intermission_page(campaign, station, shipped_scenes[number].scene, previous)
            assert actual == (json_roundtrip(page_to_json(page)) if page.blocks or page.since else None)
        unplayed = [scene.scene for number, scene in enumerate(shipped_scenes) if number not in pairs]
        end = build_campaign_end_page(campaign, [pairs[number][0] for number in sorted(pairs)], unplayed)
        assert campaign_end == json_roundtrip(page_to_json(end))


def play_to_ending(scene: CompiledScene, rng: random.Random) -> tuple[FinishedScene, str]:
    """Plays at random until an ending; returns the finished scene, and the playthrough as text."""
    playthrough, encoded_steps = play_to_playthrough(scene, rng)
    ending = playthrough.ending_passage.ending if playthrough.ending_passage is not None else None
    title = smart_quotes(ending.title) if ending is not None else ""
    return FinishedScene(scene.scene, title, playthrough.exported_traces()), encoded_steps


def play_to_playthrough(scene: CompiledScene, rng: random.Random) -> tuple[Playthrough, str]:
    """Plays at random until the record; returns the playthrough, also as text."""
    for _ in range(50):
        traces = rng.choice(list(scene.system.initial_states))
        playthrough = Playthrough(scene, traces)
        encoded_steps = DIGITS[carried_bits(scene, traces)]
        while playthrough.enabled_triggers() and playthrough.state != "record" and len(encoded_steps) < 300:
            offer = rng.choice(playthrough.enabled_triggers())
            encoded_steps += encode_step(playthrough, offer)
            playthrough.choose(offer)
        ending = playthrough.ending_passage
        if playthrough.state == "record" and ending is not None and ending.ending is not None:
            return playthrough, encoded_steps
    raise AssertionError("no playthrough ends")


@pytest.mark.parametrize("head", ["", "reveal: each\n"])
def test_every_kind_of_block_and_offer(browser: Browser, tmp_path: Path, head: str) -> None:
    scene = sample_scene(head=head)
    tab = open_page(browser, write_page(tmp_path, json_roundtrip(encode_scenes([scene]))))
    compare_positions(tab, 0, explore_scene(scene))
    compare_playthroughs(tab, 0, scene, 24)


def test_a_hundred_random_scenes(browser: Browser, tmp_path: Path) -> None:
    texts: list[str] = []

    @seed(6)
    @settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(scene_texts())
    def gather(text: str) -> None:
        texts.append(text)

    gather()
    scenes = [compile_scene_text(text) for text in texts[:100]]
    assert len(scenes) == 100
    tab = open_page(browser, write_page(tmp_path, json_roundtrip(encode_scenes(scenes))))
    for number, scene in enumerate(scenes):
        compare_positions(tab, number, explore_scene(scene))
        if any(passage.ending for passage in scene.scene.passages.values()):
            compare_playthroughs(tab, number, scene, 4)
