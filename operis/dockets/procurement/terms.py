"""What do an intention, a plan, a notice and its correction say? Said once, for the command, the act, the form and the page."""

from datetime import date, datetime
from decimal import Decimal

from operis.core.acts import Outside
from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.reading import CLAUSE_MAX, TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.agencies import AGENCY_MATTERS, AS_AGREED, ENTRUSTED
from operis.dockets.procurement.one_supplier import OneSupplier

YUAN, MONTHS, DAYS, PERCENT = ("yuan", "元"), ("months", "个月"), ("days", "日"), ("percent", "%")
METHODS = {
    "open-tender": ("Open tendering", "公开招标"),
    "invited-tender": ("Invited tendering", "邀请招标"),
    "competitive-negotiation": ("Competitive negotiation", "竞争性谈判"),
    "competitive-consultation": ("Competitive consultation", "竞争性磋商"),
    "inquiry": ("Request for quotations", "询价"),
    "single-source": ("Single source", "单一来源采购"),
    "closed-framework": ("Closed framework agreement", "封闭式框架协议采购"),
    "open-framework": ("Open framework agreement", "开放式框架协议采购"),
    "below-threshold": ("Purchase below the quota", "采购限额标准以下的项目"),
    "cooperative-innovation": ("Cooperative innovation procurement", "合作创新采购"),
    "emergency": ("Emergency purchase", "紧急采购"),
}
CONTRACT_FORMS = {
    "purchase": ("purchase", "购买"),
    "entrustment": ("entrustment", "委托"),
    "lease": ("lease", "租赁"),
    "franchise": ("franchise", "特许经营"),
    "strategic-cooperation": ("strategic cooperation", "战略合作"),
}

ORDERS = {
    "price-ascending": ("the lower evaluated price", "评审价低者在前"),
    "quoted-price-ascending": ("the lower quoted price", "报价低者在前"),
    "technical-score-descending": ("the better technical score", "技术得分高者在前"),
}


SERVES = ("Which of the requirements above, counted from 1", "填写上列采购需求的序号，从1起算")


@record
class IntentionTerms:
    need: str = ask("Need", "采购需求编号", of=RefersTo.NEED)
    part: str = ask("Part of the need", "需求的部分", default="1", of=RefersTo.PART)
    project_name: Wording | None = ask("Project name", "采购项目名称", default=None, most=TITLE_MAX)
    needs_overview: Wording | None = ask("Outline of the need", "采购需求概况", default=None)
    budget: Fen | None = ask("Budget", "预算金额", unit=YUAN, default=None)
    expected_month: str | None = ask("Month expected", "预计采购时间", hint=("Like 2026-03", "如2026-03"), default=None)
    outside: Outside | None = ask("Published elsewhere", "在其他媒体发布", default=None)


@record
class Lot:
    lot: str = ask("Lot", "采购包")
    name: Wording = ask("Name", "名称", most=TITLE_MAX)
    budget: Fen = ask("Budget", "预算金额", unit=YUAN)
    reserved: Slug | None = ask(
        "Reserved for",
        "专门面向",
        default=None,
        choices={
            "small-and-medium": ("small and medium enterprises", "中小企业"),
            "small-and-micro": ("small and micro enterprises", "小微企业"),
        },
    )


@record
class Condition:
    """A condition for suppliers: one that the law lists, in the words of its list, or the body's own with what it serves."""

    about: Slug = ask("About", "所涉事项")
    text: Wording = ask(
        "Condition",
        "条件",
        hint=("Left empty for a condition of the law: its words are filled in", "选择法定条件的留空，自动填入法定表述"),
    )
    count: int | None = ask("How many", "数量", default=None)
    serves: int | None = ask("Serves requirement No.", "对应采购需求序号", hint=SERVES, default=None, later=True)


@record
class Requirement:
    """One element of the need; `about` is the law's word for it, such as acceptance-standard."""

    about: Slug = ask("Element", "要素")
    text: Wording = ask("Requirement", "要求", most=CLAUSE_MAX)


@record
class Band:
    """What earns how many points: in words, and where it is measured, from which figure to which."""

    points: Decimal = ask("Points", "分值")
    text: Wording = ask("What earns them", "得分情形")
    least: Decimal | None = ask("From", "区间下限", default=None)
    most: Decimal | None = ask("Up to", "区间上限", default=None)


