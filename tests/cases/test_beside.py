"""Which of the files beside a case are brought? Those that its step names by their fingerprints, by whoever takes the step."""

from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.attachments.models import Brought, whole
from operis.cases.beside import bring
from operis.strict_yaml import parse
from tests.procedures.documents import MARCH_2
from tests.statute import at

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def case(tmp_path: Path, settings: Settings) -> Path:
    """A folder of cases with two files beside them."""
    settings.OPERIS_DATA = tmp_path / "data"
    files = tmp_path / "cases" / "files"
    files.mkdir(parents=True)
    (files / "documents.pdf").write_bytes(PDF)
    (files / "other.pdf").write_bytes(PDF + b"%")
    return files.parent


def named(*digests: str) -> str:
    return "documents: [" + ", ".join(f'{{name: Documents.pdf, size: 1, sha256: "{one}"}}' for one in digests) + "]"


def test_what_is_named_is_brought_by_who_takes_the_step_and_once(case: Path) -> None:
    digest, before = sha256(PDF).hexdigest(), (case / "files" / "documents.pdf").read_bytes()
    for _again in range(2):
        bring(case, parse(named(digest, digest, "0" * 64)), ("alice", "bo"), at(MARCH_2))
    assert [(one.person, one.sha256, one.size, one.kind) for one in Brought.objects.all()] == [("alice", digest, len(PDF), "pdf")]
    there = whole(digest)
    assert there is not None
    assert (there.read_bytes(), (case / "files" / "documents.pdf").read_bytes()) == (PDF, before)


@pytest.mark.parametrize("said", [None, "documents: []", named("0" * 64)])
def test_what_is_not_named_is_not_brought(case: Path, said: str | None) -> None:
    bring(case, parse(said) if said else None, ("alice",), at(MARCH_2))
    assert Brought.objects.count() == 0


def test_beside_most_cases_there_are_none(tmp_path: Path) -> None:
    bring(tmp_path / "nowhere", parse(named(sha256(PDF).hexdigest())), (), at(MARCH_2))
    assert Brought.objects.count() == 0
