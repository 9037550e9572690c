"""Single source: who is the only supplier, what did experts say, who objected, and which price was agreed?"""

from datetime import date

from operis.core.acts import Act, Command, Due, Outside
from operis.core.briefs import Brief
from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.reading import ROLL_MAX, TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording
from operis.dockets.procurement.approving import AsPlanned
from operis.dockets.procurement.evaluating import LOT
from operis.dockets.procurement.terms import YUAN, Document

SINGLE_SOURCE = "single-source"
"""The method in which one supplier is asked."""
ONLY_ONE, CONTINUED = Slug("only-one-supplier"), Slug("continuation")
UPHELD, REJECTED = Slug("upheld"), Slug("rejected")


@record
class ExpertOpinion:
    """What a professional says of whether there is only one supplier; it is published with name, employer and title."""

    name: str = ask("Name", "姓名", most=TITLE_MAX)
    employer: str = ask("Employer", "工作单位", most=TITLE_MAX)
    title: str = ask("Professional title", "职称", most=TITLE_MAX)
    opinion: Wording = ask("Opinion, with its reasons", "论证意见及理由")


@record
class PublicityTerms:
    opinions: tuple[ExpertOpinion, ...] = ask("Opinions of experts", "专业人员论证意见", most=ROLL_MAX)
    finance: str = ask("Finance department that gets a copy of objections", "异议抄送的财政部门", of=RefersTo.BODY)
    outside: Outside | None = ask("Published elsewhere", "在其他媒体发布", default=None)


@record
class PubliciseSingleSource(PublicityTerms, Command):
    slug, docket_kind = "publicise-single-source", "procurement"
    title_words = Label("Publicise the only supplier", "发布单一来源公示")
    entrusted = "notices"


@record
class SingleSourcePublicised(PublicityTerms, AsPlanned, Act):
    kind, version = "single-source-publicised", 1
    title_words = Label("Only supplier publicised", "单一来源公示")
    brief = Brief(Label("{supplier}, {budget}; objections until {objections_until}", "{supplier}，{budget}；异议截止{objections_until}"))

    supplier: str = ask("The only supplier", "拟定的唯一供应商", of=RefersTo.SUPPLIER)
    supplier_address: Wording = ask("Its address", "供应商地址")
    case_reason: Slug | None = ask("Why there is only one", "唯一供应商的原因", default=None)
    stands_until: Due | None = ask("Publicity until", "公示期限", default=None)

    @property
    def objections_until(self) -> date | None:
        return self.stands_until.day if self.stands_until is not None else None


@record
class ObjectionTerms:
    reason: Wording = ask("Objection, with its reasons", "异议内容及理由")
    letter: Outside | None = ask(
        "Letter by which it came", "书面异议", hint=("By whoever enters it for another", "代为登记的填写"), default=None
    )  # fmt: skip
    objector: str | None = ask("Who objects", "异议人", hint=("By whoever enters it for another", "代为登记的填写"), default=None,
                               most=TITLE_MAX)  # fmt: skip


@record
class ObjectToSingleSource(ObjectionTerms, Command):
    slug, docket_kind, called = "object-to-single-source", "procurement", True
    title_words = Label("Object to the only supplier", "对单一来源公示提出异议")
    entrusted = "notices"


@record
class ObjectionRaised(ObjectionTerms, Act):
    kind, version = "objection-raised", 1
    title_words = Label("Objection to the only supplier", "对单一来源公示的异议")
    why = "reason"

    no: int = ask("Number", "编号")
    supplier: str | None = ask("Supplier that objects", "提出异议的供应商", default=None, of=RefersTo.SUPPLIER)


@record
class ArgumentTerms:
    opinions: tuple[ExpertOpinion, ...] = ask("Further opinions of experts", "补充论证意见", most=ROLL_MAX)
    result: Slug = ask(
        "Objections are", "异议是否成立", choices={UPHELD: ("upheld", "成立"), REJECTED: ("rejected", "不成立")}
    )  # fmt: skip
    reason: Wording = ask("Reason", "理由")


@record
class ArgueObjections(ArgumentTerms, Command):
    slug, docket_kind = "argue-objections", "procurement"
    title_words = Label("Argue the objections", "对异议补充论证")
    entrusted = "notices"


@record
class ExpertOpinionGiven(ArgumentTerms, Act):
    """One argument answers every objection; whoever objected reads it here."""

    kind, version = "expert-opinion-given", 1
    title_words = Label("Objections argued", "异议补充论证")
    brief = Brief(Label("{result}", "{result}"))
    why = "reason"

    objections: tuple[int, ...] = ask("Objections", "所涉异议编号")


@record
class Negotiator:
    name: str = ask("Name", "姓名", most=TITLE_MAX)
    experience: str = ask("Experience in this", "相关经验", most=TITLE_MAX)


@record
class Comparable:
    """A contract for the like, by which the price is held."""

    contract: str = ask("Contract for the like", "同类项目合同", most=TITLE_MAX)
    price: Fen = ask("Its price", "合同价格", unit=YUAN)
    on: date = ask("Signed", "签订日期")


@record
class AgreedPrice:
    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    price: Fen = ask("Price agreed", "商定价格", unit=YUAN)


@record
class PriceTalkTerms:
    """The record of Order 74, Art. 42; what was publicised stands in it by the record."""

    held_on: date = ask("Day", "协商日期")
    place: str = ask("Place", "协商地点", most=TITLE_MAX)
    negotiators: tuple[Negotiator, ...] = ask("Who negotiated", "采购人员名单", most=ROLL_MAX)
    costs: Wording = ask("Costs as the supplier explains them", "成本说明")
    comparables: tuple[Comparable, ...] = ask("Prices of comparable contracts", "同类项目合同价格", default=(), most=ROLL_MAX)
    none_comparable: Wording | None = ask(
        "Why there is none to compare with", "没有同类项目合同的说明", hint=("Where none is listed", "未列同类合同的填写"), default=None
    )  # fmt: skip
    terms: Wording = ask("Main terms agreed", "合同主要条款及价格商定情况")
    prices: tuple[AgreedPrice, ...] = ask("Prices agreed", "商定价格", most=ROLL_MAX)
    signed_record: tuple[Document, ...] = ask("Record, signed by all", "协商记录（全体采购人员签字）", most=ROLL_MAX)


@record
class RecordPriceTalk(PriceTalkTerms, Command):
    slug, docket_kind = "record-price-talk", "procurement"
    title_words = Label("Record the talk about the price", "登记价格协商情况")
    entrusted = "evaluation"


@record
class PriceAgreed(PriceTalkTerms, Act):
    kind, version, public = "price-agreed", 1, "result"
    title_words = Label("Price agreed", "价格协商记录")

    supplier: str = ask("Supplier", "供应商", of=RefersTo.SUPPLIER)


OfSole = SingleSourcePublicised | ObjectionRaised | ExpertOpinionGiven
