"""Whoever supplies may object to the only supplier while it is public: O74-39."""

from dataclasses import replace
from datetime import date

import pytest

from operis.dockets.procurement.sole import ObjectionRaised
from tests.procedures.sole import (
    LETTER,
    OVER,
    before,
    given,
    objecting,
    publicised,
)
from tests.statute import ALICE, BO, CHEN, DONG, at


@pytest.mark.parametrize(("day", "in_time"), [(date(2026, 3, 2), True), (OVER, True), (date(2026, 3, 10), False)])
def test_whoever_supplies_may_object_until_the_last_day(day: date, in_time: bool) -> None:
    asked = given(*before(publicised())).happening(at(day, "17:00")).when(objecting(), by=BO)
    if in_time:
        (act,) = asked.then(ObjectionRaised)
        assert (act.no, act.supplier) == (1, "sunrise")  # type: ignore[attr-defined]
    else:
        asked.refused_under("O74-39", status=422)


def test_an_objection_by_letter_is_entered_with_its_sender_and_scan() -> None:
    there, late = given(*before(publicised())), at(date(2026, 3, 11))
    written = objecting(letter=LETTER, objector="Brook")
    for who in (ALICE, CHEN):
        there.happening(late).when(written, by=who).then(ObjectionRaised)  # it came in time, and is entered later
    for lacking in (replace(written, letter=None), replace(written, objector=None), replace(written, letter=replace(LETTER, scan=None))):
        there.when(lacking).refused_under("O74-39", status=422)
    late_letter = replace(written, letter=replace(LETTER, on=date(2026, 3, 10)))
    there.happening(late).when(late_letter).refused_under("O74-39", status=422)
    there.when(written, by=DONG).refused_under("O74-39", status=403)
    given(*before()).when(objecting(), by=BO).refused_under("OURS-OPEN", status=409)
