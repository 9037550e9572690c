"""What the registers tell of a single source: experts of either side, the file of the supplier, and a contract that others add to."""

from datetime import date

import pytest

from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.procurement.sole_facts import FormerContract, SoleParty, TiedExpert, TiedExperts
from operis.registers import models
from operis.registers.sole import experts_tied, former_contract, sole_party

pytestmark = pytest.mark.django_db
CENTRE = "Sunrise Care Centre"


@pytest.fixture(autouse=True)
def parties() -> None:
    models.Party.objects.create(key="sunrise", docket="DC-F-1", party="supplier", nature="enterprise", name_en=CENTRE, head="Hu Wen",
                                plain_en="sunrisecarecentre", accepted=True, address='{"en": "2 High Street"}')  # fmt: skip
    models.Party.objects.create(key="office", docket="DC-F-2", party="body", nature="state-organ", name_en="Civil Affairs Office",
                                plain_en="civilaffairsoffice", accepted=True)  # fmt: skip


@pytest.mark.parametrize(("name", "employer", "party"), [
    ("Lu Fang", "Sunrise  Care Centre", "sunrise"), ("Lu Fang", "Day team, Civil Affairs Office", "office"),
    ("HU WEN", "Hospital", "sunrise"), ("Lu Fang", "Hospital", None), ("Hu Wenjing", "Sunrise", None),
])  # fmt: skip
def test_an_expert_is_of_a_side_by_employer_or_as_its_head(name: str, employer: str, party: str | None) -> None:
    found = experts_tied(("office", "sunrise", "Zhao Min", "College", name, employer), None)
    assert found == (TiedExperts((TiedExpert(1, party),)) if party else None)


def test_the_one_supplier_is_told_as_its_file_has_it() -> None:
    assert sole_party(("sunrise",), None) == SoleParty("sunrise", True, False, Wording(en="2 High Street"))
    assert (sole_party(("office",), None), sole_party(("brook",), None)) == (None, None)


def test_a_contract_is_told_with_what_other_plans_add_to_it() -> None:
    models.Contract.objects.create(docket="DC-C-1", procurement="DC-S-1", lot="1", body="office", supplier="sunrise",
                                   price_fen=5_000_000_00, signed=date(2025, 6, 1))  # fmt: skip
    for docket, amount in (("DC-S-2", 200_000_00), ("DC-S-3", 100_000_00)):
        models.YearSpend.objects.create(docket=docket, body="office", year=2026, line="1", budget_item="1", category="C",
                                        method="single-source", amount_fen=amount, continues="DC-C-1")  # fmt: skip
    told = FormerContract("office", "sunrise", Fen(5_000_000_00), date(2025, 6, 1), Fen(300_000_00))
    assert former_contract(("DC-C-1",), "DC-S-4") == told
    own = former_contract(("DC-C-1",), "DC-S-3")
    assert own is not None
    assert own.added == Fen(200_000_00)
    assert former_contract(("DC-C-2",), None) is None
