"""What does an answer to a question say?"""

from operis.core.fields import ask, record
from operis.core.reading import CLAUSE_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Wording


@record
class QuestionChosen:
    question: str = ask("Question No.", "询问序号", of=RefersTo.QUESTION)
    restated: Wording | None = ask(
        "Question as everyone reads it",
        "公开的询问内容",
        hint=(
            "Left empty: as it was asked. Leave out what tells who asks, or a trade secret",
            "留空则按原询问公开。可能表明询问人身份或者涉及商业秘密的内容应当删去",
        ),
        default=None,
        most=CLAUSE_MAX,
    )


@record
class AnsweringTerms:
    answer: Wording = ask(
        "Answer",
        "答复",
        hint=("Everyone reads it; give away no trade secret of anybody", "答复向所有人公开，不得泄露商业秘密"),
        most=CLAUSE_MAX,
    )
    changes: bool = ask(
        "It changes the notice or its documents",
        "答复涉及公告或者采购文件的变更",
        hint=("A correction of the notice has to follow", "须随后发布更正公告"),
        default=False,
    )
