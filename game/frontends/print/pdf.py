"""HTML as PDF, by WeasyPrint, which is imported only here and only when asked for.

Law: nothing is fetched but the typefaces that come with the game; whatever else a document names is refused.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FACES = {
    "Source Serif 4": ("fontpkg_source_serif_4", (("normal", "SourceSerif4[opsz,wght].ttf"), ("italic", "SourceSerif4-Italic[opsz,wght].ttf"))),
    "Oswald": ("fontpkg_oswald", (("normal", "Oswald[wght].ttf"),)),
    "IBM Plex Mono": ("fontpkg_ibm_plex_mono", (("normal", "IBMPlexMono-Regular.ttf"),)),
}  # fmt: skip


class NoPdf(Exception):  # noqa: N818  # carries the sentence that says why
    """No PDF can be written here; the message says why and what helps."""


def pdf(html: str) -> bytes:
    """The document as PDF. Raises NoPdf."""
    weasyprint = _weasyprint()
    faces = dict(_faces())

    def fetch(url: str, *_: Any, **__: Any) -> Any:
        path = faces.get(url)
        if path is None:
            raise ValueError("nothing is fetched for a paper")
        return {"file_obj": path.open("rb"), "mime_type": "font/ttf"}

    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    style = weasyprint.CSS(string=_rules(faces), font_config=fonts, url_fetcher=fetch)
    document = weasyprint.HTML(string=html, url_fetcher=fetch)
    made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts)
    return made


def _weasyprint() -> Any:
    try:
        return import_module("weasyprint")
    except ImportError:
        raise NoPdf(
            "a PDF needs WeasyPrint: install it with `pip install 'party-card[print]'`, or write a file ending in .html "
            "and print it from a browser"
        ) from None
    except OSError as error:  # it is there, and Pango, which it draws with, is not
        raise NoPdf(
            f"WeasyPrint lacks a library of the system ({error}): see doc.courtbouillon.org/weasyprint for how to install "
            "Pango (Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0), or write a file ending in .html"
        ) from None


def _faces() -> Any:
    for name, (package, styles) in _FACES.items():
        spec = find_spec(package)
        for style, file in styles if spec is not None and spec.submodule_search_locations else ():
            path = Path(spec.submodule_search_locations[0]) / "files" / file
            yield f"face:{name}/{style}".replace(" ", "-"), path


def _rules(faces: dict[str, Path]) -> str:
    made = []
    for name, (_, styles) in _FACES.items():
        for style, _file in styles:
            address = f"face:{name}/{style}".replace(" ", "-")
            if address in faces:
                weight = "400" if name == "IBM Plex Mono" else "200 900"
                made.append(
                    f'@font-face {{ font-family: "{name}"; font-style: {style}; font-weight: {weight}; src: url("{address}"); }}'
                )
    return "\n".join(made)
