"""What do those say who were drawn as experts? Whether they come; whom a draw brought answers for himself, and nobody for him."""

from operis.core.acts import Act, Command
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording

COMES = "comes"


@record
class AnswerTerms:
    answer: Slug = ask(
        "Your answer",
        "答复",
        choices={
            COMES: ("I come", "能够参加"),
            "cannot": ("I cannot come", "不能参加"),
            "interest": ("I have to withdraw: there is a tie or an interest", "应当回避"),
        },
    )
    reason: Wording | None = ask(
        "Why not",
        "不能参加或者回避的原因",
        hint=(
            "Needed where you do not come. Everyone reads it once the result is published: nothing of health or family in detail",
            "不参加的须填写。结果公告后向所有人公开，请勿写明健康、家庭等具体情况",
        ),
        default=None,
    )


@record
class AnswerCall(AnswerTerms, Command):
    slug, docket_kind, electronic, called = "answer-call", "procurement", True, True
    title_words = Label("Say whether you come to the evaluation", "答复能否参加评审")


@record
class CallAnswered(AnswerTerms, Act):
    kind, version, public = "call-answered", 1, "result"
    title_words = Label("Answer of an expert who was drawn", "抽取专家答复")

    person: str = ask("Expert", "评审专家", of=RefersTo.DRAWN)
