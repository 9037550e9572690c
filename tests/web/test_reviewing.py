"""How does a plan come from its officer over its reviewer to its filing, and who may not review it?"""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operis import clock
from operis.accounts.models import User
from operis.clerk import Entered, Refused
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.procurement.commands import Terminate
from operis.drafts.models import Draft
from operis.drafts.reviewing import Paper, writers_of
from operis.ledger import read
from tests.ledger.county import POINTS, County, reviewing
from tests.procedures.documents import intention, plan, words
from tests.statute import ALICE, OFFICE
from tests.web.desk import KEY, typed
from tests.web.reading import text, values_of
from tests.web.signed import account, signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
REVIEWER = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("rui",))
FILE = f"/en/desk/{NUMBER}/file-plan/"


@pytest.fixture
def county(founded: County) -> County:
    founded.done(None, intention())
    account("rui@office.example", REVIEWER, name="Rui Xue")
    return founded


def send(client: Client, **changed: Any) -> Any:
    return client.post(FILE, {**typed(plan(**changed)), "desk-key": KEY, "desk-do": "send"})


def waiting(client: Client, heading: str) -> str:
    """The link under a heading of the desk."""
    section = client.get("/en/desk/").content.decode().split(heading)[1]
    return unescape(re.search(r'href="([^"]+)"', section)[1])  # type: ignore[index]


def judged(client: Client, link: str, outcome: str = "passed", **more: str) -> Any:
    page = unescape(client.get(link).content.decode())
    form = page[page.index('<form class="asks"') :]
    there = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    results = {f"points-{no}-result": "met" for no in range(len(POINTS))}
    reviews = {"reviews-rows": "2", "reviews-0": "general", "reviews-1": "key"}
    answers = {f"{name}-words-en": "It serves the need" for name in re.findall(r'name="(answers-\d+)-words-en"', form)}
    sent = {**there, **results, **reviews, **answers, "outcome": outcome, **more, "desk-do": "confirm"}
    return client.post(link.partition("?")[0], sent)


def kinds() -> list[str]:
    return [one.act.kind for one in read.entries(NUMBER)][1:]


def test_a_plan_is_sent_reviewed_by_another_and_filed_as_it_passed(county: County) -> None:
    officer, reviewer = signed_in(ALICE), signed_in(email="rui@office.example")
    checked = officer.post(FILE, {**typed(plan()), "desk-key": KEY, "desk-do": "check"})
    assert "another person of your body reviews it. Nothing else stands in the way. Reviewer: Rui Xue." in text(checked)
    assert ('value="send"' in checked.content.decode(), 'value="confirm"' in checked.content.decode()) == (True, False)
    assert send(officer).status_code == 302
    assert (Draft.objects.count(), Paper.objects.count()) == (0, 1)
    assert "Waits for its review" in text(officer.get("/en/desk/"))
    link = waiting(reviewer, "Papers to review")
    assert "Written by Li Na" in text(reviewer.get(link))
    done = judged(reviewer, link)
    assert done.status_code == 200, text(done)
    assert kinds() == ["plan-reviewed", "plan-reviewed"]
    assert "Papers to review" not in text(reviewer.get("/en/desk/"))
    ready = waiting(officer, "Papers in review")
    page = officer.get(ready)
    assert 'value="860000.00"' in page.content.decode()
    filed = officer.post(FILE, {**typed(plan()), "desk-key": KEY, "desk-do": "confirm"})
    assert filed.status_code == 200, text(filed)
    assert kinds() == ["plan-reviewed", "plan-reviewed", "implementation-plan-filed"]
    assert "Papers in review" not in text(officer.get("/en/desk/"))


def test_a_returned_plan_shows_what_was_changed_and_a_changed_one_is_not_filed(county: County) -> None:
    officer, reviewer = signed_in(ALICE), signed_in(email="rui@office.example")
    send(officer)
    judged(reviewer, waiting(reviewer, "Papers to review"), "returned", **{"reason-en": "Pay sooner"})
    assert "Returned: mend it" in text(officer.get("/en/desk/"))
    assert "The reviewer returned the plan Pay sooner" in text(officer.get(FILE))
    send(officer, payment_days=20)
    page = text(reviewer.get(waiting(reviewer, "Papers to review")))
    assert "What was changed since the version that was reviewed before" in page
    assert re.search(r"Paid within Before: 30 days Now: 20 days", page), page
    assert judged(reviewer, waiting(reviewer, "Papers to review")).status_code == 200
    other = officer.post(FILE, {**typed(plan(payment_days=21)), "desk-key": KEY, "desk-do": "confirm"})
    assert (other.status_code, "is not the one that passed the general review" in text(other)) == (422, True)
    assert officer.post(FILE, {**typed(plan(payment_days=20)), "desk-key": KEY, "desk-do": "confirm"}).status_code == 200


