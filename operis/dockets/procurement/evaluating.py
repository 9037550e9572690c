"""What do a panel and its members say: who they are, what each bid is found to be, what is asked, scored and reported?"""

from datetime import date, datetime
from decimal import Decimal

from operis.core.acts import Outside
from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.reading import PARAGRAPH_MAX, ROLL_MAX
from operis.core.refers import RefersTo
from operis.core.scores import Scores
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.terms import YUAN, Change

SEATS = {"expert": ("expert", "评审专家"), "representative": ("representative of the purchaser", "采购人代表")}
FEATURES = {
    "technically-complex": ("technically complex", "技术复杂"),
    "large-social-impact": ("of large social impact", "社会影响较大"),
    "complex-or-specialised": ("complex or specialised", "技术复杂、专业性强"),
    "thin-competition-research": ("research with thin competition", "市场竞争不充分的科研项目"),
    "experts-hard-to-find": ("suitable experts are hard to find", "难以确定合适的评审专家"),
}
RELATIONS = {
    "none": ("none", "无"),
    "employed-by-supplier": ("employed by the supplier", "与供应商存在劳动关系"),
    "director-or-supervisor": ("director or supervisor", "担任供应商的董事、监事"),
    "controlling-owner": ("controlling owner", "供应商的控股股东或者实际控制人"),
    "family-of-head": ("family of its head", "与供应商负责人有亲属关系"),
    "other-relation-hurting-fairness": ("another tie that may hurt fairness", "其他可能影响公平、公正的关系"),
}
CHECKS = {"qualification": ("qualification", "资格性审查"), "compliance": ("compliance", "符合性审查")}
INVALID = {
    "no-bond": ("no bid security", "未按照规定提交保证金"),
    "not-signed-or-sealed": ("not signed or sealed as asked", "未按照要求签署、盖章"),
    "not-qualified": ("does not meet the conditions", "不具备规定的资格要求"),
    "price-above-budget-or-ceiling": ("price above the budget or ceiling", "报价超过预算金额或者最高限价"),
    "unacceptable-conditions": ("conditions that cannot be accepted", "含有采购人不能接受的附加条件"),
    "price-not-confirmed": ("an error in the price, put right and not confirmed", "报价修正后投标人不予确认"),
    "related-suppliers": ("suppliers that are related take part together", "存在关联关系的供应商参加同一合同项下的采购"),
    "other": ("another ground of the documents", "采购文件规定的其他无效情形"),
}
LOT = ("Lot", "采购包")
MEETS_AT, MEETS_WHERE = ("Evaluation begins", "评审开始时间"), ("Place of the evaluation", "评审地点")


@record
class Member:
    """One of the panel; `unit` is the short name of the employer where that has a file here."""

    person: str = ask("Account", "账号", of=RefersTo.PERSON)
    name: str = ask("Name", "姓名")
    seat: Slug = ask("Seat", "身份", choices=SEATS)
    unit: Slug | None = ask("Unit", "所在单位", default=None, of=RefersTo.ON_FILE)
    own_choice: bool = ask("Chosen by the purchaser itself", "采购人自行选定", default=False)
    legal: bool = ask("Legal expert", "法律专家", default=False)


@record
class Declined:
    """Who was drawn before one who sits and does not sit."""

    person: str = ask("Who was drawn", "抽取的专家", of=RefersTo.PERSON)
    reason: Wording | None = ask("Why the person cannot come", "不能参加的原因", default=None)
    unanswered: bool = ask("Did not answer in time", "未在期限内答复", default=False, later=True)


