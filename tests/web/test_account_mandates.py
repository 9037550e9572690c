"""Which mandate opens the desk, on which days, and after which proof?"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.accounts.models import Grant
from operis.core.mandates import Role
from tests.api.programs import installed
from tests.statute import ALICE, BO, CHEN
from tests.web.accounts import CODES, EMAIL, MANDATE, SECURITY, SIGN_IN, code, post, signed_in_twice, with_codes
from tests.web.reading import text
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


class TestDeciding:
    """Where the setting asks for a second step of who decides."""

    @pytest.fixture(autouse=True)
    def asked_for(self, settings: Settings) -> None:
        settings.OPERIS_SECOND_STEP = True

    def test_who_decides_is_held_back_and_led_to_set_one_up(self) -> None:
        account(EMAIL, ALICE)
        client = Client()
        assert post(client, SIGN_IN, email=EMAIL, password=PASSWORD) == (302, f"{MANDATE}?next=%2Fen%2Fdesk%2F")
        assert client.get("/en/desk/").status_code == 302
        told = client.get(MANDATE)
        assert ("This role decides for the public" in text(told), f'href="{SECURITY}"' in told.content.decode()) == (True, True)
        secret = re.search(r'<code class="no">([A-Z2-7 ]+)</code>', client.get(CODES).content.decode())
        assert secret
        client.post(CODES, {"code": code(secret[1].replace(" ", ""))})
        assert client.get("/en/desk/").status_code == 200

    def test_a_second_step_opens_the_desk(self) -> None:
        user, _secret = with_codes()
        assert signed_in_twice(user).get("/en/desk/").status_code == 200

    def test_a_supplier_speaks_for_itself(self) -> None:
        assert signed_in(BO, email="bo@sunrise.example").get("/en/desk/").status_code == 200

    def test_choosing_another_role_is_no_way_around_it(self) -> None:
        account(EMAIL, ALICE, BO)
        client = Client()
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        for role, status, leads in (("supplier", 200, "/en/desk/"), ("buyer", 302, MANDATE)):
            grant = Grant.objects.get(office__role=role)
            assert post(client, MANDATE, mandate=str(grant.pk), next="/en/desk/") == (302, leads)
            assert client.get("/en/desk/").status_code == status


class TestMandateDays:
    """Monday is 2026-03-02: the clock of these tests stands there."""

    MONDAY = date(2026, 3, 2)

    @pytest.mark.parametrize(("first", "last", "open"), [(0, 0, True), (0, None, True), (1, None, False), (-9, -1, False), (-9, 0, True)])
    def test_a_mandate_opens_from_its_first_day_to_its_last(self, first: int, last: int | None, open: bool) -> None:
        account(EMAIL, ALICE)
        days = {"first": self.MONDAY + timedelta(first), "last": None if last is None else self.MONDAY + timedelta(last)}
        Grant.objects.update(**days)
        client = Client()
        post(client, SIGN_IN, email=EMAIL, password=PASSWORD)
        assert client.get("/en/desk/").status_code == (200 if open else 302)
        assert ("You have no mandate today" in text(client.get(MANDATE))) is not open

    def test_a_mandate_that_ends_in_the_middle_of_a_session_opens_nothing_from_then_on(self) -> None:
        client = signed_in(ALICE, email=EMAIL)
        assert client.get("/en/desk/").status_code == 200
        Grant.objects.update(last=self.MONDAY - timedelta(1))
        assert client.get("/en/desk/").status_code == 302

    def test_who_stands_in_is_told_for_whom_and_until_when(self) -> None:
        chen = account("chen@office.example", CHEN, name="Chen")
        account(EMAIL, ALICE, CHEN)
        grant = Grant.objects.get(user__email=EMAIL, office__role=str(Role(CHEN.role)))
        Grant.objects.filter(pk=grant.pk).update(stands_for=chen, last=self.MONDAY + timedelta(10))
        told = text(signed_in(email=EMAIL).get(MANDATE))
        assert ("stands in for Chen" in told, "until 12 March 2026" in told) == (True, True)
