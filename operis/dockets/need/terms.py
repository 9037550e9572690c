"""What is said of a need: its parts, who was asked about it, and the answers that tell service from post."""

from datetime import date

from operis.core.acts import Outside
from operis.core.fields import Answers, Withheld, ask, record
from operis.core.money import Fen
from operis.core.reading import TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.budget.facts import COOPERATIVE_INNOVATION, EMERGENCY_PURCHASE


@record
class NeedPart:
    """What REG-15 asks of a need; what is not known yet is left out, and missed by name."""

    part: str = ask("Part", "部分", hint=("A short name; 1 where there is only one", "简短名称；只有一个部分的写1"))
    result: Wording | None = ask("Result wanted", "需要的成果", default=None)
    quantity: Wording | None = ask("Quantity", "数量", default=None)
    place: Wording | None = ask("Place", "地点", default=None)
    served: Wording | None = ask("People served", "服务对象", default=None)
    period: Wording | None = ask("Period", "期限", default=None)


@record
class NeedTerms:
    title: Wording = ask("Title", "需求名称", most=TITLE_MAX)
    parts: tuple[NeedPart, ...] = ask(
        "Parts", "需求部分", hint=("One for each thing that could be let or staffed by itself", "可以分别采购或者设岗的，分别填写")
    )


PLAN = ("the plan of a service for the public", "公共服务项目的实施计划")
"""What a consultation is missed by that does not say how those served were asked."""
WAYS = {
    "survey": ("a survey by paper or online", "问卷或者网上调查"),
    "meeting": ("a meeting", "座谈会"),
    "visits": ("visits", "走访"),
    "public-call": ("a public call for opinions", "公开征求意见"),
}


@record
class Quotation:
    """What one firm said that the service would cost."""

    firm: str = ask("Firm", "企业名称")
    amount: Fen = ask("Amount", "报价", unit=("yuan", "元"))


@record
class ConsultationTerms:
    on: date = ask("Day", "日期", past=True)
    market_count: int = ask("Firms asked", "询问的供应商家数")
    recipients_count: int = ask("Service users asked", "征求意见的服务对象人数")
    summary: Wording = ask("What they said", "意见摘要")
    names: Wording | Withheld | None = ask("Who was asked", "征求意见对象名单", hint=("Never published", "不予公开"), default=None)
    way: Slug | None = ask("How those served were asked", "征求意见方式", choices=WAYS, default=None, later=True, before=PLAN)
    answered_count: int | None = ask("How many answered", "收回意见数", default=None, later=True, before=PLAN)
    adopted: Wording | None = ask("What was changed after it", "意见采纳情况", default=None, later=True, before=PLAN)
    authors: tuple[str, ...] = ask(
        "Suppliers that designed this project or wrote its specification",
        "为本项目提供过整体设计、规范编制等服务的供应商",
        hint=(
            "Short names of their files; they may not bid. Who only answered a survey is none of them",
            "填写其档案简称，不得再参加本项目；仅接受过需求调查的不属于此类",
        ),
        default=(),
        later=True,
        of=RefersTo.SUPPLIER,
    )
    quotations: tuple[Quotation, ...] = ask("Quotations", "询价情况", default=(), later=True)


DESCRIBED = {"way": "way-of-asking", "answered_count": "how-many-answered", "adopted": "what-was-changed"}
"""What shows that those served were asked, by the word for it."""


@record
class PartAnswers:
    part: str = ask("Part", "部分", default="1", of=RefersTo.PART)
    answers: Answers = ask("Answers", "答案", hint=("By the numbers of the questions", "按问题编号填写"))


OCCASIONS = {
    "first": ("First determination", "首次认定"),
    "contract-start": ("The contract starts", "合同开始履行"),
    "renewal": ("Renewal", "续签"),
    "complaint": ("A complaint", "投诉"),
    "practice": ("Practice has changed", "实际做法发生变化"),
}


@record
class DeterminationTerms:
    occasion: Slug = ask("Occasion", "认定时点", choices=OCCASIONS, default=Slug("first"))
    reasons: Wording | None = ask(
        "Reasons of the person who confirms",
        "确认人的理由",
        hint=("Needed where the outcome was weighed", "经综合权衡得出结论的，应当说明"),
        default=None,
    )


@record
class PartDetermined:
    """The outcome of one part, with the answers that led there; codes are those of the questions and outcomes in the pack."""

    part: str = ask("Part", "部分", of=RefersTo.PART)
    answers: Answers = ask("Answers", "答案")
    outcome: str = ask("Outcome", "结论", of=RefersTo.ROW)
    holds: tuple[str, ...] = ask("Holds", "暂缓事由", of=RefersTo.ROW)
    flags: tuple[str, ...] = ask("Flags", "提示", of=RefersTo.ROW)
    class_: Slug | None = ask("Class", "服务类别")
    decided_by: tuple[str, ...] = ask("Decided by", "决定因素", of=RefersTo.ROW)
    provisional: bool = ask("Weighed, to be confirmed", "经权衡、需确认")
    score: int | None = ask("Score", "得分")


EMERGENCY, SECRET, COOPERATIVE = "emergency-after-disaster-or-force-majeure", "state-security-or-secret", "cooperative-innovation"
"""On which ground something is bought by none of the methods that are carried out here."""
METHOD_OF = {EMERGENCY: EMERGENCY_PURCHASE, COOPERATIVE: COOPERATIVE_INNOVATION}
"""The method by which the law calls what is bought on a ground, beside the plans of a year."""


@record
class OutsidePurchaseTerms:
    """What was bought by measures that are not in our law: a fact from outside, with its paper; no tender, and counted as none."""

    part: str = ask("Part of the need", "需求的部分", default="1", of=RefersTo.PART)
    ground: Slug | None = ask("Ground on which it was bought so", "不按本站采购方式采购的情形", default=None)
    reason: Wording = ask("What had happened, and why it was bought so", "发生了什么情况，为何如此采购")
    on_file: str | None = ask("Supplier", "供应商", default=None, later=True, of=RefersTo.SUPPLIER)
    supplier: str | None = ask(
        "Name of a supplier that is not registered here", "未在本平台注册的供应商名称", default=None, most=TITLE_MAX,
        hint=("Left empty where it is chosen above", "上面已选择的不填写"),
    )  # fmt: skip
    code: str | None = ask(
        "Its unified social credit code", "其统一社会信用代码", default=None, later=True, hint=("From its certificate", "按其证照填写")
    )
    price: Fen = ask("Sum", "金额", unit=("yuan", "元"))
    budget_line: str | None = ask("Budget line", "预算编号", default=None, later=True)
    apart: Wording | None = ask(
        "Why it is bought apart from the body's other purchases of the year", "与本单位本年度其他采购分开采购的理由", default=None,
        later=True, hint=("Asked where together they come to an amount of the place", "合计达到当地数额标准时须说明"),
    )  # fmt: skip
    whole: bool = ask(
        "Nothing of this part is left to be bought", "该部分需求已全部采购完毕",
        hint=("What is left keeps its plan on the list of what is due", "尚有剩余的，仍应报送实施计划"), default=False,
    )  # fmt: skip
    outside: Outside = ask("Its paper: where, on which day, with a link or a scan", "采购凭证：载体、日期，附链接或者扫描件")