@record
class PanelTerms:
    members: tuple[Member, ...] = ask("Members", "成员")
    features: tuple[Slug, ...] = ask("Features of the project", "项目特点", choices=FEATURES, default=())
    consent: Outside | None = ask("Consent of the competent budget unit", "主管预算单位同意", default=None)
    drawn: Outside | None = ask("Drawn elsewhere", "在其他系统抽取", default=None)
    award_mandate: str | None = ask(
        "Written authorisation of the panel to decide the award",
        "授权评审小组确定供应商的授权书",
        hint=("Number of the paper; without one the purchaser decides itself", "授权书编号；未授权的，由采购人确定"),
        default=None,
        later=True,
    )
    early_draw: Wording | None = ask(
        "Why the experts were drawn early",
        "提前抽取评审专家的理由",
        hint=("Only where they were drawn earlier than the rule has it", "仅在抽取时间早于规定时填写"),
        default=None,
        later=True,
    )
    drawn_count: int | None = ask(
        "How many were drawn elsewhere", "在其他系统抽取的人数", default=None, later=True
    )
    declined: tuple[Declined, ...] = ask("Drawn and cannot come", "已抽取但不能参加的专家", default=(), later=True)
    meets_at: datetime | None = ask(*MEETS_AT, default=None, later=True)
    meets_where: Wording | None = ask(*MEETS_WHERE, default=None, later=True)


@record
class Toward:
    """What one who evaluates is to one bidder."""

    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    relation: Slug = ask("Relation", "关系", choices=RELATIONS)


@record
class InterestTerms:
    """`relation` is the one that counts: the first of `toward` that is one, where each bidder was asked for."""

    relation: Slug = ask("Relation", "关系", choices=RELATIONS)
    supplier: str | None = ask("Supplier", "供应商", default=None, of=RefersTo.BIDDER)
    reason: Wording | None = ask("Reason", "说明", default=None)
    toward: tuple[Toward, ...] = ask("Toward each bidder", "与各供应商的关系", default=(), later=True, most=ROLL_MAX)


@record
class ReplacementTerms:
    person: str = ask("Who leaves", "被更换成员", of=RefersTo.MEMBER)
    ground: Slug = ask(
        "Ground",
        "更换事由",
        choices={"recused": ("recused", "回避"), "absent": ("absent", "缺席"), "misconduct": ("misconduct", "违反评审纪律")},
    )
    member: Member = ask("Who comes", "补足成员")
    reason: Wording | None = ask(
        "What happened",
        "具体情况",
        hint=("Not needed of one who has declared an interest", "已自行申报利害关系的，可不填写"),
        default=None,
        later=True,
    )
    finding: Outside | None = ask(
        "Finding of the misconduct",
        "违反评审纪律的认定文件",
        hint=("With a link or a scan of it", "附链接或者扫描件"),
        default=None,
        later=True,
    )
    drawn: Outside | None = ask("Drawn elsewhere", "在其他系统抽取", default=None)
    early_draw: Wording | None = ask(
        "Why the experts were drawn early",
        "提前抽取评审专家的理由",
        hint=("Only where they were drawn earlier than the rule has it", "仅在抽取时间早于规定时填写"),
        default=None,
        later=True,
    )
    declined: tuple[Declined, ...] = ask("Drawn and cannot come", "已抽取但不能参加的专家", default=(), later=True)


@record
class Verdict:
    """What one examination finds of one bid."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    result: Slug = ask("Result", "审查结果", choices={"valid": ("passes", "通过"), "invalid": ("is invalid", "无效")})
    ground: Slug | None = ask("Ground", "无效情形", choices=INVALID, default=None)
    clause: Wording | None = ask(
        "Clause of the documents",
        "采购文件条款",
        hint=("For another ground of the documents: where it stands, how it reads", "属于其他无效情形的，填写条款位置和内容"),
        default=None,
        later=True,
    )
    condition: int | None = ask(
        "Condition that is not met",
        "未满足的资格条件",
        hint=("Where the bidder does not meet the conditions: which one of the notice", "不具备规定的资格要求的，写明是公告中的哪一项"),
        default=None,
        later=True,
    )
    reason: Wording | None = ask("Reason", "原因", default=None)


@record
class PricePutRight:
    """A price that has an error, as the law puts it right and its bidder has confirmed it."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    price: Fen = ask("Price", "修正后的报价", unit=YUAN)


