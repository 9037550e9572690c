"""What is a kind of docket called, and a state in which one stands, in the language of the page?"""

from operis.dockets.kinds import KINDS
from operis.documents.shown import language


def kind_words(kind: str) -> str:
    return KINDS[kind].words.within(language())


def state_words(kind: str, state: str) -> str:
    """The words of a state; a docket that has none yet shows none."""
    declared = KINDS[kind].state_words.get(state)
    return declared.words.within(language()) if declared else state
