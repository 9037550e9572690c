"""The only supplier is made public with what experts say: REG-38, O74-38, CHG-06."""

from dataclasses import replace

import pytest

from operis.core.acts import Due
from operis.core.wording import Slug
from operis.dockets.procurement.sole import SingleSourcePublicised
from operis.dockets.procurement.sole_facts import TiedExpert, TiedExperts, experts_tied, sole_party
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


def test_who_is_of_either_side_is_told_of_and_does_not_count_for_a_central_unit() -> None:
    """A-PLAN-04."""
    tied = replace(given(*before()), facts={**given.facts, experts_tied: TiedExperts((TiedExpert(1, "sunrise"),))})
    notes = tied.when(publishing("a", "b", opinions=(opinion("a"), replace(opinion("b"), opinion=words("None")))))
    assert [one.check for one in notes.warned_under("OURS-OPINIONS")] == ["experts_from_outside"]
    (ground,) = tied.standing_in("", "central").when(publishing("a", "b", "c")).refused_under("CHG-06", status=422)
    assert (ground.check, ground.finding.at) == ("experts_from_outside", "opinions/1/employer")


@pytest.mark.parametrize(("same", "told"), [(79, False), (80, True), (100, True)])
def test_opinions_that_are_alike_are_told_with_their_share(same: int, told: bool) -> None:
    """A-PLAN-04: of a hundred signs."""
    one, other = "a" * 100, "a" * same + "b" * (100 - same)
    opinions = tuple(replace(opinion(name), opinion=words(text)) for name, text in (("x", one), ("y", other)))
    asked = given(*before()).when(publishing(opinions=opinions))
    notes = asked.warned_under(*(("OURS-OPINIONS",) if told else ()))
    assert [note.finding.facts["alike"] for note in notes] == ([same] if told else [])
