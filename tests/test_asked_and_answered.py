"""A supplier asks, the purchaser answers to all, and who asked is read nowhere but by whoever asked."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clerk, clock
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.wording import Slug
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import AnswerRepresentation, CloseBids
from operis.dockets.representation.commands import MakeRepresentation
from operis.ledger import read
from operis.registers import models
from operis.registers.duties import standing_on
from tests.api.programs import installed
from tests.ledger.county import FAYE, County, body_file, supplier
from tests.procedures.documents import correction, notice, plan, words
from tests.statute import ALICE, BO, CHEN
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
TEXT = "Is there a kitchen in the centre?"
PLACES = (
    f"en/notices/{NUMBER}/", f"en/processes/{NUMBER}/", f"processes/{NUMBER}/record.jsonl", f"en/notices/{NUMBER}.json",
    f"en/desk/{NUMBER}/", f"en/desk/{NUMBER}/answer-representation/", "en/desk/", "en/processes/", "en/overdue/", "feeds/notices.atom",
)  # fmt: skip
BROOK = replace(BO, body="brook", persons=("brook-person",))


@pytest.fixture
def county(founded: County, tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    founded.done(None, plan())
    founded.done(NUMBER, notice(30))
    supplier(founded)
    file = replace(body_file("brook"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), name=words("Brook Care"))
    founded.done(founded.done(None, file, BROOK).docket, ReviewFile(result=Slug("accepted")), FAYE)
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    return founded


def asked(county: County, by: Mandate = BO, said: str = TEXT) -> str:
    return county.done(None, MakeRepresentation(procurement=NUMBER, question=words(said)), by).docket


def answer(*, changes: bool = False) -> AnswerRepresentation:
    return AnswerRepresentation(question="1", answer=words("There is one."), changes=changes)


def test_questions_are_numbered_in_the_order_in_which_they_come(county: County) -> None:
    asked(county)
    asked(county, BROOK, "May we see it?")
    rows = models.Question.objects.order_by("no").values_list("procurement", "no", "text_en")
    assert list(rows) == [(NUMBER, 1, TEXT), (NUMBER, 2, "May we see it?")]


def test_everyone_sees_that_an_answer_is_due_and_nobody_who_waits_for_it(county: County) -> None:
    docket = asked(county)
    [due] = [one for one in standing_on([NUMBER], public=True)[NUMBER] if one.duty.slug == "answer-representation"]
    assert (due.party, due.about, f"{due.day}", due.row) == ("civil-affairs", "1", "2026-03-05", "REG-52")
    assert standing_on([docket], public=True) == {}
    county.done(NUMBER, answer())
    assert [one for one in standing_on([NUMBER])[NUMBER] if one.duty.slug == "answer-representation"] == []


@pytest.mark.parametrize("who", [None, ALICE, CHEN, BROOK, FAYE, replace(ALICE, role=Role.REVIEWER), replace(ALICE, role=Role.PANEL)])
def test_who_asked_is_read_by_nobody_else_at_any_page(county: County, who: Mandate | None) -> None:
    before = signed_in(who, email="before@office.example") if who else Client()
    there = {path: before.get(f"/{path}", follow=True).content.decode() for path in PLACES}  # a firm's own file stands in some lists
    docket = asked(county)
    for answered in (False, True):
        if answered:
            county.done(NUMBER, answer())
            clock.set_demo_clock(county.clock + timedelta(minutes=1))
        client = signed_in(who, email=f"x{answered}@office.example") if who else Client()
        for path in PLACES:
            told = client.get(f"/{path}", follow=True).content.decode()
            assert [one for one in (docket, "sunrise", "Sunrise") if told.count(one) > there[path].count(one)] == [], path
            may_read = answered or (who is ALICE and path.endswith("/answer-representation/"))
            assert may_read or TEXT not in told, path
        for path in (f"en/processes/{docket}/", f"processes/{docket}/record.jsonl", f"en/desk/{docket}/"):
            assert client.get(f"/{path}").status_code in ((404, 302) if who is None else (404,))


def test_whoever_asked_reads_the_question_and_whether_it_was_answered(county: County) -> None:
    docket = asked(county)
    client = signed_in(BO)
    before = text(client.get(f"/en/desk/{docket}/"))
    assert (TEXT in before, "Waits for its answer" in before) == (True, True)
    county.done(NUMBER, answer())
    assert "Answered" in text(client.get(f"/en/desk/{docket}/"))


def test_nothing_of_who_asked_is_kept_with_the_answer(county: County) -> None:
    docket = asked(county)
    county.done(NUMBER, answer())
    [entry] = [one for one in read.entries(NUMBER) if one.act.kind == "representation-answered"]
    assert not any(one in f"{entry.said}" for one in (docket, "sunrise", "'bo'"))
    assert entry.said["act"]["fields"]["asked"] == {"en": TEXT}


def test_question_answer_and_correction_stand_on_the_notice_one_after_the_other(county: County) -> None:
    asked(county)
    county.done(NUMBER, answer(changes=True))
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    page = text(Client().get(f"/en/notices/{NUMBER}/"))
    assert all(one in page for one in ("Question 1", TEXT, "There is one.", "A correction of the notice follows.", "Ask a question"))
    form = signed_in(ALICE).get(f"/en/desk/{NUMBER}/correct-notice/?answers=1").content.decode()
    assert 'name="answers-0" value="1" checked' in form
    assert "The answer to question 1" in form
    county.done(NUMBER, correction(answers=("1",)))
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    assert "The notice was corrected for it on 2 March 2026." in text(Client().get(f"/en/notices/{NUMBER}/"))
    assert "Question answered: 2 March 2026" in Client().get("/feeds/notices.atom", headers={"accept-language": "en"}).content.decode()


def test_an_answer_that_changes_the_notice_promises_nothing_once_bids_have_closed(county: County) -> None:
    asked(county)
    county.done(NUMBER, answer(changes=True))
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    assert "It has to be there before bids close: " in text(Client().get(f"/en/notices/{NUMBER}/"))
    county.clock = clock.now().replace(month=6)
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    page = text(Client().get(f"/en/notices/{NUMBER}/"))
    assert ("A correction of the notice follows." in page, "None came before bids closed" in page) == (False, True)


def test_a_question_has_one_number_on_every_page(county: County) -> None:
    docket = asked(county)
    assert "Number of the question: 1" in text(signed_in(BO).get(f"/en/desk/{docket}/"))
    county.done(NUMBER, answer())
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    assert "Question No.: 1" in text(Client().get(f"/en/processes/{NUMBER}/"))


def test_a_rebuild_makes_the_same_rows(county: County) -> None:
    asked(county)
    before = list(models.Question.objects.values())
    clerk.rebuild(clock.this_office().calendar)
    assert list(models.Question.objects.values()) == before


def test_the_way_from_the_notice_leads_to_a_form_that_knows_the_notice(county: County) -> None:
    html = signed_in(BO).get(f"/en/desk/new/representation/make-representation/?procurement={NUMBER}").content.decode()
    assert f'value="{NUMBER}" selected' in html


def test_the_purchaser_reads_the_whole_of_each_that_waits_above_the_form(county: County) -> None:
    long = f"{TEXT} {'And what is in it? ' * 10}".strip()
    asked(county, BROOK, long)
    form = signed_in(ALICE).get(f"/en/desk/{NUMBER}/answer-representation/")
    told = text(form)
    assert all(one in told for one in ("Questions that wait for an answer", long, "to be answered by 5 March 2026"))
    assert '<option value="1" selected>' in form.content.decode()
