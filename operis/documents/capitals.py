"""How is an amount written so that nobody can add a stroke? In the capital numerals of Chinese bills, 捌拾陆万元整, or in English words."""

DIGITS, PLACES, GROUPS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿", "兆")
GROUP = 10_000


def capitals(amount_fen: int) -> str:
    whole, cents = divmod(amount_fen, 100)
    tenths, hundredths = divmod(cents, 10)
    written = f"{_whole(whole)}元" if whole else ""
    if not cents:
        return f"{written or '零元'}整"
    if tenths:
        written += f"{DIGITS[tenths]}角"
    elif written:
        written += DIGITS[0]
    return written + (f"{DIGITS[hundredths]}分" if hundredths else "整")


def _whole(number: int) -> str:
    """Groups of four digits; a gap of noughts between two digits is one 零."""
    written, place = "", 0
    gap = False  # whether noughts stand between this group and what is written already
    while number:
        number, group = divmod(number, GROUP)
        if group:
            written = _group(group) + GROUPS[place] + (DIGITS[0] if gap and written else "") + written
        gap = group < GROUP // 10
        place += 1
    return written


def _group(group: int) -> str:
    written, gap = "", False
    for place in range(4):
        group, digit = divmod(group, 10)
        if digit:
            written = DIGITS[digit] + PLACES[place] + (DIGITS[0] if gap and written else "") + written
        gap = digit == 0
    return written


ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES, SCALE = ("", " thousand", " million", " billion"), 1_000
HUNDRED, TEENS, TEN = 100, 20, 10


def spelled(amount_fen: int) -> str:
    """The same in English: eight hundred and sixty thousand yuan."""
    whole, cents = divmod(amount_fen, HUNDRED)
    tail = f" and {_below_thousand(cents)} fen" if cents else ""
    return f"{_spelled(whole)} yuan{tail}"


def _spelled(number: int) -> str:
    """By groups of three digits; what has more than four of them is written in figures."""
    if number >= SCALE ** len(SCALES):
        return f"{number:,}"
    groups, place = list[str](), 0
    while number:
        number, group = divmod(number, SCALE)
        if group:
            joined = "and " if place == 0 and number and group < HUNDRED else ""
            groups.insert(0, f"{joined}{_below_thousand(group)}{SCALES[place]}")
        place += 1
    return " ".join(groups) or ONES[0]


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, HUNDRED)
    small = ONES[rest] if rest < TEENS else "-".join(filter(None, (TENS[rest // TEN - 2], ONES[rest % TEN] if rest % TEN else "")))
    if not hundreds:
        return small
    return f"{ONES[hundreds]} hundred" + (f" and {small}" if rest else "")
