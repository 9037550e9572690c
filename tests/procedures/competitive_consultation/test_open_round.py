"""All who remain are asked for final quotes once: at least two where services are purchased, else three: CC-20, CC-21, CC-21x."""

from datetime import date, timedelta

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.evaluating import Remaining
from operis.dockets.procurement.outcomes import RoundOpened
from operis.dockets.procurement.terms import Change
from tests.procedures.documents import words
from tests.procedures.endings import ended
from tests.procedures.evaluating import CONSULTATION, EVALUATED, QUOTED, consultation, expert, final_quotes, seats, the_panel
from tests.statute import ALICE, BO, CHEN, DONG

MET = consultation("met")
ALL = the_panel(*seats(2))


def change(about: str = "service-requirements") -> Change:
    return Change(about=Slug(about), old=words("Two carers"), new=words("Three carers"))


def test_all_who_remain_are_asked_at_once() -> None:
    (act,) = CONSULTATION(*consultation("met", invalid=("hill",))).when(final_quotes(), by=ALL).then(RoundOpened)
    asked = (Remaining(lot="1", supplier="sunrise"), Remaining(lot="1", supplier="brook"))
    assert act == RoundOpened(happened=EVALUATED, closes=QUOTED, changes=(), confirmed_by=None, round=2, asked=asked)


def test_two_may_remain_where_services_are_purchased_and_one_may_not() -> None:
    CONSULTATION(*consultation("met", invalid=("hill",))).when(final_quotes(), by=ALL).then(RoundOpened)
    one = consultation("met", invalid=("hill", "brook"))
    (ground,) = CONSULTATION(*one).when(final_quotes(), by=ALL).refused_under("CC-21x", status=409)
    assert ground.finding.facts == {"lot": "1", "left": 1, "least": 2}


def test_before_the_bids_are_examined_nobody_says_that_too_few_remain() -> None:
    (ground,) = CONSULTATION(*consultation("qualified")).when(final_quotes(), by=ALL).refused_under("CC-21x", status=409)
    assert (ground.finding.says, ground.finding.facts) == ("The bids for lot {lot} have not been examined.", {"lot": "1"})


def test_without_the_exception_three_remain() -> None:
    before = CONSULTATION.reading("CC-21x", first=date(2026, 3, 3))
    before(*MET).when(final_quotes(), by=ALL).then(RoundOpened)
    (ground,) = before(*consultation("met", invalid=("hill",))).when(final_quotes(), by=ALL).refused_under("CC-21", status=409)
    assert ground.finding.facts == {"lot": "1", "left": 2, "least": 3}


def test_each_had_its_talk_first() -> None:
    (ground,) = CONSULTATION(*MET[:-1]).when(final_quotes(), by=ALL).refused_under("CC-19", status=422)
    assert ground.finding.facts == {"supplier": "hill", "lot": "1"}
    CONSULTATION(*MET).when(final_quotes(), by=ALL).then(RoundOpened)


@pytest.mark.parametrize("about", ["technical-requirements", "service-requirements", "draft-contract"])
def test_three_things_may_change_and_the_representative_confirms_it(about: str) -> None:
    changes = (change(about),)
    CONSULTATION(*MET).when(final_quotes(changes=changes, confirmed_by="rep"), by=ALL).then(RoundOpened)
    for nobody in (None, "e1", "e9"):
        (ground,) = CONSULTATION(*MET).when(final_quotes(changes=changes, confirmed_by=nobody), by=ALL).refused_under("CC-20", status=422)
        assert ground.finding.at == "confirmed_by"


def test_nothing_else_changes() -> None:
    changes = (change(), change("price-weight"))
    (ground,) = CONSULTATION(*MET).when(final_quotes(changes=changes, confirmed_by="rep"), by=ALL).refused_under("CC-20", status=422)
    assert (ground.finding.at, ground.finding.facts["about"]) == ("changes/1/about", Slug("price-weight"))


def test_final_quotes_close_after_they_are_asked_for() -> None:
    (ground,) = CONSULTATION(*MET).when(final_quotes(closes=EVALUATED), by=ALL).refused_under("OURS-OPEN", status=409)
    assert ground.check == "closes_later"


def test_who_is_asked_has_half_an_hour_and_as_a_rule_an_hour() -> None:
    """Else only who knew of it before comes in time."""
    least, usual = timedelta(minutes=30), timedelta(minutes=60)
    short = CONSULTATION(*MET).when(final_quotes(closes=EVALUATED + least - timedelta(seconds=1)), by=ALL)
    (ground,) = short.refused_under("OURS-QUOTE", status=409)
    assert (ground.check, ground.finding.facts["earliest"]) == ("time_to_quote", EVALUATED + least)
    (told,) = CONSULTATION(*MET).when(final_quotes(closes=EVALUATED + least), by=ALL).warned_under("OURS-QUOTE")
    assert (told.check, told.finding.facts["usual"]) == ("usual_time_to_quote", 60)
    assert CONSULTATION(*MET).when(final_quotes(closes=EVALUATED + usual), by=ALL).warned_under() == ()


def test_a_time_sooner_than_that_of_the_documents_is_told_and_never_refused() -> None:
    said = timedelta(hours=2)
    for closes, told in ((said - timedelta(seconds=1), True), (said, False)):
        asked = CONSULTATION(*MET).when(final_quotes(closes=EVALUATED + closes, hours_said=2), by=ALL)
        notes = asked.warned_under(*(["OURS-QUOTE"] if told else []))
        facts = {"closes": EVALUATED + closes, "hours": 2}
        assert [(one.check, one.finding.facts) for one in notes] == ([("time_of_documents", facts)] if told else [])
        (act,) = asked.then(RoundOpened)
        assert isinstance(act, RoundOpened)
        assert act.hours_said == 2


def test_they_are_asked_for_once() -> None:
    grounds = CONSULTATION(*consultation("quoted")).when(final_quotes(), by=ALL).refused_under("OURS-OPEN", status=409)
    assert {one.check for one in grounds} == {"first_round"}


def test_the_whole_group_asks_and_nobody_else() -> None:
    CONSULTATION(*MET).when(final_quotes(), by=the_panel("rep", "e1")).refused_under("CC-19", status=409)
    for who in (ALICE, BO, CHEN, DONG, expert("rep"), the_panel("e9")):
        CONSULTATION(*MET).when(final_quotes(), by=who).refused_under("CC-20", status=403)


def test_where_every_lot_has_ended_nothing_is_asked() -> None:
    acts = consultation("met", lots=("1", "2"))
    (act,) = CONSULTATION(*acts, ended("2")).when(final_quotes(), by=ALL).then(RoundOpened)
    assert isinstance(act, RoundOpened)
    assert {one.lot for one in act.asked} == {"1"}
    over = CONSULTATION(*acts, ended("1"), ended("2")).when(final_quotes(), by=ALL).refused_under("OURS-OPEN", status=409)
    assert [one.check for one in over] == ["not_ended"]
