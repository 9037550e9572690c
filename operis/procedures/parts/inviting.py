"""Steps before an invitation to tender: the list of candidates, and the draw of those who are invited."""

from typing import Any

from operis.core.case import Case, on_record
from operis.core.decider import Make, Step, makes
from operis.core.mandates import AGENCY, BUYER
from operis.dockets.file.facts import body
from operis.dockets.procurement.invitation_facts import candidate_bars, candidates
from operis.dockets.procurement.inviting import CandidatesListed, DrawInvitees, InviteesDrawn, ListCandidates, SuppliersInvited
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.ordering import resting_on
from operis.rules.approving import method_settled
from operis.rules.inviting import (
    applications_open,
    candidates_listed,
    candidates_not_barred,
    candidates_on_file,
    draw_in_writing,
    draw_observed,
    drawn_from_the_list,
    enough_candidates,
    enough_to_draw,
    listed_once,
    nobody_drawn_yet,
    nobody_invited_yet,
    recommended_for_a_reason,
    recommended_in_writing,
    way_of_the_law,
)
from operis.rules.plans import plan_filed


def invitees(*, found: str, drawn: tuple[str, ...], told: str, applied: str, barred: str) -> tuple[Step[Procurement, Any], ...]:
    """`found` is the row of the list and its draw, `drawn` of how many are drawn, `told` of what the result says of a recommendation.

    `applied` is for how long those could apply who are prequalified; `barred` keeps out who may not take part.
    """
    return (
        Step(
            ListCandidates,
            by=BUYER | AGENCY,
            under=(found,),
            after=(
                plan_filed.under("REG-29", "SRC-10"),
                nobody_invited_yet.under("OURS-OPEN"),
                nobody_drawn_yet.under("OURS-DRAW"),
                candidates_on_file.under("OURS-OPEN"),
                listed_once.under("OURS-OPEN"),
                resting_on(lambda case: (case.state.plan,)),
            ),
            provided=(
                method_settled.under("GPL-27"),
                way_of_the_law.under(found),
                applications_open.under(applied),
                recommended_in_writing.under(found),
                enough_to_draw.under(*drawn),
                enough_candidates.under(found),
                recommended_for_a_reason.under(told),
                candidates_not_barred.under(barred),
            ),
            needs=(body, candidates, candidate_bars),
            then=(makes(CandidatesListed),),
        ),
        Step(
            DrawInvitees,
            by=BUYER | AGENCY,
            under=drawn,
            after=(
                candidates_listed.under("OURS-OPEN"),
                nobody_invited_yet.under("OURS-OPEN"),
                nobody_drawn_yet.under("OURS-DRAW"),
                resting_on(lambda case: (case.state.candidates,)),
            ),
            provided=(drawn_from_the_list.under(*drawn), draw_observed.under(found), draw_in_writing.under(found)),
            then=(makes(InviteesDrawn),),
        ),
    )


def _drawn(case: Case[Procurement, Any]) -> tuple[str, ...]:
    return on_record(case.state.invitees, "invitees-drawn").drawn


INVITED: Make = makes(SuppliersInvited, suppliers=_drawn)
"""Who was drawn is invited, all with one act."""
THOSE_LEFT: Make = makes(SuppliersInvited, when=lambda case: bool(_left(case)), suppliers=lambda case: _left(case))
"""Where a failed tender left so few that the purchase goes on with them, they alone are invited."""


def _left(case: Case[Procurement, Any]) -> tuple[str, ...]:
    return on_record(case.state.plan, "implementation-plan-filed").left
