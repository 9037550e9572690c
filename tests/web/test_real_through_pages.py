"""Do real cases that reach a result come out through the pages as published; and those of methods of which no real case is here?"""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.cases.casefile import read_case
from operis.core.money import Fen
from operis.dockets.procurement.outcomes import AwardDecided, EvaluationReported
from operis.documents.shown import money
from operis.law.book import parse_place
from operis.ledger import read
from operis.weighing import Office
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.statute import ZONE, book
from tests.web.paged import Paged
from tests.web.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PUBLISHED = {
    "baimaoling-canteen": "CNY 1,434,000.00",
    "henan-college-property": "CNY 2,188,811.52",
    "suizhou-canteen": "CNY 244,800.00",
    "tianjin-meals": "CNY 1,700,000.00",
    "zhaosu-canteen": "CNY 913,668.00",
}
"""The price of the deal as it was published; of the others the case says which figures were supplied."""
REAL = [path for path in sorted((CASES / "real").glob("*.yaml")) if "publish-result" in path.read_text("utf8")]


NEGOTIATED = CASES / "constructed" / "negotiation-after-a-flood.yaml"
INVITED = CASES / "constructed" / "three-drawn-and-invited.yaml"
"""Methods of which no real case is here."""
ONE_ALONE = CASES / "constructed" / "one-centre-that-signs.yaml"


def gone_through(path: Path) -> Paged:
    case = read_case(path.read_text("utf8"), path.name, ZONE)
    pack, place, level = parse_place(case.law)
    running = Paged(case, Office(book(), pack, place, level), "a secret of the tests", path.parent)
    for ran in running.run():
        assert not ran.failed, (ran.step.line, ran.step.do, ran.failed)
    return running


def test_a_single_source_comes_out_through_the_pages_at_the_price_agreed(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    number = gone_through(ONE_ALONE).dockets["$purchase"]
    (award,) = [one.act for one in read.entries(number) if isinstance(one.act, AwardDecided)]
    assert [(one.supplier, one.price) for one in award.awards] == [("s1", Fen(2_280_000_00))]
    assert "CNY 2,280,000.00" in text(Client().get(f"/en/processes/{number}/result/"))


@pytest.mark.parametrize("path", [*REAL, NEGOTIATED, INVITED], ids=lambda path: path.stem)
def test_a_real_case_comes_out_through_the_pages(path: Path, tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    number = gone_through(path).dockets["$purchase"]
    acts = [one.act for one in read.entries(number)]
    (report,) = [one for one in acts if isinstance(one, EvaluationReported)]
    (award,) = [one for one in acts if isinstance(one, AwardDecided)]
    (won,) = award.awards
    assert [(one.supplier, one.price) for one in report.ranked if one.rank == 1] == [(won.supplier, won.price)]
    page = text(Client().get(f"/en/processes/{number}/"))
    assert PUBLISHED.get(path.stem, money(won.price)) == money(won.price)
    assert money(won.price) in page
    (sign_by,) = re.findall(r"Contract to be signed by (\d+ \w+ \d{4})", text(Client().get(f"/en/processes/{number}/result/")))
    assert f"Contract signed by {sign_by}" in page  # the picture of periods and the act say one last day
