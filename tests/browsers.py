"""Fixtures for tests in a browser; what they need is imported when a test asks for one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

    from tests.frontends.html.engines import Engine

NODE = Path(__file__).parent / "frontends" / "html" / "node"


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Drives all browsers of a process: a second driver beside it refuses to start."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    from tests.frontends.html.chromium import launch_chromium

    with launch_chromium(driver) as started:
        yield started


@pytest.fixture(scope="session", params=[pytest.param("chromium", marks=pytest.mark.release), "firefox", "webkit"])
def engine(request: pytest.FixtureRequest, driver: Playwright) -> Iterator[Engine]:
    """One browser of each engine for all tests; of Chromium, which all other tests use, before a release only."""
    from tests.frontends.html.engines import launch_engine

    with launch_engine(request.param, driver) as started:
        yield started


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Installs the npm packages that run inside the page; returns their folder."""
    modules = NODE / "node_modules"
    packages = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    if not all((modules / name).exists() for name in packages):
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], cwd=NODE, check=True)
    if not (modules / "reader.js").exists():
        subprocess.run(["npm", "run", "bundle"], cwd=NODE, check=True)
    return modules
