"""A recruitment plan that the law lets pass; a test changes the one thing it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.recruitment.acts import RecruitmentPlanFiled
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.dockets.recruitment.terms import Post
from tests.procedures.documents import said, words
from tests.statute import at

HUA = Mandate(role=Role.INSTITUTION, office="home", body="care-home", persons=("hua",))


def plan(places: int = 5, **changed: Any) -> FileRecruitmentPlan:
    posts = (
        Post(post="A1", title=words("Care worker"), places=max(places - 1, 0)),
        Post(post="A2", title=words("Therapist"), places=min(places, 1)),
    )
    return replace(
        FileRecruitmentPlan(
            need="DC-2026-N-0014",
            holder="care-home",
            posts=posts,
            examination=words("Written and interview"),
            time=words("In May"),
            method=Slug("open-examination"),
            channels=("site",),
        ),
        **changed,
    )


filed = RecruitmentPlanFiled(**said(plan()), happened=at(date(2026, 3, 2)), body="care-home", places=5)
