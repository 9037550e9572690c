"""What does an evaluation look at? Criteria, bids with their prices and points, what the documents say of prices and rounding."""

from decimal import Decimal

from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.reading import ROLL_MAX
from operis.core.scores import Scores
from operis.core.wording import Slug
from operis.dockets.file.terms import NATURES
from operis.dockets.procurement.terms import ORDERS, PERCENT, YUAN, Criterion

OBJECTS = {"services": ("services", "服务"), "goods": ("goods", "货物"), "works": ("works", "工程")}


@record
class Bid:
    """A bid as the panel has it before it: what it asks, who it is, what it was given."""

    bidder: str = ask("Bidder", "投标人")
    price: Fen | None = ask("Price", "报价", unit=YUAN, default=None)
    small: bool = ask("Small or micro enterprise", "小微企业", default=False)
    small_share_percent: Decimal | None = ask(
        "Share for small and micro enterprises",
        "小微企业份额",
        hint=("In a consortium, or by subcontract", "联合体或者分包中的份额"),
        unit=PERCENT,
        default=None,
    )
    kind: Slug | None = ask("Kind of bidder", "投标人类型", choices=NATURES, default=None)
    scores: Scores | None = ask(
        "Points",
        "得分",
        hint=("By criterion: one figure, or one for each expert", "按评审因素填写：一个分值，或者每名专家一个分值"),
        default=None,
    )
    valid: bool = ask("Passed the examination", "通过审查", default=True)
    explained: bool | None = ask(
        "The explanation of a low price convinces",
        "低价说明能够证明报价合理",
        hint=("Only where one was asked for", "仅在要求说明时填写"),
        default=None,
    )


@record
class Adjustments:
    """By how much the documents lower a price for the evaluation."""

    small_percent: Decimal | None = ask("Price deduction", "价格扣除", unit=PERCENT, default=None)
    share_percent: Decimal | None = ask("Price deduction for a share", "联合体或者分包的价格扣除", unit=PERCENT, default=None)


@record
class Rounding:
    at: Slug = ask(
        "Rounded", "修约", choices={"criterion": ("each criterion", "各评审因素"), "total": ("the total", "总分")}, default=Slug("total")
    )
    places: int = ask("Places", "小数位数", default=2)


@record
class Evaluation:
    """One lot before its panel."""

    method: Slug = ask("Method", "采购方式")
    object_: Slug = ask("What is bought", "采购对象", choices=OBJECTS, default=Slug("services"))
    criteria: tuple[Criterion, ...] = ask("Criteria", "评审因素")
    price_not_scored: Slug | None = ask("Why the price is not scored", "价格不列入评分的原因", default=None)
    experts: tuple[str, ...] = ask("Members who score", "评分成员", default=())
    bids: tuple[Bid, ...] = ask("Bids", "投标（响应）文件", default=(), most=ROLL_MAX)
    adjustments: Adjustments = ask("Price deductions", "价格扣除", default=Adjustments())
    budget: Fen | None = ask("Budget", "预算金额", unit=YUAN, default=None)
    ceiling: Fen | None = ask("Ceiling price", "最高限价", unit=YUAN, default=None)
    low_price_line_percent: Decimal | None = ask("Line under which a price is looked at", "异常低价审查线", unit=PERCENT, default=None)
    rounding: Rounding = ask("Rounding", "修约", default=Rounding())
    ties: tuple[Slug, ...] = ask(
        "What comes first at equal rank", "名次并列时的次序", hint=("As the documents say", "以采购文件为准"), choices=ORDERS, default=()
    )
