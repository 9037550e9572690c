"""Does a finding say the same in both languages, each fact by its type, and nothing as a bare code?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from operis.core.findings import FactValue, found
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.documents.labels import labelled
from operis.documents.lawbook import book
from operis.documents.said import finding_do, finding_says, said, said_html
from operis.documents.shown import shown
from operis.law.book import Period
from operis.procedures import bindings

FACTS: list[tuple[FactValue, str, str]] = [
    (date(2026, 12, 16), "16 December 2026", "2026年12月16日"),
    (datetime(2026, 12, 16, 1, 30, tzinfo=UTC), "16 December 2026, 09:30 (Beijing time)", "2026年12月16日 09:30（北京时间）"),
    (Fen(86_000_000), "CNY 860,000.00", "860,000.00元"),
    (Fen(-5), "CNY -0.05", "-0.05元"),
    (Period("min", 20, "day"), "at least 20 days", "至少20日"),
    (Period("max", 1, "working-day"), "at most 1 working day", "至多1个工作日"),
    (Period("exact", 12, "month"), "12 months", "12个月"),
    (2026, "2026", "2026"),
    (31_000, "31,000", "31,000"),
    (Decimal("2.50"), "2.5", "2.5"),
    (True, "yes", "是"),
    (Slug("open-tender"), "Open tendering", "公开招标"),
    (Slug("buyer"), "Purchasing officer", "采购经办人"),
    (Slug("no-such-word"), "no such word", "no such word"),
    (("goods", "services"), "Goods, Services", "货物、服务"),
    (Wording(zh="日间照料", en="Day care"), "Day care", "日间照料"),
    ("DC-2026-S-0142", "DC-2026-S-0142", "DC-2026-S-0142"),
]


@pytest.mark.parametrize(("fact", "en", "zh"), FACTS, ids=lambda value: str(value)[:30])
def test_a_fact_is_shown_by_its_type(fact: FactValue, en: str, zh: str) -> None:
    with override("en"):
        assert shown(fact) == en
    with override("zh-hans"):
        assert shown(fact) == zh


def test_a_finding_says_what_is_wrong_and_what_to_do() -> None:
    finding = found(
        "Bids close on {closes}; counted from {opened}, they must stay open {least}.",
        do="Set the closing time on {earliest} or later.",
        closes=date(2026, 3, 21),
        opened=date(2026, 3, 2),
        least=Period("min", 20, "day"),
        earliest=date(2026, 3, 22),
    )
    with override("en"):
        assert finding_says(finding) == "Bids close on 21 March 2026; counted from 2 March 2026, they must stay open at least 20 days."
        assert finding_do(finding) == "Set the closing time on 22 March 2026 or later."
    with override("zh-hans"):
        assert finding_says(finding) == "提交截止日为2026年3月21日，自2026年3月2日起算应当至少20日。"
        assert finding_do(finding) == "请将截止时间定在2026年3月22日或者之后。"


def test_what_somebody_wrote_can_never_become_code() -> None:
    with override("en"):
        choices = said_html("“{given}” is not one of: {choices}.", {"given": "<b>", "choices": "a & b"})
        twice = said("{name} is given twice; the first is on line {first}.", {"name": "{first}", "first": "3"})
    assert choices == "“&lt;b&gt;” is not one of: a &amp; b."
    assert twice == "{first} is given twice; the first is on line 3."


def test_what_was_written_in_the_other_language_says_so() -> None:
    with override("en"):
        assert said_html("“{condition}” shuts suppliers out: {about}.", {"condition": Wording(zh="本地企业"), "about": "-"}) == (
            '“<span lang="zh-Hans">本地企业</span>” shuts suppliers out: -.'
        )


def test_every_word_of_the_law_that_a_check_reads_has_its_words() -> None:
    """A finding may show any of them, and a code would tell a reader nothing; what is looked for in words typed is no code."""
    read = {
        word
        for one in bindings()
        for term in one.terms
        if term != "says_nothing"
        for _first, value in book().rows[one.row].terms.get(term, ())
        for word in (value if isinstance(value, tuple) else (value,))
        if isinstance(word, str)
    }
    assert sorted(word for word in read if not labelled(word) and not word.replace(".", "").isdigit()) == []


def test_a_rule_is_cited_where_a_figure_is_taken_from_it_and_what_was_typed_is_told_as_typed() -> None:
    facts = {"source": "GPL-35", "given": "GPL-35"}
    with override("en"):
        assert said("{source}: {given}", facts) == "Government Procurement Law, Art. 35: GPL-35"
        assert said_html("{source}: {given}", facts) == "Government Procurement Law, Art. 35: GPL-35"
