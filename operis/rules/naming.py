"""Does a plan name a supplier?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import FilePlan, ReviewPlan
from operis.dockets.procurement.naming_facts import suppliers_named
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row


@check("What is wanted, asked and scored names no supplier.", "采购需求、资格条件和评审因素未提及供应商名称。")
def no_supplier_named(case: Case[Procurement, FilePlan | ReviewPlan], row: Row) -> Iterator[Finding]:
    """Told: a name may stand there for a reason, such as whose system goes on running, and short ones by chance."""
    named = case.facts[suppliers_named].found if suppliers_named in case.facts else ()
    for one in named:
        if len(one.typed) >= row.count("name_letters_min_count"):
            yield found(
                "The plan names a supplier on file: {name}. What points at one supplier shuts the others out.",
                do="Say what is wanted without the name, or why it has to stand there.",
                name=one.name,
            )
