"""Steps of the panel that methods share: a draw with its watchers, who sits, interests, replacement."""

from typing import Any

from operis.core.case import Fact
from operis.core.decider import Rule, Step, makes
from operis.core.mandates import AGENCY, BUYER, EXPERT
from operis.dockets.procurement.calling import AnswerCall, CallAnswered
from operis.dockets.procurement.commands import AnnounceDraw, DeclareInterest, FormPanel, HoldDraw, ReplaceMember
from operis.dockets.procurement.facts import contenders
from operis.dockets.procurement.mandate_facts import mandates_held
from operis.dockets.procurement.outcomes import DrawAnnounced, DrawHeld, MemberReplaced, PanelFormed, RecusalDeclared
from operis.dockets.procurement.pool import expert_pool
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.watching import CallWatchers, CommitSeed, SeedCommitted, SeedShown, ShowSeed, WatchersCalled
from operis.rules.calls import answer_whole, answers_until, evaluation_ahead, own_word_kept, passed_over_by_own_word
from operis.rules.draws import (
    announced_to,
    draw_announced,
    draw_well_made,
    drawn,
    drawn_at_last,
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
from operis.rules.leaving import leaving_told, points_stand, replaced_told
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
from operis.rules.pool import (
    announced_in_time,
    declared_as_on_file,
    declined_told,
    draw_counted,
    draw_looked_up,
    drawn_again_told,
    each_bidder_declared,
    employed_elsewhere_alone_drawn,
    first_drawn_first,
    left_to_chance,
    no_barred_sits,
    no_employee_sits,
    no_tied_sits,
    own_draw_first,
    too_few_left,
    unbarred_alone_drawn,
    untied_alone_drawn,
    whole_pool_listed,
)
from operis.rules.reasons import reason_says_something
from operis.rules.watching import (
    WATCHING,
    called_to_watch,
    committed_once,
    draw_due,
    fingerprint_own,
    last_to_show,
    no_draw_waits,
    seed_as_committed,
    seeds_of_watchers,
    seeds_together,
    shown_once,
    watchers_independent,
    watchers_waited_for,
)

AnyStep = Step[Procurement, Any]
OWN_WORD: tuple[Rule[Procurement, FormPanel | ReplaceMember], ...] = (
    passed_over_by_own_word.under("OURS-CALL"),
    own_word_kept.under("OURS-CALL"),
)


def panel(
    *, size: str, large: str | None, own_choice: str, legal: str | None, drawn_before: str | None, agency: str, ties: str,
    place: tuple[Fact[Any], ...] = (),
) -> tuple[AnyStep, ...]:  # fmt: skip
    """Every row of the panel is an argument; None where the method has none of it.

    `place` tells of whose place the amounts are, where the size of the panel hangs on one of them.
    """
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
        no_barred_sits.under("REG-75"),
        no_tied_sits.under("EXP-16a"),
        no_employee_sits.under("EXP-16b"),
        first_drawn_first.under("EXP-12"),
        *((drawn_in_time.under(drawn_before),) if drawn_before else ()),
    )
    return (
        *draws(ties, agency, large or size, drawn_before, place),
        Step(
            FormPanel,
            by=BUYER | AGENCY,
            under=(size,),
            after=(opened_first.under("OURS-OPEN"), not_formed_yet.under("OURS-OPEN"), own_draw_first.under("OURS-DRAW"), *OWN_WORD),
            provided=(*composed, draw_counted.under("EXP-12")),
            noted=(purchaser_sits.under(size), declined_told.under("EXP-12"), draw_looked_up.under("EXP-12")),
            needs=(mandates_held, expert_pool, *place),
            then=(makes(PanelFormed),),
        ),
        Step(
            ReplaceMember,
            by=BUYER | AGENCY,
            under=("O87-49", "EXP-17"),
            after=(
                panel_formed.under("OURS-OPEN"),
                sits_there.under("OURS-OPEN"),
                lots_being_evaluated.under("OURS-OPEN"),
                own_draw_first.under("OURS-DRAW"),
                *OWN_WORD,
                points_stand.under("OURS-SEAT"),
                reason_says_something.under("OURS-REASON"),
            ),
            provided=(*composed, leaving_told.under("EXP-17")),
            noted=(declined_told.under("EXP-12"), draw_looked_up.under("EXP-12"), replaced_told.under("OURS-SEAT")),
            needs=(mandates_held, expert_pool, *place),
            then=(makes(MemberReplaced),),
        ),
    )


