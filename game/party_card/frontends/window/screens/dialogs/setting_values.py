"""The settings in groups, with their labels and explanations; their values in words and in steps.

Invariant: every value that can be reached is one of `SETTING_VALUES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from party_card.localization import current_language, gettext, gettext_noop
from party_card.localization.languages import ENGLISH, list_own_names
from party_card.localization.user_catalogues import list_user_languages
from party_card.storage.settings import SETTING_VALUES, SYSTEM_LANGUAGE

if TYPE_CHECKING:
    from party_card.app.session import Session

GROUPS: Mapping[str, Mapping[str, str]] = {
    gettext_noop("Letters"): {
        "text_size": gettext_noop("Text size"),
        "face": gettext_noop("Typeface"),
        "letter_spacing": gettext_noop("Letter spacing"),
        "word_spacing": gettext_noop("Word spacing"),
    },
    gettext_noop("Page"): {
        "theme": gettext_noop("Colours"),
        "measure": gettext_noop("Line length"),
        "line_spacing": gettext_noop("Line spacing"),
        "paragraph_spacing": gettext_noop("Between paragraphs"),
        "motion": gettext_noop("Motion"),
        "record": gettext_noop("The record"),
    },
    gettext_noop("Choosing"): {
        "single_keys": gettext_noop("One-key shortcuts"),
        "hold": gettext_noop("Hold to choose"),
        "scan": gettext_noop("One switch"),
    },
    gettext_noop("Language and sound"): {
        "language": gettext_noop("Language"),
        "sound": gettext_noop("Sound"),
        "speech": gettext_noop("Read aloud"),
    },
}
"""The labels of the settings, by heading."""
EXPLANATIONS: Mapping[str, str] = {
    "single_keys": gettext_noop("1, 2, 3 choose; N, W, S and other letters open."),
    "hold": gettext_noop("Hold this long to choose."),
    "text_size": gettext_noop("Anywhere: Ctrl + and Ctrl –."),
    "scan": gettext_noop("Items highlight in turn; Space, Enter or A selects."),
    "sound": gettext_noop("Paper, type and a quiet room. Nothing depends on it."),
    "speech": gettext_noop("For when no screen reader runs. Any key stops it."),
}
UNREVIEWED = gettext_noop("No native teacher has read these texts yet.")
"""The explanation of a language of the interface that is not English."""
_VALUE_NAMES: Mapping[str, Mapping[object, str]] = {
    "face": {"serif": gettext_noop("book face"), "legible": gettext_noop("legible face")},
    "theme": {"light": gettext_noop("light"), "dark": gettext_noop("dark"), "contrast": gettext_noop("high contrast")},
    "motion": {"system": gettext_noop("as the system"), "on": gettext_noop("on"), "reduced": gettext_noop("reduced")},
    "record": {
        "scene": gettext_noop("Scene’s choice"),
        "each": gettext_noop("after each choice"),
        "end": gettext_noop("at the end"),
    },
    "single_keys": {True: gettext_noop("on"), False: gettext_noop("only with Alt")},
    "speech": {True: gettext_noop("on"), False: gettext_noop("off")},
}
SOUND_LEVELS: Mapping[str, str] = {"off": gettext_noop("off"), "quiet": gettext_noop("quiet"), "on": gettext_noop("on")}


def is_cyclic(name: str) -> bool:
    """Returns True if a setting has named values, which have no first and last."""
    return name in _VALUE_NAMES or name == "language"


def explain_setting(name: str) -> str:
    """Returns what stands below a setting; empty if nothing does."""
    if name == "language":
        is_own = current_language() in (ENGLISH, *list_user_languages())
        return "" if is_own else gettext(UNREVIEWED)
    return gettext(EXPLANATIONS.get(name, ""))


def format_value(name: str, value: object) -> str:
    """Returns a value of a setting in words."""
    if name in _VALUE_NAMES:
        return gettext(_VALUE_NAMES[name][value])
    if name == "language":
        return gettext("as the system") if value == SYSTEM_LANGUAGE else list_own_names()[str(value)]
    if not isinstance(value, int):
        return gettext(SOUND_LEVELS[str(value)])
    match name:
        case "text_size":
            return f"{value} %"
        case "measure":
            return gettext("about {count}").format(count=value)
        case "hold" | "scan":
            return gettext("{count} s").format(count=f"{value / 1000:g}") if value else gettext("off")
        case "line_spacing" | "paragraph_spacing":
            return f"{value / 100:g} ×" if value else gettext("Default")
        case _:
            return f"+ {value} %" if value else gettext("Default")


def step_setting(session: Session, name: str, step: int, *, wraps: bool = False) -> None:
    """Changes a setting by `step` values. Numbers stop at their ends unless `wraps` is True."""
    values, value = SETTING_VALUES[name], getattr(session.settings, name)
    index = (values.index(value) if value in values else _nearest_index(values, value)) + step
    if wraps or is_cyclic(name):
        index %= len(values)
    session.update_settings(**{name: values[max(0, min(index, len(values) - 1))]})


def _nearest_index(values: Sequence[object], value: object) -> int:
    return min(range(len(values)), key=lambda index: abs(int(str(values[index])) - int(str(value))))
