"""What is approved of an institution's places?"""

from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Slug

CATEGORIES = {
    "class-1": ("category 1", "公益一类"),
    "class-2": ("category 2", "公益二类"),
    "business": ("doing business", "从事生产经营活动"),
    "administrative": ("with administrative functions", "承担行政职能"),
}


@record
class EstablishmentTerms:
    holder: str = ask("Institution or programme", "事业单位或者项目", of=RefersTo.NAMED)
    allotment: Slug = ask(
        "Kind of places",
        "编制类型",
        choices={"institution": ("institution", "事业单位编制"), "programme": ("programme allotment", "项目名额")},
        default=Slug("institution"),
    )
    category: Slug | None = ask("Category", "类别", choices=CATEGORIES, default=None)
    document: str = ask("Document", "批准文号")
    approved: int = ask("Approved places", "核定编制")
    filled: int = ask("Filled places", "实有人数")
    reserved: int = ask("Reserved outside this record", "平台外已占用待用", default=0)
