"""Whom does a text name? A supplier on file, by its name however it is typed, or by its code; by its number what a question asked too."""

from dataclasses import replace

import pytest

from operis.clerk import Entered, Refused
from operis.core.wording import Slug, Wording
from operis.dockets.representation.commands import MakeRepresentation
from operis.registers.questions import mentions_in
from tests.ledger.county import FAYE, County, body_file, supplier
from tests.procedures.documents import intention, notice, plan, words
from tests.statute import BO

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"


@pytest.fixture
def county() -> County:
    county = County().founded()
    county.done(None, intention())
    county.done(NUMBER, plan())
    county.done(NUMBER, notice(30))
    supplier(county)
    file = replace(body_file("brook"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"),
                   name=Wording(zh="云泽县溪边社会服务有限公司", en="Brook Care"), code="91410000MA0000000M")  # fmt: skip
    county.done(None, file, FAYE)
    return county


@pytest.mark.parametrize(("text", "named"), [
    ("Will the people of Brook Care be taken over?", ["Brook Care"]),
    ("我们是云泽县 溪边 社会服务有限公司，请问厨房在哪里？", ["云泽县溪边社会服务有限公司"]),
    ("Our code is 9141 0000 ma00 0000 0m.", ["91410000MA0000000M"]),
    ("Is there a brook beside the house?", []),
])  # fmt: skip
def test_a_supplier_is_found_by_name_or_code(county: County, text: str, named: list[str]) -> None:
    found = mentions_in(("", text), NUMBER)
    assert ([one.name for one in found.found if one.key == "brook"] if found else []) == named


def test_who_names_itself_is_refused_and_asks_without(county: County) -> None:
    asked = county.ask(None, MakeRepresentation(procurement=NUMBER, question=words("We at Sunrise ask: is there a kitchen?")), BO)
    assert isinstance(asked, Refused)
    assert asked.refusal.rows == {"OURS-ASKER"}
    other = county.ask(None, MakeRepresentation(procurement=NUMBER, question=words("Does Brook Care cook there now?")), BO)
    assert isinstance(other, Entered)
    found = mentions_in(("1", "It does."), NUMBER)
    assert found is not None
    assert [one.name for one in found.found] == ["Brook Care"]
