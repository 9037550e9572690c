"""The plan of an open tender: REG-29, and what a plan rests on: order, money, body, directory and need."""

from datetime import date
from decimal import Decimal

import pytest

from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.facts import budget_line, year_spend
from operis.dockets.directory.facts import directory_item
from operis.dockets.file.facts import body
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.facts import Ended, EndedBefore, ended_before
from operis.dockets.procurement.terms import Lot, Requirement
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import NEED_CONTENTS, NONE, criteria, filed, intended, noticed, plan, words
from tests.statute import BO, CHEN, DONG, OFFICE, at, case

given = case(OPEN_TENDER)


def test_a_complete_plan_is_filed_with_what_it_rests_on() -> None:
    (act,) = given().when(plan()).then(ImplementationPlanFiled)
    assert isinstance(act, ImplementationPlanFiled)
    assert (act.body, act.budget_item, act.class_, act.happened) == (OFFICE, "2081006", "public", at(date(2026, 3, 2)))
    given().when(plan()).warned_under()


def test_the_class_may_be_open() -> None:
    (act,) = given.told(need_part, class_=None)().when(plan()).then(ImplementationPlanFiled)
    assert isinstance(act, ImplementationPlanFiled)
    assert act.class_ is None


def test_only_the_buyer_of_the_body_files_a_plan() -> None:
    agency = Mandate(role=Role.AGENCY, office="agency", body="agency", for_=OFFICE, persons=("frank",))
    for stranger in (BO, CHEN, agency):
        (ground,) = given().when(plan(budget=Fen(9_000_000_00)), by=stranger).refused_under("REG-29", status=403)
        assert ground.check == "not_yours"
    (ground,) = given(filed()).when(plan(), by=DONG).refused_under("REG-29", status=403)
    assert ground.finding.facts == {"roles": ("buyer",)}


# What settles the matter


@pytest.mark.parametrize("outcome", ["POST", "NEITHER:N-LABOUR", "REFER", None])
def test_what_was_not_determined_a_service_is_not_bought_and_nothing_else_is_weighed(outcome: str | None) -> None:
    wrong = plan(budget=Fen(9_000_000_00))
    given.told(need_part, outcome=outcome)().when(wrong).refused_under("O102-10", status=409)


def test_a_need_that_is_not_on_record_settles_it_too() -> None:
    (ground,) = given.told(need_part)().when(plan()).refused_under("O102-10", status=409)
    assert ground.finding.facts == {"what": "need_part"}


# The order of steps


def test_the_body_is_accepted_on_file() -> None:
    given.told(body, accepted=False)().when(plan()).refused_under("OURS-OPEN", status=409)
    given.told(body)().when(plan()).refused_under("OURS-OPEN", "O102-08", status=409)


def test_the_need_is_the_bodys_own() -> None:
    given.told(need_part, body="education")().when(plan()).refused_under("OURS-OPEN", status=409)


def test_a_plan_is_filed_anew_until_the_notice_and_no_later() -> None:
    given(filed()).when(plan()).then(ImplementationPlanFiled)
    given(filed(), noticed()).when(plan()).refused_under("OURS-OPEN", status=409)


def test_budget_first_purchase_after() -> None:
    given.told(budget_line)().when(plan()).refused_under("O102-16", "GPL-06", status=409)


def test_the_order_of_steps_refuses_on_a_day_on_which_its_row_is_silent() -> None:
    early = given.told(budget_line).happening(at(date(2012, 3, 2)))()
    grounds = early.when(plan()).refused_under("GPL-06", "GPL-27", status=409)
    assert {ground.check for ground in grounds} == {"budgeted", "within_budget", "open_above_amount"}


# Money


def test_the_plan_stays_within_what_is_left_of_the_line() -> None:
    left = given.told(budget_line, amount=Fen(1_000_000_00), reserved=Fen(140_000_00))()
    left.when(plan(budget=Fen(860_000_00))).then(ImplementationPlanFiled)
    (ground,) = left.when(plan(budget=Fen(860_000_01))).refused_under("GPL-06", status=422)
    assert ground.finding.facts["free"] == 860_000_00
    overdrawn = given.told(budget_line, amount=Fen(1_000_000_00), reserved=Fen(1_000_000_01))()
    (ground,) = overdrawn.when(plan(budget=Fen(0))).refused_under("GPL-06")
    assert repr(ground.finding.facts["free"]) == "Fen(-0.01)"


