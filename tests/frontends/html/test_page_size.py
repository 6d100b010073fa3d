"""The size of the exported pages of the scenes that come with the game, compressed as a web server sends them."""

from __future__ import annotations

import gzip
import re

from party_card.content.models import SceneId
from party_card.engine.campaign_pages import compile_campaign
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import build_document, build_page, write_html_page
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.pictures import encode_campaign_pictures, encode_pictures
from party_card.frontends.html.player_parts import build_script, build_style
from party_card.frontends.shared.scene_data import iter_texts
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import each_shipped_scene, load_shipped_pack, load_shipped_scene, load_shipped_scenes

MAX_PLAYER_BYTES = 33_500
"""What plays a scene of the game alone: script and style, with every part but that of campaigns."""
MAX_PLAIN_PAGE, MAX_PLAIN_PAGE_COMPRESSED = 82_000, 33_000
"""The page of a story of 30 passages that needs no part but the core, with its text."""
MAX_BYTES_WITHOUT_TEXT = 50_000
"""The player, maps, pictures, tables, and what joins the texts of a scene of 45 passages."""
MAX_SCENE_BYTES = 92_000
MAX_CAMPAIGN_BYTES = 1_000_000
WORDS = re.compile(r"\w \w")


def measure(text: str | bytes) -> int:
    """Returns the compressed size in bytes."""
    return len(gzip.compress(text if isinstance(text, bytes) else text.encode(), 9))


def test_the_player_is_small() -> None:
    scene = load_shipped_scene(SceneId("forbidden-paper"))
    data = encode_scenes([scene])
    assert (
        measure(build_document({"lang": "en", "title": ""}, build_script(data), build_style(data))) < MAX_PLAYER_BYTES
    )


def test_the_page_of_a_plain_story_has_no_more_than_it_needs() -> None:
    page = build_page(encode_scenes([compile_scene_text(generate_thirty_passages())])).encode()
    assert len(page) < MAX_PLAIN_PAGE
    assert measure(page) < MAX_PLAIN_PAGE_COMPRESSED


@each_shipped_scene()
def test_the_page_of_a_scene_is_little_more_than_its_text(name: SceneId) -> None:
    scene = load_shipped_scene(name)
    data = encode_scenes([scene], pictures=encode_pictures(load_shipped_pack(), [scene]))
    size = measure(write_html_page(ExportBundle((scene,), data, is_campaign=False)))
    texts = [text for text in iter_texts({**data, "pictures": {}}) if WORDS.search(text)]
    assert size < MAX_SCENE_BYTES
    assert size - measure("\n".join(texts)) < MAX_BYTES_WITHOUT_TEXT


def test_the_page_of_the_campaign_is_small() -> None:
    pack, scenes = load_shipped_pack(), load_shipped_scenes()
    assert pack.campaign is not None
    pictures = encode_pictures(pack, scenes) | encode_campaign_pictures(pack)
    data = encode_scenes(scenes, campaign=compile_campaign(pack, pack.campaign), pictures=pictures)
    assert measure(write_html_page(ExportBundle(tuple(scenes), data, is_campaign=True))) < MAX_CAMPAIGN_BYTES
