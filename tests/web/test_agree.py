"""Do page, paper, feed, calendar, API and the programs that verify and recompute tell the same number, seal, closing time and winner?

Asked of every docket of the demonstration that everyone may read.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis import clock
from operis.cli.verify import recomputer, verifier
from operis.documents.lawbook import book
from operis.documents.shown import moment, money
from operis.ledger.receipt import seal_code
from operis.ledger.sequence import sequence
from operis.ledger.tree import leaf_hash
from operis.registers import models
from tests.verifier.making import DOCKET, GOLDEN, vkey
from tests.web.reading import text
from tests.web.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ATOM = "{http://www.w3.org/2005/Atom}"
SEAL = re.compile(r"(DC-\d{4}-[A-Z]-\d{4,}) (\d+) ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})")
Told = dict[str, Any]


@dataclass(frozen=True)
class Door:
    """A reader who is not signed in."""

    client: Client

    def bytes(self, path: str) -> bytes:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return b"".join(answer) if answer.streaming else bytes(answer.content)

    def page(self, path: str) -> str:
        return text(self.client.get(path))


def entries_of(door: Door, number: str) -> Told:
    """Of each act its number and seal, as each door has them."""
    lines = [json.loads(line) for line in door.bytes(f"/processes/{number}/record.jsonl").splitlines()]
    kept = [one for one in lines if "entry" in one or one.get("withheld")]
    in_record = {place: seal_of(one) for place, one in enumerate(kept, 1)}
    of_page = {int(no): code for docket, no, code in SEAL.findall(door.page(f"/en/processes/{number}/")) if docket == number}
    of_api = {one["number"]: one["seal"] for one in acts_of(door, number)}
    stored = {json.loads(one["entry"])["no"] + 1 for one in kept if "entry" in one}
    assert stored <= in_record.keys()
    return {"record": in_record, "page": of_page, "API": of_api}


def seal_of(line: Told) -> str:
    return seal_code(leaf_hash(line["entry"].encode()) if "entry" in line else b64decode(line["leaf"]))


def paged(door: Door, path: str) -> Iterator[Told]:
    cursor = ""
    while cursor is not None:
        page = json.loads(door.bytes(f"{path}?limit=100{f'&cursor={cursor}' if cursor else ''}"))
        yield from page["acts"]
        cursor = page["next"]


def acts_of(door: Door, number: str) -> Iterator[Told]:
    return paged(door, f"/api/v1/dockets/{number}/acts")


def recomputed(door: Door, number: str) -> Any:
    lines = [json.loads(line) for line in door.bytes(f"/processes/{number}/record.jsonl").splitlines()]
    return recomputer().recompute(iter(lines), [book().written(pack).encode() for pack in ("cn", "cn/41")])


def closings_of(door: Door, number: str) -> Told:
    """The closing time of bids as each door has it."""
    said = datetime.fromisoformat(json.loads(door.bytes(f"/api/v1/dockets/{number}"))["closes"])
    words = moment(said)
    event = re.search(r"DTSTART:(\S+)", door.bytes(f"/en/notices/{number}.ics").decode())
    paper = re.search(r"Bids close: (.*? \(Beijing time\))", door.bytes(f"/en/notices/{number}.txt").decode())
    notice = re.search(r"(?:Closes|Closing time) (.*? \(Beijing time\))", door.page(f"/en/notices/{number}/"))
    whole = re.search(r"(?:Closes|Closing time) (.*? \(Beijing time\))", door.page(f"/en/processes/{number}/"))
    again = recomputed(door, number)
    told = {"API": words, "paper": paper and paper[1], "notice": notice and notice[1], "process": whole and whole[1]}
    told["calendar"] = event and moment(datetime.strptime(event[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
    rounds = any(one["entry"]["act"]["kind"] == "round-opened" for one in acts_of(door, number) if not one.get("withheld"))
    if not rounds:  # of final quotes the program has their own closing time
        told["program"] = moment(datetime.fromisoformat(again.closes))
    return told


def winners_of(door: Door, number: str) -> Told:
    """Who won for how much, lot by lot, as each door has it."""
    published = [one["entry"]["act"] for one in acts_of(door, number)
                 if not one.get("withheld") and one["entry"]["act"]["kind"] == "result-published"]  # fmt: skip
    by_api = [(one["supplier"], one["price"]) for act in published for one in act["fields"]["awards"]]
    by_program = [(one["supplier"], one["price"]) for one in recomputed(door, number).published]
    names = {one.key: one.name_en or one.name_zh for one in models.Party.objects.filter(key__in=[key for key, _price in by_api])}
    pairs = [(names[key], money(round(float(price) * 100))) for key, price in by_api]
    shown = [f"{name}, {price}" for name, price in pairs]
    whole, notice = door.page(f"/en/processes/{number}/"), door.page(f"/en/notices/{number}/")
    papers = "".join(door.bytes(f"/en/processes/{number}/papers/result{f'-{n + 1}' if n else ''}.txt").decode()
                     for n in range(len(published)))  # fmt: skip
    return {"API": by_api, "program": by_program,
            "process": all(f"{name} 1 {price}" in whole or (f"Winner {name} " in whole and price in whole) for name, price in pairs),
            "notice": [one for one in shown if f"Winner {one}" in notice] == shown,
            "paper": [one for one in shown if f"Amount of the award: {one.rpartition(', ')[2]}" in papers] == shown}  # fmt: skip


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Told]]:
    """What each door says of each docket."""
    found: dict[str, dict[str, Told]] = {"acts": {}, "closes": {}, "won": {}}
    with django_db_blocker.unblock(), world(tmp_path_factory):
        sequence(settings.OPERIS_ORIGIN, clock.ledger_key())
        door = Door(Client(headers={"accept-language": "en"}))
        feed = ElementTree.fromstring(door.bytes("/feeds/notices.atom?kind=all"))
        summaries = {one.findtext(f"{ATOM}id", "").rpartition("/")[2]: one.findtext(f"{ATOM}summary") for one in feed.iter(f"{ATOM}entry")}
        for line in models.public_dockets().order_by("number"):
            found["acts"][line.number] = entries_of(door, line.number)
            if line.kind == "procurement" and line.closes is not None:
                found["closes"][line.number] = {**closings_of(door, line.number), "feed": summaries.get(line.number)}
                found["won"][line.number] = winners_of(door, line.number)
    return found


def test_every_door_numbers_and_seals_an_act_the_same(told: dict[str, dict[str, Told]]) -> None:
    assert len(told["acts"]) > 60
    assert {number: said for number, said in told["acts"].items() if not said["record"] == said["page"] == said["API"]} == {}


def test_every_door_has_the_same_closing_time(told: dict[str, dict[str, Told]]) -> None:
    assert len(told["closes"]) > 10
    for number, said in told["closes"].items():
        feed = said.pop("feed")
        assert set(said.values()) == {said["API"]}, (number, said)
        assert feed is None or said["API"] in feed, (number, feed)
    assert sum(len(said) for said in told["closes"].values()) > 60


def test_every_door_has_the_same_winner_and_amount(told: dict[str, dict[str, Told]]) -> None:
    assert sum(bool(said["API"]) for said in told["won"].values()) > 5
    for number, said in told["won"].items():
        assert said["API"] == said["program"], number
        assert (said["process"], said["notice"], said["paper"]) == (True, True, True), (number, said)


def test_the_program_that_verifies_names_an_act_as_its_page_does(tmp_path: Path) -> None:
    """One letter of the third act is changed: the sentence says no. 3."""
    lines = GOLDEN["full.jsonl"].decode().split("\n")
    changed = lines[3].replace("2026", "2025", 1)
    assert changed != lines[3]
    lines[3] = changed
    (tmp_path / "record.jsonl").write_bytes("\n".join(lines).encode())
    failed = verifier().verify(str(tmp_path / "record.jsonl"), vkey()).failed
    assert {one["where"] for one in failed} == {f"{DOCKET} no. 3"}
