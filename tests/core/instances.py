"""Commands and acts made from their fields' kinds: one fixed example of each, and arbitrary ones for Hypothesis."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from operis.core.acts import Act, Command
from operis.core.fields import Field, walk
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
    RecordKind,
    SlugKind,
    TextKind,
    WordingKind,
)
from operis.core.money import ABOVE_ALL_FEN, Fen
from operis.core.scores import ScoresKind
from operis.core.signs import WRITTEN
from operis.core.wording import Slug, Wording

R = TypeVar("R")
ZONE = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=ZONE)
DAY = date(2026, 3, 2)


def example(cls: type[R], *, full: bool, **more: Any) -> R:
    """`full`: each field with a value; else only those that must have one."""
    fields = {one.attribute: _example(one.kind, one, full) for one in walk(cls).values() if full or one.required}
    if issubclass(cls, Act):
        more = {"happened": MOMENT if full else DAY, **more}
    return cls(**{**fields, **more})


def _example(kind: Kind, one: Field, full: bool) -> Any:
    match kind:
        case SlugKind(choices=choices):
            return Slug(choices[0] if choices else one.name.replace("_", "-"))
        case TextKind():
            return f"{one.name} 1"
        case WordingKind():
            return Wording(zh=f"{one.name} 文", en=one.name if full else None)
        case BoolKind():
            return True
        case CountKind():
            return 12
        case MoneyKind():
            return Fen(860_000_05)
        case DecimalKind():
            return Decimal("12.50")
        case DayKind():
            return DAY
        case MomentKind():
            return MOMENT
        case AnswersKind():
            return {"G01": True, "F01": "supplier", "P03": 12, "F13": "unknown"}
        case ScoresKind():
            return {"plan": (Decimal("38.50"),), "record": (Decimal("10"),)}
        case OptionalKind(of=inner):
            return _example(inner, one, full) if full else None
        case ManyKind(of=inner):
            return (_example(inner, one, full),) * (2 if full else 0)
        case RecordKind(record=inner):
            return example(inner, full=full)
    raise TypeError(f"no example of {kind!r}")


SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
TEXTS = st.text(SIGNS, min_size=1, max_size=8).map(lambda text: text if re.match(WRITTEN, text) else "文")
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
OFFSETS = st.sampled_from([ZONE, timezone(timedelta(hours=8)), UTC, timezone(timedelta(hours=-3, minutes=-30))])
MOMENTS = st.builds(datetime.combine, st.dates(date(1992, 1, 1), date(2100, 12, 31)), st.times(), OFFSETS)
ANSWERS = st.dictionaries(
    st.sampled_from(["G01", "G03", "F01", "F02", "F03", "F08", "P01", "P03", "P05", "V04", "C01", "Z99"]),
    st.one_of(
        st.booleans(), st.integers(0, 60), st.sampled_from(["supplier", "body", "institution", "time", "quantity", "unknown", "public"])
    ),
    max_size=8,
)


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Whatever a reader of this kind could hand on."""
    match kind:
        case SlugKind(choices=choices):
            return (st.sampled_from(choices) if choices else SLUGS).map(Slug)
        case TextKind():
            return TEXTS
        case WordingKind():
            return st.one_of(st.builds(Wording, zh=TEXTS), st.builds(Wording, en=TEXTS), st.builds(Wording, zh=TEXTS, en=TEXTS))
        case BoolKind():
            return st.booleans()
        case CountKind():
            return st.one_of(st.integers(0, 60), st.integers(0, LARGEST_COUNT))
        case MoneyKind():
            return st.one_of(st.integers(0, 500_000_000), st.integers(0, ABOVE_ALL_FEN - 1)).map(Fen)
        case DecimalKind():
            return st.decimals(0, 10**9, places=2)
        case DayKind():
            return DAYS
        case MomentKind(or_day=or_day):
            return st.one_of(MOMENTS, DAYS) if or_day else MOMENTS
        case AnswersKind():
            return ANSWERS
        case ScoresKind():
            return st.dictionaries(SLUGS, st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=2).map(tuple), max_size=3)
        case OptionalKind(of=inner):
            return st.none() | values(inner)
        case ManyKind(of=inner):
            return st.lists(values(inner), max_size=3).map(tuple)
        case RecordKind(record=inner):
            return instances(inner)
    raise TypeError(f"no values of {kind!r}")


def instances(cls: type[R], happened: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[R]:
    """Arbitrary records of a class; an act happens at a moment or on a day."""
    fields: dict[str, st.SearchStrategy[Any]] = {one.attribute: values(one.kind) for one in walk(cls).values()}
    if issubclass(cls, Act):
        fields["happened"] = happened or st.one_of(MOMENTS, DAYS)
    return st.builds(cls, **fields)


def salts() -> Callable[[], bytes]:
    """Salts that are no secret: 00..., 01..., 02..."""
    counter = iter(range(256))
    return lambda: bytes([next(counter)]) * 32


FEW = settings(max_examples=25, deadline=None)
"""Whole commands and acts are large: a few of each are many values."""


def otherwise(one: Command) -> st.SearchStrategy[Command]:
    """The same command with up to two of its fields said in any way that their kinds allow."""
    named = st.sets(st.sampled_from(sorted(field.attribute for field in walk(type(one)).values())), max_size=2)
    kinds = {field.attribute: field.kind for field in walk(type(one)).values()}
    return named.flatmap(lambda names: st.builds(replace, st.just(one), **{name: values(kinds[name]) for name in names}))
