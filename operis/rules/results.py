"""Does the record have what a result is to say, and does the result come in time?"""

from collections.abc import Iterator, Mapping

from operis.core.case import on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Awarded, ExpertShown
from operis.dockets.procurement.commands import PublishResult
from operis.dockets.procurement.evaluation import first_offers, lots_open, members
from operis.dockets.procurement.inviting import RECOMMENDED, Candidate
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.reserving import kept_for
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.telling import ResultCase, declarations, declarations_in, documents, losers, shown, to_publish, winning

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


@check("An award waits to be published.", "有待公告的中标（成交）结果。")
def award_to_publish(case: ResultCase, row: Row) -> Iterator[Finding]:
    if not to_publish(case.state):
        yield found("No award waits to be published.", do="Decide the award first.")


def states(term: str) -> Check[Procurement, PublishResult]:
    """A check that plan, notice, bids and files say each content which the row lists under `term`; the agency only where there is one."""

    def result_complete(case: ResultCase, row: Row) -> Iterator[Finding]:
        for content, lot, there in contents_of(case, row, term):
            if not there and lot:
                yield found(
                    "The record does not say for lot {lot}: {content}.",
                    do="Have it put right in the notice, the bid or the supplier's file.", lot=lot, content=Slug(content),
                )  # fmt: skip
            elif not there:
                yield found("The record does not say: {content}.", do="Have it put right in the notice, the bid or the supplier's file.",
                            content=Slug(content))  # fmt: skip

    return check("The result has all its contents.", "结果公告内容完整。")(result_complete)


def contents_of(case: ResultCase, row: Row, term: str) -> Iterator[tuple[str, str, bool]]:
    """What a row asks a result to state: each content, the lot where it is said lot by lot, and whether the record says it."""
    said = shown(case)
    for content in row.slugs(term):
        if content in GOODS_ONLY or (content == "agency-name-address-contact" and not _by_agency(case)):
            continue
        field = STATED_BY.get(content)
        if content in CONCLUDED or field is None:
            yield content, "", True
        elif field in ("winners", "items"):
            stated = getattr(said, field)
            for lot in (one.lot for one in to_publish(case.state)):
                yield content, lot, _stated(stated, lot, PART_OF.get(content, ()))
        else:
            yield content, "", getattr(said, field) is not None


def term_of(row: Row) -> str | None:
    """Under which term a row lists what a result states."""
    return next((term for term in ("result_contents", "contents") if row.has(term)), None)


def _stated(said: tuple[object, ...], lot: str, parts: tuple[str, ...]) -> bool:
    mine = [one for one in said if getattr(one, "lot") == lot]  # noqa: B009 - winners and items share the field
    return bool(mine) and all(getattr(one, part) is not None for one in mine for part in parts)


def _by_agency(case: ResultCase) -> bool:
    return case.state.plan is not None and case.state.plan.agency is not None


@check("The purchasing documents are published with the result.", "采购文件随结果同时公告。")
def documents_shown(case: ResultCase, row: Row) -> Iterator[Finding]:
    """The purchasing documents are published with the result; those that went with the notice are public already."""
    if not documents(case):
        yield found("The purchasing documents are not published with the result.", at="documents", do="Add them.")


@check("A small winner's declaration is published with the result.", "中标（成交）供应商的《中小企业声明函》随结果公开。")
def small_declaration_shown(case: ResultCase, row: Row) -> Iterator[Finding]:
    """One declaration for each winner that was favoured; whose bid only states it, or has none, is published with the size on its file."""
    sized = {one.supplier for one in favoured(case) if winning(case, one).size is not None or winning(case, one).declares}
    if len(declarations(case, row)) < len({one.supplier for one in favoured(case)} - sized):
        yield found(
            "A winner is favoured as a small or medium enterprise, and its declaration is not published.",
            at="small_declarations",
            do="Add it.",
        )


@check("From where the size of a favoured winner is known is told.", "公告写明享受扶持的中标（成交）供应商规模的依据。")
def size_told(case: ResultCase, row: Row) -> Iterator[Finding]:
    """Nobody asked it for a declaration: then everybody reads that the size is that of its file, and who has looked at that."""
    for one in favoured(case):
        bid = winning(case, one)
        if bid.size is not None and not bid.declares and not declarations_in(bid, row):
            yield found(
                "The bid of {supplier} has no small-enterprise declaration; its size is that of its file here: {size}. "
                "Reviewed by the finance department: {answer}.",
                do="Ask for the declaration in the documents of the next purchase.",
                supplier=one.supplier,
                size=Slug(bid.size),
                answer=Slug("yes" if bid.reviewed else "no"),
            )


def favoured(case: ResultCase) -> tuple[Awarded, ...]:
    """Winners that counted as small, or won what was reserved, so that a medium one is favoured too."""
    on_record(case.state.opening, "bids-opened")
    small = {(one.lot, one.supplier) for lot in lots_open(case.state) for one in first_offers(case.state, lot) if one.small}
    return tuple(one for one in to_publish(case.state) if (one.lot, one.supplier) in small or kept(case.state, one.lot))


def kept(state: Procurement, lot: str) -> bool:
    """Whether the lot is reserved: by itself, or with the whole purchase."""
    plan = on_record(state.plan, "implementation-plan-filed")
    return kept_for(plan, lot) is not None


@check("A further sentence goes only to those who did not win.", "补充说明仅告知未中标（成交）供应商。")
def only_losers_told(case: ResultCase, row: Row) -> Iterator[Finding]:
    for place, one in enumerate(case.asked.losers):
        if (one.lot, one.supplier) not in losers(case.state):
            yield found(
                "{supplier} is none of those who did not win lot {lot}.", at=f"losers/{place}/supplier", do="Take it out.",
                supplier=one.supplier, lot=one.lot,
            )  # fmt: skip


@check("The result is published in time.", "在规定期限内公告结果。")
def published_in_time(case: ResultCase, row: Row) -> Iterator[Finding]:
    waiting = set(to_publish(case.state))
    decided = [one.publish_by for one in case.state.awards if isinstance(one, AwardDecided) and waiting & set(one.awards)]
    due = min((by.day for by in decided if by is not None), default=None)
    if due is not None and case.today > due:
        yield found("The result was to be published by {by}.", do="Publish it now.", by=due)


def recommended(case: ResultCase) -> tuple[Candidate, ...]:
    """All who were recommended for an invitation, and why; those of a pool or a prequalification are told of nowhere."""
    listed = case.state.candidates
    return listed.candidates if listed is not None and listed.way == RECOMMENDED else ()


def experts(case: ResultCase) -> tuple[ExpertShown, ...]:
    """The panel by name, and who of it the purchaser chose itself."""
    return tuple(ExpertShown(name=one.name, seat=one.seat, own_choice=one.own_choice) for one in members(case.state))
