"""What the registers tell of tenders that failed: by the part of the need, each with the lots that ended for want of bids."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from operis import clock
from operis.core.money import Fen
from operis.dockets.procurement.failed_facts import FailedLot, FailedTender, FailedTenders, wanted
from operis.ledger.states import state_of
from operis.registers import models
from operis.registers.ended import failed_tenders
from operis.registers.purchases import other_plans
from operis.web.desk.due import came_in
from tests.cases.files import CASES
from tests.cases.halfway import until
from tests.statute import ALICE

pytestmark = pytest.mark.django_db
NEED = "DC-2026-N-0001"


def lot(docket: str, name: str, suppliers: str, **changed: object) -> None:
    said = {"need": NEED, "part": "1", "method": "open-tender", "ended": date(2026, 3, 23), "at_fault": False, "budget_fen": 500_000_00,
            "category": "C", "months": 12, "wanted": "a b", "ordinal": docket, **changed}  # fmt: skip
    models.FailedLot.objects.create(docket=docket, lot=name, suppliers=suppliers, **said)


def test_a_tender_is_told_with_each_of_its_lots_in_the_order_in_which_they_ended() -> None:
    lot("DC-S-1", "1", "brook sunrise", ended=date(2026, 4, 1))
    lot("DC-S-2", "2", "", at_fault=True)
    lot("DC-S-2", "1", "hill")
    lots = (FailedLot("1", Fen(500_000_00), ("hill",)), FailedLot("2", Fen(500_000_00)))
    first = FailedTender("DC-S-2", lots, "open-tender", True, "C", 12, ("a", "b"))
    second = FailedTender("DC-S-1", (FailedLot("1", Fen(500_000_00), ("brook", "sunrise")),), "open-tender", False, "C", 12, ("a", "b"))
    assert failed_tenders((NEED.lower(), "1"), None) == FailedTenders((first, second))


def test_what_was_tendered_for_another_part_or_otherwise_is_not_told() -> None:
    lot("DC-S-1", "1", "brook", part="2")
    lot("DC-S-2", "1", "brook", method="competitive-negotiation")
    lot("DC-S-3", "1", "brook", need="DC-2026-N-0002")
    assert failed_tenders((NEED, "1"), None) == FailedTenders(())


def test_a_lot_that_ended_beside_others_leaves_its_money_and_its_part_free_for_a_plan() -> None:
    path = CASES / "constructed" / "lots-with-different-ends.yaml"
    until("publish-result", path=path)
    assert [*models.YearSpend.objects.values_list("amount_fen", "failed_fen")] == [(430_000_00, 430_000_00)]
    (other,) = other_plans((models.YearSpend.objects.get().body, "2026", NEED, "C", "", ""), None).of_need(NEED)
    assert (other.budget, other.failed) == (Fen(430_000_00), Fen(430_000_00))


def test_such_a_lot_waits_for_its_plan_among_what_came_in_to_its_body() -> None:
    until("publish-result", path=CASES / "constructed" / "lots-with-different-ends.yaml")
    line = models.Docket.objects.get(kind="procurement")
    with override("en"):
        came = [(one.words, one.url) for one in came_in(replace(ALICE, body=line.body), clock.now())[0]]
    url = f"/en/desk/new/procurement/file-plan/?need={NEED}&part=1&again={line.number}"
    assert ("A lot ended without a result: try again", url) in came
    assert "file-plan" in models.still_owed().filter(docket=NEED).values_list("command", flat=True)


def test_a_tender_that_two_bid_for_is_told_once_it_has_ended() -> None:
    path = CASES / "constructed" / "two-that-were-left.yaml"
    until("give-consent", path=path)
    plan = state_of("DC-2026-S-0001").plan
    tender = FailedTender("DC-2026-S-0001", (FailedLot("1", Fen(2_400_000_00), ("s1", "s2")),), "open-tender", False, "C0101", 12,
                          tuple(wanted(plan)))  # fmt: skip
    assert len(tender.wanted) == 7
    assert failed_tenders((NEED, "1"), None) == FailedTenders((tender,))
    assert failed_tenders((NEED, "2"), None) == FailedTenders(())
