"""Steps of the award that methods share: decided or deemed, published, set aside."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from operis.core.case import Case
from operis.core.decider import Check, Step, makes
from operis.core.fields import walk
from operis.core.mandates import AGENCY, BUYER, CLOCK, FINANCE, KEY_HOLDER, PANEL, REVIEWER
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.procurement.aside_facts import following
from operis.dockets.procurement.awarding import Awarded, ResultShown
from operis.dockets.procurement.commands import DecideAward, DeemAward, PublishResult, SetAsideAward
from operis.dockets.procurement.facts import award_writers, awards_before, contenders, signature, winning_bids
from operis.dockets.procurement.findings import KEY_LOST, FindingRecorded, RecordFinding
from operis.dockets.procurement.outcomes import AwardDecided, AwardSetAside, ResultPublished
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.concluding import day_after, last_day_of
from operis.procedures.parts.ordering import resting_on
from operis.rules.awards import (
    NEXT,
    award_there,
    awarded,
    decided_in_time,
    deemed,
    in_rank_order,
    not_contracted,
    one_award_a_lot,
    panel_authorised,
    passed_over,
    refusal_on_record,
    reported,
    someone_in_line,
    supplier_of_award,
    tie_by_rule,
    time_is_over,
    winners_of,
)
from operis.rules.eligibility import nobody_barred, related_told
from operis.rules.examination import whole_panel
from operis.rules.findings import (
    award_to_fall,
    draw_to_confirm,
    falling_told,
    finding_kept,
    finding_on,
    finding_on_record,
    found_by_whom_it_is_for,
    notice_out,
)
from operis.rules.flags import award_below_ceiling, next_looked_at
from operis.rules.own_reviews import award_reviewed
from operis.rules.reasons import reason_says_something
from operis.rules.results import (
    award_to_publish,
    documents_shown,
    experts,
    only_losers_told,
    published_in_time,
    recommended,
    size_told,
    small_declaration_shown,
    states,
)
from operis.rules.telling import declarations, documents, own_results, shown, to_publish

PUBLISH, FINDING = "REG-43c", "OURS-FINDING"


def decide_award(*, under: str, ties: str, authorised: str) -> Step[Procurement, DecideAward]:
    """The first of the line; equals by a draw. A period that ran out is told, and the clock has acted by then.

    `authorised` is the row by which the purchaser may leave the decision to the panel.
    """
    return Step(
        DecideAward,
        by=BUYER | PANEL,
        under=(under,),
        after=(
            reported.under("OURS-OPEN"),
            one_award_a_lot.under("OURS-OPEN"),
            panel_authorised.under(authorised),
            whole_panel.under(authorised),
            award_reviewed.under("OURS-REVIEW"),
        ),
        provided=(
            in_rank_order.under("REG-43b"),
            tie_by_rule.under(ties),
            nobody_barred(winners_of).under("GPL-22"),
        ),
        needs=(contenders, awards_before, body, award_writers),
        noted=(decided_in_time.under(under), award_below_ceiling.under("OURS-QUOTED")),
        then=(
            makes(
                AwardDecided,
                awards=_decided,
                passed_over=lambda case: passed_over(case, _ranks(_decided(case))),
                ground=lambda case: Slug("decided"),
                publish_by=last_day_of(PUBLISH),
            ),
        ),
    )


def _decided(case: Case[Procurement, DecideAward]) -> tuple[Awarded, ...]:
    return awarded(case.state, case.asked.awards)


def _ranks(awards: tuple[Awarded, ...]) -> dict[str, int]:
    return {one.lot: one.rank for one in awards}


def deem_award(*, under: str) -> Step[Procurement, DeemAward]:
    """Where nothing was decided in time the law holds the first ranked to be the winner; who is barred is out of the line."""
    return Step(
        DeemAward,
        by=CLOCK,
        under=(under,),
        after=(reported.under("OURS-OPEN"), time_is_over.under(under)),
        needs=(contenders,),
        then=(
            makes(
                AwardDecided,
                awards=deemed,
                passed_over=lambda case: passed_over(case, _ranks(deemed(case))),
                ground=lambda case: Slug("deemed"),
                publish_by=last_day_of(PUBLISH),
            ),
        ),
    )


def publish_result(
    *, contents: Mapping[str, str], stands: str | None, sign: tuple[str, ...], under: str = PUBLISH, related: str | None = None,
    bonds: tuple[str, ...] = (),
) -> Step[Procurement, PublishResult]:
    """`contents` has the rows that say what it states, each with its term; `stands` says for how long, `sign` until when to sign.

    `related` is the row under which related bidders are told of, where no law keeps them apart; `bonds` has those by which the securities
    of the others go back.
    """
    return Step(
        PublishResult,
        by=BUYER | AGENCY,
        under=(under,),
        after=(award_to_publish.under("OURS-OPEN"), only_losers_told.under("OURS-OPEN"), resting_on(_decisions)),
        provided=(
            *(states(term).under(row) for row, term in contents.items()),
            *((documents_shown.under(PUBLISH),) if contents else ()),
            small_declaration_shown.under("SME-13"),
        ),
        needs=(winning_bids, *((contenders,) if related else ())),
        noted=(
            size_told.under("SME-13"),
            *((published_in_time.under(PUBLISH),) if contents else ()),
            *((related_told(lambda case: [one.lot for one in to_publish(case.state)]).under(related),) if related else ()),
        ),
        then=(
            makes(
                ResultPublished,
                awards=lambda case: to_publish(case.state),
                documents=documents,
                small_declarations=lambda case: declarations(case, case.law.get("SME-13", method=case.method)),
                **{name: _shown(name) for name in walk(ResultShown)},
                experts=experts,
                recommended=recommended,
                own_results=own_results,
                stands_until=day_after(stands) if stands else _nothing,
                sign_by=last_day_of(*sign),
                bonds_back_by=lambda case: last_day_of(*bonds)(case) if bonds and _secured(case) else None,
            ),
        ),
    )


def _decisions(case: Case[Procurement, PublishResult]) -> Iterator[AwardDecided]:
    """By what the awards that are published were decided."""
    lots = {one.lot for one in to_publish(case.state)}
    decided = (one for one in case.state.awards if isinstance(one, AwardDecided))
    return (one for one in decided if lots & {each.lot for each in one.awards})


def _secured(case: Case[Procurement, PublishResult]) -> bool:
    return case.state.notice is not None and bool(case.state.notice.bond)


def _shown(name: str) -> Callable[[Case[Procurement, PublishResult]], Any]:
    return lambda case: getattr(shown(case), name)


def set_aside_award(
    *, under: tuple[str, ...], decide: str | None, falls: str, follows: Check[Procurement, SetAsideAward] = someone_in_line
) -> Step[Procurement, SetAsideAward]:
    """`follows` says whether somebody is left to take; `decide` by when; `falls` is the row by which an award falls on a finding."""
    return Step(
        SetAsideAward,
        by=BUYER,
        under=under,
        after=(award_there.under("OURS-OPEN"), not_contracted.under("OURS-OPEN"), reason_says_something.under("OURS-REASON")),
        provided=(refusal_on_record.under(under[0]), finding_on_record.under(falls), follows.under(under[0])),
        needs=(signature, following),
        noted=(next_looked_at.under("OURS-NEXT"), falling_told.under("OURS-FINDING")),
        then=(
            makes(
                AwardSetAside,
                supplier=supplier_of_award,
                decision=lambda case: one.decision if (one := _found(case)) else None,
                finding=lambda case: one.paper if (one := _found(case)) else None,
                decide_by=lambda case: last_day_of(decide)(case) if decide and case.asked.way == NEXT else None,
            ),
        ),
    )


def _found(case: Case[Procurement, SetAsideAward]) -> FindingRecorded | None:
    return finding_on(case.state, case.asked.lot, case.asked.ground)


def record_finding() -> Step[Procurement, RecordFinding]:
    """What makes an award or a purchase fall, with its paper: by another office than the one that then acts on it."""
    return Step(
        RecordFinding,
        by=REVIEWER | FINANCE | KEY_HOLDER,
        under=(FINDING,),
        after=(
            notice_out.under("OURS-OPEN"),
            award_to_fall.under("OURS-OPEN"),
            found_by_whom_it_is_for.under(FINDING),
            draw_to_confirm.under("OURS-DRAWN"),
            finding_kept.under(FINDING),
            reason_says_something.under("OURS-REASON"),
        ),
        then=(makes(FindingRecorded, found_by=lambda case: case.mandate.deciders, holder=_keyless),),
    )


def _keyless(case: Case[Procurement, RecordFinding]) -> str | None:
    return case.mandate.acts_for if case.asked.about == KEY_LOST else None


def _nothing(case: Case[Procurement, PublishResult]) -> None:
    """No law says how long."""
