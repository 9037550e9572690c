"""Open recruitment, as far as its plan: a post needs free places, and the plan reserves them."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import INSTITUTION
from operis.dockets.establishment.facts import vacancy
from operis.dockets.need.facts import need_part
from operis.dockets.recruitment.acts import RecruitmentPlanFiled
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.dockets.recruitment.kind import RECRUITMENT_KIND
from operis.procedures.parts.concluding import the_body
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_body
from operis.rules.plans import part_left_to_buy
from operis.rules.posts import (
    assessed_where_allowed,
    determined_a_post,
    no_hold_left,
    not_filed_yet,
    places_free,
    places_own,
    places_wanted,
    plan_complete,
)

RECRUITMENT = procedure(
    "recruitment",
    Step(
        FileRecruitmentPlan,
        by=INSTITUTION,
        under=("POST-2",),
        after=(determined_a_post.under("SRC-03"), not_filed_yet.under("OURS-OPEN"), part_left_to_buy.under("OURS-OUTSIDE")),
        provided=(
            no_hold_left.under("POST-1"),
            assessed_where_allowed.under("POST-S1a"),
            places_own.under("POST-1"),
            places_free.under("INV-1"),
            plan_complete.under("POST-2"),
        ),
        needs=(need_part, vacancy),
        then=(makes(RecruitmentPlanFiled, body=the_body, places=places_wanted),),
    ),
    of=RECRUITMENT_KIND,
    own=of_body,
    ended=None,
    always=DATED,
    noted=LATE,
)