def test_a_link_to_a_review_says_why_there_is_none(county: County) -> None:
    """What waits for nobody, is of another body, was reviewed, was sent anew or is entered by now."""
    officer, reviewer = signed_in(ALICE), signed_in(email="rui@office.example")

    def says(link: str) -> str:
        return text(reviewer.get(link, follow=True))

    path = f"/en/desk/{NUMBER}/review-plan/"
    assert "Nothing waits here for this step: Review the implementation plan." in says(path)
    assert "No paper of your body is there under this link." in says(f"{path}?paper=999")
    send(officer)
    first = waiting(reviewer, "Papers to review")
    send(officer, payment_days=20)
    assert "A newer version of this was sent to its review" in says(first)
    newest = waiting(reviewer, "Papers to review")
    assert "Written by Li Na" in says(newest)
    assert says(path) == says(newest)
    judged(reviewer, newest, "returned", **{"reason-en": "Pay sooner"})
    assert "This was reviewed already, and returned." in says(newest)
    send(officer, payment_days=21)
    passed = waiting(reviewer, "Papers to review")
    judged(reviewer, passed)
    assert "This was reviewed already, and passed." in says(passed)
    officer.post(FILE, {**typed(plan(payment_days=21)), "desk-key": KEY, "desk-do": "confirm"})
    assert "What was to be reviewed is entered by now" in says(passed)
    assert officer.get(path).status_code == 403


def test_a_plan_opens_no_second_docket_by_another_review(county: County) -> None:
    """OURS-ONE, until the procurement that has it has ended."""
    docket = county.review(plan())
    again = county.ask(None, reviewing(plan(), county.clock.date()), REVIEWER)
    assert isinstance(again, Refused)
    assert [(one.row, one.finding.facts) for one in again.refusal.grounds] == [("OURS-ONE", {"docket": docket})]
    assert isinstance(county.ask(None, reviewing(plan(payment_days=20), county.clock.date()), REVIEWER), Entered)
    county.done(docket, plan())
    county.done(docket, Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed")))
    assert isinstance(county.ask(None, reviewing(plan(), county.clock.date()), REVIEWER), Entered)


def test_what_has_ended_is_tried_again_in_another_docket_after_a_review_of_its_own(county: County) -> None:
    """The same plan, word for word: what was reviewed for the docket that has ended counts there alone, and leads nobody back to it."""
    officer, reviewer = signed_in(ALICE), signed_in(email="rui@office.example")
    send(officer)
    judged(reviewer, waiting(reviewer, "Papers to review"))
    officer.post(FILE, {**typed(plan()), "desk-key": KEY, "desk-do": "confirm"})
    assert "Try again: a new plan" not in text(officer.get(f"/en/desk/{NUMBER}/"))
    county.clock = clock.now()
    county.done(NUMBER, Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed")))
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    desk = text(officer.get("/en/desk/"))
    assert ("Papers in review" in desk, "Papers to review" in text(reviewer.get("/en/desk/"))) == (False, False)
    ended = unescape(officer.get(f"/en/desk/{NUMBER}/").content.decode())
    (way,) = re.findall(r'href="(/en/desk/new/procurement/file-plan/[^"]+)">Try again', ended)
    begun = values_of(officer.get(way).content.decode())
    assert {name: begun[name] for name in ("again_of", "method", "budget", "payment_days")} == {
        "again_of": NUMBER, "method": "open-tender", "budget": "860000.00", "payment_days": "30",
    }  # fmt: skip
    new = "/en/desk/new/procurement/file-plan/"
    officer.post(new, {**typed(plan()), "desk-key": "n" * 43, "desk-do": "send"})
    assert "Waits for its review" in text(officer.get("/en/desk/"))
    judged(reviewer, waiting(reviewer, "Papers to review"))
    ready = waiting(officer, "Papers in review")
    assert ready.startswith("/en/desk/DC-2026-S-0002/file-plan/?paper=")
    filed = officer.post(ready.partition("?")[0], {**typed(plan()), "desk-key": "n" * 43, "desk-do": "confirm"})
    assert filed.status_code == 200, text(filed)
    assert [one.act.kind for one in read.entries("DC-2026-S-0002")][-1] == "implementation-plan-filed"
    assert "Try again: a new plan" not in text(officer.get(f"/en/desk/{NUMBER}/"))


def test_what_the_reviewers_form_says_of_the_plan_counts_for_nothing(county: County) -> None:
    officer, reviewer = signed_in(ALICE), signed_in(email="rui@office.example")
    send(officer)
    judged(reviewer, waiting(reviewer, "Papers to review"), **{"plan-payment_days": "1", "plan-budget": "1"})
    assert officer.post(FILE, {**typed(plan()), "desk-key": KEY, "desk-do": "confirm"}).status_code == 200


def test_who_wrote_in_a_plan_is_refused_as_its_reviewer(county: County) -> None:
    both = signed_in(ALICE, Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("li",)), email="li@office.example")
    person = str(User.objects.get(email="li@office.example").pk)
    grants = User.objects.get(email="li@office.example").grant_set.all()
    both.post("/en/account/mandate/", {"mandate": str(next(one.pk for one in grants if one.office.role == "buyer"))})
    send(both)
    assert writers_of(OFFICE, "DC-2026-N-0001", "1") == (person,)
    both.post("/en/account/mandate/", {"mandate": str(next(one.pk for one in grants if one.office.role == "reviewer"))})
    done = judged(both, waiting(both, "Papers to review"))
    assert (done.status_code, "You have written in this plan." in text(done)) == (422, True)
    assert kinds() == []
