"""Who is answered next: by lane, by moment, and of one docket one after the other."""

import socket
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import signing
from pytest_django import Settings

from operis.accounts import known
from operis.front.channel import TAKEN_BYTES_A_SECOND, TAKING_SECONDS, Channel
from operis.front.lanes import NEVER, WAITING_MAX, Lanes, docket_of, lane_of, left, place_of
from operis.front.request import API, FILES, FORM, PIECE_BYTES, Request


def asked(line: str, *headers: str) -> Request:
    request = Request(FORM)
    request.received("\r\n".join([f"{line} HTTP/1.1", "Host: x", *headers, "", ""]).encode())
    return request


TOKEN, SESSION = "Authorization: Bearer x", "Cookie: a=b; sessionid=1"


@pytest.mark.parametrize(
    ("line", "header", "lane"),
    [
        ("GET /healthz", TOKEN, "health"),
        ("GET /readyz", "X: y", "health"),
        ("POST /api/v1/dockets/DC-B-1/seal-bid", TOKEN, "acts"),
        ("POST /api/v1/dockets/DC-B-1/seal-bid", "X: y", "pages"),
        ("GET /api/v1/dockets/DC-B-1", TOKEN, "pages"),
        ("POST /api/v1/determine", TOKEN, "pages"),
        ("POST /en/desk/dockets/DC-2026-S-0001/close-bids/", SESSION, "acts"),
        ("POST /en/desk/dockets/DC-2026-S-0001/close-bids/", "X: y", "pages"),
        ("POST /supply/seal/DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV/1/send/", SESSION, "acts"),
        ("POST /supply/seal/DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV/1/send/", "X: y", "pages"),
        ("GET /supply/seal/DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV/1/form.json", SESSION, "pages"),
        ("POST /en/account/sign-in/", SESSION, "pages"),
    ],
)
def test_acts_of_those_who_say_who_they_are_have_threads_of_their_own(line: str, header: str, lane: str) -> None:
    assert lane_of(asked(line, header)) == lane


def test_an_address_names_the_docket_that_is_written_in() -> None:
    assert docket_of(asked("POST /api/v1/dockets/dc-2026-s-0142/close-bids")) == "DC-2026-S-0142"
    assert docket_of(asked("POST /zh-hans/desk/dockets/DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV/seal-bid/")) == "DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV"
    assert docket_of(asked("POST /supply/seal/DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV/1/pieces/0/?at=7")) == "DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV"
    assert docket_of(asked("GET /api/v1/dockets/DC-2026-S-0142/acts")) is None
    assert docket_of(asked("POST /api/v1/dockets")) is None


def test_the_largest_body_is_that_of_its_address() -> None:
    assert asked("POST /api/v1/dockets", TOKEN, "Content-Length: 1").adj is API
    assert asked("POST /en/check/plan/", SESSION, "Content-Length: 1").adj is FORM
    assert asked("POST /en/desk/new/bid/obtain/", "X: y", "Content-Length: 1").adj is FORM


@pytest.mark.parametrize(
    ("cookies", "most"),
    [
        ("sessionid=1", FORM),
        ("sessionid=1; known=", FORM),
        ("sessionid=1; known=eyJhIjoiYiJ9:1vE0mU:x", FORM),
        ("known={known}", FORM),
        ("sessionid=1; known={known}x", FORM),
        ("sessionid=1; known={other}", FORM),
        ("sessionid=1; known={known}", FILES),
        ("known={known}; a=b; sessionid=1", FILES),
    ],
)
def test_the_files_of_a_desk_come_from_browsers_in_which_somebody_has_signed_in(cookies: str, most: object) -> None:
    """A session that is made up is found out by the database alone; that this site has signed a cookie is seen in the cookie."""
    line = cookies.format(known=known.signed({"account": "number"}), other=signing.dumps({"account": "number"}, salt="another"))
    assert asked("POST /en/desk/new/bid/obtain/", f"Cookie: {line}", "Content-Length: 1").adj is most
    assert asked("POST /en/supply/seal/DC-B-1/1/", f"Cookie: {line}", "Content-Length: 1").adj is most


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "transfer-encoding: chunked\r\nX: y\r\ncontent-length: 3",
        "Content-Length: 3\r\nTransfer-Encoding:",
        "Content-Length: " + "9" * 21,
        "Content-Length: " + "0" * 20 + "3",
        "Content-Length: " + "9" * 5000,
        "Expect: 100-continue\r\nContent-Length: " + "9" * 21,
    ],
)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_length_that_can_be_read_in_two_ways_or_not_at_all_is_a_mistake(head: str, version: str) -> None:
    request = Request(FORM)
    request.received(f"POST /en/ HTTP/{version}\r\nHost: x\r\n{head}\r\n\r\nabc".encode())
    assert (request.completed, request.expect_continue, getattr(request.error, "code", None)) == (True, False, 400)


