"""Does a whole case, recorded from its own database, run again on an empty one as it went?"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from yaml import CSafeLoader, load

from operis.cases.casefile import CaseFile, CaseStep, read_case
from operis.cases.recording import record_case
from tests.cases.files import CASES, FILES, ran
from tests.statute import ZONE

pytestmark = pytest.mark.django_db
WHOLE = [path for path in FILES if path.parent.name != "demo" and "do: sign-contract" in path.read_text("utf8")]


class UndoneError(Exception):
    """Takes a first run back, so that the second begins on an empty database."""


def recorded(path: Path, *, erase: bool = False, last: str = "publish-result") -> dict[str, Any]:
    """The case as it is recorded; the amounts of a place, which no record keeps, are supplied as the case supplies them."""
    written = io.StringIO()
    try:
        with transaction.atomic():
            steps = ran(path)
            assert [one.failed for one in steps if one.failed] == []
            result = next(one.docket for one in steps if one.step.do == last)
            if erase:
                with connection.cursor() as cursor:
                    cursor.execute("UPDATE private SET salt = NULL, value = NULL WHERE docket = %s", [result])
            left = record_case(result, written)
            assert not erase or result in left
            raise UndoneError
    except UndoneError:
        document: dict[str, Any] = json.loads(written.getvalue())
    amounts = load(path.read_text("utf8"), CSafeLoader).get("amounts")
    return document | ({"amounts": amounts} if amounts else {})


def replayed(document: dict[str, Any], folder: Path) -> CaseFile:
    file = folder / "recorded.json"
    file.write_text(json.dumps(document), "utf8")
    assert [f"{one.step.do}: {one.failed}" for one in ran(file) if one.failed] == []
    return read_case(file.read_text("utf8"), file.name, ZONE)


def gone_through(steps: tuple[CaseStep, ...]) -> list[str]:
    """What was done after the plan was filed, bids apart: of these the record keeps what was opened."""
    later = [step.do for step in steps if step.acts is not None]
    return [do for do in later[later.index("publish-notice") :] if do not in ("seal-bid", "obtain-documents", "file-plan")]


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_whole_case_is_recorded_and_goes_again_as_it_went(path: Path, tmp_path: Path) -> None:
    again = replayed(recorded(path), tmp_path)
    first = read_case(path.read_text("utf8"), path.name, ZONE)
    assert gone_through(again.steps) == gone_through(first.steps)


def test_a_panel_signs_by_each_of_its_members_and_the_clock_deems_what_nobody_decided(tmp_path: Path) -> None:
    case = replayed(recorded(CASES / "constructed" / "deemed-award.yaml"), tmp_path)
    report = next(step for step in case.steps if step.do == "report-evaluation")
    assert [str(case.cast[key].role) for key in report.by] == ["expert"] * 5
    assert [step.by for step in case.steps if step.acts == ("award-decided",)] == [("clock",)]


def test_losers_are_told_what_they_were_told(tmp_path: Path) -> None:
    assert losers(recorded(CASES / "constructed" / "deemed-award.yaml")) == ["Its plan had no bus"]


def test_erased_sentences_are_left_out_and_the_case_goes_again(tmp_path: Path) -> None:
    document = recorded(CASES / "constructed" / "deemed-award.yaml", erase=True)
    assert losers(document) == []
    replayed(document, tmp_path)


def test_a_bid_that_was_never_opened_stays_sealed_in_a_recording() -> None:
    document = recorded(CASES / "constructed" / "lots-with-different-ends.yaml")
    sealed = [step["with"] for step in document["steps"] if step["do"] == "seal-bid"]
    assert [(one["lot"], one["content"]["price"]) for one in sealed] == [("1", "400000.00"), ("1", "405000.00"), ("1", "395000.00")]


def losers(document: dict[str, Any]) -> list[str]:
    told = next(step["with"].get("losers", []) for step in document["steps"] if step["do"] == "publish-result")
    return [next(iter(one["reason"].values())) for one in told]


def test_bids_that_key_holders_opened_are_recorded_in_words_and_sealed_again_to_the_keys_of_the_new_run(tmp_path: Path) -> None:
    document = recorded(CASES / "constructed" / "keys-of-bids.yaml", last="release-shares")
    by_keys = ("name-key-holder", "seal-bid", "send-sealed-bid", "release-shares", "open-bids")
    done = [step.do for step in replayed(document, tmp_path).steps if step.do in by_keys]
    assert done == [*["name-key-holder"] * 3, *["send-sealed-bid"] * 3, *["release-shares"] * 3, "open-bids"]
    assert [step["with"] for step in document["steps"] if step["do"] == "release-shares"] == [{}, {"not_of": ["s2"]}, {}]
