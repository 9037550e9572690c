"""What is said before suppliers are invited to tender: who is on the list, who was drawn from it, and who is invited?"""

from operis.core.acts import Act, Command, Outside
from operis.core.fields import ask, record
from operis.core.reading import ROLL_MAX, TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording

INVITED = "invited-tender"
"""The method by which suppliers are invited."""
RECOMMENDED, PREQUALIFIED = "written-recommendation", "prequalification-notice"
WAYS = {
    PREQUALIFIED: ("those who passed after a prequalification notice", "发布资格预审公告征集"),
    "provincial-supplier-pool": ("the supplier pool of a province or above", "从省级以上财政部门供应商库中选取"),
    RECOMMENDED: ("the purchaser's written recommendation", "采购人书面推荐"),
}


@record
class Candidate:
    supplier: str = ask("Supplier", "供应商", of=RefersTo.SUPPLIER)
    reason: Wording | None = ask(
        "Why it is recommended", "推荐理由", hint=("Only where the purchaser recommends it", "仅在采购人书面推荐时填写"), default=None
    )


@record
class CandidateTerms:
    way: Slug = ask("How the candidates were found", "备选供应商产生方式", choices=WAYS)
    candidates: tuple[Candidate, ...] = ask("Candidates", "备选供应商", most=ROLL_MAX)
    count: int = ask("How many will be drawn", "拟抽取数量")
    source: Outside = ask("Where it is written", "名单的书面依据")


@record
class Observer:
    """Somebody of the purchaser's staff who watched the draw."""

    name: str = ask("Name", "姓名", most=TITLE_MAX)
    office: str = ask("Office", "部门、职务", most=TITLE_MAX)


@record
class InviteeTerms:
    drawn: tuple[str, ...] = ask("Drawn, in this order", "抽取结果（按抽取先后）", most=ROLL_MAX, of=RefersTo.CANDIDATE)
    observers: tuple[Observer, ...] = ask("Staff of the purchaser who watched", "现场监督的采购人工作人员", most=ROLL_MAX)
    outside: Outside | None = ask("Written record of the draw", "抽取的书面记录", default=None)


@record
class ListCandidates(CandidateTerms, Command):
    slug, docket_kind = "list-candidates", "procurement"
    title_words = Label("List the candidates for the invitation", "确定备选供应商名单")
    entrusted = "notices"


@record
class DrawInvitees(InviteeTerms, Command):
    slug, docket_kind = "draw-invitees", "procurement"
    title_words = Label("Enter the draw of those to be invited", "登记受邀供应商抽取结果")
    entrusted = "notices"


@record
class CandidatesListed(CandidateTerms, Act):
    """A list that is put in anew takes the place of the one before, until suppliers are drawn from it."""

    kind, version, public = "candidates-listed", 1, "invitees"
    title_words = Label("Candidates for the invitation listed", "备选供应商名单确定")


@record
class InviteesDrawn(InviteeTerms, Act):
    kind, version, public = "invitees-drawn", 1, "invitees"
    title_words = Label("Those to be invited drawn", "受邀供应商抽取")


@record
class SuppliersInvited(Act):
    """All are invited with one act, and so at the same moment."""

    kind, version, public = "suppliers-invited", 1, "invitees"
    title_words = Label("Suppliers invited", "邀请供应商")

    suppliers: tuple[str, ...] = ask("Invited", "受邀供应商", of=RefersTo.SUPPLIER)


OfInvitation = CandidatesListed | InviteesDrawn | SuppliersInvited
