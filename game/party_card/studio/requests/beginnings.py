"""Requests for the first screen: what a scene can begin with, and beginning one."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from party_card.importers.formats import FORMAT_NAMES
from party_card.importers.story_files import MAX_STORY_BYTES, PAGE_SUFFIXES, TWEE_SUFFIXES
from party_card.localization import format_number, gettext, gettext_noop, use_language
from party_card.studio.beginnings import EXAMPLES, TEMPLATES, NewScene, SceneWriter, StoryFile, read_example_title
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.page_server import PageServer

_EMPTY: Mapping[str, Any] = {
    "kind": "empty",
    "title": gettext_noop("An empty scene"),
    "text": gettext_noop("One passage, two choices, two endings."),
}
_STORY: Mapping[str, Any] = {
    "kind": "import",
    "title": gettext_noop("A story of Twine"),
    "text": gettext_noop("With a list of what could not be taken over."),
    "accepts": [*PAGE_SUFFIXES, *TWEE_SUFFIXES],
    "formats": list(FORMAT_NAMES.values()),
}


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    folder = context.folder

    @server.feature("partyCard/studio/beginnings")
    def list_beginnings(ls: PageServer, params: Any) -> Any:  # noqa: ARG001  # the protocol's
        templates: list[Mapping[str, Any]] = [
            {"kind": "template", "template": name, "title": title, "text": text}
            for name, (title, text) in TEMPLATES.items()
        ]
        examples: list[Mapping[str, Any]] = [
            {"kind": "example", "template": name, "title": read_example_title(name), "text": text}
            for name, (_, text) in EXAMPLES.items()
        ]
        with use_language(ls.language):
            return {"choices": [_look_up(choice) for choice in (_EMPTY, *templates, *examples, _STORY)]}

    @server.feature("partyCard/studio/sceneName")
    def find_scene_name(ls: PageServer, params: Any) -> Any:
        """Returns the name that the file of a scene with this title gets."""
        workspace = ls.open_pack(folder.root).workspace
        return {"name": SceneWriter(folder.root, workspace.pack).choose_name(str(params.get("title") or "").strip())}

    @server.feature("partyCard/studio/begin")
    async def begin(ls: PageServer, params: Any) -> Any:
        workspace = ls.open_pack(folder.root).workspace
        workspace.refresh()
        writer = SceneWriter(folder.root, workspace.pack, context.store.create_all)
        scene = await context.store.run(_write_scene, writer, params)
        for path in scene.files:
            context.report_change(path, context.store.known_hashes[path], source=ls)
        files = [{"uri": path.as_uri(), "name": folder.name_of(path)} for path in scene.files]
        return {"uri": files[0]["uri"], "files": files, "losses": list(scene.losses)}


def _look_up(choice: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a beginning in the present language; an example has the title of its scene."""
    title = choice["title"] if choice["kind"] == "example" else gettext(choice["title"])
    return {**choice, "title": title, "text": gettext(choice["text"])}


def _write_scene(writer: SceneWriter, params: Mapping[str, Any]) -> NewScene:
    kind, title = params["kind"], params.get("title") or ""
    if kind == "empty":
        return writer.begin_with_template("empty", title)
    if kind == "template":
        return writer.begin_with_template(params["template"], title)
    if kind == "example":
        return writer.begin_with_example(params["template"], title)
    story = params.get("import") or {}
    try:
        data = base64.b64decode(story.get("data") or "", validate=True)
    except binascii.Error:
        raise StudioError(gettext("The story did not arrive whole. Choose the file again.")) from None
    if len(data) > MAX_STORY_BYTES:
        raise StudioError(
            gettext("The story has more than {limit} bytes, and no larger one is read.").format(
                limit=format_number(MAX_STORY_BYTES)
            )
        )
    name = story.get("name") or "story"
    return writer.begin_with_story(StoryFile(name, data, story.get("format") or "", story.get("story") or ""), title)
