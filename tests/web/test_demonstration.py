"""In a demonstration one may be anybody that it invented, and move its clock on; elsewhere neither is there."""

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from operis import clock, watch
from operis.accounts.models import Grant, Linked, OneTime, Passkey, User
from operis.accounts.offices import install_office
from operis.beat import Beat
from operis.core.mandates import Mandate, Role
from operis.documents.lawbook import calendar
from operis.ledger import read
from operis.web.system import demo_clock
from tests.api.programs import installed
from tests.ledger.county import MONDAY, County
from tests.ledger.tender import CLOSES, TENDER, tender
from tests.procedures.documents import intention, plan
from tests.statute import ALICE, BO, CHEN, at
from tests.web.accounts import aged, is_in, post
from tests.web.addresses import ENDED
from tests.web.listed import owed, procurement, put
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
SIGN_IN, BE, CLOCK, SECURITY = (
    f"/en/{path}" for path in ("account/sign-in/", "account/sign-in/demonstration/", "demonstration/", "account/security/")
)
TUESDAY = "2026-03-03T09:00:00+08:00"
EMAIL = "alice@office.example"
TERMINATE = f"/en/desk/{TENDER}/terminate/"


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    """It is ten on a Monday, in a demonstration."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


@pytest.fixture
def real(settings: Settings) -> None:
    """The ledger is one that counts."""
    settings.OPERIS_ORIGIN = "ledger.example/county"


def invented(*mandates: Mandate, email: str = EMAIL, first: date = MONDAY, last: date | None = None) -> Grant:
    """Somebody whom a case file brought; gives back the last of the mandates."""
    user = User.objects.create(email=email, name="穆采薇", password="!")
    for one in mandates or (ALICE,):
        office = install_office(f"{one.body}-{one.role}", one.body or "", Role(one.role), zh="民政局", en="Civil Affairs")
        grant = Grant.objects.create(user=user, office=office, for_body=one.for_ or "", first=first, last=last)
    return grant


def planned() -> None:
    """A plan is filed, and its notice waits for the thirtieth day after the intention."""
    county = County().founded()
    county.done(None, intention())
    county.done(TENDER, plan())


def be(grant: Grant | str, client: Client | None = None, **more: str) -> tuple[Client, int, str]:
    """What one press leads to."""
    client = client or Client()
    sent = {"as": grant if isinstance(grant, str) else str(grant.pk), **more}
    answer = client.post(BE, sent)
    return client, answer.status_code, answer.headers.get("Location", "")


def move(to: str, client: Client | None = None) -> tuple[int, str]:
    return post(client or Client(), CLOCK, to=to)


def offered(client: Client | None = None) -> list[str]:
    """The moments that stand on the page."""
    return re.findall(r'name="to" value="([^"]+)"', (client or Client()).get(CLOCK).content.decode())


class TestPeople:
    """Whoever case files brought, and nobody else."""

    @pytest.mark.parametrize(("page", "says"), [
        ("/en/account/sign-in/", "Purchasing officer 穆采薇 Civil Affairs"), ("/zh-hans/account/sign-in/", "采购经办人 穆采薇 民政局"),
    ])  # fmt: skip
    def test_they_stand_where_one_signs_in_by_role_with_their_body(self, page: str, says: str) -> None:
        invented()
        assert says in text(Client().get(page))

    def test_they_stand_beside_the_clock_too_so_that_one_may_change_from_one_to_another(self) -> None:
        buyer, supplier = invented(), invented(BO, email="bo@sunrise.example")
        client, _status, _leads = be(buyer)
        assert f'href="{CLOCK}#people"' in client.get("/en/help/").content.decode()
        assert f'name="as" value="{supplier.pk}"' in client.get(CLOCK).content.decode()
        assert be(supplier, client)[1:] == (302, "/en/desk/")
        assert "Supplier, Civil Affairs" in text(client.get("/en/help/"))

    def test_an_agency_is_told_by_the_body_for_which_it_acts(self) -> None:
        invented(Mandate(role=Role.AGENCY, office="tenders", body="agency", for_="education", persons=()))
        assert "Procurement agency 穆采薇 Civil Affairs, for education" in text(Client().get(SIGN_IN))

    def test_one_press_signs_in_under_that_mandate_and_leads_on(self) -> None:
        invented(ALICE, CHEN)
        for grant in Grant.objects.all():
            client, status, leads = be(grant, next="/en/desk/DC-2026-N-0001/")
            assert (status, leads) == (302, "/en/desk/DC-2026-N-0001/")
            assert client.session["grant"] == grant.pk

    @pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "desk", ""])
    def test_it_leads_to_no_other_site(self, elsewhere: str) -> None:
        assert be(invented(), next=elsewhere)[2] == "/en/desk/"

    def test_it_counts_as_two_steps_where_the_site_asks_for_them(self, settings: Settings) -> None:
        settings.OPERIS_SECOND_STEP = True
        client, _status, leads = be(invented())
        assert (leads, client.get("/en/desk/").status_code) == ("/en/desk/", 200)

    @pytest.mark.parametrize(("first", "last", "there"), [
        (MONDAY, None, True), (MONDAY, MONDAY, True), (MONDAY + timedelta(days=1), None, False),
        (MONDAY - timedelta(days=9), MONDAY - timedelta(days=1), False),
    ])  # fmt: skip
    def test_a_mandate_counts_on_its_days(self, first: date, last: date | None, there: bool) -> None:
        grant = invented(first=first, last=last)
        assert ("穆采薇" in text(Client().get(SIGN_IN)), be(grant)[1]) == (there, 302 if there else 404)

    @pytest.mark.parametrize("own", [
        lambda user: user.set_password("three grey herons"), lambda user: user.set_password(None),
        lambda user: setattr(user, "is_active", False), lambda user: OneTime.objects.create(user=user, secret="s"),
        lambda user: Passkey.objects.create(user=user, name="k", credential="c", public=b"p", counter=0, made=datetime.now(UTC)),
        lambda user: Linked.objects.create(user=user, issuer="i", subject="s", made=datetime.now(UTC)),
    ], ids=["password", "added-by-hand", "closed", "codes", "passkey", "other-site"])  # fmt: skip
    def test_whoever_has_a_way_of_their_own_is_never_there_nor_reached_by_number(self, own: Callable[[User], object]) -> None:
        grant = invented()
        own(grant.user)
        grant.user.save()
        client, status, _leads = be(grant)
        assert ("穆采薇" in text(Client().get(SIGN_IN)), status, is_in(client)) == (False, 404, False)

    @pytest.mark.parametrize("number", ["", "0", "999999", "-1", "1 ", "²", "1" * 40, "alice"])
    def test_a_number_that_is_nobodys_is_not_there(self, number: str) -> None:
        invented()
        client, status, _leads = be(number)
        assert (status, is_in(client)) == (404, False)

    def test_it_is_pressed_and_not_followed(self) -> None:
        assert Client().get(f"{BE}?as={invented().pk}").status_code == 405

    def test_nobody_takes_one_of_them_for_himself(self) -> None:
        grant = invented()
        client, _status, _leads = be(grant)
        for page in ("codes", "passkeys", "password", "recovery"):
            for answer in (client.get(f"{SECURITY}{page}/"), client.post(f"{SECURITY}{page}/", {"new": "three grey herons at dusk"})):
                assert (answer.status_code, answer.headers["Location"]) == (302, SECURITY)
        assert be(grant)[1] == 302

    def test_others_who_are_the_same_one_are_not_told_of_and_not_signed_out(self) -> None:
        grant = invented()
        mine, others = be(grant)[0], be(grant)[0]
        assert "127.0.0.1" not in text(mine.get(SECURITY))
        assert (post(mine, SECURITY, do="end-all")[0], is_in(others)) == (200, True)

    def test_who_cannot_show_who_it_is_is_not_asked_before_what_cannot_be_undone(self) -> None:
        planned()
        client, _status, _leads = be(invented())
        aged(client, minutes=60)
        before = len(read.entries(TENDER))
        client.post(TERMINATE, ENDED)
        assert len(read.entries(TENDER)) == before + 1

    def test_whose_account_is_their_own_has_ways_and_is_asked_as_anywhere(self) -> None:
        planned()
        client = signed_in(ALICE)
        assert client.get(f"{SECURITY}codes/").status_code == 200
        aged(client, minutes=60)
        before = len(read.entries(TENDER))
        assert 'name="again-password"' in client.post(TERMINATE, ENDED).content.decode()
        assert len(read.entries(TENDER)) == before


class TestElsewhere:
    """On a site that counts none of this is there."""

    @pytest.mark.usefixtures("real")
    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    def test_neither_address_is_there(self, language: str) -> None:
        grant, client = invented(), Client()
        for path in ("demonstration/", "account/sign-in/demonstration/"):
            answers = [client.get(f"/{language}/{path}"), client.post(f"/{language}/{path}", {"as": str(grant.pk), "to": TUESDAY})]
            assert [answer.status_code for answer in answers] == [404, 404]
        assert is_in(client) is False

    @pytest.mark.usefixtures("real")
    def test_no_page_tells_of_it(self) -> None:
        invented()
        for client in (Client(), signed_in(ALICE)):
            for path in (SIGN_IN, "/en/", SECURITY):
                html = client.get(path).content.decode()
                assert ("穆采薇" in html, "demonstration/" in html) == (False, False)

    @pytest.mark.usefixtures("real")
    def test_an_account_without_a_password_is_asked_there_as_any(self) -> None:
        grant, client = invented(), Client()
        client.force_login(grant.user)
        assert client.get(f"{SECURITY}codes/").status_code == 200

    @pytest.mark.usefixtures("real")
    def test_its_clock_is_the_machines(self) -> None:
        move(TUESDAY)
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


class TestClock:
    """On to what comes next, and never back."""

    def test_the_page_says_what_it_shows_and_that_everybody_moves_it(self) -> None:
        says = text(Client().get(CLOCK))
        assert "It shows 2 March 2026, 10:00 (Beijing time), and runs on." in says
        assert "Everybody can move it on, for all who are here; nobody can move it back." in says

    @pytest.mark.parametrize(("day", "morning"), [
        (date(2026, 3, 2), "2026-03-03"), (date(2026, 3, 6), "2026-03-09"), (date(2026, 4, 30), "2026-05-06"),
    ])  # fmt: skip
    def test_the_next_working_day_begins_at_nine(self, day: date, morning: str) -> None:
        clock.set_demo_clock(at(day, "10:00"))
        assert offered() == [f"{morning}T01:00:00+00:00"]
        assert move(f"{morning}T09:00:00+08:00") == (302, CLOCK)
        assert timedelta(0) <= clock.now() - datetime.fromisoformat(f"{morning}T09:00:00+08:00") < timedelta(minutes=1)

    @pytest.mark.parametrize(("day", "known"), [(date(2026, 12, 30), True), (date(2026, 12, 31), False)])
    def test_it_goes_on_into_a_year_whose_holidays_are_not_known_and_says_so(self, day: date, known: bool) -> None:
        assert calendar().provisional(date(2027, 1, 1)), "another year is known by now: take the first that is not"
        clock.set_demo_clock(at(day))
        assert ("The holidays of that year are not known here yet." in text(Client().get(CLOCK)), len(offered())) == (not known, 1)
        assert move(offered()[0]) == (302, CLOCK)

    def test_where_nothing_is_due_that_is_said(self) -> None:
        assert "What comes next Nothing is due to happen by itself." in text(Client().get(CLOCK))

    @pytest.mark.parametrize(("page", "says"), [
        ("/en/demonstration/", "Opening: DC-2026-S-0001 Day care"), ("/zh-hans/demonstration/", "开标（开启）： DC-2026-S-0001"),
    ])  # fmt: skip
    def test_what_comes_is_told_with_its_docket(self, page: str, says: str) -> None:
        tender()
        assert says in text(Client().get(page))

    def test_moments_stand_in_their_order_and_what_falls_together_together(self) -> None:
        put(procurement(1), procurement(2), procurement(3))
        for place, hours in ((1, 30), (2, 6), (3, 30)):
            put(owed(place, docket=f"DC-2026-S-{place:04}", source=f"DC-2026-S-{place:04}", command="open-bids", itself=True, day=None,
                     moment=at(MONDAY) + timedelta(hours=hours)))  # fmt: skip
        assert re.findall(r"Opening: (DC-2026-S-\d+)", text(Client().get(CLOCK))) == ["DC-2026-S-0002", "DC-2026-S-0001", "DC-2026-S-0003"]
        assert offered()[1:] == ["2026-03-02T07:00:00+00:00", "2026-03-03T07:00:00+00:00"]

    def test_so_many_moments_are_offered_and_no_more(self) -> None:
        put(*(procurement(place) for place in range(1, 15)))
        for place in range(1, 15):
            put(owed(place, docket=f"DC-2026-S-{place:04}", source=f"DC-2026-S-{place:04}", command="open-bids", itself=True, day=None,
                     moment=at(MONDAY) + timedelta(days=place)))  # fmt: skip
        assert len(offered()) == 1 + demo_clock.MOST
        assert move((at(MONDAY) + timedelta(days=13)).isoformat())[0] == 422

    def test_a_day_that_an_officer_waits_for_is_offered(self) -> None:
        planned()
        assert "Notice may be done from this day on: DC-2026-S-0001" in text(Client().get(CLOCK))

    def test_at_the_closing_it_closes_and_opens(self, monkeypatch: pytest.MonkeyPatch) -> None:
        county = tender("sunrise", "brook", "hill")
        monkeypatch.setattr(clock, "this_office", lambda: county.office)
        Beat().turn()
        assert read.of_kinds([TENDER], ["bids-closed", "bids-opened"]) == []
        assert move(CLOSES.isoformat()) == (302, CLOCK)
        assert [len(read.of_kinds([TENDER], [kind])) for kind in ("bids-closed", "bids-opened")] == [1, 1]
        assert "Bids opened" in text(Client().get(f"/en/processes/{TENDER}/"))

    def test_what_falls_due_on_the_way_is_entered_at_its_own_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        county = tender("sunrise", "brook", "hill")
        monkeypatch.setattr(clock, "this_office", lambda: county.office)
        assert clock.move_demo_clock(CLOSES + timedelta(days=3)) is True
        closed, opened = read.of_kinds([TENDER], ["bids-closed", "bids-opened"])
        assert timedelta(0) <= closed.entered - CLOSES <= opened.entered - CLOSES < timedelta(minutes=1)
        assert clock.now() >= CLOSES + timedelta(days=3)

    def test_a_docket_that_fails_keeps_nobody_from_moving_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tender("sunrise", "brook", "hill")
        monkeypatch.setattr(clock, "put_due", lambda *_args, **_named: 1 // 0)
        assert clock.move_demo_clock(CLOSES + timedelta(days=3)) is True
        assert clock.now() >= CLOSES + timedelta(days=3)

    def test_who_is_signed_in_stays_so(self) -> None:
        client, _status, _leads = be(invented())
        move(TUESDAY, client)
        assert is_in(client) is True

    @pytest.mark.parametrize("moment", ["2026-03-02T09:59:00+08:00", "2025-01-01T00:00:00Z"])
    def test_it_is_never_moved_back(self, moment: str) -> None:
        before = clock.now()
        status, says = move(moment)
        assert (status, "already. It is never moved back." in says) == (422, True)
        assert timedelta(0) <= clock.now() - before < timedelta(minutes=1)

    @pytest.mark.parametrize("moment", [
        "", "soon", "2026-13-45T09:00:00Z", "2026-03-03T09:00:00", "2026-03-03T09:01:00+08:00", "9999-12-31T23:59:59Z",
    ])  # fmt: skip
    def test_it_is_moved_to_no_moment_that_is_not_offered(self, moment: str) -> None:
        status, says = move(moment)
        assert (status, "This is no moment to which the clock can be moved." in says) == (422, True)
        assert clock.now() < at(MONDAY, "10:05")

    def test_of_two_who_press_at_once_one_is_told_that_it_is_past(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def offered_while_another_presses() -> set[datetime]:
            assert clock.move_demo_clock(datetime.fromisoformat(TUESDAY)) is True
            return {datetime.fromisoformat(TUESDAY)}

        monkeypatch.setattr(demo_clock, "_offered", offered_while_another_presses)
        status, says = move(TUESDAY)
        assert (status, "The clock is past 3 March 2026, 09:00 (Beijing time) already." in says) == (422, True)
        assert clock.now() < datetime.fromisoformat(TUESDAY) + timedelta(minutes=1)

    def test_many_who_move_it_at_once_move_it_once(self) -> None:
        to, moved = datetime.fromisoformat(TUESDAY), list[bool]()

        def press() -> None:
            moved.append(clock.move_demo_clock(to))
            connection.close()

        threads = [threading.Thread(target=press) for _ in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert sorted(moved) == [False] * 7 + [True]

    @pytest.mark.parametrize("hidden", [{"public": False}, {"docket": "DC-B-AAAAAAAAAAAAAAAAAAAAAAAAAA"}, {"above": "DC-2026-S-0002"}])
    def test_what_not_everyone_sees_is_told_nowhere_and_offered_to_nobody(self, hidden: dict[str, object]) -> None:
        put(procurement(1))
        told = {"docket": "DC-2026-S-0001", "source": "DC-2026-S-0001", "command": "open-bids", "itself": True, "day": None}
        put(owed(1, **{**told, "moment": at(MONDAY) + timedelta(days=3), **hidden}))
        for client in (Client(), signed_in(ALICE)):
            assert len(offered(client)) == 1
            assert move((at(MONDAY) + timedelta(days=3)).isoformat(), client)[0] == 422

    def test_where_the_machines_clock_jumped_everybody_confirms_it_here(self, tmp_path: Path) -> None:
        client, says = Client(), "Confirm that the clock is right as it stands"
        assert says not in text(client.get(CLOCK))
        (tmp_path / watch.STOPPED).write_text("The clock of this machine was set ahead by 5.5 s while the site ran.")
        assert says in text(client.get(CLOCK))
        assert post(client, CLOCK, confirm="yes") == (302, CLOCK)
        assert (watch.waits(tmp_path), says in text(client.get(CLOCK))) == ("", False)

    @pytest.mark.usefixtures("real")
    def test_elsewhere_nobody_confirms_it_so(self, tmp_path: Path) -> None:
        (tmp_path / watch.STOPPED).write_text("The clock of this machine was set ahead by 5.5 s while the site ran.")
        assert post(Client(), CLOCK, confirm="yes")[0] == 404
        assert watch.waits(tmp_path) != ""

    def test_the_link_stands_on_every_page(self) -> None:
        assert f'href="{CLOCK}"' in Client().get("/en/rules/").content.decode()


