"""Every kind of state that a reader of the browser page can be in, one after the other, in one open page."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import builtin, read_pack
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.decode import Json
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.pictures import pictures_of
from tests.frontends.html.chromium import Opened, plain

PACK = read_pack(builtin())[0]
SCENE = "loose-tongues"
WALK = """([name, wanted]) => {
  const {data, begin, take, page, walk} = partyCard;
  const scene = data.scenes.findIndex(({id}) => id === name);
  let seed = 7;
  const dice = (count) => (seed = (seed * 1103515245 + 12345) % 2147483648) % count;
  const there = (at, shown) => wanted === "locked" ? shown.offers.some(({open}) => !open)
    : wanted === "ending" ? shown.offers[0]?.id === "reveal"
    : wanted === "noted" ? at.stage === "passage" && shown.notes.length > 1 && shown.entries.length > 1
    : at.stage === wanted;
  for (let attempt = 0; attempt < 400; attempt++)
    for (let at = begin(data, scene), steps = 0; at && steps < 200; steps++) {
      const shown = page(data, at);
      if (there(at, shown)) return `#${name}.${data.scenes[scene].shape}.${walk(data, at)}`;
      const open = shown.offers.filter(({open}) => open);
      at = open.length ? take(data, at, open[dice(open.length)].id) : null;
    }
}"""
STAGES = ("briefing", "passage", "noted", "locked", "ending", "record", "debrief", "finished")


def campaign_data() -> Json:
    """All that comes with the game, as one file."""
    scenes = [compile_scene(PACK, PACK.scenes[name]) for name in PACK.order()]
    assert PACK.campaign is not None
    data: Json = plain(
        write_data(scenes, campaign=compile_campaign(PACK, PACK.campaign), pictures=pictures_of(PACK, scenes))
    )
    return data


def walk_to(tab: Opened, wanted: str, scene: str = SCENE) -> str:
    """The address of a walk to such a page."""
    found = tab.run(WALK, [scene, wanted])
    assert found, wanted
    return str(found)


def go(tab: Opened, fragment: str) -> None:
    """Follows an address inside the page."""
    before = tab.run("location.hash")
    if before in (fragment, fragment or "#"):
        tab.run("dispatchEvent(new HashChangeEvent('hashchange'))")
    else:
        tab.run("(to) => { location.hash = to; }", fragment)
    tab.page.wait_for_timeout(30)


def every_state(tab: Opened) -> Iterator[str]:
    """Brings the page into each kind of state, and says which."""
    press = tab.page.keyboard.press
    walks = {stage: walk_to(tab, stage) for stage in STAGES}
    go(tab, "")
    yield "contents"
    for stage, address in walks.items():
        go(tab, address)
        yield stage
        dialogs = {"briefing": "?sw", "noted": "nw", "locked": "p", "record": "n", "debrief": "t"}.get(stage, "")
        for key in dialogs:
            press(key)
            tab.page.wait_for_selector("dialog[open]", timeout=2000)
            yield f"{stage}, {key}"
            press("Escape")
        if stage == "briefing":
            tab.page.get_by_role("button", name="Skip the scene").click()
            yield "summary"
            press("Escape")
        if stage == "debrief":
            tab.page.locator("textarea").first.fill("They could know the date.")
            tab.page.locator("summary").first.click()
            yield "debrief, answered"
    tab.page.get_by_role("button", name="Next:").click()
    yield "between"
    press("e")
    yield "contents, played"
    tab.page.get_by_role("button", name="The winter in the record").click()
    yield "winter"
