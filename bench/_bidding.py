"""Notices with those who bid for them, all through the clerk: bids to be put again and again, and bids that come in one second."""

import secrets
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection

from bench._twin import MANY, Yard
from operis.clerk import Entered, Refused, put
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.commands import CloseBids
from operis.ledger.locks import lock_key
from operis.ledger.read import Stored
from tests.ledger.books import faults
from tests.ledger.county import FAYE, County, body_file, budget
from tests.ledger.yard import FORK, at_once
from tests.procedures.bids import bid
from tests.procedures.documents import intention, notice, plan

NOTICES = 40
"""How many notices the many dockets belong to, where it is not one."""
SERVING = 16
LINE = "BL-2"
"""A line of the budget that is enough for hundreds of tenders."""
CLOSES = notice().bids_close


@dataclass(frozen=True)
class Place:
    """The docket of a bid: whose, and for which notice."""

    docket: str
    notice: str
    firm: str

    @property
    def mandate(self) -> Mandate:
        return Mandate(role=Role.SUPPLIER, office="bids", body=self.firm, persons=("bo",))


class Bids(Yard):
    """Bids in the dockets of many suppliers, of one notice or of many."""

    def __init__(self) -> None:
        super().__init__()
        line = replace(budget().lines[0], line=LINE, amount=Fen(1_000 * budget().lines[0].amount), basis="2026-2")
        self.county.done("DC-2026-G-0001", replace(budget(), lines=(line,)), FAYE)
        self.firms: list[str] = []
        self.places: dict[str, Place] = {}

    def prepare(self, asked: str, dockets: str) -> None:
        self.asked = asked
        opened = self.opened(1 if dockets == "one" else NOTICES, 2 * MANY)
        if asked not in self.recorded:
            self.recorded[asked] = self.record(self.opened(1, 1)[0].docket)
        self.kept = [one.docket for one in opened]

    def opened(self, notices: int, bidders: int) -> list[Place]:
        """New notices, and so many suppliers, each of whom has taken the documents of one."""
        while len(self.firms) < bidders:
            self.firms.append(f"firm-{len(self.firms)}")
            file = replace(body_file(self.firms[-1]), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
            self.county.done(None, file, FAYE)
        numbers = [self._notice() for _ in range(notices)]
        return [self._obtained(numbers[turn * notices // bidders], firm) for turn, firm in enumerate(self.firms[:bidders])]

    def _notice(self) -> str:
        need = self.county.need()
        number = self.county.done(None, intention(need=need)).docket
        self.county.done(number, plan(need=need, budget_line=LINE))
        self.county.done(number, notice())
        return number

    def _obtained(self, number: str, firm: str) -> Place:
        one = Place("", number, firm)
        one = replace(one, docket=self.county.done(None, ObtainDocuments(procurement=number), one.mandate).docket)
        self.places[one.docket] = one
        return one

    @property
    def command(self) -> SealBid:
        return bid(1 + secrets.randbelow(800_000_00))

    def ask(self, county: County, docket: str | None) -> Entered:
        return county.done(docket, self.command, self.places[str(docket)].mandate)

    def others(self, docket: str) -> dict[Any, Any]:
        """Another notice and its lock, another supplier, other bytes."""
        sent, recorded, _, _, _ = self.recorded[self.asked]
        mine, theirs = self.places[recorded], self.places[docket]
        digest = next(params[1] for sql, params in sent if 'INTO "attachment"' in sql)
        return {
            mine.notice: theirs.notice,
            lock_key(f"procurement:{mine.notice}"): lock_key(f"procurement:{theirs.notice}"),
            mine.firm: theirs.firm,
            f"{mine.notice}:{mine.firm}": f"{theirs.notice}:{theirs.firm}",
            digest: secrets.token_hex(32),
        }


@dataclass(frozen=True)
class Asked:
    """One bid of the burst: where, how many seconds after the first moment it comes, and what it says."""

    place: Place
    after: float
    content: SealBid

    @property
    def moment(self) -> datetime:
        return CLOSES + timedelta(seconds=self.after - 0.5)  # the closing stands in the middle of the burst

    def put(self, county: County) -> Entered | Refused:
        one = self.place
        return put(county.office, one.docket, self.content, one.mandate, happened=self.moment, entered=self.moment, key=one.docket)


@dataclass(frozen=True)
class Answer:
    turn: int
    seconds: float
    """From the moment at which the bid came to its answer: waiting for a free process counts."""
    outcome: Entered | Refused


def burst(yard: Bids, notices: int, bids: int) -> dict[str, Any]:
    """So many bids come within one second over the closing of their notices, and sixteen processes serve them as they come."""
    chance = Random(1)
    places = yard.opened(notices, bids)
    chance.shuffle(places)
    asked = [Asked(one, after, bid(1_000_00 + turn)) for turn, (one, after) in enumerate(zip(places, _moments(chance, bids), strict=True))]
    taken, first = FORK.Value("i", 0), time.perf_counter() + 1

    def serve(_: int) -> list[Answer]:
        connection.ensure_connection()
        told = []
        while (turn := _next(taken)) < len(asked):
            comes = first + asked[turn].after
            time.sleep(max(0.0, comes - time.perf_counter()))
            outcome = asked[turn].put(yard.county)
            told.append(Answer(turn, time.perf_counter() - comes, outcome))
        return told

    told = [one for worker in at_once(SERVING, serve) for one in worker]
    took = sorted(one.seconds for one in told)
    kinds = Counter(entry.said["act"]["kind"] for one in told if isinstance(one.outcome, Entered) for entry in one.outcome.entries)
    return {
        "last": max(asked[one.turn].after + one.seconds for one in told),
        "p50": took[len(took) // 2],
        "p95": took[int(len(took) * 0.95)],
        "max": took[-1],
        "sealed": kinds["bid-sealed"],
        "late": kinds["bid-refused-late"],
        "wrong": list(_wrong(yard, asked, told)),
    }


def _moments(chance: Random, bids: int) -> list[float]:
    return sorted(chance.random() for _ in range(bids))


def _next(taken: Any) -> int:
    with taken.get_lock():
        taken.value += 1
        return int(taken.value) - 1


def _wrong(yard: Bids, asked: list[Asked], told: list[Answer]) -> Iterator[str]:
    """Each bid answered once, sealed or refused as late with the closing time, the same when asked again, and listed at the closing."""
    if sorted(one.turn for one in told) != list(range(len(asked))):
        yield f"{len(told)} of {len(asked)} bids were answered"
    acknowledged: list[Stored] = []
    for one in told:
        there = asked[one.turn]
        if isinstance(one.outcome, Refused):
            yield f"{there.place.docket} was refused: {sorted(one.outcome.refusal.rows)}"
            continue
        acknowledged += one.outcome.entries
        acts = [entry.said["act"] for entry in one.outcome.entries]
        if [act["kind"] for act in acts] != ["bid-sealed" if there.moment < CLOSES else "bid-refused-late"]:
            yield f"{there.place.docket} was asked {there.after:.6f} s after the first and came to {[act['kind'] for act in acts]}"
        if any("closed" not in act["fields"] for act in acts if act["kind"] == "bid-refused-late"):
            yield f"{there.place.docket} was refused as late, and not told since when"
        again = there.put(yard.county)
        if not isinstance(again, Entered) or not again.repeated or again.entries != one.outcome.entries:
            yield f"{there.place.docket} was given another answer when it was asked again"
    yield from faults((one.docket, one.no, one.leaf.hex()) for one in acknowledged)
    yield from _unlisted(yard.county, {one.place.notice for one in asked}, acknowledged)


def _unlisted(county: County, notices: set[str], acknowledged: list[Stored]) -> Iterator[str]:
    """After the closing of each notice: what its list has more or less than was acknowledged as sealed."""
    sealed = {one.docket for one in acknowledged if one.said["act"]["kind"] == "bid-sealed"}
    listed: list[str] = []
    moment = CLOSES + timedelta(seconds=2)
    for one in notices:
        done = put(county.office, one, CloseBids(), THE_CLOCK, happened=moment, entered=moment, key=f"close {one}")
        if isinstance(done, Refused):
            yield f"{one} could not be closed: {sorted(done.refusal.rows)}"
            continue
        listed += [line.bid for entry in done.entries if isinstance(entry.act, BidsClosed) for line in entry.act.listed]
    if sorted(listed) != sorted(sealed):
        yield f"{len(sealed)} bids were acknowledged as sealed, and the closing lists have {len(listed)}"
