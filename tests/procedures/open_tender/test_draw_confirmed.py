"""OURS-DRAWN: a draw held in another system is looked up by a second person; until then a duty says that nobody has."""

from dataclasses import replace

from django.utils.translation import override

from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.duties import DRAW_LOOKED_UP, owed
from operis.dockets.procurement.findings import DRAW_SEEN, FindingRecorded
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.documents.papers.report import looked_up
from tests.ledger.county import ERIN
from tests.procedures.awards import MARCH_25, finding
from tests.procedures.evaluating import TENDER, tender
from tests.statute import ALICE, CHEN, at

given = TENDER.happening(at(MARCH_25))
SEEN = finding(str(DRAW_SEEN))


def test_the_reviewer_or_the_finance_department_confirms_it_and_nobody_of_the_panel() -> None:
    for who in (ERIN, CHEN):
        (act,) = given(*tender("seated")).when(SEEN, by=who).then(FindingRecorded)
        assert (act.about, act.found_by) == ("draw-confirmed", who.persons)  # type: ignore[attr-defined]
    given(*tender("seated")).when(SEEN, by=ALICE).refused_under("OURS-FINDING", status=403)
    sits = Mandate(role=Role.REVIEWER, office="review", body=ERIN.body, persons=(tender("seated")[-1].person,))  # type: ignore[attr-defined]
    given(*tender("seated")).when(SEEN, by=sits).refused_under("OURS-DRAWN", status=409)


def test_there_is_nothing_to_look_up_before_a_panel_sits() -> None:
    given(*tender("opened")).when(SEEN, by=ERIN).refused_under("OURS-DRAWN", status=409)


def test_it_is_owed_until_it_is_entered_and_the_report_says_which() -> None:
    state = PROCUREMENT_KIND.start()
    for one in tender("seated"):
        state = PROCUREMENT_KIND.evolve(state, one)
    due = [one.about for one in owed(state) if one.duty is DRAW_LOOKED_UP]
    with override("en"):
        assert (due, looked_up(state)) == (["draw-confirmed"], "no second person has looked it up")
    (act,) = given(*tender("seated")).when(SEEN, by=ERIN).then(FindingRecorded)
    after = PROCUREMENT_KIND.evolve(state, act)
    assert [one for one in owed(after) if one.duty is DRAW_LOOKED_UP] == []
    with override("en"):
        assert looked_up(after).startswith("looked up by a second person on 25 March 2026")
    assert state.panel is not None
    own = replace(state, panel=replace(state.panel, drawn=None))
    assert [one for one in owed(own) if one.duty is DRAW_LOOKED_UP] == []
