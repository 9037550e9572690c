"""Does the law say to notices of real procurements what was found when they were read? Each file beside what is expected of it."""

from datetime import date
from pathlib import Path

import pytest
from yaml import safe_load

from operis.documents.checking import findings
from operis.law.book import Law, parse_place
from operis.strict_yaml import parse
from tests.cases.pointers import nowhere
from tests.statute import book

CHECKS = Path(__file__).parents[2] / "cases" / "checks"
FILES = sorted(path for path in CHECKS.glob("*.yaml") if ".expected" not in path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_law_of_its_place_and_day_finds_what_is_written(path: Path) -> None:
    expected = safe_load(path.with_suffix(".expected.yaml").read_text("utf8"))
    pack, place, level = parse_place(expected["law"])
    law = Law(book(), pack, place, level, act_day=date.fromisoformat(str(expected["day"])))
    found = [one.plain() for one in findings(book(), path.read_text("utf8"), path.name, law)]
    said = [{"rule": one["row"], "severity": one["severity"], **({"at": one["at"]} if one["at"] else {})} for one in found]
    assert said == expected["findings"]
    rows = {one["rule"] for one in said}
    assert [row for row in expected["obeyed"] if law.get(row) is None or row in rows] == []
    assert [row for row in expected["broken"] if row not in rows] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_marked_real_is_there(path: Path) -> None:
    text = path.read_text("utf8")
    about = safe_load(text)["about"]
    assert set(about) == {"source", "real", "supplied"}
    assert nowhere(parse(text), about["real"]) == []


def test_each_expectation_has_its_notice() -> None:
    assert sorted(CHECKS.glob("*.expected.yaml")) == sorted(path.with_suffix(".expected.yaml") for path in FILES)
