"""What was bought outside the methods of this site is entered with its need: GPL-85, NEW-EMG, COOP-00, O101-19, OURS-OUTSIDE."""

from datetime import date
from typing import Any

import pytest

from operis.core.acts import Act, Outside
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.need.acts import OutsidePurchaseEntered
from operis.dockets.need.commands import EnterOutsidePurchase
from operis.dockets.need.kind import NEED_KIND
from operis.dockets.need.terms import COOPERATIVE, EMERGENCY, SECRET
from operis.procedures.need import NEED
from tests.procedures.documents import said, words
from tests.procedures.needs import determined, part, recorded
from tests.statute import BO, DONG, Given, at, case

given = case(NEED)
LAST, FIRST = date(2026, 9, 30), date(2026, 10, 1)
"""The last day without the measures of 2026, and their first."""


def bought(day: date, ground: str | None = EMERGENCY, **changed: Any) -> EnterOutsidePurchase:
    paper = Outside(medium="Contract", on=day, number="2026-77", scan="ab" * 32)
    whole = {"ground": ground and Slug(ground), "reason": words("The flood took the bridge, and twelve families had no meal"),
             "supplier": "Lake Kitchen", "price": Fen(48_000_00), "outside": paper}  # fmt: skip
    return EnterOutsidePurchase(**{**whole, **changed})


def on(day: date, *acts: Act) -> Given:
    return given.happening(at(day))(*(acts or (recorded(),)))


@pytest.mark.parametrize(("day", "row", "told"), [
    (LAST, "GPL-85", {"OURS-OUTSIDE"}), (FIRST, "NEW-EMG", {"OURS-OUTSIDE", "NEW-EMG"}),
])  # fmt: skip
def test_an_emergency_rests_on_the_law_and_from_their_day_on_the_measures(day: date, row: str, told: set[str]) -> None:
    asked = on(day).when(bought(day))
    (act,) = asked.then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert (act.by, act.supplier, act.price, act.outside.number) == (row, "Lake Kitchen", Fen(48_000_00), "2026-77")
    asked.warned_under(*told)


def test_cooperative_innovation_rests_on_its_measures_once_it_is_a_method() -> None:
    day = date(2026, 3, 2)
    (act,) = on(day).when(bought(day, COOPERATIVE)).then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert act.by == "COOP-00"
    on(day).when(bought(day, COOPERATIVE)).warned_under("COOP-00")


@pytest.mark.parametrize("ground", [None, "no-time-to-tender", "cheaper"])
def test_an_everyday_purchase_has_no_ground(ground: str | None) -> None:
    for day in (LAST, FIRST):
        (found,) = on(day).when(bought(day, ground)).refused_under("GPL-85", status=422)
        assert found.finding.facts == {"grounds": (EMERGENCY, SECRET, COOPERATIVE), "named": ground or "none"}


def test_what_is_secret_is_not_entered() -> None:
    (found,) = on(LAST).when(bought(LAST, SECRET)).refused_under("O101-19", status=422)
    assert found.check == "nothing_secret"


def test_a_paper_shows_it_by_a_link_or_a_scan() -> None:
    def paper(**shown: str) -> EnterOutsidePurchase:
        return bought(LAST, outside=Outside(medium="Contract", on=LAST, **shown))

    on(LAST).when(paper(link="https://county.example/77")).then(OutsidePurchaseEntered)
    on(LAST).when(paper(number="2026-77")).refused_under("OURS-OUTSIDE", status=409)
    on(LAST).when(bought(LAST, price=Fen(0))).refused_under("OURS-OUTSIDE", status=409)


def test_what_is_entered_on_a_later_day_says_why() -> None:
    later = given.entering(at(FIRST)).happening(at(LAST))(recorded())
    later.when(bought(LAST)).refused_under("OURS-LATE", status=409)
    (act,) = later.when(bought(LAST, late_reason=words("The office had no current"))).then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert act.by == "GPL-85"


def test_it_is_for_a_part_of_a_need_on_record_and_says_something() -> None:
    on(LAST, recorded(part("1"), part("2"))).when(bought(LAST, part="2")).then(OutsidePurchaseEntered)
    on(LAST).when(bought(LAST, part="2")).refused_under("OURS-OPEN", status=409)
    on(LAST).when(bought(LAST, reason=words("x"))).refused_under("OURS-REASON", status=409)


def test_that_the_need_was_known_before_is_told_with_the_days_between() -> None:
    notes = on(LAST).when(bought(LAST)).warned_under("OURS-OUTSIDE")
    assert notes[0].finding.facts == {"since": date(2026, 1, 5), "day": LAST, "days": 268}
    day = date(2026, 1, 5)
    on(day).when(bought(day)).warned_under()


def test_what_is_left_of_the_need_keeps_its_plan_among_what_is_due() -> None:
    acts = (recorded(), determined("SERVICE"))
    for whole, due in ((False, ["file-plan"]), (True, [])):
        entered = OutsidePurchaseEntered(**said(bought(LAST, whole=whole)), happened=at(LAST), by="GPL-85")
        state = NEED_KIND.folded((*acts, entered))
        assert [one.duty.command.slug for one in NEED_KIND.owed(state)] == due


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    for stranger in (BO, DONG):
        on(LAST).when(bought(LAST), by=stranger).refused_under("GPL-85", status=403)
