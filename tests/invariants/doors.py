"""Do all doors tell the same? Page, paper, feed, API, record and verifier: the closing, the winner and the number of each act."""

from datetime import datetime
from html import unescape
from typing import Any

from django.test import Client

from operis import clock
from operis.core.money import Fen
from operis.documents.shown import shown
from operis.ledger import read
from operis.ledger.receipt import seal_code
from operis.registers import models
from operis.registers.search import budget_lines
from tests.invariants.county import World, sentences
from tests.statute import OFFICE


def doors_agree(world: World) -> None:
    """What each door tells of each purchase, beside its record; and of each budget line, beside what its purchases hold."""
    clock.set_demo_clock(world.county.clock)
    record = world.dockets()
    clock.sequence_once()
    for line in models.public_dockets().filter(kind="procurement"):
        _of_purchase(line.number, record[line.number])
    _of_money(record)


def _of_purchase(number: str, entries: list[Any]) -> None:
    client = Client(headers={"accept-language": "en"})
    page = _text(client, f"/en/processes/{number}/")
    api = client.get(f"/api/v1/dockets/{number}").json()
    acts = client.get(f"/api/v1/dockets/{number}/acts?limit=100").json()["acts"]
    assert [one["number"] for one in acts] == [one["no"] + 1 for one in entries], number
    newest = read.entries(number)[-1]
    looked_up = _text(client, f"/en/verify/?number={number}+{newest.number}&code={seal_code(newest.leaf)}")
    assert "Does not match" not in looked_up
    assert "No record has this number" not in looked_up, number
    closes = _closing(entries)
    if closes is not None:
        told = shown(closes)
        paper = client.get(f"/en/notices/{number}.txt").content.decode()
        assert (told in page, told in paper) == (True, True), (number, told)
        assert datetime.fromisoformat(api["closes"]) == closes, number
        if closes > clock.now() and not sentences().acts(entries, "proceedings-terminated"):
            feed = client.get("/feeds/notices.atom").content.decode()
            assert number in feed
            assert shown(closes) in unescape(feed)
    for award in _result(entries):
        name = award["supplier"].title()
        shown_price = shown(Fen(sentences().fen(award["price"])))
        assert (name in page, shown_price in page) == (True, True), (number, name, shown_price)
        result = client.get(f"/en/processes/{number}/papers/result/")
        assert name in _plain(result), number


def _of_money(record: dict[str, list[Any]]) -> None:
    """What is reserved or contracted and what is free add up to each line, counted from the record alone."""
    for line in budget_lines(OFFICE, 2026):
        held = sum(sentences().held_by(record, number, entries) for number, entries in sentences().going_on(record))
        assert (line.reserved, line.free) == (held, max(line.amount, line.all_years) - held), line


def _closing(entries: list[Any]) -> datetime | None:
    moved = sentences().acts(entries, "notice-corrected")
    noticed = sentences().acts(entries, "notice-published")
    said = moved[-1]["act"]["fields"]["closes"] if moved else noticed[-1]["act"]["fields"]["bids_close"] if noticed else None
    return datetime.fromisoformat(said) if said else None


def _result(entries: list[Any]) -> list[Any]:
    letters = sentences().letters(entries)
    return [one for entry in {id(each): each for each in letters.values()}.values() for one in entry["act"]["fields"]["awards"]]


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return _plain(answer)


def _plain(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())
