"""What does a reader see when something is wrong: in the frame, in the own language, with a way on?"""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override

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
        answers = [
            errors.not_found(request, Exception()),
            errors.not_allowed(request, PermissionDenied()),
            errors.bad_request(request, SuspiciousOperation()),
            errors.form_too_old(request),
        ]
    assert [answer.status_code for answer in answers] == [404, 403, 400, 403]
    assert tuple(heading(answer.content) for answer in answers) == HEADINGS[language]
    assert [answer.content.decode().count('<footer class="site">') for answer in answers] == [1, 1, 1, 1]


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
    assert (client.get("/healthz").status_code, client.get("/robots.txt").content.decode()) == (200, "User-agent: *\nDisallow: /view/\n")
