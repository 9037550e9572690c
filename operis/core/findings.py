"""What does a refusal say? Findings with typed facts; grounds, which add the row and whether it blocks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from operis.core.kinds import Json, stored_moment
from operis.core.money import Fen, yuan
from operis.core.wording import Slug, Wording
from operis.law.book import Period
from operis.strict_yaml import cut

GROUNDS_MAX, GROUNDS_BYTES_MAX = 50, 90_000
"""As many grounds as are told and kept: nobody mends more at once."""
FACT_MAX, MEMBERS_MAX = 200, 20
"""As many signs of a text, and entries of a list, as a fact of a refusal quotes."""
FactValue = date | datetime | Fen | int | Decimal | Period | str | Slug | Wording | tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: an English template with its facts, what to do, and the field it is about."""

    says: str
    do: str
    at: str | None = None
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    sure: bool = True
    """Whether what it rests on beside its own row may refuse: an amount that is only remembered warns."""


def found(says: str, *, do: str, at: str | None = None, sure: bool = True, **facts: FactValue) -> Finding:
    return Finding(says, do, at, facts, sure)


REFUSED, WARNING, TO_BE_CHECKED, NOTED = "refused", "warning", "to-be-checked", "noted"


@dataclass(frozen=True)
class Ground:
    """A finding under its row: the check that found it, the row and the day on which the row was read, and its weight."""

    check: str
    row: str
    row_day: date
    severity: str
    finding: Finding

    @property
    def blocks(self) -> bool:
        return self.severity == REFUSED

    def plain(self) -> dict[str, Json]:
        """As stored in an entry's notes and beside a refusal's number."""
        return {
            "at": self.finding.at,
            "check": self.check,
            "do": self.finding.do,
            "row": self.row,
            "row_day": f"{self.row_day:%Y-%m-%d}",
            "facts": {name: stored_fact(value) for name, value in self.finding.facts.items()},
            "says": self.finding.says,
            "severity": self.severity,
        }

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> "Ground":
        facts = {name: loaded_fact(value) for name, value in stored["facts"].items()}
        return cls(
            stored["check"],
            stored["row"],
            date.fromisoformat(stored["row_day"]),
            stored["severity"],
            Finding(stored["says"], stored["do"], stored["at"], facts),
        )


def few(grounds: Sequence[Ground]) -> tuple[tuple[Ground, ...], int]:
    """The grounds that are told, in their order, and how many there are besides: one of each rule that blocks comes before all others."""
    ranked, rules = list[tuple[bool, bool, int]](), set[tuple[str, str]]()
    for place, ground in enumerate(grounds):
        ranked.append((not ground.blocks, (ground.check, ground.row) in rules, place))
        rules.add((ground.check, ground.row))
    chosen, size = dict[int, Ground](), 0
    for _blocks, _again, place in sorted(ranked)[:GROUNDS_MAX]:
        short = _short(grounds[place])
        size += len(json.dumps(short.plain(), ensure_ascii=False).encode())
        if chosen and size > GROUNDS_BYTES_MAX:
            break
        chosen[place] = short
    return tuple(chosen[place] for place in sorted(chosen)), len(grounds) - len(chosen)


def _short(ground: Ground) -> Ground:
    """The ground with what it quotes, as far as it helps to find it again."""
    facts = {name: _cut(value) for name, value in ground.finding.facts.items()}
    return replace(ground, finding=replace(ground.finding, facts=facts)) if facts != ground.finding.facts else ground


def _cut(value: FactValue) -> FactValue:
    match value:
        case Slug():
            return Slug(cut(value, FACT_MAX))
        case str():
            return cut(value, FACT_MAX)
        case Wording():
            return Wording(**{language: cut(text, FACT_MAX) for language, text in value})
        case tuple():
            return tuple(cut(one, FACT_MAX) for one in value[:MEMBERS_MAX])
    return value


def alike(before: Sequence[Ground], now: Sequence[Ground]) -> bool:
    """Whether the same was found again: what is told of the time at which it was found makes no difference."""
    return [_timeless(one) for one in before] == [_timeless(one) for one in now]


def _timeless(ground: Ground) -> dict[str, Json]:
    plain = ground.plain()
    facts = {name: fact for name, fact in plain["facts"].items() if not {"moment", "day"} & fact.keys()}
    return {**plain, "facts": facts, "row_day": ""}


def stored_fact(value: FactValue) -> dict[str, Json]:
    """A fact with its type beside it, so that a page shows money as money in any language, years later."""
    match value:
        case datetime():
            return {"moment": stored_moment(value)}
        case date():
            return {"day": f"{value:%Y-%m-%d}"}
        case Fen():
            return {"money": yuan(value)}
        case bool():
            return {"yes": value}
        case int():
            return {"count": value}
        case Decimal():
            return {"number": format(value, "f")}
        case Period():
            return {"period": {"bound": value.bound, "length": value.length, "unit": value.unit}}
        case Slug():
            return {"slug": str(value)}
        case str():
            return {"text": value}
        case Wording():
            return {"wording": dict(value)}
        case tuple():
            return {"slugs": list(value)}
    raise TypeError(f"{value!r} is no fact")


def loaded_fact(stored: Mapping[str, Any]) -> Any:
    ((kind, value),) = stored.items()
    match kind:
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
        case "money":
            yuan_part, fen_part = value.split(".")
            return Fen(int(yuan_part) * 100 + int(fen_part) * (-1 if yuan_part.startswith("-") else 1))
        case "number":
            return Decimal(value)
        case "period":
            return Period(value["bound"], value["length"], value["unit"])
        case "slug":
            return Slug(value)
        case "wording":
            return Wording(**value)
        case "slugs":
            return tuple(value)
        case "yes" | "count" | "text":
            return value
    raise TypeError(f"{kind} is no kind of fact")
