"""What does a reader see when something is wrong: in the frame, in the own language, with a way on?"""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override
from pytest_django import Settings

from operis.web import errors

HEADINGS = {
    "en": ("There is no such page", "This page is for another office", "This request could not be read", "The form was open for too long"),
    "zh-hans": ("没有这个页面", "本页面供其他单位使用", "请求无法读取", "表单打开时间过长"),
}


def heading(content: bytes) -> str:
    return content.decode().split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize("language", HEADINGS)
def test_each_error_page_stands_in_the_frame(rf: RequestFactory, language: str) -> None:
    request = rf.get(f"/{language}/somewhere/")
    request.resolver_match = None
    with override(language):
        answers: list[Any] = [
            errors.not_found(request, Exception()),
            errors.not_allowed(request, PermissionDenied()),
            errors.bad_request(request, SuspiciousOperation()),
            errors.form_too_old(request),
        ]
    assert [answer.status_code for answer in answers] == [404, 403, 400, 403]
    assert tuple(heading(answer.content) for answer in answers) == HEADINGS[language]
    assert [answer.content.decode().count('<footer class="site">') for answer in answers] == [1, 1, 1, 1]


@pytest.mark.parametrize("header", ["origin", "referer"])
@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "It was sent from https://elsewhere.example and came in as a form of http://testserver."),
     ("zh-hans", "表单从https://elsewhere.example提交，到达时对应的网址是http://testserver。")],
)  # fmt: skip
def test_a_form_from_another_address_is_not_said_to_be_old(
    language: str, says: str, header: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(enforce_csrf_checks=True)
    from_there, secure = {header: "https://elsewhere.example/page/"}, header == "referer"
    answer = client.post(f"/{language}/account/sign-in/", {}, headers=from_there, secure=secure)
    told = says.replace("http://", "https://") if header == "referer" else says
    assert (answer.status_code, told in answer.content.decode()) == (403, True)
    assert heading(answer.content) == {"en": "This form was sent from another address", "zh-hans": "表单是从其他网址提交的"}[language]
    assert "OPERIS_HOSTS, OPERIS_PROXIES" in caplog.text


def test_what_broke_needs_neither_frame_nor_messages() -> None:
    answer = errors.broken(HttpRequest())
    text = answer.content.decode()
    assert answer.status_code == 500
    assert ("Something broke here" in text, "网站出了问题" in text) == (True, True)


def test_a_name_we_do_not_serve_still_gets_a_page(client: Client) -> None:
    answer = client.get("/en/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, heading(answer.content)) == (400, "This request could not be read")


def test_large_text_is_kept_and_taken_back(client: Client) -> None:
    back = client.get("/view/large", headers={"referer": "http://testserver/en/rules/"})
    assert (back.status_code, back.headers["Location"]) == (302, "http://testserver/en/rules/")
    assert 'data-size="large"' in client.get("/en/rules/").content.decode()
    client.get("/view/normal")
    assert 'data-size="large"' not in client.get("/en/rules/").content.decode()


@pytest.mark.parametrize("referer", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_elsewhere(client: Client, referer: str) -> None:
    answer = client.get("/view/large", headers={"referer": referer, "accept-language": "en"})
    assert answer.headers["Location"] == "/en/"


def test_machines_are_told_what_they_may_read_and_that_we_live(client: Client) -> None:
    told = "User-agent: *\nDisallow: /view/\nSitemap: http://testserver/sitemap.xml\n"
    assert (client.get("/healthz").status_code, client.get("/robots.txt").content.decode()) == (200, told)


PROCESSES = {"en": ("There is no such process", "All processes"), "zh-hans": ("没有这个事项", "全部事项")}


@pytest.mark.django_db
@pytest.mark.parametrize("language", PROCESSES)
@pytest.mark.parametrize("page", ["processes", "notices"])
def test_a_number_that_no_process_has_leads_on_to_the_processes(client: Client, language: str, page: str) -> None:
    answer = client.get(f"/{language}/{page}/DC-2026-S-9999/")
    text = answer.content.decode()
    says, leads = PROCESSES[language]
    assert (answer.status_code, heading(answer.content)) == (404, says)
    assert f'<a href="/{language}/processes/">{leads}</a>' in text
    assert '<span class="no">DC-2026-S-9999</span>' in text


@pytest.mark.django_db
def test_a_printed_number_that_no_process_has_leads_on_too(client: Client) -> None:
    answer = client.get("/p/DC-2026-S-9999", headers={"accept-language": "en"})
    assert (answer.status_code, heading(answer.content)) == (404, "There is no such process")


def test_an_unknown_rule_is_told_in_the_punctuation_of_the_language(client: Client) -> None:
    assert '没有规则使用此编号：<span class="no">NOPE</span></p>' in client.get("/zh-hans/rules/NOPE/").content.decode()


@pytest.mark.parametrize(
    ("contact", "says"), [("", "has not given a telephone number yet"), ("Bureau, 12345", "stands at the foot of every page")]
)
def test_accessibility_and_help_agree_on_who_can_be_asked(client: Client, settings: Settings, contact: str, says: str) -> None:
    settings.OPERIS_SITE_CONTACT = contact
    accessibility, help_page = (client.get(f"/en/{page}/").content.decode() for page in ("accessibility", "help"))
    assert (says in accessibility, "has not given a telephone number yet" in help_page) == (True, contact == "")
