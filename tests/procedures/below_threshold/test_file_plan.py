"""The plan of a purchase below the quota: GPL-02a; the rules on purchased services hold, those of the procurement law on methods do not."""

from typing import Any

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.commands import FilePlan
from operis.procedures.below_threshold import BELOW_THRESHOLD
from tests.procedures.documents import plan
from tests.statute import BO, case

given = case(BELOW_THRESHOLD)


def small(**changed: Any) -> FilePlan:
    bare = {"criteria": (), "requirements": (), "reservation": None}
    return plan(**{"method": Slug("below-threshold"), "budget": Fen(280_000_00), **bare, **changed})


def test_neither_scoring_nor_reservation_is_asked_for() -> None:
    given().when(small()).warned_under()


def test_the_amount_stays_under_the_quota() -> None:
    given().when(small(budget=Fen(299_999_99))).then(ImplementationPlanFiled)
    given().when(small(budget=Fen(300_000_00))).refused_under("GPL-02a", status=422)


def test_what_every_purchase_of_services_owes_is_owed_here() -> None:
    wrong = small(term_months=13, contract_groups=(), payment_days=None, acceptance=None)
    given.unreviewed()().when(wrong).refused_under("O102-24", "O102-23", "PAY-09", "REQ-24", "REQ-29", status=422)


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    given().when(small(), by=BO).refused_under("REG-29", status=403)
