"""What are the shared parts filled with, to be looked at side by side? Invented examples in both languages, four times: see the names.

The words are examples, not texts of this site: they stand here in both languages, and in no message file.
"""

from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Paginator

from operis.core.findings import REFUSED, WARNING, Ground, found
from operis.core.money import Fen
from operis.core.wording import Label, Slug, Wording
from operis.dockets.budget.terms import BudgetLine
from operis.documents.lawbook import book, calendar
from operis.documents.receipts import Told
from operis.documents.said import TAGS
from operis.documents.shown import language, money, shown
from operis.law.book import Period
from operis.web.components.errors import Wrong
from operis.web.components.facts import FactRow
from operis.web.components.form import parts as form_parts
from operis.web.components.form import summary
from operis.web.components.links import Link
from operis.web.components.seal import Seal
from operis.web.components.spine import DONE, NOW, TODO, Line
from operis.web.components.spine import REFUSED as REFUSED_LINE
from operis.web.components.status import Status
from operis.web.components.strip import Strip
from operis.web.components.table import Cell, Column, Table
from operis.web.components.why import Why
from operis.web.forms import form_for

ORDINARY, LONG, EMPTY, WRONG = "ordinary", "long", "empty", "wrong"
NOON, DAY = datetime(2026, 11, 25, 4, 0, tzinfo=UTC), date(2026, 11, 25)
PAGES, SECOND = 9, 2
TITLE = {
    ORDINARY: Label("Day care for 60 older people", "六十名老年人日间照料服务"),
    LONG: Label(
        "Day care, meals, transport, health checks and company for older people alone in thirty-two villages of three townships",
        "为三个乡镇三十二个行政村的独居、空巢、失能和半失能老年人提供日间照料、助餐、出行、健康监测和精神慰藉等综合服务",
    ),
    EMPTY: Label("-", "-"),
    WRONG: Label("Day care", "日间照料"),
}
OFFICE = {
    ORDINARY: Label("Civil Affairs Office", "民政局"),
    LONG: Label(
        "Civil Affairs Office of the Demonstration County for Services to Older People, Families and Persons with Disabilities",
        "示范县民政局养老服务、家庭服务和残疾人服务综合管理办公室（示范县社会救助事务中心）",
    ),
    EMPTY: Label("", ""),
    WRONG: Label("Civil Affairs Office", "民政局"),
}
STATES = (
    (Label("Open for bids", "正在接收"), "open"), (Label("Closes soon", "即将截止"), "soon"),
    (Label("Closed, sealed", "已截止，待开启"), "sealed"), (Label("Being evaluated", "评审中"), "eval"),
    (Label("Suspended", "已暂停"), "hold"), (Label("Failed process", "已废标"), "off"),
    (Label("Complete", "已完成"), "done"), (Label("Draft", "草稿"), ""),
)  # fmt: skip
TYPED = {
    ORDINARY: {"line": "BL-1", "item-zh": "日间照料", "item-en": "Day care", "budget_item": "2081006", "amount": "860000",
               "basis": "2026-1"},
    LONG: {"line": "BL-1-2026-0001-0002-0003-0004-0005", "item-en": TITLE[LONG].en, "item-zh": TITLE[LONG].zh, "amount": "100000000000.00",
           "yearly-rows": "2", "yearly-0-year": "2026", "yearly-1-year": "2027"},
    EMPTY: {},
    WRONG: {"line": "", "item-en": "Day care", "amount": "a lot", "adjusts": "maybe", "yearly-rows": "1", "yearly-0-year": "soon"},
}  # fmt: skip


def parts(content: str) -> dict[str, Any]:
    """Everything that the page shows; with no content, what may be left out is left out."""
    row, title, office = book().rows["GPL-35"].at(DAY), _said(TITLE[content]), _said(OFFICE[content])
    seal = Seal(number="DC-2026-S-0142 5", code="7F3A-91C2-0KQ4-M8XT", day=DAY, url="/v/7F3A-91C2-0KQ4-M8XT")
    fields, errors = _form(content)
    listed = range(0 if content == EMPTY else PAGES)
    return {
        "content": content, "title": title, "row": row, "seal": seal, "noon": NOON, "day": DAY,
        "strip": Strip(number="DC-2026-S-0142", url="" if content == EMPTY else "#main", stage=4, stages=9, name=title,
                       due=None if content == EMPTY else NOON),
        "wrongs": errors, "fields": fields,
        "rows": [] if content == EMPTY else [FactRow(_in("Closes", "截止"), shown(DAY), "", row), FactRow(_in("Where", "地点"), office)],
        "states": [Status(_said(words), colour) for words, colour in STATES] if content != EMPTY else [],
        "why": _why(content, title), "lines": _lines(content, row, seal, title, office),
        "page": Paginator(listed, SECOND).get_page(SECOND),
        "receipt": _receipt(content, seal), "table": _table(content, title, office), "tasks": [f"{title} {one}" for one in listed],
    }  # fmt: skip