def test_what_runs_for_years_is_planned_against_the_money_of_all_of_them() -> None:
    years = given.told(budget_line, amount=Fen(560_000_00), all_years=Fen(1_720_000_00), reserved=Fen(20_000_00))()
    years.when(plan(budget=Fen(1_700_000_00))).then(ImplementationPlanFiled)
    years.when(plan(budget=Fen(1_700_000_01))).refused_under("GPL-06", status=422)


def test_an_open_tender_is_no_splitting_whatever_else_was_bought() -> None:
    given.told(year_spend, counted=Fen(2_000_000_00), dockets=("DC-2026-S-0009",))().when(plan()).then(ImplementationPlanFiled)


def test_the_ceiling_price_lies_within_the_budget_and_there_is_no_floor() -> None:
    given().when(plan(ceiling=Fen(860_000_00))).then(ImplementationPlanFiled)
    given().when(plan(ceiling=Fen(860_000_01))).refused_under("GPL-06", status=422)
    given().when(plan(floor=Fen(1))).refused_under("O87-12", status=422)


def test_lots_add_up_to_the_budget() -> None:
    def lots(second: int) -> tuple[Lot, ...]:
        return tuple(Lot(lot=name, name=words(name), budget=Fen(fen)) for name, fen in (("1", 430_000_00), ("2", second)))

    given().when(plan(lots=lots(430_000_00))).then(ImplementationPlanFiled)
    given().when(plan(lots=lots(430_000_01))).refused_under("GPL-06", status=422)


def test_the_line_under_which_a_price_is_looked_at_is_sixty_five_percent_at_most() -> None:
    given().when(plan(low_price_line_percent=Decimal(65))).then(ImplementationPlanFiled)
    given().when(plan(low_price_line_percent=Decimal("65.01"))).refused_under("ALP-05", status=422)
    given.happening(at(date(2026, 1, 31)))().when(plan(low_price_line_percent=Decimal(90))).then(ImplementationPlanFiled)


# The body, the directory, the need


def test_a_category_1_institution_and_a_funded_group_organisation_buy_no_service_for_the_public() -> None:
    for kind in ({"category": "class-1", "nature": "public-institution"}, {"nature": "group-organisation"}):
        given.told(body, **kind)().when(plan()).refused_under("O102-08", status=422)
        for_itself = given.told(body, **kind).told(need_part, class_="own-duties")
        for_itself().when(plan(directory_item=None)).then(ImplementationPlanFiled)  # by the procurement law: art. 2 and 15
    for kind in ({"category": "class-2", "nature": "public-institution"}, {"nature": "party-organ"}):
        given.told(body, **kind)().when(plan()).then(ImplementationPlanFiled)


def test_nothing_holds_the_determination() -> None:
    grounds = given.told(need_part, holds=("TERM", "DRIFT"))().when(plan()).refused_under("O102-14", status=422)
    assert [ground.finding.facts["hold"] for ground in grounds] == ["TERM", "DRIFT"]


def test_the_item_stands_in_the_directory_on_the_day() -> None:
    given().when(plan(directory_item=None)).refused_under("O102-14", status=422)
    (ground,) = given.told(directory_item)().when(plan()).refused_under("O102-14", status=422)
    assert ground.finding.facts == {"what": "directory_item"}
    for first, last in ((date(2026, 3, 2), date(2026, 3, 2)), (None, None)):
        given.told(directory_item, first=first, last=last)().when(plan()).then(ImplementationPlanFiled)
    for first, last in ((date(2026, 3, 3), None), (None, date(2026, 3, 1))):
        given.told(directory_item, first=first, last=last)().when(plan()).refused_under("O102-14", status=422)


def test_the_need_names_seven_things() -> None:
    for missing in NEED_CONTENTS:
        six = tuple(Requirement(about=Slug(one), text=words(f"As written: {one}")) for one in NEED_CONTENTS if one != missing)
        (ground,) = given().when(plan(requirements=six)).refused_under("O87-11", status=422)
        assert ground.finding.facts["element"] == missing


def test_the_public_is_asked_about_a_service_for_the_public() -> None:
    given.told(need_part, recipients_count=1)().when(plan()).then(ImplementationPlanFiled)
    given.told(need_part, recipients_count=0)().when(plan()).refused_under("REG-15", status=422)
    given.told(need_part, recipients_count=0, class_="own-duties")().when(plan()).then(ImplementationPlanFiled)
    for missing in ("way", "answered_count", "adopted"):
        given.told(need_part, undescribed=(missing,))().when(plan()).refused_under("REG-15", status=422)
        given.told(need_part, undescribed=(missing,), class_="own-duties")().when(plan()).then(ImplementationPlanFiled)


