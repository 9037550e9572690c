"""What does a line of a budget say?"""

from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.reading import TABLE_MAX, TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Wording


@record
class YearAmount:
    year: int = ask("Year", "年度")
    amount: Fen = ask("Amount", "金额", unit=("yuan", "元"))


@record
class BudgetLine:
    line: str = ask("Line", "预算编号")
    item: Wording = ask("Item", "项目名称", most=TITLE_MAX)
    budget_item: str = ask("Budget item", "预算项目", hint=("By which purchases of a year are added up", "按此汇总全年采购"))
    amount: Fen = ask("Amount", "金额", unit=("yuan", "元"))
    basis: str = ask("Basis document", "批复文号")
    directory_item: str | None = ask("Item of the guiding directory", "指导性目录条目", default=None)
    category: str | None = ask("Procurement category", "采购品目", default=None)
    yearly: tuple[YearAmount, ...] = ask("Money by year, where it runs longer", "分年度资金安排", default=())
    adjusts: bool = ask("Replaces the line of this number", "调整同编号预算", default=False)


@record
class BudgetTerms:
    body: str = ask("Body", "预算单位", of=RefersTo.BODY)
    year: int = ask("Fiscal year", "预算年度")
    lines: tuple[BudgetLine, ...] = ask("Lines", "预算明细", most=TABLE_MAX)
