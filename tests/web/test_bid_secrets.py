"""Who reads that somebody bid, who it is and at what price, page by page: before the closing, once bids are open, after the result.

Where suppliers are talked with everybody reads it with the result alone, and who works on the evaluation as soon as bids are open.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis import clock
from operis.accounts.models import Grant
from operis.accounts.tokens import make_token
from operis.attachments.models import content_of
from operis.cases.demonstration import stands
from operis.core.mandates import Role
from operis.ledger.states import state_of
from operis.registers import models
from tests.web.world import SIGNED_OUT, World, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BEFORE, OPENED, TALKED, RESULT = "before the closing", "opened", "opened, and talked about", "result"
STAGES = {BEFORE: "receiving", OPENED: "evaluating", RESULT: "result", TALKED: "receiving"}
"""In which state the procurement of the bid is loaded; that of the last is a consultation whose bids are then opened."""
OWN, RIVAL, ITS_BUYER = "own supplier", "another supplier", "buyer of the body"
WHO = (SIGNED_OUT, OWN, RIVAL, ITS_BUYER, *(str(one) for one in Role if one is not Role.SUPPLIER))
PUBLIC = ("en/processes/{docket}/", "en/notices/{docket}/", "processes/{docket}/record.jsonl", "en/processes/{docket}.pdf",
          "api/v1/dockets/{docket}", "api/v1/dockets/{docket}/acts?limit=100", "api/v1/dockets/{docket}/contents")  # fmt: skip
DESK = ("en/desk/{docket}/",)
ITS_OWN = ("en/desk/{bid}/", "en/desk/{bid}/bid/1/", "en/desk/{bid}/bid/1/check/", "api/v1/dockets/{bid}", "api/v1/dockets/{bid}/acts")
"""Of the bid itself."""
BIDDER, PRICE, NUMBER = "bidder", "price", "number"
Seen = frozenset[str]


@dataclass(frozen=True)
class Bid:
    """A bid of the demonstration that stands sealed or was opened, with what is secret of it."""

    docket: str
    number: str
    supplier: str
    names: tuple[str, ...]
    price: str

    def seen_in(self, text: str) -> Seen:
        plain = text.replace(",", "")
        told = {BIDDER: any(one.replace(",", "") in plain for one in self.names), PRICE: self.price in plain, NUMBER: self.number in plain}
        return frozenset(name for name, there in told.items() if there)


def bid_in(stage: str) -> Bid:
    method = "competitive-consultation" if stage in (TALKED, BEFORE) else "open-tender"
    dockets = models.Docket.objects.filter(kind="procurement", state=STAGES[stage], method=method).values("number")
    seal = models.Seal.objects.filter(procurement__in=dockets, round=1).order_by("procurement", "supplier")[0]
    docket = seal.procurement
    content = content_of(seal.docket, state_of(seal.docket).in_force[seal.lot].sealed_sha256)
    assert content is not None
    party = models.Party.objects.get(key=seal.supplier)
    return Bid(docket, seal.docket, seal.supplier, tuple(filter(None, (party.name_en, party.name_zh))), json.loads(content)["price"])


def opened(docket: str) -> None:
    closes = models.Docket.objects.get(number=docket).closes
    assert closes is not None
    clock.set_demo_clock(closes + timedelta(minutes=1))
    assert {asked for number, asked, _done in clock.fall_due(clock.this_office(), clock.now(), lived=True) if number == docket}
    while clock.sequence_once():
        pass


def reader(county: World, who: str, bid: Bid) -> tuple[Client, dict[str, str]]:
    if who == SIGNED_OUT:
        return county.client(who), {}
    suppliers = Grant.objects.filter(office__role="supplier")
    took = models.Docket.objects.filter(kind="bid", need=bid.docket).values("body")
    body = models.Docket.objects.get(number=bid.docket).body
    grant = {
        ITS_BUYER: Grant.objects.filter(office__role="buyer", office__body=body).first(),
        OWN: suppliers.filter(office__body=bid.supplier).first(), RIVAL: suppliers.exclude(office__body__in=took).first(),
    }.get(who) or county.grants[Role(who)]  # fmt: skip
    seen = World({**county.numbers})
    seen.__dict__["grants"] = {**county.grants, Role.SUPPLIER: grant}
    as_role = str(Role.SUPPLIER) if who in (OWN, RIVAL, ITS_BUYER) else who
    return seen.client(as_role), {"Authorization": f"Bearer {make_token(grant, stands())}"}


Cells = Mapping[tuple[str, str, str], tuple[int, Seen]]


@pytest.fixture(scope="module")
def cells(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cells]:
    """Stage, reader and page: what it answers, and what is read there."""
    told: dict[tuple[str, str, str], tuple[int, Seen]] = {}
    with django_db_blocker.unblock(), world(tmp_path_factory) as county:
        bids = {stage: bid_in(stage) for stage in STAGES}
        for stage, bid in bids.items():
            if stage == TALKED:
                opened(bid.docket)
            for who in WHO:
                client, token = reader(county, who, bid)
                for page in (*PUBLIC, *DESK, *ITS_OWN):
                    path = "/" + page.format(docket=bid.docket, bid=bid.number)
                    answer = client.get(path, headers=token if page.startswith("api/") else {})
                    text = b"".join(answer).decode(errors="replace")
                    told[stage, who, page] = (answer.status_code, bid.seen_in(text) if answer.status_code == 200 else frozenset())
        yield told


def fields(*names: str) -> Seen:
    return frozenset(names)


PROCESS, NOTICE, RECORD, PAPER, LINE, ACTS, CONTENTS = PUBLIC
EVERYBODY: Mapping[str, Mapping[str, Seen]] = {
    BEFORE: {}, TALKED: {},
    OPENED: {PROCESS: fields(BIDDER, PRICE), DESK[0]: fields(BIDDER, PRICE), RECORD: fields(NUMBER, PRICE), ACTS: fields(NUMBER, PRICE)},
    RESULT: {PROCESS: fields(BIDDER, NUMBER, PRICE), DESK[0]: fields(BIDDER, NUMBER, PRICE), RECORD: fields(NUMBER, PRICE),
             ACTS: fields(NUMBER, PRICE), "en/notices/{docket}/": fields(BIDDER)},
}  # fmt: skip
"""What everybody reads there who may read the page; nothing where nothing is written."""
OF_THE_BID: Mapping[str, Seen] = {
    "en/desk/{bid}/": fields(BIDDER, NUMBER), "en/desk/{bid}/bid/1/": fields(BIDDER, NUMBER, PRICE),
    "en/desk/{bid}/bid/1/check/": fields(BIDDER, NUMBER, PRICE), "api/v1/dockets/{bid}": fields(NUMBER),
    "api/v1/dockets/{bid}/acts": fields(NUMBER),
}  # fmt: skip
"""What of the bid its own supplier reads, at any time: what stands sealed too; on its docket the price once it is opened."""
AT_WORK: Mapping[str, frozenset[str]] = {
    BEFORE: frozenset(), OPENED: frozenset({ITS_BUYER}), TALKED: frozenset({ITS_BUYER}), RESULT: frozenset({ITS_BUYER, str(Role.EXPERT)}),
}  # fmt: skip
"""Who works on the evaluation, here: they read the docket of the bid, and not the pages on which it is written."""
BUYER_READS: Mapping[tuple[str, str], Seen] = {
    (TALKED, DESK[0]): fields(BIDDER, PRICE), (TALKED, ACTS): fields(NUMBER, PRICE),
}  # fmt: skip
"""Where the purchaser reads before everybody does who bid at which price."""
TO_WRITE = ("en/desk/{bid}/bid/1/", "en/desk/{bid}/bid/1/check/")


@pytest.mark.parametrize("stage", list(STAGES))
@pytest.mark.parametrize("page", ITS_OWN)
def test_the_bid_is_there_for_its_supplier_and_once_it_is_open_for_who_evaluates(cells: Cells, stage: str, page: str) -> None:
    may = {OWN} | (AT_WORK[stage] if page not in TO_WRITE else frozenset())
    read_out = fields(PRICE) if page == "en/desk/{bid}/" and stage != BEFORE else fields()
    assert {who for who in WHO if cells[stage, who, page][0] == 200} == may
    assert {who: cells[stage, who, page][1] for who in may} == dict.fromkeys(may, OF_THE_BID[page] | read_out)
    assert {cells[stage, who, page][0] for who in WHO if who not in may} <= {302, 404}


@pytest.mark.parametrize("stage", list(STAGES))
@pytest.mark.parametrize("page", [*PUBLIC, *DESK])
def test_of_its_procurement_everybody_reads_the_same_of_it(cells: Cells, stage: str, page: str) -> None:
    """Its own supplier is told besides where its bid is, and named as the one who is signed in."""
    others = [who for who in WHO if who not in (OWN, ITS_BUYER) and cells[stage, who, page][0] == 200]
    everybody = EVERYBODY[stage].get(page, fields())
    assert {who: cells[stage, who, page][1] for who in others} == dict.fromkeys(others, everybody)
    assert cells[stage, OWN, page][1] - everybody <= {BIDDER, NUMBER}
    assert cells[stage, ITS_BUYER, page][1] - everybody <= BUYER_READS.get((stage, page), {NUMBER} if stage != BEFORE else set())


def test_who_works_on_a_consultation_reads_the_prices_at_once(cells: Cells) -> None:
    assert {place: cells[place[0], ITS_BUYER, place[1]][1] for place in BUYER_READS} == BUYER_READS
