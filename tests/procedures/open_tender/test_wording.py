"""What is written for suppliers is read: conditions, criteria, requirements, notices and corrections (GPL-22, REG-20, O87-17)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import BiddingDocumentsIssued, ImplementationPlanFiled, NoticeCorrected, NoticePublished, PlanReviewed
from operis.dockets.procurement.reviewing import ReviewAnswer
from operis.dockets.procurement.terms import Change, Condition, Requirement
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.reading import questions
from tests.procedures.documents import MARCH_2, correction, criteria, filed, intended, issued, notice, noticed, plan
from tests.statute import at, case, reviews_of

given = case(OPEN_TENDER)


def reviewed(*answers: ReviewAnswer) -> PlanReviewed:
    """The review of the filed plan, with its answers."""
    return replace(reviews_of(plan(), at(MARCH_2))[-1], answers=answers)


def own(text: str, about: str = "qualification", serves: int | None = 1) -> dict[str, Any]:
    return {"conditions": (Condition(about=Slug(about), text=Wording(zh=text), serves=serves),)}


def scored(rule: str) -> dict[str, Any]:
    price, judged = criteria()
    return {"criteria": (price, replace(judged, rule=Wording(zh=rule)))}


def asked(**changed: Any) -> list[tuple[str, int, str | None, str]]:
    (ground_free,) = (plan(**changed),)
    law = given().case(ground_free).law
    return [(one.about, one.no, one.look, one.severity) for one in questions(ground_free, (), law)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("注册资本不低于500万元。", "O87-17"),
        ("投标人须为在本县注册的企业。", "REG-20"),
        ("须成立满三年。", "SME-05"),
        ("除声明函外，还须提供主管部门出具的中小企业认定证明。", "SME-11"),
    ],
)
def test_a_condition_that_leaves_no_doubt_is_refused_under_the_row_of_its_words(text: str, row: str) -> None:
    given().when(plan(**own(text))).refused_under(row, status=422)


def test_its_honest_twin_is_filed() -> None:
    for text in ("接到通知后30分钟内到场。", "拟派负责人具有三年以上照护经历。"):
        given().when(plan(**own(text))).then(ImplementationPlanFiled)


def test_a_condition_that_may_be_lawful_is_told_and_left_to_the_reviewer() -> None:
    text = "须通过质量管理体系认证。"
    given().when(plan(**own(text))).warned_under("FIND-NOTATION")
    assert ("condition", 1, "FIND-SYSTEM-CERTIFICATE", "ask") in asked(**own(text))


def test_a_condition_of_the_law_in_the_words_of_the_law_is_asked_about_by_nobody() -> None:
    law = own("能够独立承担民事责任", "independent-civil-liability", None)
    assert [one for one in asked(**law) if one[0] == "condition"] == []
    given().when(plan(**law)).then(ImplementationPlanFiled)


def test_other_words_under_a_name_of_the_law_are_the_bodys_own() -> None:
    given().when(plan(**own("注册资本不低于500万元", "independent-civil-liability"))).refused_under("O87-17", status=422)
    given().when(plan(**own("在册志愿者参与服务", "independent-civil-liability", None))).refused_under("GPL-22", status=422)


def test_a_licence_is_the_laws_condition_of_the_services_of_which_a_statute_asks_it() -> None:
    licence = own("持有公安机关核发的保安服务许可证", "guarding-licence", None)
    given().when(plan(service=Slug("security"), **licence)).then(ImplementationPlanFiled)
    given().when(plan(service=Slug("cleaning"), **licence)).refused_under("GPL-22", status=422)


def test_a_condition_of_the_bodys_own_names_a_requirement_that_is_there() -> None:
    text = "具有组织活动的经验。"
    for serves in (None, 0, 8):
        given().when(plan(**own(text, serves=serves))).refused_under("GPL-22", status=422)
    for serves in (1, 7):
        given().when(plan(**own(text, serves=serves))).then(ImplementationPlanFiled)


def test_every_sentence_of_the_bodys_own_is_asked_about_though_no_look_finds_anything() -> None:
    assert [one for one in asked(**own("具有组织活动的经验。")) if one[0] == "condition"] == [("condition", 1, None, "own")]


def test_a_criterion_that_nothing_ties_to_a_requirement_is_asked_about() -> None:
    price, judged = criteria()
    assert [one for one in asked() if one[0] == "criterion"] == [("criterion", 2, None, "own")]
    tied = (price, replace(judged, serves=3))
    assert [one for one in asked(criteria=tied) if one[0] == "criterion"] == []


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("在本县有类似业绩的，每份得2分。", "REG-20"),
        ("注册资本1000万元以上得5分。", "O87-17"),
        ("由评委根据投标文件酌情打分。", "O87-55c"),
        ("去掉一个最高价和一个最低价后，以平均价为基准价，接近的得满分。", "O87-55b"),
        ("低于最高限价85%的报价无效。", "O87-12"),
    ],
)
def test_a_criterion_that_leaves_no_doubt_is_refused(rule: str, row: str) -> None:
    given().when(plan(**scored(rule))).refused_under(row, status=422)
    given().when(plan(**scored("每提供一份类似业绩得2分，最高8分，地区和金额不限。"))).then(ImplementationPlanFiled)


def test_the_words_of_a_band_are_read_like_those_of_its_criterion() -> None:
    price, judged = criteria()
    local = replace(judged.bands[0], text=Wording(zh="在本县有类似业绩的。"))
    given().when(plan(criteria=(price, replace(judged, bands=(local, *judged.bands[1:]))))).refused_under("REG-20", status=422)
    given().when(plan(criteria=(price, judged))).then(ImplementationPlanFiled)


def test_a_factor_that_the_law_names_as_shutting_out_earns_no_points() -> None:
    price, judged = criteria()
    local = replace(judged, about=Slug("regional-or-sector-records-or-awards"))
    given().when(plan(criteria=(price, local))).refused_under("REG-20", status=422)
    given().when(plan(criteria=(price, replace(judged, about=Slug("similar-contracts"))))).then(ImplementationPlanFiled)


def test_a_requirement_is_asked_about_and_never_refused() -> None:
    brand = Requirement(about=Slug("standards"), text=Wording(zh="会议室空调更换配件一律采用格力牌产品。"))
    needed = (*plan().requirements[:1], brand, *plan().requirements[2:])
    given().when(plan(requirements=needed)).warned_under("FIND-NOTATION")
    assert [one for one in asked(requirements=needed) if one[0] == "requirement"] == [("requirement", 2, "FIND-BRAND", "ask")]


def test_names_of_the_bodys_file_are_places_too() -> None:
    text = "投标人须在云泽设有固定的办公场所。"
    given().when(plan(**own(text))).then(ImplementationPlanFiled)
    given.told(body, places=("云泽", "临湖"))().when(plan(**own(text))).refused_under("REG-20", status=422)


# Notices and corrections


def test_a_notice_asks_for_no_size_and_no_place() -> None:
    before = (intended(), filed())
    for text, row in (("注册资本500万元以上。", "O87-17"), ("投标人须为在本县注册的企业。", "REG-20")):
        for name in ("materials", "getting_documents", "opening", "contact", "queries_to", "documents_elsewhere"):
            said: dict[str, Any] = {name: Wording(zh=text)}
            given(*before).when(notice(**said)).refused_under(row, status=422)
    given(*before).when(notice(materials=Wording(zh="能够独立承担民事责任的证明。"))).then(NoticePublished, BiddingDocumentsIssued)


def test_what_is_bought_is_read_as_a_requirement_in_a_notice() -> None:
    content = Wording(zh="对注册资本1000万元以上的企业开展统计调查。")
    given(intended(), filed()).when(notice(content=content)).then(NoticePublished, BiddingDocumentsIssued)
    branded = notice(content=Wording(zh="会议室空调更换配件一律采用格力牌产品。"))
    given(intended(), filed()).when(branded).refused_under("REQ-29", status=422)
    answer = ReviewAnswer(about=Slug("requirement"), no=2, look="FIND-BRAND", words=Wording(zh="既有设备的配件"))
    given(intended(), filed(), reviewed(answer)).when(branded).then(NoticePublished, BiddingDocumentsIssued)


def test_what_may_be_lawful_comes_into_a_notice_only_with_the_answer_of_the_plans_review() -> None:
    paid = notice(getting_documents=Wording(zh="招标文件售价500元，售后不退。"))
    (ground,) = given(intended(), filed()).when(paid).refused_under("REQ-29", status=422)
    assert (ground.check, ground.finding.at) == ("published_wording_reviewed", "getting_documents")
    answer = ReviewAnswer(about=Slug("condition"), no=1, look="FIND-PAID-DOCUMENTS", words=Wording(zh="纸质图纸的工本费"))
    given(intended(), filed(), reviewed(answer)).when(paid).then(NoticePublished, BiddingDocumentsIssued)
    unread = given.reading("REQ-29", first=None)
    unread(intended(), filed()).when(paid).warned_under("FIND-NOTATION")


ADDED = ["供应商须具有五年以上的居家养老服务经历。", "仅限受邀单位报名。", "提供现场讲解的得3分。"]
STEPS = ["供应商须取得数字证书并在平台注册账号。", "供应商应当符合政府采购法第二十二条规定的条件。", "携带营业执照复印件获取。"]


@pytest.mark.parametrize("text", ADDED)
def test_a_sentence_that_asks_of_suppliers_or_gives_points_stands_in_the_plan_and_not_in_its_notice(text: str) -> None:
    given(intended(), filed()).when(notice(getting_documents=Wording(zh=text))).refused_under("REQ-29", status=422)


@pytest.mark.parametrize("text", STEPS)
def test_a_step_of_the_way_to_bid_is_no_condition(text: str) -> None:
    given(intended(), filed()).when(notice(getting_documents=Wording(zh=text))).then(NoticePublished, BiddingDocumentsIssued)


@pytest.mark.parametrize("text", ["本项目不接受质疑。", "质疑一律不予受理。", "供应商不得提出质疑。"])
def test_no_notice_says_that_queries_are_not_taken(text: str) -> None:
    given(intended(), filed()).when(notice(queries_to=Wording(zh=text))).refused_under("GPL-52", status=422)
    english = Wording(en="Queries are not accepted.")
    given(intended(), filed()).when(notice(queries_to=english)).refused_under("GPL-52", status=422)


@pytest.mark.parametrize("text", ["逾期提出的质疑不予受理。", "书面提交采购人，不接受匿名质疑。", "供应商可以在七个工作日内书面提出质疑。"])
def test_queries_that_come_too_late_or_without_a_name_need_not_be_taken(text: str) -> None:
    given(intended(), filed()).when(notice(queries_to=Wording(zh=text))).then(NoticePublished, BiddingDocumentsIssued)


def test_a_correction_brings_in_nothing_that_a_notice_may_not_ask() -> None:
    def changed(text: str) -> Change:
        return Change(about=Slug("materials"), new=Wording(zh=text))

    open_ = given(intended(), filed(), noticed(30), issued()).happening(at(MARCH_2 + timedelta(days=8)))
    open_.when(correction(changes=(changed("提供注册资本500万元以上的证明。"),))).refused_under("O87-17", status=422)
    open_.when(correction(changes=(changed("提供营业执照复印件。"),))).then(NoticeCorrected)