@record
class Criterion:
    id: Slug = ask("Criterion", "评审因素", given="kind")
    weight: Decimal = ask("Points", "分值")
    kind: Slug = ask("Kind", "类型", choices={"price": ("price", "价格"), "counted": ("counted", "客观分"), "judged": ("judged", "主观分")})
    name: Wording | None = ask("Name", "名称", default=None, most=TITLE_MAX)
    about: Slug | None = ask("About", "所涉事项", default=None)
    rule: Wording | None = ask("How points are given", "评分细则", default=None)
    formula: Slug | None = ask(
        "Formula",
        "计算公式",
        default=None,
        choices={
            "lowest-ratio": ("lowest price by own price", "最低价除以报价"),
            "mean-ratio": ("distance from the mean", "偏离均值"),
            "lowest-wins": ("lowest price wins", "最低评标价"),
            "feature-coefficient": ("price and features", "价格与特性系数"),
        },
    )
    serves: int | None = ask("Measures requirement No.", "对应采购需求序号", hint=SERVES, default=None, later=True)
    bands: tuple[Band, ...] = ask("Bands", "评分区间", default=(), later=True)

    @property
    def called(self) -> Wording | Slug:
        """By the name that the plan gives it; its key where it gives none."""
        return self.name or Slug(self.id)


@record
class Reservation:
    """What is kept for small and medium enterprises, or the ground for none."""

    way: Slug = ask(
        "Way of reserving",
        "预留方式",
        choices={
            "whole": ("the whole purchase", "整体预留"),
            "lot": ("lots", "采购包预留"),
            "consortium-share": ("a share of a consortium", "联合体份额"),
            "subcontract-share": ("a share of subcontracts", "分包份额"),
            "none": ("nothing", "不预留"),
        },
    )
    reserved: Fen | None = ask("Reserved", "预留金额", unit=YUAN, default=None)
    small_micro: Fen | None = ask("Of it for small and micro", "其中预留给小微企业", unit=YUAN, default=None)
    ground: Slug | None = ask("Ground for none", "不预留的情形", default=None)
    deduction_percent: Decimal | None = ask("Price deduction", "价格扣除", unit=PERCENT, default=None)
    share_percent: Decimal | None = ask(
        "Price deduction for a share of small and micro enterprises",
        "联合体或者分包的价格扣除",
        hint=("For a consortium or subcontracts that give them enough", "小微企业合同份额达到规定比例的联合体或者分包"),
        unit=PERCENT,
        default=None,
        later=True,
    )
    year_total: Fen | None = ask(
        "The department's year: suitable purchases above the amount",
        "主管预算单位本年度超过限额的适宜项目预算总额",
        unit=YUAN,
        default=None,
        later=True,
    )
    year_reserved: Fen | None = ask("The department's year: reserved", "主管预算单位本年度预留总额", unit=YUAN, default=None, later=True)
    year_small_micro: Fen | None = ask(
        "The department's year: of it for small and micro", "其中预留给小微企业的总额", unit=YUAN, default=None, later=True
    )


