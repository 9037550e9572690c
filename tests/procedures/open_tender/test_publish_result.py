"""A result says what the law asks, tells each loser its own, and comes within two working days: REG-43c, REG-43d, O87-69."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.acts import Due, Outside
from operis.core.fields import walk
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.acts import ImplementationPlanFiled, NoticePublished
from operis.dockets.procurement.awarding import ExpertShown, Item, OwnResult, WinnerShown
from operis.dockets.procurement.commands import PublishResult
from operis.dockets.procurement.facts import BidItem, WinningBids, winning_bids
from operis.dockets.procurement.outcomes import PanelFormed, ResultPublished
from operis.rules.telling import joined
from tests.procedures.awards import MARCH_25, PAPER, TIED, aside, deciding, drawn, result
from tests.procedures.contracts import AGENT, appointing
from tests.procedures.documents import filed, words
from tests.procedures.evaluating import TENDER, done, tender
from tests.statute import ALICE, BO, DONG, STANDARD, Given, at

MARCH_27, MARCH_28 = date(2026, 3, 27), date(2026, 3, 28)
given = TENDER.happening(at(MARCH_27))
LOSERS = ("brook", "hill")


def awarded(**how: Any) -> Given:
    """Decided on Wednesday 25 March 2026."""
    acts = tender("reported", **how)
    lots = how.get("lots", ("1",))
    return given(*acts, *done(given.happening(at(MARCH_25))(*acts), deciding("sunrise", lots=lots)))


def test_the_panel_is_named_and_each_loser_has_its_own_score_and_rank() -> None:
    """O87-69b, D135-04, EXP-20; O87-69c: it stands for a working day; O87-71: to be signed within thirty days.

    The points are 66 for the plan, and 800,000 / 810,000 of 20 for the price.
    """
    outcome = awarded().when(result(*LOSERS))
    (act,) = outcome.then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [one.supplier for one in act.awards] == ["sunrise"]
    assert act.experts[:2] == (
        ExpertShown(name="Member rep", seat=Slug("representative"), own_choice=False),
        ExpertShown(name="Member e1", seat=Slug("expert"), own_choice=False),
    )
    assert len(act.experts) == 5
    assert isinstance(act.own_results, tuple)
    assert [(one.supplier, one.rank) for one in act.own_results] == [("brook", 2), ("hill", 3)]
    assert act.own_results[0] == OwnResult(
        lot="1", supplier="brook", total=Decimal("85.75"), rank=2,
        reason=Wording(zh="排名第2；得分85.75", en="No. 2 by rank; 85.75 points; We thank you"),
    )  # fmt: skip
    assert act.stands_until == Due(day=date(2026, 3, 30), row="O87-69c")
    assert act.sign_by == Due(day=date(2026, 4, 27), row="O87-71")
    outcome.warned_under()


def test_experts_whom_the_purchaser_chose_itself_are_marked() -> None:
    """EXP-20."""
    own = [
        replace(act, members=tuple(replace(one, own_choice=one.person == "e1") for one in act.members))
        if isinstance(act, PanelFormed)
        else act
        for act in awarded().acts
    ]
    (act,) = given(*own).when(result(*LOSERS)).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [one.name for one in act.experts if one.own_choice] == ["Member e1"]


def test_it_names_what_plan_notice_bid_and_award_say_and_nothing_is_typed() -> None:
    """REG-43d, O87-69b: what a loser would be, or another price, cannot be said."""
    (act,) = awarded().when(result()).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert (act.project_name, act.project_number, act.purchaser) == (words("Day care"), "DC-2026-S-0001", words("Civil Affairs Office"))
    assert act.winners == (WinnerShown(lot="1", name=words("Sunrise"), address=words("2 High Street")),)
    wanted = joined(*(one.text for one in filed().requirements))
    assert act.items == (
        Item(lot="1", name=words("Day care"), quantity=words("60 people"), service_requirements=wanted,
             unit_price=Wording(zh="未要求分项报价；总价800,000.00元，12个月",
                                en="No unit price was asked for; 800,000.00 yuan in all, for 12 months")),
    )  # fmt: skip
    assert not {"winners", "items", "awards", "project_name", "project_number", "purchaser", "agency"} & walk(PublishResult).keys()


def test_of_several_lots_none_is_said_to_be_the_whole_purchase() -> None:
    (act,) = awarded(lots=("1", "2")).when(result(lots=("1", "2"))).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    told = Wording(zh="未按采购包分列；项目总规模：60 people", en="Not given by lot; of the whole purchase: 60 people")
    scale = words("60 people")
    assert [one.quantity for one in act.items] == [Wording(**{language: dict(told)[language] for language, _said in scale})] * 2


@pytest.mark.parametrize(("texts", "told"), [
    ((words("Nine kitchens."), words("By meals served")), words("Nine kitchens; By meals served")),
    ((words("Nine kitchens."), words("None")), words("Nine kitchens.")), ((words("None."), words("none")), None),
    ((Wording(zh="九所食堂。", en="Nine."), Wording(zh="无"), Wording(zh="按人次计费")), Wording(zh="九所食堂；按人次计费", en="Nine.")),
])  # fmt: skip
def test_texts_are_joined_by_one_mark_and_without_those_that_say_nothing(texts: tuple[Wording, ...], told: Wording | None) -> None:
    assert joined(*texts) == told


def with_bid(**changed: Any) -> Given:
    """The winner's bid and file otherwise."""
    (bid,) = (one for one in STANDARD[winning_bids].found if (one.lot, one.supplier) == ("1", "sunrise"))
    return awarded().told(winning_bids, WinningBids((replace(bid, **changed),)))


