"""Does a form read what a file reads? Every command there and back, and every mistake at the same place."""

import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.utils import translation

from operis.api.examples import example
from operis.core.acts import Command, commands
from operis.core.fields import read
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.file.commands import EnterFile
from operis.dockets.kinds import KINDS
from operis.dockets.need.commands import Determine
from operis.dockets.procurement.commands import FilePlan, PublishNotice
from operis.dockets.procurement.terms import Lot
from operis.strict_yaml import Malformed, parse
from operis.web.components.form import ROWS, Part, parts, summary
from operis.web.forms import CommandForm, Typed, blank, form_for, typed_from, with_row, without_row

ZONE = ZoneInfo("Asia/Shanghai")
COMMANDS = [cls for kind in KINDS for cls in commands(kind).values()]
each_command = pytest.mark.parametrize("asked", COMMANDS, ids=lambda cls: f"{cls.docket_kind}.{cls.slug}")


def filled(asked: type, typed: Typed) -> CommandForm:
    form = form_for(asked)(typed, zone=ZONE)
    form.is_valid()
    return form


def by_file(asked: type, said: Any) -> Any:
    return read(asked, parse(json.dumps(said)), zone=ZONE)


@each_command
def test_the_example_of_a_command_goes_through_its_form_unchanged(asked: type[Command]) -> None:
    said = example(asked)
    form = filled(asked, typed_from(asked, parse(json.dumps(said))))
    assert (form.mistakes, form.asked) == ([], by_file(asked, said))


def each(drawn: tuple[Part, ...]) -> Iterator[Part]:
    for one in drawn:
        yield one
        yield from each(one.parts)


@each_command
def test_every_input_of_a_command_is_drawn_with_a_label_and_leads_from_the_summary(asked: type[Command]) -> None:
    form = filled(asked, {})
    ids = {f"f-{name}" for name in form.fields}
    drawn = parts(form)
    assert [one.label for one in drawn if not one.label] == []
    lists = {f"f-{name}" for name in (mistake.pointer.removeprefix("/") for mistake in form.mistakes)}
    lists |= {one.id for one in each(drawn) if one.shape == ROWS}
    assert [wrong for wrong in summary(form, drawn) if wrong.field not in ids | lists] == []


@each_command
def test_nothing_typed_gives_the_mistakes_of_an_empty_file(asked: type[Command]) -> None:
    try:
        by_file(asked, {})
        expected = []
    except Malformed as wrong:
        expected = [(one.pointer, one.says, one.facts) for one in wrong.mistakes]
    for typed in ({}, blank(asked)):
        assert [(one.pointer, one.says, one.facts) for one in filled(asked, typed).mistakes] == expected


@pytest.mark.parametrize("asked", [cls for cls in COMMANDS if example(cls)], ids=lambda cls: f"{cls.docket_kind}.{cls.slug}")
def test_what_cannot_be_read_gives_the_mistakes_of_a_file_at_the_same_places(asked: type[Command]) -> None:
    right = typed_from(asked, parse(json.dumps(example(asked))))
    form = filled(asked, {name: value if name.endswith(("-rows", "-key")) else "\u0007 ~ ?" for name, value in right.items()})
    with pytest.raises(Malformed) as raised:
        read(asked, form.node, zone=ZONE)
    assert [(one.pointer, one.says) for one in form.mistakes] == [(one.pointer, one.says) for one in raised.value.mistakes]
    assert {name for name in form.wrong if name} <= form.fields.keys()  # of many mistakes the rest is counted beside no field


