"""Who is answered next: by lane, by moment, and of one docket one after the other."""

from types import SimpleNamespace
from typing import Any

import pytest

from operis.front.lanes import NEVER, Lanes, docket_of, lane_of
from operis.front.request import API, FILES, FORM, Request


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
        ("POST /en/account/sign-in/", SESSION, "pages"),
    ],
)
def test_acts_of_those_who_say_who_they_are_have_threads_of_their_own(line: str, header: str, lane: str) -> None:
    assert lane_of(asked(line, header)) == lane


def test_an_address_names_the_docket_that_is_written_in() -> None:
    assert docket_of(asked("POST /api/v1/dockets/dc-2026-s-0142/close-bids")) == "DC-2026-S-0142"
    assert docket_of(asked("POST /zh-hans/desk/dockets/DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV/seal-bid/")) == "DC-B-01ARZ3NDEKTSV4RRFFQ69G5FAV"
    assert docket_of(asked("GET /api/v1/dockets/DC-2026-S-0142/acts")) is None
    assert docket_of(asked("POST /api/v1/dockets")) is None


def test_the_largest_body_is_that_of_its_address() -> None:
    assert asked("POST /api/v1/dockets", TOKEN, "Content-Length: 1").adj is API
    assert asked("POST /en/check/plan/", SESSION, "Content-Length: 1").adj is FORM
    assert asked("POST /en/desk/new/bid/obtain/", "X: y", "Content-Length: 1").adj is FORM
    assert asked("POST /en/desk/new/bid/obtain/", SESSION, "Content-Length: 1").adj is FILES


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


def channel(line: str, moment: float, header: str = TOKEN) -> Any:
    request = asked(line, header)
    request.moment = moment
    return SimpleNamespace(requests=[request], free=0.0)


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
