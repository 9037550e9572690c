"""A whole county in which anyone may try anything: two bodies that buy, firms, experts, an agency, the finance department, the clock."""

import json
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from operis import clock
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.clerk import Entered, Refused
from operis.cli.verify import invariants
from operis.core.decider import follow
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.dockets.procurement.state import Procurement
from operis.ledger import read
from operis.procedures import BY_KIND
from operis.registers import models
from tests.ledger.county import ERIN, FAYE, County, body_file
from tests.procedures.documents import words
from tests.statute import ALICE, OFFICE, at

FIRMS = ("sunrise", "brook", "hill", "lake")
SUNDAY = date(2026, 3, 1)
DONG = Mandate(role=Role.BUYER, office="purchasing", body="education", persons=("dong",))
AGENT = Mandate(role=Role.AGENCY, office="tendering", body="fair-agency", for_=OFFICE, persons=("gu",))
BOTH = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("alice",))
"""Alice in the reviewer's seat."""


@cache
def sentences() -> Any:
    """The programs that anyone may download say what must hold."""
    invariants()
    return sys.modules["operis_sentences"]


class World:
    """The county, who lives in it, and what stands on its record."""

    def __init__(self) -> None:
        self.county, self.seen = County().founded(), dict[str, list[Any]]()
        for firm in FIRMS:
            self.file(
                EnterFile(
                    key=Slug(firm),
                    party=Slug("supplier"),
                    nature=Slug("enterprise"),
                    name=words(firm.title()),
                    size=Slug("small"),
                    address=words(f"{firm.title()} Road 1"),
                )
            )
        self.file(replace(body_file("education"), name=words("Education Bureau")))
        self.file(EnterFile(key=Slug("fair-agency"), party=Slug("supplier"), nature=Slug("enterprise"), name=words("Fair Agency")))
        self.experts = tuple(self.person(f"expert {no}", "expert-pool") for no in range(8))
        self.rep = self.person("representative", OFFICE)
        self.friend = self.person("friend", "nobody", Role.BUYER)

    def file(self, asked: EnterFile) -> None:
        number = self.county.done(None, asked, FAYE).docket
        self.county.done(number, ReviewFile(result=Slug("accepted")), FAYE)

    def person(self, name: str, body: str, role: Role = Role.EXPERT) -> str:
        user = User.objects.create(email=f"{name.replace(' ', '.')}@case.example", name=name.title(), password="!")
        office = install_office(f"{body}-{role}", body, role)
        Grant.objects.create(user=user, office=office, first=SUNDAY)
        return str(user.pk)

    def put(self, docket: str | None, asked: Any, by: Mandate, happened: Any = None) -> Entered | Refused:
        """What is due by now comes first, as the clock of an installation puts it."""
        for _ in clock.fall_due(self.county.office, self.county.clock, lived=True):
            pass
        return self.county.ask(docket, asked, by, happened=happened, reviewed=False)

    def until(self, moment: datetime) -> None:
        """The clock runs up to a moment; what falls due on the way is put."""
        if moment > self.county.clock:
            for _ in clock.fall_due(self.county.office, moment, lived=True):
                pass
            self.county.clock = moment

    def morning(self, days: int = 1) -> None:
        """Nine o'clock so many days later."""
        day = self.county.office.calendar.day(self.county.clock) + timedelta(days=days)
        self.until(at(day))

    @property
    def today(self) -> date:
        return self.county.office.calendar.day(self.county.clock)

    def procurement(self, number: str) -> Procurement:
        state = follow(BY_KIND["procurement"], (one.act for one in read.entries(number)))
        assert isinstance(state, Procurement)
        return state

    def dockets(self) -> dict[str, list[Any]]:
        """The public entries of every docket, as a record has them; a docket that did not grow is not read again."""
        for number, acts in models.Docket.objects.values_list("number", "acts"):
            if len(self.seen.get(number, ())) != acts:
                self.seen[number] = [json.loads(entry.body) for entry in read.entries(number)]
        return self.seen

    def contract_of(self, number: str, lot: str = "1") -> str | None:
        row = models.Contract.objects.filter(procurement=number, lot=lot).order_by("-docket").first()
        return row.docket if row else None

    def bid_of(self, number: str, firm: str) -> str | None:
        row = models.Standing.objects.filter(kind="bid", identity=f"{number}:{firm}").first()
        return row.docket if row else None


def firm(name: str) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office="bids", body=name, persons=(f"of-{name}",))


def expert(*persons: str) -> Mandate:
    return Mandate(role=Role.EXPERT, persons=persons)


def panel(*persons: str) -> Mandate:
    return Mandate(role=Role.PANEL, persons=persons)


__all__ = ["AGENT", "ALICE", "BOTH", "DONG", "ERIN", "FAYE", "FIRMS", "World", "expert", "firm", "panel", "sentences"]
