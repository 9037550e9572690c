"""Who is written to of what was entered, by whatever door it came: whoever asked, and all who took the documents; nobody else, and once."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock, letters
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import AnswerRepresentation
from operis.dockets.representation.commands import MakeRepresentation
from operis.ledger.states import state_of
from operis.lettering import address_of
from operis.mail.models import Followed, Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.cases.files import running
from tests.cases.halfway import PROCUREMENT, REFUSES
from tests.ledger.county import FAYE, County, body_file, supplier
from tests.procedures.documents import CLOSED_DOWN, correction, notice, plan, words
from tests.procedures.endings import ending
from tests.statute import BO, at
from tests.written_to import account, placed

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
BROOK = replace(BO, body="brook", persons=("brook-person",))


@pytest.fixture
def county(founded: County, tmp_path: Path, settings: Settings) -> County:
    """Sunrise has asked and Brook has taken the documents; each has people, one of Sunrise's no longer."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    founded.done(None, plan())
    founded.done(NUMBER, notice(30))
    supplier(founded)
    file = replace(body_file("brook"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), name=words("Brook Care"))
    founded.done(founded.done(None, file, BROOK).docket, ReviewFile(result=Slug("accepted")), FAYE)
    account("sunrise", "a@sunrise.example")
    account("sunrise", "b@sunrise.example")
    account("sunrise", "gone@sunrise.example", last=date(2026, 2, 1))
    account("brook", "a@brook.example")
    founded.done(None, MakeRepresentation(procurement=NUMBER, question=words("Is there a kitchen?")), BO)
    founded.done(None, ObtainDocuments(procurement=NUMBER), BROOK)
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    placed()
    return founded


def answer() -> AnswerRepresentation:
    return AnswerRepresentation(question="1", answer=words("There is one."))


def test_what_was_there_before_is_told_of_no_more(county: County) -> None:
    county.done(NUMBER, answer())
    Followed.objects.all().delete()
    assert placed() == []


def test_whoever_asked_gets_a_letter_once_it_is_answered_and_nobody_else(county: County) -> None:
    assert placed() == []
    county.done(NUMBER, answer())
    assert [placed(), placed()] == [["a@sunrise.example", "b@sunrise.example"]] * 2
    subject, text = words_of(Letter.objects.all()[0])
    assert subject == "DC-2026-S-0001：第1号询问已经答复 / DC-2026-S-0001: question 1 was answered"
    assert "http://127.0.0.1:8000/zh-hans/notices/DC-2026-S-0001/#question-1" in text
    assert "Question 1 about “Day care” (DC-2026-S-0001) was answered." in text
    assert not any(one in text for one in ("sunrise", "kitchen", "There is one"))


def test_all_who_took_the_documents_get_a_letter_of_a_correction_and_none_names_another(county: County) -> None:
    county.done(NUMBER, correction())
    assert placed() == ["a@brook.example"]
    [letter] = Letter.objects.all()
    assert "http://127.0.0.1:8000/en/notices/DC-2026-S-0001/#changes" in words_of(letter)[1]
    assert "brook" not in "".join(words_of(letter)).lower()


def test_elsewhere_the_address_is_that_of_the_site(county: County, settings: Settings) -> None:
    settings.OPERIS_MAIL_HOST, settings.ALLOWED_HOSTS = "mail.example", ["buys.county.example"]
    settings.OPERIS_ORIGIN = "ledger.example/county"
    assert address_of(NUMBER).startswith("https://buys.county.example/")


def test_where_mail_is_off_none_is_written_and_none_comes_later(county: County, settings: Settings) -> None:
    settings.OPERIS_MAIL_HOST = ""
    county.done(NUMBER, answer())
    while clock.sequence_once():
        pass
    demo, settings.OPERIS_ORIGIN = settings.OPERIS_ORIGIN, "ledger.example/county"
    letters.write_new()
    settings.OPERIS_ORIGIN = demo
    assert placed() == []


def test_an_older_copy_sends_nothing_of_what_it_knows(county: County) -> None:
    county.done(NUMBER, answer())
    Followed.objects.update(size=10_000)
    assert placed() == []
    county.done(NUMBER, correction())
    assert placed() == ["a@brook.example"]


def test_the_letter_of_a_result_says_whether_one_won_and_by_when_to_act_and_nothing_secret(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    steps = running(REFUSES).run()
    next(one for one in steps if one.step.do == "decide-award")
    opening = state_of(PROCUREMENT).opening
    bidders = {one.supplier for one in opening.opened}
    account("stranger", "a@stranger.example")
    clock.set_demo_clock(at(date(2026, 6, 1)))
    assert placed() == []
    next(one for one in steps if one.step.do == "publish-result")
    assert (placed(), len(bidders)) == (sorted(f"{one}.{one}@case.example" for one in bidders), 3)
    told = {one.to.partition(".")[0]: words_of(one) for one in Letter.objects.all()}
    winner = state_of(PROCUREMENT).results[-1].awards[0].supplier
    for one, (subject, text) in told.items():
        _look_at(subject, text, bidders, won=one == winner)


def test_the_letter_of_an_opening_leads_to_the_place_of_what_was_read_out(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    steps = running(REFUSES).run()
    next(one for one in steps if one.step.do == "publish-notice")
    clock.set_demo_clock(at(date(2026, 6, 1)))
    assert placed() == []
    next(one for one in steps if one.step.do == "form-panel")
    placed()
    texts = [text for subject, text in map(words_of, Letter.objects.all()) if "bids were opened" in subject]
    assert [f"http://127.0.0.1:8000/en/processes/{PROCUREMENT}/#opening-1" in one for one in texts] == [True] * 3


def _look_at(subject: str, text: str, bidders: set[str], *, won: bool) -> None:
    assert f"{PROCUREMENT}: the result was published" in subject
    assert ["You were awarded this lot." in text, "The contract is to be signed by 24 April 2026." in text, "Your bid did not win." in text,
            "您未中标（成交）。" in text] == [won, won, not won, not won]  # fmt: skip
    assert "The result may be queried until 7 April 2026." in text
    assert f"http://127.0.0.1:8000/en/desk/{PROCUREMENT}/" in text
    assert f"http://127.0.0.1:8000/zh-hans/processes/{PROCUREMENT}/" in text
    assert not any(one in text.lower() for one in (*bidders, "rank", "points", "780000", "dc-b-"))


def test_all_who_took_the_documents_are_told_that_a_purchase_was_ended(county: County) -> None:
    fell = replace(CLOSED_DOWN, on=county.clock.date())
    county.done(NUMBER, ending(change=fell))
    assert placed() == ["a@brook.example"]
    subject, text = words_of(Letter.objects.all()[0])
    assert f"{NUMBER}: the purchase was ended" in subject
    assert f"http://127.0.0.1:8000/en/processes/{NUMBER}/" in text
    assert "Ground: the task fell away\nReason: The centre was closed\nThe end may be queried until " in text
