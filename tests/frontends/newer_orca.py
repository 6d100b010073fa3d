"""Makes an Orca of another version runnable from its source: `python -m tests.frontends.newer_orca SOURCE FOLDER`.

SOURCE is a checkout of Orca's repository at a tag such as ORCA_48_ALPHA_2. Nothing is installed. What Debian's AT-SPI lacks
is replaced: it differs in names of roles and help texts, not in what is read of a page. Printed is the command to set as
`PARTY_CARD_ORCA` for `tests/frontends/window/accessibility/test_orca.py`.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

STAND_INS = """from gi.repository import Atspi
if not hasattr(Atspi, "get_version"):
    Atspi.get_version = lambda: (2, 46, 0)
    Atspi.role_get_localized_name = Atspi.role_get_name
    Atspi.Accessible.clear_cache_single = Atspi.Accessible.clear_cache
    Atspi.Accessible.get_help_text = lambda obj: ""
"""


def prepare_orca(source: Path, folder: Path) -> Path:
    """Copies Orca's modules into a folder and fills its templates in; returns the program."""
    shutil.copytree(source / "src" / "orca", folder / "orca")
    values = {"prefix": "/usr", "localedir": "share/locale", "GETTEXT_PACKAGE": "orca", "PYTHON": "/usr/bin/python3"}
    values |= {"libdir": str(folder), "pyexecdir": str(folder), "VERSION": "from source"}
    for name in ("orca_i18n.py", "orca_platform.py", "orca_bin.py"):
        template = (folder / "orca" / f"{name}.in").read_text(encoding="utf-8")
        text = re.sub(r"@(\w+)@", lambda match: values.get(match[1], ""), template)
        (folder / "orca" / name).write_text(text, encoding="utf-8")
    program = folder / "orca" / "orca_bin.py"
    text = program.read_text(encoding="utf-8").replace("from gi.repository import Atspi\n", STAND_INS, 1)
    program = folder / "orca-from-source"
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return program


if __name__ == "__main__":
    print(prepare_orca(Path(sys.argv[1]), Path(sys.argv[2]).resolve()))
