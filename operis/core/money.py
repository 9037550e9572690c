"""How is money held, read and shown? As whole fen in memory, as yuan with two places at every door."""

import re
import unicodedata

ABOVE_ALL_FEN = 10**14  # a trillion yuan: more is a slip of the pen, and sums of what is less stay whole numbers that are storable
_YUAN = re.compile(
    r"(?:¥|CNY|RMB|人民币)? ?(?P<yuan>[0-9]{1,15}|[0-9]{1,3}(?:[, ][0-9]{3}){1,4})(?:\.(?P<jiao>[0-9]{1,2}))? ?(?:元整?|yuan)?",
    re.IGNORECASE,
)


class Fen(int):
    """An amount in fen: a kind of its own, so that a count is never taken for money."""

    def __repr__(self) -> str:
        return f"Fen({yuan(self)})"


def yuan(amount: int) -> str:
    """The form in acts and at every door: `860000.00`."""
    sign, amount = ("-", -amount) if amount < 0 else ("", int(amount))
    return f"{sign}{amount // 100}.{amount % 100:02}"


def grouped(amount: int) -> str:
    """With thousands apart, for people: `860,000.00`."""
    whole, _point, rest = yuan(abs(amount)).partition(".")
    return f"{'-' if amount < 0 else ''}{int(whole):,}.{rest}"


def fen(text: str) -> Fen:
    """Read an amount in yuan as people type it; ValueError where it cannot be read without guessing: `12,50` is no amount."""
    found = _YUAN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise ValueError(text)
    return Fen(int(re.sub("[, ]", "", found["yuan"])) * 100 + int((found["jiao"] or "0").ljust(2, "0")))