@record
class ExaminationTerms:
    check: Slug = ask("Check", "审查", choices=CHECKS)
    verdicts: tuple[Verdict, ...] = ask("Verdicts", "审查结论", most=ROLL_MAX)
    prices: tuple[PricePutRight, ...] = ask("Prices put right", "报价修正", default=(), later=True, most=ROLL_MAX)


@record
class QuestionTerms:
    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    about: Slug = ask(
        "About",
        "要求说明的事项",
        choices={
            "low-price": ("a low price", "报价偏低"),
            "price-error": ("an error in the price", "报价错误"),
            "unclear": ("unclear", "含义不明确"),
        },
    )
    question: Wording = ask("Question", "问题")
    answer_by: datetime = ask("Answer until", "答复截止时间")


@record
class TalkTerms:
    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    said: Wording = ask("What was said", "磋商（谈判）情况")


@record
class RoundTerms:
    closes: datetime = ask("Final quotes close", "最后报价截止时间")
    hours_said: int | None = ask(
        "Hours for final quotes by the purchasing documents",
        "采购文件规定的最后报价时限",
        unit=("hours", "小时"),
        hint=("Empty where they say none", "采购文件未作规定的，不填写"),
        default=None,
        later=True,
    )
    changes: tuple[Change, ...] = ask("Changes", "变动内容", default=())
    confirmed_by: str | None = ask("Confirmed by", "采购人代表确认", default=None, of=RefersTo.MEMBER)


@record
class Remaining:
    """A supplier that is asked for its final quote."""

    lot: str = ask(*LOT, of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)


@record
class Sheet:
    """What one member gives to one bid: one figure for each criterion that is not the price."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    scores: Scores = ask("Points", "得分")
    opinion: Wording | None = ask("Opinion", "评审意见", default=None)


@record
class SheetTerms:
    sheets: tuple[Sheet, ...] = ask("Sheets", "评分表", most=ROLL_MAX)


@record
class LowPrice:
    """How a price that must be explained was dealt with; it is explained, or the bid is invalid."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    convinces: bool = ask("The explanation convinces", "能够证明报价合理")
    opinion: Wording = ask("Opinion of the panel", "评审小组意见")


@record
class Dissent:
    person: str = ask("Member", "成员", of=RefersTo.MEMBER)
    reason: Wording = ask("Reason", "理由")


@record
class Silent:
    """A member before whom the report was put, and who neither signs it nor says why not."""

    person: str = ask("Member", "成员", of=RefersTo.MEMBER)
    asked_on: date = ask("Put before the member on", "送其签署之日", past=True)


@record
class ReportTerms:
    lots: tuple[str, ...] = ask("Lots", "采购包", default=(), of=RefersTo.LOT)
    low_prices: tuple[LowPrice, ...] = ask("Low prices", "异常低价审查", default=(), most=ROLL_MAX)
    dissents: tuple[Dissent, ...] = ask("Dissent", "不同意见", default=())
    silent: tuple[Silent, ...] = ask(
        "Neither sign nor say why not",
        "不签字又不书面说明理由的成员",
        hint=("They are held to agree, where most of the panel has signed", "评审小组过半数成员已签字的，视为同意"),
        default=(),
        later=True,
    )
    findings: Wording | None = ask(
        "What the panel found",
        "评审小组认定的情况",
        hint=("Such as whether bidders that are tied bid independently; it stands in the report as it is written",
              "例如存在关联的供应商是否独立投标（响应）；按所写内容载入评审报告"),
        default=None,
        later=True,
        most=PARAGRAPH_MAX,
    )  # fmt: skip
    flaw: Slug | None = ask(
        "The documents are flawed",
        "采购文件存在问题",
        choices={
            "ambiguous": ("ambiguous", "内容存在歧义"),
            "seriously-flawed": ("seriously flawed", "存在重大缺陷"),
            "illegal": ("against mandatory rules", "违反强制性规定"),
        },
        default=None,
    )


