"""The language of a page that is served here: the one that was chosen on it, else that of the browser.

Invariant: a language is one that the interface speaks, whatever a request asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import Response

from party_card.localization.languages import (
    ENGLISH,
    PSEUDO_LANGUAGES,
    choose_language,
    find_catalogue,
    list_own_names,
)
from party_card.localization.user_catalogues import list_user_languages

COOKIE: Final = "party-card-language"
COOKIE_S: Final = 365 * 24 * 3600
MAX_WISHES: Final = 20


def choose_request_language(request: HTTPConnection) -> str:
    """Returns the language in which a request is answered."""
    chosen = (request.query_params.get("language", ""), request.cookies.get(COOKIE, ""))
    wishes = [*chosen, *_read_wishes(request.headers.get("accept-language", ""))]
    return choose_language(tuple(wish for wish in wishes if _is_spoken(wish)))


def keep_language(request: HTTPConnection, response: Response) -> None:
    """Lets the browser keep the language that was chosen on the page, if one was."""
    if request.query_params.get("language"):
        language = choose_request_language(request)
        response.set_cookie(COOKIE, language, max_age=COOKIE_S, httponly=True, samesite="strict")


def list_languages() -> list[str]:
    """Returns the languages that a page can be in."""
    known = (ENGLISH, *list_user_languages())
    return [code for code in list_own_names() if code in known or find_catalogue(code) is not None]


def _is_spoken(wish: str) -> bool:
    code = wish.partition("-")[0].lower()
    return wish in PSEUDO_LANGUAGES or any(known.partition("-")[0] == code for known in list_languages())


def _read_wishes(header: str) -> Iterator[str]:
    """Yields the languages of a header `Accept-Language`, the dearest first."""
    wishes = []
    for number, item in enumerate(header.split(",")[:MAX_WISHES]):
        code, _, weight = item.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), number, code.strip()))
        except ValueError:
            continue
    return (code for _, _, code in sorted(wishes))
