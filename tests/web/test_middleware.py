"""What does every answer carry?"""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.templatetags.static import static
from django.test import Client
from pytest_django import Settings

from operis import troubles
from operis.accounts.models import User
from operis.config.logs import Line
from operis.web.middleware import proxy_untold

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nowhere/", static("web/operis.css")])
@pytest.mark.django_db
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")


@pytest.mark.parametrize("path", ["/en/", "/en/nowhere/", "/api/v1/dockets", "/healthz"])
@pytest.mark.django_db
def test_nothing_of_the_device_is_for_a_page_and_nothing_of_ours_for_a_page_elsewhere(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Permissions-Policy"] == "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize("path", ["/en/", "/en/account/sign-in/", "/en/desk/", "/en/nowhere/", "/healthz"])
def test_a_method_that_no_page_takes_is_told_so_before_a_token_is_asked_for(method: str, path: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert "页面只接受" in answer.content.decode()


@pytest.mark.parametrize(
    ("secure", "seconds", "told"), [(True, 31_536_000, "max-age=31536000"), (False, 31_536_000, None), (True, 0, None)]
)
def test_over_https_browsers_are_told_to_stay_with_it(settings: Settings, secure: bool, seconds: int, told: str | None) -> None:
    settings.SECURE_HSTS_SECONDS = seconds
    assert Client().get("/en/help/", secure=secure).headers.get("Strict-Transport-Security") == told


@pytest.mark.parametrize(
    ("origin", "names", "seconds"),
    [("demo.county.example/ledger", ["sessionid", "csrftoken", "known", "view"], 0),
     ("county.example/ledger", ["__Host-sessionid", "__Host-csrftoken", "__Host-known", "__Host-view"], 31_536_000)],
)  # fmt: skip
def test_a_site_that_is_no_demonstration_names_its_cookies_for_this_host_alone(origin: str, names: list[str], seconds: int) -> None:
    asked = (
        "from operis.config import settings as s; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.KNOWN_COOKIE_NAME, s.VIEW_COOKIE_NAME, "
        "s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE)"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPERIS_")}
    ran = subprocess.run([sys.executable, "-c", asked], env={**kept, "OPERIS_ORIGIN": origin}, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [*names, str(seconds), str(bool(seconds))]


def test_signing_out_leaves_nothing_in_the_browser_but_that_it_is_known(client: Client) -> None:
    answer = client.post("/en/account/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


class TestLine:
    def test_a_request_is_one_line_without_what_was_searched_for(self, client: Client, caplog: pytest.LogCaptureFixture) -> None:
        [line] = self.lines(client, caplog, "/en/help/?q=private")
        facts = {"level": "info", "by": "operis.web", "says": "request", "place": "127.0.0.1", "path": "/en/help/", "status": 200}
        assert facts.items() <= line.items()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(line["at"]))
        assert "private" not in str(line)

    def test_the_reader_gets_the_number_of_the_line(self, client: Client, caplog: pytest.LogCaptureFixture) -> None:
        [line] = self.lines(client, caplog, "/en/help/")
        assert client.get("/en/help/").headers["X-Request-Id"] != line["request"]
        assert re.fullmatch("[0-9a-f]{16}", str(line["request"]))

    @pytest.mark.parametrize(
        "path", ["/en/nope%0a2026-11-30%20POST%20/forged%20200", "/en/%1b[2J", "/en/%e2%80%a8x", "/en/%7f%c2%9b", '/en/"}']
    )
    def test_no_path_makes_a_line_or_moves_a_cursor(self, client: Client, caplog: pytest.LogCaptureFixture, path: str) -> None:
        caplog.handler.setFormatter(Line())
        [line] = self.lines(client, caplog, path)
        [text] = [Line().format(one) for one in caplog.records if one.name == "operis.web"]
        assert text.isprintable()
        assert text.isascii()
        assert line["path"] == unquote(path)

    def test_who_is_signed_in_stands_in_the_line(self, caplog: pytest.LogCaptureFixture, db: None) -> None:
        user = User.objects.create_user("a@b.example", "A", "three grey herons at dusk")
        client = Client(REMOTE_ADDR="192.0.2.9")
        client.force_login(user)
        [line] = self.lines(client, caplog, "/en/help/")
        assert (line["account"], line["place"]) == (str(user.pk), "192.0.2.9")

    @staticmethod
    def lines(client: Client, caplog: pytest.LogCaptureFixture, path: str) -> list[dict[str, object]]:
        found: list[str] = []
        handler = logging.Handler()
        handler.setFormatter(Line())
        handler.emit = lambda record: found.append(handler.format(record))  # type: ignore[method-assign]
        logger = logging.getLogger("operis.web")
        logger.addHandler(handler)
        with caplog.at_level(logging.INFO, logger="operis.web"):
            client.get(path)
        logger.removeHandler(handler)
        return [json.loads(one) for one in found]


@pytest.mark.parametrize("host", ["evil.example", "", "a b"])
def test_a_foreign_host_is_one_line_without_a_trace(client: Client, caplog: pytest.LogCaptureFixture, host: str) -> None:
    assert client.get("/en/", HTTP_HOST=host).status_code == 400
    [line] = [json.loads(Line().format(one)) for one in caplog.records if one.name.startswith("django.")]
    assert (line["by"], "fault" in line) == ("django.security.DisallowedHost", False)
    assert line["says"].startswith("Invalid HTTP_HOST header")


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "place", "told"), [(0, "127.0.0.1", True), (1, "127.0.0.1", False), (0, "203.0.113.7", False)])
def test_a_proxy_on_this_machine_is_told_of_where_no_setting_names_it(
    client: Client, settings: Settings, tmp_path: Path, proxies: int, place: str, told: bool
) -> None:
    """Anybody elsewhere can write such a line himself."""
    proxy_untold.cache_clear()
    settings.OPERIS_PROXIES, settings.OPERIS_DATA = proxies, tmp_path
    client.get("/en/", headers={"X-Forwarded-For": "198.51.100.4"}, REMOTE_ADDR=place)
    assert bool(troubles.all_told("proxy")) == told
