"""HTML as PDF, by WeasyPrint, which is imported only here and only when asked for.

Law: nothing is fetched but the typefaces that come with the game; whatever else a document names is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FACES = (
    ("Source Serif 4", "normal", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    ("Source Serif 4", "italic", "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"),
    ("Oswald", "normal", "fontpkg_oswald", "Oswald[wght].ttf"),
    ("IBM Plex Mono", "normal", "fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf"),
)
"""The typefaces of papers: family, style, the package that carries it, and its file."""


class PdfUnavailableError(Exception):  # carries the sentence that says why
    """No PDF can be written here; the message says why and what helps."""


def pdf(html: str) -> bytes:
    """The document as PDF. Raises NoPdf."""
    weasyprint = _weasyprint()
    faces = _faces()
    urls = import_module("weasyprint.urls")

    def fetch(_: object, url: str, *__: Any) -> Any:
        if url not in faces:
            raise ValueError("nothing is fetched for a paper")
        return urls.URLFetcherResponse(url, faces[url].read_bytes(), {"Content-Type": "font/ttf"})

    fetcher = type("Faces", (urls.URLFetcher,), {"fetch": fetch})()
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    style = weasyprint.CSS(string=_rules(faces), font_config=fonts, url_fetcher=fetcher)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts)
    return made


def _weasyprint() -> Any:
    try:
        return import_module("weasyprint")
    except ImportError:
        raise PdfUnavailableError(
            "a PDF needs WeasyPrint: install it with `pip install 'party-card[print]'`, or write a file ending in "
            ".html and print it from a browser"
        ) from None
    except OSError as error:  # it is there, and Pango, which it draws with, is not
        raise PdfUnavailableError(
            f"WeasyPrint lacks a library of the system ({error}): install Pango (Debian, Ubuntu: apt install "
            "libpango-1.0-0 libpangoft2-1.0-0; others: doc.courtbouillon.org/weasyprint), or write an .html file"
        ) from None


def _faces() -> dict[str, Path]:
    """Where the typefaces are, by the addresses that our style names."""
    found = {}
    for number, (_, _, package, file) in enumerate(_FACES):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec is not None else []:
            found[_address(number)] = Path(folder) / "files" / file
    return found


def _rules(faces: Iterable[str]) -> str:
    made = (
        f'@font-face {{ font-family: "{name}"; font-style: {style}; src: url("{_address(number)}"); }}'
        for number, (name, style, _, _) in enumerate(_FACES)
        if _address(number) in faces
    )
    return "\n".join(made)


def _address(number: int) -> str:
    return f"face:{number}"
