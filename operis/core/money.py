"""How is money held, read and shown? As whole fen in memory, as yuan with two places at every door."""

import re
import unicodedata

_YUAN = re.compile(r"(?P<yuan>\d{1,15})(?:\.(?P<jiao>\d{1,2}))?")
_DRESSING = str.maketrans("", "", " ,¥￥元_")


class Fen(int):
    """An amount in fen: a kind of its own, so that a count is never taken for money."""

    def __repr__(self) -> str:
        return f"Fen({yuan(self)})"


def yuan(amount: int) -> str:
    """The form in acts and at every door: `860000.00`."""
    sign, amount = ("-", -amount) if amount < 0 else ("", int(amount))
    return f"{sign}{amount // 100}.{amount % 100:02}"


def fen(text: str) -> Fen:
    """Read an amount in yuan as people type it; ValueError where it cannot be read without guessing."""
    plain = unicodedata.normalize("NFKC", text).strip().translate(_DRESSING)
    found = _YUAN.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    return Fen(int(found["yuan"]) * 100 + int((found["jiao"] or "0").ljust(2, "0")))