def test_a_length_of_twenty_digits_is_too_large_and_one_without_other_words_is_read() -> None:
    assert asked("POST /en/", "Content-Length: " + "9" * 20, "Expect: 100-continue").error.code == 413
    assert asked("POST /en/", "Content-Length: 3", "X: Transfer-Encoding: chunked").error is None
    assert asked("POST /en/", "Transfer-Encoding: chunked").error is None


def test_an_address_that_cannot_be_read_is_a_mistake() -> None:
    assert asked("GET http://[x/").error.code == 400


@pytest.mark.parametrize(("received", "age", "overdue"), [(0, 29.9, False), (0, 30.1, True), (40960, 39.9, False), (40960, 40.1, True)])
def test_a_body_has_twenty_seconds_and_one_for_each_four_kilobytes_that_came(received: int, age: float, overdue: bool) -> None:
    request = asked("POST /en/check/plan/", "Content-Length: 90000")
    request.began, request.body_bytes_received = 100.0, received
    assert request.overdue(100.0 + age) is overdue


@pytest.mark.parametrize(("age", "overdue"), [(9.9, False), (10.1, True)])
def test_a_head_has_ten_seconds(age: float, overdue: bool) -> None:
    request = Request(FORM)
    request.began = 100.0
    request.received(b"GET / HTTP/1.1\r\nX-Slow: ")
    assert request.overdue(100.0 + age) is overdue


class Quiet(Lanes):
    """Lanes whose threads were never started: what comes next is asked by the test."""

    def _work(self, name: str) -> None:
        return


def channel(line: str, moment: float, header: str = TOKEN, place: str = "192.0.2.1") -> Any:
    request = asked(line, header)
    request.moment = moment
    return SimpleNamespace(requests=[request], free=0.0, addr=(place, 50000))


def test_the_oldest_act_comes_first_and_another_of_its_docket_waits_for_it() -> None:
    lanes = Quiet()
    first, second, other = (
        channel(f"POST /api/v1/dockets/DC-2026-S-000{no}/close-bids", moment) for no, moment in ((1, 10.0), (1, 11.0), (2, 12.0))
    )
    for one in (other, second, first):
        lanes.add_task(one)
    assert lanes._next("acts") is first
    lanes.busy.add("DC-2026-S-0001")
    assert lanes._next("acts") is other
    assert lanes._next("acts") is None
    lanes.busy.clear()
    assert lanes._next("acts") is second


def test_what_is_not_answered_holds_the_moment_up_to_which_all_is() -> None:
    lanes = Quiet()
    early, late = (channel(f"POST /api/v1/dockets/DC-2026-S-000{no}/close-bids", moment) for no, moment in ((1, 10.0), (2, 11.0)))
    for one in (late, early, channel("GET /en/", 5.0)):
        lanes.add_task(one)
    assert lanes.oldest_but([]) == 10.0
    lanes.answered(early.requests[0])
    assert lanes.oldest_but(lanes.take_gone()) == 11.0
    lanes.answered(late.requests[0])
    assert lanes.oldest_but(lanes.take_gone()) == NEVER


def test_a_request_that_was_sent_before_the_answer_to_the_one_before_it_is_no_older_than_that_answer() -> None:
    lanes, one = Quiet(), channel("POST /api/v1/dockets/DC-2026-S-0001/close-bids", 10.0)
    one.free = 12.0
    lanes.add_task(one)
    assert one.requests[0].moment == lanes.oldest_but([]) == 12.0


def test_pages_stand_back_while_acts_wait_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    lanes = Quiet()
    page, act = channel("GET /en/", 100.0), channel("POST /api/v1/dockets/DC-2026-S-0001/close-bids", 100.5)
    lanes.add_task(page)
    lanes.add_task(act)
    monkeypatch.setattr("operis.front.lanes.time", SimpleNamespace(time=lambda: 100.9))
    assert lanes._next("pages") is None
    monkeypatch.setattr("operis.front.lanes.time", SimpleNamespace(time=lambda: 101.1))
    assert lanes._next("pages") is page


def test_who_asks_for_many_pages_waits_behind_who_asks_for_one() -> None:
    lanes = Quiet()
    many = [channel("GET /en/", 10.0 + turn / 1000) for turn in range(20)]
    one = channel("GET /en/", 10.05, place="192.0.2.2")
    for page in (*many, one):
        lanes.add_task(page)
    answered = [lanes._next("pages") for _ in range(21)]
    assert answered.index(one) == 1
    assert [page for page in answered if page is not one] == many


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_place_is_what_the_outermost_of_our_proxies_saw(settings: Settings, proxies: int) -> None:
    settings.OPERIS_PROXIES = proxies
    page = channel("GET /en/", 10.0, header="X-Forwarded-For: 203.0.113.9, 2001:db8:1:2:3::4")
    assert place_of(page, page.requests[0]) == ("2001:db8:1:2::/64" if proxies else "192.0.2.1")


