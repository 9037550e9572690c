"""What does a question say?"""

from operis.core.fields import ask, record
from operis.core.reading import CLAUSE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Wording


@record
class QuestionTerms:
    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)
    question: Wording = ask(
        "Question",
        "询问内容",
        hint=(
            "Everyone reads it with the answer: leave out who asks, and what is a trade secret of yours",
            "询问内容将与答复一并公开，请勿写明询问人，也不要写入自己的商业秘密",
        ),
        most=CLAUSE_MAX,
    )
