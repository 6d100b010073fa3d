"""What Orca says in Firefox while somebody writes in the studio by keys."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.frontends.html.test_page_orca import PREFERENCES
from tests.frontends.orca import Orca, open_accessible_display, start_orca
from tests.frontends.window.real_window import xdotool
from tests.studio.process import StudioProcess
from tests.studio.test_browser_looks import EXAMPLE
from tests.studio.test_browser_page import SOURCE_TEXT

pytestmark = pytest.mark.access

TABS_LIMIT = 30


class Writer:
    """Presses keys, and hears what Orca says to each."""

    def __init__(self, orca: Orca) -> None:
        self.orca = orca
        self.count = 1  # "Screen reader on."

    def listen(self, ending: str) -> str:
        """Waits until Orca has said certain words and has nothing more to say; returns what it has said since."""
        utterances = self.orca.listen(self.count, ending)
        self.count += len(utterances)
        return " | ".join(utterance.text for utterance in utterances)

    def press(self, key: str, ending: str = "") -> str:
        """Presses a key and returns what Orca says to it."""
        xdotool(self.orca.env, "key", key)
        return self.listen(ending)

    def write(self, text: str) -> None:
        """Types a text; keys are not spoken."""
        xdotool(self.orca.env, "type", "--delay", "30", text)

    def go_to(self, name: str) -> str:
        """Presses Tab until Orca says a name; returns what it said."""
        for _ in range(TABS_LIMIT):
            said = self.press("Tab")
            if name in said:
                return said
        raise AssertionError(f"Tab does not reach {name}")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    folder, profile = tmp_path / "pack", tmp_path / "profile"
    shutil.copytree(EXAMPLE, folder)
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines))
    with StudioProcess(folder) as studio, open_accessible_display() as display, start_orca(display, tmp_path) as orca:
        with studio.open_page() as page:
            page.studio("openSourceCopy", name="box.txt", data=base64.b64encode(SOURCE_TEXT.encode()).decode())
        address = f"http://{studio.host}/{studio.token}/"
        command = ["firefox-esr", "--no-remote", "--profile", str(profile), "--kiosk", address]
        env = {**orca.env, "GNOME_ACCESSIBILITY": "1", "HOME": str(tmp_path)}
        firefox = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield Writer(orca)
        finally:
            firefox.terminate()
            firefox.wait(20)


def test_orca_speaks_what_a_writer_needs(writer: Writer) -> None:
    writer.listen("Focus mode")
    writer.go_to("High Water")

    # The scene opens: where one is, what stands there, and the verdict. A full field does not speak its hint.
    said = writer.press("Return", "Every path reaches an ending")
    assert "Passage 1: Eight" in said
    assert "What happens here" not in said
    assert "Passage 2: Reply" in writer.press("alt+Next", "Passage 2: Reply")

    # A mistake changes the verdict, and is told with its place; another letter changes nothing and says nothing of it.
    writer.write("[@nothing]")
    assert "Not proved: one problem first" in writer.listen("Not proved")
    writer.write("x")
    said = writer.press("F8", "Take the citation out")
    assert "Passage 2: Reply. A fact is cited that this scene does not have." in said
    for _ in "[@nothing]x":
        xdotool(writer.orca.env, "key", "BackSpace")
    writer.listen("Every path reaches an ending")

    # A dialog says what has opened, and its text.
    said = writer.press("F1", "closes what lies on top")
    assert said.startswith("Keys")
    writer.press("Escape", "Passage 2")

    # A choice is added, with the caret in it.
    said = writer.press("ctrl+Return", "Choice 3")
    assert "Choice 3: what the student may do entry" in said
    writer.write("Run")

    # A paragraph of a source is read, and made a fact.
    assert "region Evidence" in writer.press("F7", "Facts toggle button")
    writer.press("Tab", "Your copy")
    writer.press("Return")
    writer.go_to("box push button")
    said = writer.press("Return", "Nobody could find it.")
    assert "The town clerk asked for the letter" in said
    said = writer.press("f", "The claim, in your own words")
    assert "invalid" not in said
    writer.write("The clerk asked.")
    writer.go_to("Make the fact and cite it in")
    assert "The fact is made." in writer.press("Return", "The fact is made")
