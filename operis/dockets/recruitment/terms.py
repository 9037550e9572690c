"""What does a recruitment plan say?"""

from operis.core.fields import ask, record
from operis.core.reading import ROLL_MAX, TITLE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording


@record
class Post:
    post: str = ask("Post", "岗位")
    title: Wording = ask("Title", "岗位名称", most=TITLE_MAX)
    places: int = ask("Places", "招聘人数")
    conditions: tuple[Wording, ...] = ask("Conditions", "条件", default=())


@record
class RecruitmentPlanTerms:
    need: str = ask("Need", "事项编号", of=RefersTo.NEED)
    part: str = ask("Part of the need", "事项的部分", default="1", of=RefersTo.PART)
    holder: str = ask("Institution or programme", "事业单位或者项目", of=RefersTo.HOLDER)
    posts: tuple[Post, ...] = ask("Posts and conditions", "岗位和条件", most=ROLL_MAX)
    examination: Wording | None = ask("Manner of examination", "考试方式", default=None)
    time: Wording | None = ask("Time", "时间安排", default=None)
    method: Slug | None = ask("Method", "招聘方式", default=None)
    channels: tuple[str, ...] = ask("Channels of publication", "发布渠道", default=())
