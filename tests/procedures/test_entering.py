"""What happens here is entered on its day; what happened elsewhere before, with a link or a scan and a reason: OURS-LATE."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.acts import Outside
from operis.core.decider import Procedure, Step
from operis.dockets.procurement.acts import IntentionPublished
from operis.procedures import procedures
from operis.procedures.need import NEED
from operis.procedures.start import START
from tests.procedures.documents import intention, words
from tests.procedures.needs import consultation, recorded
from tests.statute import at, case

CLAIMED, TODAY = date(2026, 2, 2), date(2026, 3, 2)
SHOWN = Outside(medium="China Government Procurement Network", on=CLAIMED, link="https://www.ccgp.gov.cn/7")
WHY = words("Its number came in March")
STEPS = [pytest.param(one, step, id=f"{one.name}:{step.asked.slug}") for one in procedures() for step in one.listed]
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
    assert {"happened_already", "earlier_day_proved", "lateness_explained"} <= {rule.check.name for rule in step.after}
    assert "entered_on_its_day" in {rule.check.name for rule in step.noted}
