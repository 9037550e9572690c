"""An invited tender until the invitation: lists and draws that the law lets pass; a test changes the one thing it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.acts import Outside
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.facts import Bars, Members, Supplier
from operis.dockets.procurement.invitation_facts import candidate_bars, candidates
from operis.dockets.procurement.inviting import (
    Candidate,
    CandidatesListed,
    DrawInvitees,
    InviteesDrawn,
    ListCandidates,
    Observer,
    SuppliersInvited,
)
from operis.procedures.invited_tender import INVITED_TENDER
from tests.procedures.documents import filed, said, words
from tests.statute import Given, at, case

SIX = ("brook", "harbour", "hill", "meadow", "orchard", "sunrise")
THREE = ("hill", "sunrise", "brook")
LETTER = Outside(medium="Letter of recommendation", on=date(2026, 2, 27), number="2026-17")
RECORD = Outside(medium="Meeting room", on=date(2026, 3, 2), number="2026-18")
POOL, RECOMMENDED, PREQUALIFIED = "provincial-supplier-pool", "written-recommendation", "prequalification-notice"
STAFF = (Observer(name="Zhao Min", office="Discipline officer"), Observer(name="Qian Li", office="Accountant"))


def planned(**changed: Any) -> ImplementationPlanFiled:
    return filed(**{"method": Slug("invited-tender"), "method_ground": Slug("limited-range-of-suppliers"), **changed})


def candidates_of(*keys: str, reason: str | None = "It has cared for people with dementia") -> tuple[Candidate, ...]:
    return tuple(Candidate(supplier=one, reason=words(reason) if reason else None) for one in keys)


def listing(*keys: str, **changed: Any) -> ListCandidates:
    """Six who are recommended, of whom three are to be drawn."""
    asked = ListCandidates(way=Slug(RECOMMENDED), candidates=candidates_of(*(keys or SIX)), count=3, source=LETTER)
    return replace(asked, **changed)


def listed(*keys: str, **changed: Any) -> CandidatesListed:
    return CandidatesListed(**said(listing(*keys, **changed)), happened=at(date(2026, 2, 27), "10:00"))


def drawing(*keys: str, **changed: Any) -> DrawInvitees:
    return replace(DrawInvitees(drawn=keys or THREE, observers=STAFF, outside=RECORD), **changed)


def drawn(*keys: str, **changed: Any) -> InviteesDrawn:
    return InviteesDrawn(**said(drawing(*keys, **changed)), happened=at(date(2026, 2, 27), "11:00"))


def invited_tender() -> Given:
    """A docket of an invited tender, with six suppliers on file that nothing bars."""
    six = Members(tuple(Supplier(one, "enterprise", "small", None, True) for one in SIX))
    return case(INVITED_TENDER).told(candidates, six).told(candidate_bars, Bars(()))


def invited_from(firms: tuple[str, ...]) -> tuple[CandidatesListed, InviteesDrawn, SuppliersInvited]:
    """All of these firms, recommended and drawn, and invited on 2 March 2026."""
    return (
        listed(*firms, count=len(firms)),
        drawn(*firms),
        SuppliersInvited(happened=at(date(2026, 3, 2)), suppliers=firms),
    )
