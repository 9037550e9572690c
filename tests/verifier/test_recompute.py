"""Does the second program find in a record what does not follow, and nothing where all of it does?"""

import json
import sys
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cases.files import Gone, come_of, gone, law_of, running
from tests.verifier.recomputing import AGAIN

pytestmark = pytest.mark.slow
CASES = Path(__file__).parents[2] / "cases"
AWARDED = [path for folder in ("real", "constructed", "demo") for path in sorted((CASES / folder).glob("*.yaml"))
           if "award-decided" in path.read_text("utf8")]  # fmt: skip
TENDER, TIE = CASES / "real" / "henan-college-property.yaml", CASES / "constructed" / "tie-drawn.yaml"
RECKONING = sys.modules["operis_reckoning"]
Entry = dict[str, Any]
Wrong = list[tuple[int, str]]


@cache
def dockets(path: Path) -> tuple[dict[str, list[Entry]], bytes]:
    """The entries of each docket of a case that can be exported, and the law that they name."""
    return exported(path, come_of(path))


def exported(path: Path, told: Gone) -> tuple[dict[str, list[Entry]], bytes]:
    numbers = sorted(number for number in told.bodies if number[8:9] in ("S", "C"))
    return {number: [*map(json.loads, told.bodies[number])] for number in numbers}, (told.own_law or law_of(running(path))).encode()


def again(entries: list[Entry], law: bytes | None, withheld: tuple[int, ...] = ()) -> Any:
    """The docket, recomputed from the lines of its record."""
    lines = [{"withheld": True} if one["no"] in withheld else {"entry": json.dumps(one)} for one in entries]
    return AGAIN.recompute([{"docket": entries[0]["docket"]}, *lines], [law] if law else [])


def changed(path: Path, kind: str, change: Callable[[dict[str, Any]], object], nth: int = 0) -> tuple[Wrong, int]:
    """What is found once the fields of the nth act of a kind are changed, and the number of its entry."""
    found, law = dockets(path)
    entries = deepcopy(next(one for number, one in found.items() if number[8] == "S"))
    entry = [one for one in entries if one["act"]["kind"] == kind][nth]
    change(entry["act"]["fields"])
    return [(one["no"], one["says"]) for one in again(entries, law).failed], entry["no"]


