"""Is the text of a contract on paper what both sides sign, for them alone before it is published?"""

from datetime import date
from pathlib import Path

import pytest
from docx.document import Document
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.registers import models
from tests.api.programs import installed
from tests.cases.halfway import REFUSED, SIGNED, buyer, until
from tests.papers.read import docx, handed
from tests.statute import at
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def supplier(key: str) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office=f"bids-of-{key}", body=key, persons=(key,))


def words_of(file: Document) -> str:
    return "\n".join(one.text for one in file.paragraphs)


def test_both_sides_take_the_text_along_and_nobody_else_before_it_is_published() -> None:
    until("publish-result", "draw-up-contract")
    clock.set_demo_clock(at(date(2026, 3, 28)))
    winner = models.Contract.objects.get(docket=REFUSED).supplier
    for mandate, status in ((buyer(), 200), (supplier(winner), 200), (supplier("nobody"), 404)):
        desk = signed_in(mandate, email=f"{mandate.body}@office.example")
        assert desk.get(f"/en/desk/{REFUSED}/contract.docx").status_code == status
        assert ("The text of the contract" in text(desk.get(f"/en/desk/{REFUSED}/"))) is (status == 200)
    assert signed_in(buyer()).get(f"/en/desk/{REFUSED}/contract.txt").status_code == 404


def test_it_says_price_in_figures_and_words_days_clauses_and_who_has_not_signed() -> None:
    until("publish-result", "draw-up-contract")
    clock.set_demo_clock(at(date(2026, 3, 28)))
    desk = signed_in(buyer())
    said = {spoken: words_of(docx(desk, f"/{spoken}/desk/{REFUSED}/contract.docx")) for spoken in ("en", "zh-hans")}
    price = "CNY 780,000.00 (seven hundred and eighty thousand yuan)"
    for words in (price, "1 May 2026 to 30 April 2027", "The provincial standard of day care", "Not signed yet", "30 days"):
        assert words in said["en"], words
    for words in ("柒拾捌万元整", "政府购买服务合同", "尚未签署"):
        assert words in said["zh-hans"], words


def test_once_signed_it_has_both_days_and_the_same_bytes_twice() -> None:
    until("publish-result", "sign-contract")
    desk = signed_in(buyer())
    clock.set_demo_clock(at(date(2026, 5, 20)))
    path = f"/en/desk/{SIGNED}/contract.docx"
    assert handed(desk, path) == handed(desk, path)
    assert "Not signed yet" not in words_of(docx(desk, path))
