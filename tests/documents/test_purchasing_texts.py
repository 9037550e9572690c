"""Are purchasing documents drafted from the record as their texts say? Conditions, slots, law of the day, frozen texts, both languages."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.terms import Band, Condition, Criterion, Lot, Requirement, Reservation
from operis.documents.lawbook import book
from operis.documents.purchasing.asking import asking
from operis.documents.purchasing.conditions import UnreadableError, holds, parts_of
from operis.documents.purchasing.filling import LINE, Drafted, drafted
from operis.documents.purchasing.lint import mistakes
from operis.documents.purchasing.record import facts_of
from operis.documents.purchasing.texts import Text, clause_of, file_said, forms_for, sources_of, text_for, text_of, texts
from operis.documents.purchasing.values import looked_up
from operis.documents.textbank import banks
from tests.documents.purchased import LATER, MARCH_2, answered, known, law
from tests.procedures.documents import words

EACH = [pytest.param(text, id=name) for name, text in texts().items()]
each_text = pytest.mark.parametrize("text", EACH)
TENDER, CONSULTATION = texts()["open-tender"], texts()["competitive-consultation"]
CHINESE = re.compile(r"[\u3400-\u9fff]")
PLAN: dict[str, Any] = {"plan": {"agency": None, "ceiling": Fen(1), "reservation": {"way": Slug("whole")}}, "notice": {"bond": None}}


def tender(asked: dict[str, Any] | None = None, announced: dict[str, Any] | None = None, day: date = MARCH_2, **changed: Any) -> Drafted:
    return drafted(TENDER, answered(TENDER, known(asked, announced, **changed)), law(day))


def clause(draft: Drafted, id: str) -> Any:
    return next((one for one in draft.clauses if one.clause.id == id), None)


@pytest.mark.parametrize(
    ("when", "true"),
    [
        ("", True), ("plan.ceiling", True), ("plan.agency", False), ("not plan.agency", True), ("plan.nothing", False),
        ("plan.reservation.way == whole", True), ("plan.reservation.way != whole", False), ("plan.reservation.way in (lot, whole)", True),
        ("plan.reservation.way in (lot, none)", False), ("plan.ceiling and not notice.bond", True), ("plan.ceiling and notice.bond", False),
        ("plan.agency != whole", True), ("nothing.at_all", False),
    ],
)  # fmt: skip
def test_a_condition_holds_as_it_reads_and_an_empty_field_is_false(when: str, true: bool) -> None:
    assert holds(when, lambda source: looked_up(PLAN, source)) is true


@pytest.mark.parametrize("when", ["plan", "plan.a or plan.b", "plan.a = b", "plan.a in b", "plan.a == (b)", "not plan.a == b", "Plan.a"])
def test_what_is_no_condition_is_not_taken_for_one(when: str) -> None:
    with pytest.raises(UnreadableError):
        parts_of(when)


def test_the_texts_of_ours_are_whole() -> None:
    assert [str(one) for one in mistakes(texts(), book())] == []
    assert [(name, len(list(text.clauses))) for name, text in texts().items()] == [
        ("competitive-consultation", 123), ("competitive-negotiation", 116), ("framework", 89), ("open-tender", 122), ("single-source", 65),
    ]  # fmt: skip


def broken(**changed: Any) -> list[str]:
    """One clause, with something wrong in it, in a document of its own."""
    whole = {
        "id": "one",
        "zh": "预算{budget}元。",
        "en": "Budget {budget}.",
        "frozen": "true",
        "rows": ["REG-30"],
        "slots": {"budget": "plan.budget"},
    }
    said = {
        **file_said("single-source"),
        "chapters": [{"id": "c", "title": {"zh": "章", "en": "Chapter"}, "clauses": [{**whole, **changed}]}],
    }
    text = text_of({**said, "covers": {"basis": {}, "contents": {"budget": ["one"]}}}, {})
    return [str(one) for one in mistakes({"a": text}, book()) if one.file == "a.yaml"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, []),
        ({"rows": ["GPL-999"]}, ["a.yaml: c.one: there is no row GPL-999"]),
        ({"rows": []}, ["a.yaml: c.one: it rests on no law and on no article"]),
        ({"en": " "}, ["a.yaml: c.one: both languages are needed",
                       "a.yaml: c.one: slots differ: Chinese ['budget'], English [], declared ['budget']"]),
        ({"en": "Budget {budget} 元."}, ["a.yaml: c.one: there is Chinese in the English text"]),
        ({"slots": {"budget": "plan.price"}}, ["a.yaml: c.one: there is no field plan.price"]),
        ({"slots": {"budget": "law:REG-30/nothing"}}, ["a.yaml: c.one: there is no law:REG-30/nothing"]),
        ({"slots": {}}, ["a.yaml: c.one: slots differ: Chinese ['budget'], English ['budget'], declared []"]),
        ({"when": "plan.a or b"}, ["a.yaml: c.one: the condition cannot be read: plan.a or b"]),
        ({"when": "plan.nothing"}, ["a.yaml: c.one: there is no field plan.nothing"]),
        ({"zh": "预算{budget}元，{w_nothing}。"}, ["a.yaml: c.one: the document has no word w_nothing"]),
        ({"id": "two"}, ["a.yaml: covers: budget: there is no clause one"]),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_place(changed: dict[str, Any], says: list[str]) -> None:
    assert broken(**changed) == says


def test_a_question_that_no_text_asks_is_told() -> None:
    said = file_said("sources")
    more = sources_of({**said, "asked": {**said["asked"], "colour": {"zh": "颜色", "en": "Colour"}}})
    assert [str(one) for one in mistakes(texts(), book(), more)] == ["sources.yaml: asked.colour: it is not used"]


@each_text
def test_a_whole_draft_leaves_nothing_open_in_either_language(text: Text) -> None:
    draft = drafted(text, answered(text, known()), law())
    assert (draft.missing, draft.uncovered) == ((), ())
    for one in draft.clauses:
        assert "{" not in one.words["zh"] + one.words["en"], one.clause.id
        assert CHINESE.search(one.words["zh"]), one.clause.id
        assert not re.search(r"\[to be filled in\]|【待填】", one.words["zh"] + one.words["en"]), one.clause.id
        assert not CHINESE.search(one.words["en"]), (one.clause.id, one.words["en"])
        assert {len(row.zh) for row in one.cells} | {len(row.en) for row in one.cells} <= {len(one.head)}


@each_text
def test_what_nobody_has_said_is_named_by_its_source(text: Text) -> None:
    draft = drafted(text, facts_of(known(announced={"project_name": None})), law())
    assert "notice.project_name" in draft.missing
    assert {"asked.bid_valid_days", "asked.marks"} <= {*draft.missing}
    assert [one for one in draft.missing if one.startswith("law:")] == []


@each_text
def test_the_numbering_closes_up(text: Text) -> None:
    for place, chapter in enumerate(drafted(text, answered(text, known()), law()).chapters, 1):
        assert [one.number for one in chapter.clauses] == [f"{place}.{no}" for no in range(1, len(chapter.clauses) + 1)]


def test_amounts_days_and_numbers_of_the_law_stand_where_the_text_asks_for_them() -> None:
    draft = tender(ceiling=Fen(800_000_50))
    assert clause(draft, "budget").words["zh"] == "本项目预算金额为860,000元。投标报价超过预算金额的，投标无效。"
    assert clause(draft, "ceiling").words["en"].startswith("The ceiling price is 800,000.50 yuan.")
    assert "截止之日止不少于20日" in clause(draft, "closing").words["zh"]
    assert "预算达到10,000,000元" in clause(draft, "panel").words["zh"]
    assert "22 March 2026, 09:30" in clause(draft, "closing").words["en"]
    assert clause(tender(), "ceiling") is None


def test_a_clause_that_tells_a_number_is_left_out_while_its_row_is_silent() -> None:
    """The three lines of a low price hold since the first of February 2026."""
    assert clause(tender(day=date(2026, 1, 31)), "low-price") is None
    assert clause(tender(day=date(2026, 2, 1)), "low-price") is not None


def test_only_the_law_of_the_method_is_told() -> None:
    told = {
        one.clause.id: tuple(row.id for row in one.law) for one in drafted(CONSULTATION, answered(CONSULTATION, known()), law()).clauses
    }
    assert told["ceiling" if "ceiling" in told else "budget"] == ("REG-30", "GPL-06")
    assert (told["signing"], told["costs"]) == (("CC-09",), ("CC-09",))


def test_where_no_law_of_the_method_counts_nothing_is_frozen() -> None:
    signing = next(one for one in CONSULTATION.clauses if one.id == "signing")
    assert signing.frozen
    frozen = {one.clause.id: one.frozen for one in drafted(CONSULTATION, answered(CONSULTATION, known()), law()).clauses}
    assert (frozen["signing"], frozen["eligible"]) == (False, True)
    assert clause(tender(), "signing").frozen


def test_what_the_officer_wrote_takes_the_place_of_ours_but_never_of_what_is_frozen() -> None:
    own = {"costs": {"zh": "{bidder}费用自理。", "en": "Each bears its costs."}, "eligible": {"zh": "任何人", "en": "anybody"},
           "language": {"zh": " ", "en": ""}}  # fmt: skip
    draft = drafted(TENDER, answered(TENDER, known()), law(), own)
    assert (clause(draft, "costs").own, clause(draft, "costs").words["en"]) == (True, "Each bears its costs.")
    assert clause(draft, "eligible").words["en"].startswith("A supplier meets six conditions")
    assert clause(draft, "language") is None


def test_what_is_left_out_and_asked_of_such_a_document_is_named() -> None:
    nothing = {"zh": "", "en": ""}
    own = {one.id: nothing for one in TENDER.clauses if one.id in ("contract-form", "pay")}
    assert drafted(TENDER, answered(TENDER, known()), law(), own).uncovered == ("payment",)


def test_tables_hold_a_row_for_each_of_the_list() -> None:
    lots = (
        Lot(lot="1", name=words("North"), budget=Fen(1_000_00), reserved=Slug("small-and-micro")),
        Lot(lot="2", name=words("South"), budget=Fen(2_000_00)),
    )
    draft = tender(lots=lots, conditions=(Condition(about=Slug("qualification"), text=words("A licence")),))
    assert [row.en for row in clause(draft, "lots").cells] == [
        ("1", "North", "1,000", "small and micro enterprises"), ("2", "South", "2,000", ""),
    ]  # fmt: skip
    assert [row.en for row in clause(draft, "own-conditions").cells] == [("A licence",)]
    assert [row.zh for row in clause(draft, "form-price-list").cells] == [("", "", "", "")] * 5
    assert {row.en[1] for row in clause(draft, "form-deviation").cells} == {""}


def test_without_conditions_of_its_own_the_list_of_what_is_checked_is_left_empty() -> None:
    draft = tender()
    assert (clause(draft, "own-conditions"), clause(draft, "qualification").cells, draft.missing) == (None, (), ())


def test_a_criterion_without_a_name_is_told_by_its_kind_and_formula() -> None:
    price = Criterion(id=Slug("price"), weight=Decimal(30), kind=Slug("price"), formula=Slug("lowest-ratio"))
    plan_ = Criterion(id=Slug("plan"), weight=Decimal(70), kind=Slug("judged"), name=words("Service plan"), rule=words("By bands"))
    found = clause(tender(criteria=(price, plan_)), "scoring")
    assert [row.en for row in found.cells] == [
        ("price", "30", "price", "lowest price by own price"), ("Service plan", "70", "judged", "By bands"),
    ]  # fmt: skip
    assert "× 30" in clause(tender(criteria=(price, plan_)), "price-score").words["en"]


def test_where_the_lowest_price_wins_nothing_is_scored() -> None:
    only = Criterion(id=Slug("price"), weight=Decimal(100), kind=Slug("price"), formula=Slug("lowest-wins"))
    draft = tender(criteria=(only,))
    assert {"scoring", "price-score", "ranking"} & {one.clause.id for one in draft.clauses} == set()
    assert clause(draft, "lowest-price") is not None
    assert clause(draft, "method").words["zh"].startswith("本项目采用最低评标价法。")
    assert clause(tender(), "method").words["zh"].startswith("本项目采用综合评分法。")


@pytest.mark.parametrize("ties", [None, words("The higher score for the plan")])
def test_among_equals_the_order_of_the_plan_counts_and_without_one_a_draw_alone(ties: Any) -> None:
    """O87-68b."""
    draft = tender(ties=ties)
    told = [one.words["en"] for one in draft.clauses if one.clause.id in ("ties", "ties-drawn")]
    first = "Among candidates who share a rank the winner is found in this order: The higher score for the plan."
    ordered, drawn = f"{first} If they are equal in that too, a draw decides.", "Among candidates who share a rank a draw decides who wins."
    assert told == [ordered if ties else drawn]


def test_what_asks_nothing_is_answered_by_nobody_and_is_no_condition() -> None:
    nothing = Requirement(about=Slug("other"), text=Wording(zh="无。", en="None"))
    asked = (Requirement(about=Slug("standards"), text=words("One helper")), nothing)
    law_alone = Condition(about=Slug("nothing-further"), text=words("Nothing beyond the law"))
    draft = tender(requirements=asked, conditions=(law_alone,))
    assert [len(clause(draft, id).cells) for id in ("need", "form-deviation")] == [2, 1]
    assert clause(draft, "own-conditions") is None


def test_the_share_for_small_enterprises_follows_from_the_amounts_of_the_plan() -> None:
    kept = Reservation(way=Slug("subcontract-share"), reserved=Fen(344_000_00), small_micro=Fen(206_400_00))
    said = clause(tender(reservation=kept), "sme-subcontract").words["en"]
    assert ("at least 40 percent" in said, "at least 60 percent" in said) == (True, True)


def test_the_draft_contract_has_every_group_that_the_law_lists() -> None:
    groups = [row.en[0] for row in clause(tender(), "contract-groups").cells]
    assert list(dict.fromkeys(groups)) == [
        "names and addresses of both sides", "content", "duration", "quantity", "quality", "price", "settlement of funds",
        "rights and duties", "time, place and way of performance", "acceptance", "liability for breach", "settlement of disputes",
    ]  # fmt: skip


def contract(**changed: Any) -> dict[str, list[str]]:
    given = replace(known(**changed), bank=banks()["cleaning"], slots={"zh": {"area": "900"}, "en": {"area": "900"}})
    found: dict[str, list[str]] = {}
    for row in clause(drafted(TENDER, answered(TENDER, given), law()), "contract-groups").cells:
        found.setdefault(row.en[0], []).append(row.en[1])
    return found


def test_a_text_bank_brings_the_clauses_of_its_service_and_what_it_lacks_is_general() -> None:
    found = contract()
    assert found["quantity"][0] == f"900 square metres of floor and {LINE} of glass. A change of area changes the sum at the unit price."
    assert "names and addresses of both sides" in found
    assert found["the form's own clauses"] == ["Machines brought in stay the provider's and leave within three days of the end."]


def test_a_term_of_more_than_a_year_takes_the_clause_for_several() -> None:
    one, several = contract(term_months=12)["duration"], contract(term_months=13)["duration"]
    assert (one[-1].endswith("at most one year."), "at most three years" in several[-1], len(one)) == (True, True, len(several))
    assert not several[-1].startswith("(")


def test_what_the_record_knows_is_proposed_and_the_rest_is_our_advice() -> None:
    found = {one.asked.name: (one.optional, one.proposal["en"]) for one in asking(TENDER, facts_of(known()))}
    assert (found["service_place"], found["question_to"]) == ((False, "Three villages"), (False, "Ms Li, 000-2026-1037"))
    assert (found["bid_valid_days"], found["finance"]) == ((False, "90"), (False, "Finance Bureau"))
    assert (found["visit"], found["subcontract_parts"]) == ((True, ""), (True, ""))
    assert {"core_work", "performance_ways", "agency_fee", "bond_ways", "approval_number", "final_hours"} & {*found} == set()


@pytest.mark.parametrize(
    ("asked", "announced", "changed", "brings"),
    [
        ({"subcontract_parts": words("Laundry")}, {}, {}, "core_work"),
        ({"performance_percent": 5}, {}, {}, "performance_ways"),
        ({}, {"bond": Fen(1_000_00)}, {}, "bond_ways"),
        ({}, {}, {"agency": "AG1"}, "agency_fee"),
    ],
)
def test_an_answer_brings_the_question_that_follows_from_it(asked: Any, announced: Any, changed: Any, brings: str) -> None:
    assert brings in {one.asked.name for one in asking(TENDER, facts_of(known(asked, announced, **changed)))}


@each_text
def test_each_question_has_a_proposal_or_a_choice_or_may_stay_empty(text: Text) -> None:
    open_ = [one.asked.name for one in asking(text, {**facts_of(known()), **LATER})
             if not one.optional and not one.asked.choices and not all(one.proposal.values())]  # fmt: skip
    assert open_ == []


def test_a_text_that_is_said_for_each_of_a_list_is_said_so_often() -> None:
    said = clause_of({"id": "each", "zh": "{about}。", "en": "{about}.", "frozen": "false", "rows": ["REG-30"], "each": "determined",
                      "slots": {"about": "determined.class"}})  # fmt: skip
    text = replace(TENDER, chapters=(replace(TENDER.chapters[0], clauses=(said,)),))
    facts = {**facts_of(known()), "determined": ({"class": words("One")}, {"class": words("Two")})}
    assert [one.words["en"] for one in drafted(text, facts, law()).clauses] == ["One. Two."]


def test_words_that_end_with_a_stop_bring_no_second_one() -> None:
    draft = tender(announced={"content": Wording(zh="保洁服务。", en="Cleaning.")})
    assert clause(draft, "invitation").words["zh"].count("。。") == 0
    assert "What is bought: Cleaning. Every supplier" in clause(draft, "invitation").words["en"]
    assert [row.en[1] for row in clause(draft, "contract-groups").cells if ".." in row.en[1]] == []


@pytest.mark.parametrize(("method", "found"), [("open-tender", "open-tender"), ("closed-framework", "framework"), ("inquiry", None)])
def test_a_method_has_its_document_or_none(method: str, found: str | None) -> None:
    text = text_for(method)
    assert (text.slug if text else None) == found


def test_a_consultation_whose_plan_names_no_case_is_one_of_a_purchase_of_services() -> None:
    draft = drafted(CONSULTATION, answered(CONSULTATION, known(method_ground=None)), law())
    assert (draft.missing, clause(draft, "ground").words["zh"]) == ((), "采用竞争性磋商的情形：政府购买服务项目。")
    negotiation = texts()["competitive-negotiation"]
    assert drafted(negotiation, answered(negotiation, known(method_ground=None)), law()).missing == ("plan.method_ground",)


def test_what_a_band_earns_stands_in_the_table() -> None:
    bands = (Band(points=Decimal(10), text=words("All met")), Band(points=Decimal("2.5"), text=words("One met.")))
    plan_ = Criterion(
        id=Slug("plan"), weight=Decimal(10), kind=Slug("judged"), name=words("Plan"), rule=words("By points met."), bands=bands
    )
    found = clause(tender(criteria=(plan_,)), "scoring")
    assert found.cells[0].en[3] == "By points met.\nAll met: 10 points.\nOne met: 2.5 points."


def test_months_of_extension_have_a_clause_of_their_own() -> None:
    assert clause(tender(), "extension") is None
    assert "no more than 12 months" in clause(tender(extension_months=12), "extension").words["en"]


def test_a_way_of_buying_without_a_document_of_ours_has_the_forms_of_a_bid_alone() -> None:
    alone = forms_for("below-threshold")
    assert alone is not None
    assert (text_for("below-threshold"), forms_for("open-tender"), forms_for("inquiry")) == (None, TENDER, None)
    assert [clause.id for clause in alone.clauses] == [
        "form-commitment", "form-no-violation", "form-related", "form-agent", "form-sme", "form-disabled",
    ]  # fmt: skip


def test_who_seals_a_bid_follows_the_record() -> None:
    there = replace(known(), holders=({"zh": "县档案馆", "en": "County Archives"}, {"zh": "公证处", "en": "Notary Office"}))
    by_holders = [drafted(text, answered(text, there), law()) for text in (TENDER, CONSULTATION)]
    by_site = [drafted(text, answered(text, known()), law()) for text in (TENDER, CONSULTATION)]
    for held, kept in zip(by_holders, by_site, strict=True):
        assert ("密封" in clause(kept, "sealing").words["zh"], clause(kept, "sealing-to-holders")) == (True, None)
        assert clause(held, "sealing") is None
        assert "以县档案馆、公证处的公钥加密后提交" in clause(held, "sealing-to-holders").words["zh"]
        assert "to the keys of County Archives, Notary Office." in clause(held, "sealing-to-holders").words["en"]
