"""An odd panel, large enough, mostly of experts who were drawn in time, or chosen with consent: O87-47a, O87-47b, O87-48, EXP-14."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.acts import Outside
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.evaluating import Member
from operis.dockets.procurement.mandate_facts import Held, MandatesHeld, mandates_held
from operis.dockets.procurement.outcomes import DrawHeld, PanelFormed
from tests.procedures.contracts import AGENT
from tests.procedures.evaluating import DRAWN, EVALUATED, EXPERTS, HELD, MARCH_20, TENDER, expert, member, panel, seats, tender
from tests.procedures.panels import CHOSEN, CONSENT, panel_of
from tests.statute import BO, CHEN, DONG, OFFICE, at

OPEN, DAY = tender("opened"), timedelta(days=1)


def drawn_elsewhere(on: date) -> Outside:
    return replace(DRAWN, on=on)


def held(on: date, *persons: str, purpose: str = "experts") -> DrawHeld:
    return DrawHeld(happened=at(on), seeds=(), purpose=Slug(purpose), lot=None, drawn=persons)


def named(*suffixes: str, **changed: Any) -> tuple[Member, ...]:
    """The usual five, these of them otherwise."""
    return tuple(member(one, **(changed if one in suffixes else {})) for one in seats())


def test_a_panel_of_five_is_formed_as_it_was_put_together() -> None:
    (act,) = TENDER(*OPEN).when(panel()).then(PanelFormed)
    asked = panel()
    assert act == PanelFormed(happened=EVALUATED, members=asked.members, features=(), consent=None, drawn=asked.drawn, drawn_count=7)
    (told,) = TENDER(*OPEN).when(panel()).warned_under("EXP-12")
    assert told.finding.facts == {"number": "2026-0320", "day": MARCH_20, "medium": "Expert pool of the province"}


def test_five_members_or_more_in_an_odd_number() -> None:
    TENDER(*OPEN).when(panel_of(1, 4)).then(PanelFormed)
    (few,) = TENDER(*OPEN).when(panel_of(1, 3)).refused_under("O87-47a", status=422)
    assert (few.check, few.finding.facts) == ("panel_composed", {"members": 4, "least": 5})
    (even,) = TENDER(*OPEN).when(panel_of(1, 5)).refused_under("O87-47a", status=422)
    assert even.finding.facts == {"members": 6, "least": 5}
    (three,) = TENDER(*OPEN).when(panel_of(1, 2)).refused_under("O87-47a", status=422)
    assert three.finding.facts == {"members": 3, "least": 5}
    TENDER(*OPEN).when(panel_of(2, 5)).then(PanelFormed)


def test_two_thirds_of_the_panel_or_more_are_experts() -> None:
    TENDER(*OPEN).when(panel_of(1, 4)).then(PanelFormed)
    (ground,) = TENDER(*OPEN).when(panel_of(2, 3)).refused_under("O87-47a", status=422)
    assert ground.finding.facts == {"members": 5, "experts": 3, "share": 2, "of": 3}
    TENDER(*tender("opened", budget=Fen(20_000_000_00))).when(panel_of(3, 6)).then(PanelFormed)
    TENDER(*OPEN).when(panel_of(3, 6)).then(PanelFormed)
    TENDER(*OPEN).when(panel_of(4, 5)).refused_under("O87-47a", status=422)


def test_a_panel_of_experts_alone_is_told_and_sits() -> None:
    """O87-47a speaks of representatives of the purchaser and experts."""
    note, _elsewhere = TENDER(*OPEN).when(panel_of(0, 5)).warned_under("O87-47a", "EXP-12")
    assert (note.severity, note.finding.facts) == ("noted", {"members": 5})
    TENDER(*OPEN).when(panel_of(1, 4)).warned_under("EXP-12")


def test_seven_from_ten_million_and_five_under_it() -> None:
    exactly, less = tender("opened", budget=Fen(10_000_000_00)), tender("opened", budget=Fen(9_999_999_99))
    (ground,) = TENDER(*exactly).when(panel(4)).refused_under("O87-47b", status=422)
    assert ground.finding.facts == {"members": 5, "least": 7}
    TENDER(*exactly).when(panel(6)).then(PanelFormed)
    TENDER(*less).when(panel(4)).then(PanelFormed)
    both = TENDER(*exactly).when(panel(7)).refused_under("O87-47a", "O87-47b", status=422)
    assert [one.finding.facts["members"] for one in both] == [8, 8]


@pytest.mark.parametrize("feature", ["technically-complex", "large-social-impact"])
def test_seven_for_what_is_complex_or_touches_many(feature: str) -> None:
    TENDER(*OPEN).when(panel(4, features=(Slug(feature),))).refused_under("O87-47b", status=422)
    TENDER(*OPEN).when(panel(6, features=(Slug(feature),))).then(PanelFormed)
    TENDER(*OPEN).when(panel(4, features=(Slug("complex-or-specialised"),))).then(PanelFormed)


def test_experts_are_drawn_no_earlier_than_two_working_days_before() -> None:
    """The panel sits on Monday 23 March: Thursday is two working days before, Wednesday three."""
    TENDER(*OPEN).when(panel(drawn=drawn_elsewhere(date(2026, 3, 19)))).then(PanelFormed)
    ground, _elsewhere = TENDER(*OPEN).when(panel(drawn=drawn_elsewhere(date(2026, 3, 18)))).warned_under("EXP-14", "EXP-12")
    assert ground.finding.facts == {"drawn": date(2026, 3, 18), "latest": date(2026, 3, 20)}
    TENDER(*OPEN).when(panel(drawn=drawn_elsewhere(date(2026, 3, 23)))).then(PanelFormed)


def test_an_earlier_draw_takes_a_reason_and_is_told_with_it() -> None:
    """EXP-14 holds as a rule: nothing is refused, whether or not a reason is given."""
    early = panel(drawn=drawn_elsewhere(date(2026, 3, 18)))
    unsaid = TENDER(*OPEN).when(early)
    unsaid.warned_under("EXP-14", "EXP-12")
    assert unsaid.words[0].endswith("No reason is given.")
    why = Wording(en="The pool closes for upkeep on 19 March.")
    said = TENDER(*OPEN).when(replace(early, early_draw=why))
    said.warned_under("EXP-14", "EXP-12")
    (act,) = said.then(PanelFormed)
    assert isinstance(act, PanelFormed)
    assert act.early_draw == why


def test_a_holiday_between_is_not_counted() -> None:
    """Tomb-sweeping day: Saturday 4 to Monday 6 April are off, so Thursday is two working days before Tuesday 7."""
    tuesday = TENDER.happening(at(date(2026, 4, 7), "10:00"))
    tuesday(*OPEN).when(panel(drawn=drawn_elsewhere(date(2026, 4, 2)))).then(PanelFormed)
    tuesday(*OPEN).when(panel(drawn=drawn_elsewhere(date(2026, 4, 1)))).warned_under("EXP-14", "EXP-12")


def test_a_draw_held_here_counts_from_its_own_day() -> None:
    here = panel(drawn=None)
    TENDER(*OPEN, held(date(2026, 3, 19), *EXPERTS[:4])).when(here).then(PanelFormed)
    TENDER(*OPEN, held(date(2026, 3, 18), *EXPERTS[:4])).when(here).warned_under("EXP-14")
    again = (held(date(2026, 3, 18), *EXPERTS[:4]), held(date(2026, 3, 20), *EXPERTS[:4]))
    TENDER(*OPEN, *again).when(here).then(PanelFormed)
    early = (held(date(2026, 3, 18), *EXPERTS[:2]), held(date(2026, 3, 20), *EXPERTS[2:4]))
    (ground,) = TENDER(*OPEN, *early).when(here).warned_under("EXP-14")
    assert ground.finding.facts["drawn"] == date(2026, 3, 18)


def test_who_was_not_drawn_is_no_expert_of_the_panel() -> None:
    here = panel(drawn=None)
    grounds = TENDER(*OPEN).when(here).refused_under("REG-39", status=422)
    assert [one.finding.facts["name"] for one in grounds] == [f"Member {one}" for one in EXPERTS[:4]]
    (ground,) = TENDER(*OPEN, held(date(2026, 3, 20), *EXPERTS[:3])).when(here).refused_under("REG-39", status=422)
    assert ground.finding.facts == {"name": "Member e4"}
    (ties, *_) = TENDER(*OPEN, held(date(2026, 3, 20), *EXPERTS[:4], purpose="tie")).when(here).refused_under("REG-39", status=422)
    assert ties.check == "experts_drawn"


def test_the_purchaser_chooses_experts_itself_for_what_is_complex_and_with_consent() -> None:
    ask, complex_ = panel(members=CHOSEN, drawn=None), (Slug("complex-or-specialised"),)
    TENDER(*OPEN).when(panel(members=CHOSEN, drawn=None, features=complex_, consent=CONSENT)).then(PanelFormed)
    (without,) = TENDER(*OPEN).when(panel(members=CHOSEN, drawn=None, features=complex_)).refused_under("O87-48", status=422)
    assert (without.check, without.finding.at) == ("own_choice_consented", "consent")
    (plain,) = TENDER(*OPEN).when(panel(members=CHOSEN, drawn=None, consent=CONSENT)).refused_under("O87-48", status=422)
    assert plain.finding.facts == {
        "names": "Member e1, Member e2, Member e3, Member e4",
        "grounds": (Slug("complex-or-specialised"),),
    }
    assert len(TENDER(*OPEN).when(ask).refused_under("O87-48", status=422)) == 2
    one_of_them = panel(members=named("e1", own_choice=True), features=complex_, consent=CONSENT)
    TENDER(*OPEN).when(one_of_them).then(PanelFormed)
    other_ground = panel(members=CHOSEN, drawn=None, features=(Slug("thin-competition-research"),), consent=CONSENT)
    TENDER(*OPEN).when(other_ground).refused_under("O87-48", status=422)


def test_that_the_purchaser_sends_its_own_representative_needs_no_consent() -> None:
    TENDER(*OPEN).when(panel(members=named("rep", own_choice=True, unit=Slug(OFFICE)))).then(PanelFormed)


def test_in_its_own_purchase_nobody_sits_as_an_expert_but_by_own_choice() -> None:
    (ground,) = TENDER(*OPEN).when(panel(members=named("e2", unit=Slug(OFFICE)))).refused_under("EXP-16b", status=422)
    assert ground.finding.facts == {"name": "Member e2"}
    TENDER(*OPEN).when(panel(members=named("e2", unit=Slug("education")))).then(PanelFormed)
    TENDER(*OPEN).when(panel(members=named("rep", unit=Slug(OFFICE)))).then(PanelFormed)
    chosen = named("e2", unit=Slug(OFFICE), own_choice=True)
    TENDER(*OPEN).when(panel(members=chosen, features=(Slug("complex-or-specialised"),), consent=CONSENT)).then(PanelFormed)


def test_nobody_sits_twice() -> None:
    (ground,) = TENDER(*OPEN).when(panel(members=tuple(map(member, ("rep", "e1", "e2", "e3", "e3"))))).refused_under("O87-47a", status=422)
    assert ground.finding.facts == {"person": "e3"}


def test_a_panel_is_formed_after_the_opening_and_once() -> None:
    before = TENDER(*OPEN[:-1]).when(panel()).refused_under("OURS-OPEN", status=409)
    assert [one.check for one in before] == ["opened_first"]
    (twice,) = TENDER(*tender("formed")).when(panel()).refused_under("OURS-OPEN", status=409)
    assert twice.check == "not_formed_yet"


def test_the_purchaser_or_its_agency_forms_it_and_nobody_else() -> None:
    TENDER(*tender("opened", agency="fair-agency")).when(panel(), by=AGENT).then(PanelFormed)
    TENDER(*OPEN).when(panel(), by=AGENT).refused_under("GPL-20", status=422)
    for who in (BO, CHEN, DONG, expert()):
        TENDER(*OPEN).when(panel_of(1, 1), by=who).refused_under("O87-47a", status=403)


def holding(person: str, role: str, of: str, first: date = date(2026, 1, 1), last: date | None = None) -> MandatesHeld:
    """The usual mandates, and this one more."""
    return MandatesHeld((*HELD.found, Held(person, role, of, first, last)))


def test_everyone_on_the_panel_has_an_account_with_the_mandate_to_evaluate() -> None:
    """Day by day: a mandate that is over or to come is none, nor is one in another role."""
    (ground,) = TENDER(*OPEN).when(panel(members=tuple(map(member, ("rep", "e1", "e2", "e3", "e11"))))).refused_under("O87-47a", status=422)
    assert (ground.check, ground.finding.facts) == ("members_known", {"name": "Member e11"})
    eleven = panel(members=tuple(map(member, ("rep", "e1", "e2", "e3", "e11"))))
    day = EVALUATED.date()
    for role, first, last, known in (
        ("expert", day, day, True), ("expert", day + DAY, None, False), ("expert", MARCH_20, day - DAY, False), ("buyer", day, day, False)
    ):  # fmt: skip
        outcome = TENDER(*OPEN).told(mandates_held, holding("e11", role, "expert-pool", first, last)).when(eleven)
        outcome.then(PanelFormed) if known else outcome.refused_under("O87-47a")


def test_the_purchaser_is_represented_by_one_of_its_own() -> None:
    stranger = panel(members=tuple(map(member, ("rep9", "e1", "e2", "e3", "e4"))))
    other = TENDER(*OPEN).told(mandates_held, holding("rep9", "expert", "education")).when(stranger)
    (ground,) = other.refused_under("O87-47a", status=422)
    assert ground.check == "representative_of_body"
    TENDER(*OPEN).told(mandates_held, holding("rep9", "expert", OFFICE)).when(stranger).then(PanelFormed)


@pytest.mark.parametrize(
    ("role", "of", "row"),
    [
        ("buyer", OFFICE, "EXP-16b"),
        ("finance", "finance", "EXP-16b"),
        ("finance-upper", "finance", "EXP-16b"),
        ("agency", "fair-agency", "O87-47c"),
        ("supplier", "brook", "REG-09"),
    ],
)
def test_who_holds_another_side_evaluates_nothing(role: str, of: str, row: str) -> None:
    """The account tells what the name does not: of the body, of its supervisor, of its agency, of one that has bid."""
    opened = tender("opened", agency="fair-agency")
    TENDER(*opened).told(mandates_held, holding("e3", role, of)).when(panel()).refused_under(row, status=422)
    TENDER(*opened).told(mandates_held, holding("e9", role, of)).when(panel()).then(PanelFormed)


def test_who_holds_a_mandate_elsewhere_may_evaluate() -> None:
    for role, of in (("buyer", "education"), ("agency", "other-agency"), ("supplier", "elsewhere")):
        TENDER(*OPEN).told(mandates_held, holding("e3", role, of)).when(panel()).then(PanelFormed)


@pytest.mark.parametrize("drawn", [replace(DRAWN, number=None), replace(DRAWN, link=None)])
def test_a_draw_elsewhere_is_shown_by_its_number_and_a_link_or_scan(drawn: Outside) -> None:
    """EXP-12: free words are no draw."""
    (ground,) = TENDER(*OPEN).when(panel(drawn=drawn)).refused_under("EXP-12", status=422)
    assert ground.check == "draw_shown"
    TENDER(*OPEN).when(panel(drawn=replace(DRAWN, link=None, scan="ab" * 32))).then(PanelFormed)


def test_a_draw_to_come_is_none() -> None:
    TENDER(*OPEN).when(panel(drawn=drawn_elsewhere(EVALUATED.date() + DAY))).refused_under("EXP-12", status=422)


@pytest.mark.parametrize("consent", [replace(CONSENT, number=None), replace(CONSENT, scan=None)])
def test_the_consent_is_shown_by_its_number_and_a_link_or_scan(consent: Outside) -> None:
    asked = panel(members=CHOSEN, drawn=None, features=(Slug("complex-or-specialised"),), consent=consent)
    TENDER(*OPEN).when(asked).refused_under("O87-48", status=422)
