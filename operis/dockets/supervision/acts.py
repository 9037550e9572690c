"""Which acts stand on a supervision docket?"""

from operis.core.acts import Act
from operis.core.briefs import field
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label
from operis.dockets.supervision.terms import AnswerTerms, DecisionTerms, Effect, InspectionTerms


@record
class InspectionOpened(InspectionTerms, Act):
    """Read by the two sides until it is decided; that there is an inspection everyone sees."""

    kind, version, public = "inspection-opened", 1, "parties"
    title_words = Label("Inspection opened", "监督检查立案")

    body: str = ask("Body", "被检查单位", of=RefersTo.BODY)


@record
class InspectionAnswered(AnswerTerms, Act):
    kind, version, public = "inspection-answered", 1, "parties"
    title_words = Label("Inspection answered", "监督检查答复")


@record
class SupervisionDecided(DecisionTerms, Act):
    kind, version = "supervision-decided", 1
    title_words = Label("Supervision decided", "投诉（监督检查）处理决定")
    brief = field("result")
    why = "reasons"

    body: str = ask("Body", "被检查单位", of=RefersTo.BODY)
    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)
    effects: tuple[Effect, ...] = ask("Effects", "效力")
