"""What does a signed contract leave of the money that was planned for it, and what is asked again when it is signed?"""

from datetime import date

import pytest

from operis.attachments.models import keep
from operis.core.money import Fen
from operis.dockets.bid.terms import BidContent, content_bytes, content_digest
from operis.dockets.contract.facts import Funds
from operis.registers import models
from operis.registers.search import FINDERS
from operis.web.desk.held import lines_of
from tests.statute import OFFICE, at

pytestmark = [pytest.mark.django_db]
ONE, OTHER, DAY = "DC-2026-S-0001", "DC-2026-S-0002", date(2026, 4, 10)
KEY = (OFFICE, "2026", "BL-1", "C0101")


@pytest.fixture
def planned() -> None:
    """A line of a million: one purchase of 600,000 in two lots, both awarded, and another of 300,000."""
    models.BudgetLine.objects.create(docket="DC-2026-G-0001", body=OFFICE, year=2026, line="BL-1", budget_item="1", amount_fen=1_000_000_00)
    for docket, amount in ((ONE, 600_000_00), (OTHER, 300_000_00)):
        models.YearSpend.objects.create(docket=docket, body=OFFICE, year=2026, line="BL-1", budget_item="1", category="C0101",
                                        method="competitive-consultation", amount_fen=amount)  # fmt: skip
    for lot, budget, price in (("1", 400_000_00, 350_000_00), ("2", 200_000_00, 200_000_00)):
        models.Award.objects.create(
            docket=ONE, lot=lot, body=OFFICE, method="competitive-consultation", need="DC-2026-N-0001", part="1", supplier="sunrise",
            bid="DC-2026-B-0001", price_fen=price, lot_budget_fen=budget, published=DAY, form="purchase", term_months=12,
        )  # fmt: skip


def contract(lot: str, price: int, *, signed: date | None = DAY, refused: bool = False) -> None:
    models.Contract.objects.create(docket=f"DC-2026-C-{lot}", procurement=ONE, lot=lot, supplier="sunrise", price_fen=price, signed=signed,
                                   refused=refused)  # fmt: skip


def reserved(docket: str | None = None) -> Fen:
    told: Fen = FINDERS["budget_line"](KEY, docket).reserved
    return told


@pytest.mark.usefixtures("planned")
def test_a_signed_contract_holds_its_price_and_no_longer_what_was_planned_for_its_lot() -> None:
    assert reserved() == 900_000_00
    contract("1", 350_000_00, signed=None)
    assert reserved() == 900_000_00
    models.Contract.objects.update(signed=DAY)
    assert (reserved(), reserved(OTHER), reserved(ONE)) == (850_000_00, 550_000_00, 300_000_00)
    contract("2", 200_000_00)
    assert reserved() == 850_000_00


@pytest.mark.usefixtures("planned")
def test_the_desk_proposes_what_the_law_leaves_free() -> None:
    """What a signed contract has freed is free on the desk too."""

    def free() -> tuple[Fen, Fen]:
        (line,) = lines_of(OFFICE, 2026)
        return line.free, FINDERS["budget_line"](KEY, None).free

    assert free() == (100_000_00, 100_000_00)
    contract("1", 350_000_00)
    assert free() == (150_000_00, 150_000_00)
    models.BudgetLine.objects.update(all_years_fen=2_000_000_00)
    assert free() == (1_150_000_00, 1_150_000_00)


@pytest.mark.usefixtures("planned")
def test_what_is_split_is_still_added_up_by_what_was_planned() -> None:
    """REG-28: a low price does not make room for what may not be bought apart."""
    contract("1", 350_000_00)
    assert FINDERS["year_spend"](KEY, None).counted == 900_000_00


@pytest.mark.usefixtures("planned")
def test_the_money_for_a_contract_is_what_the_line_has_beside_all_else() -> None:
    assert FINDERS["funds"]((ONE, "1"), None) == Funds("BL-1", Fen(1_000_000_00), Fen(500_000_00))
    assert FINDERS["funds"]((ONE.lower(), "2"), None) == Funds("BL-1", Fen(1_000_000_00), Fen(700_000_00))
    contract("1", 350_000_00)
    assert FINDERS["funds"]((ONE, "2"), None) == Funds("BL-1", Fen(1_000_000_00), Fen(650_000_00))
    models.BudgetLine.objects.update(amount_fen=400_000_00, all_years_fen=800_000_00)
    assert FINDERS["funds"]((ONE, "2"), None).amount == 800_000_00
    models.BudgetLine.objects.all().delete()
    assert FINDERS["funds"]((ONE, "2"), None) is None
    assert FINDERS["funds"]((OTHER, "1"), None) is None


@pytest.mark.usefixtures("planned")
def test_a_bar_of_the_winner_is_told() -> None:
    models.Bar.objects.create(docket="DC-2026-F-1", party="sunrise", scope="supplying", row="GPL-77", ground="x", decision="9", first=DAY)
    models.Bar.objects.create(docket="DC-2026-F-2", party="brook", scope="supplying", row="GPL-77", ground="x", decision="8", first=DAY)
    assert [one.party for one in FINDERS["award_bars"]((ONE, "1"), None).found] == ["sunrise"]
    assert FINDERS["award_bars"]((OTHER, "1"), None).found == ()


@pytest.mark.usefixtures("planned")
def test_whoever_joined_the_winning_bid_is_looked_at_too() -> None:
    models.Bar.objects.create(docket="DC-2026-F-2", party="brook", scope="supplying", row="GPL-77", ground="x", decision="8", first=DAY)
    content = BidContent(price=Fen(350_000_00), members=("brook",))
    keep("DC-2026-B-0001", content_bytes(content))
    models.Seal.objects.create(docket="DC-2026-B-0001", procurement=ONE, supplier="sunrise", lot="1", no=0, received=at(DAY),
                               sealed_sha256=content_digest(content))  # fmt: skip
    assert [one.party for one in FINDERS["award_bars"]((ONE, "1"), None).found] == ["brook"]
    assert FINDERS["award_bars"]((ONE, "2"), None).found == ()
