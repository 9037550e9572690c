"""Do published results and the demonstration's sheets come out to the hundredth? Each file beside the answer expected of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from yaml import safe_load

from operis.cli import main

SCORES = Path(__file__).parents[2] / "cases" / "scores"
FILES = sorted(SCORES.glob("*.yaml"))


def expected(path: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf8"))
    return answer


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_answer_is_what_is_written_beside_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law = expected(path)["law"]
    status = main(["score", str(path), "--json", "--law", law["pack"], "--on", law["day"]])
    told = capsys.readouterr()
    assert json.loads(told.out) == expected(path)
    assert (status, told.err) == (0, "")


def test_each_answer_has_its_sheets_and_each_sheet_says_where_it_comes_from() -> None:
    assert sorted(SCORES.glob("*.json")) == [path.with_suffix(".json") for path in FILES]
    assert [path.name for path in FILES if "source" not in safe_load(path.read_text("utf8"))["about"]] == []


@pytest.mark.parametrize(
    ("case", "winner", "ranks"),
    [
        ("changsha-police-software", "S1", {"S1": 1, "S2": 2, "S3": 3}),
        ("kiosk-before-the-exclusion", "S3", {"S3": 1, "S2": 2, "S1": 3}),
        ("kiosk", "S2", {"S3": None, "S2": 1, "S1": 2}),
        ("lift-repair", "S1", {"S1": 1}),
        ("care-home-energy", "S1", {"S1": 1, "S2": 2}),
        ("roseville-janitorial", "S1", {"S1": 1, "S2": 2, "S3": 3, "S4": 4, "S6": 5, "S5": 6, "S7": 7}),
    ],
)
def test_what_was_published_of_real_procurements_comes_out(case: str, winner: str, ranks: dict[str, int | None]) -> None:
    answer = expected(SCORES / f"{case}.yaml")
    assert answer["winner"] == winner
    assert {one["bidder"]: one["rank"] for one in answer["bids"]} == ranks


@pytest.mark.kit
def test_the_sheets_of_the_demonstration_are_those_of_the_kit(kit: Path) -> None:
    """Prices, points, totals and ranks of each bid, and what a low price has to do."""
    compared = 0
    for purchase in safe_load((kit / "data/demo/purchases.yaml").read_text("utf8"))["purchases"]:
        for sheet in purchase.get("evaluation", ()):
            several = len(purchase["evaluation"]) > 1
            (path,) = SCORES.glob(f"{purchase['key']}-*{'-lot-' + sheet['lot'] if several else ''}.yaml")
            bids = {one["bidder"]: one for one in expected(path)["bids"]}
            for bid in sheet["bids"]:
                ours = bids.pop(bid["bidder"])
                same = {name: ours[name] for name in ("evaluated_price", "points", "total", "rank") if name in bid}
                assert same == {name: bid[name] for name in same}, path.name
                assert (ours["price"], ours["out"] is None) == (bid["price"], bid["verdict"] == "valid")
                compared += 1
            assert bids == {}
            low = {(one["facts"]["bidder"]["text"], one["rule"]) for one in expected(path)["findings"]}
            assert low == {(one["bidder"], row) for one in purchase.get("low_price", ()) for row in one["triggers"]}
    assert compared == 51
