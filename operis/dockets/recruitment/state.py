"""What do the acts on a recruitment add up to?"""

from operis.core.fields import record
from operis.dockets.recruitment.acts import RecruitmentPlanFiled


@record
class Recruitment:
    """The plan is absent until it is filed."""

    plan: RecruitmentPlanFiled | None = None

    @property
    def body(self) -> str | None:
        return self.plan.body if self.plan else None


def evolve(state: Recruitment, act: RecruitmentPlanFiled) -> Recruitment:
    return Recruitment(plan=act)
