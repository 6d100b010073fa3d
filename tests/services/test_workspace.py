"""What is said of a file while one writes is what `party-card check` says of it once it is saved."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.services.checked_pack import read_checked_pack
from party_card.services.workspace import Workspace
from tests.app.archive_campaign import FILES
from tests.app.provenance_campaign import CAMPAIGN, FERRY_SCENE, write_provenance_campaign
from tests.language_server.sample import TEXTS, write_sample
from tests.random_examples import random_examples
from tests.rules.mutants import MUTATIONS

SHORT_TEXT = "scene: a\ntitle: A\n"
"""In place of a text of which hardly anything is left."""


def describe(diagnostics: Iterable[Diagnostic]) -> list[tuple[object, ...]]:
    return sorted(
        (item.sort_key, repr(item.helps), repr([label.span for label in item.secondary])) for item in diagnostics
    )


def test_what_only_the_campaign_asks_for_counts_as_used_in_the_scene_that_is_written(tmp_path: Path) -> None:
    ferry = FERRY_SCENE.replace("passages:", "variables: {wet: false}\npassages:", 1).replace(
        "text: Tear the leaf out", "set: {wet: true}, text: Tear the leaf out", 1
    )
    campaign = CAMPAIGN.replace("if: book == enter", "if: book == tear and wet")
    write_provenance_campaign(tmp_path, ferry=ferry, campaign=campaign)
    workspace = Workspace(tmp_path, tmp_path)
    workspace.refresh()
    checked_pack = read_checked_pack(tmp_path, tmp_path)
    for name in FILES:
        expected = checked_pack.diagnostics_at(tmp_path / name)
        assert describe(workspace.check(tmp_path / name)) == describe(expected), name


@random_examples(st.integers(0, 1 << 32), everyday=4, long=12)
def test_of_any_accident_the_same_is_said_as_by_check(seed: int) -> None:
    rng = random.Random(seed)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_sample(root)
        workspace = Workspace(root, root)
        workspace.refresh()
        texts = dict(TEXTS)
        for _ in range(4):
            name = rng.choice(list(texts))
            texts[name] = rng.choice(MUTATIONS)(rng, texts[name] if len(texts[name]) > 9 else SHORT_TEXT)
            workspace.set_text(root / name, texts[name])
            workspace.refresh()
            (root / name).write_bytes(texts[name].encode("utf-8", "surrogatepass"))
            checked_pack = read_checked_pack(root, root)
            for other in texts:
                expected = checked_pack.diagnostics_at(root / other)
                assert describe(workspace.check(root / other)) == describe(expected), texts
