"""Is it still the same person, and does what was typed stay?"""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import path
from django.views.decorators.http import require_http_methods
from pytest_django import Settings

from operis.accounts.tries import SESSION
from operis.config import urls as site
from operis.web.account.recent import OWN, needs_again
from operis.web.desk.begun import typed
from tests.api.programs import installed
from tests.statute import ALICE
from tests.web.accounts import aged, code, is_in, signed_in_twice, with_codes
from tests.web.reading import text
from tests.web.signed import PASSWORD, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


@require_http_methods(["GET", "POST"])
def irreversible(request: HttpRequest) -> HttpResponseBase:
    """A page as the desk has them: what was sent is shown, and confirming needs a fresh proof."""
    if request.POST.get("do") == "confirm" and (again := needs_again(request)):
        return again
    return HttpResponse(json.dumps([[name, values] for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]))


urlpatterns = [path("irreversible/", irreversible), *site.urlpatterns]
handler404 = site.handler404


class TestRecentProof:
    TYPED: dict[str, Any] = {"do": "confirm", "title": 'a "title" <b>&amp; 标题', "lot": ["1", "2"], "text": " two\nlines "}
    SENT = [["do", ["confirm"]], ["title", ['a "title" <b>&amp; 标题']], ["lot", ["1", "2"]], ["text", [" two\nlines "]]]

    def kept(self, html: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html):
            if name != "csrfmiddlewaretoken":
                found.setdefault(unescape(name), []).append(unescape(value))
        return found

    def test_a_fresh_proof_is_enough(self) -> None:
        assert json.loads(signed_in(ALICE).post("/irreversible/", self.TYPED).content) == self.SENT

    @pytest.mark.parametrize(("minutes", "asked"), [(14.9, False), (15, True), (-5, True)])
    def test_a_proof_is_fresh_for_a_quarter_of_an_hour(self, minutes: float, asked: bool) -> None:
        client = signed_in(ALICE)
        aged(client, minutes)
        assert ("Show that it is you" in text(client.post("/irreversible/", self.TYPED))) is asked

    def test_the_time_is_a_setting(self, settings: Settings) -> None:
        settings.OPERIS_PROOF_MINUTES = 60
        client = signed_in(ALICE)
        aged(client, 59)
        assert json.loads(client.post("/irreversible/", self.TYPED).content) == self.SENT

    def test_who_shows_it_again_goes_on_with_everything_that_was_typed(self) -> None:
        client = signed_in(ALICE)
        aged(client)
        asked = client.post("/irreversible/?at=1", self.TYPED).content.decode()
        assert 'action="/irreversible/?at=1"' in asked
        kept = self.kept(asked)
        assert kept == {"again": ["POST"], **{name: values for name, values in self.SENT}}
        wrong = client.post("/irreversible/", {**kept, "again-password": "wrong"})
        assert (wrong.status_code, self.kept(wrong.content.decode())) == (422, kept)
        assert json.loads(client.post("/irreversible/", {**kept, "again-password": PASSWORD}).content) == self.SENT
        assert json.loads(client.post("/irreversible/", self.TYPED).content) == self.SENT

    def test_a_code_is_a_proof_as_well_and_counts_as_a_second_step(self) -> None:
        user, secret = with_codes()
        client = signed_in_twice(user)
        aged(client)
        kept = self.kept(client.post("/irreversible/", self.TYPED).content.decode())
        assert json.loads(client.post("/irreversible/", {**kept, "again-code": code(secret)}).content) == self.SENT
        aged(client)
        assert client.post("/irreversible/", {**kept, "again-code": code(secret)}).status_code == 422

    @pytest.mark.parametrize(
        "given", [{}, {"again-password": ""}, {"again-code": "000000"}, {"again-credential": "{}"}, {"again-code": "\0"}]
    )
    def test_nothing_is_no_proof(self, given: dict[str, str]) -> None:
        client = signed_in(ALICE)
        aged(client)
        assert client.post("/irreversible/", {**self.TYPED, "again": "POST", **given}).status_code == 422

    @pytest.mark.parametrize("wrong", [{"again-password": "wrong"}, {"again-code": "000000"}])
    def test_guessing_ends_the_session_and_what_was_typed_stays_in_the_page(self, wrong: dict[str, str]) -> None:
        client = signed_in(ALICE)
        aged(client)
        for _ in range(SESSION.most - 1):
            assert client.post("/irreversible/", {**self.TYPED, "again": "POST", **wrong}).status_code == 422
        last = client.post("/irreversible/", {**self.TYPED, "again": "POST", **wrong})
        kept = self.kept(last.content.decode())
        assert (last.status_code, is_in(client)) == (403, False)
        assert kept == {name: values for name, values in self.SENT}
        client.post("/en/account/sign-in/", {"email": "li.na@office.example", "password": PASSWORD})
        assert json.loads(client.post("/irreversible/", self.TYPED).content) == self.SENT

    def test_a_right_proof_forgets_the_wrong_ones(self) -> None:
        client = signed_in(ALICE)
        for _ in range(2):
            aged(client)
            for _ in range(SESSION.most - 1):
                assert client.post("/irreversible/", {**self.TYPED, "again": "POST", "again-password": "wrong"}).status_code == 422
            right = client.post("/irreversible/", {**self.TYPED, "again": "POST", "again-password": PASSWORD})
            assert json.loads(right.content) == self.SENT

    def test_a_form_from_elsewhere_proves_nothing(self) -> None:
        client = signed_in(ALICE)
        client.handler.enforce_csrf_checks = True
        assert client.post("/irreversible/", {**self.TYPED, "again": "POST", "again-password": PASSWORD}).status_code == 403

    def test_files_are_said_to_be_chosen_again(self) -> None:
        from io import BytesIO

        client = signed_in(ALICE)
        aged(client)
        assert "choose them again" in text(client.post("/irreversible/", {**self.TYPED, "scan": BytesIO(b"%PDF")}))


def test_what_shows_who_it_is_is_never_kept_with_a_form() -> None:
    sent = {"title": "kept", **dict.fromkeys(OWN, "secret")}
    assert typed(RequestFactory().post("/en/desk/", sent)) == {"title": "kept"}
