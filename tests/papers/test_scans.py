"""Does a paper that was stamped come back as a scan, under its fingerprint in the act, and can it be taken away and compared?"""

import hashlib
import re
from typing import Any

import pytest
from django.test import Client

from operis.core.acts import Outside
from operis.ledger import read
from tests.ledger.county import County
from tests.procedures.documents import MARCH_2, intention, notice, plan
from tests.statute import ALICE, at
from tests.web.desk import KEY, typed
from tests.web.reading import text
from tests.web.signed import signed_in
from tests.web.uploads import JPEG_BYTES, PDF_BYTES, file

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
PATH = f"/en/desk/{NUMBER}/publish-notice/"


@pytest.fixture
def county(founded: County) -> County:
    founded.done(None, intention())
    founded.done(NUMBER, plan())
    return founded


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sent(*files: Any, pressed: str = "check", **more: str) -> dict[str, Any]:
    """The notice as the designated medium published it, with a scan of the stamped paper."""
    stood = Outside(medium="China Government Procurement Network", on=at(MARCH_2, "09:00"), number="2026-017")
    return {**typed(notice(outside=stood)), "outside-scan-files": [*files], "desk-do": pressed, "desk-key": KEY, **more}


def hidden(answer: Any) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.content.decode()))


def test_a_stamped_scan_is_put_back_under_its_fingerprint_and_taken_away_by_everyone(county: County) -> None:
    client = signed_in(ALICE)
    page = client.get(PATH).content.decode()
    assert '<input type="file" name="outside-scan-files" id="f-outside-scan"' in page, re.findall(r"<input[^>]*outside[^>]*>", page)
    checked = client.post(PATH, sent(file("stamped.pdf")))
    assert (checked.status_code, digest(PDF_BYTES) in text(checked)) == (200, True)
    done = client.post(PATH, {**hidden(checked), "desk-do": "confirm"})
    assert done.status_code == 200, text(done)
    act: Any = next(one.act for one in read.entries(NUMBER) if one.act.kind == "notice-published")
    assert act.outside.scan == digest(PDF_BYTES)
    told = Client().get(f"/en/processes/{NUMBER}/").content.decode()
    assert f'<a href="/processes/{NUMBER}/documents/{digest(PDF_BYTES)}">Scan</a>' in told
    answer = Client(headers={"accept-language": "en"}).get(f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}")
    assert b"".join(answer.streaming_content) == PDF_BYTES  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Scan.pdf"'


def test_the_last_scan_that_was_chosen_stands_and_one_that_is_none_is_named(county: County) -> None:
    client = signed_in(ALICE)
    two = client.post(PATH, sent(file("first.pdf"), file("photo.jpg", JPEG_BYTES)))
    assert hidden(two)["outside-scan"] == digest(JPEG_BYTES)
    bad = client.post(PATH, sent(file("stamped.pdf", b"no PDF at all")))
    assert "What is in “stamped.pdf” is none of the kinds that are taken" in text(bad)
    assert '<a href="#f-outside-scan">' in bad.content.decode()


def test_a_fingerprint_may_be_typed_as_before_and_leads_to_no_file(county: County) -> None:
    client = signed_in(ALICE)
    checked = client.post(PATH, sent(**{"outside-scan": "a" * 64}))
    assert client.post(PATH, {**hidden(checked), "desk-do": "confirm"}).status_code == 200
    assert Client().get(f"/processes/{NUMBER}/documents/{'a' * 64}").status_code == 404
    assert "a" * 64 in Client().get(f"/en/processes/{NUMBER}/").content.decode()
