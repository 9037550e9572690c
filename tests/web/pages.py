"""Which pages are held to the definition of done? A page joins the list; tests/web/test_pages.py does the rest."""

from collections.abc import Callable
from dataclasses import dataclass


def nothing() -> None:
    """A page that needs nothing in the database."""


@dataclass(frozen=True)
class Page:
    """An address below the language, what stands as its `h1`, and what must be in the database before it is opened."""

    path: str
    heading: dict[str, str]
    given: Callable[[], None] = nothing
    status: int = 200
    here: bool = True
    """Whether anything stands at this address, so that it has a twin in the other language."""

    def __str__(self) -> str:
        return self.path or "home"


PAGES = [
    Page("search/", {"en": "Search", "zh-hans": "搜索"}),
    Page("search/?q=publish", {"en": "Search", "zh-hans": "搜索"}),
    Page("search/?q=nowhereever", {"en": "Search", "zh-hans": "搜索"}),
    Page("search/?q=!!!", {"en": "Search", "zh-hans": "搜索"}, status=422),
    Page("", {"en": "What is bought here, and who is paid", "zh-hans": "这里买了什么，钱付给了谁"}),
    Page("answers/", {"en": "The county in figures", "zh-hans": "数字里的采购"}),
    Page("answers/what-is-bought/", {"en": "What is bought, and for how much?", "zh-hans": "买了什么，花了多少？"}),
    Page(
        "answers/what-is-bought/?year=x&body=nobody", {"en": "What is bought, and for how much?", "zh-hans": "买了什么，花了多少？"},
        status=422,
    ),
    Page("answers/late/?year=1999", {"en": "What is late, and whose is it?", "zh-hans": "什么逾期，是谁的事？"}),
    Page("services/", {"en": "Services", "zh-hans": "服务"}),
    Page("services-or-posts/", {"en": "Services or posts?", "zh-hans": "服务还是岗位？"}),
    Page(
        "services-or-posts/try/",
        {"en": "Service or post? First, what may be bought at all", "zh-hans": "服务还是岗位？先看能不能购买"},
    ),
    Page("check/", {"en": "Check a document", "zh-hans": "检查文件"}),
    Page("check/notice/", {"en": "Check a document: Publish the notice", "zh-hans": "检查文件：发布采购公告"}),
    Page("check/plan/?example=yes", {"en": "Check a document: File the implementation plan", "zh-hans": "检查文件：报送采购实施计划备案"}),
    Page("check/invoice/", {"en": "There is no such page", "zh-hans": "没有这个页面"}, status=404),
    Page("guide/six-matters/", {"en": "The six matters of a purchase of services", "zh-hans": "购买服务的六个事项"}),
    Page("rules/", {"en": "Rules", "zh-hans": "规则"}),
    Page("rules/?q=20&kind=period", {"en": "Rules", "zh-hans": "规则"}),
    Page("rules/?q=nowhere&kind=period", {"en": "Rules", "zh-hans": "规则"}),
    Page("rules/?on=soon", {"en": "Rules", "zh-hans": "规则"}, status=422),
    Page("rules/GPL-35/", {"en": "Government Procurement Law, Art. 35 GPL-35", "zh-hans": "《政府采购法》第三十五条 GPL-35"}),
    Page(
        "rules/NEITHER:N-LABOUR/",
        {"en": "Determination rules of this platform NEITHER:N-LABOUR", "zh-hans": "本平台事项认定规则 NEITHER:N-LABOUR"},
    ),
    Page("rules/GPL-9999/", {"en": "There is no such rule", "zh-hans": "没有这条规则"}, status=404),
    Page("calendar/", {"en": "Calendar and periods", "zh-hans": "日历和期限"}),
    Page("calendar/?event=bidding-documents-issued&on=2026-03-02", {"en": "Calendar and periods", "zh-hans": "日历和期限"}),
    Page("calendar/?event=x&on=maybe", {"en": "Calendar and periods", "zh-hans": "日历和期限"}, status=422),
    Page("follow/", {"en": "Follow it by mail", "zh-hans": "邮件订阅"}),
    Page("verify/", {"en": "Check that a record is genuine", "zh-hans": "核验记录真伪"}),
    Page("notices/", {"en": "Find work", "zh-hans": "找项目"}),
    Page("notices/?q=nowhere&min=x", {"en": "Find work", "zh-hans": "找项目"}, status=422),
    Page("plans/?q=nowhere", {"en": "Plans", "zh-hans": "采购计划"}),
    Page("overdue/", {"en": "What is late", "zh-hans": "逾期事项"}),
    Page("contracts/", {"en": "Contracts", "zh-hans": "合同"}),
    Page("bodies/", {"en": "Bodies", "zh-hans": "单位名录"}),
    Page("suppliers/", {"en": "Suppliers", "zh-hans": "供应商名录"}),
    Page("processes/?q=nowhere", {"en": "Processes", "zh-hans": "办理事项"}),
    Page("data/", {"en": "Open data", "zh-hans": "开放数据"}),
    Page("data/schema/", {"en": "What each field says", "zh-hans": "字段说明"}),
    Page("data/indicators/", {"en": "Indicators", "zh-hans": "风险指标"}),
    Page("developers/", {"en": "For programs", "zh-hans": "开放接口"}),
    Page("help/", {"en": "Help", "zh-hans": "帮助"}),
    Page("account/sign-in/", {"en": "Sign in", "zh-hans": "登录"}),
    Page("demonstration/", {"en": "The clock of the demonstration", "zh-hans": "演示时钟"}),
    Page("mail/", {"en": "Letters of the demonstration", "zh-hans": "演示邮件"}),
    Page("register/", {"en": "Your organisation", "zh-hans": "单位基本信息"}),
    Page("register/confirm/?link=none", {"en": "This link is not known here", "zh-hans": "无法识别此链接"}, status=404),
    Page("account/forgotten/", {"en": "Password forgotten?", "zh-hans": "忘记密码"}),
    Page("account/forgotten/sent/", {"en": "Look into your letters", "zh-hans": "请查收邮件"}),
    Page("account/forgotten/new/", {"en": "This link no longer opens anything", "zh-hans": "链接已失效"}),
    Page("account/forgotten/done/", {"en": "The password is changed", "zh-hans": "密码已修改"}),
    Page("accessibility/", {"en": "Accessibility statement", "zh-hans": "无障碍声明"}),
    Page("privacy/", {"en": "Privacy", "zh-hans": "隐私"}),
    Page("nowhere/", {"en": "There is no such page", "zh-hans": "没有这个页面"}, status=404, here=False),
]
