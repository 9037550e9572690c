"""Which words stand for a slug of the law or of a command: `open-tender`, `buyer`, `returned`?

First what is named once for everybody: methods and objects of the law, offices, slugs.yaml beside this file, outcomes. Then what agrees
wherever it stands: choices of the commands' fields, and lists in rows that carry their own words. A field tells its own choices in its
own words; a slug that has several needs words in slugs.yaml that are right wherever none of them is at hand. A field's name is no slug.
What has no words is shown with spaces.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from django.conf import settings

from operis.core.fields import walk
from operis.core.kinds import Kind, ManyKind, OptionalKind, RecordKind
from operis.core.mandates import ROLE_LABELS
from operis.core.wording import Label
from operis.documents.lawbook import book
from operis.law.book import Text
from operis.procedures import procedures
from operis.strict_yaml import Mapping as MappingNode
from operis.strict_yaml import Scalar, parse

OWN = Path(__file__).with_name("slugs.yaml")
Said = tuple[str, Text, str]
"""A slug, its words, and where they stand."""


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
    """Made once for each law folder."""
    return {slug: words for slug, words, _where in chain(_agreed(), _once())}


def conflicts() -> Iterator[str]:
    """Slugs that have several words and none that hold everywhere, with each place: nobody could say which a finding shows."""
    known, said = {slug for slug, _words, _where in _once()}, dict[str, dict[Text, str]]()
    for slug, words, where in _agreed():
        said.setdefault(slug, {}).setdefault(words, where)
    for slug, found in sorted(said.items()):
        if slug not in known and len(found) > 1:
            places = "; ".join(f"{words.en} / {words.zh} ({where})" for words, where in found.items())
            yield f"{slug}: {places}"


def _once() -> Iterator[Said]:
    """What is named for everybody; of two, the first of these lists counts."""
    law, found = book(), dict[str, Said]()
    for slug, words, where in chain(
        ((slug, words, "methods") for slug, words in law.methods.items()),
        ((slug, words, "objects") for slug, words in law.objects.items()),
        ((str(role), Text(words.en, words.zh), "offices") for role, words in ROLE_LABELS.items()),
        ((slug, words, OWN.name) for slug, words in _pairs(OWN)),
        ((row.id, words, row.id) for row in law.rows.values() if row.kind == "outcome" for words in _both(row.data.get("label"))),
    ):
        found.setdefault(slug, (slug, words, where))
    return iter(found.values())


def _agreed() -> Iterator[Said]:
    """Events, choices of fields, and lists of rows with words of their own; formats tell the names of their notices by themselves."""
    seen: set[type] = set()
    yield from ((name, moment.title, "events") for name, moment in book().events.items())
    yield from (pair for one in procedures() for step in one.listed for pair in _of_record(step.asked, seen))
    for row in book().rows.values():
        if row.kind != "form":
            yield from ((slug, words, row.id) for slug, words in _of_data(row.data))


def _of_record(record: type, seen: set[type]) -> Iterator[Said]:
    if record in seen:
        return
    seen.add(record)
    for name, field in walk(record).items():
        yield from ((slug, Text(words.en, words.zh), f"{record.__name__}.{name}") for slug, words in field.asked.choices)
        if inner := _inner(field.kind):
            yield from _of_record(inner, seen)


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
