"""Do the registers of questions, explanations, awards and contracts follow from the record alone, and do they tell what became of it?"""

from pathlib import Path

import pytest

from operis.cases.casefile import read_case
from operis.cases.running import Running
from operis.clerk import rebuild
from operis.law.book import parse_place
from operis.registers import models
from operis.registers.search import FINDERS
from operis.weighing import Office
from tests.ledger.tables import registers
from tests.statute import ZONE, book, calendar

pytestmark = [pytest.mark.django_db]
CASES = Path(__file__).parents[2] / "cases" / "constructed"


def run(name: str) -> None:
    path = CASES / f"{name}.yaml"
    case = read_case(path.read_text("utf8"), path.name, ZONE)
    pack, place, level = parse_place(case.law)
    assert [
        one.failed for one in Running(case, Office(book(), pack, place, level), "a secret of the tests", path.parent).run() if one.failed
    ] == []


@pytest.mark.parametrize("name", ["deemed-award", "winner-refuses", "low-prices", "price-does-not-sum", "tie-drawn"])
def test_made_anew_the_registers_are_what_the_clerk_entered(name: str) -> None:
    run(name)
    before = registers()
    rebuild(calendar())
    assert registers() == before


def test_a_refusal_to_sign_and_the_award_of_the_next_are_told() -> None:
    run("winner-refuses")
    refused, signed = models.Contract.objects.order_by("docket")
    assert (refused.refused, refused.signed) == (True, None)
    assert signed.refused is False
    award = models.Award.objects.get()
    assert (award.supplier, award.price_fen) == (signed.supplier, signed.price_fen)
    told = FINDERS["signature"]((), award.docket)
    assert told.refused == (("1", refused.supplier),)
    settling = FINDERS["settling"]((award.docket, refused.supplier), None)
    assert (settling.won, settling.refused) == (False, True)
    models.Contract.objects.filter(docket=refused.docket).update(force_majeure=True)
    assert FINDERS["settling"]((award.docket, refused.supplier), None).refused is False
    assert FINDERS["award"]((award.docket, "1"), None).contract == signed.docket
    assert FINDERS["award"]((award.docket, "2"), None) is None
    assert FINDERS["settling"](("DC-2026-S-0099", refused.supplier), None) is None


def test_what_is_asked_and_explained_is_told_to_its_supplier() -> None:
    run("low-prices")
    asked = models.Asked.objects.filter(about="low-price").first()
    assert asked is not None
    assert FINDERS["asked_of"]((asked.docket, asked.supplier), None).lots == (asked.lot,)
    assert FINDERS["asked_of"]((asked.docket, "nobody"), None).lots == ()
    explained = models.Explanation.objects.all()
    assert FINDERS["explanations"]((), asked.docket).suppliers == tuple(
        (one.lot, one.supplier) for one in explained.order_by("lot", "supplier")
    )
