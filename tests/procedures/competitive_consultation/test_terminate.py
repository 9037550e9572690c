"""A consultation ends on the grounds of CC-34 and CC-35."""

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.terms import ENDINGS
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.bids import CLOSES, closed
from tests.procedures.documents import filed, issued, noticed
from tests.procedures.open_tender.test_terminate import ending
from tests.statute import DONG, case

given = case(COMPETITIVE_CONSULTATION).happening(CLOSES)
OPEN = (filed(method=Slug("competitive-consultation")), noticed(), issued(), closed())


@pytest.mark.parametrize("ground", sorted(ENDINGS))
def test_it_ends_on_the_grounds_of_its_measures_and_on_no_other(ground: str) -> None:
    outcome = given(*OPEN).when(ending(ground))
    if ground == "documents-flawed":
        outcome.refused_under("CC-34", status=422)
    else:
        outcome.then(ProceedingsTerminated)


def test_a_stranger_does_not_end_it() -> None:
    given(*OPEN).when(ending(), by=DONG).refused_under("CC-34", status=403)
