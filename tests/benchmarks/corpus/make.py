"""Makes the archive of the pack of 0.1 anew: python -m tests.benchmarks.corpus.make

Needs the repository's history. Takes scenes, evidence and pictures of the commit and writes them in today's form:

- Steps and passages as `party-card check --fix` and `party-card migrate --from 0.1 --full` write them: nothing is left out that 0.1 had to say.
- In 0.1 a person had a role and a citation; today `was` is prose that cites facts. Each role becomes a fact with the same
  citation, and `was` cites it. What became of them, 0.1 did not tell.

Run it again after a change of the form of files that breaks the archive.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.corpus import ARCHIVE

COMMIT = "7e3ae0817ec608112e465493ff447fc20fae0265"
"""The last commit of 0.1."""
ROOT = Path(__file__).parents[3]
_PERSON = re.compile(r"^  ([a-z0-9-]+):$")
_ROLE = re.compile(r"^    role: (.*)$")
_CITE = re.compile(r"^    cite: (.*)$")
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date of a zip archive, so that the same files give the same archive."""


def convert_dossier(text: str) -> str:
    """Returns a dossier of 0.1 in today's form."""
    head, mark, people = text.partition("\npeople:\n")
    if not mark:
        return text
    facts: list[str] = []
    lines = list(_convert_people(people.splitlines(), facts))
    head = head.replace("\nfacts:\n", "\nfacts:\n" + "\n".join(facts) + "\n", 1)
    return head + mark + "\n".join(lines) + "\n"


def _convert_people(lines: list[str], facts: list[str]) -> Iterator[str]:
    """Yields the lines of `people` and what follows it; adds to `facts` a fact for each role."""
    person, role, is_person = "", "", True
    for line in lines:
        is_person = is_person and (not line or line.startswith(" "))
        if not is_person:
            yield line
        elif match := _PERSON.match(line):
            person = match[1]
            yield line
        elif match := _ROLE.match(line):
            role = match[1].strip("'\"")
            role = role[0].upper() + role[1:].rstrip(".") + "."
            yield f"    was: {json.dumps(f'{role} [@who-{person}]', ensure_ascii=False)}"
            yield "    later: not found"
        elif match := _CITE.match(line):
            facts.append(f"  who-{person}:\n    text: {json.dumps(role, ensure_ascii=False)}")
            facts.append(f"    grade: documented\n    cite: {match[1]}")
        else:
            yield line


def main() -> None:
    """Writes the archive."""
    paths = ("scenes", "seeds", "assets/pictures")
    tar = subprocess.run(["git", "archive", COMMIT, *paths], cwd=ROOT, check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            members = [m for m in archive.getmembers() if "examples" not in m.name and not m.name.endswith(".md")]
            archive.extractall(folder, members, filter="data")
        for path in (folder / "seeds").glob("*.yaml"):
            path.write_text(convert_dossier(path.read_text(encoding="utf-8")), encoding="utf-8")
        for command in (["migrate", "--from", "0.1", "--full", "--yes"], ["check", "--fix", "--yes"]):
            subprocess.run([sys.executable, "-m", "party_card", *command, str(folder)], check=False)
        with zipfile.ZipFile(ARCHIVE, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _DATE)
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    main()
