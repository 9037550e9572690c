"""Do releases and records say what stands on record, all of it that everyone reads, and nothing before its time?"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from operis.core.money import yuan
from operis.dockets.procurement.outcomes import BidsExamined, EvaluationReported
from operis.dockets.secrecy import withheld
from operis.documents.lawbook import calendar
from operis.ledger import read
from operis.ledger.states import state_of
from operis.opendata.releases import Json, record
from operis.registers import models
from tests.cases.files import CASES, running
from tests.ledger.county import County
from tests.ledger.tables import without_triggers
from tests.ledger.tender import TENDER, sealed_by_two
from tests.opendata.told import WALKED, gone, numbers, told, wrong
from tests.procedures.documents import intention, plan

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("path", WALKED, ids=lambda path: path.stem)
def test_releases_add_up_name_their_parties_and_are_told_apart(path: Path) -> None:
    gone(path)
    every = [*told("zh"), *told("en")]
    assert every
    assert [each for one in every for each in wrong(one)] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", WALKED, ids=lambda path: path.stem)
def test_what_is_told_is_what_was_entered(path: Path) -> None:
    """Twenty facts and more of a process that came to its contract."""
    gone(path)
    for one in told():
        number = one["compiledRelease"]["tender"]["id"]
        there, said = entered(number), said_by(one["compiledRelease"])
        assert said == there
        if there["contract"] and there["contract price"]:
            assert sum(value is not None for value in there.values()) >= 20, there


def entered(number: str) -> dict[str, Any]:
    """As the acts have it, read without the mapping; of an evaluation once its result is out."""
    state = state_of(number)
    planned, notice = state.plan, state.notice
    first = planned or state.intention
    asked: Any = read.entries(first.need.upper())[0].act
    opened = [each for opening in state.openings if not withheld(state, opening) for each in opening.opened]
    last = {(each.bid, each.lot): each for each in opened}
    acts = [entry.act for entry in read.entries(number) if not withheld(state, entry.act)]
    ranked = [each for act in acts if isinstance(act, EvaluationReported) for each in act.ranked]
    out = {(each.supplier, each.lot) for each in ranked if each.out}
    out |= {(each.supplier, each.lot) for act in acts if isinstance(act, BidsExamined) for each in act.verdicts if each.result == "invalid"}
    awards = [each for result in state.results for each in result.awards]
    dockets = models.Contract.objects.filter(procurement=number).order_by("docket").values_list("docket", flat=True)
    contracts = [state_of(one) for one in dockets]
    prices = {(each.bid, each.lot): money(each.price) for each in (*opened, *ranked) if each.price is not None}
    signed = [one for one in contracts if one.signed or one.refused]
    public = [one for one in signed if one.published]
    day = calendar()
    return {
        "body": state.body,
        "need": first.need.upper(),
        "budget": money(first.budget),
        "title": text((notice and notice.project_name) or (state.intention and state.intention.project_name) or asked.title),
        "content": text(notice and notice.content),
        "conditions": text(notice and notice.qualification),
        "outline": text(state.intention and state.intention.needs_overview),
        "category": planned and planned.category,
        "budget line": planned and planned.budget_line,
        "lots": len(planned.lots) or 1 if planned else None,
        "criteria": sum(float(one.weight) for one in planned.criteria) if planned and planned.criteria else None,
        "noticed": notice and day.first_of(notice.happened).isoformat(),
        "closes": notice and day.first_of(state.bids_close).isoformat(),
        "corrections": [day.first_of(one.happened).isoformat() for one in state.corrections] or None,
        "answers": [text(one.answer) for one in state.answers] or None,
        "bids": sorted(bid for bid, _lot in last) or None,
        "bidders": sorted({one.supplier for one in opened}) or None,
        "prices": sorted(map(str, prices.values())) or None,
        "out": len(out) if awards else None,
        "winners": sorted({one.supplier for one in awards}) or None,
        "award prices": sorted(money(one.price) for one in awards) or None,
        "resulted": [day.first_of(result.happened).isoformat() for result in state.results for _ in result.awards] or None,
        "contract": len(signed) or None,
        "signed": [day.first_of(one.signed.happened).isoformat() for one in signed if one.signed] or None,
        "contract price": [money(one.drawn_up.price + sum(one.supplements)) for one in public] or None,
        "contract starts": [day.start(one.drawn_up.starts).isoformat() for one in public] or None,
        "contract ends": [f"{one.drawn_up.ends:%Y-%m-%d}" for one in public] or None,
        "bought": [text(one.published.content) for one in public if one.published.content] or None,
    }


def said_by(one: Json) -> dict[str, Any]:
    """The same, by the paths of the standard."""
    tender, planning, awards, contracts = one["tender"], one["planning"], one.get("awards", []), one.get("contracts", [])
    bids = one.get("bids", {}).get("details", [])
    period, lots = tender.get("tenderPeriod", {}), tender.get("lots", [])
    out = {(bid["tenderers"][0]["id"], *bid["relatedLots"]) for bid in bids if bid["status"] == "disqualified"}
    return {
        "body": one["buyer"]["id"],
        "need": planning["budget"]["projectID"],
        "budget": shown(planning["budget"].get("amount")),
        "title": tender.get("title"),
        "content": tender.get("description"),
        "conditions": tender.get("eligibilityCriteria"),
        "outline": planning.get("rationale"),
        "category": tender["items"][0]["classification"]["id"] if "items" in tender else None,
        "budget line": planning["budget"].get("id"),
        "lots": len(lots) or None,
        "criteria": sum(points(lots[0])) if lots and points(lots[0]) else None,
        "noticed": period.get("startDate"),
        "closes": period.get("endDate"),
        "corrections": [each["date"] for each in tender.get("amendments", [])] or None,
        "answers": [each["answer"] for each in tender.get("enquiries", [])] or None,
        "bids": sorted(bid["id"].rpartition("-")[0] for bid in bids) or None,
        "bidders": sorted({bid["tenderers"][0]["id"] for bid in bids}) or None,
        "prices": sorted(str(shown(bid["value"])) for bid in bids if "value" in bid) or None,
        "out": len(out) if awards else None,
        "winners": sorted({each["suppliers"][0]["id"] for each in awards}) or None,
        "award prices": sorted(str(shown(each["value"])) for each in awards) or None,
        "resulted": [each["date"] for each in awards] or None,
        "contract": len(contracts) or None,
        "signed": [each["dateSigned"] for each in contracts if "dateSigned" in each] or None,
        "contract price": [shown(each["value"]) for each in contracts if "value" in each] or None,
        "contract starts": [each["period"]["startDate"] for each in contracts if "period" in each] or None,
        "contract ends": [each["period"]["endDate"][:10] for each in contracts if "period" in each] or None,
        "bought": [each["description"] for each in contracts if "description" in each] or None,
    }


def points(lot: Json) -> list[float]:
    return [each["numbers"][0]["number"] for each in lot.get("awardCriteria", {}).get("criteria", [])]


def text(words: Any) -> str | None:
    return (words.zh or words.en) if words else None


def money(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def shown(value: Json | None) -> str | None:
    return f"{value['amount']:.2f}" if value and value["currency"] == "CNY" else None


def test_a_plan_in_review_is_not_told_of(founded: County) -> None:
    founded.review(plan())
    assert list(models.Told.objects.values_list("process", flat=True)) == [TENDER]
    assert (numbers(), record(TENDER, calendar(), "zh")) == ([], None)
    founded.done(None, intention())
    assert numbers() == ["DC-2026-S-0002"]


def test_sealed_bids_are_told_of_nowhere(founded: County) -> None:
    sealed_by_two(founded)
    (one,) = told()
    assert [each["tag"] for each in one["releases"]] == [["planning"], ["planningUpdate"], ["tender", "tenderUpdate"]]
    assert "bids" not in one["compiledRelease"]
    assert [party["roles"] for party in one["compiledRelease"]["parties"]] == [["buyer", "procuringEntity"]]
    assert "sunrise" not in json.dumps(one)


def test_what_somebody_changed_in_the_database_is_told_of_nowhere(noticed: County) -> None:
    assert len(told()) == 1
    without_triggers("entry")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entry SET body = replace(body, '860000.00', '999999.00') WHERE docket = %s", [TENDER])
        assert cursor.rowcount > 0
    assert told() == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["real/zhaosu-canteen", "constructed/winner-refuses"])
def test_each_release_tells_what_everyone_could_read_then_and_stays_as_it_was(name: str) -> None:
    """No bid before its opening, none that passed or is out before the result; and later releases change none that was made."""
    before: dict[str, Json] = {}
    for _ in running(CASES / f"{name}.yaml").run():
        now = {one["ocid"]: one for one in told()}
        for ocid, one in before.items():
            assert now[ocid]["releases"][: len(one["releases"])] == one["releases"]
        for one in now.values():
            whole = one["compiledRelease"]
            state, bids = state_of(whole["tender"]["id"]), whole.get("bids", {}).get("details", [])
            read_out = {each.supplier for opening in state.openings if not withheld(state, opening) for each in opening.opened}
            assert {bid["tenderers"][0]["id"] for bid in bids} == read_out
            assert state.results or {bid["status"] for bid in bids} <= {"pending"}
            assert ("awards" in whole) == bool(state.results)
            for each in whole.get("contracts", []):
                assert ("value" in each) == (state_of(each["id"]).published is not None)
        before = now
    assert [one for one in before.values() if "contracts" in one["compiledRelease"]]
