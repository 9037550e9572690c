"""What does a supplier hand in, and what is kept of it in the record while it is sealed?"""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from operis.core.codec import canonical
from operis.core.fields import ask, plain, record
from operis.core.money import Fen
from operis.core.reading import CLAUSE_MAX, ROLL_MAX, TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.terms import PERCENT, YUAN, Document

STAGES = {"bid": ("bid", "投标（响应）文件"), "final-quote": ("final quote", "最后报价")}
SEALING = {
    "none": ("kept by rule until opening", "按规则封存至开启"),
    "shares": ("sealed to the key holders", "向密钥保管单位加密封存"),
}


ANSWERED = {
    "condition": ("a condition for suppliers", "供应商资格条件"),
    "requirement": ("a requirement", "采购需求"),
    "criterion": ("a criterion", "评审因素"),
    "handed-in": ("the materials to hand in", "应提交的材料"),
}
"""What of the documents a bid answers, part by part."""


BY_PAPER = frozenset({"certificate-of-prison-or-rehabilitation-administration"})
"""What a bid states with a paper of somebody else: said without its file, it is not said."""
SIZE_STEP = 1024
"""A content that bears a salt is as long as a multiple of it: its length tells nothing of a price."""


@record
class Offered:
    """One thing that the bid says, by the word of the documents for it, with the files that show it."""

    about: Slug = ask("About", "所涉事项")
    text: Wording = ask("What is offered", "响应内容", most=CLAUSE_MAX)
    answers: Slug | None = ask("Answers", "响应对象", choices=ANSWERED, default=None, later=True)
    documents: tuple[Document, ...] = ask("Files", "文件", default=(), later=True)


@record
class PriceItem:
    """One line of the price list."""

    name: Wording = ask("Item", "分项名称", most=TITLE_MAX)
    quantity: Decimal = ask("Quantity", "数量")
    unit_price: Fen = ask("Unit price", "单价", unit=YUAN)
    amount: Fen = ask("Amount", "金额", unit=YUAN)


@record
class BidContent:
    """What is kept from every reader until opening."""

    price: Fen = ask("Price", "报价", unit=YUAN)
    small: bool = ask("Small or micro enterprise", "小微企业", default=False)
    statements: tuple[Slug, ...] = ask("Statements", "声明", default=())
    offers: tuple[Offered, ...] = ask("What is offered", "响应内容", default=())
    members: tuple[str, ...] = ask(
        "Members of the consortium",
        "联合体成员",
        hint=("Short names of the other members on file", "联合体其他成员的代称"),
        default=(),
        of=RefersTo.SUPPLIER,
    )
    documents: tuple[Document, ...] = ask("Files", "文件", default=())
    deviations: Wording | None = ask(
        "Where the offer differs from what is asked",
        "与采购需求的偏离",
        hint=("Left empty where all is offered as it is asked", "完全响应的不填写"),
        default=None,
        later=True,
        most=CLAUSE_MAX,
    )
    items: tuple[PriceItem, ...] = ask(
        "Price list",
        "分项报价",
        hint=("The price is the sum of quantity times unit price", "报价等于各分项数量与单价乘积之和"),
        default=(),
        later=True,
        most=ROLL_MAX,
    )
    salt: str | None = ask(
        "Chance that hides the fingerprint",
        "随机数",
        hint=("Random digits, so that what is sealed cannot be found by trying prices against its fingerprint",
              "随机字符，防止他人以试填报价的方式从数字指纹推出内容"),
        default=None,
        later=True,
        most=2 * SIZE_STEP,
    )  # fmt: skip


def salted(content: BidContent, chance: str) -> BidContent:
    """The content under a fingerprint that nobody can find by trying prices; `chance` is 64 hexadecimal digits that nobody can guess."""
    bare = len(content_bytes(replace(content, salt=chance)))
    return replace(content, salt=chance + "0" * (-bare % SIZE_STEP))


def files_in(content: BidContent) -> tuple[Document, ...]:
    """Every file that a bid names, once."""
    named = (*(one for offer in content.offers for one in offer.documents), *content.documents)
    return tuple({one.sha256: one for one in named}.values())


def content_bytes(content: BidContent) -> bytes:
    """The bytes that are kept as an attachment, and whose digest stands in the act."""
    return canonical(plain(content))


def content_digest(content: BidContent) -> str:
    return hashlib.sha256(content_bytes(content)).hexdigest()


def has_paper(content: BidContent) -> bool:
    """Whether a paper of somebody else, by which a bidder shows what it is, is among its files."""
    return any(one.about in BY_PAPER and one.documents for one in content.offers)


@record
class SealedTerms:
    lot: str = ask("Lot", "采购包", default="1", of=RefersTo.LOT)
    stage: Slug = ask("Stage", "阶段", choices=STAGES, default=Slug("bid"))
    round: int = ask("Round", "轮次", default=1)


@record
class Envelope:
    """The part of the key for one holder, sealed to that holder."""

    holder: str = ask("Key holder", "密钥保管人")
    sealed: str = ask("Sealed share", "密封的密钥份额")


@record
class BondTerms:
    amount: Fen = ask("Amount", "金额", unit=YUAN)
    form: Slug = ask("Form", "形式", choices={"transfer": ("transfer", "转账"), "cheque": ("cheque or draft", "支票、汇票、本票"),
                                            "guarantee": ("letter of guarantee", "保函"), "cash": ("cash", "现金")})  # fmt: skip
    paid_on: date = ask("Paid on", "交纳日期", past=True)
    account: str | None = ask("Account it was paid from", "转出账户", default=None)


@record
class ExplanationTerms:
    lot: str = ask("Lot", "采购包", default="1", of=RefersTo.LOT)
    text: Wording = ask("Explanation", "说明")
    documents: tuple[Document, ...] = ask("Proof", "证明材料", default=())
    signed_by: str | None = ask("Signed by", "签字人", hint=("The head or an authorised agent", "法定代表人或者授权代表"), default=None)
    price: Fen | None = ask(
        "Price confirmed",
        "确认的报价",
        hint=("Only where the panel has put an error in the price right", "仅在评审小组修正报价时填写"),
        unit=YUAN,
        default=None,
        later=True,
    )


@record
class SettlementTerms:
    way: Slug = ask("Settled", "处理方式", choices={"returned": ("returned", "退还"), "kept": ("kept", "不予退还")})
    ground: Slug | None = ask(
        "Ground for keeping it",
        "不予退还的情形",
        choices={
            "withdrawn-after-closing": ("withdrawn after closing", "截止后撤回"),
            "false-material": ("false material", "提供虚假材料"),
            "refusal-to-sign": ("refusal to sign", "拒签合同"),
            "collusion": ("collusion", "恶意串通"),
        },
        default=None,
    )
    paid_on: date = ask("Settled on", "处理日期", past=True)
    interest: Fen | None = ask("Paid for delay", "逾期资金占用费", unit=YUAN, default=None)
    base_rate_percent: Decimal | None = ask(
        "Benchmark lending rate of a year",
        "同期贷款年基准利率",
        hint=("Only where it is given back late", "仅在逾期退还时填写"),
        unit=PERCENT,
        default=None,
        later=True,
    )
