"""The process that makes the page of a scene as it is written: `python -m party_card.studio.page_worker`.

It reads a line of JSON for each request and writes one with the page. It ends with its standard input, so that it never
outlives the studio. To encode a long scene takes a third of a second, for which no keystroke may wait.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from party_card.content.garbage_collection import skip_long_lived_objects
from party_card.content.models import Scene
from party_card.engine.compiled import CompiledScene, InvalidSceneError, compile_scene
from party_card.engine.transition_system import Position, TransitionSystem
from party_card.frontends.html.document import build_page
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.page_messages import choose_page_language
from party_card.frontends.html.pictures import encode_pictures
from party_card.frontends.html.player_parts import read_pieces
from party_card.localization import gettext, gettext_noop, ngettext, use_language
from party_card.localization.languages import ENGLISH
from party_card.rules import beyond_the_page
from party_card.services.workspace import Workspace
from party_card.storage.crash_log import write_crash_log
from party_card.storage.own_languages import use_own_languages

MAX_SEARCHED_POSITIONS = 20_000
"""So many positions are searched for a passage to which no known path leads."""
UNREADABLE = gettext_noop("The page cannot be shown until the text can be read.")
TOO_LARGE = gettext_noop("This scene asks for more than a page can hold. The list of problems says where.")

Answer = dict[str, Any]


class PageWriter:
    """Keeps its own reading of the pack in `root`, and is sent only the texts that are not saved."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root, root, reads_links_out=False)
        self._unsaved: set[Path] = set()

    def prepare(self) -> Answer:
        """Reads what the first page needs. Returns nothing."""
        self.workspace.refresh()
        read_pieces("player.js")
        return {}

    def answer(self, request: dict[str, Any]) -> Answer:
        """Returns the page that a request asks for and what is to be known of it, or why there is none."""
        texts = {Path(path): text for path, text in request["texts"].items()}
        for path in self._unsaved - texts.keys():
            self.workspace.discard_text(path)
        for path, text in texts.items():
            self.workspace.set_text(path, text)
        self._unsaved = set(texts)
        self.workspace.refresh()
        pack, file = self.workspace.pack, self.workspace.find_file(Path(request["path"]))
        scene = next((scene for scene in pack.scenes.values() if scene.location.file is file), None)
        if scene is None:
            return _refuse(request, UNREADABLE)
        if any(item.primary.source is file for item in beyond_the_page.check(pack)):
            return _refuse(request, TOO_LARGE)
        shown_scene, omitted_choices = _omit_open_choices(scene)
        try:
            compiled = compile_scene(pack, shown_scene)
        except InvalidSceneError as error:
            return _refuse(request, problem_count=len(error.diagnostics))
        with use_language(choose_page_language(compiled.evidence.language)):
            data = encode_scenes([compiled], pictures=encode_pictures(pack, [compiled]))
        path_to_passage = find_path(compiled, request["passage"], request["choices"], request["carried"])
        begins_at_passage = path_to_passage is not None and request["passage"] is not None
        data["preview"] = {
            "theme": request["theme"],
            "token": request["token"],
            "carried": path_to_passage.carried if path_to_passage is not None else (),
            "choices": path_to_passage.choices if path_to_passage is not None and begins_at_passage else None,
        }
        page = build_page(data, "preview")
        return {"page": page, "isAtPassage": begins_at_passage, "omittedChoices": omitted_choices}


def _refuse(request: dict[str, Any], sentence: str = "", *, problem_count: int = 0) -> Answer:
    """Returns why there is no page, in the language of the studio: a sentence, or how many problems there are."""
    with use_language(request.get("language", ENGLISH)):
        if sentence:
            return {"problem": gettext(sentence)}
        text = ngettext(
            "The page cannot be shown until {count} problem is solved.",
            "The page cannot be shown until {count} problems are solved.",
            problem_count,
        )
        return {"problem": text.format(count=problem_count)}


class Route(NamedTuple):
    """The choices that lead to a passage, and the traces of earlier scenes that they need."""

    carried: tuple[str, ...]
    choices: tuple[str, ...]


def find_path(
    compiled: CompiledScene, passage: str | None, choices: Sequence[str] | None, carried: Sequence[str]
) -> Route | None:
    """Returns a way to a passage: the known choices if they still lead there, else the shortest that is found.

    Returns None if no passage is asked for, or if none is found.
    """
    system = compiled.system
    if passage is None or passage not in system.passages:
        return None
    target = [str(name) for name in system.passages].index(passage)
    if choices is not None and _follow(system, choices, carried) == target:
        return Route(tuple(carried), tuple(choices))
    waiting = deque((Route(traces, ()), position) for traces, position in system.initial_states.items())
    seen: set[Position] = {position for _, position in waiting}
    while waiting and len(seen) < MAX_SEARCHED_POSITIONS:
        route, position = waiting.popleft()
        if position[0] == target:
            return route
        for number in system.enabled_choices(position):
            following = system.apply(position, number)
            if following not in seen:
                seen.add(following)
                choice = system.choices[position[0]][number].id
                waiting.append((route._replace(choices=(*route.choices, str(choice))), following))
    return None


def _follow(system: TransitionSystem, choices: Sequence[str], carried: Sequence[str]) -> int | None:
    """Returns the index of the passage to which choices lead; None if one of them cannot be made."""
    position = system.initial_state(carried)
    for choice in choices:
        names = [str(item.id) for item in system.choices[position[0]]]
        number = names.index(choice) if choice in names else None
        if number is None or number not in system.enabled_choices(position):
            return None
        position = system.apply(position, number)
    return position[0]


def _omit_open_choices(scene: Scene) -> tuple[Scene, list[str]]:
    """Returns the scene without the choices that lead nowhere yet, and their ids."""
    omitted = [
        choice.id
        for passage in scene.passages.values()
        for choice in passage.choices
        if choice.goto not in scene.passages
    ]
    if not omitted:
        return scene, []
    passages = {
        name: replace(passage, choices=tuple(choice for choice in passage.choices if choice.goto in scene.passages))
        for name, passage in scene.passages.items()
    }
    return replace(scene, passages=passages), [str(choice) for choice in omitted]


def answer_safely(writer: PageWriter, request: dict[str, Any]) -> Answer:
    """Returns the answer to a request; a mistake of the program is written to the crash log, and is the problem."""
    try:
        return writer.answer(request) if "path" in request else writer.prepare()
    except Exception as error:  # noqa: BLE001  # the next request may go well
        log = write_crash_log(error, place="party-card studio: page", private_texts=request.get("texts", {}).values())
        with use_language(request.get("language", ENGLISH)):
            sentence = gettext("This is a mistake of the program, not yours.")
            return {"problem": f"{sentence} {log.describe()}"}


def main() -> None:
    """Answers requests until standard input ends."""
    use_own_languages()
    writer: PageWriter | None = None
    for line in sys.stdin:
        request = json.loads(line)
        if is_first := writer is None:
            writer = PageWriter(Path(request["root"]))
        sys.stdout.write(json.dumps(answer_safely(writer, request)) + "\n")
        sys.stdout.flush()
        if is_first:
            skip_long_lived_objects()


if __name__ == "__main__":
    main()
