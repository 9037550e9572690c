"""What is on file of a body or a supplier?"""

from operis.core.fields import Withheld, ask, record
from operis.core.wording import Slug, Wording
from operis.dockets.establishment.terms import CATEGORIES

NATURES = {
    "state-organ": ("state organ", "国家机关"),
    "party-organ": ("party organ", "党的机关"),
    "public-institution": ("public institution", "事业单位"),
    "group-organisation": ("group organisation funded by the state", "由财政拨款保障的群团组织"),
    "enterprise": ("enterprise", "企业"),
    "social-organisation": ("social organisation", "社会组织"),
    "rural-collective": ("rural collective economic organisation", "农村集体经济组织"),
    "self-government": ("grass-roots self-government organisation", "基层群众性自治组织"),
    "individual": ("individual", "个人"),
}
LEVELS = {"central": ("central", "中央"), "province": ("province", "省级"), "city": ("city", "市级"), "county": ("county", "县级")}
SIZES = {"large": ("large", "大型"), "medium": ("medium", "中型"), "small": ("small", "小型"), "micro": ("micro", "微型")}


@record
class FileTerms:
    key: Slug = ask(
        "Short name", "代称", hint=("Small letters and hyphens; stands in addresses and mandates", "小写字母和连字符，用于网址和授权")
    )
    party: Slug = ask("Party", "当事人", choices={"body": ("body", "单位"), "supplier": ("supplier", "供应商")})
    nature: Slug = ask("Kind", "性质", choices=NATURES)
    name: Wording = ask("Name", "名称")
    code: str | None = ask("Unified social credit code", "统一社会信用代码", default=None)
    level: Slug | None = ask("Budget level", "预算级次", choices=LEVELS, default=None)
    place: str | None = ask("Place", "行政区划代码", hint=("2, 4 or 6 digits", "2位、4位或者6位"), default=None)
    category: Slug | None = ask("Category of the institution", "事业单位类别", choices=CATEGORIES, default=None)
    size: Slug | None = ask("Size of the enterprise", "企业规模", choices=SIZES, default=None)
    address: Wording | None = ask("Address", "地址", default=None)
    phone: str | None = ask("Telephone", "电话", default=None)
    email: str | None = ask("E-mail", "电子邮箱", default=None)
    contact: str | Withheld | None = ask("Contact person", "联系人", hint=("Not published", "不予公开"), default=None)


@record
class ReviewTerms:
    result: Slug = ask(
        "Result", "审核结果", choices={"accepted": ("accepted", "通过"), "returned": ("returned", "退回"), "refused": ("refused", "不通过")}
    )
    reason: Wording | None = ask("Reason", "理由", default=None)
