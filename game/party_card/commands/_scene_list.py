"""Lets a player choose a scene in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.localization import gettext, pgettext, pgettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.content.models import SceneId

_STATE = "state of a scene"
_STATES = {
    "open": pgettext_noop("state of a scene", "open"),
    "begun": pgettext_noop("state of a scene", "begun"),
    "played": pgettext_noop("state of a scene", "played"),
}


def choose_scene(session: Session, is_interactive: bool) -> SceneId | None:
    """Returns the only scene, the one to play next, or the one that the player chooses from the list, if any."""
    entries = session.list_scenes()
    if len(entries) == 1 or not is_interactive:
        from party_card.app.scene_summary import find_next_scene

        return entries[find_next_scene(entries) or 0].scene
    pack = ""
    for number, entry in enumerate(entries, 1):
        if entry.pack != pack:
            pack = entry.pack
            print(f"\n{pack}")
        print(f"{number}. {entry.title}. {entry.dates}. {pgettext(_STATE, _STATES[entry.state]).capitalize()}.")
    while True:
        try:
            answer = input(gettext("Which scene? Type its number, or q to leave:") + " ").strip()
        except EOFError:
            return None
        if answer.isdecimal() and 0 < int(answer) <= len(entries):
            return entries[int(answer) - 1].scene
        if answer.lower() in ("q", "quit", ""):
            return None
        no_scene = gettext("There is no scene {number}; there are 1 to {count}.")
        print(no_scene.format(number=answer, count=len(entries)))
