"""Converts HTML to PDF with WeasyPrint, which is imported only when needed.

Invariant: nothing is fetched but the typefaces that come with the game; any other address is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from party_card.platform.packaged import is_packaged

_TYPEFACES = (
    ("Source Serif 4", "normal", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    ("Source Serif 4", "italic", "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"),
    ("Oswald", "normal", "fontpkg_oswald", "Oswald[wght].ttf"),
    ("IBM Plex Mono", "normal", "fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf"),
)
"""Typefaces of papers: family, style, the package that carries it, and its file."""


class PdfUnavailableError(Exception):
    """Raised if no PDF can be written here; the message gives the reason and a remedy."""


def to_pdf(html: str) -> bytes:
    """Returns the document as PDF. Raises PdfUnavailableError."""
    weasyprint = _import_weasyprint()
    files_by_url = _find_typefaces()
    urls = import_module("weasyprint.urls")

    def read_typeface(_: object, url: str, *__: Any) -> Any:
        if url not in files_by_url:
            raise ValueError("nothing is fetched for a paper")
        return urls.URLFetcherResponse(url, files_by_url[url].read_bytes(), {"Content-Type": "font/ttf"})

    fetcher = type("TypefaceFetcher", (urls.URLFetcher,), {"fetch": read_typeface})()
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    style = weasyprint.CSS(string=_font_face_rules(files_by_url), font_config=fonts, url_fetcher=fetcher)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    content: bytes = document.write_pdf(stylesheets=[style], font_config=fonts)
    return content


def _import_weasyprint() -> Any:
    try:
        return import_module("weasyprint")
    except ImportError:
        if is_packaged():
            raise PdfUnavailableError(
                "this copy of the program writes no PDF: write a file ending in .html, open it in a browser and print "
                "it there, on paper or as PDF"
            ) from None
        raise PdfUnavailableError(
            "a PDF needs WeasyPrint: install it with `pip install 'party-card[print]'`, or write a file ending in "
            ".html and print it from a browser"
        ) from None
    except OSError as error:  # it is there, and Pango, which it draws with, is not
        raise PdfUnavailableError(
            f"WeasyPrint lacks a library of the system ({error}): install Pango (Debian, Ubuntu: apt install "
            "libpango-1.0-0 libpangoft2-1.0-0; others: doc.courtbouillon.org/weasyprint), or write an .html file"
        ) from None


def _find_typefaces() -> dict[str, Path]:
    """Returns the files of the typefaces by the URLs that our style uses."""
    files_by_url = {}
    for number, (_, _, package, file) in enumerate(_TYPEFACES):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec is not None else []:
            files_by_url[_typeface_url(number)] = Path(folder) / "files" / file
    return files_by_url


def _font_face_rules(urls: Iterable[str]) -> str:
    rules = (
        f'@font-face {{ font-family: "{name}"; font-style: {style}; src: url("{_typeface_url(number)}"); }}'
        for number, (name, style, _, _) in enumerate(_TYPEFACES)
        if _typeface_url(number) in urls
    )
    return "\n".join(rules)


def _typeface_url(number: int) -> str:
    return f"face:{number}"
