"""In which world are whole pages tested? The demonstration county, and somebody signed in under every role there is."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings

from operis import clock
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office, mandate_of
from operis.accounts.tokens import make_token
from operis.cases.demonstration import stands
from operis.clerk import Entered, put
from operis.core.acts import Command
from operis.core.mandates import Role
from operis.documents.lawbook import book
from operis.ledger import read
from operis.ledger.receipt import seal_code
from operis.mail.models import Letter
from operis.mail.queue import send_later
from operis.registers import models
from operis.web.account.proof import PROVED
from operis.web.account.who import GRANT
from tests.api.programs import installed
from tests.ledger.county import need_recorded
from tests.once import once
from tests.procedures.needs import REFERRED, determine
from tests.procedures.supervision.documents import opening
from tests.web.demonstration import Demonstration, demonstrated

SIGNED_OUT, NO_MANDATE = "signed-out", "no-mandate"
BODY = "education"
"""The body of the county's whose buyer, reviewer and agency look at the pages."""
WHO: Mapping[Role, str] = {
    Role.BUYER: "ed-officer@yunze.example", Role.REVIEWER: "ed-reviewer@yunze.example", Role.AGENCY: "agency-manager@yunze.example",
    Role.FINANCE: "fin-supervisor@yunze.example", Role.FINANCE_UPPER: "city-approver@yunze.example",
    Role.KEY_HOLDER: "key-1@yunze.example", Role.EXPERT: "e1@experts.example", Role.INSTITUTION: "home-director@yunze.example",
    Role.PERSONNEL: "hr-personnel@yunze.example", Role.PLACES: "places-officer@yunze.example", Role.EXAM: "exam-lead@yunze.example",
}  # fmt: skip
"""Those of the demonstration; whom it has nobody for is given an account here."""


@dataclass(frozen=True)
class World:
    """The county as it is loaded, with a way to look at it under every role."""

    numbers: Mapping[str, str]

    @cached_property
    def grants(self) -> dict[Role, Grant]:
        return {role: self._grant(role) for role in Role}

    def _grant(self, role: Role) -> Grant:
        if role is Role.SUPPLIER:
            return Grant.objects.get(office__role="supplier", office__body=self.numbers["bidder"])
        found = Grant.objects.filter(user__email=WHO.get(role, ""), office__role=str(role))
        if role is Role.AGENCY:
            found = found.filter(for_body=BODY)
        return found.first() or self._new(role)

    def _new(self, role: Role) -> Grant:
        user = User.objects.get_or_create(email=f"{role}@pages.example", name="罗一鸣")[0]
        return Grant.objects.get_or_create(user=user, office=install_office(f"pages-{role}", BODY, role), first=date(2025, 1, 6))[0]

    def client(self, who: str, language: str = "en") -> Client:
        """A browser of somebody with this role, of who has this address for letters, or of one of the two who have no role."""
        client = Client(headers={"accept-language": language}, raise_request_exception=False)
        if who == NO_MANDATE:
            client.force_login(User.objects.get_or_create(email="nobody@pages.example", name="罗一鸣")[0])
        elif who != SIGNED_OUT:
            grant = Grant.objects.get(user__email=who) if "@" in who else self.grants[Role(who)]
            client.force_login(grant.user)
            session = client.session
            session[GRANT], session[PROVED] = grant.pk, time.time()
            session.save()
        return client

    def token(self, who: str) -> str:
        return make_token(self.grants[Role(who)], stands())


@contextmanager
def world(factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, made once for all who ask in a run, loaded into the tables and taken out again at the end."""
    folder = factory.mktemp("world")
    with ExitStack() as stack:
        stack.enter_context(override_settings(OPERIS_DATA=folder))
        stack.enter_context(transaction.atomic())
        once(factory, "demonstration", lambda: _made(folder)).load(folder)
        county = World(_numbers())
        need = _opened(county, Role.BUYER, need_recorded())
        today = clock.now().date()
        about = opening(procurement=county.numbers["filed"], answer_by=today + timedelta(days=4))
        referred = _opened(county, Role.BUYER, need_recorded(), "need that is referred")
        _put(county, Role.BUYER, referred, determine(REFERRED), "determination")
        more = {"recorded": need, "referred": referred, "inspection": _opened(county, Role.FINANCE, about)}
        send_later("2026@office.example", "DC-2026-S-0006", "https://site.example/", language="en")
        more["letter"] = f"{Letter.objects.latest('pk').pk}"
        yield replace(county, numbers={**county.numbers, **more})
        transaction.set_rollback(True)


def _made(folder: Path) -> Demonstration:
    """Taken out again, since whoever made it loads it as the others do."""
    with transaction.atomic():
        installed(folder)
        made = demonstrated(folder)
        transaction.set_rollback(True)
    return made


def _opened(county: World, role: Role, asked: Command, key: str = "") -> str:
    """The docket that is opened so."""
    return _put(county, role, None, asked, key or asked.slug).docket


def _put(county: World, role: Role, docket: str | None, asked: Command, key: str) -> Entered:
    now = clock.now()
    told = put(clock.this_office(), docket, asked, mandate_of(county.grants[role]), happened=now, entered=now, key=f"{key} of a world")
    assert isinstance(told, Entered)
    return told


def _numbers() -> dict[str, str]:
    """The numbers that stand in addresses, by what they are; named in `tests/web/addresses.py`."""
    lines = models.Docket.objects.order_by("number")

    def of(kind: str, state: str, body: str = BODY) -> str:
        return lines.filter(kind=kind, state=state, body=body).values_list("number", flat=True)[0]

    receiving = of("procurement", "receiving")
    sealed = models.Seal.objects.filter(procurement=receiving).order_by("docket")[0].docket
    first = read.entries(receiving)[0]
    panelled, result = of("procurement", "result", "township"), of("procurement", "result")
    winner = models.Award.objects.get(docket=result).supplier
    drawn = of("contract", "drawn-up", "township")
    signer = Grant.objects.get(office__role="supplier", office__body=models.Contract.objects.get(docket=drawn).supplier).user.email
    bidders = models.Docket.objects.filter(number__in=models.Seal.objects.filter(procurement=result).values("docket")).exclude(body=winner)
    return {
        "need": of("need", "determined"), "planned": of("procurement", "planned"), "filed": of("procurement", "filed"),
        "receiving": receiving, "result": result, "failed": of("procurement", "failed", "township"),
        "evaluating": of("procurement", "evaluating", "personnel"), "contract": of("contract", "contract-done"),
        "recruitment": of("recruitment", "filed", "care-home"), "bid": sealed, "bidder": models.Docket.objects.get(number=sealed).body,
        "panelled": panelled, "panelled_bid": models.Seal.objects.filter(procurement=panelled).order_by("docket")[0].docket,
        "winner": winner, "drawn": drawn, "signer": signer, "loser": bidders.order_by("number")[0].body,
        "file": of("file", "accepted"), "budget": of("budget", "entered"),
        "refusal": models.Refused.objects.filter(body=BODY)[0].number, "seal": f"{seal_code(first.leaf)}?number={receiving}-1",
        "code": seal_code(first.leaf),
        "law": book().digest("cn"), "no": "DC-2026-S-9999", "nothing": "0" * 64,
    }  # fmt: skip
