"""What does a guiding directory say?"""

from datetime import date

from operis.core.fields import ask, record
from operis.core.reading import TABLE_MAX, TITLE_MAX
from operis.core.wording import Slug, Wording


@record
class DirectoryItem:
    code: str = ask("Code", "编码")
    tier: int = ask("Tier", "级次")
    class_: Slug = ask(
        "Class",
        "类别",
        choices={"public": ("for the public", "公共服务"), "own-duties": ("for government's own duties", "政府履职辅助性服务")},
    )
    name: Wording = ask("Name", "名称", most=TITLE_MAX)
    parent: str | None = ask("Above it", "上级编码", default=None)
    first: date | None = ask("From", "起", default=None)
    last: date | None = ask(
        "Until", "止", hint=("A withdrawn item keeps its number and gets a last day", "退出的条目保留编码，填写最后日期"), default=None
    )


@record
class DirectoryTerms:
    title: Wording = ask("Title", "名称", most=TITLE_MAX)
    first: date = ask("In force from", "施行日期")
    opinions_from: tuple[str, ...] = ask("Departments heard", "听取意见的部门", default=())
    items: tuple[DirectoryItem, ...] = ask("Items", "条目", most=TABLE_MAX)
