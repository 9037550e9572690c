"""Are usual wordings of a tailored condition seen, and is what only looks like them left alone?"""

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml

from operis.core.wording import Wording
from operis.law.book import Law, load_book
from operis.law.looks import LANGUAGES, looks, notation
from operis.rules.wording.finder import sights
from operis.rules.wording.patterns import Notation

BOOK = load_book()
LAW = Law(BOOK, "cn", "41", "county", act_day=date(2026, 3, 2))
NOTATION = Notation(notation(BOOK))


def seen(text: str, where: str = "condition", service: str = "cleaning", places: tuple[str, ...] = ()) -> list[str]:
    return sorted(one.look.id for one in sights(LAW, Wording(zh=text), where, service=service, places=places))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("三", 3),
        ("十五", 15),
        ("五百万", 5_000_000),
        ("500万", 5_000_000),
        ("1,200", 1200),
        ("2.5", 2.5),
        ("three", 3),
        ("两千", 2000),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, number: float) -> None:
    assert NOTATION.value(text) == number


def test_a_limit_divides_what_a_look_sees() -> None:
    assert seen("提供不少于三份类似项目合同。") == ["FIND-RECORD-COUNT"]
    assert seen("提供不少于两份类似项目合同。") == []


def test_a_denial_in_the_clause_silences_and_its_look_alike_does_not() -> None:
    assert seen("不要求注册资本达到500万元。") == []
    assert seen("注册资本不得低于500万元。") == ["FIND-CAPITAL"]


def test_what_fits_one_service_is_seen_in_another() -> None:
    text = "持有有效的食品经营许可证。"
    assert (seen(text, service="catering"), seen(text, service="cleaning")) == ([], ["FIND-PERMIT-FOREIGN"])


def test_a_place_that_the_body_named_is_here() -> None:
    text = "投标人须在云泽设有固定的办公场所。"
    assert (seen(text), seen(text, places=("云泽",))) == ([], ["FIND-OFFICE"])


@pytest.mark.parametrize(
    ("text", "ragged"),
    [
        ("90分以上得10分；80分以上不足90分得5分；不足80分不得分。", False),
        ("90分以上得10分；80分至90分得5分；80分以下不得分。", True),
        ("90分以上得10分；不足80分不得分。", True),
    ],
)
def test_bands_share_no_value_and_leave_none_out(text: str, ragged: bool) -> None:
    assert ("FIND-BANDS" in seen(text, "criterion")) is ragged


def test_every_pattern_of_the_law_data_can_be_searched_for() -> None:
    for look, language in product(looks(BOOK, "cn"), LANGUAGES):
        for pattern in (*look.finds[language], *look.silent[language], *(one for fit in look.fits.values() for one in fit[language])):
            assert list(NOTATION.hits(pattern, "", language, look.limit)) == [], (look.id, pattern)


@pytest.mark.kit
def test_each_sentence_of_the_kit_is_seen_by_the_looks_that_its_reviewer_named(kit: Path) -> None:
    cases: list[dict[str, Any]] = yaml.safe_load((kit / "data/conditions/cases.yaml").read_text("utf8"))
    read = {one["id"]: seen(one["text"], one["where"], one["service"]) for one in cases}
    assert read == {one["id"]: sorted(one["find"]) for one in cases}


def test_a_limit_is_that_of_its_row_on_the_day() -> None:
    three = replace(BOOK.rows["REQ-18"], terms={"similar_contracts_max_count": ((date(2021, 7, 1), 3),)})
    amended = replace(BOOK, rows={**BOOK.rows, "REQ-18": three})
    text = Wording(zh="提供不少于三份类似项目合同。")
    found = [one.look.id for one in sights(replace(LAW, book=amended), text, "condition")]
    assert (found, seen("提供不少于三份类似项目合同。")) == ([], ["FIND-RECORD-COUNT"])


@pytest.mark.parametrize("text", ["注册资本" + "五" * 20_000, "本县。" * 7_000, "不得要求注册资本500万元" * 2_000, "9" * 20_000])
def test_a_text_without_end_is_read_in_a_few_seconds(text: str) -> None:
    """Anyone may have a document checked: no text makes the reading go over it again from every place."""
    began = perf_counter()
    seen(text)
    assert perf_counter() - began < 20