NOTICE = typed_from(PublishNotice, parse(json.dumps({**example(PublishNotice)})))


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("860,000元", 860_000_00), ("８６００００．５", 860_000_50), ("¥ 860 000.00", 860_000_00), ("12,50", None), ("eight", None),
        ("-1", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_type_it(typed: str, fen: int | None) -> None:
    form = filled(PublishNotice, {**NOTICE, "bond": typed})
    if fen is not None:
        assert form.asked.bond == Fen(fen)
    else:
        assert [(one.pointer, one.facts) for one in form.mistakes] == [("/bond", {"given": typed})]
        assert f'value="{typed}"' in str(form["bond"])


def test_a_word_of_a_list_is_meant_where_it_was_typed_full_width() -> None:
    plan = typed_from(FilePlan, parse(json.dumps(example(FilePlan))))
    for typed in ("ｏｐｅｎ－ｔｅｎｄｅｒ", " open-tender ", "open–tender"):
        assert filled(FilePlan, {**plan, "method": typed}).asked.method == "open-tender"
    assert [one.pointer for one in filled(FilePlan, {**plan, "method": "Open Tender"}).mistakes] == ["/method"]


def test_a_day_is_read_as_people_type_it() -> None:
    for typed in ("2026-03-02", "２０２６－０３－０２", "2026年3月2日", "2026/3/2"):
        assert f"{filled(PublishNotice, {**NOTICE, 'documents_issued': typed}).asked.documents_issued}" == "2026-03-02"
    assert [one.pointer for one in filled(PublishNotice, {**NOTICE, "documents_issued": "2026-02-30"}).mistakes] == ["/documents_issued"]


def test_a_moment_is_read_as_people_type_it() -> None:
    for typed in ("2026-03-23 09:30", "2026-03-23T09:30", "２０２６－０３－２３　０９：３０"):
        assert f"{filled(PublishNotice, {**NOTICE, 'bids_close': typed}).asked.bids_close:%Y-%m-%d %H:%M}" == "2026-03-23 09:30"
    assert [one.pointer for one in filled(PublishNotice, {**NOTICE, "bids_close": "2026-03-23"}).mistakes] == ["/bids_close"]


def test_a_form_is_no_larger_than_what_may_be_sent_back() -> None:
    rows = {"lots-rows": "100", "criteria-rows": "40"}
    assert len(filled(FilePlan, rows).fields) == len(filled(FilePlan, {}).fields) + 100 * 5 + 40 * 10
    with pytest.raises(TooManyFieldsSent):
        filled(FilePlan, {**rows, "requirements-rows": "100"})


def test_an_empty_row_is_no_row_and_a_mistake_stands_in_the_row_it_is_about() -> None:
    typed = {"lots-rows": "3", "lots-0-lot": " ", "lots-1-lot": "1", "lots-1-name-en": "Meals", "lots-1-budget": "1", "lots-2-lot": "2",
             "lots-2-name-zh": "助浴", "lots-2-budget": "much"}  # fmt: skip
    form = filled(FilePlan, typed)
    (wrong,) = [one for one in form.mistakes if one.pointer.startswith("/lots")]
    assert (wrong.pointer, wrong.facts, form.name_of(wrong.pointer)) == ("/lots/1/budget", {"given": "much"}, "lots-2-budget")
    assert filled(FilePlan, {**example_plan(), **typed, "lots-2-budget": "2"}).asked.lots == (
        Lot(lot="1", name=Wording(en="Meals"), budget=Fen(100)), Lot(lot="2", name=Wording(zh="助浴"), budget=Fen(200)),
    )  # fmt: skip


def example_plan() -> dict[str, str]:
    typed = typed_from(FilePlan, parse(json.dumps(example(FilePlan))))
    return {name: value for name, value in typed.items() if not name.startswith("lots-")}


def test_rows_are_added_at_the_end_and_taken_away_where_they_stand() -> None:
    two = with_row(with_row({"lots-0-lot": "1", "budget": "5"}, "lots"), "lots")
    assert two == {"lots-rows": "2", "lots-0-lot": "1", "budget": "5"}
    assert without_row({**two, "lots-1-lot": "2", "lots-1-name-zh": "助浴"}, "lots-0") == {
        "lots-rows": "1", "lots-0-lot": "2", "lots-0-name-zh": "助浴", "budget": "5",
    }  # fmt: skip
    assert [without_row(two, row) for row in ("lots-2", "lots-", "lots", "")] == [two, two, two, two]


def test_a_table_of_free_names_tells_a_name_that_is_missing_or_given_twice() -> None:
    typed = {"parts-rows": "1", "parts-0-part": "1", "parts-0-answers-rows": "4", "parts-0-answers-0-key": "F01",
             "parts-0-answers-0-value": "supplier", "parts-0-answers-1-key": "F01", "parts-0-answers-1-value": "body",
             "parts-0-answers-2-value": "yes", "reasons-zh": "数量明确"}  # fmt: skip
    form = filled(Determine, typed)
    assert [(form.name_of(one.pointer), one.says) for one in form.mistakes] == [
        ("parts-0-answers-1-key", "“{key}” is given twice."), ("parts-0-answers-2-key", "A value is missing."),
    ]  # fmt: skip


def test_a_page_names_fields_and_choices_by_their_words_in_the_language_of_the_reader() -> None:
    for language, says in {
        "en": ["“Method” is missing.", "“sale” is not one of: purchase, entrustment, lease, franchise, strategic cooperation."],
        "zh-hans": ["缺少“采购方式”。", "“sale”不在可选范围内：购买、委托、租赁、特许经营、战略合作。"],
    }.items():
        with translation.override(language):
            form = filled(FilePlan, {"contract_form": "sale"})
            assert [form.wrong["method"], form.wrong["contract_form"]] == [[says[0]], [says[1]]]


def test_text_with_a_line_of_its_own_comes_as_the_file_has_it() -> None:
    assert filled(PublishNotice, {**NOTICE, "content-zh": "第一行\r\n第二行"}).asked.content.zh == "第一行\n第二行"


def test_what_is_private_says_so() -> None:
    with translation.override("en"):
        hints = {one.name: one.hints for one in parts(form_for(EnterFile)(zone=ZONE))}
    assert hints["contact"][-1] == "Kept apart from the public record"
