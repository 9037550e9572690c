// How is a key dealt in three parts of which any two give it back? A line over GF(256): the key is where it crosses nought.
const POWERS = new Uint8Array(510),
    LOGS = new Uint8Array(256);
for (let at = 0, value = 1; at < 255; at += 1) {
    POWERS[at] = POWERS[at + 255] = value;
    LOGS[value] = at;
    value ^= (value << 1) ^ (value & 0x80 ? 0x11b : 0);
}

const times = (a, b) => (a && b ? POWERS[LOGS[a] + LOGS[b]] : 0);

/** The part for place 1, 2 or 3. */
export const part = (key, slope, place) => key.map((one, at) => one ^ times(slope[at], place));
