"""A learning platform for tests: it launches a page by cmi5, and stores documents and statements as strictly as xAPI allows.

The page comes from one address, the resources from another, so that what crosses from one to the other is tested as well.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/"
VERBS = "http://adlnet.gov/expapi/verbs/"
ACTIVITY = "https://platform.example/activities/17"
PUBLISHER = {"id": "urn:uuid:5a1d9f3e-0000-5000-8000-000000000001", "objectType": "Activity"}
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://platform.example", "name": "4711 / ж"}}
ALLOWED_HEADERS = "Authorization, X-Experience-API-Version, Content-Type, If-Match"


@dataclass
class Platform:
    """What the platform has stored, and what it found wrong with the requests that it got."""

    page: bytes
    launch_mode: str = "Normal"
    return_url: str = ""
    shows_etags: bool = False
    registration: str = field(default_factory=lambda: str(uuid.uuid4()))
    sessions: dict[str, str] = field(default_factory=dict)
    """The tokens by the keys of the fetch URLs; a token is "" until it has been fetched."""
    ended_sessions: set[str] = field(default_factory=set)
    statements: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    failing_with: int = 0
    """A status with which all requests for resources are answered; 0 if the platform works."""
    loses_answers: bool = False
    """True if statements are stored and the answers to them get lost."""
    record_store: tuple[str, str] = ("", "")
    """The address of a learning record store that gets all statements, and what its requests are authorized by."""
    origin: str = ""
    page_origin: str = ""

    def launch(self) -> str:
        """Opens a session as a platform does, writes its launch data, and returns the address of the page."""
        session = str(uuid.uuid4())
        self.ended_sessions.update(self.sessions)  # the earlier session is abandoned
        self.sessions[session] = ""
        launch_data = {
            "contextTemplate": build_template(session),
            "launchMode": self.launch_mode,
            "moveOn": "Completed",
        }
        self.documents["LMS.LaunchData"] = launch_data | ({"returnURL": self.return_url} if self.return_url else {})
        query = {
            "endpoint": f"{self.origin}/xapi/",
            "fetch": f"{self.origin}/fetch?k={session}",
            "actor": json.dumps(ACTOR),
            "registration": self.registration,
            "activityId": ACTIVITY,
        }
        return f"{self.page_origin}/course/index.html?{urlencode(query)}"

    def list_statements(self, verb: str) -> list[dict[str, Any]]:
        """Returns the stored statements with this verb, in the order of their times."""
        found = [statement for statement in self.statements if statement["verb"]["id"] == VERBS + verb]
        return sorted(found, key=lambda statement: statement["timestamp"])

    def list_responses(self) -> list[tuple[str, str]]:
        """Returns what was answered: the end of the activity's name, and the response."""
        statements = self.list_statements("answered")
        return [(item["object"]["id"].rpartition("/")[2], item["result"]["response"]) for item in statements]

    def store(self, statement: Mapping[str, Any], session: str) -> HTTPStatus:
        """Stores a statement as xAPI and cmi5 demand."""
        for stored in self.statements:
            if stored["id"] == statement["id"]:
                return HTTPStatus.NO_CONTENT if stored == statement else HTTPStatus.CONFLICT
        self.violations.extend(find_violations(statement, session, self))
        self.statements.append(dict(statement))
        address, authorization = self.record_store
        if address:
            headers = {
                "Authorization": authorization,
                "X-Experience-API-Version": "1.0.3",
                "Content-Type": "application/json",
            }
            request = Request(f"{address}/xAPI/statements", json.dumps([statement]).encode(), headers)
            with urlopen(request) as answer:
                return HTTPStatus(answer.status)
        return HTTPStatus.NO_CONTENT


def build_template(session: str) -> dict[str, Any]:
    """Returns what the platform asks for in the context of every statement of a session."""
    return {
        "contextActivities": {"grouping": [PUBLISHER]},
        "extensions": {SESSION_ID: session, "https://platform.example/course": 3},
    }


def find_violations(statement: Mapping[str, Any], session: str, platform: Platform) -> Iterator[str]:
    """Yields what is wrong with a statement by the rules of cmi5, chapters 7 and 9."""
    verb = statement["verb"]["id"].removeprefix(VERBS)
    context, result = statement["context"], statement.get("result", {})
    categories = {item["id"].removeprefix(CATEGORIES) for item in context["contextActivities"].get("category", [])}
    own = [item for item in platform.statements if item["context"]["extensions"][SESSION_ID] == session]
    verbs = [item["verb"]["id"].removeprefix(VERBS) for item in own]
    is_defined = verb in ("initialized", "completed", "terminated")
    rules = {
        "another actor": statement["actor"] != ACTOR,
        "another registration": context["registration"] != platform.registration,
        "another session": context["extensions"] != build_template(session)["extensions"],
        "no publisher": context["contextActivities"]["grouping"] != [PUBLISHER],
        "before initialized": (verb == "initialized") is bool(verbs),
        "after terminated": any(
            item["verb"]["id"] == f"{VERBS}terminated" and item["timestamp"] < statement["timestamp"] for item in own
        ),
        "before its session": bool(own) and own[0]["timestamp"] > statement["timestamp"],
        "not in UTC": not statement["timestamp"].endswith("Z"),
        "categories": categories
        != (({"cmi5"} if is_defined else set()) | ({"moveon"} if verb == "completed" else set())),
        "another object": is_defined and statement["object"]["id"] != ACTIVITY,
        "no duration": verb in ("completed", "terminated") and not result["duration"].startswith("PT"),
        "completion": (result.get("completion") is True) is not (verb == "completed"),
        "right or wrong": "success" in result or "score" in result or "correctResponsesPattern" in str(statement),
        "completed twice": verb == "completed" and bool(platform.list_statements("completed")),
        "defined in a look": verb == "completed" and platform.launch_mode != "Normal",
    }
    yield from (f"{verb}: {rule}" for rule, is_broken in rules.items() if is_broken)


