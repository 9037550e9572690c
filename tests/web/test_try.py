"""Does the try lead each case to its outcome, in both languages, and keep nothing? From the first question to the printed page."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.web.answers import GATES, LABOUR, POST, REFER, SERVICE, START
from tests.web.browsed import answered
from tests.web.shown import SITE

pytestmark = pytest.mark.slow
TRY = "services-or-posts/try/"
HEADINGS = {
    "service": {"en": "This is a purchase of services", "zh-hans": "这属于政府购买服务"},
    "held": {"en": "This is a purchase of services, and it cannot start yet", "zh-hans": "这属于政府购买服务，但还不能开始"},
    "post": {"en": "This is a service post", "zh-hans": "这属于购买服务岗位"},
    "post held": {"en": "This is a service post, and it cannot be announced yet", "zh-hans": "这属于购买服务岗位，但还不能发布公告"},
    "labour": {"en": "You cannot buy this as a service", "zh-hans": "不得作为服务购买"},
    "refer": {"en": "The answers do not settle it: ask the finance department", "zh-hans": "这些回答不足以认定：请询问财政部门"},
}
CASES = [
    ("service", [SERVICE, START], ["O102-02", "R4"]),
    ("held", [SERVICE, {**START, "V01": "no", "V04": "40"}], ["O102-02", "R4"]),
    ("post", [POST, {"P02": "6", "P03": "6"}], ["SRC-03", "SRC-04", "R3"]),
    ("post held", [POST, {"P02": "5", "P03": "6"}], ["SRC-03", "SRC-04", "R3"]),
    ("labour", [LABOUR], ["O102-10", "R1"]),
    ("refer", [REFER], ["O102-04", "weigh"]),
]
each_language = pytest.mark.parametrize("language", ["en", "zh-hans"])


@pytest.fixture
def tab(chromium: Browser, client: Client) -> Iterator[Tab]:
    """Without JavaScript: the whole way has to work with forms alone."""
    with answered(chromium, client) as tab:
        yield tab


def answer(tab: Tab, answers: dict[str, str]) -> None:
    """Fill in the page that is shown, with what is in `answers` and "don't know" for the rest, and go on."""
    for name, kind in fields(tab).items():
        if name in answers and kind == "text":
            tab.fill(f'main input[name="{name}"][type=text]', answers[name])
        else:
            tab.locator(f'main input[name="{name}"][value="{answers.get(name, "unknown")}"]:not([type=hidden])').check()
    press(tab, "main .btn")


def press(tab: Tab, button: str) -> None:
    with tab.expect_navigation():
        tab.locator(button).click()


def fields(tab: Tab) -> dict[str, str]:
    """The questions of the page, each with the first kind of input it has."""
    inputs = tab.locator("main fieldset input").evaluate_all("all => all.map(one => [one.name, one.type]).reverse()")
    return dict(reversed(dict(inputs).items()))


def names(tab: Tab) -> list[str]:
    return list(fields(tab))


def walk(tab: Tab, answers: dict[str, str]) -> list[list[str]]:
    """The questions of each page on the way to the outcome."""
    pages = []
    while tab.locator("input[name=page]").count():
        pages.append(names(tab))
        answer(tab, answers)
    return pages


@each_language
@pytest.mark.parametrize(("outcome", "answers", "law"), CASES, ids=[case[0] for case in CASES])
def test_each_case_leads_to_its_outcome(
    tab: Tab, client: Client, language: str, outcome: str, answers: list[dict[str, str]], law: list[str]
) -> None:
    tab.goto(f"{SITE}/{language}/{TRY}")
    pages = walk(tab, {**GATES, **{question: word for part in answers for question, word in part.items()}})
    assert pages[0] == list(GATES)
    assert pages[1:5] == [["F01"], ["F02"], ["F03"], ["F08"]]
    assert tab.locator("h1").inner_text() == HEADINGS[outcome][language]
    cited = {str(chip.get_attribute("href")).split("/")[-2] for chip in tab.locator(".cite").all()}
    assert cited.issuperset(law)
    if outcome == "refer":  # weighed, and not to a conclusion that could be confirmed
        assert "No single rule decided: the answers were weighed." not in tab.locator("main").inner_text()
    assert (tab.context.cookies(), list(client.cookies)) == ([], [])


def test_further_questions_come_only_while_the_answer_is_open(tab: Tab) -> None:
    tab.goto(f"{SITE}/en/{TRY}")
    assert walk(tab, {**GATES, **SERVICE, **START})[5:] == [list(START)]
    tab.goto(f"{SITE}/en/{TRY}")
    assert walk(tab, {**GATES, **LABOUR})[5:] == [["P06"], ["P01"]]
    tab.goto(f"{SITE}/en/{TRY}")
    assert walk(tab, {**GATES, **LABOUR, "G03": "yes"})[5:] == []


def test_an_answer_is_changed_without_losing_the_others(tab: Tab) -> None:
    tab.goto(f"{SITE}/en/{TRY}")
    walk(tab, {**GATES, **LABOUR})
    press(tab, 'button[name=show][value="F01"]')
    assert tab.locator("input[name=F01]:checked").get_attribute("value") == "body"
    tab.locator("input[name=F01][value=supplier]").check()
    press(tab, "main .btn")
    assert names(tab) == ["F04"]  # neither rule fits any more: it is weighed
    press(tab, "main form button[name=show]")  # back
    assert names(tab) == ["F08"]
    assert tab.locator("input[name=F08]:checked").get_attribute("value") == "supplier"


def test_the_language_is_changed_on_the_way(tab: Tab) -> None:
    tab.goto(f"{SITE}/en/{TRY}")
    answer(tab, GATES)
    answer(tab, LABOUR)
    press(tab, "header .language")
    assert tab.url == f"{SITE}/zh-hans/{TRY}"
    assert names(tab) == ["F02"]
    walk(tab, LABOUR)
    assert tab.locator("h1").inner_text() == HEADINGS["labour"]["zh-hans"]


def posted(client: Client, answers: dict[str, str], language: str = "en") -> tuple[int, str]:
    answered = client.post(f"/{language}/{TRY}", answers)
    return answered.status_code, answered.content.decode()


def test_a_page_that_is_not_filled_in_says_which_questions(client: Client) -> None:
    status, text = posted(client, {"page": "gates", **GATES} | {"G02": "", "C01": ""})
    assert status == 422
    assert text.count('<li><a href="#f-') == 2
    assert '<a href="#f-G02">Choose an answer, or “don&#x27;t know”, to: Does any law' in text
    assert 'name="G01" value="yes" checked' in text
    assert "<title>Error: Service or post?" in text


@pytest.mark.parametrize(
    ("tampered", "says"),
    [
        ({"F01": "maybe"}, "“maybe” is none of the answers; choose one of those shown."),
        ({"P02": "many"}, "Write a whole number instead of “many”."),
        ({"P02": "-1"}, "Write a whole number instead of “-1”."),
        ({"Z99": "yes"}, "There is no question Z99 here."),
        ({"page": "nowhere"}, "There is no page nowhere here."),
        ({"show": "nowhere"}, "There is no page nowhere here."),
    ],
    ids=str,
)
def test_what_was_tampered_with_is_told_by_place(client: Client, tampered: dict[str, str], says: str) -> None:
    status, text = posted(client, {"page": "gates", **GATES, **tampered})
    assert (status, says in text) == (422, True)


def test_two_answers_to_one_question_are_not_guessed_at(client: Client) -> None:
    answered = client.post(f"/en/{TRY}", {"page": "P02", "P02": ["3", "unknown"]})
    assert (answered.status_code, "Give one answer only." in answered.content.decode()) == (422, True)


def test_full_width_digits_are_read(client: Client) -> None:
    given = {"page": "P02", **GATES, **POST, "P02": "６", "P03": "6", "P04": "unknown"}
    assert HEADINGS["post"]["en"] in posted(client, given)[1]


def test_nothing_is_kept(client: Client) -> None:
    answered = client.post(f"/en/{TRY}", {"page": "gates", **GATES})
    assert dict(answered.cookies) == {}


@pytest.mark.parametrize(
    ("language", "says", "label"),
    [
        ("en", "settles the outcome already", "The law that was applied, as a fingerprint:"),
        ("zh-hans", "已经决定了结果", "所适用法律规则的数字指纹："),
    ],
)
def test_where_a_gate_has_settled_it_the_reader_is_told_and_may_go_to_the_outcome(
    client: Client, language: str, says: str, label: str
) -> None:
    assert says not in posted(client, {"page": "gates", **GATES}, language)[1]
    hit = {**GATES, "G03": "yes"}
    told = posted(client, {"page": "gates", **hit}, language)[1]
    assert (says in told, '<button type="submit" class="link" name="show" value="outcome" formnovalidate>' in told) == (True, True)
    status, text = posted(client, {"page": "F01", **hit, "show": "outcome"}, language)
    assert (status, f"<h1>{HEADINGS['labour'][language]}</h1>" in text, label in text) == (200, True, True)