def test_a_line_that_was_budgeted_for_another_service_pays_for_nothing_here() -> None:
    for other in ({"category": "C13050000"}, {"directory_item": "A0402"}):
        (ground,) = given.told(budget_line, **other)().when(plan()).refused_under("O102-16", status=422)
        assert ground.finding.at in other
    for wide in ("C05000000", "C05040100", None):
        given.told(budget_line, category=wide)().when(plan()).warned_under()
    for wide in ("A04", "A0401", None):
        given.told(budget_line, directory_item=wide)().when(plan()).warned_under()


def test_what_is_for_the_public_stands_under_an_item_for_the_public() -> None:
    given.told(directory_item, class_="own-duties")().when(plan()).warned_under("O102-14")
    given.told(directory_item, class_="own-duties").told(need_part, class_="own-duties")().when(plan()).warned_under()
    given.told(directory_item, class_="own-duties").told(need_part, class_=None)().when(plan()).warned_under()


def test_another_amount_than_was_announced_is_told() -> None:
    given(intended()).when(plan(budget=Fen(946_000_00))).warned_under()
    given(intended()).when(plan(budget=Fen(774_000_00))).warned_under()
    for other in (946_000_01, 773_999_99):
        (note,) = given(intended()).when(plan(budget=Fen(other))).warned_under("OURS-INTENDED")
        assert note.finding.facts["intended"] == 860_000_00


def test_a_survey_is_compulsory_for_the_public_and_from_ten_million_yuan() -> None:
    given.told(need_part, market_count=0)().when(plan()).refused_under("REQ-11", status=422)
    given.told(need_part, consulted_on=None)().when(plan()).refused_under("REQ-11", status=422)
    own = given.told(need_part, market_count=0, class_="own-duties").told(budget_line, amount=Fen(20_000_000_00))
    large = {"reservation": NONE}
    own().when(plan(budget=Fen(9_999_999_99), **large)).then(ImplementationPlanFiled)
    own().when(plan(budget=Fen(10_000_000_00), **large)).refused_under("REQ-11", status=422)


def test_a_survey_is_good_for_a_year() -> None:
    given.told(need_part, consulted_on=date(2025, 3, 2))().when(plan()).then(ImplementationPlanFiled)
    given.told(need_part, consulted_on=date(2025, 3, 1))().when(plan()).refused_under("REQ-11", status=422)


def test_a_survey_normally_asks_three_firms_so_fewer_warn() -> None:
    given.told(need_part, market_count=3)().when(plan()).warned_under()
    given.told(need_part, market_count=2)().when(plan()).warned_under("REQ-10")


# Who stands in


def test_an_agency_has_a_written_mandate_that_says_what_it_covers() -> None:
    notices = (Slug("notices"),)
    for number in ("HT-7", "协议第三号"):
        given().when(plan(agency="agency", agency_mandate=number, agency_matters=notices)).then(ImplementationPlanFiled)
    given().when(plan(agency="agency", agency_matters=notices)).refused_under("GPL-20", status=422)
    for nothing in ("none", "无", "-"):
        given().when(plan(agency="agency", agency_mandate=nothing, agency_matters=notices)).refused_under("GPL-20", status=422)
    silent = given().when(plan(agency="agency", agency_mandate="HT-7"))
    silent.refused_under("GPL-20", status=422)
    assert silent.words == ["The plan does not say what the agency is entrusted with."]
    given().when(plan()).then(ImplementationPlanFiled)


# All at once, and the weight of a row


def test_what_is_planned_again_in_the_year_in_which_its_task_fell_away_is_told_of() -> None:
    """O87-29: the year is that of the ending; another ground is no contradiction."""
    for on, ground, told in (
        (date(2026, 1, 1), "task-fell-away", True),
        (date(2025, 12, 31), "task-fell-away", False),
        (date(2026, 1, 1), "too-few", False),
    ):
        before = given.told(ended_before, EndedBefore((Ended("DC-2026-S-0007", ground, on),)))
        outcome = before().when(plan())
        outcome.then(ImplementationPlanFiled)
        [*notes] = outcome.warned_under(*(["O87-29"] if told else []))
        assert [note.finding.facts["days"] for note in notes] == [60] * told


def test_every_ground_is_given_at_once() -> None:
    wrong = plan(acceptance=None, floor=Fen(1), term_months=37, criteria=criteria("5"))
    given.unreviewed()().when(wrong).refused_under("REQ-29", "REQ-24", "O87-12", "O102-24", "O87-55a", status=422)


def test_the_methods_are_those_of_the_day() -> None:
    grounds = given().when(plan(method=Slug("auction"))).refused_under("GPL-26", status=422)
    assert [one.finding.at for one in grounds] == ["method"]
