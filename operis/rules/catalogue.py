"""Is what is bought in the catalogue of centralised purchasing of the place, and does it go the way that the catalogue has?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.dockets.budget.facts import branch
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.law.book import Law, Row

PlanCase = Case[Procurement, FilePlan]
ITEMS, AGENCIES, FROM = "centralised_items", "centralised_agencies", "centralised_from_fen"


def catalogued(law: Law, category: str, budget: Fen) -> tuple[str, Row] | None:
    """The item of the catalogue under which a category falls, and the row that lists it; an item may count from an amount on."""
    rows = [row for row in law.every_having(ITEMS) if not row.has(FROM) or budget >= row.fen(FROM)]
    found = [(item, row) for row in rows for item in row.slugs(ITEMS) if category.startswith(branch(item))]
    return max(found, key=lambda one: (len(one[1].place), one[1].blocks, len(branch(one[0]))), default=None)


@check("What is in the catalogue goes through the centralised purchasing agency.", "目录内项目委托集中采购机构代理采购。")
def through_central_agency(case: PlanCase, row: Row) -> Iterator[Finding]:
    """At any amount, unless a government that may do so has allowed the body to buy it itself."""
    asked, listed = case.asked, catalogued(case.law, case.asked.category, case.asked.budget)
    if listed is None or asked.catalogue_approval is not None:
        return
    item, source = listed
    agencies = case.law.having(AGENCIES)
    known = agencies.slugs(AGENCIES) if agencies is not None else ()
    if known and asked.agency not in known:
        yield found(
            "{category} is in the catalogue of centralised purchasing ({item}, {source}): at any amount it goes through the centralised "
            "purchasing agency.",
            at="agency",
            do="Entrust it to: {agencies}. Only an approval of a government at provincial level or above lets a body buy it itself.",
            sure=source.blocks,
            category=asked.category,
            item=item,
            source=source.id,
            agencies=known,
        )
    elif not known:
        yield found(
            "{category} is in the catalogue of centralised purchasing ({item}, {source}), and which agency is the centralised one here is "
            "not on record.",
            at="agency",
            do="Have the agency entered with the amounts of the place, and entrust it.",
            sure=False,
            category=asked.category,
            item=item,
            source=source.id,
        )


@check("What is in the catalogue is bought by the procurement law.", "目录内项目适用政府采购法。")
def catalogue_by_the_law(case: PlanCase, row: Row) -> Iterator[Finding]:
    """The quota is for what is not in the catalogue; what is in it counts at any amount."""
    listed = catalogued(case.law, case.asked.category, case.asked.budget)
    if listed is not None and row.yes("catalogue_items_centralised"):
        item, source = listed
        yield found(
            "{category} is in the catalogue of centralised purchasing ({item}, {source}): the procurement law applies at any amount.",
            at="method",
            do="Choose one of its methods.",
            sure=source.blocks,
            category=case.asked.category,
            item=item,
            source=source.id,
        )
