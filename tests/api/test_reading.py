"""What a program reads: dockets, acts page by page, rules as of a day."""

from dataclasses import replace

import pytest

from operis.api.reading import as_act
from operis.core.codec import canonical, encode
from operis.dockets.procurement.acts import BidsOpened
from operis.dockets.procurement.state import Procurement
from operis.ledger import read
from operis.ledger.read import Stored
from operis.ledger.tree import leaf_hash
from operis.registers.enter import enter
from operis.registers.models import public_dockets
from tests.api.programs import Program, errors, founded, problem, told
from tests.core.instances import example
from tests.ledger.county import small_plan
from tests.procedures.bids import closed
from tests.procedures.documents import intended, notice
from tests.statute import calendar

pytestmark = pytest.mark.django_db
ANYONE = Program()


def test_lists_come_in_pages_by_a_cursor() -> None:
    founded()
    numbers = ["DC-2026-D-0001", "DC-2026-F-0001", "DC-2026-G-0001", "DC-2026-N-0001"]
    whole = told(ANYONE.get("dockets"))
    assert ([one["number"] for one in whole["dockets"]], whole["next"]) == (numbers, None)
    first = told(ANYONE.get("dockets?limit=3"))
    second = told(ANYONE.get(f"dockets?limit=3&cursor={first['next']}"))
    assert [one["number"] for one in first["dockets"]] == numbers[:3]
    assert ([one["number"] for one in second["dockets"]], second["next"]) == (numbers[3:], None)
    assert told(ANYONE.get("dockets?limit=4"))["next"] is None
    assert [one["number"] for one in told(ANYONE.get("dockets?kind=need"))["dockets"]] == numbers[3:]


def test_a_list_goes_on_past_the_9999th() -> None:
    founded()
    numbers = ["DC-2026-S-9998", "DC-2026-S-9999", "DC-2026-S-10000", "DC-2026-S-10001"]
    for number in reversed(numbers):
        enter(number, "procurement", Procurement(intention=intended()), 1, calendar())
    first = told(ANYONE.get("dockets?kind=procurement&limit=2"))
    second = told(ANYONE.get(f"dockets?kind=procurement&limit=2&cursor={first['next']}"))
    assert [one["number"] for page in (first, second) for one in page["dockets"]] == numbers
    assert list(public_dockets().filter(kind="procurement").order_by("-ordinal").values_list("number", flat=True)) == numbers[::-1]


def test_a_docket_is_told_as_the_register_has_it() -> None:
    county = founded()
    docket = county.done(None, small_plan()).docket
    county.done(docket, notice())
    said = told(ANYONE.get(f"dockets/{docket.lower()}"))
    assert said == {
        "number": docket, "kind": "procurement", "state": "receiving", "title": {"en": "Day care"},
        "body": "civil-affairs", "method": "below-threshold", "need": "DC-2026-N-0001", "budget": "250000.00",
        "closes": "2026-03-22T09:30:00+08:00", "acts": said["acts"],
        "url": f"/api/v1/dockets/{docket}",
    }  # fmt: skip
    need = told(ANYONE.get("dockets/DC-2026-N-0001"))
    assert (need["title"], need["budget"], need["closes"]) == ({"en": "Day care"}, None, None)


def test_acts_stand_as_they_were_stored() -> None:
    founded()
    page = told(ANYONE.get("dockets/DC-2026-N-0001/acts?limit=2"))
    rest = told(ANYONE.get(f"dockets/DC-2026-N-0001/acts?limit=2&cursor={page['next']}"))
    acts = [*page["acts"], *rest["acts"]]
    stored = read.entries("DC-2026-N-0001")
    assert [(one["number"], canonical(one["entry"]).decode()) for one in acts] == [(one.no + 1, one.body) for one in stored]
    assert [leaf_hash(canonical(one["entry"])) for one in acts] == [one.leaf for one in stored]
    assert (acts[0]["title"], rest["next"]) == ("Need recorded", None)


def test_a_rule_is_read_as_it_stands_on_a_day() -> None:
    before, after = (told(ANYONE.get(f"rules/GPL-35?on={day}")) for day in ("2002-12-31", "2026-03-02"))
    assert (before["in_force"], after["in_force"]) == (False, True)
    assert after["terms"] == {"bidding_days_min": {"value": 20, "dated": [{"from": "2003-01-01", "value": 20}]}}
    assert (after["citation"], after["event"]["from"]) == ("Government Procurement Law, Art. 35", "bidding-documents-issued")
    today = told(ANYONE.get("rules/GPL-35"))
    assert today["on"] == "2026-03-02"
    bare = told(ANYONE.get("rules/OURS-STEP"))
    assert (bare["event"], bare["article"]) == (None, None)
    assert told(Program(language="zh-hans").get("rules/GPL-35"))["citation"] == "《政府采购法》第三十五条"


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("dockets?limit=0", ["limit"]),
        ("dockets?limit=101", ["limit"]),
        ("dockets?kind=bid", ["kind"]),
        ("dockets?cursor=%21", ["cursor"]),
        ("dockets?cursor=gA", ["cursor"]),
        ("dockets?cursor=MR", ["cursor"]),
        ("dockets?limit=1&limit=2", ["limit"]),
        ("dockets?page=1", ["page"]),
        ("dockets?limit=x&kind=x&cursor=x", ["limit", "cursor", "kind"]),
        ("dockets/DC-2026-N-0001?x=1", ["x"]),
        ("dockets/DC-2026-N-0001/acts?limit=0", ["limit"]),
        ("rules/GPL-35?on=soon", ["on"]),
        ("rules/GPL-35?on=2026-3-2", ["on"]),
        ("openapi.json?x=1", ["x"]),
    ],
)
def test_what_stands_behind_the_question_mark_is_read_strictly(path: str, at: list[str]) -> None:
    founded()
    answer = ANYONE.get(path)
    assert (answer.status_code, errors(answer)) == (400, at)


@pytest.mark.parametrize(
    "path", ["dockets/DC-2026-S-0009", "dockets/nonsense", "dockets/DC-2026-S-0009/acts", "rules/GPL-9999", "nowhere", ""]
)
def test_what_is_not_there_is_a_problem(path: str) -> None:
    answer = ANYONE.get(path)
    assert (answer.status_code, problem(answer)["code"]) == (404, "not-found")


def test_the_limits_of_a_page() -> None:
    founded()
    assert len(told(ANYONE.get("dockets?limit=1"))["dockets"]) == 1
    assert len(told(ANYONE.get("dockets?limit=100"))["dockets"]) == 4


def test_what_is_withheld_is_there_by_its_hash_alone() -> None:
    act = closed("sunrise")
    said = {"act": encode(act, lambda: bytes(32)).act}
    stored = Stored("DC-2026-S-0001", 3, canonical(said).decode(), bytes(32))
    before, after = Procurement(closing=act), Procurement(closing=act, opening=replace(example(BidsOpened, full=False), lots=()))
    assert sorted(as_act(stored, before, None)) == ["leaf", "number", "seal", "withheld"]
    assert sorted(as_act(stored, after, None)) == ["entry", "leaf", "number", "seal", "title"]
