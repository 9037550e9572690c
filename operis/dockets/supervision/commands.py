"""What may be asked of a supervision docket, as far as an inspection of a filed plan goes?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.supervision.terms import AnswerTerms, DecisionTerms, InspectionTerms


@record
class OpenInspection(InspectionTerms, Command):
    slug, docket_kind, opens = "open-inspection", "supervision", True
    title_words = Label("Inspect a plan", "对采购实施计划开展监督检查")


@record
class AnswerInspection(AnswerTerms, Command):
    slug, docket_kind = "answer-inspection", "supervision"
    title_words = Label("Answer the finance department", "答复财政部门")


@record
class DecideSupervision(DecisionTerms, Command):
    slug, docket_kind = "decide-supervision", "supervision"
    title_words = Label("Decide the inspection", "作出监督检查处理决定")