@record
class Point:
    criterion: Slug = ask("Criterion", "评审因素", of=RefersTo.CRITERION)
    points: Decimal = ask("Points", "得分")


@record
class Ranked:
    """One bid as the evaluation leaves it: its prices, points, total and rank, or why it is out."""

    lot: str = ask(*LOT, of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    bid: str = ask("Bid", "投标（响应）编号")
    price: Fen | None = ask("Price", "报价", unit=YUAN)
    evaluated: Fen | None = ask("Evaluated price", "评审价", unit=YUAN)
    points: tuple[Point, ...] = ask("Points", "得分")
    total: Decimal | None = ask("Total", "总分")
    rank: int | None = ask("Rank", "名次")
    out: Slug | None = ask("Out", "不参加排序的原因")


@record
class LotOutcome:
    lot: str = ask(*LOT, of=RefersTo.LOT)
    outcome: Slug = ask(
        "Outcome",
        "评审结论",
        choices={
            "candidates": ("candidates are recommended", "推荐候选供应商"),
            "too-few": ("too few are left", "有效供应商不足"),
            "stopped": ("stopped", "停止评审"),
        },
    )


@record
class Wrong:
    """What is wrong in an evaluation: a bid, and where it is a score, of which criterion and on whose sheet."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    criterion: Slug | None = ask(
        "Criterion",
        "评审因素",
        hint=("Where a score is wrong, and not the sum or the check of the bid", "分项评分有误的填写；汇总、资格性审查有误的不填"),
        default=None,
        of=RefersTo.CRITERION,
    )
    person: str | None = ask(
        "Member",
        "成员",
        hint=("Whose score it is; not where the members differ", "填写该项评分的成员；属于评分不一致的不填"),
        default=None,
        of=RefersTo.MEMBER,
    )


@record
class ReopeningTerms:
    lots: tuple[str, ...] = ask("Lots", "采购包", default=(), of=RefersTo.LOT)
    ground: Slug = ask(
        "Ground",
        "重新评审事由",
        choices={
            "wrong-sum": ("a sum is wrong", "分值汇总计算错误"),
            "sub-score-out-of-range": ("a score is out of its range", "分项评分超出评分标准范围"),
            "objective-scores-differ": ("objective scores differ", "客观评审因素评分不一致"),
            "abnormal-score": ("a score is abnormally high or low", "评分畸高、畸低"),
            "wrong-qualification-check": ("the qualification check was wrong", "资格性审查认定错误"),
            "composition-illegal": ("the panel was composed illegally", "评审小组组成不符合规定"),
            "member-misconduct": ("misconduct of a member", "成员违反评审纪律"),
            "illegal-interference": ("illegal interference", "评审受到非法干预"),
            "expert-violations": ("experts broke the law", "评审专家有违法行为"),
        },
    )
    reason: Wording = ask("Reason", "原因")
    new_panel: bool = ask("By a new panel", "重新组建评审小组", default=False)
    wrong: tuple[Wrong, ...] = ask(
        "What is wrong",
        "出错之处",
        hint=("The error in each lot; not where the panel itself was the fault", "逐包指明；因评审小组自身原因重新评审的不填"),
        default=(),
        later=True,
    )
    finding: Outside | None = ask(
        "Finding of what was wrong with a score or the panel",
        "评分畸高、畸低或者评审小组存在问题的认定",
        hint=(
            "By the panel, of an abnormal score; or of its composition, misconduct, interference: by whom, when, and a link or a scan",
            "评分畸高、畸低由评审小组认定；组成不合规定、违反纪律、非法干预、专家违法的，填写由谁、何时认定，并附链接或者扫描件",
        ),
        default=None,
        later=True,
    )
