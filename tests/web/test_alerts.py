"""Something is followed by mail: by who confirmed it, once a day at most, ended by one press, and known to nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from operis import alerts, clock
from operis.core.mandates import THE_CLOCK
from operis.core.wording import Slug
from operis.dockets.procurement.commands import CloseBids, Terminate
from operis.ledger import read
from operis.mail.models import Alert, Letter
from operis.mail.queue import words_of
from operis.registers import models
from tests.ledger.county import County
from tests.procedures.documents import MARCH_2, NONE, intention, notice, plan, words
from tests.statute import at
from tests.web.alerting import BODY, FOLLOWED, NUMBER, TO, asks, confirmed, corrected, county, later, link_in, placed, told

__all__ = ["county"]
pytestmark = pytest.mark.django_db


def test_nothing_is_kept_before_the_button_behind_the_link_is_pressed() -> None:
    assert asks() == 200
    [letter] = Letter.objects.all()
    assert words_of(letter)[0] == f"Confirm that you want letters: {alerts.name_of(FOLLOWED[0])}"
    path = link_in(letter, "confirm")
    assert (Client().get(path).status_code, Alert.objects.count()) == (200, 0)  # programs that look through mail open links too
    for _ in range(2):
        assert Client().post(path.partition("?")[0], {"link": path.partition("=")[2]}).status_code == 200
    assert Alert.objects.count() == 1


def test_the_address_stands_encrypted() -> None:
    confirmed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_alert")
        assert TO not in str(cursor.fetchall())


@pytest.mark.parametrize("what", FOLLOWED)
def test_what_is_new_comes_by_one_letter_a_day_at_most(county: County, what: str) -> None:
    confirmed(what)
    assert told() == []  # what was there before is told of no more
    corrected(county, 24)
    [letter] = told()
    subject, text = words_of(letter)
    assert (letter.to, subject.startswith("New on the record: ")) == (TO, True)
    assert (f"({NUMBER})\nNotice corrected: " in text, f"/p/{NUMBER}" in text) == (True, True)
    corrected(county, 25)
    assert told() == [letter]
    later(23)
    assert told() == [letter]
    later(2)
    assert len(told()) == 2
    later(25)
    assert len(told()) == 2  # nothing new


def test_it_is_written_in_the_language_in_which_it_was_asked_for(county: County) -> None:
    confirmed(language="zh-hans")
    corrected(county, 24)
    subject, text = words_of(told()[0])
    assert (subject.startswith("新的记录："), "更正" in text, "/zh-hans/follow/stop/" in text) == (True, True, True)


def test_of_a_service_its_end_is_told_too(county: County) -> None:
    confirmed("service A0401")
    county.clock = notice().bids_close
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.done(NUMBER, Terminate(ground=Slug("too-few"), reason=words("Nobody bid")))
    placed()
    letter = words_of(told()[0])[1]
    assert (f"/p/{NUMBER}" in letter, "\nToo few suppliers\nReason: Nobody bid\n" in letter) == (True, True)


@pytest.mark.parametrize(("part", "heard"), [("1", True), ("2", False)])
def test_who_follows_what_ended_hears_that_the_same_part_is_called_again(county: County, part: str, heard: bool) -> None:
    confirmed(f"process {NUMBER}")
    county.clock = notice().bids_close
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.done(NUMBER, Terminate(ground=Slug("too-few"), reason=words("Nobody bid")))
    placed()
    assert len(told()) == 1
    need = county.need(2)
    again = county.done(None, plan(need="DC-2026-N-0001" if part == "1" else need, part=part, reservation=NONE)).docket
    placed()
    later(25)
    letters = [words_of(one)[1] for one in told()[1:]]
    says = f"It is called again after Day care ({NUMBER}), which ended"
    assert [f"/p/{again}" in one and says in one for one in letters] == [True] * heard


def test_who_follows_an_answer_hears_of_the_acts_that_move_it_and_of_no_others(county: County) -> None:
    confirmed("answer who-won")
    corrected(county, 24)
    assert told() == []
    county.clock = at(MARCH_2 + timedelta(days=24), "09:30")
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.done(NUMBER, Terminate(ground=Slug("too-few"), reason=words("Nobody bid")))
    placed()
    [letter] = told()
    subject, text = words_of(letter)
    assert (subject, text.count("/p/"), f"/p/{NUMBER}" in text) == ("New on the record: Who won, and for how much?", 1, True)


def test_an_answer_tells_of_no_process_that_the_public_does_not_find(county: County) -> None:
    acts = [one for one in read.entries(NUMBER) if one.act.kind in ("notice-published", "implementation-plan-filed")]
    kinds = tuple(one.act.kind for one in acts)
    assert [one.act.kind for one in alerts.moves(kinds[:1], acts)] == [kinds[0]]
    models.Docket.objects.filter(number=NUMBER).delete()
    assert alerts.moves(kinds, acts) == []


@pytest.mark.parametrize(("what", "heard"), [
    ("contracts", True), (f"process {NUMBER}", True), (f"body {BODY}", True), ("supplier sunrise", True), ("service A0401", True),
    ("notices", False), ("supplier brook", False),
])  # fmt: skip
def test_a_published_contract_is_news_of_what_it_is_about(what: str, heard: bool) -> None:
    """As long as its text is not published, of nothing."""
    contract = models.Contract.objects.create(docket="DC-2026-C-0001", procurement=NUMBER, lot="1", body=BODY, supplier="sunrise",
                                              price_fen=1, signed=MARCH_2)  # fmt: skip
    assert alerts.about_of({contract.docket}) == {}
    models.Contract.objects.filter(pk=contract.pk).update(published=MARCH_2)
    assert (what in alerts.about_of({contract.docket})[contract.docket]) is heard


def test_who_follows_another_thing_gets_nothing(county: County) -> None:
    county.done(None, intention(need=county.need()))
    placed()
    confirmed("process DC-2026-S-0002")
    corrected(county, 24)
    assert told() == []


def test_one_press_ends_them_and_deletes_the_address(county: County) -> None:
    confirmed()
    corrected(county, 24)
    path = link_in(told()[0], "stop")
    assert (Client().get(path).status_code, Alert.objects.count()) == (200, 1)
    for _ in range(2):
        answer = Client().post(path.partition("?")[0], {"link": path.partition("=")[2]})
        assert (answer.status_code, "These letters have ended" in answer.content.decode(), Alert.objects.count()) == (200, True, 0)
    assert Client().get(path).status_code == 200
    corrected(county, 25)
    later(25)
    assert len(told()) == 1


def test_who_ends_one_of_several_is_told_what_goes_on_and_that_the_address_is_kept(county: County) -> None:
    confirmed(FOLLOWED[1], to="else@example.com")
    confirmed(FOLLOWED[1])
    confirmed()
    corrected(county, 24)
    told()
    pages = []
    for one in reversed(FOLLOWED[:2]):
        alert = Alert.objects.get(digest=alerts.Wish(TO, one, "en").digest)
        pages.append(Client().post("/en/follow/stop/", {"link": alerts.stop_link(alert)}).content.decode())
    first, second = pages
    assert ("Your address is deleted" in first, f'href="/en/processes/{NUMBER}/"' in first) == (False, True)
    assert ("Your address is deleted" in second, "you still follow" in second) == (True, False)
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(("what", "page"), [
    *zip(FOLLOWED, (f"/en/processes/{NUMBER}/", f"/en/bodies/{BODY}/", "/en/services/A0401/", "/en/notices/"), strict=True),
    ("contracts", "/en/contracts/"), ("answer who-won", "/en/answers/who-won/"),
])  # fmt: skip
def test_whoever_has_confirmed_is_led_to_what_is_followed(what: str, page: str) -> None:
    wish = alerts.Wish(TO, what, "en")
    assert f'href="{page}">' in Client().post("/en/follow/confirm/", {"link": wish.link}).content.decode().partition("<h1>")[2]


@pytest.mark.parametrize("page", ["confirm", "stop"])
@pytest.mark.parametrize("link", ["", "x", "WyJhQGIuYyJd:1abc:xyz", "é"])
def test_a_link_that_is_none_of_ours_does_nothing(page: str, link: str) -> None:
    assert Client().get(f"/en/follow/{page}/", {"link": link}).status_code == 404
    assert Client().post(f"/en/follow/{page}/", {"link": link}).status_code == 404
    assert Alert.objects.count() == 0


def test_a_link_of_one_kind_is_none_of_the_other(county: County) -> None:
    confirmed()
    corrected(county, 24)
    stop = link_in(told()[0], "stop").partition("=")[2]
    asked = link_in(Letter.objects.filter(about="follow")[0], "confirm").partition("=")[2]
    pages = (("confirm", stop), ("stop", asked))
    assert [Client().get(f"/en/follow/{page}/", {"link": link}).status_code for page, link in pages] == [404, 404]


def test_a_link_to_confirm_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asks() == 200
    path = link_in(Letter.objects.get(), "confirm")
    for over, status in ((timedelta(hours=-1), 200), (timedelta(seconds=5), 404)):
        with monkeypatch.context() as patched:
            patched.setattr(alerts, "GOOD_FOR", -over)
            assert Client().get(path).status_code == status


def test_an_address_gets_few_letters_and_all_together_get_no_more_than_their_most(monkeypatch: pytest.MonkeyPatch) -> None:
    statuses = [asks() for _ in range(12)]
    assert (statuses[0], statuses[-1], sorted(statuses) == statuses) == (200, 429, True)
    monkeypatch.setattr(alerts, "AN_HOUR_IN_ALL", Letter.objects.count() + 1)
    monkeypatch.setattr("operis.web.public.alerts.may_send", lambda request, email: None)
    assert [asks(to="one@example.com"), asks(to="two@example.com")] == [200, 429]


def test_who_follows_it_already_is_answered_as_anybody() -> None:
    confirmed()
    before = Client().post("/en/follow/", {"what": FOLLOWED[0], "email": "other@example.com"}).content.decode()
    again = Client().post("/en/follow/", {"what": FOLLOWED[0], "email": TO}).content.decode()
    assert _alike(again).replace(TO, "-") == _alike(before).replace("other@example.com", "-")


def _alike(html: str) -> str:
    return html.partition("<main")[2]


@pytest.mark.parametrize("email", ["", "x", "a@b", "a b@c.de", "a@b.cd\nBcc: x@y.zz"])
def test_what_is_no_address_is_told_so(email: str) -> None:
    assert (asks(to=email), Letter.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "what",
    ["nothing", "process DC-2026-S-0099", "process DC-2026-N-0001", "body nobody", "service A0402", "service ", "secret x", "answer late",
     "answer nothing", "answer ",
     "process \x00", "x" * 9999],
)
def test_what_is_not_there_is_not_followed(what: str) -> None:
    assert (Client().get("/en/follow/", {"what": what}).status_code, asks(what), Letter.objects.count()) == (404, 404, 0)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_lead_to_it(language: str) -> None:
    for page, what in ((f"processes/{NUMBER}/", f"process+{NUMBER}"), (f"bodies/{BODY}/", f"body+{BODY}"),
                       ("services/A0401/", "service+A0401"), ("contracts/", "contracts"),
                       ("answers/who-won/", "answer+who-won")):  # fmt: skip
        assert f'href="/{language}/follow/?what={what}"' in Client().get(f"/{language}/{page}").content.decode()


def test_in_a_demonstration_the_day_between_two_letters_is_one_of_its_own_clock(county: County) -> None:
    confirmed()
    corrected(county, 24)
    assert len(told()) == 1
    clock.set_demo_clock(clock.now() + timedelta(days=2))
    corrected(county, 25)
    assert len(told()) == 2