def _receipt(content: str, seal: Seal) -> Told:
    rows = ((_in("Entered as", "载入为"), f"{seal.number}, {seal.code}"), (_in("Arrived", "收到时间"), shown(NOON)))
    text = "operis/receipt/v1\ndemo.operis.example/ledger\n" + f"{seal.number} CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n" * 3
    counted = (5, 4) if content == LONG else None
    return Told("" if content == EMPTY else text, () if content == EMPTY else rows, "demo.operis.example/ledger", counted)


def _table(content: str, title: str, office: str) -> Table:
    """A long list has words in the other language too, a state and an amount."""
    other = Label(TITLE[content].zh, TITLE[content].en)
    heads = (
        ("Number", "编号", False),
        ("Title", "标题", False),
        ("State", "状态", False),
        ("Amount", "金额", True),
        ("Body", "单位", False),
    )
    rows = (
        (Cell(f"DC-2026-S-{one:04}", url="#main", code=True), Cell(_said(other), tag=TAGS["en" if language() == "zh" else "zh"]),
         Cell("", status=Status(_said(STATES[one % len(STATES)][0]), STATES[one % len(STATES)][1])), Cell(money(one * 12_345_678)),
         Cell(office if one % 2 else ""))
        for one in range(0 if content == EMPTY else PAGES)
    )  # fmt: skip
    columns = tuple(Column(_in(en, zh), number) for en, zh, number in heads)
    return Table(_in("Procurements", "采购项目"), columns, tuple(rows))


def _said(words: Label) -> str:
    return words.within(language())


def _in(en: str, zh: str) -> str:
    return _said(Label(en, zh))


def _form(content: str) -> tuple[Any, list[Wrong]]:
    """A form made from the fields of a line of a budget: every kind of input is in it."""
    typed = TYPED[content]
    form = (
        form_for(BudgetLine)(typed, zone=calendar().zone) if content == WRONG else form_for(BudgetLine)(zone=calendar().zone, initial=typed)
    )
    form.is_valid()
    shown = form_parts(form)
    return shown, summary(form, shown) if content == WRONG else []


def _why(content: str, title: str) -> Why:
    ask = Link(_in("Ask the finance department", "向财政部门咨询"), "#main", _in("until 30 November 2026", "2026年11月30日前"))
    heading = _in("You cannot publish this notice yet", "这份公告还不能发布")
    if content == EMPTY:
        return Why(heading=heading, grounds=(), reference="", decided=NOON)
    ways = (
        Link(_in("Change the closing time", "修改截止时间"), "#main"),
        Link(_in("File the plan again", "重新备案"), "#main"),
    )
    heading = f"{heading}: {title}" if content == LONG else heading
    return Why(heading=heading, grounds=_grounds(), reference="X-2026-004517", decided=NOON, decided_by=_in("Wang Li", "王莉"), ways=ways,
               ask=ask, personal=True)  # fmt: skip


def _grounds() -> tuple[Ground, ...]:
    """Sentences that checks say, so that they are in the reader's language."""
    closes, least = date(2026, 3, 21), Period("min", 20, "day")
    late = found(
        "Bids close on {closes}; counted from {opened}, they must stay open {least}.",
        do="Set the closing time on {earliest} or later.", closes=closes, opened=date(2026, 3, 2), least=least, earliest=date(2026, 3, 22),
    )  # fmt: skip
    budget = found("The notice says {budget}, the filed plan {planned}.", do="Make them equal, or file the plan again.",
                   budget=Fen(86_000_000), planned=Fen(80_000_000))  # fmt: skip
    out = found("“{asked}” shuts suppliers out: {about}.", do="Strike it out.", asked=Wording(zh="本地企业"),
                about=Slug("ownership-form-or-location-limits"))  # fmt: skip
    return (Ground("stays_open", "GPL-35", DAY, REFUSED, late), Ground("equals_plan", "REG-29", DAY, REFUSED, budget),
            Ground("open_to_all", "REG-20", DAY, WARNING, out))  # fmt: skip


def _lines(content: str, row: Any, seal: Seal, title: str, office: str) -> list[Line]:
    """Not in order: the timeline puts them so."""
    if content == EMPTY:
        return []
    size = _in("a file of 84 kilobytes", "84千字节的文件")
    suppliers, why = _in("suppliers", "供应商"), Link(_in("Why", "理由"), "#main")
    past = [
        Line(no=1, state=DONE, title=_in("Need recorded", "登记采购需求"), at=DAY, actor=office, basis=(row,), seal=seal, what=title),
        Line(no=4, state=NOW, title=_in("Receiving bids", "接收投标（响应）"), at=NOON, due=NOON, due_row=row, who=suppliers),
        Line(no=5, state=TODO, title=_in("Result published", "发布结果"), due=DAY, due_row=row, who=office,
             on_miss=_in("the office is reminded", "提醒该机构")),
    ]  # fmt: skip
    wrong = [
        Line(no=2, state=REFUSED_LINE, title=_in("A local office is asked for", "要求在本地设有机构"), at=NOON, why=why),
        Line(no=3, state=DONE, title=_in("Corrected", "更正"), at=NOON, basis=(row, row), late=3, reason=title,
             corrects=Link("1", "#act-1"), corrected=Link("4", "#act-4"), documents=(Link(title, "#main", size),)),
    ]  # fmt: skip
    return [*reversed(past), *(wrong if content in (LONG, WRONG) else [])]
