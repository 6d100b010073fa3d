"""Cached pictures: in the cache folder, once the size has settled, and only the newest few."""

from __future__ import annotations

from pathlib import Path

import pytest
from pygame import Surface

from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit import images
from party_card.frontends.window.toolkit.picture_cache import MAX_CACHED_FILES, SETTLE_S, PictureCache
from party_card.storage.paths import HOME_VARIABLE

from ..sample_pack import open_session


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> PictureCache:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    cache = PictureCache(clock)
    monkeypatch.setattr(images, "PICTURE_CACHE", cache)
    images.load_scaled.cache_clear()
    return cache


def list_files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_drag_of_the_title_writes_one_picture_after_the_last_size(
    cache: PictureCache, clock: Clock, tmp_path: Path
) -> None:
    navigator = Navigator(open_session("unopened", pack="three scenes"), (1280, 800))
    for width in range(1290, 1400, 10):
        clock.now += 0.1
        navigator.resize((width, 860), 1.0)
        navigator.draw(Surface(navigator.size))
        cache.write_settled()
        assert not (tmp_path / "cache").exists()
    clock.now += SETTLE_S
    cache.write_settled()
    files = list_files(tmp_path / "cache")
    assert len(files) == 1 and files[0].startswith("title-")
    assert not (tmp_path / "pictures").exists()


def test_what_is_written_is_read_again_and_another_size_is_not(cache: PictureCache) -> None:
    picture = Surface((30, 20), 0, 32)
    picture.fill("#123456")
    cache.add("map", "map-light-30x20-0.rgba", picture)
    cache.write_settled(at_once=True)
    read = cache.read("map-light-30x20-0.rgba", 30, 20)
    assert read is not None and read.get_at((29, 19)) == picture.get_at((29, 19))
    assert cache.read("map-light-30x20-0.rgba", 31, 20) is None


def test_only_the_newest_pictures_are_kept_and_those_of_earlier_versions_go(
    cache: PictureCache, tmp_path: Path
) -> None:
    old_folder = tmp_path / "pictures"
    old_folder.mkdir()
    (old_folder / "title-light-9x9-0.rgba").write_bytes(b"old")
    for n in range(MAX_CACHED_FILES + 3):
        cache.add(f"p{n}", f"p{n}-light-9x9-0.rgba", Surface((9, 9)))
        cache.write_settled(at_once=True)
    assert len(list_files(tmp_path / "cache")) == MAX_CACHED_FILES
    assert not old_folder.exists()


def test_a_folder_that_cannot_be_written_is_no_failure(cache: PictureCache, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in its place")
    cache.add("map", "map-light-9x9-0.rgba", Surface((9, 9)))
    cache.write_settled(at_once=True)
    assert cache.read("map-light-9x9-0.rgba", 9, 9) is None
