"""Which acts stand on a budget?"""

from operis.core.acts import Act
from operis.core.briefs import field
from operis.core.fields import record
from operis.core.money import Fen
from operis.core.wording import Label
from operis.dockets.budget.terms import BudgetTerms


@record
class BudgetEntered(BudgetTerms, Act):
    kind, version = "budget-entered", 1
    title_words = Label("Budget entered", "预算登记")
    brief = field("total")

    @property
    def total(self) -> Fen:
        return Fen(sum(line.amount for line in self.lines))
