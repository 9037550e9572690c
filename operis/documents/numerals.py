"""Is 二十日 the same as 20日, and twenty days the same as 20 days? Numbers in words are written as digits, so that a search finds both."""

import re

DIGITS = {sign: place for place, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE = re.compile(f"[{''.join(DIGITS)}{''.join(UNITS)}]+")
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH = re.compile(rf"\b(?:({'|'.join(TENS)})(?:[- ]({'|'.join(ONES[1:10])}))?|({'|'.join(ONES)}))\b")


def in_digits(words: str) -> str:
    """The same in small letters with every number up to thousands as digits."""
    return ENGLISH.sub(_english, CHINESE.sub(_chinese, words.casefold()))


def _chinese(found: re.Match[str]) -> str:
    signs = found[0]
    if not UNITS.keys() & set(signs):
        return "".join(str(DIGITS[sign]) for sign in signs)
    total, digit = 0, None
    for sign in signs:
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total += (1 if digit is None else digit) * UNITS[sign]
            digit = None
    return str(total + (digit or 0))


def _english(found: re.Match[str]) -> str:
    tens, one, alone = found.groups()
    return str(ONES.index(alone)) if alone else str((TENS.index(tens) + 2) * 10 + (ONES.index(one) if one else 0))
