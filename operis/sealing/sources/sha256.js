// What is the SHA-256 of bytes that come one after the other? The browser's own wants all of them at once, and a file may be large.
const ROUNDS = new Uint32Array(64),
    START = new Uint32Array(8);

function fraction(number, root) {
    const value = Math.pow(number, 1 / root);
    return ((value - Math.floor(value)) * 0x100000000) | 0;
}

for (let number = 2, found = 0; found < 64; number += 1) {
    let divisor = 2;
    while (number % divisor) divisor += 1;
    if (divisor < number) continue;
    if (found < 8) START[found] = fraction(number, 2);
    ROUNDS[found] = fraction(number, 3);
    found += 1;
}

const turned = (word, by) => (word >>> by) | (word << (32 - by));

export class Sha256 {
    #state = START.slice();
    #words = new Uint32Array(64);
    #block = new Uint8Array(64);
    #filled = 0;
    #length = 0;

    update(bytes) {
        this.#length += bytes.length;
        let at = 0;
        if (this.#filled) {
            at = Math.min(64 - this.#filled, bytes.length);
            this.#block.set(bytes.subarray(0, at), this.#filled);
            this.#filled += at;
            if (this.#filled < 64) return this;
            this.#mix(this.#block, 0);
        }
        for (; at + 64 <= bytes.length; at += 64) this.#mix(bytes, at);
        this.#block.set(bytes.subarray(at));
        this.#filled = bytes.length - at;
        return this;
    }

    digest() {
        const end = new Uint8Array((this.#filled < 56 ? 56 : 120) - this.#filled + 8),
            bits = this.#length * 8;
        end[0] = 0x80;
        const view = new DataView(end.buffer);
        view.setUint32(end.length - 8, Math.floor(bits / 0x100000000));
        view.setUint32(end.length - 4, bits >>> 0);
        this.update(end);
        const found = new DataView(new ArrayBuffer(32));
        this.#state.forEach((word, at) => found.setUint32(at * 4, word));
        return new Uint8Array(found.buffer);
    }

    #mix(bytes, from) {
        const words = this.#words,
            state = this.#state;
        for (let at = 0; at < 16; at += 1) {
            const place = from + at * 4;
            words[at] = (bytes[place] << 24) | (bytes[place + 1] << 16) | (bytes[place + 2] << 8) | bytes[place + 3];
        }
        for (let at = 16; at < 64; at += 1) {
            const early = words[at - 15],
                late = words[at - 2];
            const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3),
                large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
            words[at] = words[at - 16] + small + words[at - 7] + large;
        }
        let [a, b, c, d, e, f, g, h] = state;
        for (let at = 0; at < 64; at += 1) {
            const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]) | 0;
            const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
            h = g;
            g = f;
            f = e;
            e = (d + one) | 0;
            d = c;
            c = b;
            b = a;
            a = (one + two) | 0;
        }
        [a, b, c, d, e, f, g, h].forEach((word, at) => {
            state[at] += word;
        });
    }
}

export const sha256 = (...parts) => parts.reduce((sum, one) => sum.update(one), new Sha256()).digest();
