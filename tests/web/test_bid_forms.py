"""The forms that the documents ask for come filled in with what file, notice and draft say; the rest stays a line for the bidder."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.procurement.terms import Document
from operis.documents.papers.docx import NEVER_CUT
from operis.documents.purchasing.filling import LINE, MISSING
from operis.drafts.models import PurchasingDraft
from operis.ledger.states import state_of
from operis.registers import models
from tests.api.programs import installed
from tests.ledger.county import County, supplier
from tests.procedures.documents import intention, notice, plan
from tests.statute import ALICE, BO
from tests.web.bidding import SCAN, bidder, section, sent, whole
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
    """What stands in the Word file, with a line to be written on as the texts write it."""
    answer = bidder(language).get(f"/{language}/desk/{bid}/bid/1/forms.docx")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{state_of(bid).procurement}-bid-forms.docx"'
    return text_of(ZipFile(BytesIO(answer.content)).read("word/document.xml").decode().replace(NEVER_CUT, "＿"))


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


ISSUED = "cd" * 32


def test_for_how_many_days_a_bid_binds_is_known_of_documents_that_were_drafted_here(bid: str, noticed: County) -> None:
    """O87-23: not fewer than the documents say; of documents that the record does not have by their fingerprints nobody here knows it."""
    need = noticed.need()
    docket = noticed.done(None, intention(need=need)).docket
    noticed.done(docket, plan(need=need))
    noticed.done(docket, notice(documents=(Document(name="tender.docx", size=3, sha256=ISSUED),), documents_elsewhere=None))
    own = noticed.done(None, ObtainDocuments(procurement=docket), BO).docket
    for files, asked, days in (([ISSUED], "75", "75"), (["ab" * 32], "75", LINE), ([], "75", LINE), ([ISSUED], "", LINE)):
        put = json.dumps({"files": files, "asked": {"bid_valid_days": asked}})
        PurchasingDraft.objects.update_or_create(docket=docket, defaults={"put": put})
        assert (f"validfor{days}days" in close(written(own)), f"自提交截止之日起{days}日内有效" in close(written(own, "zh-hans"))) == (
            True, True
        )  # fmt: skip


def test_forms_to_sign_that_are_not_there_are_told_and_refuse_nothing(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    forms = ["Letter of the bid", "Price sheet", "Power of an authorised person", "Statement on related suppliers"]
    draft, check = (text(client.get(f"/en/desk/{bid}/bid/1/{end}")) for end in ("", "check/"))
    count = f"{len(signed_ways(client, bid))} signed forms are not there"
    assert ("4 of 4 sections; " + count in draft, count in check, "Seal and send the bid" in check) == (True, True, True)
    assert [one in check.partition(count)[2].partition("The documents hand these forms out")[0] for one in forms] == [True] * 4
    section(client, bid, "wanted", **{"tick-as-asked": "yes", "files-form-letter": SimpleUploadedFile("letter.pdf", SCAN)})
    assert "signed forms are not there" in text(client.get(f"/en/desk/{bid}/bid/1/"))
    assert "Letter of the bid" not in signed_ways(client, bid)
    assert sent(client, bid).status_code == 200


def signed_ways(client: Client, bid: str) -> list[str]:
    """The forms that the page of the draft says are not there."""
    return [what for _progress, what in client.get(f"/en/desk/{bid}/bid/1/").context["unsigned"]]


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
