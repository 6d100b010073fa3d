"""Tests of the handbooks: their tables match the models, and the tutorial's files do what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from party_card.content import models
from party_card.content.edtf import format_date
from party_card.content.models import DossierId, SceneId, SourceId
from party_card.content.trace_links import list_trace_links
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.render import full
from party_card.evidence.source_text import read_copy_file
from party_card.evidence.verify import verify_copy
from party_card.services.checked_pack import read_checked_pack
from party_card.services.verification import verify_scene
from party_card.translation.check import FINDINGS as TRANSLATION_FINDINGS
from tests import ROOT
from tests.commands.command_line import run_command
from tests.handbook import HANDBOOKS, TABLE, render_cast, render_losses, update_tables
from tests.shipped import load_shipped_pack


@pytest.mark.parametrize("book", HANDBOOKS, ids=lambda book: book.parent.name)
def test_the_tables_of_keys_are_those_of_the_models(book: Path) -> None:
    text = book.read_text(encoding="utf-8")
    assert text == update_tables(text), "run `python -m tests.handbook`"


def test_every_model_that_people_write_has_its_table() -> None:
    documented = {name for book in HANDBOOKS for _, name, _ in TABLE.findall(book.read_text(encoding="utf-8"))}
    model_names = {name for name in models.__all__ if hasattr(getattr(models, name), "__dataclass_fields__")}
    assert model_names - documented == {"Index", "IndexedParagraph", "Bibliography", "People"}


def test_each_date_of_the_handbook_is_printed_as_it_says() -> None:
    dates = HANDBOOKS[1].read_text(encoding="utf-8").split("\n## Dates\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|$", dates, re.MULTILINE)
    assert len(rows) == dates.count("\n|") - 2
    assert {edtf: format_date(edtf) for edtf, _ in rows} == dict(rows)


# ---------------------------------------------------------------------------------------------------- the tutorial

CODE_BLOCK = re.compile(
    r"(?:<!-- (file|add to|after the choices of)(?::)? ?([^ ]+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL
)
TUTORIAL = HANDBOOKS[0].read_text(encoding="utf-8").split("\n## A scene in ten minutes, as text\n")[1].split("\n## ")[0]
STEPS = re.split(r"(?m)^### ", TUTORIAL)[1:]


def run_line(line: str) -> str:
    """Runs a line of the tutorial in the current folder and returns what the command prints."""
    result = run_command(*shlex.split(line.removeprefix("party-card ")))
    assert (result.status, result.err) == (0, ""), f"{line}\n{result.out}{result.err}"
    return result.out


def insert_after_choices(scene: str, passage: str, lines: str) -> str:
    """Returns the scene with `lines` after the choices of a passage."""
    start = scene.index(f"\n  {passage}:\n")
    end = re.compile(r"\n\n  \w+:\n").search(scene, start + 1)
    assert end is not None
    return f"{scene[: end.start()]}\n{lines.rstrip()}{scene[end.start() :]}"


def follow_step(step: str) -> int:
    """Writes the files of a step, runs its commands and compares their output; returns the number of commands."""
    pack = Path("high-water")
    commands: list[str] = []
    output = ""
    for mark, name, language, text in CODE_BLOCK.findall(step):
        if mark == "file":
            (pack / name).parent.mkdir(parents=True, exist_ok=True)
            (pack / name).write_text(text, encoding="utf-8")
        elif mark == "add to":
            with (pack / name).open("a", encoding="utf-8") as file:
                file.write("\n" + text)
        elif mark:
            scene = pack / "scenes" / "high-water.yaml"
            scene.write_text(insert_after_choices(scene.read_text(encoding="utf-8"), name, text), encoding="utf-8")
        elif language == "sh":
            commands += text.splitlines()
            output += "".join(run_line(line) for line in text.splitlines())
        elif language == "text":
            assert text.strip() in output
    return len(commands)


def test_whoever_follows_the_tutorial_has_a_sound_scene_after_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command_count = 0
    for step in STEPS[:-1]:
        command_count += follow_step(step)
        checked = read_checked_pack(tmp_path / "high-water")
        (scene,) = checked.pack.scenes
        diagnostics = [
            *checked.reading_diagnostics,
            *checked.rule_diagnostics,
            *verify_scene(checked.pack, scene).diagnostics,
        ]
        serious = [diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.INFO]
        if step.startswith("3."):
            continue  # facts come before the scene that cites them
        assert not serious, f"{step.splitlines()[0]}: {full.render(serious)}"
    assert command_count == 11
    assert (tmp_path / "high-water.html").is_file()


def test_its_end_point_is_sound_and_says_what_the_tutorial_says_of_it() -> None:
    folder = ROOT / "scenes" / "examples" / "high-water"
    checked = read_checked_pack(folder)
    scene = checked.pack.scenes[SceneId("high-water")]
    assert not [
        *checked.reading_diagnostics,
        *checked.rule_diagnostics,
        *verify_scene(checked.pack, scene.scene).diagnostics,
    ]
    dossier = checked.pack.dossiers[DossierId("high-water-facts")]
    assert (len(scene.passages), len(scene.debrief)) == (8, 3)
    assert f"{spell_number(len(dossier.facts))} facts" in STEPS[-1]
    index = checked.pack.indexes[SourceId("lennbridge-box")]
    report = verify_copy(read_copy_file(folder.with_name("lennbridge-box.txt")), index, [dossier])
    assert not report.diagnostics
    assert (report.paragraphs_found, report.quotes_found) == (8, report.quotes)


def spell_number(number: int) -> str:
    return {12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen"}[number]


def test_the_shape_of_the_example_pack_is_that_of_the_handbook() -> None:
    example = HANDBOOKS[0].read_text(encoding="utf-8").split("prints the shape of each scene, as of")[1]
    assert example.split("```text\n")[1].split("```")[0] == run_line("party-card prove scenes/examples/high-water")


def test_the_tables_of_the_cast_and_of_losses_are_made_from_the_campaign() -> None:
    pack = load_shipped_pack()
    assert pack.campaign is not None
    cast, losses = render_cast(pack), render_losses(pack)
    for member in pack.campaign.cast:
        assert f"| {member.name} | `{member.scene}`: {pack.scenes[member.scene].place} |" in cast
        for meeting in member.met:
            assert f"`{meeting.scene}`, `{meeting.passage}`" in cast
    assert "`kept-three-amounts-apart` opens “Have the parts typed under the total, in two copies”" in cast
    assert [line.split("`")[1] for line in losses.splitlines()[2:]] == [
        station.scene for station in pack.campaign.stations
    ]
    text = "a\n<!-- cast -->\nold\n<!-- end of cast -->\n<!-- losses -->\n<!-- end of losses -->\nb"
    assert update_tables(text) == (
        f"a\n<!-- cast -->\n{cast}<!-- end of cast -->\n<!-- losses -->\n{losses}<!-- end of losses -->\nb"
    )


def test_the_scenes_of_a_week_remember_each_other_and_come_in_the_order_of_the_campaign() -> None:
    pack = load_shipped_pack()
    order = pack.scene_ids()
    text = HANDBOOKS[0].read_text(encoding="utf-8").split("\n| thread | scenes |")[1].split("\n\n")[0]
    threads = [re.findall(r"`([a-z-]+)`", line.split("|")[2]) for line in text.splitlines()[2:]]
    assert len(threads) == 4
    links = {(link.source, link.target) for link in list_trace_links(pack) if link.choice is not None}
    for thread in threads:
        assert thread == sorted(thread, key=lambda name: order.index(SceneId(name)))
        for number, scene in enumerate(thread[1:], 1):
            assert any((earlier, scene) in links for earlier in thread[:number]), (scene, thread)


def test_the_term_has_every_scene_in_the_order_of_the_campaign_with_its_own_minutes() -> None:
    pack = load_shipped_pack()
    rows = re.findall(r"^\| \d+ \| `([a-z-]+)` \| (\d+) \|", HANDBOOKS[0].read_text(encoding="utf-8"), re.MULTILINE)
    term = rows[-len(pack.scenes) :]
    assert pack.campaign is not None
    assert [name for name, _ in term] == [station.scene for station in pack.campaign.stations]
    assert {name: int(minutes) for name, minutes in term} == {
        name: scene.minutes for name, scene in pack.scenes.items()
    }


def test_the_commands_for_translating_a_scene_do_what_the_handbook_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter = HANDBOOKS[0].read_text(encoding="utf-8").split("\n## Translating a scene\n")[1].split("\n## ")[0]
    shutil.copytree(ROOT / "scenes" / "examples" / "high-water", tmp_path / "high-water")
    monkeypatch.chdir(tmp_path)
    commands = chapter.split("```sh\n")[1].split("```")[0].splitlines()
    for line in commands:
        result = run_command(*shlex.split(line.removeprefix("party-card ")), typed="q\n")
        assert result.status == 0, f"{line}\n{result.out}{result.err}"
    files = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert files == ["high-water-uk-worksheet.html", "high-water-uk.html"]
    po = (tmp_path / "high-water" / "scenes" / "translations" / "uk" / "high-water.po").read_text(encoding="utf-8")
    message = chapter.split("```po\n")[1].split("```")[0]
    assert message.rpartition('msgstr "')[0] in po
    codes = {code for row in re.findall(r"^\| (`.*?) \|", chapter, re.MULTILINE) for code in re.findall("`(.*?)`", row)}
    assert codes == {finding.code for finding in TRANSLATION_FINDINGS} - {"interface-message"}


def test_the_words_of_the_program_are_written_for_translators_as_the_handbook_says(home: Path) -> None:
    chapter = HANDBOOKS[0].read_text(encoding="utf-8").split("\n## The words of the program in your language\n")[1]
    command = chapter.split("```sh\n")[1].split("```")[0].strip()
    assert run_command(*shlex.split(command.removeprefix("party-card "))).status == 0
    assert [path.relative_to(home) for path in home.rglob("*.po")] == [Path("languages/pl/party_card.po")]
    assert "`interface-message`" in chapter