@record
class PlanTerms:
    need: str = ask("Need", "采购需求编号", of=RefersTo.NEED)
    part: str = ask("Part of the need", "需求的部分", default="1", of=RefersTo.PART)
    method: Slug = ask("Method", "采购方式", choices=METHODS)
    method_ground: Slug | None = ask("Case of the method", "适用情形", default=None)
    case_reason: Slug | None = ask(
        "Reason for this case",
        "属于该情形的理由",
        hint=("Where the law counts only certain ones", "法律对该情形限定理由的填写"),
        default=None,
        later=True,
    )
    approval: Slug | None = ask(
        "Approval of the method",
        "采购方式审批",
        default=None,
        choices={"to-be-applied-for": ("to be applied for before the notice", "公告前申请审批")},
    )
    fiscal_year: int = ask("Fiscal year", "预算年度")
    budget_line: str = ask("Budget line", "预算编号")
    directory_item: str | None = ask("Item of the guiding directory", "指导性目录条目", default=None)
    category: str = ask("Procurement category", "采购品目")
    service: Slug | None = ask(
        "Kind of service",
        "服务种类",
        hint=("Which licences the law asks of it follows from this", "据此确定法律对该项服务要求的许可"),
        default=None,
        later=True,
    )
    budget: Fen = ask("Budget", "预算金额", unit=YUAN)
    ceiling: Fen | None = ask("Ceiling price", "最高限价", unit=YUAN, default=None)
    floor: Fen | None = ask("Floor price", "最低限价", unit=YUAN, default=None)
    lots: tuple[Lot, ...] = ask("Lots", "采购包", default=())
    requirements: tuple[Requirement, ...] = ask("Requirements", "采购需求", default=())
    conditions: tuple[Condition, ...] = ask("Conditions for suppliers", "供应商资格条件", default=())
    criteria: tuple[Criterion, ...] = ask("Criteria", "评审因素", default=())
    price_not_scored: Slug | None = ask("Why the price is not scored", "价格不列入评分的原因", default=None, later=True)
    price_consent: str | None = ask(
        "Consent to the weight of the price",
        "财政部门对价格权重的同意",
        hint=("Office, day and number of its document", "同意文件的机关、日期和文号"),
        default=None,
        later=True,
    )
    reservation: Reservation | None = ask("Small and medium enterprises", "中小企业扶持", default=None)
    ties: tuple[Slug, ...] = ask(
        "What comes first at equal rank",
        "名次并列时的次序",
        hint=("As the documents say", "以采购文件为准"),
        choices=ORDERS,
        default=(),
        later=True,
    )
    low_price_line_percent: Decimal | None = ask("Line under which a price is looked at", "异常低价审查线", unit=PERCENT, default=None)
    contract_form: Slug = ask("Contract form", "合同形式", choices=CONTRACT_FORMS, default=Slug("purchase"))
    contract_groups: tuple[Slug, ...] = ask("Groups of clauses drafted", "已拟定的条款", default=())
    term_months: int = ask("Contract term", "合同履行期限", unit=MONTHS)
    extension_months: int | None = ask(
        "Months of all extensions together",
        "全部续签、延长选择合计月数",
        unit=MONTHS,
        hint=("Options to renew count too, also those that need no new decision", "自动续签等各项续期选择一并计入"),
        default=None,
        later=True,
    )
    term_grounds: tuple[Slug, ...] = ask("Grounds for a longer term", "延长期限的条件", default=())
    acceptance: Wording | None = ask("How it will be accepted", "履约验收方案", default=None)
    payment_days: int | None = ask("Paid within", "付款期限", unit=DAYS, default=None)
    agency: str | None = ask("Agency", "采购代理机构", default=None, of=RefersTo.AGENCY)
    agency_mandate: str | None = ask("Agency mandate", "委托代理协议", hint=("Number of the agreement", "委托协议编号"), default=None)
    agency_matters: tuple[Slug, ...] = ask(*ENTRUSTED, hint=AS_AGREED, choices=AGENCY_MATTERS, default=(), later=True)
    catalogue_approval: str | None = ask(
        "Approval to buy an item of the catalogue oneself",
        "目录内项目自行采购的批准",
        hint=("Government of a province or above, day and number of its document", "省级以上人民政府批准文件的机关、日期和文号"),
        default=None,
        later=True,
    )
    one_supplier: OneSupplier | None = ask("The one supplier", "唯一（原）供应商", default=None, later=True)
    apart: Wording | None = ask("Why it is bought apart from the like of another need", "与其他需求同类采购分开采购的理由",
                                default=None, later=True)  # fmt: skip
    again_of: str | None = ask("Tried before as", "原采购项目编号", default=None, of=RefersTo.PROCUREMENT)


@record
class ReviewedBy:
    """Whose review a filed plan rests on; filled from the record, and asked of nobody."""

    reviewed_by: str | None = ask("Reviewed by", "内部审核人", default=None, of=RefersTo.PERSON)


@record
class Document:
    name: str = ask("Name", "名称")
    size: int = ask("Size", "大小", unit=("bytes", "字节"))
    sha256: str = ask("Fingerprint", "数字指纹")


@record
class NoticeSaid:
    """What a notice says for itself; what is not given is left out, and missed by name under the row that asks for it."""

    project_name: Wording | None = ask("Project name", "项目名称", default=None, most=TITLE_MAX)
    purchaser: Wording | None = ask("Purchaser: name, address, contact", "采购人名称、地址、联系方式", default=None)
    agency: Wording | None = ask("Agency: name, address, contact", "采购代理机构名称、地址、联系方式", default=None)
    content: Wording | None = ask("What is bought", "采购需求", default=None)
    scale: Wording | None = ask("Scale", "规模", default=None)
    materials: Wording | None = ask("Materials to hand in", "应提交的材料", default=None)
    getting_documents: Wording | None = ask("Getting the documents: place, way, price", "获取采购文件的地点、方式、售价", default=None)
    documents_issued: date = ask("Documents issued from", "采购文件发出之日")
    documents_offered_until: date | None = ask("Documents offered until", "采购文件提供截止日", default=None)
    bids_close: datetime = ask("Bids close", "提交截止时间", hint=("Strictly before this moment is in time", "在此时刻之前提交方为有效"))
    opening: Wording | None = ask("Opening: time and place", "开启时间和地点", default=None)
    contact: Wording | None = ask("Contact person and telephone", "项目联系人和电话", default=None)
    queries_to: Wording | None = ask("Where to send a formal query", "质疑的接收方式、联系部门、电话和地址", default=None)
    consortia_allowed: bool | None = ask("Consortia may bid", "是否接受联合体", default=None)
    bond: Fen | None = ask("Bid security", "投标保证金", unit=YUAN, default=None)
    documents: tuple[Document, ...] = ask("Purchasing documents", "采购文件", default=())
    documents_elsewhere: Wording | None = ask(
        "Where else the documents are issued, and why there",
        "采购文件在别处发出的，说明何处及原因",
        hint=("Only where no file of them is put in here", "仅在未在此上传采购文件时填写"),
        default=None,
        later=True,
    )
    outside: Outside | None = ask("Published elsewhere", "在其他媒体发布", default=None)


