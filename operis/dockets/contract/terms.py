"""What does a contract say: its clauses by group, what was agreed, price, term, payment and security?"""

import hashlib
from datetime import date

from operis.core.acts import Outside
from operis.core.codec import canonical
from operis.core.fields import Withheld, ask, plain, record
from operis.core.money import Fen
from operis.core.reading import CLAUSE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.evaluating import LOT
from operis.dockets.procurement.terms import CONTRACT_FORMS, DAYS, YUAN, Requirement

GROUPS = {
    "content": ("content", "内容"),
    "duration": ("duration", "期限"),
    "quantity": ("quantity", "数量"),
    "quality": ("quality", "质量"),
    "price": ("price", "价格"),
    "settlement": ("settlement of funds", "资金结算方式"),
    "rights-and-duties": ("rights and duties", "权利义务事项"),
    "breach": ("liability for breach", "违约责任"),
    "parties": ("names and addresses of both sides", "双方名称和地址"),
    "performance": ("time, place and way of performance", "履行时间、地点和方式"),
    "acceptance": ("acceptance", "验收要求"),
    "disputes": ("settlement of disputes", "争议解决方法"),
    "own": ("the form's own clauses", "该合同形式的专有条款"),
}


@record
class Clause:
    group: Slug = ask("Group", "条款类别", choices=GROUPS)
    text: Wording = ask("Clause", "条款", most=CLAUSE_MAX)
    of: Slug | None = ask("Drafted from", "所据范本条款", default=None, later=True)


@record
class OfLot:
    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)
    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    starts: date = ask("Starts", "履行期限起始日", hint=("On the day of the award letter or later", "不早于中标（成交）通知书发出之日"))


@record
class FromRecord:
    """What award, documents and bid say: nobody types it."""

    supplier: str = ask("Provider", "承接主体", of=RefersTo.BIDDER)
    form: Slug = ask("Form", "合同形式", choices=CONTRACT_FORMS, default=Slug("purchase"))
    price: Fen = ask("Price", "合同金额", unit=YUAN)
    ends: date = ask("Ends", "履行期限届满日")
    agreed: tuple[Requirement, ...] = ask(
        "What was asked and offered",
        "采购文件要求和投标（响应）承诺的内容",
        hint=("By the words of the documents, such as standards", "按采购文件所列事项填写"),
        default=(),
    )
    marked_reserved: bool = ask("Marked as reserved for small and medium enterprises", "标注“专门面向中小企业采购”", default=False)


@record
class LeftOpen:
    """What both sides write where award, documents and bid are silent."""

    clauses: tuple[Clause, ...] = ask("Clauses", "条款", default=())
    kept_back: tuple[Clause, ...] | Withheld = ask(
        "Clauses with secrets",
        "含有秘密的条款",
        hint=("Read by the two sides alone; the publication says why", "仅合同双方查阅，公开时说明理由"),
        default=(),
    )
    payment_days: int | None = ask(
        "Paid within",
        "付款期限",
        unit=DAYS,
        hint=("Only where the plan does not say it, or the law shortens it", "仅在采购实施计划未写明，或者依法应当缩短时填写"),
        default=None,
    )
    bond: Fen | None = ask("Performance security", "履约保证金", unit=YUAN, default=None)
    bond_in_cash: bool = ask("Given in cash", "以现金形式交纳", default=False)
    guarantees_finance: bool = ask("The purchaser guarantees the provider's loans", "购买主体为承接主体融资提供担保", default=False)
    agency_mandate: str | None = ask("Written mandate of the agency", "委托代理签订合同的授权书", default=None)
    transferable: bool = ask("The whole may be transferred to another", "允许承接主体将项目整体转包", default=False, later=True)
    price_rule: str | None = ask(
        "Where the documents let the price rise",
        "采购文件中允许上调价格的条款",
        hint=(
            "Name of the document and number of the clause; only where the documents themselves say it",
            "填写文件名称和条款号；仅在采购文件本身载明时填写",
        ),
        default=None,
        later=True,
    )


@record
class AskedTerms(LeftOpen, OfLot):
    """What is written of a contract; the rest comes from the record."""


@record
class ContractTerms(LeftOpen, FromRecord, OfLot):
    """The whole text."""


def text_sha256(terms: ContractTerms) -> str:
    """The fingerprint of what both sides sign: canonical JSON of the terms, by their outside names."""
    whole = plain(terms)
    later = [name for name in LATER_NAMES if whole[name]]
    return hashlib.sha256(canonical({name: whole[name] for name in (*TERM_NAMES, *later)})).hexdigest()


TERM_NAMES = (
    "agency_mandate", "agreed", "bond", "bond_in_cash", "clauses", "ends", "form", "guarantees_finance", "kept_back", "lot",
    "marked_reserved", "payment_days", "price", "procurement", "starts", "supplier",
)  # fmt: skip
"""For ever: the fingerprint covers these, whatever is added to the terms later."""
LATER_NAMES = ("transferable", "price_rule")
"""What was added: covered where it says something, so that a text without it has the fingerprint that it always had."""


@record
class SignedText:
    text_sha256: str = ask("Fingerprint of the text", "合同文本数字指纹")
    outside: Outside | None = ask("Signed elsewhere", "在其他系统签订", default=None)


@record
class RefusalTerms:
    reason: Wording = ask("Reason", "原因")
    force_majeure: bool = ask("Force majeure", "不可抗力", default=False)


@record
class YearlyFunds:
    year: int = ask("Year", "年度")
    amount: Fen = ask("Amount", "金额", unit=YUAN)


@record
class Cut:
    """What is left out of the published text, and why."""

    group: Slug | None = ask("Group of clauses", "条款类别", choices=GROUPS, default=None, later=True)
    what: Wording = ask("What is left out", "不予公开的内容")
    ground: Slug = ask(
        "Ground", "事由", choices={"state-secrets": ("state secret", "国家秘密"), "trade-secrets": ("trade secret", "商业秘密")}
    )
    reason: Wording | None = ask(
        "Why it is a secret",
        "作为秘密的理由",
        hint=("Read by everyone, without the secret itself", "公开，不写秘密内容本身"),
        default=None,
        later=True,
    )


@record
class NoticeKind:
    notice: Slug = ask("Kind of notice", "公告类型", choices={"contract": ("contract", "合同公告")}, default=Slug("contract"))


@record
class ContentShown:
    content: Wording | None = ask("Content of the service", "购买内容", default=None)


@record
class ToldBeside:
    """What a publication tells that the contract does not."""

    yearly_funding: tuple[YearlyFunds, ...] = ask(
        "Funds by year",
        "分年度资金金额",
        hint=(
            "Together the price of the contract; left out where it ends in the year in which it starts",
            "合计应当等于合同金额；履行期限在同一年度内的可以不填",
        ),
        default=(),
    )
    performance_evaluation: Wording | None = ask("Performance evaluation", "绩效评价", default=None)
    cuts: tuple[Cut, ...] = ask("Left out", "不予公开", default=())
    outside: Outside | None = ask("Published elsewhere", "在其他媒体发布", default=None)


@record
class PublicationTerms(ToldBeside, ContentShown, NoticeKind):
    """The whole publication."""


@record
class FilingTerms:
    matter: Slug = ask("Matter", "备案事项", choices={"contract-copy": ("copy of the contract", "合同副本")}, default=Slug("contract-copy"))
    authority: str = ask("Authority", "备案机关")
    outside: Outside | None = ask("Filed elsewhere", "在其他系统备案", default=None)
