"""Which words stand for a slug of the law or of a command: `open-tender`, `need-recorded`, `buyer`?

In this order: methods, objects and acts of the law; offices; slugs.yaml beside this file, for what no other place names; choices and
fields of the commands; lists in rows that carry their own words; outcomes of the determination. What has no words is shown with spaces.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from operis.core.fields import Field, walk
from operis.core.kinds import Kind, ManyKind, OptionalKind, RecordKind
from operis.core.mandates import ROLE_LABELS
from operis.core.wording import Label
from operis.documents.lawbook import book
from operis.law.book import Text
from operis.procedures import procedures
from operis.strict_yaml import Mapping as MappingNode
from operis.strict_yaml import Scalar, parse

OWN = Path(__file__).with_name("slugs.yaml")


def label(slug: str, language: str) -> str:
    found = _labels(settings.OPERIS_LAW).get(slug)
    return found.said(language) if found else slug.replace("-", " ").replace("_", " ")


def check_says(name: str, language: str) -> str:
    """What a check looks at: the condition that has to hold."""
    found = _checks().get(name)
    return found.within(language) if found else name.replace("_", " ")


@cache
def _checks() -> Mapping[str, Label]:
    return {rule.check.name: rule.check.words for one in procedures() for step in one.listed for rule in step.rules}


def labelled(slug: str) -> bool:
    """Whether there are words for it in both languages."""
    return slug in _labels(settings.OPERIS_LAW)


@cache
def _labels(_folder: str) -> Mapping[str, Text]:
    """Made once for each law folder; what comes first wins."""
    found: dict[str, Text] = {}
    for slug, words in _all():
        found.setdefault(slug, words)
    return found


def _all() -> Iterator[tuple[str, Text]]:
    law = book()
    yield from law.methods.items()
    yield from law.objects.items()
    yield from ((name, moment.title) for name, moment in law.events.items())
    yield from ((str(role), Text(words.en, words.zh)) for role, words in ROLE_LABELS.items())
    yield from _pairs(OWN)
    yield from (pair for one in procedures() for step in one.listed for pair in _of_record(step.asked, set()))
    for row in law.rows.values():
        yield from _of_data(row.data)
        if row.kind == "outcome":
            yield from ((row.id, words) for words in _both(row.data.get("label")))


def _of_record(record: type, seen: set[type]) -> Iterator[tuple[str, Text]]:
    if record in seen:
        return
    seen.add(record)
    for name, field in walk(record).items():
        yield from _of_field(field)
        yield name, Text(field.asked.label.en, field.asked.label.zh)
        inner = _inner(field.kind)
        if inner:
            yield from _of_record(inner, seen)


def _of_field(field: Field) -> Iterator[tuple[str, Text]]:
    return ((slug, Text(words.en, words.zh)) for slug, words in field.asked.choices)


def _inner(kind: Kind) -> type | None:
    """The record inside a field, if there is one."""
    while isinstance(kind, (ManyKind, OptionalKind)):
        kind = kind.of
    return kind.record if isinstance(kind, RecordKind) else None


def _of_data(value: object) -> Iterator[tuple[str, Text]]:
    """Lists in a row's data whose entries have `slug`, `en` and `zh`."""
    if isinstance(value, Mapping):
        slug = value.get("slug")
        if isinstance(slug, str):
            yield from ((slug, words) for words in _both(value))
        for inner in value.values():
            yield from _of_data(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_data(inner)


def _both(value: object) -> Iterator[Text]:
    if isinstance(value, Mapping) and isinstance(value.get("en"), str) and isinstance(value.get("zh"), str):
        yield Text(value["en"], value["zh"])


def _pairs(file: Path) -> Iterator[tuple[str, Text]]:
    """The words of one file beside this one, by slug."""
    root = parse(file.read_text(encoding="utf-8"), file.name)
    assert isinstance(root, MappingNode)
    for slug, pair in root.pairs.items():
        assert isinstance(pair, MappingNode)
        en, zh = pair.pairs["en"], pair.pairs["zh"]
        assert isinstance(en, Scalar)
        assert isinstance(zh, Scalar)
        yield slug, Text(en.text, zh.text)
