"""Tests of the start: what the first page does not need is not imported, from the second start on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FIRST_PAGE = """
import os, sys
import pygame
from party_card.cli import main
class Window(pygame.Window):
    def flip(self):
        super().flip()
        print(*sys.modules, file=sys.__stdout__, flush=True)
        os._exit(0)
pygame.Window = Window
main(["play", *sys.argv[1:]])
"""
READERS = {"yaml", "party_card.content.decode", "party_card.content.file_reader"}


@pytest.mark.parametrize(
    ("scene", "late"),
    [
        ((), {"transitions", "logging", "party_card.engine.compiled", "party_card.content.edtf", "hashlib"}),
        (("forbidden-paper",), {"party_card.content.logic_parser", "party_card.content.parse_condition"}),
    ],
    ids=["title", "scene"],
)
def test_the_first_page_needs_neither_yaml_nor_rules(scene: tuple[str, ...], late: set[str], tmp_path: Path) -> None:
    environment = os.environ | {"PARTY_CARD_HOME": str(tmp_path), "SDL_VIDEODRIVER": "dummy"}

    def list_modules() -> set[str]:
        command = [sys.executable, "-c", FIRST_PAGE, *scene]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
        return set(done.stdout.split())

    assert list_modules() >= READERS, "the first start of a checkout compiles the pack"
    modules = list_modules()
    assert "party_card.frontends.window.app" in modules
    assert not modules & (READERS | late)
    assert not [name for name in modules if name.startswith("party_card.rules")]
