"""Nothing happens on a docket that has come to its end but what its kind lists as following from it."""

from datetime import date
from typing import Any

import pytest

from operis.core.acts import Act, Command
from operis.core.decider import Procedure, Step
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.bid.commands import SettleBond
from operis.dockets.contract.acts import SignatureRefused
from operis.dockets.contract.changing import Objection
from operis.dockets.contract.commands import SendBack
from operis.dockets.contract.facts import award
from operis.dockets.procurement.commands import AddStampedCopy
from operis.dockets.procurement.facts import procurement
from operis.dockets.procurement.outcomes import PanelFormed
from operis.procedures import procedures
from operis.procedures.contract import CONTRACT
from tests.procedures.bids import CLOSES, OBTAINED
from tests.procedures.contracts import DREW_UP, SIGNS, contract, drawn_up, publication, signed, signing
from tests.procedures.documents import filed, issued, noticed, words
from tests.procedures.endings import ended
from tests.procedures.envelope.kept import RECEIVED
from tests.procedures.evaluating import member
from tests.procedures.supervision.documents import answered, decided, opened
from tests.statute import BO, OFFICE, Given, at, case

FOLLOWS: dict[str, set[type[Command]]] = {"procurement": {AddStampedCopy}, "bid": {SettleBond}}
NEVER_ENDS = {"budget", "directory", "establishment", "file", "need", "platform", "recruitment", "representation"}
"""Standing truths, a need that is determined anew where it drifts, a recruitment that goes on after its plan, a question of one act."""
SEATED = PanelFormed(happened=CLOSES, members=(member("alice"),))
LAST: dict[str, tuple[Act, ...]] = {
    "procurement": (filed(), noticed(), issued(), SEATED, ended()),
    "bid": (OBTAINED,),
    "envelope": (RECEIVED,),
    "contract": (drawn_up(), SignatureRefused(happened=at(date(2026, 4, 20)), reason=words("Prices rose"), supplier="sunrise")),
    "supervision": (opened, answered, decided),
}
"""The acts of a docket that has come to its end; a bid's ends with its procurement, of which nothing is told any more, on paper too."""
STEPS = [pytest.param(one, step, id=f"{one.name}:{step.asked.slug}") for one in procedures() if one.kind in LAST for step in one.listed]


def someone(step: Step[Any, Any]) -> Mandate:
    """Who may take the step."""
    role = sorted(step.by)[0]
    return Mandate(role=role, body=BO.body if role is Role.SUPPLIER else OFFICE, for_=OFFICE if role is Role.AGENCY else None,
                   office="o", persons=("alice",))  # fmt: skip


def over(one: Procedure[Any]) -> Given:
    given = case(one).unreviewed()(*LAST[one.kind])
    return given.told(procurement, None) if one.kind in ("bid", "envelope") else given


@pytest.mark.parametrize(("one", "step"), STEPS)
def test_at_the_end_only_what_follows_can_be_asked(one: Procedure[Any], step: Step[Any, Any]) -> None:
    asked = object.__new__(step.asked)  # whatever it says
    if step.asked in FOLLOWS.get(one.kind, set()):
        assert not {"not_ended", "goes_on"} & {rule.check.name for rule in step.rules}
    elif step.by & {Role.BUYER, Role.SUPPLIER, Role.FINANCE, Role.CLOCK, Role.PANEL, Role.EXPERT}:
        grounds = over(one).when(asked, by=someone(step)).refused_under("OURS-OPEN", status=409)
        assert len(grounds) == 1


def test_every_kind_says_whether_it_ends() -> None:
    assert {one.kind for one in procedures()} == NEVER_ENDS | LAST.keys()


def test_no_contract_follows_from_a_procurement_that_was_ended() -> None:
    """One that was signed before goes on; one that was drawn up alone does not."""
    back = SendBack(objections=(Objection(group=Slug("duration"), how=words("From 20 April")),))
    steps = ((DREW_UP, (), contract(), None), (SIGNS, (drawn_up(),), signing(), BO), (SIGNS, (drawn_up(),), back, BO))
    for given, acts, asked, by in steps:
        ends = given(*acts).told(award, ended=True)
        refused = ends.when(asked, by=by) if by else ends.when(asked)
        refused.refused_under("OURS-OPEN", status=409)
        assert refused.words == ["The procurement DC-2026-S-0001 has ended; no contract follows from it."]
    case(CONTRACT).happening(at(date(2026, 4, 11)))(*signed()).told(award, ended=True).when(publication())
