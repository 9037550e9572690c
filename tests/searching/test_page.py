"""What does the page of the search say: what was found, of which kinds, what stands for what was typed, what to do where nothing is?"""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from operis.documents.searching.results import KINDS
from operis.registers import models
from operis.registers.bigrams import bigrams
from operis.registers.everywhere import HITS_MAX
from tests.searching.county import filled
from tests.web.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def page(query: str, language: str = "en") -> tuple[int, str]:
    answer = Client().get(f"/{language}/search/?{query}")
    return answer.status_code, answer.content.decode()


def said(query: str, language: str = "en") -> str:
    return unescape(text_of(page(query, language)[1]))


def links(html: str) -> list[str]:
    return re.findall(r'<article class="result">\s*<h2[^>]*><a href="([^"]+)"', html)


def counts(html: str) -> list[str]:
    return re.findall(r'<li><a class="tap" href="[^"]+"[^>]*>([^<]+\(\d+\))</a>', html)


def test_every_kind_leads_to_its_own_page() -> None:
    filled()
    first = {kind: links(page(f"q={typed}&kind={kind}")[1])[0] for kind, typed in {
        "notice": "保洁", "plan": "喘息", "need": "社工", "contract": "助餐", "body": "民政局", "supplier": "暖檐", "service": "A0401",
        "rule": "GPL-35", "help": "seal bid", "process": "指导性目录"}.items()}  # fmt: skip
    assert first == {
        "notice": "/en/notices/DC-2026-S-0011/", "plan": "/en/processes/DC-2025-S-0003/", "need": "/en/processes/DC-2026-N-0001/",
        "contract": "/en/processes/DC-2026-C-0004/", "body": "/en/bodies/civil-affairs/", "supplier": "/en/suppliers/s7/",
        "service": "/en/services/A0401/", "rule": "/en/rules/GPL-35/", "help": "/en/help/seal-bid/",
        "process": "/en/processes/DC-2025-D-0001/",
    }  # fmt: skip
    assert first.keys() == KINDS.keys()


def test_a_result_says_what_it_is_of_whom_for_how_much_and_since_when() -> None:
    filled()
    html = page("q=DC-2026-S-0013")[1]
    [article] = re.findall(r'<article class="result">.*?</article>', html, re.S)
    assert unescape(text_of(article)) == (
        "Assessment of older people's abilities 12,000 people over 60 are assessed at home for what they can still do; a report on each is "
        "entered in the system. Paid by assessments that stand the check. Notice Yunze County Civil Affairs Bureau "
        "budget CNY 2,160,000.00 notice of 15 May 2026 DC-2026-S-0013"
    )


def test_what_ended_without_a_result_says_so_and_when() -> None:
    filled()
    models.Docket.objects.filter(number="DC-2026-S-0013").update(ended=date(2026, 6, 15))
    said = [text_of(page("q=DC-2026-S-0013", one)[1]) for one in ("en", "zh-hans")]
    assert ["ended without a result on 15 June 2026" in said[0], "2026年6月15日终止，没有结果" in said[1]] == [True, True]


def test_the_amount_and_the_day_of_a_contract_have_their_words() -> None:
    filled()
    [english], [chinese] = (re.findall(r'<article class="result">.*?</article>', page("q=DC-2026-C-0004", one)[1], re.S)
                            for one in ("en", "zh-hans"))  # fmt: skip
    assert re.search(r"contract amount CNY [0-9,.]+ published on [0-9]+ \w+ 2026 DC-2026-C-0004$", text_of(english)) is not None
    assert re.search(r"合同金额[0-9,.]+元 2026年[0-9]+月[0-9]+日公开 DC-2026-C-0004$", text_of(chinese)) is not None
    whole = [re.findall('<span class="nobr">([^<]+)</span>', one) for one in (english, chinese)]  # 320 px hold no amount with its words
    assert [[one for one in said if "1,596" in one or "CNY" in one or "元" in one] for said in whole] == [[], []]


def test_kinds_stand_there_with_their_counts_and_one_can_be_taken() -> None:
    filled()
    everything = counts(page("q=暖檐")[1])
    assert everything == ["Everything (2)", "Suppliers (1)", "Contracts (1)"]
    status, html = page("q=暖檐&kind=supplier")
    assert (status, links(html), counts(html)) == (200, ["/en/suppliers/s7/"], everything)
    status, html = page("q=暖檐&kind=help")
    assert (status, links(html), "There is nothing of this kind. Take another kind above." in html) == (200, [], True)


