"""The result of a consultation names the group and stands for a working day: REG-43d, CC-29, D135-03."""

from dataclasses import replace
from datetime import date

from operis.core.acts import Due
from operis.dockets.procurement.facts import WinningBids, winning_bids
from operis.dockets.procurement.outcomes import ResultPublished
from tests.procedures.awards import MARCH_25, deciding, result
from tests.procedures.evaluating import CONSULTATION, consultation, done
from tests.statute import STANDARD, at

REPORTED = consultation("reported")
AWARDED = (*REPORTED, *done(CONSULTATION.happening(at(MARCH_25))(*REPORTED), deciding("sunrise")))
given = CONSULTATION.happening(at(date(2026, 3, 27)))(*AWARDED)


def test_the_group_is_named_and_the_contract_is_due_in_thirty_days() -> None:
    (act,) = given.when(result()).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [one.name for one in act.experts] == ["Member rep", "Member e1", "Member e2"]
    assert act.stands_until == Due(day=date(2026, 3, 30), row="D135-03")
    assert act.sign_by == Due(day=date(2026, 4, 27), row="CC-30")
    assert isinstance(act.own_results, tuple)
    assert [(one.supplier, one.rank) for one in act.own_results] == [("brook", 2), ("hill", 3)]


def test_contents_are_those_of_the_regulation_alone() -> None:
    given.told(winning_bids, WinningBids(tuple(replace(one, address=None) for one in STANDARD[winning_bids].found))).when(
        result()
    ).refused_under("REG-43d", status=422)
    given.when(result(small_declarations=())).refused_under("SME-13", status=422)
    given.when(result(documents=())).refused_under("REG-43c", status=422)
