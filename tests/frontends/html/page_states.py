"""Brings an open browser page into every kind of state that a player can reach."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.pictures import encode_pictures
from party_card.frontends.shared.scene_data import Json
from tests.frontends.html.engines import Tab
from tests.shipped import load_shipped_pack

PACK = load_shipped_pack()
SCENE = "loose-tongues"
FIND_PLAYTHROUGH = """([name, state]) => {
  const {data, begin, take, page, walk} = partyCard;
  const scene = data.scenes.findIndex(({id}) => id === name);
  let seed = 7;
  const random = (count) => (seed = (seed * 1103515245 + 12345) % 2147483648) % count;
  const isReached = (playthrough, {offers, notes, entries}) => state === "locked" ? offers.some(({open}) => !open)
    : state === "ending" ? offers[0]?.id === "reveal"
    : state === "noted" ? playthrough.stage === "passage" && notes.length > 1 && entries.length > 1
    : playthrough.stage === state;
  for (let attempt = 0; attempt < 400; attempt++)
    for (let playthrough = begin(data, scene), steps = 0; playthrough && steps < 200; steps++) {
      const current = page(data, playthrough);
      if (isReached(playthrough, current)) return `#${name}.${data.scenes[scene].shape}.${walk(data, playthrough)}`;
      const open = current.offers.filter(({open}) => open);
      playthrough = open.length ? take(data, playthrough, open[random(open.length)].id) : null;
    }
}"""
"""Plays a scene at random until it reaches a state; returns the address of that page."""
SET_FRAGMENT = """(fragment) => new Promise((changed) => {
  addEventListener("hashchange", changed, {once: true});
  location.hash = fragment;
}).then(() => null)"""
CLICK = """([selector, name]) => [...document.querySelectorAll(selector)]
  .find(({textContent}) => textContent.startsWith(name)).click()"""
STATES = ("briefing", "passage", "noted", "locked", "ending", "record", "debrief", "finished")


def encode_shipped_campaign() -> Json:
    """Returns the data of the campaign that comes with the game."""
    data: Json = json.loads(_write_shipped_campaign())
    return data


@cache
def _write_shipped_campaign() -> str:
    scenes = [compile_scene(PACK, PACK.scenes[name]) for name in PACK.scene_ids()]
    assert PACK.campaign is not None
    campaign, pictures = compile_campaign(PACK, PACK.campaign), encode_pictures(PACK, scenes)
    return json.dumps(encode_scenes(scenes, campaign=campaign, pictures=pictures))


def find_address(tab: Tab, state: str, scene: str = SCENE) -> str:
    """Returns the address of a page in this state."""
    address = tab.evaluate(FIND_PLAYTHROUGH, [scene, state])
    assert address, state
    return str(address)


def go_to(tab: Tab, fragment: str) -> None:
    """Follows an address inside the page, and waits until the page has changed."""
    if tab.evaluate("location.hash").removeprefix("#") == fragment.removeprefix("#"):
        tab.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    else:
        tab.evaluate(SET_FRAGMENT, fragment)


def close_dialog(tab: Tab) -> None:
    """Closes the dialog and waits until it is gone; the browser removes it a moment after Escape."""
    tab.press("Escape")
    tab.wait_for("!document.querySelector('dialog')")


def click(tab: Tab, selector: str, name: str = "") -> None:
    """Clicks the first element that matches and whose text begins with a name."""
    tab.evaluate(CLICK, [selector, name])


def visit_states(tab: Tab) -> Iterator[str]:
    """Brings the page into each kind of state, and yields its name."""
    addresses = {state: find_address(tab, state) for state in STATES}
    go_to(tab, "")
    yield "contents"
    tab.press("w")
    tab.wait_for("document.querySelector('dialog[open]')")
    yield "contents, w"
    close_dialog(tab)
    for state, address in addresses.items():
        go_to(tab, address)
        yield state
        dialogs = {"briefing": "?sw", "noted": "nw", "locked": "p", "record": "n", "debrief": "t"}.get(state, "")
        for key in dialogs:
            tab.press(key)
            tab.wait_for("document.querySelector('dialog[open]')")
            yield f"{state}, {key}"
            close_dialog(tab)
        if state == "briefing":
            click(tab, "button", "Read a summary")
            yield "summary"
            click(tab, "button", "See what really happened")
            yield "skipped"
            click(tab, "button", "Play this scene")
        if state == "debrief":
            tab.evaluate("document.querySelector('textarea').focus()")
            tab.type_text("They could know the date.")
            click(tab, "summary")
            yield "debrief, answered"
    click(tab, "button", "Next:")
    yield "between"
    tab.press("e")
    yield "contents, played"
    click(tab, "button", "The winter in the record")
    yield "contents, winter"
    click(tab, "button", "Read it now")
    yield "winter"