def test_the_lines_of_the_price_list_are_the_main_items() -> None:
    lines = (BidItem(words("Meals"), Decimal("1200"), Fen(20_00)), BidItem(words("Bus"), Decimal("12.5"), Fen(1_000_00)))
    (act,) = with_bid(items=lines).when(result()).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [(one.name, one.quantity, one.unit_price) for one in act.items] == [
        (words("Meals"), Wording(zh="1200", en="1200"), Wording(zh="20.00元", en="20.00 yuan")),
        (words("Bus"), Wording(zh="12.5", en="12.5"), Wording(zh="1,000.00元", en="1,000.00 yuan")),
    ]


def test_the_number_is_that_of_the_notice_where_it_was_published_elsewhere() -> None:
    there = Outside(medium="The medium", on=date(2026, 3, 2), number="CA-2026-7")
    acts = [replace(act, outside=there) if isinstance(act, NoticePublished) else act for act in awarded().acts]
    (act,) = given(*acts).when(result()).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert act.project_number == "CA-2026-7"


@pytest.mark.parametrize(
    ("changed", "content"),
    [
        ({"project_name": None}, "project-name"),
        ({"purchaser": None}, "purchaser-name-address-contact"),
        ({"scale": None}, "main-item-quantity"),
    ],
)
def test_what_the_notice_does_not_have_is_missed_by_name(changed: dict[str, Any], content: str) -> None:
    """REG-43d; O87-69b names it once more."""
    acts = [replace(act, **changed) if isinstance(act, NoticePublished) else act for act in awarded().acts]
    outcome = given(*acts).when(result())
    outcome.refused_under("REG-43d", "O87-69b", status=422)
    assert any(content in said for said in outcome.words)


def test_nor_what_the_file_of_the_winner_lacks() -> None:
    outcome = with_bid(address=None).when(result())
    outcome.refused_under("REG-43d", "O87-69b", status=422)
    assert "The record does not say for lot 1: winner-address." in outcome.words


def test_the_agency_is_named_where_there_is_one() -> None:
    with_agency = awarded(agency="fair-agency")
    outcome = with_agency.when(result())
    outcome.refused_under("REG-43d", status=422)
    assert outcome.words == ["The record does not say: agency-name-address-contact."]
    agency = words("Fair Agency, 3 High Street, 000-2026-2000")
    acts = [replace(act, agency=agency) if isinstance(act, NoticePublished) else act for act in with_agency.acts]
    given(*acts).when(result()).then(ResultPublished)


