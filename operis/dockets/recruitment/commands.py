"""What may be asked of a recruitment, as far as its plan?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.recruitment.terms import RecruitmentPlanTerms


@record
class FileRecruitmentPlan(RecruitmentPlanTerms, Command):
    slug, docket_kind, opens = "file-recruitment-plan", "recruitment", True
    title_words = Label("File the recruitment plan", "报送招聘方案")
