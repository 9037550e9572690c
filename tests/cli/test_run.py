"""What does `operis run` answer where a case cannot begin, and does a recorded case run again?"""

import io

import pytest

from operis.cases.casefile import read_case
from operis.cases.recording import record_case
from operis.cli.run import CURE, run_file
from tests.cases.files import CASES, ran
from tests.statute import ZONE

pytestmark = pytest.mark.django_db
BIDS, ANOTHER = CASES / "constructed" / "below-quota-bids.yaml", CASES / "constructed" / "too-few-bids.yaml"


def test_a_setup_that_the_law_refuses_is_told_with_its_line_its_grounds_and_the_cure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_file(str(BIDS), into=True, as_json=False, lang="en") == 0
    capsys.readouterr()
    assert run_file(str(ANOTHER), into=True, as_json=False, lang="en") == 1
    line = next(no for no, text in enumerate(ANOTHER.read_text("utf8").splitlines(), 1) if text.startswith("setup: "))
    where = f"{ANOTHER.name}: line {line}: /setup: "
    first, *_, last = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{where}refused under OURS-ONE: ")
    assert last == where + CURE


def test_a_recorded_case_reads_again_and_leaves_to_the_clock_what_the_clock_did() -> None:
    assert [one.failed for one in ran(BIDS) if one.failed] == []
    written = io.StringIO()
    record_case("DC-2026-S-0001", written)
    case = read_case(written.getvalue(), "recorded.json", ZONE)
    assert {str(member.role) for member in case.cast.values()} & {"clock"} == set()
    assert [(step.do, step.acts) for step in case.steps if step.by == ("clock",)] == [
        ("close-bids", ("bids-closed",)), ("open-bids", ("bids-opened",)),
    ]  # fmt: skip
