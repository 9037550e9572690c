"""A program follows the log: has it every public act once, in order, however it asks on, and nothing of what is secret?"""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from operis import clock
from operis.api.reading import OPEN_KINDS
from operis.ledger import read
from operis.ledger.numbers import kind_of
from tests.api.programs import Program, errors, founded, installed, token, told
from tests.cases.halfway import PROCUREMENT, until
from tests.ledger.county import ALICE

pytestmark = pytest.mark.django_db
ANYONE = Program()


def logged() -> None:
    while clock.sequence_once():
        pass


def followed(limit: int, since: int = 0) -> list[dict[str, Any]]:
    """All there is, as a program reads on from `next`."""
    found: list[dict[str, Any]] = []
    while True:
        page = told(ANYONE.get(f"changes?since={since}&limit={limit}"))
        found += page["changes"]
        assert since <= page["next"] <= page["size"]
        since = page["next"]
        if not page["more"]:
            assert (since, told(ANYONE.get(f"changes?since={since}"))["changes"]) == (page["size"], [])
            return found


@pytest.fixture
def installation(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def test_each_act_comes_once_in_the_order_of_the_log(installation: None) -> None:
    county = founded()
    assert told(ANYONE.get("changes")) == {"changes": [], "next": 0, "more": False, "size": 0}
    logged()
    everything = followed(100)
    assert [one["position"] for one in everything] == list(range(read.size()))
    assert [(one["docket"], one["act"]["number"]) for one in everything] == [
        (docket, no + 1) for _place, docket, no in sorted(
            (place, docket, no) for docket in read.dockets() for no, place in read.positions(docket).items())]  # fmt: skip
    assert [followed(limit) for limit in (1, 2, 7)] == [everything] * 3
    size = read.size()
    need = county.need()
    assert told(ANYONE.get(f"changes?since={size}"))["changes"] == []
    logged()
    assert [one["docket"] for one in followed(25, size)] == [need] * len(read.entries(need))


def test_an_act_is_told_as_its_docket_tells_it(installation: None) -> None:
    founded()
    logged()
    acts = told(ANYONE.get("dockets/DC-2026-N-0001/acts"))["acts"]
    assert [one["act"] for one in followed(100) if one["docket"] == "DC-2026-N-0001"] == acts
    assert {one["url"] for one in followed(100) if one["docket"] == "DC-2026-N-0001"} == {"/api/v1/dockets/DC-2026-N-0001"}


@pytest.mark.slow
def test_what_is_secret_is_left_out_for_everybody(installation: None) -> None:
    until("publish")
    logged()
    secret = [docket for docket in read.dockets() if kind_of(docket) not in OPEN_KINDS]
    assert any(read.positions(docket) for docket in secret)  # in the log they are, as everybody knows by its size
    everything = followed(25)
    assert {kind_of(one["docket"]) for one in everything} <= set(OPEN_KINDS)
    assert sum(len(read.positions(docket)) for docket in secret) == read.size() - len(everything)
    stored = {one.no + 1: one for one in read.entries(PROCUREMENT)}
    assert [one["act"]["number"] for one in everything if one["docket"] == PROCUREMENT] == sorted(stored)
    seen = Program(token(ALICE)).get("changes?limit=100")
    assert told(seen)["changes"] == told(ANYONE.get("changes?limit=100"))["changes"]


@pytest.mark.parametrize("asked", ["since=-1", "since=x", "since=1.5", "since=９", f"since={'9' * 16}", "since=", "limit=0", "cursor=MA"])
def test_what_is_asked_for_is_read_strictly(asked: str) -> None:
    answer = ANYONE.get(f"changes?{asked}")
    assert (answer.status_code, errors(answer)) == (400, [asked.partition("=")[0]])


def test_a_place_past_the_end_is_another_log() -> None:
    assert told(ANYONE.get(f"changes?since={'9' * 15}")) == {"changes": [], "next": int("9" * 15), "more": False, "size": 0}
