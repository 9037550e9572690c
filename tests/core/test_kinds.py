"""Which values does each kind read, and what does it say of the rest? Typed by the field, never by how the file looks."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operis.core.fields import Asked, kind_of
from operis.core.kinds import (
    LARGEST_COUNT,
    AnswersKind,
    BoolKind,
    CountKind,
    DayKind,
    DecimalKind,
    Kind,
    ManyKind,
    MomentKind,
    MoneyKind,
    OptionalKind,
    SlugKind,
    TextKind,
    WordingKind,
    bounded,
)
from operis.core.money import ABOVE_ALL_FEN, Fen
from operis.core.reading import UNREAD, Reading
from operis.core.scores import ScoresKind
from operis.core.signs import WRITTEN
from operis.core.wording import Label, Slug, Wording
from operis.strict_yaml import Malformed, Node, Scalar, parse
from operis.strict_yaml import Mapping as Table
from tests.core.instances import ZONE

Told = list[tuple[str, str, Mapping[str, str]]]


def node(text: str) -> Node:
    whole = parse(f"given: {text}")
    assert isinstance(whole, Table)
    return whole.pairs["given"]


def read(kind: Kind, text: str) -> object:
    """The value, which left no mistake."""
    reading = Reading(ZONE)
    value = kind.read(node(text), "/at", reading)
    assert reading.mistakes == []
    return value


def told(kind: Kind, text: str) -> Told:
    """The mistakes, with no value."""
    reading = Reading(ZONE)
    assert kind.read(node(text), "/at", reading) is UNREAD
    return [(one.pointer, one.says.format(**one.facts), one.facts) for one in reading.mistakes]


def says(kind: Kind, text: str) -> str:
    ((pointer, words, _),) = told(kind, text)
    assert pointer == "/at"
    return words


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (TextKind(), "060 1234", "060 1234"),
        (TextKind(), "yes", "yes"),
        (TextKind(), '"2026-03-02"', "2026-03-02"),
        (TextKind(), '"two\\nlines\\tand a tab"', "two\nlines\tand a tab"),
        (SlugKind(), "open-tender", Slug("open-tender")),
        (SlugKind(("whole", "lot")), "'lot'", Slug("lot")),
        *((BoolKind(), word, True) for word in ("yes", "Yes", "TRUE", "on", "是", "y", '"true"')),
        *((BoolKind(), word, True) for word in ("ＹＥＳ", "' 是 '")),
        *((BoolKind(), word, False) for word in ("no", "False", "off", "否", "N", "'no'")),
        (CountKind(), "0", 0),
        (CountKind(), "'12'", 12),
        (CountKind(), "010", 10),
        (CountKind(), "１２", 12),
        (CountKind(), "1,250", 1250),
        (CountKind(), "'１，２５０'", 1250),
        (CountKind(), "1 250", 1250),
        (CountKind(), str(LARGEST_COUNT), LARGEST_COUNT),
        (MoneyKind(), "860000", Fen(860_000_00)),
        (MoneyKind(), '"860000.00"', Fen(860_000_00)),
        (MoneyKind(), "'860,000.5元'", Fen(860_000_50)),
        (MoneyKind(), "￥８６０，０００", Fen(860_000_00)),
        (MoneyKind(), "'CNY 860,000.00'", Fen(860_000_00)),
        (MoneyKind(), "'人民币 ８６００００ 元整'", Fen(860_000_00)),
        (DecimalKind(), "20", Decimal(20)),
        (DecimalKind(), '"12.50"', Decimal("12.50")),
        (DecimalKind(), "20%", Decimal(20)),
        (DecimalKind(), "20 ％", Decimal(20)),
        (DecimalKind(), "'1,250.5'", Decimal("1250.5")),
        (DecimalKind(), "'２０．５％'", Decimal("20.5")),
        (DayKind(), "2026-03-02", date(2026, 3, 2)),
        (DayKind(), "2026年3月2日", date(2026, 3, 2)),
        (DayKind(), "2026/3/2", date(2026, 3, 2)),
        (DayKind(), "' 2026 年 3 月 2 日 '", date(2026, 3, 2)),
        *((DayKind(), f"2026{dash}03{dash}02", date(2026, 3, 2)) for dash in "‐‑‒–—−－"),
        (DayKind(), "２０２６．３．２", date(2026, 3, 2)),
        (DayKind(), "2024-02-29", date(2024, 2, 29)),
        (MomentKind(), "2026-03-23T09:30", datetime(2026, 3, 23, 9, 30, tzinfo=ZONE)),
        (MomentKind(), "2026-03-23 09:30:00.412", datetime(2026, 3, 23, 9, 30, 0, 412000, tzinfo=ZONE)),
        (MomentKind(), "2026-03-23T01:30Z", datetime(2026, 3, 23, 9, 30, tzinfo=ZONE)),
        *((MomentKind(), f"'{text}'", datetime(2026, 3, 23, 9, 30, tzinfo=ZONE))
          for text in ("2026-03-23 9:30", "2026年3月23日 09:30", "2026年3月23日9时30分", "2026 年 3 月 23 日　９：３０",
                       "2026–03–23 09点30")),
        (MomentKind(or_day=True), "2026年3月23日9时30分", datetime(2026, 3, 23, 9, 30, tzinfo=ZONE)),
        (MomentKind(or_day=True), "2026-03-23", date(2026, 3, 23)),
        (MomentKind(or_day=True), "2026年3月23日", date(2026, 3, 23)),
        (MomentKind(or_day=True), "2026-03-23T00:00", datetime(2026, 3, 23, tzinfo=ZONE)),
        (WordingKind(), "养老", Wording(zh="养老")),
        (WordingKind(), "{en: care}", Wording(en="care")),
        (WordingKind(), "{zh: 养老, en: care}", Wording(zh="养老", en="care")),
        (AnswersKind(), "{G01: yes, G02: 否, F01: supplier, P03: 12, X: '7', C: ' public '}",
         {"G01": True, "G02": False, "F01": "supplier", "P03": 12, "X": 7, "C": "public"}),
        (AnswersKind(), "{}", {}),
        (ManyKind(CountKind()), "[1, 2]", (1, 2)),
        (ManyKind(CountKind()), "[]", ()),
        (OptionalKind(CountKind()), "~", None),
        (OptionalKind(CountKind()), "", None),
        (OptionalKind(TextKind()), "'~'", "~"),
        (OptionalKind(CountKind()), "3", 3),
    ],
)  # fmt: skip
def test_what_people_write_is_read(kind: Kind, text: str, value: object) -> None:
    there = read(kind, text)
    assert there == value
    assert type(there) is type(value)


def test_the_largest_amount_is_a_fen_less_than_a_trillion_yuan() -> None:
    assert read(MoneyKind(), '"999999999999.99"') == Fen(10**14 - 1)
    assert MoneyKind().load("999999999999999.99") == Fen(10**17 - 1)  # stored when more could be written


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        *((kind, "[1]", "Give one value here, not a list or a table.") for kind in (TextKind(), CountKind(), MomentKind())),
        *((kind, "null", "A value is missing.") for kind in (TextKind(), CountKind(), BoolKind(), MoneyKind(), WordingKind())),
        (TextKind(), "'  '", "A value is missing."),
        (TextKind(), '"a\\0b"', "There is a control character in this text; type it again."),
        (WordingKind(), '"a\\eb"', "There is a control character in this text; type it again."),
        (SlugKind(), "Open Tender", "Write a word in small letters with hyphens, like open-tender, instead of “Open Tender”."),
        (SlugKind(), "-x", "Write a word in small letters with hyphens, like open-tender, instead of “-x”."),
        (SlugKind(("whole", "lot")), "part", "“part” is not one of: whole, lot."),
        (BoolKind(), "perhaps", "Answer yes or no instead of “perhaps”."),
        (BoolKind(), "1", "Answer yes or no instead of “1”."),
        *((CountKind(), text, f"Write a whole number instead of “{text}”.")
          for text in ("1.0", "-1", "1,5", "12,50", "1e3", "twelve", str(LARGEST_COUNT + 1), "99999999999999999", "１．０")),
        (MoneyKind(), "12.50", 'Write the amount in quotes, like "12.50": a bare number with a point is a float.'),
        (MoneyKind(), ".5", 'Write the amount in quotes, like ".5": a bare number with a point is a float.'),
        *((MoneyKind(), f'"{text}"',
           f"Write the amount in yuan with at most two places, like 860000 or “860000.00”, instead of “{text}”.")
          for text in ("12,50", "1.234", "-5", "86万元", "1,23,456", "8¥6", "1e5", "12.", "")),
        (MoneyKind(), "1000000000000", "Write an amount of less than a trillion yuan instead of “1000000000000”."),
        (DecimalKind(), "12.5", 'Write the number in quotes, like "12.5": a bare number with a point is a float.'),
        *((DecimalKind(), f"'{text}'", f"Write a number instead of “{text}”.") for text in ("-5", "1e3", "NaN", "Infinity", "1,5", "12.")),
        *((DayKind(), text, f"Write the day as year-month-day, like 2026-03-02, instead of “{text}”.")
          for text in ("2026-02-29", "02/03/2026", "20260302", "2026-W10-1", "2026-13-01", "1899-12-31", "3000-01-01", "soon")),
        *((MomentKind(), text, f"Write day and time, like 2026-03-23 09:30, instead of “{text}”.")
          for text in ("2026-03-23", "20260323", "2026-W13-1", "2026-03-23T25:00", "9999-12-31T00:00", "noon", "1899-01-01T00:00",
                       "2026-03-23 24:00", "2026-03-23 09:60", "2026年2月30日 09:30")),
        *((MomentKind(or_day=True), text, f"Write day and time, like 2026-03-23 09:30, instead of “{text}”.")
          for text in ("2026-02-29", "9999-12-31", "soon")),
        (WordingKind(), "{}", "A value is missing."),
        (AnswersKind(), "yes", "Give the answers as a table, like {G01: yes, F01: supplier}."),
        (ManyKind(CountKind()), "1", "Give a list here."),
        (ManyKind(CountKind()), "~", "Give a list here."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_without_guessing_is_told_with_a_cure(kind: Kind, text: str, words: str) -> None:
    assert says(kind, text) == words


@pytest.mark.parametrize(
    ("kind", "text", "places"),
    [
        (WordingKind(), "{fr: soins, de: Pflege}", ["/at/fr", "/at/de"]),
        (WordingKind(), "{fr: soins, zh: ''}", ["/at/fr", "/at/zh"]),
        (WordingKind(), "{zh: 养老, en: ~}", ["/at/en"]),
        (AnswersKind(), "{G01: [yes], 'F/1': ~}", ["/at/G01", "/at/F~11"]),
        (ManyKind(CountKind()), "[1, two, 3, four]", ["/at/1", "/at/3"]),
    ],
)
def test_each_mistake_has_its_place(kind: Kind, text: str, places: list[str]) -> None:
    assert [pointer for pointer, _, _ in told(kind, text)] == places


@pytest.mark.parametrize("quoted", ['"{}"', "'{}'"])
def test_both_ways_of_quoting_are_read_alike(quoted: str) -> None:
    assert read(MoneyKind(), quoted.format("12.50")) == 12_50
    assert read(DecimalKind(), quoted.format("12.50")) == Decimal("12.50")
    assert read(CountKind(), quoted.format("12")) == 12
    assert read(OptionalKind(TextKind()), quoted.format("null")) == "null"


def test_the_language_of_the_file_is_that_of_bare_text() -> None:
    assert WordingKind().read(node("care"), "/at", Reading(ZONE, "en")) == Wording(en="care")


def test_a_list_keeps_the_kind_of_its_items() -> None:
    assert ManyKind(MoneyKind()).plain((Fen(1), Fen(2))) == ["0.01", "0.02"]
    assert ManyKind(MoneyKind()).load(["0.01"]) == (Fen(1),)


def test_what_is_stored_of_a_moment_keeps_its_offset_and_a_day_stays_a_day() -> None:
    kind = MomentKind(or_day=True)
    for value, stored in (
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), "2026-03-02T09:00:00+08:00"),
        (datetime(2026, 3, 2, 9, 0, 0, 412000, tzinfo=ZONE), "2026-03-02T09:00:00.412000+08:00"),
    ):
        assert kind.plain(value) == stored
        assert kind.load(stored) == value


def test_a_kind_that_is_not_read_from_one_value_says_so() -> None:
    with pytest.raises(TypeError, match="Kind is not read from one value"):
        Kind().read(Scalar("x", True, 1), "/at", Reading(ZONE))
    assert (Kind().plain(1), Kind().load(1), Kind().schema()) == (1, 1, {"type": "string"})


def test_a_reading_without_mistakes_finishes_and_one_with_them_tells_all() -> None:
    reading = Reading(ZONE)
    reading.finish()
    reading.wrong("", None, "First.")
    reading.wrong("/x", node("1"), "Second.")
    with pytest.raises(Malformed) as caught:
        reading.finish()
    assert [(one.pointer, one.line) for one in caught.value.mistakes] == [("/", None), ("/x", 1)]


@given(st.decimals(0, 10**9, places=3, allow_nan=False), st.integers(0, LARGEST_COUNT))
def test_numbers_are_stored_exactly(number: Decimal, count: int) -> None:
    decimal = DecimalKind()
    assert decimal.load(decimal.plain(number)) == number
    assert read(CountKind(), str(count)) == count


@given(st.integers(0, ABOVE_ALL_FEN - 1))
def test_money_goes_through_every_door_unchanged(amount: int) -> None:
    kind = MoneyKind()
    stored = kind.plain(amount)
    assert kind.load(stored) == amount
    assert read(kind, f'"{stored}"') == amount


def test_schemas_name_what_is_read() -> None:
    choices = Asked(Label("Way", "方式"), choices=(("whole", Label("whole", "整体")),))
    schemas: list[tuple[Any, dict[str, object]]] = [
        (str, {"type": "string", "pattern": WRITTEN, "maxLength": 200}),
        (bool, {"type": "boolean"}),
        (int, {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}),
        (date, {"type": "string", "format": "date"}),
        (datetime, {"type": "string", "format": "date-time"}),
        (date | datetime, {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
        (Fen, {"type": "string", "pattern": r"^[0-9]{1,12}\.[0-9]{2}$"}),
        (Decimal, {"type": "string", "pattern": r"^[0-9]{1,15}(\.[0-9]{1,9})?$"}),
        (Slug, {"type": "string", "enum": ["whole"]}),
        (tuple[int, ...], {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}, "maxItems": 100}),
        (bool | None, {"anyOf": [{"type": "boolean"}, {"type": "null"}]}),
    ]
    for hint, schema in schemas:
        assert kind_of(hint, choices).schema() == schema
    assert kind_of(Slug).schema() == {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 200}
    assert WordingKind().schema()["minProperties"] == 1
    answer = {"type": ["boolean", "integer", "string"], "pattern": WRITTEN, "maxLength": 200}
    assert AnswersKind().schema()["additionalProperties"] == answer
    bounded_kinds = (TextKind(), SlugKind(), WordingKind(), AnswersKind(), ScoresKind(), ManyKind(TextKind()))
    assert "max" not in json.dumps([kind.schema(stored=True) for kind in bounded_kinds])  # stored bytes are read however long they are


@pytest.mark.parametrize("most", [1, 300, 20_000])
def test_a_text_has_so_many_signs_and_no_more(most: int) -> None:
    says = f"This text has {most + 1:,} signs; at most {most:,} are taken here."
    for kind in (TextKind(most=most), WordingKind(most=most)):
        read(kind, "文" * most)
        assert told(kind, "文" * (most + 1)) == [("/at", says, {"count": f"{most + 1:,}", "most": f"{most:,}"})]
    assert told(WordingKind(most=most), "{en: " + "a" * (most + 1) + "}")[0][:2] == ("/at/en", says)
    assert TextKind(most=most).load("x" * 30_000) == "x" * 30_000


@pytest.mark.parametrize(
    "kind", [SlugKind(), SlugKind(("whole",)), BoolKind(), CountKind(), MoneyKind(), DecimalKind(), DayKind(), MomentKind(), TextKind()]
)
def test_a_single_value_is_a_line_at_most(kind: Kind) -> None:
    assert says(kind, '"' + "1" * 201 + '"') == "This text has 201 signs; at most 200 are taken here."


def test_a_list_or_a_table_that_is_too_long_is_one_mistake() -> None:
    def table(count: int) -> str:
        return "{" + ", ".join(f"k{number}: '1'" for number in range(count)) + "}"

    for kind in (AnswersKind(), ScoresKind()):
        read(kind, table(100))
        assert says(kind, table(101)) == "There are 101 entries here; at most 100 are taken."
        assert told(kind, "{" + "k" * 201 + ": '1'}")[0][1] == "This text has 201 signs; at most 200 are taken here."
    read(ManyKind(CountKind()), "[" + "1, " * 100 + "]")
    assert says(ManyKind(CountKind()), "[" + "x, " * 101 + "]") == "There are 101 entries here; at most 100 are taken."
    assert says(ManyKind(CountKind(), most=2), "[1, 2, 3]") == "There are 3 entries here; at most 2 are taken."
    assert bounded(OptionalKind(ManyKind(CountKind())), 2) == OptionalKind(ManyKind(CountKind(), most=2))
    with pytest.raises(TypeError):
        bounded(CountKind(), 2)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\u061c"])
def test_what_turns_the_direction_of_writing_is_not_taken(sign: str) -> None:
    (found,) = told(TextKind(), f'"养老{sign}服务"')
    assert found[1] == "There is a sign in this text that cannot be seen and turns the direction of writing; type the text again."
    assert re.fullmatch(WRITTEN, f"养老{sign}服务") is None


@pytest.mark.parametrize("text", ["\u200b", "\u200b \u2060\ufeff", "\u3164", "\ufe0f", "\u00ad"])
def test_a_text_in_which_nothing_can_be_seen_is_none(text: str) -> None:
    assert says(WordingKind(), f'"{text}"') == "Nothing can be seen in this text; type it again."
    assert re.fullmatch(WRITTEN, text) is None


@pytest.mark.parametrize("text", ["👪", "👨‍👩‍👧 家", "Kaixiang — 养老（二期）", "ئۇيغۇر", "é", "1\u200b2", "☎️"])
def test_what_people_write_is_taken_in_every_script(text: str) -> None:
    assert (read(TextKind(), f'"{text}"'), re.fullmatch(WRITTEN, text) is not None) == (text, True)


def test_what_is_quoted_of_a_mistake_is_short() -> None:
    (found,) = told(SlugKind(("whole",)), "x" * 150)
    assert found[1] == f"“{'x' * 80}…” is not one of: whole."
