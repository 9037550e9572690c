"""What may be asked of a docket of questions, as far as questions of suppliers go?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.representation.terms import QuestionTerms


@record
class MakeRepresentation(QuestionTerms, Command):
    slug, docket_kind, opens, electronic = "make-representation", "representation", True, True
    title_words = Label("Ask a question", "提出询问")
