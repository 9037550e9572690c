"""Attachments: each is the one that an entry names by its fingerprint."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from operis.cli.verify import genuine as main
from operis.cli.verify import verifier
from tests.verifier.making import DOCKET, DOCUMENTS, DOCUMENTS_SHA256, SCAN, SCAN_SHA256, digest, record, vkey, written

CHECK = verifier()


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "full.jsonl").write_bytes(written(record(private=True)))
    (tmp_path / "public.jsonl").write_bytes(written(record()))
    (tmp_path / "files" / "deeper").mkdir(parents=True)
    return tmp_path


def checked(folder: Path, name: str = "full.jsonl") -> Any:
    return CHECK.verify(str(folder / name), vkey(), None, str(folder / "files"))


def failures(record: Any) -> list[tuple[str, str]]:
    return [(one["where"], one["says"]) for one in record.failed]


def test_files_are_known_by_their_content_whatever_their_name(folder: Path) -> None:
    (folder / "files" / DOCUMENTS_SHA256).write_bytes(DOCUMENTS)
    (folder / "files" / "deeper" / "scan.pdf").write_bytes(SCAN)
    full = checked(folder)
    assert (failures(full), full.checked["files"], full.not_checked[0][:20]) == ([], 2, "Whether the ledger s")


def test_a_changed_file_is_named_with_its_entry(folder: Path) -> None:
    place = folder / "files" / f"{DOCUMENTS_SHA256}.txt"
    place.write_bytes(DOCUMENTS + b"\n")
    found = digest(DOCUMENTS, b"\n").hex()
    assert failures(checked(folder)) == [(f"{DOCKET} no. 2", f"its file {place} was changed: the fingerprint is {found}")]


def test_a_missing_file_is_told_with_its_entry(folder: Path) -> None:
    (folder / "files" / DOCUMENTS_SHA256).write_bytes(DOCUMENTS)
    full = checked(folder)
    assert (failures(full), full.not_checked[0]) == ([], f"Fingerprints without a file here: no. 3 {SCAN_SHA256}.")


def test_a_file_that_no_entry_names_fails_unless_an_entry_is_not_public(folder: Path) -> None:
    place = folder / "files" / "other.pdf"
    place.write_bytes(b"other")
    assert failures(checked(folder)) == [(str(place), f"no entry names the file {place}, whose fingerprint is {digest(b'other').hex()}")]
    public = checked(folder, "public.jsonl")
    assert (failures(public), public.not_checked[0]) == ([], f"The file {place}: no entry that is public here names it.")


def test_files_may_be_in_a_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "files.zip", "w") as archive:
        archive.writestr(f"attachments/{DOCUMENTS_SHA256}", DOCUMENTS)
        archive.writestr("attachments/scan.pdf", SCAN + b"!")
    full = CHECK.verify(str(folder / "full.jsonl"), vkey(), None, str(folder / "files.zip"))
    assert failures(full) == [
        ("attachments/scan.pdf", f"no entry names the file attachments/scan.pdf, whose fingerprint is {digest(SCAN, b'!').hex()}")]


def test_a_damaged_zip_is_unreadable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = folder / "files.zip"
    with zipfile.ZipFile(damaged, "w") as archive:
        archive.writestr(DOCUMENTS_SHA256, DOCUMENTS)
    damaged.write_bytes(damaged.read_bytes().replace(DOCUMENTS, DOCUMENTS[::-1]))
    assert main([str(folder / "full.jsonl"), "--files", str(damaged)]) == 2
    damaged.write_bytes(b"no zip")
    assert main([str(folder / "full.jsonl"), "--files", str(damaged)]) == 2
    assert capsys.readouterr().err == (f"operis verify: Bad CRC-32 for file '{DOCUMENTS_SHA256}'\n"
                                       f"operis verify: {damaged} is neither a folder nor a ZIP.\n")


def test_fingerprints_are_sought_only_where_files_are_given(folder: Path) -> None:
    assert CHECK.verify(str(folder / "full.jsonl"), vkey()).named is None
    assert set(checked(folder).named) == {DOCUMENTS_SHA256, SCAN_SHA256}
