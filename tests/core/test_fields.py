"""A field is said once, on the record: that makes its reader, its schema and what is stored."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from operis import procedures as procedures  # every command is registered
from operis.core.acts import Command, commands
from operis.core.fields import Answers, Happened, Withheld, ask, kind_of, load, plain, read, record, schema, walk
from operis.core.kinds import ManyKind, MomentKind, OptionalKind, RecordKind, SlugKind, TextKind
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.strict_yaml import Malformed, parse
from tests.core.instances import FEW, ZONE, example, instances

KINDS = ("need", "budget", "directory", "establishment", "file", "procurement", "recruitment")
COMMANDS = [cls for kind in KINDS for cls in commands(kind).values()]


@record
class Lot:
    lot: str = ask("Lot", "采购包")
    class_: Slug = ask("Class", "类别", hint=("Hint", "提示"), unit=("unit", "单位"), choices={"public": ("for the public", "公共服务")})
    budget: Fen = ask("Budget", "预算")


@record
class Form:
    name: Wording = ask("Name", "名称")
    lots: tuple[Lot, ...] = ask("Lots", "采购包")
    day: date | None = ask("Day", "日期", default=None)
    share: Decimal = ask("Share", "份额", default=Decimal(0))
    contact: str | Withheld | None = ask("Contact", "联系人", default=None)
    who: str | Withheld = ask("Who", "谁", default="")
    not_asked: int = 7


FORM = """\
name: 养老
lots:
- {lot: '1', class: public, budget: 860000}
day: 2026-03-02
"""


def test_a_form_is_read_by_its_outside_names() -> None:
    form = read(Form, parse(FORM), zone=ZONE)
    lot = Lot(lot="1", class_=Slug("public"), budget=Fen(860_000_00))
    assert form == Form(name=Wording(zh="养老"), lots=(lot,), day=date(2026, 3, 2))
    assert list(walk(Form)) == ["name", "lots", "day", "share", "contact", "who"]
    assert list(walk(Lot)) == ["lot", "class", "budget"]


def test_a_field_knows_its_words_kind_and_privacy() -> None:
    lot = walk(Lot)["class"]
    assert (lot.attribute, lot.required, lot.private, lot.kind) == ("class_", True, False, SlugKind(("public",)))
    assert (lot.asked.label.en, lot.asked.label.zh) == ("Class", "类别")
    assert lot.asked.hint is not None
    assert lot.asked.unit is not None
    assert (lot.asked.hint.zh, lot.asked.unit.en) == ("提示", "unit")
    contact, who = walk(Form)["contact"], walk(Form)["who"]
    assert (contact.private, contact.kind, contact.required) == (True, OptionalKind(TextKind()), False)
    assert (who.private, who.kind) == (True, TextKind())


def test_every_mistake_is_told_at_once_by_place_and_line() -> None:
    text = """\