@record
class NoticeTerms(NoticeSaid):
    """All that a notice says: what the filed plan says already is taken from there, so that a notice never says otherwise."""

    budget: Fen | None = ask("Budget", "预算金额", unit=YUAN, default=None)
    ceiling: Fen | None = ask("Ceiling price", "最高限价", unit=YUAN, default=None)
    qualification: Wording | None = ask("Requirements for applicants", "申请人的资格要求", default=None)
    reservation: Wording | None = ask("What is reserved, and the price deduction", "预留份额和价格扣除", default=None)


AT_FAULT, FELL_AWAY = Slug("at-fault"), Slug("task-fell-away")
ENDINGS = {
    "too-few": ("too few suppliers", "供应商不足"),
    "illegal-acts": ("illegal acts", "出现影响公正的违法违规行为"),
    "all-above-budget": ("all prices above the budget", "报价均超过预算"),
    FELL_AWAY: ("the task fell away", "采购任务取消"),
    "documents-flawed": ("the documents are seriously flawed", "采购文件存在重大缺陷"),
    "method-no-longer-fits": ("the method no longer fits", "不再符合适用情形"),
    "keys-lost": ("too few keys are left to open the bids", "密钥遗失，投标（响应）文件无法开启"),
    "award-set-aside": ("the award was set aside for a new procurement", "中标（成交）结果已取消，重新开展采购"),
}


@record
class EndingTerms:
    lots: tuple[str, ...] = ask("Lots", "采购包", default=(), of=RefersTo.LOT)
    ground: Slug = ask("Ground", "终止事由", choices=ENDINGS)
    reason: Wording = ask("Reason", "原因")
    change: Outside | None = ask(
        "Document of the major change",
        "重大变故的证明文件",
        hint=(
            "Where the task falls away: the decision, with a scan of it; a finding of illegal acts stands on record already",
            "采购任务取消的填写有关决定，并附扫描件；违法违规行为的认定已另行登记",
        ),
        default=None,
        later=True,
    )
    documents: Slug | None = ask(
        "Documents and procedure", "采购文件和采购程序",
        hint=(
            "After too few bids from the open-tender amount on: the way on follows from it",
            "达到公开招标数额标准的项目供应商不足时填写，据此决定后续采购方式",
        ),
        choices={
            "sound": ("in order", "没有问题"),
            AT_FAULT: ("at fault, to be corrected before it is tendered again", "有问题，改正后重新招标"),
        },
        default=None,
        later=True,
    )  # fmt: skip
    outside: Outside | None = ask("Published elsewhere", "在其他媒体发布", default=None)


@record
class Change:
    about: Slug = ask("About", "所涉事项")
    old: Wording | None = ask("Before", "更正前", default=None)
    new: Wording = ask("Now", "更正后")


@record
class CorrectionTerms:
    ground: Slug = ask(
        "Ground",
        "更正事由",
        choices={
            "clarification": ("clarification", "澄清"),
            "amendment": ("amendment", "修改"),
            "few-documents-taken": ("few took the documents", "获取采购文件的供应商较少"),
            "query-upheld": ("a query was well founded", "质疑成立"),
        },
    )
    reason: Wording = ask("Reason", "原因")
    changes: tuple[Change, ...] = ask("Changes", "更正内容", default=())
    documents: tuple[Document, ...] = ask(
        "New purchasing documents",
        "更正后的采购文件",
        hint=("A file that has the name of an earlier one takes its place", "与原采购文件同名的，替换原文件"),
        default=(),
        later=True,
    )
    replaces: tuple[str, ...] = ask(
        "Purchasing documents that they replace", "被替换的采购文件", default=(), later=True, of=RefersTo.DOCUMENT
    )
    answers: tuple[str, ...] = ask(
        "Follows from the answer to question No.", "依据的询问答复（序号）", default=(), later=True, of=RefersTo.ANSWER
    )
    may_affect_bids: bool = ask("May affect bids", "可能影响投标（响应）文件编制", default=True)
    bids_close: datetime | None = ask("New closing time", "新的提交截止时间", default=None)
    documents_offered_until: date | None = ask("Documents offered until", "采购文件提供截止日", default=None)
    outside: Outside | None = ask("Published elsewhere", "在其他媒体发布", default=None)
