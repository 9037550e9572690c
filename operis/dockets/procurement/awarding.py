"""What do a draw, an award, its result and its setting aside say?"""

from datetime import date, datetime
from decimal import Decimal

from operis.core.acts import Outside
from operis.core.fields import Withheld, ask, record
from operis.core.money import Fen
from operis.core.reading import ROLL_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.file.terms import EXPERT_FIELDS
from operis.dockets.procurement.evaluating import LOT, MEETS_AT, MEETS_WHERE
from operis.dockets.procurement.terms import YUAN, Document

PURPOSES = {"tie": ("who comes first of equals", "并列候选人"), "experts": ("experts", "评审专家")}


@record
class SeedCommitment:
    """The SHA-256 of a seed that its holder shows at the draw and no sooner."""

    holder: str = ask("Watcher", "见证人", of=RefersTo.NAMED)
    sha256: str = ask("Fingerprint of the secret number", "秘密数的数字指纹")


@record
class DrawTerms:
    purpose: Slug = ask("Purpose", "用途", choices=PURPOSES)
    lot: str | None = ask(*LOT, default=None, of=RefersTo.LOT)
    entries: tuple[str, ...] = ask("List", "名单", most=ROLL_MAX, of=RefersTo.DRAWN)
    count: int = ask("How many are drawn", "抽取数量", default=1)
    seeds: tuple[SeedCommitment, ...] = ask("Secret numbers locked in", "已锁定的秘密数", most=ROLL_MAX)
    draws_at: datetime = ask("Draw", "抽取时间")
    expertise: tuple[Slug, ...] = ask(
        "Fields of the experts", "评审专业", hint=("None ticked: the whole pool", "不勾选的，从全部评审专家中抽取"),
        choices=EXPERT_FIELDS,
        default=(),
        later=True,
    )
    meets_at: datetime | None = ask(*MEETS_AT, default=None, later=True)
    meets_where: Wording | None = ask(*MEETS_WHERE, default=None, later=True)


@record
class Seed:
    holder: str = ask("Watcher", "见证人", of=RefersTo.NAMED)
    seed: str = ask("Secret number", "秘密数")


@record
class SeedsShown:
    seeds: tuple[Seed, ...] = ask("Secret numbers", "秘密数", most=ROLL_MAX)


@record
class Winner:
    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)


@record
class AwardTerms:
    awards: tuple[Winner, ...] = ask("Awards", "中标（成交）供应商")
    reason: Wording | None = ask("Reason", "理由", default=None)
    outside: Outside | None = ask("Decided elsewhere", "在其他系统确定", default=None)


@record
class PassedOver:
    """Who came before the winner of a lot and was barred on the day: alone, or with one of its consortium."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    party: str = ask("Who is barred", "被禁止参加政府采购活动的主体")
    decision: str = ask("Decision", "处罚决定书文号")
    last: date = ask("Barred until", "禁止期限届满日")


@record
class Awarded:
    """Who gets a lot, at which price, at which rank."""

    lot: str = ask(*LOT, of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    bid: str = ask("Bid", "投标（响应）编号")
    price: Fen = ask("Price", "中标（成交）金额", unit=YUAN)
    rank: int = ask("Rank", "名次")


@record
class Item:
    """A main thing that is bought, as the result names it."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    name: Wording = ask("Name", "名称")
    specification: Wording | None = ask("Specification", "规格", default=None)
    quantity: Wording | None = ask("Quantity", "数量", default=None)
    unit_price: Wording | None = ask("Unit price", "单价", default=None)
    service_requirements: Wording | None = ask("Service requirements", "服务要求", default=None)


@record
class WinnerShown:
    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    name: Wording = ask("Name", "名称")
    address: Wording | None = ask("Address", "地址", default=None)


@record
class Told:
    """What a supplier that did not win is told beside the reason on record, and nobody else is."""

    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    reason: Wording = ask("A further sentence", "补充说明")


