"""Who agrees that a purchase above the open-tender amount goes another way: the unit above, and the finance department that decides?"""

from datetime import date

from operis.core.acts import Act, Command, Due, Outside
from operis.core.briefs import Brief
from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording
from operis.dockets.procurement.terms import METHODS, YUAN, Document

APPROVED, REFUSED, RETURNED = Slug("approved"), Slug("refused"), Slug("returned")
OTHER_METHOD = Slug("other-method")
APPLICATION_PAPERS = {
    "internal-consultation": ("opinion of the internal consultation, signed by all sections", "内部会商意见（各方签字）"),
    "statement-on-queries": ("statement on queries and how they were answered", "质疑及其处理情况的说明"),
    "opinion-that-documents-were-fair": ("opinion that the documents had no unreasonable terms", "采购文件没有不合理条款的论证意见"),
    "other": ("another paper", "其他材料"),
}


@record
class ConsentTerms:
    matter: Slug = ask("Consent to", "同意事项", choices={OTHER_METHOD: ("another method than open tendering", "采用非公开招标方式")})
    reason: Wording = ask("Reason", "理由")
    outside: Outside | None = ask("Given elsewhere", "在其他系统出具", default=None)


@record
class GiveConsent(ConsentTerms, Command):
    slug, docket_kind, called = "give-consent", "procurement", True
    title_words = Label("Consent to the method", "同意采购方式")


@record
class ConsentGiven(ConsentTerms, Act):
    kind, version = "consent-given", 1
    title_words = Label("Consent given", "同意")
    why = "reason"

    unit: str = ask("Competent budget unit", "主管预算单位", of=RefersTo.BODY)
    entered_by: tuple[str, ...] = ask("Entered by", "登记人", of=RefersTo.PERSON)


@record
class ApplicationPaper:
    """A paper that the application has to have and the record does not."""

    paper: Slug = ask("Paper", "材料", choices=APPLICATION_PAPERS)
    experts: int | None = ask(
        "How many experts signed it", "签字专家人数",
        hint=("Of an opinion about the documents, where it is not that of the panel", "论证意见由专家出具的填写；由评标委员会出具的不填写"),
        default=None,
    )  # fmt: skip
    files: tuple[Document, ...] = ask("File", "文件")


@record
class ApplicationTerms:
    """Project, overview, amount, method and case are those of the filed plan."""

    authority: str = ask("Finance department that decides", "审批的财政部门", of=RefersTo.BODY)
    reason: Wording = ask("Why this method", "采用该方式的理由")
    papers: tuple[ApplicationPaper, ...] = ask("Papers", "申请材料", default=())


@record
class ApplyForMethod(ApplicationTerms, Command):
    slug, docket_kind = "apply-for-method", "procurement"
    title_words = Label("Apply for another method", "申请变更采购方式")


@record
class AsPlanned:
    """The plan that it is about: what the approval does not cover is not approved."""

    method: Slug = ask("Method", "采购方式", choices=METHODS)
    method_ground: Slug | None = ask("Case of the method", "适用情形", default=None)
    budget: Fen = ask("Budget", "预算金额", unit=YUAN)


@record
class MethodAppliedFor(ApplicationTerms, AsPlanned, Act):
    kind, version = "method-applied-for", 1
    title_words = Label("Method applied for", "采购方式变更申请")
    brief = Brief(Label("{method}, {budget}", "{method}，{budget}"))
    why = "reason"

    applicant: str = ask("Applicant", "申请单位", of=RefersTo.BODY)
    entered_by: tuple[str, ...] = ask("Entered by", "登记人", of=RefersTo.PERSON)
    decide_by: Due | None = ask("Decision by", "批复期限", default=None)


@record
class DecisionTerms:
    result: Slug = ask(
        "Decision", "审批结果",
        choices={APPROVED: ("approved", "批准"), REFUSED: ("refused", "不通过"), RETURNED: ("returned", "退回")},
    )  # fmt: skip
    reason: Wording = ask("Reason", "理由")
    decision: str = ask("Number of the decision", "批复文号")
    valid_until: date | None = ask("Good until", "有效期至", hint=("Left out where it has no last day", "没有期限的不填写"), default=None)
    power: Outside | None = ask(
        "Approval of the province under which a county decides", "省级人民政府准予县级行使审批职权的文件",
        hint=("Only a county whose finances the province manages directly", "仅限财政由省直接管理的县"), default=None,
    )  # fmt: skip
    outside: Outside | None = ask("Decided elsewhere", "在其他系统审批", default=None)


@record
class DecideMethod(DecisionTerms, Command):
    slug, docket_kind, called = "decide-method", "procurement", True
    title_words = Label("Decide on the method applied for", "审批采购方式")


@record
class MethodDecided(DecisionTerms, AsPlanned, Act):
    kind, version = "method-decided", 1
    title_words = Label("Method decided", "采购方式审批")
    brief = Brief(Label("{result}: {method}, {budget}", "{result}：{method}，{budget}"))
    why = "reason"

    authority: str = ask("Finance department that decides", "审批的财政部门", of=RefersTo.BODY)
    entered_by: tuple[str, ...] = ask("Entered by", "登记人", of=RefersTo.PERSON)
