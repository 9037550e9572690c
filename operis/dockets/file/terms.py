"""What is on file of a body, a supplier or an expert, and what keeps one from taking part?"""

from datetime import date

from operis.core.acts import Outside
from operis.core.fields import Withheld, ask, record
from operis.core.reading import TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.establishment.terms import CATEGORIES
from operis.dockets.procurement.terms import Document

NATURES = {
    "state-organ": ("state organ", "国家机关"),
    "party-organ": ("party organ", "党的机关"),
    "public-institution": ("public institution", "事业单位"),
    "group-organisation": ("group organisation funded by the state", "由财政拨款保障的群团组织"),
    "enterprise": ("enterprise", "企业"),
    "social-service-organisation": ("social service organisation", "社会服务机构（民办非企业单位）"),
    "social-group": ("social group", "社会团体"),
    "foundation": ("foundation", "基金会"),
    "social-organisation": ("social organisation", "社会组织"),
    "rural-collective": ("rural collective economic organisation", "农村集体经济组织"),
    "self-government": ("grass-roots self-government organisation", "基层群众性自治组织"),
    "partnership": ("law firm or other partnership", "律师事务所等合伙组织"),
    "individual": ("individual", "个人"),
    "individual-business": ("individual business", "个体工商户"),
    "prison-enterprise": ("prison enterprise", "监狱企业"),
    "disabled-welfare-unit": ("welfare unit for disabled people", "残疾人福利性单位"),
}
NO_LONGER = frozenset({"social-organisation", "prison-enterprise", "disabled-welfare-unit"})
"""Kinds for which there are finer ones, or a mark beside: read for ever, and offered to nobody."""
MARKS = {
    "prison-enterprise": ("prison enterprise", "监狱企业"),
    "disabled-welfare-unit": ("welfare unit for disabled people", "残疾人福利性单位"),
}
LEVELS = {"central": ("central", "中央"), "province": ("province", "省级"), "city": ("city", "市级"), "county": ("county", "县级")}
SIZES = {"large": ("large", "大型"), "medium": ("medium", "中型"), "small": ("small", "小型"), "micro": ("micro", "微型")}

ALSO_REVIEWED = {"award": ("the award", "确定中标（成交）供应商"), "contract": ("the contract", "合同文本")}
PARTIES = {"body": ("body", "单位"), "supplier": ("supplier", "供应商"), "expert": ("evaluation expert", "评审专家")}
BASES = {
    "gpl-77": ("conduct of a supplier in procurement", "供应商在采购活动中的违法行为"),
    "reg-73": ("a complaint on made-up facts or false material", "虚假、恶意投诉"),
    "o94-37": ("a complaint on made-up facts or false material (measures on complaints)", "虚假、恶意投诉（质疑和投诉办法）"),
    "reg-75": ("conduct of an expert", "评审专家的违法行为"),
}
"""The rows that bar, as a form offers them."""
BAR_GROUNDS = {
    "false-material": ("false material", "提供虚假材料"),
    "slander": ("slander of other suppliers", "诋毁、排挤其他供应商"),
    "collusion": ("collusion", "恶意串通"),
    "bribery": ("bribes offered", "行贿或者提供其他不正当利益"),
    "negotiating-during-tender": ("negotiation during a tender", "在招标采购过程中协商谈判"),
    "refusing-inspection": ("inspection refused or misled", "拒绝监督检查或者提供虚假情况"),
    "fabricated-facts": ("facts made up", "捏造事实"),
    "illegally-obtained-proof": ("proof obtained unlawfully", "以非法手段取得证明材料"),
    "result-affected": ("the result was affected", "影响采购结果"),
    "undeclared-interest": ("an interest not declared", "有利害关系不回避"),
    "bribe": ("a bribe taken", "收受贿赂"),
}

EXPERT_FIELDS = {
    "care": ("care and social services", "养老、社会服务"),
    "health": ("health", "医疗卫生"),
    "education": ("education and training", "教育培训"),
    "catering": ("catering", "餐饮"),
    "property-cleaning": ("property and cleaning", "物业、保洁"),
    "transport": ("transport", "交通运输"),
    "environment": ("environment", "环境保护"),
    "culture-sport": ("culture and sport", "文化体育"),
    "information-technology": ("information technology", "信息技术"),
    "engineering": ("engineering", "工程技术"),
    "research": ("surveys and research", "调查研究"),
    "law": ("law", "法律"),
    "finance": ("finance and accounting", "财务会计"),
}
TIES = {
    "employed": ("employed there", "任职"),
    "director": ("director", "董事"),
    "supervisor": ("supervisor", "监事"),
    "owner": ("controlling owner", "控股股东、实际控制人"),
    "kin-of-head": ("married, related or close in-law of its head", "与其负责人有夫妻、近亲属或者近姻亲关系"),
    "other": ("another tie that may hurt fairness", "其他可能影响公正的关系"),
}
KIN = "kin-of-head"
"""A tie that lasts, whatever days are named."""


@record
class Tie:
    """What ties an expert to a supplier, with the days; a tie without a last day goes on."""

    supplier: Slug = ask("Supplier", "供应商", of=RefersTo.SUPPLIER)
    relation: Slug = ask("Relation", "关系", choices=TIES)
    first: date | None = ask("First day", "起始日期", default=None)
    last: date | None = ask("Last day", "截止日期", hint=("Left out while it goes on", "仍在继续的不填写"), default=None)


