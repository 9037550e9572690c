"""Is every rule found, read and told apart: by words, day, place, level and kind, at an address that never dies?"""

import re
from html import unescape

import pytest
from django.template import Context, RequestContext, Template
from django.test import Client, RequestFactory
from django.utils import translation

from operis.documents.lawbook import book
from operis.documents.numerals import in_digits

each_language = pytest.mark.parametrize("language", ["en", "zh-hans"])


def found(client: Client, query: str, language: str = "en") -> list[str]:
    """The numbers on a page of results."""
    text = client.get(f"/{language}/rules/{query}").content.decode()
    return re.findall(r'<li><a class="tap" href="/[\w-]+/rules/([^/]+)/">', text)


def count(client: Client, query: str) -> int:
    text = client.get(f"/en/rules/{query}").content.decode()
    return int(next(iter(re.findall(r"<strong>(\d+) rules?</strong>", text))))


@each_language
def test_every_rule_has_its_page(client: Client, language: str) -> None:
    ids = list(book().rows)
    assert [id for id in ids if client.get(f"/{language}/rules/{id}/").status_code != 200] == []


@pytest.mark.parametrize(("wanted", "language"), [("en", "en"), ("zh-CN", "zh-hans"), ("fr", "zh-hans")])
def test_the_printed_address_leads_to_the_readers_language(client: Client, wanted: str, language: str) -> None:
    for address in ("/r/GPL-35", "/r/GPL-35/"):
        answer = client.get(address, headers={"accept-language": wanted})
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/rules/GPL-35/")
        assert answer.headers["Vary"] == "Accept-Language, Cookie"


def test_an_unknown_number_is_not_found_and_the_nearest_are_offered(client: Client) -> None:
    assert client.get("/r/GPL-3").status_code == 404
    answer = client.get("/en/rules/GPL-3/")
    assert answer.status_code == 404
    assert re.findall(r'<li><a href="/en/rules/([^/]+)/">', answer.content.decode()) == ["GPL-30", "GPL-31", "GPL-32", "GPL-33", "GPL-34"]


@pytest.mark.parametrize("words", ["twenty calendar days", "至少要有20日", "GPL-35", "Art. 35 procurement law", "第三十五条", "２０日"])
def test_words_are_found_in_both_languages(client: Client, words: str) -> None:
    assert "GPL-35" in found(client, f"?q={words}&kind=period")


def test_two_characters_of_chinese_are_enough(client: Client) -> None:
    law = [row for row in book().rows.values() if row.instrument.id == "GPL"]
    said = [row.id for row in law if "质疑" in row.says.zh or (row.note is not None and "质疑" in row.note.zh)]
    assert found(client, "?q=质疑&instrument=GPL") == said
    assert len(said) > 3


def test_a_day_leaves_only_what_is_in_force_then(client: Client) -> None:
    assert count(client, "?instrument=PM14&on=2020-02-29") == len([row for row in book().rows.values() if row.instrument.id == "PM14"])
    assert count(client, "?instrument=PM14&on=2020-03-01") == 0


def test_a_place_shows_its_own_rules_and_those_above_it(client: Client) -> None:
    amounts = "?kind=amount&place="
    there, elsewhere = ({id.split("-")[0] + "-" + id.split("-")[1] for id in found(client, f"{amounts}{place}")} for place in ("41", "51"))
    assert any(id.startswith("THR-HA") for id in there)
    assert not any(id.startswith("THR-SC") for id in there)
    assert any(id.startswith("THR-SC") for id in elsewhere)