@record
class OwnResult:
    """The reason, with its own score and rank, for a supplier that did not win."""

    lot: str = ask(*LOT, of=RefersTo.LOT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    reason: Wording = ask("Reason", "未中标（成交）原因")
    total: Decimal | None = ask("Own score", "本人得分")
    rank: int | None = ask("Own rank", "本人名次")


@record
class ExpertShown:
    name: str = ask("Name", "姓名")
    seat: Slug = ask("Seat", "身份")
    own_choice: bool = ask("Chosen by the purchaser itself", "采购人自行选定")


@record
class ResultShown:
    """What plan, notice, bids and award say; what the record does not have is missed by name, under the row that asks for it."""

    project_name: Wording | None = ask("Project name", "项目名称", default=None)
    project_number: str | None = ask("Project number", "项目编号", default=None)
    purchaser: Wording | None = ask("Purchaser: name, address, contact", "采购人名称、地址、联系方式", default=None)
    agency: Wording | None = ask("Agency: name, address, contact", "采购代理机构名称、地址、联系方式", default=None)
    winners: tuple[WinnerShown, ...] = ask("Winners", "中标（成交）供应商", default=())
    items: tuple[Item, ...] = ask("Main items", "主要标的", default=())


@record
class FilesShown:
    """The one thing that may be put in: files, where notice and bid have none."""

    small_declarations: tuple[Document, ...] = ask(
        "Small-enterprise declarations",
        "中小企业声明函",
        hint=("Only what the files of the winner's bid do not hold", "仅添加中标（成交）供应商投标（响应）文件中没有的"),
        default=(),
    )
    documents: tuple[Document, ...] = ask(
        "Purchasing documents", "采购文件", hint=("Only what did not go with the notice", "仅添加未随采购公告公开的"), default=()
    )


@record
class ResultElsewhere:
    outside: Outside | None = ask("Published elsewhere", "在其他媒体发布", default=None)


@record
class ResultTerms(ResultElsewhere, FilesShown, ResultShown):
    """The whole result."""


@record
class LosersTold:
    losers: tuple[Told, ...] = ask(
        "A further sentence to those who did not win",
        "对未中标（成交）供应商的补充说明",
        hint=("Reason, score and rank are told from the record", "原因、得分和排名已按记录告知"),
        default=(),
        most=ROLL_MAX,
    )


@record
class OwnResults:
    own_results: tuple[OwnResult, ...] | Withheld = ask(
        "To those who did not win", "对未中标（成交）供应商的告知", hint=("Each reads its own alone", "各供应商仅可查阅本人部分")
    )


@record
class SettingAside:
    lot: str = ask(*LOT, default="1", of=RefersTo.LOT)
    ground: Slug = ask(
        "Ground",
        "事由",
        choices={
            "signature-refused": ("the winner refuses to sign", "中标（成交）供应商拒绝签订合同"),
            "query-upheld": ("a query was well founded", "质疑成立"),
            "ordered": ("ordered by the supervision department", "监督部门决定"),
        },
    )
    way: Slug = ask(
        "Then",
        "处理方式",
        choices={
            "next-ranked": ("the next ranked", "按照排名确定下一候选人"),
            "new-procurement": ("a new procurement", "重新开展采购活动"),
        },
    )
    reason: Wording = ask("Reason", "原因")
    instead: Wording | None = ask(
        "Why the next one, and no new procurement",
        "选用下一名而不重新采购的理由",
        hint=("Where the winner refuses to sign and the next one is dearer", "中标（成交）供应商拒签且下一名报价较高的填写"),
        default=None,
        later=True,
    )


@record
class SettingAsideTerms(SettingAside):
    """With the finding on record by which the award falls; a refusal to sign stands with the contract."""

    decision: str | None = ask("Number of the decision", "决定文号", default=None)
    finding: Outside | None = ask(
        "Answer or decision that makes the award fall", "使结果无效的质疑答复或者处理决定", default=None, later=True
    )