def declare_interest() -> Step[Procurement, DeclareInterest]:
    return Step(
        DeclareInterest,
        by=EXPERT,
        under=("GPL-12",),
        after=(declared_once.under("OURS-OPEN"),),  # whose docket it is asks already who sits on the panel
        provided=(each_bidder_declared.under("GPL-12"),),
        noted=(declared_as_on_file.under("EXP-16a"),),
        needs=(expert_pool,),
        then=(makes(RecusalDeclared, person=lambda case: case.mandate.persons[0]),),
    )


def draws(ties: str, agency: str, size: str, drawn_before: str | None, place: tuple[Fact[Any], ...]) -> tuple[AnyStep, ...]:
    """Watchers are called and commit to seeds; it is announced with list and commitments, and held with the last seed that is shown."""
    return (
        *watchers(size, place),
        Step(
            AnnounceDraw,
            by=BUYER | AGENCY,
            under=(ties,),
            after=(
                notice_published.under("OURS-OPEN"),  # experts are drawn before the opening, equals after the report
                draw_well_made.under("OURS-DRAW"),
                fingerprints_of_seeds.under("OURS-DRAW"),
                seeds_of_watchers.under("OURS-DRAW"),
                drawn_once.under("OURS-DRAW"),
                too_few_left.under(size),
                tied_alone_drawn.under(ties),
            ),
            provided=(
                experts_of_the_pool.under("REG-39"),
                whole_pool_listed.under("REG-39"),
                outsiders_alone_drawn.under("EXP-16b"),
                employed_elsewhere_alone_drawn.under("EXP-16b"),
                no_agency_drawn.under(agency),
                unbarred_alone_drawn.under("REG-75"),
                untied_alone_drawn.under("EXP-16a"),
            ),
            noted=(left_to_chance.under("EXP-12"), *((announced_in_time.under(drawn_before),) if drawn_before else ())),
            needs=(contenders, mandates_held, expert_pool, *place),
            then=(makes(DrawAnnounced, passed_over=passed_over_for),),
        ),
        Step(
            HoldDraw,
            by=BUYER | AGENCY,
            under=(ties,),
            after=(
                draw_announced.under("OURS-DRAW"),
                seeds_as_committed.under("OURS-DRAW"),
                watchers_waited_for.under("OURS-DRAW"),
            ),
            then=(makes(DrawHeld, **_announced, drawn=drawn, answer_by=answers_until),),
        ),
    )


_announced: dict[str, Any] = {
    "purpose": lambda case: announced_to(case.state).purpose,
    "lot": lambda case: announced_to(case.state).lot,
}


def watchers(size: str, place: tuple[Fact[Any], ...]) -> tuple[AnyStep, ...]:
    """Who watches a draw: called by name, each with a seed that nobody knows until it is shown."""
    return (
        Step(
            CallWatchers,
            by=BUYER | AGENCY,
            under=("OURS-DRAW",),
            after=(notice_published.under("OURS-OPEN"), no_draw_waits.under("OURS-DRAW"), watchers_independent.under("OURS-DRAW"),
                   too_few_left.under(size), passed_over_by_own_word.under("OURS-CALL")),
            noted=(drawn_again_told.under("EXP-17"),),
            needs=(mandates_held, expert_pool, *place),
            then=(makes(WatchersCalled),),
        ),
        Step(
            CommitSeed,
            by=WATCHING,
            under=("OURS-DRAW",),
            after=(
                called_to_watch.under("OURS-DRAW"),
                no_draw_waits.under("OURS-DRAW"),
                committed_once.under("OURS-DRAW"),
                fingerprint_own.under("OURS-DRAW"),
            ),
            then=(makes(SeedCommitted, person=lambda case: case.mandate.persons[0]),),
        ),
        Step(
            ShowSeed,
            by=WATCHING,
            under=("OURS-DRAW",),
            after=(
                called_to_watch.under("OURS-DRAW"),
                draw_due.under("OURS-DRAW"),
                shown_once.under("OURS-DRAW"),
                seed_as_committed.under("OURS-DRAW"),
            ),
            then=(
                makes(SeedShown, person=lambda case: case.mandate.persons[0]),
                makes(DrawHeld, when=last_to_show, **_announced, seeds=seeds_together, drawn=drawn_at_last, answer_by=answers_until),
            ),
        ),
        Step(
            AnswerCall,
            by=EXPERT,
            under=("OURS-CALL",),
            after=(evaluation_ahead.under("OURS-OPEN"), answer_whole.under("OURS-CALL")),  # whose docket it is asks already who was drawn
            then=(makes(CallAnswered, person=lambda case: case.mandate.persons[0]),),
        ),
    )
