// How do two shares give back their key? The line through them over GF(256), where it crosses nought.
function times(a, b) {
    let found = 0;
    for (; b; b >>= 1) {
        if (b & 1) found ^= a;
        a = (a << 1) ^ (a & 0x80 ? 0x11b : 0);
    }
    return found;
}

const over = (a, b) => Array.from({ length: 256 }, (_none, one) => one).find(one => times(one, b) === a);

/** The key from the shares of two places. */
export function joined(i, a, j, b) {
    const atI = over(j, i ^ j),
        atJ = over(i, i ^ j);
    return a.map((one, at) => times(one, atI) ^ times(b[at], atJ));
}
