"""What does an inspection ask and decide?"""

from datetime import date

from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording

IN_ORDER, TO_BE_CORRECTED = Slug("in-order"), Slug("to-be-corrected")
FILE_AGAIN = Slug("file-plan")
"""An effect is called by the command that carries it out."""
CAUSES = {
    "plan-read": ("the plan was read", "查阅备案的采购实施计划"),
    "sign-seen": ("a sign of risk was seen", "发现风险线索"),
    "concern": ("a concern was reported", "收到检举、反映"),
    "planned-check": ("the yearly plan of checks", "年度检查计划"),
}
RESULTS = {"in-order": ("in order", "未发现问题"), "to-be-corrected": ("to be corrected", "责令限期改正")}
GROUNDS = {
    "splitting": ("the purchase was split up", "化整为零规避公开招标"),
    "method-changed-without-right": ("the method was chosen without right", "擅自采用其他采购方式"),
    "standard-raised": ("the standard was raised without right", "擅自提高采购标准"),
    "discrimination": ("suppliers are treated unequally", "以不合理条件对供应商实行差别待遇或者歧视待遇"),
}


@record
class InspectionTerms:
    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)
    cause: Slug = ask("Why it is looked at", "检查缘由", choices=CAUSES)
    matters: Wording = ask("What is asked", "要求说明的事项")
    answer_by: date = ask("To be answered by", "答复期限")


@record
class AnswerTerms:
    answer: Wording = ask("Answer", "答复")


@record
class DecisionTerms:
    result: Slug = ask("Result", "处理结果", choices=RESULTS)
    grounds: tuple[Slug, ...] = ask("Grounds", "事由", choices=GROUNDS, default=())
    reasons: Wording = ask("Reasons", "理由")
    correct_by: date | None = ask("To be corrected by", "改正期限", default=None)


@record
class Effect:
    """What a decision changes in another docket: by which command, in which lots, on which ground, until when."""

    docket: str = ask("Docket", "编号")
    lots: tuple[str, ...] = ask("Lots", "采购包", default=(), of=RefersTo.LOT)
    effect: Slug = ask("Effect", "效力")
    grounds: tuple[Slug, ...] = ask("Grounds", "事由", default=())
    until: date | None = ask("Until", "期限", default=None)
