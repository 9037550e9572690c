"""Do the indicators give what another program gives, and the same from our files as from our record?"""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from operis.cases import demonstration
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.outcomes import BidsExamined, EvaluationReported
from operis.dockets.secrecy import withheld
from operis.documents.lawbook import calendar
from operis.ledger import read
from operis.ledger.states import state_of
from operis.opendata.codes import METHOD
from operis.opendata.indicators import INDICATORS, OCID, computed, many_kinds, quantile
from operis.opendata.process import AwardFacts, BidFacts, ProcessFacts, facts_of
from operis.opendata.releases import ocid
from tests.api.programs import installed
from tests.opendata.told import numbers, told

ASKED_OTHERWISE = {"R048": partial(many_kinds, least=1)}
"""As the settings beside the sample have it."""


@pytest.mark.kit
@pytest.mark.parametrize("code", INDICATORS)
def test_the_samples_of_others_give_what_is_expected(code: str, kit: Path) -> None:
    folder = kit / "ocds" / "samples" / "cardinal"
    releases = [json.loads(line) for line in (folder / f"{code}.jsonl").read_text("utf8").splitlines() if line]
    expected = json.loads((folder / f"{code}.expected.json").read_text("utf8"))
    values = ASKED_OTHERWISE.get(code, INDICATORS[code].compute)([facts_of(one) for one in releases])
    assert {kind: {key: {code: value} for key, value in some.items()} for kind, some in values.items()} == expected


def test_every_sample_of_the_kit_has_an_indicator() -> None:
    assert len(INDICATORS) == 11


@pytest.mark.parametrize(("shares", "near", "far"), [
    ((0.1,), 0, 0), ((0.1, 0.1, 9.0), 0, 0), ((0.1, 0.1, 0.1, 0.1), 0, 0), ((0.1, 0.12, 0.13, 0.14, 0.15, 0.16, 9.0), 0, 1),
])  # fmt: skip
def test_no_price_is_near_or_far_among_fewer_than_four_nor_where_all_are_alike(shares: tuple[float, ...], near: int, far: int) -> None:
    """Alone it would be both."""
    some = [_ahead_by(place, share) for place, share in enumerate(shares)]
    assert [len(INDICATORS[code].compute(some[:1])[OCID]) for code in ("R024", "R058")] == [1, 1]
    assert [len(INDICATORS[code].found(some).get(OCID, ())) for code in ("R024", "R058")] == [near, far]


def _ahead_by(place: int, share: float) -> ProcessFacts:
    """The lowest bid won; the next lies by so much above it."""
    bids = (BidFacts(("a",), "valid", 100.0), BidFacts(("b",), "valid", 100.0 * (1 + share)))
    return ProcessFacts(f"ocds-{place}", method="open", bids=bids, awards=(AwardFacts(("a",), "active"),))


def test_a_quartile_lies_between_the_two_nearest() -> None:
    assert quantile([7], 0.25) == 7
    assert quantile([1, 2], 0.75) == 2
    assert quantile([1, 1, 1, 1, 2], 0.75) == pytest.approx(4 / 3)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demonstration_gives_the_same_from_its_file_and_from_its_record(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    demonstration.load()
    of_file = [facts_of(json.loads(json.dumps(one["compiledRelease"]))) for one in told()]
    of_record = [entered(number) for number in numbers()]
    assert of_file == of_record
    assert computed(of_file) == computed(of_record)
    found = {code: {kind: len(some) for kind, some in values.items()} for code, values in computed(of_file).items()}
    assert {code: some for code, some in found.items() if some} == FOUND


FOUND = {"R028": {"OCID": 1, "Tenderer": 2}, "R036": {"OCID": 1}}
"""How many stand out in the demonstration."""


def entered(number: str) -> ProcessFacts:
    """The facts of a process by its acts, without the mapping."""
    state, day = state_of(number), calendar()
    acts = [entry.act for entry in read.entries(number) if not withheld(state, entry.act)]
    opened = {(one.bid, one.lot): one for opening in state.openings if not withheld(state, opening) for one in opening.opened}
    first: dict[tuple[str, str], Any] = {}
    for act in acts:
        for one in act.listed if isinstance(act, BidsClosed) else ():
            first.setdefault((one.bid, one.lot), one)
    ranked = {(one.bid, one.lot): one for act in acts if isinstance(act, EvaluationReported) for one in act.ranked}
    out = {(one.supplier, one.lot) for one in ranked.values() if one.out}
    out |= {(one.supplier, one.lot) for act in acts if isinstance(act, BidsExamined) for one in act.verdicts if one.result == "invalid"}
    passed = {(one.supplier, one.lot) for act in acts if isinstance(act, BidsExamined) for one in act.verdicts}
    bids = tuple(
        BidFacts(
            (one.supplier,),
            "disqualified" if (one.supplier, one.lot) in out else "valid" if (one.supplier, one.lot) in passed else "pending",
            None if one.price is None else one.price / 100,
            day.local(first[key].received) if key in first else None,
            one.lot,
        )
        for key, one in opened.items()
    )
    kinds = frozenset({state.plan.category} if state.plan else ())
    awards = tuple(AwardFacts((one.supplier,), "active", kinds, one.lot) for result in state.results for one in result.awards)
    return ProcessFacts(
        ocid(number), state.body, state.body, METHOD[state.plan.method] if state.plan else "",
        day.first_of(state.notice.happened) if state.notice else None, day.first_of(state.bids_close) if state.notice else None,
        len({one.supplier for one in opened.values()}) or None, bids, awards,
    )  # fmt: skip
