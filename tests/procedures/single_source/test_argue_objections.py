"""Objections are argued by experts once all could come: O74-40."""

from dataclasses import replace
from datetime import date

from operis.dockets.procurement.sole import ExpertOpinionGiven
from operis.dockets.procurement.sole_facts import TiedExpert, TiedExperts, experts_tied
from tests.procedures.documents import words
from tests.procedures.sole import (
    OVER,
    argued,
    arguing,
    before,
    given,
    objected,
    publicised,
)
from tests.statute import at


def test_objections_are_argued_once_all_could_come_and_within_five_working_days() -> None:
    there = given(*before(publicised(), objected(), objected(2)))
    there.happening(at(date(2026, 3, 8))).when(arguing()).refused_under("O74-40", status=422)
    (act,) = there.happening(at(OVER)).when(arguing()).then(ExpertOpinionGiven)
    assert act.objections == (1, 2)  # type: ignore[attr-defined]
    there.happening(at(date(2026, 3, 16))).when(arguing()).warned_under()
    there.happening(at(date(2026, 3, 17))).when(arguing()).warned_under("O74-40")
    there(*there.acts, argued(1, 2)).happening(at(OVER, "11:00")).when(arguing()).refused_under("OURS-OPEN", status=409)
    there.happening(at(OVER)).when(arguing(reason=words("ok"))).refused_under("OURS-REASON", status=409)


def test_experts_argue_and_none_of_either_side_without_being_told_of() -> None:
    there = given(*before(publicised(), objected())).happening(at(OVER))
    there.when(arguing(opinions=())).refused_under("O74-40", status=422)
    tied = replace(there, facts={**given.facts, experts_tied: TiedExperts((TiedExpert(0, "sunrise"),))})
    tied.when(arguing()).warned_under("OURS-OPINIONS")
    tied.standing_in("", "central").when(arguing()).refused_under("CHG-06", status=422)
