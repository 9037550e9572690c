"""Do the sheets of the demonstration come out as they were worked out beside it: each bid's total and rank, each lot's winner?"""

from collections.abc import Iterator

import pytest

from operis.dockets.procurement.outcomes import AwardDecided, EvaluationReported
from operis.ledger import read
from tests.cases.files import CASES, ran

pytestmark = pytest.mark.django_db
Line = tuple[str, str, str | None, int | None]
REPORTED: dict[str, set[Line]] = {
    "p01-home-care": {
        ("1", "s7", "93.78", 1),
        ("1", "s1", "83.74", 2),
        ("1", "s15", "80.20", 3),
        ("2", "s4", "76.70", 2),
        ("2", "s15", "80.85", 1),
        ("2", "s3", "62.40", 3),
    },
    "p03-village-cleaning": {
        ("1", "s1", "87.30", 2),
        ("1", "s11", "90.99", 1),
        ("1", "s12", "69.48", 3),
    },
    "p06-dining-points": {
        ("1", "s16", "92.33", 1),
        ("1", "s7", "86.26", 2),
    },
    "p18-fitness-monitoring": {
        ("1", "s20", "90.67", 1),
        ("1", "s8", "84.85", 2),
        ("1", "s19", "75.48", 3),
    },
    "p19-marriage-records": {
        ("1", "s5", None, 1),
        ("1", "s20", None, 1),
        ("1", "s19", None, 3),
    },
    "p20-insurance-records": {
        ("1", "s5", "86.80", 1),
        ("1", "s19", None, None),
        ("1", "s20", "83.02", 2),
        ("1", "s21", "67.04", 3),
    },
    "p21-legal-aid": {
        ("1", "s18", "93.00", 1),
        ("1", "s22", "84.49", 2),
        ("1", "s7", "62.33", 3),
    },
    "p22-drinking-water": {
        ("1", "s20", "95.10", 1),
        ("1", "s5", "81.90", 3),
        ("1", "s19", "90.74", 2),
    },
}
WON: dict[str, list[tuple[str, str]]] = {
    "p01-home-care": [("1", "s7"), ("2", "s15")],
    "p03-village-cleaning": [("1", "s11")],
    "p06-dining-points": [("1", "s16")],
    "p18-fitness-monitoring": [("1", "s20")],
    "p19-marriage-records": [("1", "s20")],
    "p20-insurance-records": [],
    "p21-legal-aid": [("1", "s18")],
    "p22-drinking-water": [("1", "s20")],
}


def acts(name: str) -> Iterator[object]:
    """What stands on the procurement of a file of the demonstration that was reported."""
    steps = ran(CASES / "demo" / f"{name}.yaml")
    assert [one.failed for one in steps if one.failed] == []
    docket = next(one.docket for one in steps if one.step.do == "report-evaluation")
    return (entry.act for entry in read.entries(docket))


@pytest.mark.parametrize("name", REPORTED)
def test_totals_ranks_and_winners_are_those_of_the_sheets(name: str) -> None:
    found = list(acts(name))
    reported = {
        (one.lot, one.supplier, None if one.total is None else f"{one.total:.2f}", one.rank)
        for act in found
        if isinstance(act, EvaluationReported)
        for one in act.ranked
    }
    assert reported == REPORTED[name]
    assert [(one.lot, one.supplier) for act in found if isinstance(act, AwardDecided) for one in act.awards] == WON[name]
