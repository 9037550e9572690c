"""How does a secret key come back from paper? In 13 groups of four signs and a fifth that tells whether they are right.

The signs are Crockford's: no I, L, O or U, and who types I or L means 1, who types O means 0. The fifth sign of a group is its number plus
each sign times 1, 2, 4 and 8, all in GF(32) with 0x25: one wrong sign, two that changed places and two groups that did are always noticed.
"""

from operis.core.wording import marked as _
from operis.strict_yaml import Malformed, Mistake

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, OF, SECRET_BYTES, SPARE_BITS = 13, 4, 32, 4
TYPED = str.maketrans("ILO", "110", "- \t\n")


def code_of(secret: bytes) -> str:
    """The recovery code of a secret key."""
    number = int.from_bytes(secret) << SPARE_BITS
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * OF))]
    groups = (values[first : first + OF] for first in range(0, len(values), OF))
    return "-".join("".join(SIGNS[one] for one in (*group, _check(place, group))) for place, group in enumerate(groups))


def secret_from(code: str) -> bytes:
    """The secret key of a recovery code; Malformed says which groups are wrong."""
    typed = code.upper().translate(TYPED)
    if len(typed) != GROUPS * (OF + 1):
        raise Malformed([Mistake("", _("A recovery code has {wanted} signs, and this has {found}."), None,
                                 {"wanted": f"{GROUPS * (OF + 1)}", "found": f"{len(typed)}"})])  # fmt: skip
    groups = [[SIGNS.find(one) for one in typed[first : first + OF + 1]] for first in range(0, len(typed), OF + 1)]
    wrong = [place for place, (*group, check) in enumerate(groups) if -1 in (*group, check) or _check(place, group) != check]
    number = 0
    for *group, _check_sign in groups:
        for one in group:
            number = number << 5 | max(one, 0)
    if not wrong and number & 15:
        wrong = [GROUPS - 1]
    if wrong:
        places = ", ".join(f"{one + 1}" for one in wrong)
        raise Malformed([Mistake("", _("In the recovery code these groups are wrong: {groups}."), None, {"groups": places})])
    return (number >> SPARE_BITS).to_bytes(SECRET_BYTES)


def _check(place: int, group: list[int]) -> int:
    total = place + 1
    for power, one in enumerate(group):
        for _times in range(power):
            one = one << 1 ^ (0x25 if one & 16 else 0)
        total ^= one
    return total
