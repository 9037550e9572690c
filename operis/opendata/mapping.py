"""Which path of the Open Contracting Data Standard says what of the record? One table for each of its objects, read from top to bottom.

The pages that describe the data are written from these tables, and a test holds each field that they name against the acts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from operis.core.fields import Happened
from operis.core.wording import Label, Wording
from operis.dockets.procurement.acts import NoticeCorrected, RepresentationAnswered
from operis.dockets.procurement.terms import Criterion, PlanTerms
from operis.documents.labels import label
from operis.opendata.awards import given
from operis.opendata.bids import counts, offers
from operis.opendata.codes import CATEGORIES, CREDIT_CODE, CRITERION, CURRENCY, ENDED, MAIN_CATEGORY, METHOD
from operis.opendata.seen import Agreed, Seen
from operis.opendata.table import Maps, Table, amount

PLAN, NOTICE, INTENTION = "implementation-plan-filed", "notice-published", "intention-published"
NEED = "need-recorded"


@dataclass(frozen=True)
class Of:
    """One thing of a process, and the process."""

    at: Seen
    one: Any


def money(value: int | None) -> dict[str, Any]:
    return {} if value is None else {"amount": amount(value), "currency": CURRENCY}


def reference(at: Seen, key: str | None) -> dict[str, Any]:
    return {"id": key, "name": at.name(key)} if key else {}


def span(at: Seen, start: Happened | None, end: Any) -> dict[str, Any]:
    last = {} if end is None else {"endDate": at.moment(end) if hasattr(end, "hour") else at.end(end)}
    return {**({} if start is None else {"startDate": at.moment(start)}), **last}


def plan_of(at: Seen) -> PlanTerms:
    """Where there is a lot, there is a plan."""
    assert at.state.plan is not None
    return at.state.plan


def named(at: Seen, field: str) -> str:
    """The words for what the plan says there."""
    slug = getattr(at.state.plan, field, None)
    return label(slug, at.language) if slug else ""


def title(at: Seen) -> Wording | None:
    said = (at.state.notice, at.state.intention)
    return next((one.project_name for one in said if one is not None and one.project_name is not None), at.asked)


def status(at: Seen) -> str:
    """Where the tender stands."""
    if at.state.ended:
        return ENDED[at.state.endings[-1].ground]
    if at.state.results:
        return "complete"
    return "active" if at.state.notice else "planned" if at.state.plan else "planning"


def lot_status(of: Of) -> str:
    ending = next((one for one in of.at.state.endings if of.one.lot in (one.lots or of.at.state.lots)), None)
    if ending is not None:
        return ENDED[ending.ground]
    done = any(each.lot == of.one.lot for result in of.at.state.results for each in result.awards)
    return "complete" if done else "active" if of.at.state.notice else "planned"


def bought(of: Of) -> Iterator[Of]:
    """What is in the lot of an award or a contract."""
    return (one for one in parts(of.at) if one.one.lot == of.one.lot)


@dataclass(frozen=True)
class Part:
    """A lot; a purchase that is not divided is one lot with all of its money."""

    lot: str
    name: Wording | None
    budget: int


def parts(at: Seen) -> Iterator[Of]:
    plan = at.state.plan
    if plan is not None:
        said = {one.lot: one for one in plan.lots}
        for lot in at.state.lots:
            own = said.get(lot)
            yield Of(at, Part(lot, own.name if own else title(at), own.budget if own else plan.budget))


ITEMS: Table[Of] = Table("tender/items", Label("What is bought", "采购标的"), (
    Maps("id", (f"{PLAN}.lots",), lambda of: of.one.lot),
    Maps("description", (f"{PLAN}.lots", f"{NOTICE}.project_name"), lambda of: of.at.words(of.one.name)),
    Maps("classification/scheme", (), lambda of: CATEGORIES),
    Maps("classification/id", (f"{PLAN}.category",), lambda of: plan_of(of.at).category),
    Maps("relatedLot", (f"{PLAN}.lots",), lambda of: of.one.lot),
))  # fmt: skip
CRITERIA: Table[Of] = Table("tender/lots/awardCriteria/criteria", Label("Criteria", "评审因素"), (
    Maps("type", (f"{PLAN}.criteria",), lambda of: CRITERION[of.one.kind]),
    Maps("name", (f"{PLAN}.criteria",), lambda of: of.at.words(of.one.name)),
    Maps("description", (f"{PLAN}.criteria",), lambda of: of.at.words(of.one.rule)),
    Maps("numbers", (f"{PLAN}.criteria",), lambda of: [{"number": float(of.one.weight), "weight": "pointsExact"}]),
))  # fmt: skip
LOTS: Table[Of] = Table("tender/lots", Label("Lots", "采购包"), (
    Maps("id", (f"{PLAN}.lots",), lambda of: of.one.lot),
    Maps("title", (f"{PLAN}.lots", f"{NOTICE}.project_name"), lambda of: of.at.words(of.one.name)),
    Maps("status", ("proceedings-terminated.ground", "result-published.awards"), lot_status),
    Maps("value", (f"{PLAN}.lots", f"{PLAN}.budget"), lambda of: money(of.one.budget)),
    Maps("awardCriteria/criteria", (f"{PLAN}.criteria",), lambda of: CRITERIA.each(Of(of.at, one) for one in plan_of(of.at).criteria)),
))  # fmt: skip
ENQUIRIES: Table[Of] = Table("tender/enquiries", Label("Questions and answers", "询问和答复"), (
    Maps("id", ("representation-answered.no",), lambda of: f"{of.one.act.no}"),
    Maps("date", ("representation-answered.asked_on",), lambda of: of.at.moment(of.one.act.asked_on)),
    Maps("description", ("representation-answered.asked",), lambda of: of.at.words(of.one.act.asked)),
    Maps("answer", ("representation-answered.answer",), lambda of: of.at.words(of.one.act.answer)),
    Maps("dateAnswered", ("representation-answered.happened",), lambda of: of.at.moment(of.one.act.happened)),
))  # fmt: skip
AMENDMENTS: Table[Of] = Table("tender/amendments", Label("Corrections", "更正"), (
    Maps("id", (), lambda of: f"{of.one.docket}-{of.one.number}"),
    Maps("date", ("notice-corrected.happened",), lambda of: of.at.moment(of.one.act.happened)),
    Maps("rationale", ("notice-corrected.reason",), lambda of: of.at.words(of.one.act.reason)),
    Maps("description", ("notice-corrected.changes",), lambda of: "\n".join(of.at.words(one.new) for one in of.one.act.changes)),
))  # fmt: skip
TENDER: Table[Seen] = Table("tender", Label("Tender", "采购项目"), (
    Maps("id", (), lambda at: at.number),
    Maps("title", (f"{NOTICE}.project_name", f"{INTENTION}.project_name", f"{NEED}.title"), lambda at: at.words(title(at))),
    Maps("description", (f"{NOTICE}.content",), lambda at: at.words(getattr(at.state.notice, "content", None))),
    Maps("status", ("proceedings-terminated.ground",), status),
    Maps("procuringEntity", (f"{PLAN}.body",), lambda at: reference(at, at.state.body)),
    Maps("value", (f"{NOTICE}.budget", f"{PLAN}.budget"), lambda at: money(at.state.plan.budget if at.state.plan else None)),
    Maps("minValue", (f"{PLAN}.floor",), lambda at: money(at.state.plan.floor if at.state.plan else None)),
    Maps("procurementMethod", (f"{PLAN}.method",), lambda at: at.state.plan and METHOD[at.state.plan.method]),
    Maps("procurementMethodDetails", (f"{PLAN}.method",), lambda at: named(at, "method")),
    Maps("procurementMethodRationale", (f"{PLAN}.method_ground",), lambda at: named(at, "method_ground")),
    Maps("mainProcurementCategory", (), lambda at: at.state.plan and MAIN_CATEGORY),
    Maps("awardCriteria", (f"{PLAN}.criteria",), lambda at: at.state.plan and basis(at.state.plan.criteria)),
    Maps("submissionMethod", (), lambda at: at.state.notice and ["electronicSubmission"]),
    Maps("tenderPeriod", (f"{NOTICE}.happened", f"{NOTICE}.bids_close", "notice-corrected.closes"),
         lambda at: at.state.notice and span(at, at.state.notice.happened, at.state.bids_close)),
    Maps("hasEnquiries", ("representation-answered.no",), lambda at: bool(at.state.answers) if at.state.notice else None),
    Maps("eligibilityCriteria", (f"{NOTICE}.qualification",), lambda at: at.words(getattr(at.state.notice, "qualification", None))),
    Maps("items", (f"{PLAN}.category", f"{PLAN}.lots"), lambda at: ITEMS.each(parts(at))),
    Maps("lots", (f"{PLAN}.lots",), lambda at: LOTS.each(parts(at))),
    Maps("numberOfTenderers", ("bids-opened.opened",), lambda at: len(tenderers(at)) or None),
    Maps("tenderers", ("bids-opened.opened",), lambda at: [reference(at, key) for key in tenderers(at)]),
    Maps("enquiries", ("representation-answered.asked",), lambda at: ENQUIRIES.each(each(at, RepresentationAnswered))),
    Maps("amendments", ("notice-corrected.changes",), lambda at: AMENDMENTS.each(each(at, NoticeCorrected))),
))  # fmt: skip


def basis(criteria: tuple[Criterion, ...]) -> str:
    """By the price alone, or by points."""
    return "ratedCriteria" if any(one.kind != "price" for one in criteria) else "priceOnly"


def each(at: Seen, kind: Any) -> Iterator[Of]:
    return (Of(at, one) for one in at.of(kind))


def tenderers(at: Seen) -> list[str]:
    """Whoever bid for some lot, once each."""
    return list(dict.fromkeys(one.supplier for one in offers(at)))


PLANNING: Table[Seen] = Table("planning", Label("Planning", "采购计划"), (
    Maps("budget/id", (f"{PLAN}.budget_line",), lambda at: at.state.plan and at.state.plan.budget_line),
    Maps("budget/projectID", (f"{PLAN}.need", f"{INTENTION}.need"), lambda at: said(at).need.upper()),
    Maps("budget/amount", (f"{PLAN}.budget", f"{INTENTION}.budget"), lambda at: money(said(at).budget)),
    Maps("rationale", (f"{INTENTION}.needs_overview",), lambda at: at.words(getattr(at.state.intention, "needs_overview", None))),
))  # fmt: skip


def said(at: Seen) -> Any:
    """The plan; before it is filed, the intention."""
    return at.state.plan or at.state.intention


DETAILS: Table[Of] = Table("bids/details", Label("Bids", "投标（响应）"), (
    Maps("id", ("bids-opened.opened",), lambda of: of.one.id),
    Maps("date", ("bids-closed.listed",), lambda of: of.one.received and of.at.moment(of.one.received)),
    Maps("status", ("bids-examined.verdicts", "evaluation-reported.ranked"), lambda of: of.one.status),
    Maps("tenderers", ("bids-opened.opened",), lambda of: [reference(of.at, of.one.supplier)]),
    Maps("value", ("bids-opened.opened", "evaluation-reported.ranked"), lambda of: money(of.one.price)),
    Maps("relatedLots", ("bids-opened.opened",), lambda of: [of.one.lot]),
))  # fmt: skip
STATISTICS: Table[Of] = Table("bids/statistics", Label("Counts of bids", "投标（响应）数量"), (
    Maps("id", (), lambda of: f"{of.one.measure}-{of.one.lot}" if of.one.lot else of.one.measure),
    Maps("measure", ("bids-opened.lots", "bids-opened.withdrawn", "bids-opened.late"), lambda of: of.one.measure),
    Maps("value", ("bids-opened.lots", "bids-opened.withdrawn", "bids-opened.late"), lambda of: of.one.value),
    Maps("relatedLot", ("bids-opened.lots",), lambda of: of.one.lot),
))  # fmt: skip
AWARDS: Table[Of] = Table("awards", Label("Awards", "中标（成交）"), (
    Maps("id", ("result-published.awards",), lambda of: of.one.id),
    Maps("title", (f"{NOTICE}.project_name",), lambda of: of.at.words(title(of.at))),
    Maps("status", ("award-set-aside.lot", "proceedings-terminated.lots"), lambda of: of.one.status),
    Maps("date", ("result-published.happened",), lambda of: of.at.moment(of.one.happened)),
    Maps("value", ("result-published.awards",), lambda of: money(of.one.price)),
    Maps("suppliers", ("result-published.awards",), lambda of: [reference(of.at, of.one.supplier)]),
    Maps("items", (f"{PLAN}.category",), lambda of: ITEMS.each(bought(of))),
    Maps("relatedLots", ("result-published.awards",), lambda of: [of.one.lot]),
    Maps("relatedBid", ("result-published.awards",), lambda of: f"{of.one.bid}-{of.one.lot}"),
))  # fmt: skip
CHANGES: Table[Of] = Table("contracts/amendments", Label("Changes of contracts", "合同变更"), (
    Maps("id", (), lambda of: f"{of.one.docket}-{of.one.number}"),
    Maps("date", ("contract-changed.happened",), lambda of: of.at.moment(of.one.act.happened)),
    Maps("rationale", ("contract-changed.reason",), lambda of: of.at.words(of.one.act.reason)),
))  # fmt: skip
CONTRACTS: Table[Of] = Table("contracts", Label("Contracts", "合同"), (
    Maps("id", (), lambda of: of.one.number),
    Maps("awardID", ("contract-drawn-up.lot",), lambda of: award_of(of)),
    Maps("title", (f"{NOTICE}.project_name",), lambda of: of.at.words(title(of.at))),
    Maps("description", ("publication-made.content",), lambda of: of.at.words(of.one.state.published and of.one.state.published.content)),
    Maps("status", ("signature-refused.reason",), lambda of: "active" if of.one.state.signed else "cancelled"),
    Maps("dateSigned", ("contract-signed.happened",), lambda of: of.one.state.signed and of.at.moment(of.one.state.signed.happened)),
    Maps("value", ("contract-drawn-up.price", "contract-changed.supplement"), lambda of: money(price(of.one))),
    Maps("period", ("contract-drawn-up.starts", "contract-drawn-up.ends"),
         lambda of: of.one.state.drawn_up and span(of.at, of.one.state.drawn_up.starts, of.one.state.drawn_up.ends)),
    Maps("items", (f"{PLAN}.category",), lambda of: ITEMS.each(bought(of))),
    Maps("amendments", ("contract-changed.reason",), lambda of: CHANGES.each(changed(of))),
))  # fmt: skip


def price(one: Agreed) -> int | None:
    """What is to be paid, with what both sides added."""
    return one.state.drawn_up.price + sum(one.state.supplements) if one.state.drawn_up else None


def award_of(of: Of) -> str:
    """The award of its lot that stood last before it was signed."""
    made = [one for one in given(of.at) if one.lot == of.one.lot]
    own = [one for one in made if of.one.state.drawn_up is None or one.supplier == of.one.state.drawn_up.supplier]
    return (own or made)[-1].id if made else ""


def changed(of: Of) -> Iterator[Of]:
    return (Of(of.at, one) for one in of.one.acts if one.act.kind == "contract-changed")


PARTY: Table[Of] = Table("parties", Label("Parties", "参与各方"), (
    Maps("id", ("file-entered.key",), lambda of: of.one.key),
    Maps("name", ("file-entered.name",), lambda of: of.at.name(of.one.key)),
    Maps("identifier/scheme", (), lambda of: CREDIT_CODE if of.at.parties.code(of.one.key) else ""),
    Maps("identifier/id", ("file-entered.code",), lambda of: of.at.parties.code(of.one.key)),
    Maps("roles", (), lambda of: list(of.one.roles)),
))  # fmt: skip


@dataclass(frozen=True)
class Party:
    key: str
    roles: tuple[str, ...]


def parties(at: Seen) -> Iterator[Of]:
    roles: dict[str, list[str]] = {}
    for role, keys in (
        ("buyer", [at.state.body]), ("procuringEntity", [at.state.body]), ("tenderer", tenderers(at)),
        ("supplier", [one.supplier for one in given(at)]),
    ):  # fmt: skip
        for key in keys:
            if key and role not in roles.setdefault(key, []):
                roles[key].append(role)
    return (Of(at, Party(key, tuple(some))) for key, some in roles.items())


WHOLE: Table[Seen] = Table("", Label("Release", "发布"), (
    Maps("buyer", (f"{PLAN}.body", f"{INTENTION}.body"), lambda at: reference(at, at.state.body)),
    Maps("parties", (), lambda at: PARTY.each(parties(at))),
    Maps("planning", (), PLANNING.build),
    Maps("tender", (), TENDER.build),
    Maps("bids/statistics", (), lambda at: STATISTICS.each(Of(at, one) for one in counts(at))),
    Maps("bids/details", (), lambda at: DETAILS.each(Of(at, one) for one in offers(at))),
    Maps("awards", (), lambda at: AWARDS.each(Of(at, one) for one in given(at))),
    Maps("contracts", (), lambda at: CONTRACTS.each(Of(at, one) for one in at.contracts if one.state.signed or one.state.refused)),
))  # fmt: skip
TABLES: tuple[Table[Any], ...] = (
    WHOLE, PARTY, PLANNING, TENDER, ITEMS, LOTS, CRITERIA, ENQUIRIES, AMENDMENTS, STATISTICS, DETAILS, AWARDS, CONTRACTS, CHANGES,
)  # fmt: skip
"""In the order in which they are described."""
