"""Which acts stand on a recruitment, as far as its plan?"""

from operis.core.acts import Act
from operis.core.briefs import Brief
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label
from operis.dockets.recruitment.terms import RecruitmentPlanTerms


@record
class RecruitmentPlanFiled(RecruitmentPlanTerms, Act):
    kind, version = "recruitment-plan-filed", 1
    title_words = Label("Recruitment plan filed", "招聘方案报送")
    brief = Brief(Label("{places} places reserved", "预留编制{places}名"))

    body: str = ask("Institution", "事业单位", of=RefersTo.BODY)
    places: int = ask("Places reserved", "占用编制名额")
