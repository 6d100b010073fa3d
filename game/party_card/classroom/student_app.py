"""What the students' devices ask for: the page to join, the page to play, and the messages of that page.

Invariant: a device is known by its cookie alone, whatever a message says; without it only the page to join is answered.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Container

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp

from party_card.classroom.errors import LessonStorageError
from party_card.classroom.joining import Entrance, Refusal
from party_card.classroom.lesson import Lesson, Student
from party_card.classroom.page_language import build_page, read_page_file
from party_card.classroom.privacy import build_privacy_page
from party_card.classroom.request_guard import RequestGuard
from party_card.classroom.student_page import StudentPage
from party_card.classroom.submissions import BAD_SHAPE, Reply, Submissions
from party_card.local_server.request_checks import HEADERS
from party_card.local_server.request_language import choose_request_language, keep_language
from party_card.localization import gettext, gettext_noop, use_language
from party_card.localization.languages import ENGLISH

COOKIE = "party-card-class"
COOKIE_S = 8 * 3600
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_FRAME_POLICY = "frame-ancestors 'none'"
_ASSETS = {
    "join.js": "text/javascript",
    "messages.js": "text/javascript",
    "data.js": "text/javascript",
    "join.css": "text/css",
}
_JOIN_TEXTS = {
    "kicker": gettext_noop("A lesson in this room"),
    "no_script": gettext_noop(
        "This page needs JavaScript, and JavaScript is turned off here. Turn it on for this page."
    ),
    "code_label": gettext_noop("Code on the board"),
    "nickname": gettext_noop("Nickname"),
    "nickname_hint": gettext_noop("Not your real name: the whole class sees it."),
    "word": gettext_noop("Four digits to come back with"),
    "word_hint": gettext_noop("If your device stops, the same nickname and digits continue on another."),
    "join": gettext_noop("Join"),
    "foot": gettext_noop(
        "Your teacher’s computer keeps your nickname, choices and answers for this class. Nothing goes to the internet."
    ),
    "stored": gettext_noop("What is stored"),
}
_STATUS: dict[Refusal, int] = {
    "code": 403,
    "nickname": 400,
    "word": 400,
    "taken": 409,
    "alike": 409,
    "closed": 403,
    "device": 403,
    "full": 403,
    "over": 410,
    "often": 429,
}


def create_student_application(
    lesson: Lesson, entrance: Entrance, submissions: Submissions, page: StudentPage, hosts: Container[str]
) -> ASGIApp:
    """Returns the students' application, which answers under the names and ports `hosts` alone."""

    def find_student(request: Request) -> Student:
        student = lesson.find_student(request.cookies.get(COOKIE, ""))
        if student is None:
            raise HTTPException(401)
        return student

    async def send_start(request: Request) -> Response:
        if lesson.find_student(request.cookies.get(COOKIE, "")) is not None:
            return RedirectResponse("/play", 303, HEADERS)
        headers = {**HEADERS, "Content-Security-Policy": PAGE_POLICY}
        language = choose_request_language(request)
        page = build_join_page(lesson.record.title, request.query_params.get("c", ""), language)
        response = HTMLResponse(page, headers=headers)
        keep_language(request, response)
        return response

    async def send_page(request: Request) -> Response:
        if lesson.find_student(request.cookies.get(COOKIE, "")) is None:
            return RedirectResponse("/", 303, HEADERS)
        headers = {**HEADERS, "Content-Security-Policy": _FRAME_POLICY, "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return HTMLResponse(page.compressed, headers={**headers, "Content-Encoding": "gzip"})
        return HTMLResponse(page.html, headers=headers)

    async def send_asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return PlainTextResponse("There is no such page.\n", 404, HEADERS)
        return Response(read_page_file(name), media_type=_ASSETS[name], headers=HEADERS)

    async def send_privacy(request: Request) -> Response:
        headers = {**HEADERS, "Content-Security-Policy": PAGE_POLICY}
        with use_language(choose_request_language(request)):
            return HTMLResponse(build_privacy_page("/join.css"), headers=headers)

    async def join(request: Request) -> Response:
        body = await read_json(request)
        code, nickname, word = map((body if isinstance(body, dict) else {}).get, ("code", "nickname", "word"))
        if not (isinstance(code, str) and isinstance(nickname, str) and isinstance(word, str)):
            return to_response(BAD_SHAPE)
        with use_language(choose_request_language(request)):
            result = await entrance.join(request.client.host if request.client else "", code, nickname, word)
        if result.student is None:
            refusal = result.refusal or "code"
            explained = {"error": refusal, "message": result.explanation}
            return to_response(Reply(_STATUS[refusal], explained))
        response = to_response(Reply(200, {"nickname": result.student.record.nickname}))
        response.set_cookie(COOKIE, result.token, max_age=COOKIE_S, httponly=True, samesite="strict")
        return response

    async def send_own(request: Request) -> Response:
        student = find_student(request)
        answers = {lesson.questions.index(row.question): row.text for row in student.answers.values()}
        own = {
            "student": f"{lesson.record.id}.{student.record.id}",
            "attempt": student.playthrough.attempt_id,
            "begun": student.playthrough.begun,
            "steps": student.steps,
            "seconds": student.playthrough.seconds,
            "revision": student.playthrough.revision,
            "answers": answers,
            "lesson": json.loads(lesson.describe_for_student(student)),
        }
        return to_response(Reply(200, own))

    async def save_progress(request: Request) -> Response:
        student = find_student(request)
        return to_response(await submissions.save_progress(student, await read_json(request)))

    async def save_vote(request: Request) -> Response:
        student = find_student(request)
        return to_response(await submissions.save_vote(student, await read_json(request)))

    async def send_events(request: Request) -> Response:
        student = find_student(request)
        key = lesson.hash_token(request.cookies[COOKIE])
        return StreamingResponse(stream_events(lesson, student, key), media_type="text/event-stream", headers=HEADERS)

    routes = [
        Route("/api/progress", save_progress, methods=["POST"]),  # first, as nearly every request is one
        Route("/", send_start),
        Route("/play", send_page),
        Route("/privacy", send_privacy),
        Route("/api/join", join, methods=["POST"]),
        Route("/api/me", send_own),
        Route("/api/vote", save_vote, methods=["POST"]),
        Route("/api/events", send_events),
        Route("/{name}", send_asset),
    ]
    return RequestGuard(create_starlette(routes), hosts)


async def stream_events(lesson: Lesson, student: Student, key: str) -> AsyncIterator[bytes]:
    """Yields the events of a student's device, until the student is removed or the device opens another stream."""

    def build_state() -> bytes | None:
        is_there = lesson.students.get(student.record.id) is student
        return lesson.describe_for_student(student) if is_there else None

    student.streams += 1
    lesson.notify_teacher()
    try:
        async for event in lesson.student_events.stream(key, build_state, lesson.find_pause_s):
            yield event
    finally:
        student.streams -= 1
        student.seen_at = time.monotonic()
        lesson.notify_teacher()


def create_starlette(routes: list[Route]) -> Starlette:
    """Returns an application with these routes and no others: no path is mended by a redirection."""
    application = Starlette(routes=routes, exception_handlers=_EXCEPTION_HANDLERS)
    application.router.redirect_slashes = False
    return application


async def read_json(request: Request) -> object:
    """Returns the JSON value of a request; None if it is none."""
    try:
        body = await request.body()
        value: object = _DECODER.decode(body.decode(json.detect_encoding(body), "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return value


def _reject_constant(name: str) -> None:
    raise ValueError(name)


_DECODER = json.JSONDecoder(parse_constant=_reject_constant)


def to_response(reply: Reply) -> Response:
    """Returns a reply as a response."""
    return JSONResponse(dict(reply.body), reply.status, HEADERS)


async def _answer_storage_error(_: Request, error: Exception) -> Response:
    return to_response(Reply(503, {"error": "storage", "message": str(error)}))


async def _answer_http_error(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return to_response(Reply(status, {"error": "join" if status == 401 else "request"}))


_EXCEPTION_HANDLERS = {LessonStorageError: _answer_storage_error, HTTPException: _answer_http_error}


def build_join_page(title: str, code: str, language: str = ENGLISH) -> str:
    """Returns the page on which a student joins; `code` is filled in, from the address of the picture on the board."""
    with use_language(language):
        page_title = gettext("Join the lesson: {title}").format(title=title)
    return build_page("join.html", language, _JOIN_TEXTS, {"title": title, "code": code[:12], "page_title": page_title})
