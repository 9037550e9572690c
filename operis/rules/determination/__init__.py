"""Is a need a purchase of services, a service post, or neither; why, and what would change that?

Pure functions of the law of a day and of the answers to its questions. What may be answered is in `questions`, what the law of the
day makes of it in `rulebook` and `outcome`; what is told about it in `change`, `words` and `result`; what to ask next in `asking`.
"""

from operis.core.fields import Answers
from operis.rules.determination.asking import still_open
from operis.rules.determination.parts import determine, determine_by, mistakes
from operis.rules.determination.questions import Answer, Question
from operis.rules.determination.result import Change, Citation, Determination, Difference, Drift, PartOutcome, Reason, as_json, compare
from operis.rules.determination.rulebook import Rulebook, in_force, rulebook

__all__ = [
    "Answer", "Answers", "Change", "Citation", "Determination", "Difference", "Drift", "PartOutcome", "Question", "Reason", "Rulebook",
    "as_json", "compare", "determine", "determine_by", "in_force", "mistakes", "rulebook", "still_open",
]  # fmt: skip