def test_each_lot_that_is_published_has_its_contents() -> None:
    (act,) = awarded(lots=("1", "2")).when(result(*LOSERS, lots=("1", "2"))).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert isinstance(act.own_results, tuple)
    assert [(one.lot, one.name) for one in act.winners] == [("1", words("Sunrise")), ("2", words("Sunrise"))]
    assert [one.name for one in act.items] == [words("Lot 1"), words("Lot 2")]
    assert [(one.lot, one.supplier) for one in act.own_results] == [(lot, one) for lot in ("1", "2") for one in LOSERS]


def test_the_purchasing_documents_are_published_with_it_unless_they_went_with_the_notice() -> None:
    """REG-43c, O87-69a."""
    awarded().when(result(*LOSERS, documents=())).refused_under("REG-43c", status=422)
    acts = [replace(act, documents=(PAPER,)) if isinstance(act, NoticePublished) else act for act in awarded().acts]
    given(*acts).when(result(*LOSERS, documents=())).then(ResultPublished)


def test_the_declaration_of_a_small_winner_is_published_with_it() -> None:
    """SME-13: from its bid where a file there bears that name, else put in."""
    awarded().when(result(small_declarations=())).refused_under("SME-13", status=422)
    awarded(small=False).when(result(small_declarations=())).refused_under("SME-13", status=422)  # all is reserved: a medium winner too
    in_open = [replace(act, reservation=None) if isinstance(act, ImplementationPlanFiled) else act for act in awarded(small=False).acts]
    given(*in_open).when(result(small_declarations=())).then(ResultPublished)
    held = with_bid(documents=(replace(PAPER, name="03 中小企业声明函.pdf"), replace(PAPER, name="Licence")))
    (act,) = held.when(result(small_declarations=())).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [one.name for one in act.small_declarations] == ["03 中小企业声明函.pdf"]
    with_bid(documents=(replace(PAPER, name="Licence"),)).when(result(small_declarations=())).refused_under("SME-13", status=422)


def test_a_winner_whose_bid_declares_it_is_published_with_the_files_of_its_declaration() -> None:
    """SME-13: the declaration is made in the bid, whatever its file is called; who only states it has made it too."""
    none, signed = result(small_declarations=()), replace(PAPER, name="signed.pdf")
    (act,) = with_bid(documents=(), declares=True, declared=(signed,), size="small").when(none).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert act.small_declarations == (signed,)
    with_bid(documents=(), declares=True, size="small").when(none).warned_under()
    with_bid(documents=(), declares=True).when(none).then(ResultPublished)
    with_bid(documents=()).when(none).refused_under("SME-13", status=422)


def test_a_winner_that_nobody_asked_for_a_declaration_is_published_with_the_size_of_its_file() -> None:
    """SME-13: what everybody reads says from where the size is known, whether the officer puts a file in or not."""
    none = result(small_declarations=())
    told = with_bid(documents=(), size="small", reviewed=True).when(none)
    told.then(ResultPublished)
    told.warned_under("SME-13")
    assert told.words == [
        "The bid of sunrise has no small-enterprise declaration; its size is that of its file here: small. "
        "Reviewed by the finance department: yes.",
    ]
    with_bid(documents=(), size="small").when(result()).warned_under("SME-13")
    with_bid(documents=(replace(PAPER, name="Small-enterprise declaration"),), size="small").when(none).warned_under()
    with_bid(documents=(), size=None).when(none).refused_under("SME-13", status=422)


def test_each_who_did_not_win_is_told_why_the_unqualified_too() -> None:
    """O87-69b: nobody can be left out; a further sentence goes to none but them."""
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00, "field": 830_000_00}
    one_out = awarded(prices=four, invalid=("field",))
    (act,) = one_out.when(result()).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert isinstance(act.own_results, tuple)
    assert [(one.supplier, one.total is None, one.rank) for one in act.own_results] == [
        ("brook", False, 2),
        ("hill", False, 3),
        ("field", True, None),
    ]
    assert act.own_results[2].reason == Wording(zh="不具备规定的资格要求", en="Does not meet the conditions; No licence")
    for other in ("sunrise", "lake"):
        outcome = one_out.when(result(other))
        outcome.refused_under("OURS-OPEN", status=409)
        assert outcome.words == [f"{other} is none of those who did not win lot 1."]


