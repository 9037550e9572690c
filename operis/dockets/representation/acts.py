"""Which acts stand on a question?"""

from operis.core.acts import Act, Due
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label
from operis.dockets.representation.terms import QuestionTerms


@record
class RepresentationMade(QuestionTerms, Act):
    """Under whose mandate it was made stands here alone: what is asked is told by its number."""

    kind, version, public = "representation-made", 1, "never"
    title_words = Label("Question asked", "提出询问")

    no: int = ask("Number of the question", "询问序号", hint=("Counted from 1", "从1起计"))
    supplier: str = ask("Supplier", "供应商", of=RefersTo.SUPPLIER)
    purchaser: str = ask("Purchasing body", "购买主体", of=RefersTo.BODY)
    answer_by: Due | None = ask("To be answered by", "答复期限")
