"""A room of teenagers attacks the server: each attack that was thought of, on real sockets."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from party_card.classroom import http_protocol
from party_card.classroom.http_protocol import (
    MAX_BODY_BYTES,
    MAX_CONNECTIONS_PER_ADDRESS,
    MAX_HEADER_BYTES,
    REQUEST_DEADLINE_S,
)
from tests.classroom.lesson_server import TIMEOUT_S, Device, LessonServer, serve_lesson
from tests.classroom.sample import BEGUN, WROTE_ELEVEN, sample_shape

EVIL = "http://evil.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LessonServer]:
    with serve_lesson(tmp_path_factory.mktemp("lesson")) as server:
        assert server.do("start", mode="alone").status == 200
        assert server.do("admit", admits=True).status == 200
        yield server


@pytest.fixture(scope="module")
def anna(server: LessonServer) -> Device:
    return server.joined("anna", 1)


@pytest.fixture(scope="module")
def ben(server: LessonServer) -> Device:
    return server.joined("ben", 2)


@pytest.fixture(autouse=True)
def others_go_on(server: LessonServer, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """After each attack another student is answered, and no traceback was printed."""
    yield
    assert server.device(900).request("GET", "/").status == 200
    assert "Traceback" not in "".join(capfd.readouterr())


BEFORE_DEADLINE_S = REQUEST_DEADLINE_S * 0.8
"""So long is waited for what a bound cuts by itself, before the deadline of a request does."""


def send_raw(server: LessonServer, *parts: bytes, address: str = "127.0.9.1", wait_s: float = TIMEOUT_S) -> bytes:
    """Sends bytes as they are. Returns what comes back, as far as the connection stays open; b"cut" if it was cut."""
    with socket.create_connection(("127.0.0.1", server.port), wait_s, source_address=(address, 0)) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            return connection.recv(65_536) or b"cut"
        except ConnectionError:
            return b"cut"


def head(server: LessonServer, method: str = "POST", path: str = "/api/progress", *more: str) -> bytes:
    host = f"127.0.0.1:{server.port}"
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", "Content-Type: application/json"]
    return "\r\n".join([*lines, *more, "", ""]).encode()


# ------------------------------------------------------------------------------------- speaking for another device


@pytest.mark.parametrize("cookie", ["", "party-card-class=", "party-card-class=AAAAAAAA", "party-card-class=\xe9", "x"])
def test_a_device_without_its_own_cookie_is_nobody(server: LessonServer, cookie: str) -> None:
    device = Device(server.port, cookie=cookie)
    assert device.send(BEGUN).status == 401
    assert device.request("POST", "/api/vote", {"round": 1, "choice": "mend"}).status == 401
    assert device.request("GET", "/api/me").status == 401
    assert device.request("GET", "/api/events").status == 401
    assert device.request("GET", "/play").status == 303


def test_the_id_in_a_message_is_not_looked_at(anna: Device, ben: Device) -> None:
    before = anna.request("GET", "/api/me").json
    number = before["student"].split(".")[1]
    assert ben.send(BEGUN, student=int(number), player=number).status == 200
    assert ben.request("GET", f"/api/me?student={number}").json["lesson"]["nickname"] == "ben"
    assert anna.request("GET", "/api/me").json == before


@pytest.mark.usefixtures("anna")
def test_the_hash_that_is_stored_is_no_cookie(server: LessonServer) -> None:
    (stored, *_) = server.lesson.devices
    assert Device(server.port, cookie=f"party-card-class={stored}").request("GET", "/api/me").status == 401


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(server: LessonServer) -> None:
    answer = server.device(3).join(server.code, "carl")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(answer.headers["set-cookie"].split("; "))


def test_a_removed_student_sends_nothing_more(server: LessonServer) -> None:
    device = server.joined("dora", 4)
    number = next(key for key, row in server.lesson.students.items() if row.record.nickname == "dora")
    assert server.do("remove", student=number).status == 200
    assert device.send(BEGUN).status == 401


def test_an_old_message_sent_again_changes_nothing(server: LessonServer) -> None:
    device = server.joined("emil", 5)
    assert device.send(BEGUN, 0).json["revision"] == 1
    assert device.send(WROTE_ELEVEN, 1).json["revision"] == 2
    assert device.send(WROTE_ELEVEN, 1).json["revision"] == 2
    old = device.send(BEGUN, 0)
    assert (old.status, old.json["steps"]) == (409, WROTE_ELEVEN)


# ------------------------------------------------------------------------------------------------ names and answers


@pytest.mark.parametrize(
    "nickname", ["<img src=x onerror=alert(1)>", "a" * 500, "x\u202eevil", "z\u200bz", "\ud800\ud800"]
)
def test_script_and_tricks_are_no_nickname(server: LessonServer, nickname: str) -> None:
    answer = server.device(6).join(server.code, nickname)
    assert answer.status == 400
    assert answer.json["message"].endswith(".")


def test_a_title_in_the_address_becomes_no_markup(server: LessonServer) -> None:
    page = server.device().request("GET", "/?c=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").body
    assert b"<script>alert" not in page


def test_every_page_has_a_strict_policy(server: LessonServer, anna: Device) -> None:
    teacher = f"/{server.access.token}"
    for device, path in (
        (anna, "/play"),
        (server.device(), "/"),
        (server.device(), "/privacy"),
        (server.teacher(), f"{teacher}/"),
        (server.teacher(), f"{teacher}/privacy"),
    ):
        answer = device.request("GET", path)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        assert answer.status == 200
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers
        policy = headers["content-security-policy"] + answer.body.decode().partition("</head>")[0]
        assert "default-src 'none'" in policy
        assert "connect-src 'self'" in policy
        assert "unsafe" not in policy


# ------------------------------------------------------------------------------------------------ the teacher's page


@pytest.mark.parametrize("path", ["/", "/do", "/events", "/x/", "/{token}x/do", "/%00/", "//{token}/"])
def test_the_teachers_page_is_behind_its_secret(server: LessonServer, path: str) -> None:
    answer = server.teacher().request("GET", path.format(token=server.access.token))
    assert answer.status == 403
    assert server.access.token.encode() not in answer.body


@pytest.mark.parametrize(
    "path",
    ["/{token}/", "/{token}/do", "/teacher", "/t/{token}", "/class.sqlite", "/../class.sqlite", "/%2e%2e/class.sqlite"],
)
def test_nothing_of_the_teacher_is_on_the_network(server: LessonServer, anna: Device, path: str) -> None:
    for method in ("GET", "POST"):
        answer = anna.request(method, path.format(token=server.access.token), {"do": "end"})
        assert answer.status in (404, 405)
    assert server.lesson.record.phase == "open"


def test_the_teachers_page_listens_on_this_computer_alone(server: LessonServer) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", server.access.port), 2):
        pass


def test_files_beside_the_page_are_not_sent(server: LessonServer) -> None:
    for name in ("teacher.js", "teacher.html", "..%2fserver.py", "schema.py"):
        assert server.device().request("GET", f"/{name}").status == 404
    for name in ("join.html", "..%2fserver.py", "fonts/..%2f..%2fserver.py"):
        assert server.teacher().request("GET", f"/{server.access.token}/{name}").status == 404


def test_another_site_gets_nothing_of_the_teachers_page_even_with_its_secret(server: LessonServer) -> None:
    path = f"/{server.access.token}/setup"
    assert server.teacher().request("GET", path).status == 200
    for site in ("cross-site", "same-site"):
        assert server.teacher().request("GET", path, headers={"Sec-Fetch-Site": site}).status == 403


def test_a_launch_address_is_good_for_once(server: LessonServer) -> None:
    path = f"/{server.access.launch_token}/"
    assert server.teacher().request("GET", path).status == 303
    assert server.teacher().request("GET", path).status == 403


# ------------------------------------------------------------------------------------------- Host, Origin, WebSocket


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", "", None]
)
def test_a_name_that_is_not_ours_is_refused(server: LessonServer, anna: Device, host: str | None) -> None:
    filled = None if host is None else host.format(port=server.port)
    answer = anna.request("GET", "/", headers={"Host": filled})
    assert answer.status in (400, 421)
    answer = server.teacher().request("GET", f"/{server.access.token}/", headers={"Host": filled})
    assert answer.status in (400, 403)


def test_two_names_are_refused(server: LessonServer) -> None:
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    assert b" 400 " in send_raw(server, f"GET / HTTP/1.1\r\n{host}Host: evil\r\n\r\n".encode())


@pytest.mark.parametrize("origin", [EVIL, "null", "", None, "http://127.0.0.1:1", "https://127.0.0.1:{port}"])
def test_another_sites_request_is_refused(server: LessonServer, anna: Device, origin: str | None) -> None:
    headers = {"Origin": None if origin is None else origin.format(port=server.port)}
    message = {"shape": sample_shape(), "steps": BEGUN, "base": 0}
    assert anna.request("POST", "/api/progress", message, headers).status == 403
    assert server.teacher().request("POST", f"/{server.access.token}/do", {"do": "end"}, headers).status == 403


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", None])
def test_a_form_is_refused(anna: Device, content_type: str | None) -> None:
    assert anna.request("POST", "/api/progress", b"{}", {"Content-Type": content_type}).status == 415


def test_a_request_from_another_site_of_this_computer_is_refused(anna: Device) -> None:
    assert anna.request("POST", "/api/progress", b"{}", {"Sec-Fetch-Site": "same-site"}).status == 403


@pytest.mark.parametrize("path", ["/", "/api/events", "/api/ws"])
def test_no_websocket_is_opened(server: LessonServer, anna: Device, path: str) -> None:
    more = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
    key = ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", f"Cookie: {anna.cookie}"]
    assert b" 101 " not in send_raw(server, head(server, "GET", path, *more, *key))


def test_a_forwarded_address_is_not_believed(server: LessonServer) -> None:
    guesses = [
        server.device(7).request(
            "POST",
            "/api/join",
            {"code": "WRONG2", "nickname": "guess", "word": "1111"},
            {"X-Forwarded-For": f"10.0.0.{number}", "Forwarded": f"for=10.0.0.{number}"},
        )
        for number in range(15)
    ]
    assert [answer.status for answer in guesses].count(403) == 10


# ------------------------------------------------------------------------------------------------------------- sizes


def test_a_body_that_is_announced_as_huge_is_refused(server: LessonServer) -> None:
    assert b" 413 " in send_raw(server, head(server, "POST", "/api/progress", "Content-Length: 100000000"))


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "9" * 40, "\u0663"])
def test_a_length_that_is_no_number_is_refused(server: LessonServer, length: str) -> None:
    answer = send_raw(server, head(server, "POST", "/api/progress", f"Content-Length: {length}"))
    assert b" 400 " in answer or answer == b"cut"


def test_a_body_in_pieces_without_end_is_cut(server: LessonServer) -> None:
    piece = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
    begin = head(server, "POST", "/api/progress", "Transfer-Encoding: chunked")
    answer = send_raw(server, begin, *[piece] * 40, wait_s=BEFORE_DEADLINE_S)
    assert b" 413 " in answer or answer == b"cut"


@pytest.mark.parametrize(
    "parts",
    [
        (b"GET /", *[b"a" * 65_000] * 20),
        (b"GET / HTTP/1.1\r\nX-A: ", *[b"a" * 65_000] * 20),
        (b"GET / HTTP/1.1\r\n", *[b"X-A: " + b"a" * 65_000 + b"\r\n"] * 20),
    ],
)
def test_a_head_without_end_is_cut(server: LessonServer, parts: tuple[bytes, ...]) -> None:
    assert send_raw(server, *parts, wait_s=BEFORE_DEADLINE_S) == b"cut"


def test_a_head_that_is_too_long_is_cut(server: LessonServer) -> None:
    assert send_raw(server, head(server, "GET", "/", *["X-A: " + "a" * 900] * (MAX_HEADER_BYTES // 900 + 1))) == b"cut"
    assert b" 200 " in send_raw(server, head(server, "GET", "/", *["X-A: " + "a" * 900] * 8))


ODD_BODIES = [
    b"[" * 60_000,
    b'{"a":' * 12_000,
    b"1" * 60_000,
    b"\xff\xfe",
    b"null",
    b"[]",
    b"NaN",
    b"",
    b'{"steps":NaN}',
    b'{"scene":[],"shape":{},"steps":1,"base":"x"}',
    b'{"code":[],"nickname":{},"word":1,"round":[],"choice":{}}',
    b'{"round":1e999,"choice":"mend"}',
    b" " * MAX_BODY_BYTES,
]


@pytest.mark.parametrize("body", ODD_BODIES, ids=range(len(ODD_BODIES)))
def test_odd_messages_are_refused(server: LessonServer, body: bytes) -> None:
    number = ODD_BODIES.index(body)
    device = server.joined(f"odd {number}", 100 + number)
    for path in ("/api/progress", "/api/vote", "/api/join"):
        assert device.request("POST", path, body).status == 400
    assert server.teacher().request("POST", f"/{server.access.token}/do", body).status == 409


def test_an_answer_is_stored_as_text(server: LessonServer) -> None:
    device = server.joined("fred", 21)
    assert device.send(BEGUN, answers={"0": "\ud800 <script>alert(1)</script>\u202e"}).status == 200
    assert device.request("GET", "/api/me").json["answers"] == {"0": " <script>alert(1)</script>"}


# ------------------------------------------------------------------------------------------------------------ floods


def test_many_connections_of_one_address_are_cut(server: LessonServer) -> None:
    connections = [
        socket.create_connection(("127.0.0.1", server.port), 5, source_address=("127.0.8.1", 0))
        for _ in range(MAX_CONNECTIONS_PER_ADDRESS + 10)
    ]
    try:
        time.sleep(0.3)
        cut = 0
        for connection in connections:
            connection.setblocking(False)
            try:
                cut += connection.recv(1) == b""
            except BlockingIOError:
                pass
            except ConnectionError:
                cut += 1
        assert cut == 10
    finally:
        for connection in connections:
            connection.close()


def test_names_of_ghosts_are_three_a_device(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as server:
        statuses = [server.device(1).join(server.code, f"ghost {number}").status for number in range(12)]
        assert statuses.count(200) == 3
        assert len(server.lesson.students) == 3


def test_a_new_stream_of_a_device_ends_the_older(server: LessonServer, anna: Device) -> None:
    request = head(server, "GET", "/api/events", f"Cookie: {anna.cookie}")
    with socket.create_connection(("127.0.0.1", server.port), TIMEOUT_S) as first:
        first.sendall(request)
        assert b"200 OK" in first.recv(4096)
        with socket.create_connection(("127.0.0.1", server.port), TIMEOUT_S) as second:
            second.sendall(request)
            received = b""
            while b"event: elsewhere" not in received:
                piece = first.recv(4096)
                assert piece
                received += piece


def test_slow_and_silent_connections_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_protocol, "REQUEST_DEADLINE_S", 0.3)
    with serve_lesson(tmp_path) as server:
        for begin in (b"", b"GET / HTTP/1.1\r\nX-A: ", head(server, "POST", "/api/progress", "Content-Length: 5000")):
            assert send_raw(server, begin) == b"cut"


@pytest.mark.long
def test_a_flood_of_one_device_slows_nobody_else(server: LessonServer, anna: Device) -> None:
    device = server.joined("gil", 30)
    body = json.dumps({"shape": sample_shape(), "steps": BEGUN, "base": 0}).encode()
    message = head(server, "POST", "/api/progress", f"Cookie: {device.cookie}", f"Content-Length: {len(body)}") + body

    def flood(_: int) -> list[bytes]:
        statuses = []
        with socket.create_connection(("127.0.0.1", server.port), TIMEOUT_S) as connection:
            stream = connection.makefile("rb")
            for _ in range(150):
                connection.sendall(message)
                statuses.append(stream.readline().split()[1])
                length = 0
                while (line := stream.readline()) != b"\r\n":
                    length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else length
                stream.read(length)
        return statuses

    with ThreadPoolExecutor(10) as pool:
        floods = pool.map(flood, range(10))
        assert {anna.request("GET", "/api/me").status for _ in range(20)} == {200}
        statuses = [status for statuses in floods for status in statuses]
    assert set(statuses) == {b"200", b"429"}
    assert statuses.count(b"200") < 100


@pytest.mark.long
def test_hundreds_of_slow_connections_stop_nobody(server: LessonServer, anna: Device) -> None:
    connections = [
        socket.create_connection(("127.0.0.1", server.port), 5, source_address=(f"127.0.7.{number % 20 + 1}", 0))
        for number in range(400)
    ]
    for connection in connections:
        connection.sendall(b"GET / HTTP/1.1\r\nX-A: ")
    assert anna.request("GET", "/api/me").status == 200
    for connection in connections:
        connection.settimeout(20)
        with suppress(ConnectionError):
            assert connection.recv(1) == b""
        connection.close()


@pytest.mark.long
def test_guesses_of_the_code_from_many_devices_are_stopped(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as server:
        guess = {"nickname": "guess", "word": "1111"}
        statuses = [
            server.device(number % 200).request("POST", "/api/join", {**guess, "code": f"AAA{number:03}"}).status
            for number in range(300)
        ]
        assert statuses.count(403) < 80
        assert set(statuses) == {403, 429}


@pytest.mark.long
def test_streams_that_are_never_read_cost_nothing(server: LessonServer, anna: Device) -> None:
    connections = []
    for number in range(20):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        connection.bind((f"127.0.6.{number + 1}", 0))
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(head(server, "GET", "/api/events", f"Cookie: {anna.cookie}"))
        connections.append(connection)
    for number in range(200):
        assert server.do("hold", passage="nine" if number % 2 else "").status == 200
    assert anna.request("GET", "/api/me").status == 200
    for connection in connections:
        connection.close()
    server.do("hold", passage="")
