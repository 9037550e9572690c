"""Until bids are opened nobody reads of them what they say, that they are there, or whose they are: at no page, no answer, no log line."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from operis import clerk, clock
from operis.accounts.models import User
from operis.attachments.models import Attachment, content_of
from operis.clerk import Entered
from operis.core.acts import Command
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, PayBond, SealBid, WithdrawBid
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import CloseBids, OpenBids
from operis.ledger.receipt import seal_code
from operis.registers import models
from tests.api.programs import installed, token
from tests.ledger.county import FAYE, MONDAY, County, body_file
from tests.ledger.marked_bids import BIDDERS, MARKERS, bo, content, price
from tests.procedures.documents import intention, notice, plan, words
from tests.statute import ALICE, CHEN, DONG

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NUMBER = "DC-2026-S-0001"
CLOSES = notice().bids_close


@dataclass(frozen=True)
class Secrets:
    """What must not be read anywhere: texts and prices in bids, the numbers and seals of their dockets, the persons who sent them."""

    markers: tuple[str, ...]
    prices: tuple[str, ...]
    dockets: tuple[str, ...]
    seals: tuple[str, ...]
    persons: tuple[str, ...]

    def told_in(self, text: str) -> list[str]:
        plain = text.replace(",", "")
        return [one for one in (*self.markers, *self.prices, *self.dockets, *self.seals, *self.persons) if one in plain]


@pytest.fixture
def sealed(tmp_path: Path, settings: Settings) -> Secrets:
    return make(tmp_path, settings)


def make(tmp_path: Path, settings: Settings) -> Secrets:
    """A county with a tender in which five bid: four stand, one of them with a refusal beside it, one is withdrawn; none is opened."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    county = County().founded()
    county.done(None, intention())
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    dockets, entries = [], []
    for place, key in enumerate(BIDDERS):
        file = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), name=words(f"Firm {key}"))
        filed = replace(bo(key), persons=(f"registrar-of-{key}",))  # a file is public with who entered it; who bids is told by nothing
        county.done(county.done(None, file, filed).docket, ReviewFile(result=Slug("accepted")), FAYE)
        bid = county.done(None, ObtainDocuments(procurement=NUMBER), bo(key))
        put = [bid, county.done(bid.docket, SealBid(content=content(place)), bo(key))]
        dockets.append(bid.docket)
        if key == "gone":
            put.append(county.done(bid.docket, WithdrawBid(), bo(key)))
        if key == "poor":
            county.ask(bid.docket, PayBond(amount=Fen(1), form=Slug("cash"), paid_on=MONDAY), bo(key))
        entries += [entry for one in put for entry in one.entries]
    while clock.sequence_once():
        pass
    texts = tuple(f"MARKER{one:03}X" for one in range(MARKERS))
    prices = tuple(f"{price(place) / 100:.2f}" for place in range(len(BIDDERS)))
    seals, persons = tuple(seal_code(one.leaf) for one in entries), tuple(f"person-of-{key}" for key in BIDDERS)
    return Secrets(texts, prices, tuple(dockets), seals, persons)


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address there is, its parts to be filled in as `<...:name>`."""
    for one in resolver.url_patterns:
        own = str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, before + own)
        elif isinstance(one, URLPattern):
            yield before + own


def addresses(secrets: Secrets) -> list[str]:
    """Every address, filled in with whatever a reader might try: the procurement, each bid, each refusal, each kind of list."""
    dockets, refusals = [NUMBER, *secrets.dockets], [f"X-2026-{one:06}" for one in range(1, 4)]
    found = []
    for pattern in patterns(get_resolver()):
        head, *rest = pattern.replace("^", "").split("<")
        names = [part.partition(">") for part in rest]
        numbers = bool(names) and names[0][0] == "str:number"
        tries = [*dockets, *refusals] if numbers else [*dockets, *refusals, "GPL-35", "bid", "notice", "0/000", "0/000.p/1"]
        for given in tries if names else [""]:
            for more in ("notice", "seal-bid") if len(names) > 1 and numbers else (given,):
                found.append("/" + head + "".join((more if place else given) + tail for place, (_, _, tail) in enumerate(names)))
    codes = [f"/v/{seal}?number={docket}-1" for seal, docket in zip(secrets.seals, secrets.dockets, strict=False)]
    words = [*BIDDERS[:1], *secrets.dockets[:1], "MARKER001X"]
    searches = [f"/en/{page}/?q={word}" for page in ("processes", "notices", "rules") for word in words]
    lists = ["/en/processes/?kind=bid", "/api/v1/dockets?kind=bid", "/api/v1/dockets?limit=100", f"/api/v1/dockets/{NUMBER}/acts?limit=100"]
    steps = [f"/en/desk/{docket}/{step}/" for docket in (NUMBER, *secrets.dockets) for step in ("seal-bid", "terminate", "settle-bond")]
    return [
        *found,
        *codes,
        *searches,
        *lists,
        "/en/desk/?state=sealed",
        *(f"/en/desk/find/?number={one}" for one in secrets.dockets),
        *steps,
    ]


NAMED = (Role.CLOCK, Role.BUYER, Role.SUPPLIER)
"""The clock reads nothing; those of another body stand in the table already."""
READERS: dict[str, Mandate | None] = {
    "anyone": None,
    "the buyer": ALICE,
    "another buyer": DONG,
    "finance": CHEN,
    "another supplier": bo("stranger"),
    **{str(role): Mandate(role=role, office=str(role), body="office", persons=("reader",)) for role in Role if role not in NAMED},
}


def read_all(mandate: Mandate | None, paths: list[str]) -> Iterator[tuple[str, int, str]]:
    """By token, and signed in under the same mandate."""
    headers = {"Authorization": f"Bearer {token(mandate)}"} if mandate else {}
    client = Client(headers=headers)
    if mandate:
        client.force_login(User.objects.get(email=f"{mandate.office}@{mandate.body}.example"))
    for path in paths:
        answer = client.get(path)
        body = b"".join(answer)
        yield path, answer.status_code, body.decode("utf8", "replace") + str(answer.headers)


def leaks(secrets: Secrets, mandate: Mandate | None) -> list[tuple[str, list[str]]]:
    """Where something secret is told; that an address repeats what the reader wrote in it is no telling.

    That a firm is on file anyone may know; that it bids, nobody: beside the procurement its name is a secret too.
    """
    told, answers = [], Counter[int]()
    for path, status, text in read_all(mandate, addresses(secrets)):
        answers[status] += 1
        found = [one for one in secrets.told_in(text) if one not in path]
        if NUMBER in path and not any(docket in path for docket in secrets.dockets):
            found += [key for key in BIDDERS if f"Firm {key}" in text or f'"{key}"' in text]
        told += [(path, found)] if found else []
    assert answers[200] > 20
    return told


def test_before_the_opening_no_door_tells_anything_of_a_bid(sealed: Secrets) -> None:
    """Nor the buyer's, of whom every line of the log is read below."""
    told = {who: leaks(sealed, mandate) for who, mandate in READERS.items() if mandate is not ALICE}
    assert {who: found for who, found in told.items() if found} == {}


