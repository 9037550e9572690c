// How is an amount written so that nobody can add a stroke? In the capital numerals of Chinese bills: 捌拾陆万元整.
const DIGITS = "零壹贰叁肆伍陆柒捌玖",
    PLACES = ["", "拾", "佰", "仟"],
    GROUPS = ["", "万", "亿", "兆"];

function ofGroup(group) {
    let written = "",
        gap = false;
    for (let place = 0; place < 4; place += 1) {
        const digit = group % 10;
        group = Math.floor(group / 10);
        if (digit) written = DIGITS[digit] + PLACES[place] + (gap && written ? DIGITS[0] : "") + written;
        gap = digit === 0;
    }
    return written;
}

/** Groups of four digits; a gap of noughts between two digits is one 零. */
function ofWhole(number) {
    let written = "",
        gap = false;
    for (let place = 0; number; place += 1) {
        const group = Number(number % 10000n);
        number /= 10000n;
        if (group) written = ofGroup(group) + GROUPS[place] + (gap && written ? DIGITS[0] : "") + written;
        gap = group < 1000;
    }
    return written;
}

export function capitals(fen) {
    const cents = Number(fen % 100n),
        tenths = Math.floor(cents / 10),
        hundredths = cents % 10;
    const written = fen >= 100n ? `${ofWhole(fen / 100n)}元` : "";
    if (!cents) return `${written || "零元"}整`;
    const small = tenths ? `${DIGITS[tenths]}角` : written ? DIGITS[0] : "";
    return written + small + (hundredths ? `${DIGITS[hundredths]}分` : "整");
}