@contextmanager
def open_platform(page: bytes, **options: Any) -> Iterator[Platform]:
    """Starts a platform with this page; stops it in the end, and requires that no rule was broken."""
    platform = Platform(page, **options)
    lock = threading.Lock()

    class Resources(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self, status: int, value: Any = None, **headers: str) -> None:
            body = b"" if value is None else json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", platform.page_origin)
            self.send_header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
            self.send_header("Access-Control-Allow-Methods", "GET, PUT, POST")
            self.send_header("Access-Control-Expose-Headers", "ETag")
            for name, text in headers.items():
                self.send_header(name, text)
            if status != HTTPStatus.NO_CONTENT:
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_OPTIONS(self) -> None:
            self.answer(HTTPStatus.NO_CONTENT)

        def do_GET(self) -> None:
            self.handle_request()

        do_PUT = do_POST = do_GET  # noqa: N815  # the names that the library calls

        def handle_request(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            with lock:
                platform.requests.append((self.command, parts.path + "?" + query.get("stateId", "")))
                if parts.path == "/fetch":
                    return self.give_token(query["k"])
                if platform.failing_with:
                    return self.answer(platform.failing_with)
                return self.answer_resource(parts.path, query, body)

        def give_token(self, session: str) -> None:
            if self.command != "POST" or platform.sessions[session]:
                platform.violations.append("a token asked for twice, or not by POST")
                return self.answer(HTTPStatus.OK, {"error-code": "1", "error-text": "used"})
            platform.sessions[session] = f"token-{session}"
            return self.answer(HTTPStatus.OK, {"auth-token": platform.sessions[session]})

        def answer_resource(self, path: str, query: dict[str, str], body: Any) -> None:
            token = self.headers.get("Authorization", "").removeprefix("Basic ")
            session = next((name for name, known in platform.sessions.items() if known == token), "")
            if not token or not session:
                platform.violations.append(f"{self.command} {path} without a token")
                return self.answer(HTTPStatus.UNAUTHORIZED)
            if session in platform.ended_sessions:
                return self.answer(HTTPStatus.FORBIDDEN)
            if self.headers.get("X-Experience-API-Version") != "1.0.3":
                platform.violations.append("no version of xAPI")
                return self.answer(HTTPStatus.BAD_REQUEST)
            if path == "/xapi/activities/state":
                return self.answer_document(query, body)
            if path == "/xapi/agents/profile":
                return self.answer(HTTPStatus.NOT_FOUND)
            if path == "/xapi/statements":
                return self.answer_statements(query, body, session)
            platform.violations.append(f"{self.command} {path}")
            return self.answer(HTTPStatus.NOT_FOUND)

        def answer_document(self, query: dict[str, str], body: Any) -> None:
            name = query["stateId"]
            place = (query["activityId"], json.loads(query["agent"]), query["registration"])
            if place != (ACTIVITY, ACTOR, platform.registration):
                platform.violations.append(f"a document of another place: {place}")
            stored = platform.documents.get(name)
            etag = f'"{hash(json.dumps(stored))}"'
            shown = {"ETag": etag} if platform.shows_etags and name != "LMS.LaunchData" else {}
            if self.command == "GET":
                return (
                    self.answer(HTTPStatus.NOT_FOUND) if stored is None else self.answer(HTTPStatus.OK, stored, **shown)
                )
            if name == "LMS.LaunchData" or self.command != "PUT":
                platform.violations.append(f"{self.command} {name}")
                return self.answer(HTTPStatus.FORBIDDEN)
            if shown and stored is not None and self.headers.get("If-Match") != etag:
                return self.answer(
                    HTTPStatus.PRECONDITION_FAILED if "If-Match" in self.headers else HTTPStatus.CONFLICT
                )
            platform.documents[name] = body
            return self.answer(HTTPStatus.NO_CONTENT)

        def answer_statements(self, query: dict[str, str], body: Any, session: str) -> None:
            given = body if self.command == "POST" else [body]
            if self.command == "PUT" and query["statementId"] != body["id"]:
                platform.violations.append("a statement under another name")
            known = {item["id"] for item in platform.statements}
            if self.command == "POST" and any(item["id"] in known for item in given):
                return self.answer(HTTPStatus.CONFLICT)
            statuses = [platform.store(item, session) for item in given]
            if platform.loses_answers:
                self.close_connection = True
                return None
            return self.answer(max(statuses) if self.command == "PUT" else HTTPStatus.OK)

        def log_message(self, *_: object) -> None:
            pass

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_page = self.path.startswith("/course/index.html?") or self.path == "/course/index.html"
            body = platform.page if is_page else b"<title>Course</title>The course."
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), handler) for handler in (Resources, Pages)]
    platform.origin, platform.page_origin = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield platform
        assert platform.violations == [], platform.violations
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
