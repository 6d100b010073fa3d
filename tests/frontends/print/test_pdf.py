"""Papers as they come out of a printer: so many pages, all words on them, and typefaces that are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from party_card.frontends.print import pdf as module
from party_card.frontends.print.guide import write_guide
from party_card.frontends.print.pdf import PdfUnavailableError, to_pdf
from party_card.frontends.print.sheet import PaperSize
from party_card.frontends.print.worksheet import write_worksheet
from tests.frontends.print.papers import sample, shipped
from tests.shipped import load_shipped_pack

SIZES = {"a4": (595, 842), "letter": (612, 792)}


def test_without_weasyprint_the_reader_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PdfUnavailableError, match=r"pip install 'party-card\[print\]'.*ending in \.html"):
        to_pdf("<p>x")


def test_without_pango_the_reader_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise OSError(f"cannot load library {name}")

    monkeypatch.setattr(module, "import_module", broken)
    with pytest.raises(PdfUnavailableError, match=r"lacks a library of the system.*Pango"):
        to_pdf("<p>x")


def test_html_is_written_without_importing_it() -> None:
    command = (
        "import party_card.frontends.print.guide, party_card.publishing.lesson, sys; print('weasyprint' in sys.modules)"
    )
    process = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert process.stdout == "False\n"


# ------------------------------------------------------------------------------------------- with what it needs


def inspect_pdf(content: bytes, folder: Path) -> tuple[int, tuple[int, int], str, str]:
    """Pages, size, text and typefaces of a PDF, as Poppler reads it."""
    path = folder / "made.pdf"
    path.write_bytes(content)

    def ask(*command: str) -> str:
        return subprocess.run([*command], capture_output=True, text=True, check=True).stdout

    info = ask("pdfinfo", str(path))
    pages = re.search(r"Pages: +(\d+)", info)
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", info)
    assert pages is not None
    assert size is not None
    text = " ".join(ask("pdftotext", "-layout", str(path), "-").split())
    return int(pages[1]), (round(float(size[1])), round(float(size[2]))), text, ask("pdffonts", str(path))


@pytest.mark.print
@pytest.mark.parametrize(
    ("paper", "share"),
    [
        ("a4", 7),
        pytest.param("letter", 1, marks=pytest.mark.release),
        pytest.param("a4", 1, marks=pytest.mark.release),
    ],
)
def test_a_worksheet_has_two_pages_whatever_the_scene(paper: PaperSize, share: int, tmp_path: Path) -> None:
    for scene in list(load_shipped_pack().scenes)[::share]:
        pages, size, text, _ = inspect_pdf(to_pdf(write_worksheet(shipped(scene), paper)), tmp_path)
        assert (scene, pages, size) == (scene, 2, SIZES[paper])
        assert "QUESTIONS TO THINK OVER" in text


@pytest.mark.print
@pytest.mark.parametrize(
    "scene",
    [
        "two-notes",
        *(
            pytest.param(name, marks=pytest.mark.release)
            for name in ("what-the-newspaper-will-say", "ten-cattle", "loose-tongues")
        ),
    ],
)
def test_a_guide_has_four_to_twenty_pages(scene: str, tmp_path: Path) -> None:
    pages, size, text, fonts = inspect_pdf(to_pdf(write_guide(shipped(scene))), tmp_path)
    assert 4 <= pages <= 20
    assert size == SIZES["a4"]
    assert "SOURCES" in text
    assert "Source-Serif-4" in fonts
    assert "Oswald" in fonts


@pytest.mark.print
def test_what_a_choice_overlooks_begins_where_its_next_line_begins(tmp_path: Path) -> None:
    path = tmp_path / "guide.pdf"
    two_lines = " ".join(["Two men had read it"] * 8)
    path.write_bytes(to_pdf(write_guide(sample()).replace("Two men had read it", two_lines)))
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', boxes)
    label = next(index for index, (_, _, word) in enumerate(words) if word == "Overlooks:")
    x, y, _ = words[label]
    next_line = next(word for word in words[label:] if float(word[1]) > float(y) + 8)
    assert float(next_line[0]) == pytest.approx(float(x), abs=1)


@pytest.mark.print
def test_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    html = f'<p>here<link rel=attachment href="{secret.as_uri()}"><img src="{secret.as_uri()}"><img src="http://192.0.2.1/x">'
    content = to_pdf(html)
    assert b"EmbeddedFile" not in content
    assert "here" in inspect_pdf(content, tmp_path)[2]


@pytest.mark.print
def test_chromium_prints_the_same_words(tmp_path: Path) -> None:
    page = tmp_path / "guide.html"
    page.write_text(write_guide(sample()), encoding="utf-8")
    output = tmp_path / "chromium.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={output}", page.as_uri()], check=True, capture_output=True, timeout=120)
    pages, size, text, _ = inspect_pdf(output.read_bytes(), tmp_path)
    assert size == SIZES["a4"]
    assert 2 <= pages <= 5
    for part in ("THE PAPER", "Anna Ozola", "What really happened.", "What remains unknown.", "A good answer draws on"):
        assert part in text, part
