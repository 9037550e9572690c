"""Steps of the panel that methods share: a draw, who sits, interests, replacement."""

from operis.core.decider import Rule, Step, makes
from operis.core.mandates import AGENCY, BUYER, EXPERT
from operis.dockets.procurement.commands import AnnounceDraw, DeclareInterest, FormPanel, HoldDraw, ReplaceMember
from operis.dockets.procurement.facts import contenders, mandates_held
from operis.dockets.procurement.outcomes import DrawAnnounced, DrawHeld, MemberReplaced, PanelFormed, RecusalDeclared
from operis.dockets.procurement.state import Procurement
from operis.rules.draws import (
    announced_to,
    draw_announced,
    draw_well_made,
    drawn,
    drawn_once,
    experts_of_the_pool,
    fingerprints_of_seeds,
    no_agency_drawn,
    outsiders_alone_drawn,
    passed_over_for,
    seeds_as_committed,
    tied_alone_drawn,
)
from operis.rules.examination import lots_being_evaluated
from operis.rules.notices import notice_published
from operis.rules.panels import (
    declared_once,
    draw_shown,
    drawn_in_time,
    experts_drawn,
    large_panel,
    legal_expert_seated,
    members_known,
    named_once,
    no_agency_sits,
    no_expert_at_home,
    no_supervisor_sits,
    nobody_of_a_bidder,
    not_formed_yet,
    opened_first,
    own_choice_consented,
    panel_composed,
    panel_formed,
    purchaser_sits,
    representative_of_body,
    sits_there,
)

AnyStep = Step[Procurement, AnnounceDraw] | Step[Procurement, HoldDraw] | Step[Procurement, FormPanel] | Step[Procurement, ReplaceMember]


def panel(
    *, size: str, large: str | None, own_choice: str, legal: str | None, drawn_before: str | None, agency: str, ties: str
) -> tuple[AnyStep, ...]:
    """Every row of the panel is an argument; None where the method has none of it."""
    composed: tuple[Rule[Procurement, FormPanel | ReplaceMember], ...] = (
        named_once.under(size),  # who sits twice is one member
        panel_composed.under(size),
        members_known.under(size),
        representative_of_body.under(size),
        *((large_panel.under(large),) if large else ()),
        *((legal_expert_seated.under(legal),) if legal else ()),
        own_choice_consented.under(own_choice),
        experts_drawn.under("REG-39"),
        draw_shown.under("EXP-12"),
        no_expert_at_home.under("EXP-16b"),
        no_supervisor_sits.under("EXP-16b"),
        no_agency_sits.under(agency),
        nobody_of_a_bidder.under("REG-09"),
        *((drawn_in_time.under(drawn_before),) if drawn_before else ()),
    )
    return (
        *draws(ties, agency),
        Step(
            FormPanel,
            by=BUYER | AGENCY,
            under=(size,),
            after=(opened_first.under("OURS-OPEN"), not_formed_yet.under("OURS-OPEN")),
            provided=composed,
            noted=(purchaser_sits.under(size),),
            needs=(mandates_held,),
            then=(makes(PanelFormed),),
        ),
        Step(
            ReplaceMember,
            by=BUYER | AGENCY,
            under=("O87-49", "EXP-17"),
            after=(panel_formed.under("OURS-OPEN"), sits_there.under("OURS-OPEN"), lots_being_evaluated.under("OURS-OPEN")),
            provided=composed,
            needs=(mandates_held,),
            then=(makes(MemberReplaced),),
        ),
    )


def declare_interest() -> Step[Procurement, DeclareInterest]:
    return Step(
        DeclareInterest,
        by=EXPERT,
        under=("GPL-12",),
        after=(declared_once.under("OURS-OPEN"),),  # whose docket it is asks already who sits on the panel
        then=(makes(RecusalDeclared, person=lambda case: case.mandate.persons[0]),),
    )


def draws(ties: str, agency: str) -> tuple[Step[Procurement, AnnounceDraw], Step[Procurement, HoldDraw]]:
    """Announced with list and commitments, held with the seeds: who comes out follows from them."""
    return (
        Step(
            AnnounceDraw,
            by=BUYER | AGENCY,
            under=(ties,),
            after=(
                notice_published.under("OURS-OPEN"),  # experts are drawn before the opening, equals after the report
                draw_well_made.under("OURS-DRAW"),
                fingerprints_of_seeds.under("OURS-DRAW"),
                drawn_once.under("OURS-DRAW"),
                tied_alone_drawn.under(ties),
            ),
            provided=(
                experts_of_the_pool.under("REG-39"),
                outsiders_alone_drawn.under("EXP-16b"),
                no_agency_drawn.under(agency),
            ),
            needs=(contenders, mandates_held),
            then=(makes(DrawAnnounced, passed_over=passed_over_for),),
        ),
        Step(
            HoldDraw,
            by=BUYER | AGENCY,
            under=(ties,),
            after=(draw_announced.under("OURS-DRAW"), seeds_as_committed.under("OURS-DRAW")),
            then=(
                makes(
                    DrawHeld,
                    purpose=lambda case: announced_to(case.state).purpose,
                    lot=lambda case: announced_to(case.state).lot,
                    drawn=drawn,
                ),
            ),
        ),
    )
