// What do two keys have in common (RFC 7748)? Reckoned by the browser where it can, else here.
import { join, unhex } from "./bytes.js";

const PRIME = 2n ** 255n - 19n,
    BASE = Uint8Array.of(9, ...new Uint8Array(31));
const BEFORE_SECRET = unhex("302e020100300506032b656e04220420"); // of a private key as PKCS #8 has it

const whole = bytes => bytes.reduceRight((sum, one) => (sum << 8n) | BigInt(one), 0n);
const less = number => ((number % PRIME) + PRIME) % PRIME;

function power(base, exponent) {
    let found = 1n;
    for (; exponent; exponent >>= 1n) {
        if (exponent & 1n) found = (found * base) % PRIME;
        base = (base * base) % PRIME;
    }
    return found;
}

/** The Montgomery ladder; used only where the browser knows no X25519. */
export function ladder(secret, point) {
    const clamped = secret.slice(),
        masked = point.slice();
    clamped[0] &= 248;
    clamped[31] = (clamped[31] & 127) | 64;
    masked[31] &= 127;
    const scalar = whole(clamped),
        u = whole(masked) % PRIME;
    let [x2, z2, x3, z3, swapped] = [1n, 0n, u, 1n, 0n];
    for (let bit = 254n; bit >= 0n; bit -= 1n) {
        const now = (scalar >> bit) & 1n;
        if (swapped ^ now) [x2, x3, z2, z3] = [x3, x2, z3, z2];
        swapped = now;
        const a = x2 + z2,
            b = x2 - z2,
            da = (x3 - z3) * a,
            cb = (x3 + z3) * b,
            aa = less(a * a),
            bb = less(b * b),
            e = aa - bb;
        [x3, z3] = [less((da + cb) ** 2n), less(u * less((da - cb) ** 2n))];
        [x2, z2] = [less(aa * bb), less(e * (aa + 121665n * e))];
    }
    if (swapped) [x2, z2] = [x3, z3];
    let found = less(x2 * power(z2, PRIME - 2n));
    return Uint8Array.from({ length: 32 }, () => {
        const low = Number(found & 255n);
        found >>= 8n;
        return low;
    });
}

async function reckoned(secret, point) {
    const own = await crypto.subtle.importKey("pkcs8", join(BEFORE_SECRET, secret), "X25519", false, ["deriveBits"]);
    const other = await crypto.subtle.importKey("raw", point, "X25519", false, []);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: other }, own, 256));
}

let known;
export const browserKnowsX25519 = () =>
    (known ??= reckoned(BASE, BASE).then(
        () => true,
        () => false,
    ));

/** What two keys have in common; a point that leaves nothing secret is refused (RFC 9180, 7.1.4). */
export async function common(secret, point) {
    if (secret.length !== 32 || point.length !== 32) throw new Error("a key has 32 bytes");
    const found = (await browserKnowsX25519()) ? await reckoned(secret, point) : ladder(secret, point);
    if (found.every(one => one === 0)) throw new Error("this key hides nothing");
    return found;
}

export const publicKey = secret => common(secret, BASE);
