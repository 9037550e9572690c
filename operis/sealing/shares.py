"""A key in three shares, any two of which give it back: a line over GF(256) (0x11B) through the key at 0 (Shamir, 1979)."""

from collections.abc import Mapping

PLACES = (1, 2, 3)
NEEDED = 2
_EXP, _LOG = [0] * 510, [0] * 256

_power = 1
for _exponent in range(255):
    _EXP[_exponent] = _EXP[_exponent + 255] = _power
    _LOG[_power] = _exponent
    _doubled = (_power << 1) ^ (0x11B if _power & 0x80 else 0)
    _power = (_power ^ _doubled) & 0xFF


def times(a: int, b: int) -> int:
    return _EXP[_LOG[a] + _LOG[b]] if a and b else 0


def over(a: int, b: int) -> int:
    return _EXP[_LOG[a] + 255 - _LOG[b]] if a else 0


def dealt(key: bytes, slope: bytes) -> dict[int, bytes]:
    """The share of each place: key plus slope times place."""
    return {place: bytes(a ^ times(b, place) for a, b in zip(key, slope, strict=True)) for place in PLACES}


def joined(shares: Mapping[int, bytes]) -> bytes:
    """The value at 0 of the line through two shares."""
    (i, a), (j, b) = shares.items()
    at_i, at_j = over(j, i ^ j), over(i, i ^ j)
    return bytes(times(p, at_i) ^ times(q, at_j) for p, q in zip(a, b, strict=True))
