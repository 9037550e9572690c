"""Is a case that cannot be read told all that is wrong with it, by line, before anything is entered?"""

from pathlib import Path

import pytest

from operis.cases.casefile import read_case
from operis.cases.running import Running
from operis.cli.run import run_file
from operis.ledger import read
from operis.strict_yaml import Malformed
from operis.weighing import Office
from tests.cases.files import CASES
from tests.statute import ZONE, book

BAD = Path(__file__).with_name("bad")
FILES = sorted(BAD.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mistake_is_told_at_once_with_its_line(path: Path) -> None:
    with pytest.raises(Malformed) as told:
        read_case(path.read_text("utf8"), path.name, ZONE)
    assert list(map(str, told.value.mistakes)) == path.with_suffix(".mistakes").read_text("utf8").splitlines()


@pytest.mark.django_db
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_ends_with_status_2_and_nothing_entered(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_file(str(path), into=False, as_json=False, lang="en") == 2
    said = capsys.readouterr()
    told = [f"{path.name}: {line}" for line in path.with_suffix(".mistakes").read_text("utf8").splitlines()]
    assert (said.out, said.err.splitlines()) == ("", told)
    assert list(read.dockets()) == []


TWENTY = (CASES / "constructed" / "twenty-days.yaml").read_text("utf8")


def wrong(law: str, more: str = "") -> list[str]:
    """What is wrong with the case of twenty days under another law."""
    case = read_case(TWENTY.replace("law: cn/41/county", f"law: {law}{more}"), "case", ZONE)
    pack, place, level = (*law.split("/"), "", "")[:3]
    with pytest.raises(Malformed) as told:
        list(Running(case, Office(book(), pack, place, level), "a secret").run())
    return [f"{one.pointer}: {one.says.format(**one.facts)}" for one in told.value.mistakes]


@pytest.mark.django_db
def test_an_amount_that_the_place_lacks_is_asked_for() -> None:
    assert wrong("cn/32/city") == [
        f"/amounts/{key}: The law of cn/32/city has no {key}_fen on 2026-02-09: give it under `amounts`, with its source."
        for key in ("quota_services", "open_tender_services")
    ]
    assert list(read.dockets()) == []


@pytest.mark.django_db
def test_an_amount_that_the_place_has_is_not_supplied_again() -> None:
    amounts = '\namounts: {quota_services: "1", open_tender_services: "2", source: Hearsay}'
    assert wrong("cn/41/county", amounts) == [
        f"/amounts/{key}: The law has this amount already (THR-HA-2020-C): strike it out here."
        for key in ("quota_services", "open_tender_services")
    ]


@pytest.mark.django_db
def test_a_county_stands_in_a_place() -> None:
    assert wrong("cn")[-1] == "/law: A county is set up where the law says which: write a place and a level, like cn/41/county."


@pytest.mark.django_db
def test_amounts_that_a_case_supplies_decide_in_its_run() -> None:
    text = (CASES / "constructed" / "wrong-method.yaml").read_text("utf8").replace("law: cn/41/county", "law: cn/32/city")
    amounts = 'amounts: {quota_services: "300000.00", open_tender_services: "2000000.00", source: As in Henan}\nsetup'
    case = read_case(text.replace("setup", amounts, 1), "case", ZONE)
    assert [ran.failed for ran in Running(case, Office(book(), "cn", "32", "city"), "a secret").run() if ran.failed] == []
