"""Are the files of bids looked through, copied while they grow, and never sealed by a key that is new?"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.attachments.bidding import BidFile, append, begin, draft_of, ensure_key, finish, keep_draft, plain_of
from operis.attachments.receiving import sealed_place
from operis.attachments.sealing import SealingKeyError, key_file
from operis.cli._copies import copy_files
from operis.export.beside import bid_files

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BID, PLAIN = "DC-B-0", b"a scan of three pages"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path


def brought(plain: bytes = PLAIN) -> BidFile:
    row = begin(BID, "1", "materials", "scan.pdf", len(plain), hashlib.sha256(plain).hexdigest(), NOW)
    append(row, 0, plain)
    finish(row)
    return row


def told() -> list[str]:
    return [seen.says for seen in bid_files()]


def test_a_file_that_is_whole_is_found_so() -> None:
    row = brought()
    assert (told(), b"".join(plain_of(row) or ())) == ([], PLAIN)


def test_one_that_was_changed_is_told_and_one_that_is_gone() -> None:
    one, other = brought(), brought(b"another")
    place = sealed_place(one.number)
    place.write_bytes(place.read_bytes()[:-1] + b"x")
    sealed_place(other.number).unlink()
    assert sorted(told()) == ["File {file}: it is not the one that was brought", "File {file}: it is not there"]


def test_the_file_of_another_does_not_pass_for_it() -> None:
    one, other = brought(), brought(b"a scan of three Pages")
    sealed_place(one.number).write_bytes(sealed_place(other.number).read_bytes())
    assert told() == ["File {file}: it is not the one that was brought"]


def test_without_its_key_it_is_told_and_no_other_key_is_made() -> None:
    brought()
    keep_draft(BID, "1", 1, {}, NOW)
    key_file().rename(key_file().with_suffix(".away"))
    ensure_key()
    assert key_file().exists() is False
    assert told() == ["File {file}: it cannot be read: keys/bids is missing or another"]
    with pytest.raises(SealingKeyError):
        draft_of(BID, "1", 1)


def test_a_file_that_grew_since_the_copy_before_is_copied_again(tmp_path: Path) -> None:
    row = begin(BID, "1", "materials", "scan.pdf", len(PLAIN), "", NOW)
    append(row, 0, PLAIN[:5])
    first, second = (tmp_path / "copies" / name / "attachments" for name in ("first", "second"))
    copy_files(tmp_path / "attachments", first, None)
    append(row, 5, PLAIN[5:])
    copy_files(tmp_path / "attachments", second, first.parent)
    place = sealed_place(row.number)
    copy = second / place.relative_to(tmp_path / "attachments")
    assert copy.read_bytes() == place.read_bytes()
    third = tmp_path / "copies" / "third" / "attachments"
    copy_files(tmp_path / "attachments", third, second.parent)
    assert (third / place.relative_to(tmp_path / "attachments")).stat().st_ino == copy.stat().st_ino
