"""The only supplier is made public with what experts say: REG-38, O74-38, CHG-06."""

from dataclasses import replace

import pytest

from operis.core.acts import Due
from operis.core.wording import Slug
from operis.dockets.procurement.sole import SingleSourcePublicised
from operis.dockets.procurement.sole_facts import sole_party
from tests.procedures.approving import ABOVE
from tests.procedures.documents import noticed, words
from tests.procedures.sole import (
    KNOW_HOW,
    OVER,
    before,
    given,
    opinion,
    publicised,
    publishing,
)
from tests.statute import BO, CHEN, DONG, MORNING


def test_it_says_what_the_plan_and_the_file_say_and_stands_for_five_working_days() -> None:
    (act,) = given(*before()).when(publishing()).then(SingleSourcePublicised)
    assert act == SingleSourcePublicised(
        happened=MORNING, opinions=(opinion(),), finance="finance", method=Slug("single-source"), method_ground=Slug("only-one-supplier"),
        budget=ABOVE, supplier="sunrise", supplier_address=words("2 High Street"), case_reason=KNOW_HOW,
        stands_until=Due(day=OVER, row="REG-38"),
    )  # fmt: skip


def test_opinions_and_the_address_stand_in_it() -> None:
    given(*before()).when(replace(publishing(), opinions=())).refused_under("O74-38", status=422)
    given(*before()).told(sole_party, address=None).when(publishing()).refused_under("O74-38", status=422)


@pytest.mark.parametrize(("names", "enough"), [(("a", "b", "c"), True), (("a", "b"), False), (("a", "b", "b"), False)])
def test_a_central_unit_has_three_experts(names: tuple[str, ...], enough: bool) -> None:
    central = given(*before()).standing_in("", "central")
    asked = central.when(publishing(*names))
    _ = asked.then(SingleSourcePublicised) if enough else asked.refused_under("CHG-06", status=422)


def test_once_for_a_plan_by_its_body_and_before_the_notice() -> None:
    given(*before(publicised())).when(publishing()).refused_under("OURS-ONE", status=409)
    given(*before(publicised()), *before()[1:]).when(publishing()).then(SingleSourcePublicised)  # another plan
    given(*before(noticed())).when(publishing()).refused_under("OURS-OPEN", status=409)
    for who in (DONG, BO, CHEN):
        given(*before()).when(publishing(), by=who).refused_under("REG-38", status=403)