name: {fr: soins}
lots:
- {lot: ~, class: private, budget: 12.50, colour: red}
- 1
day: soon
colour/shape: red
"""
    with pytest.raises(Malformed) as caught:
        read(Form, parse(text), zone=ZONE)
    assert [(one.pointer, one.line, one.says.format(**one.facts)) for one in caught.value.mistakes] == [
        ("/colour~1shape", 6, "There is no field “colour/shape” here; there are: name, lots, day, share, contact, who."),
        ("/name/fr", 1, "“fr” is no language here: write zh or en."),
        ("/lots/0/colour", 3, "There is no field “colour” here; there are: lot, class, budget."),
        ("/lots/0/lot", 3, "A value is missing."),
        ("/lots/0/class", 3, "“private” is not one of: public."),
        ("/lots/0/budget", 3, 'Write the amount in quotes, like "12.50": a bare number with a point is a float.'),
        ("/lots/1", 4, "Give a table with: lot, class, budget."),
        ("/day", 5, "Write the day as year-month-day, like 2026-03-02, instead of “soon”."),
    ]


def test_what_is_missing_is_named_and_what_is_no_table_is_told() -> None:
    with pytest.raises(Malformed) as caught:
        read(Form, parse("{}"), zone=ZONE, at="/with")
    assert [(one.pointer, one.says, one.facts) for one in caught.value.mistakes] == [
        ("/with/name", "“{field}” is missing.", {"field": "name"}),
        ("/with/lots", "“{field}” is missing.", {"field": "lots"}),
    ]
    with pytest.raises(Malformed) as caught:
        read(Form, parse("[]"), zone=ZONE)
    assert [(one.pointer, one.says) for one in caught.value.mistakes] == [("/", "Give a table with: {fields}.")]


def test_an_unknown_name_alone_is_enough_to_refuse() -> None:
    with pytest.raises(Malformed) as caught:
        read(Form, parse(FORM + "colour: red\n"), zone=ZONE)
    assert [one.pointer for one in caught.value.mistakes] == ["/colour"]


def test_what_is_stored_comes_back_and_what_is_younger_takes_its_default() -> None:
    form = read(Form, parse(FORM), zone=ZONE)
    stored = plain(form)
    assert stored == {
        "name": {"zh": "养老"},
        "lots": [{"lot": "1", "class": "public", "budget": "860000.00"}],
        "day": "2026-03-02",
        "share": "0",
        "contact": None,
        "who": "",
    }
    assert load(Form, stored) == form
    older = {name: value for name, value in stored.items() if name in ("name", "lots")}
    assert load(Form, older) == Form(name=form.name, lots=form.lots)
    one = Lot(lot="1", class_=Slug("public"), budget=Fen(100))
    assert walk(Form)["lots"].kind.load([{"lot": "1", "class": "public", "budget": "1.00"}]) == (one,)


def test_a_hint_that_no_door_can_read_is_a_mistake_of_ours() -> None:
    for hint in (float, dict[str, int], tuple[int, int], bytes, int | str):
        with pytest.raises(TypeError, match="no kind for"):
            kind_of(hint)
    assert kind_of(Happened) == MomentKind(or_day=True)
    assert isinstance(kind_of(tuple[Lot, ...] | None), OptionalKind)
    assert isinstance(kind_of(tuple[Lot, ...]), ManyKind)
    assert isinstance(kind_of(Lot), RecordKind)
    assert kind_of(Answers) == kind_of(Answers)
    assert kind_of(datetime) == MomentKind()


def test_the_schema_leaves_out_what_has_a_default() -> None:
    said = schema(Form)
    assert said["required"] == ["name", "lots"]
    assert said["properties"]["lots"]["items"]["required"] == ["lot", "class", "budget"]
    assert said["properties"]["day"]["title"] == "Day"
    assert walk(Form)["lots"].kind.schema(stored=True)["items"]["required"] == ["lot", "class", "budget"]


@pytest.mark.parametrize("cls", COMMANDS, ids=lambda cls: str(cls.slug))
def test_what_is_stored_of_a_command_fits_its_schema_and_is_read_again(cls: type[Command]) -> None:
    assert Draft202012Validator.check_schema(schema(cls)) is None
    validator = Draft202012Validator(schema(cls))
    for full in (True, False):
        asked = example(cls, full=full)
        stored = plain(asked)
        assert list(validator.iter_errors(stored)) == []
        assert load(cls, stored) == asked


@pytest.mark.parametrize("cls", COMMANDS, ids=lambda cls: str(cls.slug))
@FEW
@given(data=st.data())
def test_a_command_written_as_json_is_read_as_it_was(cls: type[Command], data: st.DataObject) -> None:
    asked = data.draw(instances(cls))
    assert read(cls, parse(json.dumps(plain(asked), ensure_ascii=False)), zone=ZONE) == asked


@pytest.mark.parametrize("cls", COMMANDS, ids=lambda cls: str(cls.slug))
def test_a_command_has_words_in_both_languages(cls: type[Command]) -> None:
    for one in (cls.title_words, *(field.asked.label for field in walk(cls).values())):
        assert one.en
        assert any("一" <= sign <= "鿿" for sign in one.zh), one
