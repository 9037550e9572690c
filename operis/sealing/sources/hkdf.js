// How does one key follow from another? HKDF with SHA-256 (RFC 5869), in its two halves, since HPKE needs each of them.
import { join } from "./bytes.js";

const HMAC = { name: "HMAC", hash: "SHA-256" },
    HASH_BYTES = 32;

async function hmac(secret, bytes) {
    // No browser takes an empty key; for HMAC it is the same as a key of noughts.
    const key = await crypto.subtle.importKey("raw", secret.length ? secret : new Uint8Array(HASH_BYTES), HMAC, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
}

export const extract = (salt, secret) => hmac(salt, secret);

export async function expand(key, info, length) {
    let last = new Uint8Array(0),
        found = last;
    for (let count = 1; found.length < length; count += 1) {
        last = await hmac(key, join(last, info, Uint8Array.of(count)));
        found = join(found, last);
    }
    return found.slice(0, length);
}
