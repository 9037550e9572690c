"""Does a result say what the law asks, tell each loser its own, and come in time?"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Awarded, ExpertShown, OwnResult
from operis.dockets.procurement.commands import PublishResult
from operis.dockets.procurement.evaluation import award_of, first_offers, lots_open, members, ranked_in, report_of, result_of
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

ResultCase = Case[Procurement, PublishResult]
CONCLUDED = frozenset({"award-amount", "expert-list", "experts", "notice-period"})
"""What the act itself concludes, so that nobody can leave it out."""
STATED_BY: Mapping[str, str] = {
    "purchaser-name-address-contact": "purchaser",
    "agency-name-address-contact": "agency",
    "purchaser-and-agency-name-address-contact": "purchaser",
    "project-name": "project_name",
    "project-number": "project_number",
    "project-name-and-number": "project_name",
    "winner-name": "winners",
    "winner-address": "winners",
    "winner-name-address-amount": "winners",
    "main-item-name": "items",
    "main-item-specification": "items",
    "main-item-quantity": "items",
    "main-item-unit-price": "items",
    "service-requirements": "items",
    "main-subject-name-spec-quantity-unit-price-service-requirements": "items",
}
PART_OF: Mapping[str, tuple[str, ...]] = {
    "winner-address": ("address",),
    "winner-name-address-amount": ("address",),
    "main-item-specification": ("specification",),
    "main-item-quantity": ("quantity",),
    "main-item-unit-price": ("unit_price",),
    "service-requirements": ("service_requirements",),
    "main-subject-name-spec-quantity-unit-price-service-requirements": ("quantity", "unit_price", "service_requirements"),
}
"""Which members of each winner or item supply a content; a service has no specification beside its requirements."""
GOODS_ONLY = frozenset({"main-item-specification"})


def to_publish(state: Procurement) -> tuple[Awarded, ...]:
    """The awards that stand and are not published yet."""
    standing = ((lot, award_of(state, lot)) for lot in lots_open(state))
    return tuple(award for lot, award in standing if award is not None and result_of(state, lot) is None)


@check
def award_to_publish(case: ResultCase, row: Row) -> Iterator[Finding]:
    if not to_publish(case.state):
        yield found("No award waits to be published.", do="Decide the award first.")


def states(term: str) -> Check[Procurement, PublishResult]:
    """A check that the result states each content which the row lists under `term`, for each lot; the agency only where there is one.

    A result that is checked by itself is about the lots that it names.
    """

    def result_complete(case: ResultCase, row: Row) -> Iterator[Finding]:
        lots = [one.lot for one in to_publish(case.state)] or _named(case.asked)
        for content in row.slugs(term):
            if content in CONCLUDED or content in GOODS_ONLY or (content == "agency-name-address-contact" and not _by_agency(case)):
                continue
            field = STATED_BY[content]
            stated = getattr(case.asked, field)
            if field in ("winners", "items"):
                for lot in (lot for lot in lots if not _stated(stated, lot, PART_OF.get(content, ()))):
                    yield found(
                        "The result does not state for lot {lot}: {content}.", at=field, do="Fill it in.", lot=lot, content=Slug(content)
                    )
            elif stated is None:
                yield found("The result does not state: {content}.", at=field, do="Fill it in.", content=Slug(content))

    return check(result_complete)


def _named(asked: PublishResult) -> list[str]:
    return sorted({*(one.lot for one in asked.winners), *(one.lot for one in asked.items)}) or ["1"]


def _stated(said: tuple[object, ...], lot: str, parts: tuple[str, ...]) -> bool:
    mine = [one for one in said if getattr(one, "lot") == lot]  # noqa: B009 - winners and items share the field
    return bool(mine) and all(getattr(one, part) is not None for one in mine for part in parts)


def _by_agency(case: ResultCase) -> bool:
    return case.state.plan is not None and case.state.plan.agency is not None


@check
def documents_shown(case: ResultCase, row: Row) -> Iterator[Finding]:
    """The purchasing documents are published with the result; those that went with the notice are public already."""
    notice = case.state.notice
    if not case.asked.documents and not (notice and notice.documents):
        yield found("The purchasing documents are not published with the result.", at="documents", do="Add them.")


@check
def small_declaration_shown(case: ResultCase, row: Row) -> Iterator[Finding]:
    """One declaration for each winner that counted as a small enterprise."""
    on_record(case.state.opening, "bids-opened")
    small = {(one.lot, one.supplier) for lot in lots_open(case.state) for one in first_offers(case.state, lot) if one.small}
    winners = {one.supplier for one in to_publish(case.state) if (one.lot, one.supplier) in small}
    if len(case.asked.small_declarations) < len(winners):
        yield found("A winner counts as a small enterprise, and its declaration is not published.", at="small_declarations", do="Add it.")


@check
def losers_told(case: ResultCase, row: Row) -> Iterator[Finding]:
    """Each supplier whose bid was opened and did not win is told why."""
    on_record(case.state.opening, "bids-opened")
    told = {(one.lot, one.supplier) for one in case.asked.losers}
    for lot, supplier in losers(case.state):
        if (lot, supplier) not in told:
            yield found(
                "{supplier} is not told why it did not win lot {lot}.", at="losers", do="Give the reason.", supplier=supplier, lot=lot
            )


def losers(state: Procurement) -> tuple[tuple[str, str], ...]:
    """Lot and supplier of every opened bid that did not win, of the lots that are published."""
    winners = {one.lot: one.supplier for one in to_publish(state)}
    return tuple((lot, one.supplier) for lot, winner in winners.items() for one in first_offers(state, lot) if one.supplier != winner)


@check
def published_in_time(case: ResultCase, row: Row) -> Iterator[Finding]:
    waiting = set(to_publish(case.state))
    decided = [one.publish_by for one in case.state.awards if isinstance(one, AwardDecided) and waiting & set(one.awards)]
    due = min((by.day for by in decided if by is not None), default=None)
    if due is not None and case.today > due:
        yield found("The result was to be published by {by}.", do="Publish it now.", by=due)


def own_results(case: ResultCase) -> tuple[OwnResult, ...]:
    """To each loser its reason, with its own score and rank."""
    reasons = {(one.lot, one.supplier): one.reason for one in case.asked.losers}
    return tuple(
        OwnResult(lot=lot, supplier=supplier, reason=reasons[lot, supplier], total=total, rank=rank)
        for lot, supplier in losers(case.state)
        if (lot, supplier) in reasons
        for total, rank in [_own(case.state, lot, supplier)]
    )


def _own(state: Procurement, lot: str, supplier: str) -> tuple[Decimal | None, int | None]:
    mine = next((one for one in ranked_in(report_of(state, lot), lot) if one.supplier == supplier), None)
    return (mine.total, mine.rank) if mine else (None, None)


def experts(case: ResultCase) -> tuple[ExpertShown, ...]:
    """The panel by name, and who of it the purchaser chose itself."""
    return tuple(ExpertShown(name=one.name, seat=one.seat, own_choice=one.own_choice) for one in members(case.state))