def test_who_was_equal_and_lost_the_draw_is_told_so() -> None:
    acts, first, other = drawn()
    decided = done(given.happening(at(MARCH_25))(*TIED, *acts), deciding(first))
    (act,) = given(*TIED, *acts, *decided).when(result()).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert isinstance(act.own_results, tuple)
    assert act.own_results[0].supplier == other
    assert str(act.own_results[0].reason.en).endswith("; equal to the winner, to whom the lot fell")


def test_later_than_two_working_days_is_told() -> None:
    """REG-43c; decided on Wednesday 25 March 2026."""
    awarded().when(result(*LOSERS)).warned_under()
    late = awarded().happening(at(MARCH_28)).when(result(*LOSERS))
    late.warned_under("REG-43c")
    assert late.words == ["The result was to be published by 2026-03-27."]


def test_of_two_decisions_the_earlier_counts() -> None:
    acts = tender("reported", lots=("1", "2"))
    first = done(given.happening(at(MARCH_25))(*acts), deciding("sunrise", lots=("1",)))
    second = done(given.happening(at(MARCH_27))(*acts, *first), deciding("sunrise", lots=("2",)))
    both = result(*LOSERS, lots=("1", "2"))
    given.happening(at(MARCH_28))(*acts, *first, *second).when(both).warned_under("REG-43c")


def test_it_is_published_once_for_each_award_that_stands() -> None:
    given(*tender("reported")).when(result(*LOSERS)).refused_under("OURS-OPEN", status=409)
    published = awarded().when(result(*LOSERS)).then(ResultPublished)
    after = (*awarded().acts, *published)
    given(*after).when(result(*LOSERS)).refused_under("OURS-OPEN", status=409)
    again = (*after, aside("sunrise"))
    given(*again).when(result(*LOSERS)).refused_under("OURS-OPEN", status=409)
    decided = done(given(*again), deciding("brook"))
    (act,) = given(*again, *decided).when(result("sunrise", "hill")).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert isinstance(act.own_results, tuple)
    assert act.own_results[0].reason == Wording(zh="中标（成交）结果被取消", en="Its award was set aside; We thank you")
    assert [one.supplier for one in act.awards] == ["brook"]


def test_the_purchaser_or_its_agency_publishes_it() -> None:
    awarded().when(result(*LOSERS), by=ALICE).then(ResultPublished)
    acts = awarded().acts
    agency = words("Fair Agency, 3 High Street, 000-2026-2000")
    named = [replace(act, agency=agency) if isinstance(act, NoticePublished) else act for act in acts]
    given(*appointing(named)).when(result(*LOSERS), by=AGENT).then(ResultPublished)
    given(*named).when(result(*LOSERS), by=AGENT).refused_under("GPL-20", status=422)
    for other in (BO, DONG):
        awarded().when(result(*LOSERS), by=other).refused_under("REG-43c", status=403)


@pytest.mark.parametrize(("bond", "back"), [(Fen(8_600_00), Due(day=date(2026, 4, 3), row="O87-38a")), (None, None), (Fen(0), None)])
def test_the_securities_of_the_others_go_back_within_five_working_days_where_there_are_any(bond: Fen | None, back: Due | None) -> None:
    """O87-38a: published on Friday 27 March 2026, until Friday 3 April."""
    acts = tuple(replace(one, bond=bond) if isinstance(one, NoticePublished) else one for one in awarded().acts)
    (act,) = given(*acts).when(result(*LOSERS)).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert act.bonds_back_by == back


def test_a_result_has_no_field_for_a_winner_a_sum_or_an_expert() -> None:
    """What could differ from the record is not asked: it comes from there (A-RES-01), and cannot be left out (A-RES-02)."""
    assert {"winners", "awards", "items", "experts", "own_results", "project_number", "purchaser"} & {*walk(PublishResult)} == set()
