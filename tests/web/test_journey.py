"""How far is it from a need to a filed plan, and on to a published notice? Counted in a browser without JavaScript, in both languages."""

import pytest
from django.test import Client
from playwright.sync_api import Browser

from operis.accounts.models import User
from operis.core.mandates import ROLE_LABELS, Mandate, Role
from operis.ledger import read
from operis.registers import models
from tests.ledger.county import County
from tests.statute import ALICE, OFFICE
from tests.web.browsed import desk
from tests.web.signed import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOADS_MAX, TYPED_MAX, NOTICE_TYPED_MAX = 12, 15, 10
REVIEWER = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("rui",))
WORDS = {
    "en": {
        "need": "Record a need", "bank": "Home care for older people", "consult": "Record a consultation", "on": "Continue",
        "confirm": "Confirm the determination", "check": "Check what will be entered", "plan": "Confirm: File the implementation plan",
        "next": "What can be done next", "publish": "Publish the notice", "notice": "Confirm: Publish the notice", "spoken": "en",
    },
    "zh-hans": {
        "need": "登记采购需求", "bank": "居家养老服务", "consult": "登记需求调查、征求意见", "on": "继续", "confirm": "确认事项认定",
        "check": "核对登记内容", "plan": "确认：报送采购实施计划备案", "next": "下一步可以办理", "publish": "发布采购公告",
        "notice": "确认：发布采购公告", "spoken": "zh",
    },
}  # fmt: skip
SLOTS = {"people_count": "300", "visits": "9000", "county": "Yunze", "start_date": "2026-07-01", "end_date": "2027-06-30"}


@pytest.fixture
def county(founded: County) -> County:
    account("rui@office.example", REVIEWER, name="Rui Xue")
    return founded


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
        at.type(f"summary-{words['spoken']}", "Weekends are wanted")
        at.press(words["consult"])
        at.choose("desk-line", "BL-1")
        for _question in ("gates", "F01", "F02", "F03", "F08"):
            at.press(words["on"])
        at.press(words["confirm"])
        at.type("slot-standard", "MZ/T 171")
        at.page.fill('[name="budget"]', "2160000")
        at.typed.append("budget")
        at.press(words["check"])
        at.press(words["plan"])
        plan = models.Docket.objects.get(kind="procurement")
        assert [one.act.kind for one in read.entries(plan.number)] == ["implementation-plan-filed"], at.said()
        assert "operis/receipt/v1" in at.said()
        loads, typed = len(at.loads), len(at.typed)
        at.follow(words["next"])
        at.follow(words["publish"])
        before = len(at.typed)
        for name in ("purchaser", "getting_documents", "opening", "contact", "queries_to"):
            at.type(f"{name}-{words['spoken']}", f"{name} of the office, 18 Wanghu Road, 000-2026-1037")
        at.press(words["check"])
        at.press(words["notice"])
        assert [one.act.kind for one in read.entries(plan.number)][1:] == ["notice-published", "bidding-documents-issued"], at.said()
        notice_typed, notice_loads = len(at.typed) - before, len(at.loads) - loads
    record = Client().get(f"/{language}/processes/{plan.number}/").content.decode()
    account = str(User.objects.get(email="rui@office.example").pk)
    assert (ROLE_LABELS[Role.REVIEWER].within(language) in record, account in record) == (True, False)
    with capsys.disabled():
        print(f"\n{language}: need to plan {loads} pages, {typed} typed fields; to notice {notice_loads}, {notice_typed}")
    assert all(one.startswith("200 ") for one in at.loads), at.loads
    assert len(set(at.typed)) == len(at.typed), "nothing is asked twice"
    assert (loads <= LOADS_MAX, typed <= TYPED_MAX, notice_typed <= NOTICE_TYPED_MAX) == (True, True, True), (at.loads, at.typed)