def test_so_many_may_wait_at_one_place_and_no_act_is_ever_turned_away() -> None:
    lanes = Quiet()
    pages = [channel("GET /en/", 10.0) for _ in range(WAITING_MAX + 1)]
    acts = [channel("POST /api/v1/dockets/DC-2026-S-0001/close-bids", 10.0) for _ in range(WAITING_MAX + 1)]
    other = channel("GET /en/", 10.0, place="192.0.2.2")
    for one in (*pages, *acts, other):
        lanes.add_task(one)
    assert [one for one in (*pages, *acts, other) if one.requests[0].error] == pages[-1:]
    refused = lanes._next("health")
    status, headers, _body = refused.requests[0].error.to_response()
    assert (refused, status, ("Retry-After", "10") in headers) == (pages[-1], "503 Service Unavailable", True)
    lanes.waiting["acts"].clear()
    lanes._next("pages")
    again = channel("GET /en/", 10.0)
    lanes.add_task(again)
    assert not again.requests[0].error


@pytest.mark.parametrize(
    ("line", "age", "gone", "is_left"),
    [
        ("GET /en/", 1.1, True, True),
        ("GET /en/", 1.1, False, False),
        ("GET /en/", 0.9, True, False),  # who sends no more may still read
        ("POST /api/v1/dockets/DC-2026-S-0001/close-bids", 1.1, True, False),
    ],
)
def test_no_page_is_made_for_who_has_gone(line: str, age: float, gone: bool, is_left: bool) -> None:
    one = channel(line, time.time() - age)
    one.hung_up = lambda: gone
    assert left(one) is is_left


def chunked(*sizes: int) -> Request:
    """A body in chunks of such sizes, as it comes from one read."""
    request = asked("POST /en/check/plan/", "Transfer-Encoding: chunked")
    request.received(b"".join(b"%x\r\n%s\r\n" % (size, b"a" * size) for size in sizes) + b"0\r\n\r\n")
    return request


def test_a_body_in_crumbs_is_stopped_before_it_is_read_and_one_in_chunks_is_not() -> None:
    stopped = chunked(*[1] * 10_000)
    assert (stopped.completed, stopped.error.code) == (True, 400)
    assert len(stopped.body_rcv) < PIECE_BYTES
    for whole in (chunked(*[1] * 100), chunked(*[100] * 10_000), chunked(50_000, 1, 3)):
        assert (whole.completed, whole.error) == (True, None)
    assert len(chunked(*[100] * 10_000).body_rcv) == 1_000_000


def test_a_line_that_frames_no_chunk_is_stopped_too() -> None:
    request = asked("POST /en/check/plan/", "Transfer-Encoding: chunked")
    request.received(b"1;" + b"x" * 100_000)
    assert (request.completed, request.error.code) == (True, 400)


@pytest.fixture
def connection() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    server = SimpleNamespace(awake=100.0, active_channels={}, stopping=False)
    with theirs:
        yield Channel(server, ours, ("192.0.2.1", 50000), FORM, map={}), theirs
        ours.close()


def test_time_in_which_the_loop_heard_nobody_is_not_counted(connection: tuple[Channel, socket.socket]) -> None:
    one, there = connection
    one.server.awake = 109.0
    there.sendall(b"GET / HTTP/1.1\r\n")
    one.handle_read()
    assert not one.stuck(118.9)
    assert one.stuck(119.1)


@pytest.mark.parametrize(("taken", "stuck"), [(10 * TAKEN_BYTES_A_SECOND - 1, True), (10 * TAKEN_BYTES_A_SECOND, False)])
def test_an_answer_is_taken_at_some_rate_after_half_a_minute(connection: tuple[Channel, socket.socket], taken: int, stuck: bool) -> None:
    one, _ = connection
    one.total_outbufs_len, one.taken = 1_000_000, 500
    assert not one.stuck(130.0)
    one.taken, one.heard = 500 + taken, 169.0
    assert one.stuck(130.0 + TAKING_SECONDS + 10) is stuck
    assert one.dispensable(130.0 + TAKING_SECONDS + 10)
    assert not one.dispensable(130.0 + TAKING_SECONDS - 1)


def test_who_has_hung_up_is_seen_without_reading(connection: tuple[Channel, socket.socket]) -> None:
    one, there = connection
    assert not one.hung_up()
    there.sendall(b"more")
    assert not one.hung_up()
    assert one.recv(4) == b"more"
    there.close()
    assert one.hung_up()
