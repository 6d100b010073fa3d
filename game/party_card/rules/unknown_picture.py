"""A picture is named that the pack does not have.

`picture: bridge` stands for the file `assets/pictures/bridge.svg`. Write the name without `.svg`, as the file
is called, or add the file.

PASS:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#c00"/></svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: bridge
    alt: A bridge over ice.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    picture: bridge
WITH:
    picture: brigde
MESSAGE:
    error[unknown-picture]: this pack has no picture `brigde`
     --> scenes/example.yaml:3:10
      |
    3 | picture: brigde
      |          ^^^^^^
    help: did you mean `bridge`?
"""

from __future__ import annotations

import re
from pathlib import PurePath

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._named_pictures import named_pictures


def check(pack: Pack) -> Diagnostics:
    """Checks the picture of every scene and passage."""
    for picture, location, _ in named_pictures(pack):
        if picture in pack.pictures:
            continue
        message = f"this pack has no picture {backquote(picture)}"
        name = re.sub(r"\.(?:svg|png|jpe?g|gif|webp)\Z", "", re.split(r"[/\\]", picture)[-1], flags=re.IGNORECASE)
        written = f"write {backquote(name)}, {_explain(picture)}" if name and name != picture else ""
        file = "" if name in pack.pictures else _find_elsewhere(pack, name)
        if file:
            suffix = PurePath(file).suffix.lower()
            advice = f"move the file `{file}` into the folder `assets/pictures`"
            if suffix != ".svg":
                advice = f"save the picture as `assets/pictures/{name}.svg`: a file `{suffix}` is not read"
            yield RULE.diagnose(message, location.label(), f"{written}; and {advice}" if written else advice)
        elif written:
            yield RULE.diagnose(message, location.label(), Help(written, name))
        else:
            help_text = f"add it as `assets/pictures/{picture}.svg`"
            yield RULE.diagnose_unknown("this pack has no picture", picture, location.label(), pack.pictures, help_text)


_OTHER_FOLDERS = ("", "assets", "assets/pictures", "pictures", "assets/images", "images", "scenes", "seeds")
"""Where pictures are put by mistake, from the root of a pack."""
_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")


def _find_elsewhere(pack: Pack, name: str) -> str:
    """Returns the path, from the pack's root, of a picture of this name that is not read; empty if there is none."""
    if not re.fullmatch(r"[\w -]{1,60}", name):
        return ""
    paths = (f"{folder}/{name}{suffix}".lstrip("/") for folder in _OTHER_FOLDERS for suffix in _SUFFIXES)
    return next((path for path in paths if (pack.root / path).is_file()), "")


def _explain(picture: str) -> str:
    """Returns what the name of a picture has too many."""
    ending = PurePath(picture).suffix.lower()
    has_folder = re.search(r"[/\\]", picture) is not None
    if has_folder and ending:
        return f"without its folder and `{ending}`"
    return "without its folder" if has_folder else f"without `{ending}`"


RULE = Rule("unknown-picture", Severity.ERROR, __doc__, check, scope="pack")
