"""What does a YAML or JSON file say, and what is told when it says something in two ways?"""

import json
from contextlib import suppress

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from operis import strict_yaml
from operis.strict_yaml import Malformed, Mapping, Mistake, Node, Scalar, Sequence, below, parse


def said(text: str) -> list[str]:
    with pytest.raises(Malformed) as raised:
        parse(text, "case.yaml")
    return str(raised.value).splitlines()


def texts(node: Node) -> object:
    match node:
        case Mapping():
            return {name: texts(value) for name, value in node.pairs.items()}
        case Sequence():
            return [texts(item) for item in node.items]
        case Scalar():
            return node.text


def test_every_scalar_stays_a_text() -> None:
    tree = parse("a: 010\nb: off\nc: 12.50\nd: 2026-03-02\ne: 'yes'\nf: 2026-03-02T09:00:00\n")
    assert texts(tree) == {"a": "010", "b": "off", "c": "12.50", "d": "2026-03-02", "e": "yes", "f": "2026-03-02T09:00:00"}


def test_what_is_quoted_is_not_plain_and_not_null() -> None:
    tree = parse("a: ~\nb: '~'\nc:\nd: ''\ne: null\nf: |\n  null\n")
    assert isinstance(tree, Mapping)
    assert {name: node.null for name, node in tree.pairs.items() if isinstance(node, Scalar)} == {
        "a": True, "b": False, "c": True, "d": False, "e": True, "f": False,
    }  # fmt: skip
    assert [node.plain for node in tree.pairs.values() if isinstance(node, Scalar)] == [True, False, True, False, True, False]


def test_a_node_knows_its_line() -> None:
    tree = parse("# head\na: 1\nb:\n- x\n- y: z\n")
    assert tree == Mapping(
        {"a": Scalar("1", True, 2), "b": Sequence((Scalar("x", True, 4), Mapping({"y": Scalar("z", True, 5)}, {"y": 5}, 5)), 4)},
        {"a": 2, "b": 3},
        2,
    )


def test_json_is_read_too() -> None:
    text = '{\n\t"a":\t[1, true, null],\n"b": "\\ud83d\\ude00 \\/ \\u5b57", "c": {"d": ""}}'
    assert texts(parse(text)) == {"a": ["1", "true", "null"], "b": "😀 / 字", "c": {"d": ""}}


@pytest.mark.parametrize("key", ["k" * 999, "k" * 1_100, "ê" * 1_100, 'q"\\' * 900])
def test_a_key_of_json_may_be_long_and_its_colon_on_another_line(key: str) -> None:
    for text in (
        json.dumps({key: {key: "1"}}),
        json.dumps({key: {key: "1"}}, indent=1, ensure_ascii=False),
        json.dumps({key: {key: "1"}}).replace(": ", "\n:\n"),
    ):
        assert texts(parse(text)) == {key: {key: "1"}}


def test_what_looks_like_json_and_is_yaml_is_read_as_yaml() -> None:
    assert texts(parse("{a: 1, b: [x, 'y']}")) == {"a": "1", "b": ["x", "y"]}


def test_a_mark_of_byte_order_and_a_document_marker_are_passed_over() -> None:
    assert texts(parse("\ufeff---\na: 1\n...\n")) == {"a": "1"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert said("a: 1\na: 2\nb: &x 1\nc: *x\nd: !!str 3\ne: !own [1]\n? [k]\n: 1\n~: 2\nf/g~h:\n  i: 1\n  i: 2\n---\nz: 1\n") == [
        "case.yaml: line 2: /a: a is given twice; the first is on line 1.",
        "case.yaml: line 3: /b: Anchors and aliases are not read here (&x); write the value out.",
        "case.yaml: line 4: /c: Anchors and aliases are not read here (*x); write the value out.",
        "case.yaml: line 5: /d: Tags are not read here (tag:yaml.org,2002:str); write the plain value.",
        "case.yaml: line 6: /e: Tags are not read here (!own); write the plain value.",
        "case.yaml: line 7: A name must be one plain text.",
        "case.yaml: line 9: A name must be one plain text.",
        "case.yaml: line 12: /f~1g~0h/i: i is given twice; the first is on line 11.",
        "case.yaml: line 13: A second document begins here; one file holds one document.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "line 1: There is nothing in this file."),
        ("# only this\n", "line 1: There is nothing in this file."),
        ("a:\n\t- 1", "line 2: There is a tab here; indent with spaces."),
        ("a: b: c", "line 1: This is not YAML: mapping values are not allowed in this context."),
        ("a: [1", "line 2: This is not YAML: did not find expected ',' or ']'."),
        ("a: 1\nb: \x00", "line 2: This is not YAML: control characters are not allowed."),
        ("a: 1\nb: \ud800", "line 2: There is a character here that is not Unicode text."),
        ('{"a": "\\ud800"}', "line 1: This is not YAML: found invalid Unicode character escape code."),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(text: str, expected: str) -> None:
    assert said(text) == [f"case.yaml: {expected}"]


def test_ten_thousand_brackets_are_refused_and_not_followed() -> None:
    assert texts(parse("[" * 65 + "]" * 65)) == json.loads("[" * 65 + "]" * 65)
    assert said("[" * 66 + "]" * 66) == [f"case.yaml: line 1: {'/0' * 65}: This is nested more than 64 levels deep."]
    assert len(said("[" * 10_000 + "]" * 10_000)) == 1


def test_a_mistake_says_where_it_is_as_far_as_that_is_known() -> None:
    assert str(Mistake("/a", "needs {what}", 3, {"what": "a day"})) == "line 3: /a: needs a day"
    assert str(Mistake("", "is empty")) == "is empty"
    assert str(Malformed([Mistake("/a", "is wrong")])) == "/a: is wrong"


def test_a_pointer_escapes_what_a_pointer_is_made_of() -> None:
    assert (below("", "a/b~c"), below("/x", 0)) == ("/a~1b~0c", "/x/0")


def test_the_scanner_written_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, {b: 'c'}]\nd: |\n  x\n"
    fast = parse(text)
    monkeypatch.setattr(strict_yaml, "LOADER", yaml.SafeLoader)
    assert parse(text) == fast


LETTERS = some.characters(exclude_categories=["Cs"])
json_values = some.recursive(
    some.text(LETTERS) | some.booleans() | some.none() | some.integers(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(LETTERS, min_size=1, max_size=20), inner),
    max_leaves=20,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # how long it takes is no matter of the test
@given(json_values, some.booleans(), some.sampled_from([None, 2, "\t"]))
def test_whatever_json_writes_is_read_back(value: object, ascii_only: bool, indent: int | str | None) -> None:
    def as_text(value: object) -> object:
        match value:
            case dict():
                return {name: as_text(item) for name, item in value.items()}
            case list():
                return [as_text(item) for item in value]
            case str():
                return value
        return json.dumps(value)

    assert texts(parse(json.dumps(value, ensure_ascii=ascii_only, indent=indent))) == as_text(value)


@given(some.text())
def test_any_text_is_read_or_is_told_to_be_wrong(text: str) -> None:
    with suppress(Malformed):
        parse(text)
