"""A large picture is kept as pixels, and drawn again wherever those are missing, cut short or of another picture."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.frontends.window import pictures
from game.keep.folder import HOME

TITLE = Path(__file__).parents[3] / "assets" / "pictures" / "title.svg"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME, str(tmp_path))
    return tmp_path / "pictures"


def drawn(path: Path = TITLE, w: int = 1280, h: int = 800, theme: str = "light") -> bytes:
    pictures.picture.cache_clear()
    pictures._source.cache_clear()
    made = pictures.picture(str(path), theme, w, h)
    assert made.get_size() == (w, h)
    assert not made.get_flags() & pygame.SRCALPHA
    return pygame.image.tobytes(made, "RGB")


def test_what_is_kept_is_what_is_drawn(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn()
    (file,) = home.iterdir()
    assert file.stat().st_size == 1280 * 800 * 4
    monkeypatch.setattr(pygame.image, "load_sized_svg", None)  # it is not drawn again
    assert drawn() == first


def test_only_the_last_size_and_theme_are_kept(home: Path) -> None:
    for size, theme in (((1280, 800), "light"), ((1440, 900), "light"), ((1440, 900), "dark")):
        drawn(TITLE, *size, theme)
    assert [file.name.rpartition("-")[0] for file in home.iterdir()] == ["title-dark-1440x900"]


def test_another_picture_of_that_name_is_drawn(home: Path, tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 800"><rect width="1280" height="800" fill="#{}"/></svg>'
    file = tmp_path / "title.svg"
    pages = []
    for colour in ("a50d24", "1b1714"):
        file.write_text(svg.format(colour))
        pages.append(drawn(file)[:3].hex())
    assert pages == ["a50d24", "1b1714"]
    assert home.is_dir()


def test_pixels_that_are_cut_short_are_drawn_anew(home: Path) -> None:
    first = drawn()
    (file,) = home.iterdir()
    file.write_bytes(b"short")
    assert drawn() == first
    assert file.stat().st_size == 1280 * 800 * 4


def test_where_nothing_can_be_written_it_is_drawn_every_time(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file stands in the way")
    assert drawn() == drawn()


def test_small_pictures_and_very_large_ones_are_not_kept(home: Path) -> None:
    drawn(TITLE, 640, 400)
    drawn(TITLE, 2560, 1600)
    assert not home.exists()
