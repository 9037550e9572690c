"""What may be asked of a budget?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.budget.terms import BudgetTerms


@record
class EnterBudget(BudgetTerms, Command):
    slug, docket_kind, opens = "enter-budget", "budget", True
    title_words = Label("Enter a budget", "登记预算")
