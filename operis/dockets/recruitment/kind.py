"""What a recruitment is called and how it stands."""

from operis.core.dockets import DocketKind, StateWords
from operis.core.wording import Label
from operis.dockets.recruitment.state import Recruitment, evolve

RECRUITMENT_KIND = DocketKind(
    name="recruitment",
    letter="R",
    words=Label("Recruitment", "公开招聘"),
    start=Recruitment,
    evolve=evolve,
    states=(StateWords("filed", Label("Plan filed", "已备案")),),
    state_of=lambda state: "filed" if state.plan is not None else "",
    parent=lambda state: state.plan.need if state.plan else None,
)
