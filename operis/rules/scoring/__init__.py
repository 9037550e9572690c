"""How do bids compare: price for the evaluation, points, total, rank, who wins or why nobody does, and what does the law say to it?

Pure functions of an evaluation and the law of a day. What is before the panel is in `matter`, the arithmetic in `points`, the order
in `ranking`, the law in `lawful`; `mistakes` says what cannot be computed, `score` all that comes out.
"""

from operis.rules.scoring.matter import Matter
from operis.rules.scoring.mistakes import mistakes
from operis.rules.scoring.result import NoWinner, Outcome, Scored, as_json, score

__all__ = ["Matter", "NoWinner", "Outcome", "Scored", "as_json", "mistakes", "score"]
