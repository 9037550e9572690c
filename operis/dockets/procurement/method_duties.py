"""What is owed before another method than open tendering may begin: publicity, argument, consent, application, decision."""

from collections.abc import Iterator

from operis.core.duties import Duty, Owed
from operis.core.wording import Label
from operis.dockets.procurement.approving import APPROVED, ApplyForMethod, DecideMethod, GiveConsent
from operis.dockets.procurement.failed_facts import ONE_LEFT
from operis.dockets.procurement.sole import ONLY_ONE, ArgueObjections, PubliciseSingleSource
from operis.dockets.procurement.state import Procurement

BODY = Label("the purchasing body", "采购人")
PUBLICITY = Duty(
    PubliciseSingleSource, Label("Publicity of the only supplier", "单一来源公示"), BODY,
    came_in=Label("Publicise the only supplier", "发布单一来源公示"),
)  # fmt: skip
ARGUMENT = Duty(
    ArgueObjections, Label("Argument of objections", "异议补充论证"), BODY,
    came_in=Label("Have experts argue the objections", "组织专业人员对异议补充论证"),
)  # fmt: skip
CONSENT = Duty(
    GiveConsent, Label("Consent of the competent budget unit", "主管预算单位同意"), Label("the competent budget unit", "主管预算单位"),
    came_in=Label("Consent to another method than open tendering", "对采用非公开招标方式出具意见"),
)  # fmt: skip
APPLICATION = Duty(ApplyForMethod, Label("Application for the method", "申请采购方式审批"), BODY)
APPROVAL = Duty(
    DecideMethod, Label("Approval of the method", "采购方式审批"), Label("the finance department that decides", "有审批权限的财政部门"),
    came_in=Label("Decide on another method than open tendering", "审批非公开招标方式"),
)  # fmt: skip
OF_METHOD = (PUBLICITY, ARGUMENT, CONSENT, APPLICATION, APPROVAL)


def unargued(state: Procurement) -> tuple[int, ...]:
    """Numbers of the objections that no argument has answered."""
    answered = {no for one in state.arguments for no in one.objections}
    return tuple(one.no for one in state.objections if one.no not in answered)


def approval_owed(state: Procurement) -> Iterator[Owed]:
    """Of a plan that says that its method is to be approved, until it is: who consents, who applies, who decides."""
    plan = state.plan
    if plan is None or plan.approval is None or (state.method_decisions and state.method_decisions[-1].result == APPROVED):
        return
    if plan.method_ground in (ONLY_ONE, ONE_LEFT) and state.publicity is None:
        yield Owed(duty=PUBLICITY, party=state.body)
    if unargued(state) and state.publicity is not None:
        yield Owed(duty=ARGUMENT, party=state.body, earliest=state.publicity.stands_until)
    if state.application is not None:
        yield Owed(duty=APPROVAL, party=state.application.authority, until=state.application.decide_by)
        return
    if plan.unit is not None and not state.consents:
        yield Owed(duty=CONSENT, party=plan.unit)
    until = state.publicity.stands_until if state.publicity is not None else None
    waits = bool(unargued(state)) or (plan.unit is not None and not state.consents)
    yield Owed(duty=APPLICATION, party=state.body, earliest=until, waits=waits)
