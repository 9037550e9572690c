"""Which number does a docket bear? Prefix, year of its first act, a letter for its kind, and a count: DC-2026-S-0142.

What is secret bears no count, which would tell how many there are: DC-B- and 26 characters of chance.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable

from operis.dockets.kinds import BY_LETTER, KINDS

SORTED_DIGITS = 10
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SECRET = re.compile(rf"[A-Z0-9]+-([A-Z])-[{CROCKFORD}]{{26}}")
_NUMBER = re.compile(r"[A-Z0-9]+-\d{4}-([A-Z])-\d{4,}")
_OF_ACT = re.compile(r"([A-Z0-9]+-(?:[0-9]{4}-[A-Z]-[0-9]{4,16}|[A-Z]-[A-Z0-9]{26}))(?:[^0-9]{1,14}([0-9]{1,9})[^0-9]{0,4})?")
"""A docket, and the act on it as our pages, papers and programs write it: by a blank, or with a word of either language around it."""


def docket_number(prefix: str, year: int, kind: str, next_number: Callable[[str], int]) -> str:
    declared = KINDS[kind]
    if declared.secret:
        return f"{prefix}-{declared.letter}-{''.join(secrets.choice(CROCKFORD) for _ in range(26))}"
    series = f"{prefix}-{year}-{declared.letter}"
    return f"{series}-{next_number(series):04}"


def kind_of(number: str) -> str | None:
    """The kind that a number names, or None for what is no number."""
    counted, secret = _NUMBER.fullmatch(number), _SECRET.fullmatch(number)
    found = counted or secret
    kind = BY_LETTER.get(found[1]) if found else None
    return kind.name if kind is not None and kind.secret == (counted is None) else None


def in_parts(typed: str) -> tuple[str, str | None] | None:
    """The number of a docket and that of its act where there is one, as somebody typed them; None of what is no number."""
    found = _OF_ACT.fullmatch(as_written(typed))
    return (found[1], found[2]) if found is not None else None


def as_written(number: str) -> str:
    """As records write it: full-width forms, small letters, and the dashes that word processors put in, are understood."""
    typed = unicodedata.normalize("NFKC", number).upper()
    dashed = ("-" if unicodedata.category(char) == "Pd" or char == "\N{MINUS SIGN}" else char for char in typed)
    return " ".join("".join(dashed).split())


def ordinal(number: str) -> str:
    """The number as lists sort by it: its count padded, so that the ten-thousandth comes after the one before."""
    series, _, count = number.rpartition("-")
    return f"{series}-{count.zfill(SORTED_DIGITS)}" if _NUMBER.fullmatch(number) else number


def refusal_number(year: int, next_number: Callable[[str], int]) -> str:
    series = f"X-{year}"
    return f"{series}-{next_number(series):06}"