def test_a_slip_of_the_hand_is_told_with_what_stands_for_it() -> None:
    filled()
    assert "There is nothing for “peple”; this is for “people”." in said("q=older+peple")
    assert "没有找到“peple”；以下是“people”的结果。" in said("q=older+peple", "zh-hans")
    assert "There is nothing for" not in page("q=older+people")[1]


def test_what_has_a_part_of_the_words_is_told_to() -> None:
    filled()
    says = "Nothing has all of what you wrote. These have a part of it, those with most of it first."
    assert [says in page(f"q={query}")[1] for query in ("养老+社工", "养老+上门", "居家养佬")] == [True, False, True]


@pytest.mark.parametrize("typed", ["2431800", "2,431,800.00", "243.18万元"])
def test_what_costs_an_amount_has_all_of_it_however_it_is_written(typed: str) -> None:
    filled()
    html = page(f"q={typed}")[1]
    assert ("Nothing has all of what you wrote." in html, "2,431,800.00" in html, len(links(html)) > 0) == (False, True, True)


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("", 200, "Everything that everyone may read is searched"),
        ("q=", 200, "Everything that everyone may read is searched"),
        ("q=nonsensexyzq", 200, "Nothing was found. Write fewer or other words"),
        ("q=!!!", 422, "There is no word or number in “!!!”."),
        ("q=%00", 200, "Everything that everyone may read is searched"),
        ("q=a%00b", 200, "result"),
        ("q=养", 200, "result"),
        ("q=" + "养" * 100, 200, "Nothing was found. Write fewer or other words"),
        ("q=" + "养" * 101, 422, "Search with 100 characters at most."),
        ("q=" + "%E5%85%BB" * 10_000, 422, "Search with 100 characters at most."),
        ("q=养老&kind=gold", 422, "There is no such kind of result."),
        ("q=养老&page=0", 422, "There is no page 0."),
        ("q=养老&page=99999999999999999999", 422, "Write the page as a number"),
        ("q=养老&page=9", 422, "The last one is page 1."),
        ("q=%22+OR+%22", 200, "result"),
        ("q=whole:x*+NOT+b", 200, "result"),
        ("q='%3B+DROP+TABLE", 200, "result"),
        ("q=%F0%9F%98%80", 422, "There is no word or number in"),
        ("q=%FF%FE", 422, "There is no word or number in"),
    ],
)
def test_whatever_is_typed_is_answered_by_a_page(query: str, status: int, says: str) -> None:
    filled()
    for language in ("en", "zh-hans"):
        given, html = page(query, language)
        assert given == status
        assert language != "en" or says in unescape(text_of(html))


def test_the_box_stands_on_every_page_and_keeps_what_was_typed() -> None:
    box = '<form class="seek" method="get" action="/en/search/" role="search"'
    assert [Client().get(f"/en/{path}").content.decode().count(box) for path in ("", "rules/", "nowhere/", "search/")] == [1, 1, 1, 1]
    assert 'value="&lt;b&gt; 养老"' in page("q=<b>+养老")[1]


def test_what_nobody_may_find_is_not_found() -> None:
    filled()
    models.Docket.objects.create(number="DC-2026-S-0099", ordinal="x", kind="procurement", state="draft", title_zh="密办项目", acts=1)
    models.Searchable.objects.create(docket="DC-2026-S-0099", title=bigrams("DC-2026-S-0099 密办项目"), whole=bigrams("密办项目"))
    assert [links(page(f"q={typed}")[1]) for typed in ("密办项目", "DC-2026-S-0099")] == [[], []]


def test_of_what_very_many_have_the_newest_are_weighed() -> None:
    numbers = [f"DC-2026-N-{place:04}" for place in range(1, HITS_MAX + 2)]
    models.Docket.objects.bulk_create(
        models.Docket(number=one, ordinal=one, kind="need", title_zh="会议服务", acts=1) for one in numbers
    )  # fmt: skip
    models.Searchable.objects.bulk_create(
        models.Searchable(docket=one, title=bigrams("会议服务"), whole=bigrams("会议服务")) for one in numbers
    )
    html = said("q=会议服务&kind=need")
    assert ("the newest 1000 were looked at" in html, "1000 results" in html, numbers[0] in html) == (True, True, False)
    html = said("q=会议服务 锟锟&kind=need")
    assert ("the newest 1000 were looked at" in html, "1000 results" in html) == (True, True)
