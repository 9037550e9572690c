"""The forms that the documents ask for come filled in with what file, notice and draft say; the rest stays a line for the bidder."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from operis import clock
from operis.dockets.bid.commands import ObtainDocuments
from operis.documents.purchasing.filling import LINE, MISSING
from operis.registers import models
from tests.api.programs import installed
from tests.ledger.county import County, supplier
from tests.statute import ALICE, BO
from tests.web.bidding import bidder, section
from tests.web.reading import text, text_of
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bid(noticed: County, tmp_path: Path, settings: Settings) -> str:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    supplier(noticed)
    docket = noticed.done(None, ObtainDocuments(procurement="DC-2026-S-0001"), BO).docket
    clock.set_demo_clock(noticed.clock)
    return docket


def written(bid: str, language: str = "en") -> str:
    """What stands in the Word file."""
    answer = bidder(language).get(f"/{language}/desk/{bid}/bid/1/forms.docx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="DC-2026-S-0001-bid-forms.docx"'
    return text_of(ZipFile(BytesIO(answer.content)).read("word/document.xml").decode())


def close(words: str) -> str:
    """Without the gaps between runs."""
    return words.replace(" ", "")


def test_what_is_known_of_bidder_notice_and_price_stands_in_them(bid: str) -> None:
    section(bidder(), bid, "price", price="798000.50")
    told, chinese = close(written(bid)), close(written(bid, "zh-hans"))
    for said in ("Ourpriceis798,000.50yuan(inwords:柒拾玖万捌仟元伍角整)", "DC-2026-S-0001", "Company(seal):Sunrise"):
        assert said in told, said
    assert "报价为人民币798,000.50元（大写：柒拾玖万捌仟元伍角整）" in chinese
    assert (LINE in told, MISSING["en"].replace(" ", "") in told, MISSING["zh"] in chinese) == (True, False, False)


def test_a_price_list_stands_line_by_line(bid: str) -> None:
    item = {"items-rows": "1", "items-0-name-en": "Care", "items-0-quantity": "12", "items-0-unit_price": "1000"}
    section(bidder(), bid, "price", price="", **item)
    told = close(written(bid))
    assert ("Care" in told, "12,000" in told) == (True, True)


def test_without_a_price_its_place_stays_a_line(bid: str) -> None:
    assert f"Ourpriceis{LINE}yuan" in close(written(bid))


def test_a_declaration_that_this_bidder_cannot_make_is_not_among_them(bid: str, noticed: County) -> None:
    """A firm is no welfare enterprise; a charity is that neither, and no small enterprise."""
    size, welfare = "Declarationofsmallandmediumenterprises", "Declarationofawelfareenterprise"
    firm = close(written(bid))
    models.Party.objects.filter(key="sunrise").update(nature="social-service-organisation", size="")
    charity = close(written(bid))
    models.Party.objects.filter(key="sunrise").update(marks="disabled-welfare-unit")
    marked = close(written(bid))
    assert [(size in one, welfare in one) for one in (firm, charity, marked)] == [(True, False), (False, False), (False, True)]


def test_they_are_offered_with_the_draft_until_bids_close_and_to_its_bidder_alone(bid: str) -> None:
    path = f"/en/desk/{bid}/bid/1/"
    assert f'href="{path}forms.docx"' in bidder().get(path).content.decode()
    for other in (signed_in(ALICE), signed_in(replace(BO, body="brook"), email="bo@brook.example")):
        assert other.get(f"{path}forms.docx").status_code == 404
    assert bidder().get(f"{path}forms.odt").status_code == 404
    assert "Forms of the documents" in text(bidder().get(path))
