"""What is told of the processes of a case, and what has to hold of it whatever the case is?"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from operis.documents.lawbook import calendar
from operis.opendata.merging import merged
from operis.opendata.releases import Json, record
from operis.registers import models
from tests.cases.files import CASES, running

WALKED = (
    *sorted((CASES / "real").glob("*.yaml")),
    *(CASES / "constructed" / f"{name}.yaml" for name in (
        "bids-on-paper", "consultation-two-bids", "evaluated-until-it-fits", "late-and-replaced-bids", "lots-with-different-ends",
        "more-money-after-signing", "price-does-not-sum", "tie-drawn", "too-few-bids", "winner-refuses",
    )),
)  # fmt: skip
"""Real cases, and those in which something goes otherwise than it should."""
REFERENCES = frozenset({"buyer", "procuringEntity", "tenderers", "suppliers"})


def gone(path: Path) -> None:
    """Run it; that a step ends as the case says is another test's matter."""
    list(running(path).run())


def numbers() -> list[str]:
    return list(models.public_dockets().filter(number__in=models.Told.objects.values("process")).values_list("number", flat=True))


def told(language: str = "zh") -> list[Json]:
    """The record of every process."""
    return [one for number in numbers() if (one := record(number, calendar(), language)) is not None]


def wrong(one: Mapping[str, Any]) -> Iterator[str]:
    """What a validator does not look at: merging, references, ids and dates."""
    releases = one["releases"]
    for name in ("id", "date"):
        if len({each[name] for each in releases}) != len(releases):
            yield f"{one['ocid']}: two releases with the same {name}"
    if [each["date"] for each in releases] != sorted(each["date"] for each in releases):
        yield f"{one['ocid']}: releases are not in their order"
    if merged(releases) != one["compiledRelease"]:
        yield f"{one['ocid']}: the releases do not add up to the compiled release"
    for each in (*releases, one["compiledRelease"]):
        missing = set(references(each)) - {party["id"] for party in each["parties"]}
        if missing:
            yield f"{each['id']}: {sorted(missing)} not among the parties"
        if each["ocid"] != one["ocid"] or not each["ocid"].startswith("ocds-000000-"):
            yield f"{each['id']}: has the ocid {each['ocid']}"


def references(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        if name in REFERENCES:
            yield value["id"]
        for inside, one in value.items():
            yield from references(one, inside)
    elif isinstance(value, list):
        for one in value:
            yield from references(one, name)
