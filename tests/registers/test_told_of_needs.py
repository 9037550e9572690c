"""What do registers tell of the consultations on a need, of awards before, and of small firms with contracts?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.decider import follow
from operis.core.money import Fen
from operis.dockets.need.acts import ConsultationRecorded, NeedRecorded
from operis.dockets.need.terms import Quotation
from operis.dockets.procurement.facts import Authorship, AwardsBefore, SmallHolders
from operis.procedures import BY_KIND
from operis.registers import models
from operis.registers.enter import enter
from operis.registers.search import FINDERS
from tests.procedures.documents import said
from tests.procedures.needs import consultation, need
from tests.statute import OFFICE, at, calendar

pytestmark = [pytest.mark.django_db]
NEED, BOUGHT, OTHER, DAY = "DC-2026-N-0001", "DC-2026-S-0001", "DC-2026-S-0002", date(2026, 3, 2)


def recorded(**changed: Any) -> None:
    acts = (
        NeedRecorded(**said(need()), happened=at(DAY), body=OFFICE),
        ConsultationRecorded(**said(replace(consultation(), **changed)), happened=at(DAY)),
        ConsultationRecorded(**said(replace(consultation(), authors=("hill",), quotations=())), happened=at(DAY)),
    )
    enter(NEED, "need", follow(BY_KIND["need"], acts), len(acts), calendar())


def test_quotations_and_authors_of_every_consultation_are_told() -> None:
    quotes = (Quotation(firm="Sunrise", amount=Fen(860_000_00)), Quotation(firm="河", amount=Fen(1)))
    recorded(quotations=quotes, authors=("brook", "hill"))
    told = FINDERS["need_part"]((NEED, "1"), None)
    assert (told.quoted_by, told.quoted_fen) == (("Sunrise", "河"), (860_000_00, 1))
    for number in (BOUGHT, OTHER):
        models.Docket.objects.create(number=number, kind="procurement", need=NEED if number == BOUGHT else "")
    assert FINDERS["authorship"]((), BOUGHT) == Authorship(("brook", "hill"))
    assert FINDERS["authorship"]((BOUGHT.lower(), "sunrise"), "DC-B-1") == Authorship(("brook", "hill"))
    assert FINDERS["authorship"]((), OTHER) == FINDERS["authorship"]((), None) == Authorship(())


def test_awards_before_are_those_of_the_body_beside_this_docket() -> None:
    for docket, body in ((BOUGHT, OFFICE), (OTHER, OFFICE), ("DC-2026-S-0003", "education")):
        models.Award.objects.create(
            docket=docket, lot="1", body=body, method="open-tender", need=NEED, part="1", supplier="sunrise", bid="DC-B-1",
            price_fen=99, lot_budget_fen=100, published=DAY, form="purchase", term_months=12,
        )  # fmt: skip
    assert FINDERS["awards_before"]((OFFICE,), BOUGHT) == AwardsBefore((OTHER,), ("sunrise",), (99,), (100,))
    assert FINDERS["awards_before"](("health",), None) == AwardsBefore((), (), (), ())


def test_small_holders_have_a_published_contract_of_the_category() -> None:
    for key, size, published in (("sunrise", "small", DAY), ("brook", "large", DAY), ("hill", "micro", None)):
        number = f"DC-2026-S-{key}"
        models.Party.objects.create(key=key, docket=f"DC-2026-F-{key}", party="supplier", nature="enterprise", size=size)
        models.YearSpend.objects.create(docket=number, body=OFFICE, year=2026, line="BL-1", budget_item="1", category="C0101",
                                        method="open-tender", amount_fen=1)  # fmt: skip
        contract = models.Contract(docket=f"DC-2026-C-{key}", procurement=number, lot="1", supplier=key, price_fen=1, published=published)
        contract.save()
    assert FINDERS["small_holders"](("C0101",), None) == SmallHolders(("sunrise",))
    assert FINDERS["small_holders"](("C0102",), None) == SmallHolders(())
