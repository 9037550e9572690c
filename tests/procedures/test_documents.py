"""The documents that are made from the code say what the code does."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from operis.config.documents import DOCS, documents, there, write_documents
from operis.core.acts import Act, act_classes
from operis.core.codec import act_schema, encode
from operis.core.fields import walk
from tests.core import golden
from tests.core.instances import example, salts

MADE = documents()


def test_no_document_is_missing_and_none_is_left_over() -> None:
    """`python -m operis.config.documents` writes them."""
    assert there() == MADE.keys()


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_document_is_that_of_the_code(name: str) -> None:
    assert (DOCS / name).read_text("utf8") == MADE[name]


@pytest.mark.parametrize("cls", act_classes(), ids=lambda cls: str(cls.kind))
def test_a_stored_act_fits_its_schema_and_nothing_more_does(cls: type[Act]) -> None:
    schema = act_schema(cls)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for full in (True, False):
        stored = encode(example(cls, full=full), salts()).act
        assert list(validator.iter_errors(stored)) == []
        for spoilt in ({**stored, "more": 1}, {**stored, "version": 2}, {**stored, "fields": {**stored["fields"], "more": 1}}):
            assert not validator.is_valid(spoilt)
        for name in stored["fields"]:
            fewer = {other: value for other, value in stored["fields"].items() if other != name}
            assert validator.is_valid({**stored, "fields": fewer}) is walk(cls)[name].later
    for stored in golden.read(f"acts/{cls.kind}.{cls.version}.json"):
        assert list(validator.iter_errors(stored["act"])) == []


def test_documents_are_written_and_those_that_are_gone_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / "gone.md").write_text("Gone.")
    (tmp_path / "settings.md").write_text("Stays.")
    write_documents(tmp_path)
    assert there(tmp_path) == MADE.keys()
    assert (tmp_path / "settings.md").exists()


def test_a_page_reads_like_the_step() -> None:
    page = MADE["procedures/open-tender.md"]
    assert "## Publish the notice · 发布采购公告" in page
    assert "- By: Procurement agency, Purchasing officer" in page
    assert "- Under: REG-08 (" in page
    assert "- Then: `notice-published`, `bidding-documents-issued`" in page
    assert "| stays open | GPL-35 | From the day the tender documents are first issued" in page
    assert "| intention stood (warns) | INT-03 |" in page
    assert "| plan filed | REG-29, SRC-10 |" in page
