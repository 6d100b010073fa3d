"""The samples cover every screen, every kind of page, every block, every grade and every setting."""

from __future__ import annotations

import inspect
import pkgutil
from dataclasses import fields
from importlib import import_module
from typing import get_args

from party_card.content.models import Grade
from party_card.engine import page
from party_card.frontends import window
from party_card.frontends.window.navigation import Screen
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.screens.projector.base import SlideScreen
from party_card.storage.settings import SETTING_VALUES, Settings

from .open_screens import NAMES, open_screen
from .sample import PAGES

ONLY_PARTS = {BaseScreen, Dialog, Screen, SlideScreen}
"""Base classes, which are no screens by themselves."""


def screens() -> set[type]:
    """Every class of the window that can be open."""
    scene_map = set()
    for module in pkgutil.walk_packages(window.__path__, window.__name__ + "."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if kind.__module__.startswith(window.__name__) and hasattr(kind, "layout") and hasattr(kind, "is_modal"):
                scene_map.add(kind)
    return scene_map - ONLY_PARTS


def test_every_screen_and_overlay_that_exists_is_looked_at() -> None:
    assert {type(open_screen(name).screen) for name in NAMES} == screens()


def test_every_kind_of_page_and_every_block_is_looked_at() -> None:
    assert {playthrough.kind for playthrough in PAGES.values()} == set(get_args(page.PageKind))
    blocks = {type(block) for one in PAGES.values() for block in one.blocks}
    assert blocks == set(get_args(page.Block))


def test_every_grade_is_looked_at() -> None:
    assert {note.grade for playthrough in PAGES.values() for note in playthrough.notes} == set(get_args(Grade))


def test_every_setting_has_its_dial() -> None:
    output_text = open_screen("settings")
    turned = {p.target.command.argument for p in output_text.view.focusable_targets() if p.target.role == "slider"}
    assert turned == set(SETTING_VALUES) == {field.name for field in fields(Settings)}
