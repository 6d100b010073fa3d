"""A new name is written wherever the old one stands, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.language_server.names import NewNameError, find_declarations, find_name, iter_places, rename
from party_card.services.workspace import Workspace
from tests.language_server.sample import SCENE, open_sample


def rename_at(workspace: Workspace, path: Path, index: int, new_name: str) -> None:
    """Renames what stands at `index` in every file of the pack, as an editor does."""
    use = find_name(workspace, path, index)
    assert use is not None
    for place in sorted(rename(workspace, use, new_name), key=lambda place: place.use.start, reverse=True):
        text = place.path.read_text(encoding="utf-8")
        place.path.write_text(text[: place.use.start] + new_name + text[place.use.end :], encoding="utf-8")
    workspace.refresh()


@pytest.mark.parametrize(
    "name",
    ["desk:", "open, text", "read: false", "kept: {values", "page, copy", "sent]\n    choices", "ash, title", "post]"],
)
def test_whatever_is_renamed_the_pack_stays_sound(name: str, tmp_path: Path) -> None:
    workspace, path = open_sample(tmp_path)
    before = {file: [item.code for item in workspace.check(file)] for file in workspace.list_paths()}
    is_variable = name.startswith(("read", "kept"))
    rename_at(workspace, path, SCENE.index(name), "quite_new" if is_variable else "quite-new")
    assert {file: [item.code for item in workspace.check(file)] for file in workspace.list_paths()} == before
    old = name.split(",", maxsplit=1)[0].split(":", maxsplit=1)[0].split("]", maxsplit=1)[0]
    assert all(use.name != old for file in workspace.list_paths() for use in workspace.list_names(file))


def test_a_name_that_is_taken_or_is_no_name_is_refused(tmp_path: Path) -> None:
    workspace, path = open_sample(tmp_path)
    use = find_name(workspace, path, SCENE.index("desk:"))
    assert use is not None
    with pytest.raises(NewNameError, match=r"The name “night” is taken already\."):
        rename(workspace, use, "night")
    with pytest.raises(NewNameError, match=r"“The Desk” cannot be a name: write small letters, digits and hyphens\."):
        rename(workspace, use, "The Desk")
    variable = find_name(workspace, path, SCENE.index("read: false"))
    assert variable is not None
    with pytest.raises(NewNameError, match=r"A variable has no hyphens"):
        rename(workspace, variable, "has-read")


def test_what_belongs_to_the_game_is_found_there_and_keeps_its_name(tmp_path: Path) -> None:
    workspace, path = open_sample(tmp_path)
    text = SCENE.replace("dossiers: [post]", "dossiers: [post, ryutin-affair]").replace(
        "[@sent; @lost]", "[@party-crime]"
    )
    workspace.set_text(path, text)
    workspace.refresh()
    use = find_name(workspace, path, text.index("party-crime"))
    assert use is not None
    (place,) = find_declarations(workspace, use)
    assert place.path.name == "ryutin-affair.yaml"
    assert place.path.is_file()
    with pytest.raises(NewNameError, match=r"“party-crime” belongs to the game itself, so it keeps its name\."):
        rename(workspace, use, "crime-of-the-party")


def test_every_place_of_a_fact_is_found_in_all_files(tmp_path: Path) -> None:
    workspace, path = open_sample(tmp_path)
    use = find_name(workspace, path, SCENE.index("sent]\n    choices"))
    assert use is not None
    places = list(iter_places(workspace, use))
    assert [place.path.name for place in places] == ["post.yaml", "post.yaml", *["letter.yaml"] * 3]
    assert [place.use.is_declaration for place in places] == [True, False, False, False, False]
