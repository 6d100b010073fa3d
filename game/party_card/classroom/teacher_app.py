"""The teacher's page: served on this computer alone, behind a secret of its own.

Invariant: nothing of it is reachable from the network; the page runs only the script and the style of this package.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from party_card.classroom.addresses import list_addresses
from party_card.classroom.joining import Entrance
from party_card.classroom.lesson import Lesson
from party_card.classroom.lesson_view import describe_answers, describe_lesson, describe_lesson_data, write_marks
from party_card.classroom.outline import Outline
from party_card.classroom.page_language import build_page, read_page_file
from party_card.classroom.privacy import KEPT_DAYS, build_privacy_page
from party_card.classroom.request_guard import RequestGuard
from party_card.classroom.student_app import create_starlette, read_json, to_response
from party_card.classroom.submissions import Reply
from party_card.classroom.teacher_actions import TeacherActions
from party_card.local_server.fonts import send_font
from party_card.local_server.page_access import AccessControl, PageAccess
from party_card.local_server.request_checks import HEADERS
from party_card.local_server.request_language import choose_request_language, keep_language
from party_card.localization import gettext, gettext_noop, use_language
from party_card.services.errors import UsageError

REFUSAL = "This address is not the teacher's page. Open it from the line that `party-card class open` prints."
_ASSETS = {
    "teacher.js": "text/javascript",
    "answers.js": "text/javascript",
    "elements.js": "text/javascript",
    "lobby.js": "text/javascript",
    "live.js": "text/javascript",
    "vote.js": "text/javascript",
    "record.js": "text/javascript",
    "students.js": "text/javascript",
    "messages.js": "text/javascript",
    "data.js": "text/javascript",
    "teacher.css": "text/css",
    "join.css": "text/css",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_TEXTS = {
    "page_title": gettext_noop("Lesson – Party Card"),
    "no_script": gettext_noop(
        "The teacher’s page needs JavaScript, and JavaScript is turned off here. Turn it on for this page."
    ),
}
WriteReport = Callable[[], Path]
"""Writes the report of the lesson; returns its file. Raises OSError."""


def create_teacher_application(
    lesson: Lesson,
    entrance: Entrance,
    outline: Outline,
    access: PageAccess,
    student_port: int,
    write_report: WriteReport,
) -> ASGIApp:
    """Returns the teacher's application, which answers nobody but its own page."""
    actions = TeacherActions(lesson, entrance)
    is_deleted = False

    async def send_qr(request: Request) -> Response:
        address = request.query_params.get("address", "")
        if address not in {item.address for item in list_addresses()} | {"127.0.0.1"}:
            return PlainTextResponse("This computer has no such address.\n", 404, HEADERS)
        picture = io.BytesIO()
        segno.make(f"http://{address}:{student_port}/?c={lesson.record.code}", error="m").save(
            picture, kind="svg", border=4, xmldecl=False, svgns=True, dark="#1b1714", light="#fff"
        )
        return Response(picture.getvalue(), media_type="image/svg+xml", headers=HEADERS)

    async def send_setup(_: Request) -> Response:
        addresses = [{"address": item.address, "interface": item.interface} for item in list_addresses()]
        setup = {
            "outline": outline,
            "code": lesson.record.code,
            "port": student_port,
            "addresses": addresses,
            "file": lesson.store.location,
            "keptDays": KEPT_DAYS,
        }
        return to_response(Reply(200, setup))

    async def send_events(_: Request) -> Response:
        def build_state() -> bytes | None:
            return None if is_deleted else json.dumps(describe_lesson(lesson, entrance)).encode()

        events = lesson.teacher_events.stream(str(time.monotonic_ns()), build_state, lesson.find_pause_s)
        return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)

    async def send_answers(_: Request) -> Response:
        students = [describe_answers(lesson, student) for student in lesson.students.values()]
        return to_response(Reply(200, {"students": students}))

    async def do(request: Request) -> Response:
        return to_response(await _do_in_language(actions, request))

    async def write(request: Request) -> Response:
        with use_language(choose_request_language(request)):
            sentence = gettext("The report cannot be written: {reason}.")
            try:
                path = write_report()
            except UsageError as reason:
                return to_response(Reply(409, {"message": sentence.format(reason=reason)}))
            except OSError as error:
                message = sentence.format(reason=error.strerror or error)
                return to_response(Reply(409, {"message": message}))
        return to_response(Reply(200, {"file": str(path)}))

    async def send_lessons(_: Request) -> Response:
        lessons = [
            {"id": row.id, "title": row.title, "begun": row.begun_at, "isKept": row.is_kept}
            for row in lesson.store.list_lessons()
        ]
        return to_response(Reply(200, {"lessons": lessons, "open": lesson.record.id}))

    async def delete(request: Request) -> Response:
        nonlocal is_deleted
        body = await read_json(request)
        name = body.get("lesson") if isinstance(body, dict) else None
        known = {row.id for row in lesson.store.list_lessons()}
        chosen = known if name == "*" else known & {str(name)}
        for row in sorted(chosen):
            await lesson.store.delete_lesson(row)
        if lesson.record.id in chosen:
            is_deleted = True
            lesson.students.clear()
            lesson.devices.clear()
            lesson.notify_all()
        return to_response(Reply(200, {"deleted": len(chosen)}))

    async def export(_: Request) -> Response:
        name = f"{lesson.record.scene}-lesson.json"
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
        text = json.dumps(describe_lesson_data(lesson), ensure_ascii=False, indent=1)
        return Response(text.encode(errors="replace"), media_type="application/json", headers=headers)

    async def send_marks(_: Request) -> Response:
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{lesson.record.scene}-marks.csv"'}
        return Response(write_marks(lesson).encode("utf-8-sig"), media_type="text/csv", headers=headers)

    routes = [
        Route("/{token}/", _send_page),
        Route("/{token}/fonts/{name}", send_font),
        Route("/{token}/qr.svg", send_qr),
        Route("/{token}/setup", send_setup),
        Route("/{token}/events", send_events),
        Route("/{token}/answers", send_answers),
        Route("/{token}/lessons", send_lessons),
        Route("/{token}/lesson.json", export),
        Route("/{token}/marks.csv", send_marks),
        Route("/{token}/privacy", _send_privacy),
        Route("/{token}/do", do, methods=["POST"]),
        Route("/{token}/report", write, methods=["POST"]),
        Route("/{token}/delete", delete, methods=["POST"]),
        Route("/{token}/{name}", _send_asset),
    ]
    guarded = RequestGuard(create_starlette(routes), (access.host,))
    return AccessControl(guarded, access, REFUSAL)


async def _do_in_language(actions: TeacherActions, request: Request) -> Reply:
    with use_language(choose_request_language(request)):
        reply = await actions.do(await read_json(request))
        message = reply.body.get("message")
        return Reply(reply.status, {"message": gettext(message)}) if message else reply


async def _send_page(request: Request) -> Response:
    page = build_page("teacher.html", choose_request_language(request), _TEXTS)
    response = HTMLResponse(page, headers={**HEADERS, "Content-Security-Policy": _POLICY})
    keep_language(request, response)
    return response


async def _send_asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        return PlainTextResponse("There is no such file.\n", 404, HEADERS)
    return Response(read_page_file(name), media_type=_ASSETS[name], headers=HEADERS)


async def _send_privacy(request: Request) -> Response:
    headers = {**HEADERS, "Content-Security-Policy": _POLICY}
    with use_language(choose_request_language(request)):
        return HTMLResponse(build_privacy_page("join.css"), headers=headers)
