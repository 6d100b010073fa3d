"""Tests marked `source` need the real text; without it they are not collected, and the run reports that."""

from __future__ import annotations

import pytest

from tests.evidence.invented import real_source


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "source: needs the text of the source (PARTY_CARD_SOURCE, or ../shared/source)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    without = [item for item in items if item.get_closest_marker("source")]
    if without and real_source() is None:
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]
