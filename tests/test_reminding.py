"""Who is written to of what came in: the officers who must act on it, by whatever door it came, and nobody learns from whom."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock, reminding
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.commands import AnswerRepresentation
from operis.dockets.representation.commands import MakeRepresentation
from operis.mail.models import Letter
from operis.mail.queue import words_of
from operis.registers.models import Docket
from tests.api.programs import installed
from tests.ledger.county import FAYE, County, body_file, supplier
from tests.procedures.documents import correction, notice, plan, words
from tests.statute import ALICE, BO, CHEN, at
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
TEXT = "Is there a kitchen in the centre?"


def officer(email: str, body: str = "civil-affairs", role: Role = Role.BUYER, last: date | None = None) -> None:
    office = install_office(f"{body}-{role}", body, role)
    Grant.objects.create(user=User.objects.create_user(email, email), office=office, first=date(2026, 1, 1), last=last)


@pytest.fixture
def county(founded: County, tmp_path: Path, settings: Settings) -> County:
    """Sunrise is on file; two officers buy for civil affairs, a third did, and others work elsewhere or in other offices."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    founded.done(None, plan())
    founded.done(NUMBER, notice(30))
    supplier(founded)
    officer("a@civil.example")
    officer("b@civil.example")
    officer("gone@civil.example", last=date(2026, 2, 1))
    officer("review@civil.example", role=Role.REVIEWER)
    officer("other@health.example", body="health")
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    return founded


def told() -> list[str]:
    reminding.write_due()
    return sorted(Letter.objects.values_list("to", flat=True))


def asked(county: County) -> None:
    county.done(None, MakeRepresentation(procurement=NUMBER, question=words(TEXT)), BO)


def answer(*, changes: bool = False) -> AnswerRepresentation:
    return AnswerRepresentation(question="1", answer=words("There is one."), changes=changes)


def desk(who: Mandate) -> str:
    return text(signed_in(who, email=f"{who.role}@desk.example").get("/en/desk/"))


def test_the_officers_of_the_body_get_one_letter_each_and_it_says_neither_who_asked_nor_what(county: County) -> None:
    assert told() == []
    asked(county)
    assert [told(), told()] == [["a@civil.example", "b@civil.example"]] * 2
    [(subject, said)] = {words_of(one) for one in Letter.objects.all()}
    assert subject == f"{NUMBER}：答复第1号询问 / {NUMBER}: Answer question 1"
    assert f"http://127.0.0.1:8000/en/desk/{NUMBER}/answer-representation/?question=1" in said
    assert "To be done by 5 March 2026." in said
    assert not any(one in said.lower() for one in ("sunrise", "kitchen", "dc-2026-m"))


@pytest.mark.parametrize(("on", "letters"), [(date(2026, 3, 3), 2), (date(2026, 3, 4), 4)])
def test_on_the_day_before_the_last_they_are_told_once_more(county: County, on: date, letters: int) -> None:
    asked(county)
    told()
    clock.set_demo_clock(at(on))
    told()
    assert len(told()) == letters


def test_who_has_answered_is_told_no_more(county: County) -> None:
    asked(county)
    county.done(NUMBER, answer())
    assert told() == []


def test_an_answer_that_changes_the_notice_is_told_of_until_the_correction_is_there(county: County) -> None:
    asked(county)
    county.done(NUMBER, answer(changes=True))
    told()
    assert {words_of(one)[0].partition(" / ")[2] for one in Letter.objects.all()} == {
        f"{NUMBER}: Correct the notice after the answer to question 1"
    }
    assert "Correct the notice after the answer to question 1" in desk(ALICE)
    county.done(NUMBER, correction(answers=("1",)))
    assert "Correct the notice after the answer to question 1" not in desk(replace(ALICE, persons=("another",)))


def test_where_mail_is_off_none_is_written(county: County, settings: Settings) -> None:
    settings.OPERIS_MAIL_HOST, settings.OPERIS_ORIGIN = "", "ledger.example/county"
    asked(county)
    assert told() == []


@pytest.mark.parametrize(("who", "stands"), [(ALICE, True), (CHEN, False), (FAYE, False), (BO, False)])
def test_a_question_stands_first_on_the_desk_of_the_office_that_answers_it(county: County, who: Mandate, stands: bool) -> None:
    asked(county)
    page = desk(who)
    assert ("Came in and waits for you" in page, "Answer question 1: Day care" in page) == (stands, stands)
    assert "sunrise" not in page.lower() or who is not ALICE  # the firm itself, and a finance department that has its file


def test_a_file_that_waits_for_its_review_stands_first_on_the_desk_of_finance(county: County) -> None:
    county.done(None, replace(body_file("brook"), name=words("Brook Care")), replace(BO, body="brook", persons=("brook-person",)))
    assert "Review the file: Brook Care" in desk(FAYE)


@pytest.mark.parametrize(("named", "letters"), [("agent", 2), ("other-agent", 1), (None, 1)])
def test_an_agency_is_written_to_where_the_plan_names_it_alone(county: County, named: str | None, letters: int) -> None:
    Docket.objects.filter(number=NUMBER).update(agency=named or "")
    Grant.objects.filter(user__email="b@civil.example").delete()
    office = install_office("agents", "agent", Role.AGENCY)
    Grant.objects.create(user=User.objects.create_user("a@agent.example", "Ai"), office=office, for_body="civil-affairs",
                         first=date(2026, 1, 1))  # fmt: skip
    asked(county)
    assert len(told()) == letters
