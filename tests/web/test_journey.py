"""How far is it from a need to a plan that is reviewed and filed, and on to a notice? Counted without JavaScript, in both languages."""

import pytest
from django.test import Client
from playwright.sync_api import Browser

from operis.accounts.models import User
from operis.core.mandates import ROLE_LABELS, Mandate, Role
from operis.ledger import read
from operis.registers import models
from tests.ledger.county import County
from tests.statute import ALICE, OFFICE
from tests.web.browsed import Desk, desk
from tests.web.signed import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOADS_MAX, TYPED_MAX, NOTICE_TYPED_MAX = 12, 19, 10
FILING_LOADS_MAX = 3
"""Of the officer, once the plan has passed its review: his desk, the plan with what will be entered, the receipt."""
REVIEWER = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("rui",))
WORDS = {
    "en": {
        "need": "Record a need", "bank": "Home care for older people", "consult": "Record a consultation", "on": "Continue",
        "confirm": "Confirm the determination", "check": "Check what will be entered", "send": "Send it to its review",
        "review": "Confirm: Review the implementation plan", "plan": "Confirm: File the implementation plan",
        "next": "What can be done next", "publish": "Publish the notice", "notice": "Confirm: Publish the notice", "spoken": "en",
    },
    "zh-hans": {
        "need": "登记采购需求", "bank": "居家养老服务", "consult": "登记需求调查、征求意见", "on": "继续", "confirm": "确认事项认定",
        "check": "核对登记内容", "send": "送内部审查", "review": "确认：内部审查采购实施计划",
        "plan": "确认：报送采购实施计划备案", "next": "下一步可以办理", "publish": "发布采购公告",
        "notice": "确认：发布采购公告", "spoken": "zh",
    },
}  # fmt: skip
SLOTS = {"people_count": "300", "visits": "9000", "county": "Yunze", "start_date": "2026-07-01", "end_date": "2027-06-30"}
PLANNED = ["plan-reviewed", "plan-reviewed", "implementation-plan-filed"]


@pytest.fixture
def county(founded: County) -> County:
    account("rui@office.example", REVIEWER, name="Rui Xue")
    return founded


def paper(at: Desk, language: str) -> None:
    """From the desk to the plan that is in review."""
    at.go(f"/{language}/desk/")
    at.enter(at.page.locator("section[aria-labelledby=review-h] a"))


def review(chromium: Browser, language: str) -> Desk:
    """The reviewer finds the plan on his desk, and passes it point by point."""
    words = WORDS[language]
    with desk(chromium, signed_in(email="rui@office.example", language=language)) as at:
        paper(at, language)
        for point in at.page.locator('input[name^="points-"][value="met"]').all():
            point.check()
        for answer in at.page.locator('textarea[name^="answers-"]').all():
            answer.fill("It serves the need")
        at.choose("outcome", "passed")
        at.press(words["check"])
        at.press(words["review"])
        assert models.PaperReview.objects.filter(outcome="passed").count() == len(PLANNED) - 1, at.said()
        return at


@pytest.mark.parametrize("language", list(WORDS))
def test_from_a_need_to_the_filed_plan_and_the_published_notice(
    county: County, chromium: Browser, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = WORDS[language]
    with desk(chromium, signed_in(ALICE, language=language)) as at:
        at.go(f"/{language}/desk/")
        at.page.locator("details", has_text=words["need"]).locator("summary").first.click()
        at.follow(words["bank"])
        for slot, text in SLOTS.items():
            at.type(f"slot-{slot}", text)
        at.press(words["need"])
        at.type("market_count", "4")
        at.type("recipients_count", "40")
        at.choose("way", "survey")
        at.type("answered_count", "31")
        at.type(f"summary-{words['spoken']}", "Weekends are wanted")
        at.type(f"adopted-{words['spoken']}", "Open on Saturdays")
        at.press(words["consult"])
        at.choose("desk-line", "BL-1")
        for _question in ("gates", "F01", "F02", "F03", "F08"):
            at.press(words["on"])
        at.press(words["confirm"])
        at.type("slot-standard", "MZ/T 171")
        at.type("budget", "2160000")
        at.type("reservation-reserved", "648000")
        at.type("reservation-small_micro", "388800")
        at.press(words["check"])
        at.press(words["send"])
        loads, typed = len(at.loads), len(at.typed)
        reviewed = review(chromium, language)
        paper(at, language)
        at.press(words["plan"])
        plan = models.Docket.objects.get(kind="procurement")
        assert [one.act.kind for one in read.entries(plan.number)] == PLANNED, at.said()
        assert "operis/receipt/v1" in at.said()
        filing = len(at.loads) - loads
        before_notice = len(at.loads)
        at.follow(words["publish"])
        before = len(at.typed)
        for name in ("purchaser", "getting_documents", "documents_elsewhere", "opening", "contact", "queries_to"):
            at.type(f"{name}-{words['spoken']}", f"{name} of the office, 18 Wanghu Road, 000-2026-1037")
        at.press(words["check"])
        at.press(words["notice"])
        assert [one.act.kind for one in read.entries(plan.number)] == [*PLANNED, "notice-published", "bidding-documents-issued"], at.said()
        notice_typed, notice_loads = len(at.typed) - before, len(at.loads) - before_notice
    record = Client().get(f"/{language}/processes/{plan.number}/").content.decode()
    account = str(User.objects.get(email="rui@office.example").pk)
    assert (ROLE_LABELS[Role.REVIEWER].within(language) in record, account in record) == (True, False)
    with capsys.disabled():
        print(f"\n{language}: need to plan {loads} pages, {typed} typed fields; reviewed and filed {filing};", end=" ")
        print(f"to notice {notice_loads}, {notice_typed}")
    assert all(one.startswith("200 ") for one in (*at.loads, *reviewed.loads)), (at.loads, reviewed.loads)
    assert len(set(at.typed)) == len(at.typed), "nothing is asked twice"
    within = (loads <= LOADS_MAX, typed <= TYPED_MAX, filing <= FILING_LOADS_MAX, notice_typed <= NOTICE_TYPED_MAX)
    assert within == (True, True, True, True), (at.loads, at.typed)
