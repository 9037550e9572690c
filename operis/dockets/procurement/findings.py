"""What did somebody other than the officer find of this purchase, in writing, by which an award or all of it may fall?"""

from collections.abc import Iterable

from operis.core.acts import Act, Command, Outside
from operis.core.briefs import field
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording

QUERY, ORDERED, ILLEGAL, KEY_LOST = Slug("query-upheld"), Slug("ordered"), Slug("illegal-acts"), Slug("key-lost")
TASK_GONE, DRAW_SEEN = Slug("task-fell-away"), Slug("draw-confirmed")
FALLS = frozenset({QUERY, ORDERED})
"""By what an award falls."""


@record
class FindingTerms:
    lots: tuple[str, ...] = ask("Lots", "采购包", hint=("None chosen: all of them", "不选择的，为全部采购包"), default=(), of=RefersTo.LOT)
    about: Slug = ask(
        "What was found",
        "认定事项",
        choices={
            QUERY: ("a query was well founded", "质疑成立"),
            ORDERED: ("ordered by the supervision department", "监督部门决定"),
            ILLEGAL: ("illegal acts", "出现影响公正的违法违规行为"),
            TASK_GONE: ("the task fell away", "采购任务取消"),
            DRAW_SEEN: ("the draw held elsewhere was looked up, and is as it was entered", "在其他系统进行的专家抽取已经核实无误"),
            KEY_LOST: ("our key of the bids is lost", "本单位保管的密钥遗失"),
        },
    )
    says: Wording = ask("What it says, and why", "认定内容和理由")
    decision: str = ask("Number of the answer or decision", "答复或者决定文号")
    paper: Outside = ask(
        "The answer or decision itself", "答复或者决定原件", hint=("Where, when, and a scan of it", "作出机关、日期，并附扫描件")
    )


@record
class RecordFinding(FindingTerms, Command):
    slug, docket_kind, called = "record-finding", "procurement", True
    title_words = Label("Record a finding about this purchase", "登记对本项目的认定")


@record
class FindingRecorded(FindingTerms, Act):
    kind, version = "finding-recorded", 1
    title_words = Label("Finding recorded", "认定登记")
    brief = field("about")
    why = "says"

    found_by: tuple[str, ...] = ask("Entered by", "登记人", of=RefersTo.PERSON)
    holder: str | None = ask("Key holder", "密钥保管单位", of=RefersTo.BODY, default=None, later=True)
    """Whose key is lost; None for every other finding."""


def keys_lost(findings: Iterable[FindingRecorded]) -> dict[str, FindingRecorded]:
    """By holder, what was entered of a key that is lost: nobody waits for its shares any more."""
    return {one.holder: one for one in findings if one.about == KEY_LOST and one.holder is not None}
