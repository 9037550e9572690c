"""What does a page of help say? Each is a file beside the page that shows it, in both languages; a search reads them as well."""

from functools import cache
from pathlib import Path
from typing import Final

import operis
from operis.core.fields import ask, read, record
from operis.core.wording import Wording
from operis.documents.lawbook import calendar
from operis.strict_yaml import parse

FOLDER: Final = Path(operis.__file__).parent / "web" / "public" / "help"


@record
class Step:
    """One thing to do or to know; `code` is what is typed in a terminal, `sample` what a file can hold."""

    says: Wording = ask("What to do", "怎么做")
    code: str | None = ask("To type", "输入", default=None, most=1_000)
    sample: Wording | None = ask("Sample", "样例", default=None)


@record
class Page:
    title: Wording = ask("Title", "标题")
    lead: Wording = ask("In short", "概要")
    steps: tuple[Step, ...] = ask("Steps", "步骤")
    notes: tuple[Wording, ...] = ask("Good to know", "提示", default=())
    rules: tuple[str, ...] = ask("Rules", "规则", default=())
    missing: tuple[Wording, ...] = ask("Not built yet", "尚未实现", default=())


@cache
def page_of(slug: str) -> Page:
    return read(Page, parse((FOLDER / f"{slug}.yaml").read_text("utf8"), f"{slug}.yaml"), zone=calendar().zone)
