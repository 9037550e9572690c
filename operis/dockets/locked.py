"""Which locks are held by who reads what several dockets tell, and alone by who writes in one of those?

A file and a directory are seldom written in and read by almost every step: one lock for all of a kind.
"""

FILES, DIRECTORIES = "files", "directories"


def procurement(number: str) -> str:
    return f"procurement:{number.upper()}"


def docket(number: str) -> str:
    return f"docket:{number.upper()}"


def money(body: str) -> str:
    """The budgets of a body, all years together: a contract knows its body and not the year from which it is paid."""
    return f"year:{body}"


def places(holder: str) -> str:
    return f"places:{holder}"


def one(kind: str, identity: str) -> str:
    """That there is one docket of this kind for it."""
    return f"one:{kind}:{identity}"
