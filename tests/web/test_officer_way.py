"""How many pages does an officer load from the notice to the filed contract? Counted as a straight run, without a script."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from operis.clock import fall_due, now, set_demo_clock
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.contract.commands import SignContract
from operis.dockets.procurement.commands import ExamineBids, GiveScores, ReportEvaluation
from operis.dockets.procurement.evaluating import Sheet, Verdict
from operis.ledger import read
from operis.ledger.states import state_of
from operis.registers import models
from tests.ledger.tender import CLOSES, TENDER
from tests.statute import BO
from tests.web.walking import Walker
from tests.web.whole_panel import EXPERT, World, step, world_of

pytestmark = pytest.mark.django_db
LOADS_MAX = 30
SIGNED_AND_FILED = ["contract-drawn-up", "contract-signed", "publication-made", "filing-made"]
BIDDERS, MEMBERS = ("sunrise", "brook", "hill"), 5


@pytest.fixture(name="world")
def _world(settings: Any, tmp_path: Path) -> World:
    settings.OPERIS_DATA = tmp_path
    return world_of(tmp_path)


def panel_works(world: World) -> None:
    """Those who sit examine whether bids comply, give points and report: each of the five from the own desk, which is counted elsewhere."""
    state: Any = state_of(TENDER)
    sits = tuple(one.person for one in state.panel.members)
    whole = Mandate(role=Role.PANEL, office="own", body="office", persons=sits)
    world.county.clock = now()
    verdicts = tuple(Verdict(supplier=one, result=Slug("valid")) for one in BIDDERS)
    world.county.done(TENDER, ExamineBids(check=Slug("compliance"), verdicts=verdicts), whole)
    for place, person in enumerate(sits):
        scores = {one: MappingProxyType({"plan": (Decimal(70 - 3 * no - place),)}) for no, one in enumerate(BIDDERS)}
        sheets = tuple(Sheet(supplier=one, scores=scores[one]) for one in BIDDERS)
        world.county.done(TENDER, GiveScores(sheets=sheets), replace(EXPERT, persons=(person,)))
    world.county.done(TENDER, ReportEvaluation(), whole)
    set_demo_clock(world.county.clock + timedelta(minutes=1))


def test_from_the_notice_to_the_filed_contract(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    alice, chen = world.of("Alice"), world.of("Chen")
    finance = world.client(chen)
    at = Walker(world.client(alice))
    at.open(f"/en/desk/{TENDER}/call-watchers/")
    at.press("confirm", **{"watchers-0-person": str(alice.pk), "watchers-1-person": str(chen.pk)})
    at.press("confirm")
    step(finance, "commit-seed")
    at.open("/en/desk/").follow("announce-draw").press("confirm")
    set_demo_clock(now() + timedelta(minutes=30))
    step(finance, "show-seed")
    at.open("/en/desk/").follow("show-seed").press("confirm")
    list(fall_due(world.county.office, CLOSES, lived=False))
    set_demo_clock(CLOSES + timedelta(hours=1))
    at.open("/en/desk/").follow("form-panel").press("check", **{"members-0-person": str(world.of("Rep").pk)}).press("confirm")
    state: Any = state_of(TENDER)
    for one in state.panel.members:
        step(world.client(next(each for each in (*world.experts, world.of("Rep")) if str(each.pk) == one.person)), "declare-interest",
             **{f"to-{place}": "none" for place in range(len(BIDDERS))})  # fmt: skip
    at.open("/en/desk/").follow(f"/panel/{TENDER}/").follow("examine-bids")
    at.press("check", **{f"verdicts-{no}-result": "valid" for no in range(len(BIDDERS))}).press("confirm")
    panel_works(world)
    at.open("/en/desk/").follow("decide-award").press("confirm").press("confirm").press("confirm")
    contract = models.Contract.objects.get(procurement=TENDER)
    drawn: Any = read.entries(contract.docket)[0].act
    world.county.clock = now()
    world.county.done(contract.docket, SignContract(text_sha256=drawn.text_sha256), BO)
    set_demo_clock(world.county.clock + timedelta(minutes=1))
    at.open("/en/desk/").follow(f"/{contract.docket}/publish/").press("confirm").press("confirm", authority="Finance department")
    assert [one.act.kind for one in read.entries(contract.docket)] == SIGNED_AND_FILED
    with capsys.disabled():
        print("", *at.loads, sep="\n")
    assert len(at.loads) <= LOADS_MAX, at.loads
