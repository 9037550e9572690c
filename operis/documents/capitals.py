"""How is an amount written so that nobody can add a stroke? In the capital numerals of Chinese bills: 捌拾陆万元整."""

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