def test_results_come_twenty_five_to_a_page(client: Client) -> None:
    total = count(client, "?kind=period")
    pages = [found(client, f"?kind=period&page={number}") for number in range(1, 2 + total // 25)]
    assert [len(page) for page in pages[:-1]] == [25] * (len(pages) - 1)
    assert sum(map(len, pages)) == total
    assert len({id for page in pages for id in page}) == total
    assert found(client, "?kind=period&page=999") == pages[-1]


def test_nothing_found_says_which_filter_to_drop(client: Client) -> None:
    text = client.get("/en/rules/?q=zzzz&kind=period").content.decode()
    assert f"without “Words: zzzz”: {count(client, '?kind=period')} rules" in text
    assert "without “Kind: period”" not in text  # that alone would give none


def test_a_day_that_is_none_is_told_and_kept(client: Client) -> None:
    answer = client.get("/en/rules/?on=soon")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#f-on">Write the day as year-month-day, like 2026-03-02, instead of “soon”.</a>' in text
    assert 'value="soon"' in text


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("GPL-35", ["20 days", "stays_open", "May refuse", "Compared with the text of the rule.", "In force from this day."]),
        ("SRC-11", ["From the text that this software implements.", "Never refuses"]),
        ("OURS-STEP", ["Our own rule or reading: advice, which never refuses by itself.", "Never refuses"]),
        ("PM14-17", ["No longer in force", "29 February 2020", "Last day in force."]),
        ("G01", ["Public money may only buy public duties."]),
        ("GPL-19", ["No check refuses or warns under this rule. A person judges it: no field of an act says it, so far."]),
        ("THR-HA-2020-C", ["No check refuses or warns under this rule. The steps of a docket read its values"]),
    ],
)
def test_the_page_of_a_rule_tells_what_one_needs_to_judge_it(client: Client, id: str, says: list[str]) -> None:
    text = client.get(f"/en/rules/{id}/").content.decode()
    assert [each for each in says if each not in text] == []


def test_the_number_of_an_article_that_nobody_compared_is_not_printed(client: Client) -> None:
    row = next(row for row in book().rows.values() if row.confidence.article == "recalled" and row.article is not None)
    assert row.article is not None
    text = client.get(f"/en/rules/{row.id}/").content.decode()
    assert f"<dd>{row.article.en}</dd>" not in text
    assert "to be checked" in text


def test_what_a_missing_article_means_stands_once_in_the_foot_and_in_full_at_the_rule(client: Client) -> None:
    bare = next(id for id, row in book().rows.items() if row.confidence.article == "recalled")
    cites = "{% load operis %}{% cite row %}{% cite row %}{% cite_id row.id %}"
    pages = []
    for id in (bare, "GPL-35"):
        request = RequestFactory().get("/")
        chips = Template(cites).render(RequestContext(request, {"row": book().rows[id]}))
        pages.append((chips, getattr(request, "uncompared", False)))
    assert ["to be checked" in chips for chips, _foot in pages] == [False, False]
    assert [foot for _chips, foot in pages] == [True, False]
    assert "from memory and is not printed until somebody has compared it" in client.get(f"/en/rules/{bare}/").content.decode()


def test_every_check_is_told_in_words_and_by_its_name(client: Client) -> None:
    told = str(client.get("/zh-hans/rules/GPL-35/").content, "utf-8")
    assert "提交时间不少于规定期限。" in told
    assert '<code lang="en">stays_open</code>' in told


@pytest.mark.parametrize("words", ["二十日", "20日", "twenty calendar days", "20 calendar days"])
def test_numbers_in_words_and_in_digits_find_the_same(client: Client, words: str) -> None:
    assert "GPL-35" in found(client, f"?q={words}&instrument=GPL")


@pytest.mark.parametrize(
    ("words", "digits"),
    [("十日", "10日"), ("二十日", "20日"), ("一百二十条", "120条"), ("一千零五", "1005"), ("二〇二六年", "2026年"),
     ("Twenty-five of forty", "25 of 40"),
     ("someone", "someone"), ("fifteen", "15")],
)  # fmt: skip
def test_a_number_in_words_is_written_in_digits(words: str, digits: str) -> None:
    assert in_digits(words) == digits


def test_what_holds_only_abroad_comes_last(client: Client) -> None:
    packs = [book().rows[id].pack == "eu" for page in range(1, 20) for id in found(client, f"?q=notice&page={page}")]
    assert {True, False} <= set(packs)
    first = found(client, "?q=notice")
    assert [id for id in first if book().rows[id].pack == "eu"] == []


@each_language
def test_no_two_instruments_look_alike_in_the_filter_and_laws_come_first(client: Client, language: str) -> None:
    html = unescape(str(client.get(f"/{language}/rules/").content, "utf-8"))
    shown = html.partition('id="f-instrument"')[2].partition("</select>")[0]
    options = re.findall(r'<option value="([A-Z0-9-]+)"[^>]*>([^<]*)</option>', shown)
    assert len({words for _value, words in options}) == len(options)
    assert "GPL" in [value for value, _words in options[:2]]
    assert options[-1][0] == "EU"


def test_a_foreign_comparison_is_marked() -> None:
    with translation.override("en"):
        drawn = Template('{% load operis %}{% cite_id "G03" %} {% cite_id "O102-10" %}').render(Context())
    assert drawn.count("comparison only") == 1
