"""When was a request received, however busy the site is? And who can hold it up? A gunicorn of its own, asked by raw sockets."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPResponse
from pathlib import Path

import pytest

from operis.front.channel import kernel_stamps
from operis.front.lanes import THREADS, WAITING_MAX
from operis.policy import CONTENT
from tests.front.served import Site, answer, request, site
from tests.ground.running import ROOT, environment

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not kernel_stamps(), reason="this kernel does not tell when bytes came in")]
TOKEN = "Authorization: Bearer x\r\n"
ACT, EACH = "/api/v1/dockets/DC-2026-S-0001/close-bids", "/api/v1/dockets/DC-2026-S-9{:03}/close-bids"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("front")) as here:
        yield here


def asleep(served: Site, count: int, seconds: float, path: str = "/x", head: str = "", method: str = "GET") -> list[socket.socket]:
    """Requests that take so long; where the address has room for a number, each of a docket of its own."""
    ones = [served.connect() for _ in range(count)]
    for place, one in enumerate(ones):
        one.sendall(request(f"{path.format(place)}?{seconds}", head=head, method=method))
    return ones


def test_the_moment_is_that_of_the_last_byte_however_many_wait(served: Site) -> None:
    sleepers = asleep(served, 30, 0.3) + asleep(served, 10, 0.3, EACH, TOKEN, "POST")
    before = time.time()
    said = served.ask(ACT, b"{}", TOKEN)
    assert before <= said["received"] < said["answered"]
    assert said["received"] - before < said["answered"] - before
    for one in sleepers:
        one.close()


def test_a_body_that_comes_in_parts_is_received_with_its_last_byte(served: Site) -> None:
    whole = request(ACT, b"x" * 2000, TOKEN)
    with served.connect() as one:
        one.sendall(whole[:-1])
        time.sleep(0.4)
        before = time.time()
        one.sendall(whole[-1:])
        after = time.time()
        status, told = answer(one)
    assert status == 200
    assert before <= json.loads(told)["received"] <= after


def test_a_moment_in_a_header_changes_nothing(served: Site) -> None:
    before = time.time()
    forged = "X-Operis-Received: 5\r\nOperis.Received: 5\r\noperis-received: 5\r\n"
    assert served.ask(ACT, b"{}", TOKEN + forged)["received"] >= before


def test_what_is_sent_before_the_answer_counts_from_that_answer(served: Site) -> None:
    with served.connect() as one:
        one.sendall(request("/x?0.3", method="GET") + request("/x", method="GET"))
        text = b""
        while text.count(b"}}") < 2:
            text += one.recv(4096)
    first, second = (json.loads(part[part.index(b"{") :] + b"}}") for part in text.split(b"}}")[:2])
    assert second["received"] >= first["answered"]


@pytest.mark.parametrize(
    "raw",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -2\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 2\r\n\r\nabc",
        b"GET  / \r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nabc",
        b"GET http://[x/ HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(served: Site, raw: bytes) -> None:
    with served.connect() as one:
        one.sendall(raw)
        assert answer(one)[0] in (400, 501)
        assert one.recv(1) == b""


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET  / \r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * (1 << 17), 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nabc", 501),
    ],
)
def test_what_the_front_refuses_by_itself_tells_browsers_to_make_nothing_of_it(served: Site, raw: bytes, status: int) -> None:
    with served.connect() as one:
        one.sendall(raw)
        told = HTTPResponse(one)
        told.begin()
        found = {name: told.headers[name] for name in ("X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy", "Server")}
    assert told.status == status
    assert found == {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Content-Security-Policy": CONTENT, "Server": None}


def test_a_body_longer_than_its_address_takes_is_refused_at_its_head(served: Site) -> None:
    for path, most in (("/api/v1/determine", 1 << 20), ("/en/check/plan/", 60 << 20)):
        with served.connect() as one:
            one.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {most + 2}\r\n\r\n".encode())
            assert answer(one)[0] == 413


def test_eight_slow_readers_and_writers_hold_nobody(served: Site) -> None:
    heads = ("GET /x HTTP/1.1\r\nX-Slow: ", "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n", "")
    slow = [served.connect() for _ in range(200)]
    for place, one in enumerate(slow):
        one.sendall(heads[place % 3].encode())
    assert served.ask("/x", method="GET")["bytes"] == 0
    for one in slow:
        one.close()


def test_health_answers_while_every_other_thread_sleeps(served: Site) -> None:
    sleepers = asleep(served, 8, 1.5) + asleep(served, 14, 1.5, EACH, TOKEN, "POST")
    begun = time.time()
    said = served.ask("/healthz", method="GET")
    assert said["answered"] - begun < 1.5
    for one in sleepers:
        answer(one)
        one.close()


def test_two_acts_of_one_docket_are_answered_in_the_order_of_arrival(served: Site) -> None:
    first, second = served.connect(), served.connect()
    first.sendall(request(f"{ACT}?0.4", b"{}", TOKEN))
    time.sleep(0.1)
    second.sendall(request(ACT, b"{}", TOKEN))
    one, two = (json.loads(answer(each)[1]) for each in (first, second))
    first.close()
    second.close()
    assert one["received"] < two["received"]
    assert one["answered"] < two["answered"]


def test_nothing_is_settled_beyond_what_waits_for_its_answer(served: Site) -> None:
    one = served.connect()
    sent = time.time()
    one.sendall(request(f"{ACT}?1", b"{}", TOKEN))
    time.sleep(0.7)
    assert served.settled() <= time.time() - 0.5
    received = json.loads(answer(one)[1])["received"]
    one.close()
    assert sent <= received
    end = time.time() + 10
    while served.settled() <= received and time.time() < end:
        time.sleep(0.1)
    assert served.settled() > received


def test_those_who_leave_leave_no_trace(tmp_path: Path) -> None:
    with site(tmp_path) as here:
        for _ in range(100):
            with here.connect() as one:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
                one.sendall(request(ACT, b"{}", TOKEN))
        assert here.ask("/x", method="GET")["bytes"] == 0
        here.process.send_signal(signal.SIGTERM)
        assert here.process.wait(20) == 0
        assert here.process.stderr is not None
        assert "Traceback" not in here.process.stderr.read()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_who_has_begun_is_answered_when_the_site_stops_and_nobody_new_is(tmp_path: Path, sent: signal.Signals) -> None:
    """By the word of a supervisor, or by Ctrl-C, which a terminal sends to each process."""
    with site(tmp_path) as here:
        whole = request(ACT, b"x" * 100, TOKEN)
        one = here.connect()
        one.sendall(whole[:-1])
        time.sleep(0.5)
        if sent is signal.SIGINT:
            os.kill(int(here.worker.name), sent)
        here.process.send_signal(sent)
        time.sleep(0.5)
        one.sendall(whole[-1:])
        assert answer(one)[0] == 200
        one.close()
        assert here.process.wait(20) == 0
        assert list((tmp_path / "arrivals").glob("[0-9]*")) == []


def test_a_process_that_was_killed_holds_no_closing(tmp_path: Path) -> None:
    with site(tmp_path) as here:
        worker = int(here.worker.name)
        os.kill(here.process.pid, signal.SIGKILL)
        os.kill(worker, signal.SIGKILL)
        here.process.wait(20)
        code = "import django; django.setup(); from operis import arrivals; print(arrivals.settled(), list(arrivals.folder().iterdir()))"
        env = environment(tmp_path) | {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "operis.config.settings"}
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.stdout == "None []\n", done.stderr


def test_more_than_two_hundred_who_wait_at_one_place_are_told_to_come_again(served: Site) -> None:
    with ExitStack() as all_of_them:
        there = [all_of_them.enter_context(served.connect()) for _ in range(THREADS["pages"] + WAITING_MAX + 1)]
        for turn, one in enumerate(there):
            one.sendall(request("/?2" if turn < THREADS["pages"] else "/", method="GET"))
            if turn == THREADS["pages"] - 1:
                time.sleep(0.5)  # all threads are at work
        told = HTTPResponse(there[-1])
        told.begin()
        assert (told.status, told.headers["Retry-After"]) == (503, "10")
        assert {answer(one)[0] for one in there[:-1]} == {200}