def put(asked: Command, key: str) -> Entered:
    """The clock does it at the closing time."""
    done = clerk.put(County().office, NUMBER, asked, THE_CLOCK, happened=CLOSES, entered=CLOSES, key=key)
    assert isinstance(done, Entered)
    while clock.sequence_once():
        pass
    return done


def test_after_closing_the_list_is_committed_to_and_still_not_told(sealed: Secrets) -> None:
    put(CloseBids(), "close")
    clock.set_demo_clock(CLOSES + timedelta(seconds=30))
    for who in ("anyone", "the buyer", "finance"):
        assert leaks(sealed, READERS[who]) == []


def test_after_the_opening_prices_are_shown_and_what_was_withdrawn_stays_untold(sealed: Secrets) -> None:
    put(CloseBids(), "close")
    put(OpenBids(), "open")
    clock.set_demo_clock(CLOSES + timedelta(seconds=30))
    page = Client().get(f"/en/processes/{NUMBER}/").content.decode().replace(",", "")
    shown = [key for place, key in enumerate(BIDDERS) if sealed.prices[place] in page]
    assert shown == [key for key in BIDDERS if key != "gone"]
    assert [one for one in sealed.markers if one in page] == []
    record = b"".join(Client().get(f"/processes/{NUMBER}/record.jsonl")).decode()
    assert [place for place, one in enumerate(sealed.prices) if one in record] == [0, 1, 2, 4]


def test_no_log_line_and_nothing_on_the_way_out_tells_of_a_bid(
    tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = make(tmp_path, settings)
    assert leaks(secrets, ALICE) == []
    out = capfd.readouterr()
    texts = [*secrets.markers, *secrets.prices]
    for said in (caplog.text, out.out, out.err):
        assert [one for one in texts if one in said] == []


def test_the_registers_hold_them_so_that_this_test_can_fail(sealed: Secrets) -> None:
    assert models.Seal.objects.count() == 4
    assert {one.docket for one in models.Seal.objects.all()} < set(sealed.dockets)
    stored = list(Attachment.objects.all())
    assert [one for one in sealed.markers if one.encode() in b"".join(bytes(one.content) for one in stored)] == []
    kept = b"".join(content_of(one.docket, one.sha256) or b"" for one in stored).decode()
    assert [one for one in sealed.markers if one not in kept] == []
    assert len(addresses(sealed)) > 200
    assert len([path for path in addresses(sealed) if NUMBER in path]) > 40