def put(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    """A change of one field, named by its path."""

    def change(fields: dict[str, Any]) -> None:
        *way, last = (int(step) if step.isdigit() else step for step in name.split("/"))
        there: Any = fields
        for step in way:
            there = there[step]
        there[last] = value

    return change


@pytest.mark.django_db
@pytest.mark.parametrize("path", AWARDED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_case_that_reaches_an_award_follows_from_itself(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    found, law = exported(path, gone(tmp_path_factory, path))
    for entries in found.values():
        told = again(entries, law)
        assert (told.failed, told.not_public) == ([], [])
    assert any(again(entries, law).checked["awards"] for entries in found.values())


@pytest.mark.django_db
def test_each_kind_of_check_is_counted() -> None:
    (entries, law) = next(one for number, one in dockets(TIE)[0].items() if number[8] == "S"), dockets(TIE)[1]
    assert sorted(again(entries, law).checked) == sorted(AGAIN.WHAT)


@pytest.mark.django_db
def test_a_changed_score_moves_points_and_total() -> None:
    wrong, _ = changed(TENDER, "scores-given", put("sheets/1/scores/plan/0", "80"))
    report = 21
    assert wrong == [
        (report, "points of s2 for plan in lot 1 should be 67.60, and is 64.80"),
        (report, "total of s2 in lot 1 should be 87.45, and is 84.65"),
    ]


@pytest.mark.django_db
def test_a_score_that_moves_the_ranks_is_followed_to_the_award() -> None:
    found, law = dockets(TENDER)
    entries = deepcopy(found["DC-2024-S-0001"])
    ranked = entries[21]["act"]["fields"]["ranked"]
    ranked[0]["rank"], ranked[1]["rank"] = 2, 1
    assert [(one["no"], one["says"]) for one in again(entries, law).failed] == [
        (21, "rank of s1 in lot 1 should be 1, and is 2"),
        (21, "rank of s2 in lot 1 should be 2, and is 1"),
        (22, "the award of lot 1 goes to s2, and not to s1"),
        (22, "the rank of s1 in lot 1 should be 2, and is 1"),
    ]


@pytest.mark.django_db
def test_two_bids_that_change_places_at_the_opening_are_named() -> None:
    wrong, no = changed(TENDER, "bids-opened", lambda fields: fields["opened"].insert(0, fields["opened"].pop(1)))
    assert [(one, says.split(" should")[0]) for one, says in wrong] == [
        (no, "bid 1 in the order of opening"),
        (no, "bid 2 in the order of opening"),
        (21, "the bids of lot 1"),
    ]


@pytest.mark.django_db
def test_a_closing_list_that_is_not_in_order_of_receipt_is_named() -> None:
    wrong, no = changed(TENDER, "bids-closed", lambda fields: fields["listed"].reverse())
    assert [(one, says.split(" should")[0]) for one, says in wrong] == [
        (no, "the order of receipt"),
        (no + 1, "bid 1 in the order of opening"),
        (no + 1, "bid 3 in the order of opening"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("received", "found"), [("2024-06-21T00:59:59.999999+00:00", 0), ("2024-06-21T01:00:00+00:00", 1)])
def test_a_bid_at_the_closing_time_is_late(received: str, found: int) -> None:
    wrong, no = changed(TENDER, "bids-closed", put("listed/2/received", received))
    assert [one for one, says in wrong if "not before the closing time" in says] == [no] * found


@pytest.mark.django_db
@pytest.mark.parametrize(("closes", "found"), [("2024-06-19T00:00:00+08:00", 0), ("2024-06-18T23:59:00+08:00", 1)])
def test_a_closing_before_the_days_of_the_law_is_named(closes: str, found: int) -> None:
    wrong, no = changed(TENDER, "notice-published", put("bids_close", closes))
    said = (no, "bids close on 2024-06-18, and by GPL-35 not before 2024-06-19")
    assert [one for one in wrong if one[0] == no] == [said] * found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "field", "moved", "right"),
    [
        ("intention-published", "notice_from", "2024-05-11", "2024-05-12"),
        ("notice-published", "stands_until", "2024-06-05", "2024-06-06"),
        ("evaluation-reported", "decide_by", "2024-07-01", "2024-06-28"),
        ("award-decided", "publish_by", "2024-06-28", "2024-06-27"),
        ("result-published", "sign_by", "2024-07-25", "2024-07-26"),
    ],
)
def test_a_moved_day_is_named(kind: str, field: str, moved: str, right: str) -> None:
    wrong, no = changed(TENDER, kind, put(f"{field}/day", moved))
    row = dockets(TENDER)[0]["DC-2024-S-0001"][no]["act"]["fields"][field]["row"]
    assert wrong == [(no, f"{field}, by {row} should be {right}, and is {moved}")]


@pytest.mark.django_db
def test_a_day_that_rests_on_a_row_of_another_method_is_named() -> None:
    wrong, no = changed(TENDER, "evaluation-reported", put("decide_by/row", "CC-28"))
    assert wrong == [(no, "decide_by rests on CC-28, which is not in force for it")]


@pytest.mark.django_db
def test_another_secret_number_than_the_one_that_was_locked_in_is_named() -> None:
    wrong, no = changed(TIE, "draw-held", put("seeds/0/seed", "ab" * 32))
    assert [(one, says.partition(" of ")[0], says.partition(" is ")[2]) for one, says in wrong] == [
        (no, "the secret number", "not the one that was locked in"),
    ]


@pytest.mark.django_db
def test_who_was_not_drawn_first_is_named_and_so_is_the_award_that_was_not_theirs() -> None:
    found, law = dockets(TIE)
    entries = deepcopy(next(one for number, one in found.items() if number[8] == "S"))
    held = next(one for one in entries if one["act"]["kind"] == "draw-held")
    announced = next(one for one in entries if one["act"]["kind"] == "draw-announced")["act"]["fields"]
    drawn = held["act"]["fields"]["drawn"][0]
    held["act"]["fields"]["drawn"] = [other := next(one for one in announced["entries"] if one != drawn)]
    award = next(one for one in entries if one["act"]["kind"] == "award-decided")
    assert [(one["no"], one["says"]) for one in again(entries, law).failed] == [
        (held["no"], f'what is drawn should be ["{drawn}"], and is ["{other}"]'),
        (award["no"], f"the award of lot 1 goes to {other}, and not to {drawn}"),
    ]


@pytest.mark.django_db
def test_an_award_to_the_second_is_named() -> None:
    def to_the_second(fields: dict[str, Any]) -> None:
        second = dockets(TENDER)[0]["DC-2024-S-0001"][21]["act"]["fields"]["ranked"][1]
        fields["awards"] = [{name: second[name] for name in ("lot", "supplier", "bid", "price", "rank")}]

    wrong, no = changed(TENDER, "award-decided", to_the_second)
    assert [(one, says.split(" should")[0]) for one, says in wrong] == [
        (no, "the award of lot 1 goes to s1, and not to s2"),
        (no + 1, "the awards that are published"),
    ]


@pytest.mark.django_db
def test_an_award_at_another_price_than_the_opened_one_is_named() -> None:
    wrong, no = changed(TENDER, "award-decided", put("awards/0/price", "2188811.53"))
    assert [(one, says.split(" should")[0]) for one, says in wrong] == [
        (no, "bid and price of s1 in lot 1"),
        (no + 1, "the awards that are published"),
    ]


@pytest.mark.django_db
def test_a_panel_that_is_published_as_another_is_named() -> None:
    wrong, no = changed(TENDER, "result-published", lambda fields: fields["experts"].pop())
    assert [(one, says.split(" should")[0]) for one, says in wrong] == [(no, "the panel that is published")]


@pytest.mark.django_db
def test_entries_before_the_result_are_not_public_and_what_rests_on_them_cannot_be_told() -> None:
    found, law = dockets(TENDER)
    told = again(found["DC-2024-S-0001"][:20], law, withheld=tuple(range(6, 20)))
    assert (told.failed, [one["says"] for one in told.not_public]) == ([], ["the whole entry"] * 14)
    told = again(found["DC-2024-S-0001"], law, withheld=(16,))
    assert told.failed == []
    assert [one["no"] for one in told.not_public if one["says"].endswith("entries that are not public: 16")] != []


@pytest.mark.django_db
def test_a_moved_day_does_not_hide_behind_entries_that_are_withheld() -> None:
    found, law = dockets(TENDER)
    entries = deepcopy(found["DC-2024-S-0001"])
    entries[22]["act"]["fields"]["publish_by"]["day"] = "2024-06-28"
    assert [one["no"] for one in again(entries, law, withheld=(16,)).failed] == [22]


@pytest.mark.django_db
def test_without_the_law_that_the_entries_name_only_what_needs_none_is_checked() -> None:
    found, law = dockets(TENDER)
    for given in (None, law + b" "):
        told = again(found["DC-2024-S-0001"], given)
        assert told.failed == []
        assert dict(told.checked) == {"closings": 1, "openings": 1, "scores": 1, "awards": 1, "results": 1}
        assert {one["says"].rpartition(": the law ")[0] for one in told.not_public} == {
            AGAIN.WHAT[what] for what in ("closing-times", "enough", "ranks", "outcomes", "days")
        }


@pytest.mark.django_db
def test_an_act_that_cannot_be_read_is_named_and_the_rest_is_recomputed() -> None:
    wrong, no = changed(TENDER, "scores-given", lambda fields: fields.pop("person"))
    assert (no, "it cannot be recomputed: KeyError 'person'") in wrong


# Formulas, worked out by hand: prices of 80, 100 and 120, and the points of one member.

PRICE = {"id": "price", "kind": "price", "weight": "40", "about": None, "formula": "lowest-ratio"}
PLAN = {"id": "plan", "kind": "judged", "weight": "60", "about": None, "formula": None}


def reported(formula: str, prices: tuple[str, ...] = ("80.00", "100.00", "120.00"), **terms: Any) -> dict[str, tuple[Any, ...]]:
    """By supplier what the program works out: points of the price, evaluated price, total; the report says nothing of it."""
    docket = AGAIN.Docket("DC-2026-S-0001", {}, str.format)
    docket.plan = {"lots": [], "budget": "200", "ceiling": None, "ties": [], "reservation": None,
                   "criteria": [{**PRICE, "formula": formula}, PLAN], **terms}  # fmt: skip
    docket.opened = [{"bid": name, "supplier": name, "lot": "1", "result": "opened", "price": price, "small": name == "b"}
                     for name, price in zip("abc", prices, strict=True)]  # fmt: skip
    docket.seats = {"m": {"name": "M"}}
    docket.verdicts = {("1", name, check): "valid" for name in "abc" for check in ("qualification", "compliance")}
    docket.sheets = {("m", "1", name): {"plan": [points]} for name, points in (("a", "30"), ("b", "45"), ("c", "60"))}
    lot = AGAIN.Evaluated(docket, "1", [], {})
    return {name: (RECKONING.cents(points.get("price")), RECKONING.cents(price), total)
            for name, (points, price, total) in lot.points(lot.standing()).items()}  # fmt: skip


def test_the_lowest_price_has_all_points() -> None:
    assert reported("lowest-ratio") == {
        "a": ("40.00", "80.00", "70.00"),
        "b": ("32.00", "100.00", "77.00"),
        "c": ("26.67", "120.00", "86.67"),
    }


def test_a_price_of_nothing_breaks_nothing() -> None:
    by_ratio, by_mean = reported("lowest-ratio", ("0.00", "0.01", "0.00")), reported("mean-ratio", ("0.00", "0.00", "0.00"))
    assert [each[0] for each in by_ratio.values()] == ["40.00", "0.00", "40.00"]
    assert [each[0] for each in by_mean.values()] == ["40.00", "40.00", "40.00"]


def test_points_fall_with_the_distance_from_the_mean() -> None:
    assert reported("mean-ratio") == {
        "a": ("32.00", "80.00", "62.00"),
        "b": ("40.00", "100.00", "85.00"),
        "c": ("32.00", "120.00", "92.00"),
    }


def test_where_the_price_decides_there_is_no_total() -> None:
    assert reported("lowest-wins") == {"a": (None, "80.00", None), "b": (None, "100.00", None), "c": (None, "120.00", None)}


def test_features_lower_the_price() -> None:
    # a: f = 30/100, f_max = 60/100: 80 / (1 + 0.3 / 0.4); b: 100 / (1 + 0.45 / 0.4); c: 120 / (1 + 0.6 / 0.4)
    assert reported("feature-coefficient") == {"a": (None, "45.71", None), "b": (None, "47.06", None), "c": (None, "48.00", None)}


@pytest.mark.parametrize(("way", "price"), [("none", "85.00"), ("whole", "100.00")])
def test_a_small_firm_has_its_deduction_where_the_purchase_is_not_reserved(way: str, price: str) -> None:
    assert reported("lowest-wins", reservation={"way": way, "deduction_percent": "15"})["b"] == (None, price, None)