@record
class Certificate:
    """A licence or another paper that is good until a day; a bid refers to it."""

    name: Wording = ask("Name", "证照名称", most=TITLE_MAX)
    number: str | None = ask("Number", "编号", default=None)
    until: date | None = ask("Valid until", "有效期至", hint=("Left out where it does not end", "长期有效的不填写"), default=None)
    files: tuple[Document, ...] = ask("Scan", "扫描件", default=())


@record
class FileTerms:
    """Who heads a firm and who holds it is public, as in the register of enterprises: lists are made anew from what is public alone."""

    key: Slug = ask(
        "Short name", "代称", hint=("Small letters and hyphens; stands in addresses and mandates", "小写字母和连字符，用于网址和授权")
    )
    party: Slug = ask("Party", "当事人", choices=PARTIES)
    nature: Slug = ask("Kind", "性质", choices=NATURES)
    name: Wording = ask("Name", "名称", most=TITLE_MAX)
    code: str | None = ask("Unified social credit code", "统一社会信用代码", default=None)
    level: Slug | None = ask("Budget level", "预算级次", choices=LEVELS, default=None)
    place: str | None = ask("Place", "行政区划代码", hint=("2, 4 or 6 digits", "2位、4位或者6位"), default=None)
    category: Slug | None = ask("Category of the institution", "事业单位类别", choices=CATEGORIES, default=None)
    size: Slug | None = ask("Size of the enterprise", "企业规模", choices=SIZES, default=None)
    address: Wording | None = ask("Address", "地址", default=None)
    phone: str | None = ask("Telephone", "电话", default=None)
    email: str | None = ask("E-mail", "电子邮箱", default=None)
    contact: str | Withheld | None = ask("Contact person", "联系人", hint=("Not published", "不予公开"), default=None)
    head: str | None = ask(
        "Head",
        "单位负责人",
        hint=("The legal representative; published", "法定代表人或者主要负责人姓名；予以公开"),
        default=None,
        later=True,
    )
    key_review_rule: Wording | None = ask(
        "Rule of the body by which a plan has no key review",
        "不开展重点审查所依据的内部控制规定",
        hint=("Its name and number; without one every plan has it", "规定名称和文号；未填写的，每份计划均须重点审查"),
        default=None,
        later=True,
    )
    unit: Slug | None = ask(
        "Competent budget unit above it", "主管预算单位",
        hint=("None for a body that files its budget with the finance department itself", "直接向财政部门申报预算的单位不填写"),
        default=None, later=True, of=RefersTo.BODY,
    )  # fmt: skip
    also_reviewed: tuple[Slug, ...] = ask(
        "Also reviewed by another person", "另须内部审查的事项", choices=ALSO_REVIEWED, default=(), later=True
    )
    holders: tuple[Slug, ...] = ask(
        "Directly held or managed by", "直接控股或者管理它的供应商", hint=("Short names of suppliers", "供应商代称"),
        default=(),
        later=True,
        of=RefersTo.SUPPLIER,
    )
    places: tuple[str, ...] = ask(
        "Places here and around",
        "本地和周边地名",
        hint=(
            "Of a purchasing body: wordings of conditions are looked at for them too",
            "采购人填写，核对资格条件和评审因素的用语时一并使用",
        ),
        default=(),
        later=True,
    )
    resident_number: str | Withheld | None = ask(
        "Resident number",
        "公民身份号码",
        hint=("Of an individual; not published", "供应商为自然人的填写，不予公开"),
        default=None,
        later=True,
    )
    marks: tuple[Slug, ...] = ask("Also", "同时属于", choices=MARKS, default=(), later=True)
    certificates: tuple[Certificate, ...] = ask(
        "Licences and certificates", "资质证照", hint=("Of a supplier", "供应商填写"), default=(), later=True
    )
    account: str | None = ask(
        "Account", "账号", hint=("Of an expert: the one under which the person evaluates", "评审专家填写，用于参加评审的账号"),
        default=None,
        later=True,
        of=RefersTo.PERSON,
    )
    expertise: tuple[Slug, ...] = ask("Fields", "评审专业", choices=EXPERT_FIELDS, default=(), later=True)
    employer: Slug | None = ask(
        "Employer", "工作单位", hint=("Where it is on file here", "已在本平台登记的单位"), default=None, later=True, of=RefersTo.ON_FILE
    )
    ties: tuple[Tie, ...] = ask(
        "Ties to suppliers", "与供应商的关系",
        hint=("Of an expert: posts of the last years, and relatives who head a supplier", "评审专家填写近年任职和亲属担任负责人的供应商"),
        default=(),
        later=True,
    )


@record
class ReviewTerms:
    result: Slug = ask(
        "Result", "审核结果", choices={"accepted": ("accepted", "通过"), "returned": ("returned", "退回"), "refused": ("refused", "不通过")}
    )
    reason: Wording | None = ask("Reason", "理由", default=None)


@record
class BarTerms:
    basis: Slug = ask("Barred for", "处罚依据", choices=BASES)
    ground: Slug = ask("Ground", "违法情形", choices=BAR_GROUNDS)
    decision: str = ask("Number of the decision", "处罚决定书文号")
    first: date = ask("First day", "起始日期")
    last: date | None = ask("Last day", "截止日期", hint=("Left out where the law sets no end", "法律没有规定期限的不填写"), default=None)
    outside: Outside | None = ask("Decided elsewhere", "在其他系统决定", default=None)
