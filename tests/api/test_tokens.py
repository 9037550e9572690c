"""What may a token put, and who signs together?"""

from datetime import date, timedelta

import pytest

from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.accounts.tokens import make_token
from operis.core.mandates import Mandate, Role
from operis.registers import models
from tests.api.programs import START, Program, errors, founded, problem, token, told
from tests.ledger.county import ALICE, CHEN, ERIN, need_recorded, reviewing, small_plan
from tests.statute import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county(db: None) -> None:
    founded()


def of(user: User, mandate: Mandate, *commands: str) -> Program:
    """A program of this person, whatever offices the person has besides."""
    office = install_office(f"{mandate.body}-{mandate.office}-{mandate.role}", mandate.body or "", Role(mandate.role))
    grant = Grant.objects.get_or_create(user=user, office=office, first=START.date())[0]
    return Program(make_token(grant, START, commands=commands))


@pytest.fixture
def li() -> User:
    return User.objects.create_user("li@office.example", "Li")


def test_a_token_for_some_commands_puts_these_and_no_other(li: User) -> None:
    narrow = of(li, ALICE, "file-plan")
    before = models.Refused.objects.count()
    answer = narrow.open(need_recorded())
    said = problem(answer)
    assert (answer.status_code, said["code"]) == (403, "not-by-token")
    assert "these commands alone: file-plan." in said["detail"]
    assert models.Refused.objects.count() == before
    assert of(li, ALICE, "file-plan", "record-need").open(need_recorded()).status_code == 201
    assert narrow.get("dockets").status_code == 200


def test_a_token_for_some_commands_does_not_sign_another_with_somebody(li: User) -> None:
    other = User.objects.create_user("bo@office.example", "Bo")
    wide, narrow = of(li, ALICE), of(other, ALICE, "file-plan")
    assert problem(wide.open(need_recorded(), **{"Co-Signers": narrow.secret or ""}))["code"] == "not-by-token"


def test_two_mandates_of_one_person_are_no_two_persons(li: User) -> None:
    drafts, reviews = of(li, ALICE), of(li, ERIN)
    for first, second in ((drafts, reviews), (reviews, drafts), (drafts, drafts)):
        answer = first.open(need_recorded(), **{"Co-Signers": second.secret or ""})
        assert (answer.status_code, errors(answer)) == (400, ["Co-Signers"])
    review = told(reviews.open(reviewing(small_plan(), date(2026, 3, 2))))
    refused = drafts.put(review["docket"], small_plan())
    assert "REQ-29" in {ground["rule"] for ground in problem(refused)["grounds"]}


def test_two_roles_do_not_sign_together_whoever_has_them(li: User) -> None:
    for other in (ERIN, CHEN):
        answer = of(li, ALICE).open(need_recorded(), **{"Co-Signers": token(other)})
        assert (answer.status_code, errors(answer)) == (400, ["Co-Signers"])
        assert of(li, ALICE).open(need_recorded()).status_code == 201


def test_after_ninety_days_a_token_is_over(li: User) -> None:
    from operis import clock

    program = of(li, ALICE)
    for day, status in ((START.date() + timedelta(days=90), 201), (START.date() + timedelta(days=91), 401)):
        clock.set_demo_clock(at(day, "10:00"))
        assert program.open(need_recorded()).status_code == status
