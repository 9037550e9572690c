"""Stamped copies of the plan, the notice and what follows are put back: REG-46, GPL-20."""

from datetime import date

import pytest

from operis.core.acts import Act
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.copies import StampedCopyAdded
from operis.dockets.procurement.commands import AddStampedCopy
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import CLOSING, SCAN, corrected, filed, intended, issued, noticed
from tests.statute import DONG, OFFICE, at, case

given = case(OPEN_TENDER).happening(at(date(2026, 3, 10)))
planned = (intended(), filed())
published = (*planned, noticed(30), issued())


def copy(of: str) -> AddStampedCopy:
    return AddStampedCopy(of=Slug(of), documents=(SCAN,))


@pytest.mark.parametrize(
    ("of", "before", "after"),
    [
        ("implementation-plan", (intended(),), planned),
        ("procurement-notice", planned, published),
        ("correction-notice", published, (*published, corrected(at(CLOSING, "09:30")))),
    ],
)
def test_a_copy_comes_after_its_paper(of: str, before: tuple[Act, ...], after: tuple[Act, ...]) -> None:
    given(*before).when(copy(of)).refused_under("OURS-OPEN", status=409)
    given(*after).when(copy(of)).then(StampedCopyAdded)


@pytest.mark.parametrize("of", ["determination-record", "result-notice"])
def test_what_is_not_on_this_docket_is_refused(of: str) -> None:
    (ground,) = given(*published).when(copy(of)).refused_under("OURS-OPEN", status=409)
    assert ground.finding.facts == {"of": of}


def test_an_agency_puts_it_back_where_the_plan_names_it() -> None:
    agency = Mandate(role=Role.AGENCY, office="agency", body="agency", for_=OFFICE, persons=("frank",))
    given(intended(), filed(agency="agency", agency_mandate="2026-1")).when(copy("implementation-plan"), by=agency).then(StampedCopyAdded)
    given(*planned).when(copy("implementation-plan"), by=agency).refused_under("GPL-20", status=422)


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    given(*planned).when(copy("implementation-plan"), by=DONG).refused_under("REG-46", status=403)
