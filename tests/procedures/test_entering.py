"""What happens here is entered on its day; what happened elsewhere before, with a link or a scan and a reason: OURS-LATE."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.acts import Outside
from operis.core.decider import Procedure, Step
from operis.core.fields import walk
from operis.dockets.bid.commands import PayBond, SettleBond
from operis.dockets.need.acts import ConsultationRecorded
from operis.dockets.need.commands import RecordConsultation
from operis.dockets.procurement.acts import IntentionPublished
from operis.dockets.procurement.commands import DecideAward
from operis.dockets.procurement.evaluating import Silent
from operis.dockets.procurement.outcomes import AwardDecided
from operis.procedures import procedures
from operis.procedures.need import NEED
from operis.procedures.start import START
from tests.procedures.awards import APRIL_1, MARCH_25, deciding
from tests.procedures.below_threshold.stages import examined
from tests.procedures.below_threshold.stages import given as chosen
from tests.procedures.documents import intention, words
from tests.procedures.needs import consultation, recorded
from tests.statute import at, case

CLAIMED, TODAY = date(2026, 2, 2), date(2026, 3, 2)
SHOWN = Outside(medium="China Government Procurement Network", on=CLAIMED, link="https://www.ccgp.gov.cn/7")
WHY = words("Its number came in March")
STEPS = [pytest.param(one, step, id=f"{one.name}:{step.asked.slug}") for one in procedures() for step in one.listed]
RESTING = "not_before_what_it_rests_on"
back = case(START).happening(CLAIMED).entering(at(TODAY))


def test_what_happened_elsewhere_is_entered_later_with_its_proof_and_is_told_of() -> None:
    asked = intention(outside=SHOWN, late_reason=WHY)
    outcome = back().when(asked)
    outcome.then(IntentionPublished)
    [note] = outcome.warned_under("OURS-LATE")
    assert (note.check, note.severity, note.finding.facts["days"]) == ("entered_on_its_day", "noted", 28)
    back().when(replace(asked, outside=replace(SHOWN, link=None, scan="ab" * 32))).then(IntentionPublished)


@pytest.mark.parametrize(
    ("outside", "says"),
    [
        (None, "nothing says that it happened elsewhere on 2026-02-02"),
        (replace(SHOWN, link=None, number="7"), "there is no link and no scan"),
        (replace(SHOWN, on=date(2026, 2, 3)), "Elsewhere it happened on 2026-02-03"),
    ],
)
def test_without_its_proof_it_is_not_entered_for_an_earlier_day(outside: Outside | None, says: str) -> None:
    refused = back().when(intention(outside=outside, late_reason=WHY))
    refused.refused_under("OURS-LATE", status=409)
    assert says in refused.words[0]


def test_why_it_comes_late_is_said() -> None:
    refused = back().when(intention(outside=SHOWN))
    refused.refused_under("OURS-LATE", status=409)
    assert refused.words == ["It happened on 2026-02-02 and is entered on 2026-03-02: say why."]


def test_the_day_counts_and_not_the_hour() -> None:
    """One minute before midnight is another day; one minute after it is today. A day to come is no day of entry."""
    asked = intention(outside=replace(SHOWN, on=TODAY))
    for happened, late in ((at(date(2026, 3, 1), "23:59"), True), (at(TODAY, "00:01"), False), (TODAY, False)):
        outcome = case(START).happening(happened).entering(at(TODAY))().when(asked)
        outcome.refused_under("OURS-LATE") if late else outcome.warned_under()
    ahead = case(START).happening(at(TODAY + timedelta(days=1))).entering(at(TODAY))().when(asked)
    ahead.refused_under("OURS-LATE", status=409)
    assert ahead.words == ["This has not happened yet."]


def test_what_can_not_happen_elsewhere_has_no_other_day() -> None:
    later = case(NEED).happening(CLAIMED).entering(at(TODAY))
    later(recorded()).when(replace(consultation(), late_reason=WHY)).refused_under("OURS-LATE", status=409)


@pytest.mark.parametrize(("one", "step"), STEPS)
def test_it_is_looked_at_in_every_step_of_every_kind(one: Procedure[Any], step: Step[Any, Any]) -> None:
    dated = {"happened_already", "earlier_day_proved", "lateness_explained", "past_days_have_come"}
    assert dated <= {rule.check.name for rule in step.after}
    assert "entered_on_its_day" in {rule.check.name for rule in step.noted}


def test_nothing_is_entered_for_a_day_before_what_it_rests_on() -> None:
    """What was examined on 25 March was not awarded elsewhere on the 24th; on the same day it may have been."""
    elsewhere = chosen.entering(at(APRIL_1))
    for on, refused in ((MARCH_25 - timedelta(days=1), True), (MARCH_25, False)):
        asked = deciding("sunrise", outside=replace(SHOWN, on=on), late_reason=WHY)
        outcome = elsewhere.happening(on)(*examined()).when(asked)
        outcome.refused_under("OURS-LATE", status=409) if refused else outcome.then(AwardDecided)
        assert (outcome.words == ["It is said to have happened on 2026-03-24, before what it rests on: that is of 2026-03-25."]) is refused


CANNOT_WAIT = ("need", "enter-outside-purchase")
"""What is bought after a disaster is bought before anybody writes down the need."""


def test_whatever_can_have_happened_elsewhere_rests_on_something_but_what_comes_first() -> None:
    free = {
        (one.kind, step.asked.slug)
        for one in procedures()
        for step in one.listed
        if "outside" in walk(step.asked) and step.asked is not DecideAward and RESTING not in {rule.check.name for rule in step.after}
    }
    assert free == {("procurement", "publish-intention"), ("file", "impose-bar"), CANNOT_WAIT}


def test_no_day_that_is_said_to_be_past_is_to_come() -> None:
    """The market was asked today, and not tomorrow; the same within what a record holds."""
    on_its_day = case(NEED).happening(at(TODAY)).entering(at(TODAY))(recorded())
    on_its_day.when(replace(consultation(), on=TODAY)).then(ConsultationRecorded)
    ahead = on_its_day.when(replace(consultation(), on=TODAY + timedelta(days=1)))
    grounds = ahead.refused_under("OURS-LATE", status=409)
    assert [(one.check, one.finding.at, one.finding.facts["day"]) for one in grounds] == [("past_days_have_come", "on", date(2026, 3, 3))]


def test_what_says_when_something_was_done_says_that_it_is_past() -> None:
    dated = (Silent, RecordConsultation, PayBond, SettleBond)
    said = {(one, name) for one in dated for name, field in walk(one).items() if field.asked.past}
    assert said == {(Silent, "asked_on"), (RecordConsultation, "on"), (PayBond, "paid_on"), (SettleBond, "paid_on")}
