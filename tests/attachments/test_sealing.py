"""Is what is sealed read by nobody without the key, and by its own place alone? And what if the key is not there at the opening?"""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.attachments.models import Attachment, any_sealed, content_of, keep, plains_of
from operis.attachments.sealing import KEY_BYTES, SealingKeyError, is_sealed, key_file, make_key, opened, sealed
from operis.clock import next_due, put_due
from operis.dockets.procurement.acts import BidsOpened
from operis.ledger import read
from tests.ledger.tender import CLOSES, TENDER, tender

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PLAIN, BID = b'{"price":"1468000.00"}', "DC-B-" + "A" * 26
DIGEST = hashlib.sha256(PLAIN).hexdigest()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path


def stored() -> bytes:
    return bytes(Attachment.objects.get().content)


def test_what_is_kept_says_nothing_without_the_key() -> None:
    keep(BID, PLAIN)
    assert (b"1468000" in stored(), is_sealed(stored()), key_file().stat().st_mode & 0o777) == (False, True, 0o600)
    assert content_of(BID, DIGEST) == plains_of([(BID, DIGEST)])[BID, DIGEST] == PLAIN
    key_file().unlink()
    assert content_of(BID, DIGEST) is None
    with pytest.raises(SealingKeyError, match=r"keys/bids cannot be read\. Put it back from the key sheet"):
        plains_of([(BID, DIGEST)])


def test_the_same_bytes_again_are_the_same_attachment() -> None:
    keep(BID, PLAIN)
    before = stored()
    keep(BID, PLAIN)
    assert stored() == before


def test_no_key_is_made_where_something_is_sealed_already() -> None:
    assert not any_sealed()
    keep(BID, PLAIN)
    assert any_sealed()
    key_file().unlink()
    with pytest.raises(SealingKeyError):
        keep(BID, b"another")
    assert not key_file().exists()


def test_bytes_of_an_earlier_version_are_read_as_they_are() -> None:
    Attachment.objects.create(docket=BID, sha256=DIGEST, content=PLAIN)
    assert (any_sealed(), content_of(BID, DIGEST)) == (False, PLAIN)


def test_a_content_opens_in_its_own_place_alone() -> None:
    make_key()
    there = sealed(PLAIN, BID, DIGEST)
    assert opened(there, BID, DIGEST) == PLAIN
    assert opened(there, BID[:-1] + "B", DIGEST) is None
    assert opened(there, BID, "0" * 64) is None
    assert [opened(there[:cut], BID, DIGEST) for cut in (len(there) - 1, 60, 45)] == [None] * 3
    assert sealed(PLAIN, BID, DIGEST) != there  # two of the same cannot be told


@pytest.mark.parametrize("text", ["", "rubbish", "ab" * (KEY_BYTES - 1)])
def test_a_key_that_is_none_is_told(text: str) -> None:
    make_key()
    there = sealed(PLAIN, BID, DIGEST)
    key_file().write_text(text)
    with pytest.raises(SealingKeyError):
        opened(there, BID, DIGEST)


def test_another_key_is_named_and_not_taken_for_damage() -> None:
    make_key()
    there = sealed(PLAIN, BID, DIGEST)
    key_file().unlink()
    make_key()
    with pytest.raises(SealingKeyError, match="is not the key by which this was sealed"):
        opened(there, BID, DIGEST)


def test_without_the_key_an_opening_waits_and_goes_on_when_it_is_back() -> None:
    """It is told by the number of the procurement, and nothing is entered that could not be taken back."""
    county = tender("sunrise", "brook", "hill")
    key = key_file().read_text()
    key_file().unlink()
    until = CLOSES + timedelta(minutes=1)
    due = next_due(county.office, until)
    assert due is not None
    put_due(county.office, due, at=until)  # closing needs no key
    opening = next_due(county.office, until)
    assert opening is not None
    with pytest.raises(SealingKeyError, match=f"The bids of {TENDER} cannot be opened: .*keys/bids cannot be read"):
        put_due(county.office, opening, at=until)
    assert not any(isinstance(one.act, BidsOpened) for one in read.entries(TENDER))
    key_file().write_text(key)
    put_due(county.office, opening, at=until)
    act = read.entries(TENDER)[-1].act
    assert isinstance(act, BidsOpened)
    assert len(act.opened) == 3
