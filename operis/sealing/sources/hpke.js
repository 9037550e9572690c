// How is something sealed to the owner of a key? HPKE, base mode (RFC 9180): X25519, HKDF-SHA256, AES-256-GCM.
import { join, utf8 } from "./bytes.js";
import { expand, extract } from "./hkdf.js";
import { common, publicKey } from "./x25519.js";

const NOTHING = new Uint8Array(0),
    KEY_BYTES = 32,
    NONCE_BYTES = 12,
    POINT_BYTES = 32;
const KEM = join(utf8("KEM"), Uint8Array.of(0, 0x20)),
    SUITE = join(utf8("HPKE"), Uint8Array.of(0, 0x20, 0, 1, 0, 2));
const VERSION = utf8("HPKE-v1");

const drawn = (suite, salt, label, secret) => extract(salt, join(VERSION, suite, utf8(label), secret));
const spread = (suite, key, label, info, length) =>
    expand(key, join(Uint8Array.of(length >> 8, length & 255), VERSION, suite, utf8(label), info), length);

/** The pair of keys that follows from a seed. */
export async function keyPair(seed) {
    const secret = await spread(KEM, await drawn(KEM, NOTHING, "dkp_prk", seed), "sk", NOTHING, KEY_BYTES);
    return { secret, point: await publicKey(secret) };
}

const shared = async (inCommon, sent, to) =>
    spread(KEM, await drawn(KEM, NOTHING, "eae_prk", inCommon), "shared_secret", join(sent, to), KEY_BYTES);

/** Key and first nonce for what is sealed under a shared secret. */
async function schedule(secret, info) {
    const told = [await drawn(SUITE, NOTHING, "psk_id_hash", NOTHING), await drawn(SUITE, NOTHING, "info_hash", info)];
    const context = join(Uint8Array.of(0), ...told),
        key = await drawn(SUITE, secret, "secret", NOTHING);
    return {
        key: await spread(SUITE, key, "key", context, KEY_BYTES),
        nonce: await spread(SUITE, key, "base_nonce", context, NONCE_BYTES),
    };
}

export const sealingContext = async (own, to, info) => schedule(await shared(await common(own.secret, to), own.point, to), info);
export const openingContext = async (secret, sent, info) =>
    schedule(await shared(await common(secret, sent), sent, await publicKey(secret)), info);

const aes = (key, use) => crypto.subtle.importKey("raw", key, "AES-GCM", false, [use]);

/** The one message for the owner of `to`, behind the point from which only he finds its key. */
export async function sealTo(to, bytes, { own, info, aad }) {
    const { key, nonce } = await sealingContext(own, to, info);
    const how = { name: "AES-GCM", iv: nonce, additionalData: aad };
    return join(own.point, new Uint8Array(await crypto.subtle.encrypt(how, await aes(key, "encrypt"), bytes)));
}

export async function openWith(secret, sealed, { info, aad }) {
    const { key, nonce } = await openingContext(secret, sealed.slice(0, POINT_BYTES), info);
    const how = { name: "AES-GCM", iv: nonce, additionalData: aad };
    return new Uint8Array(await crypto.subtle.decrypt(how, await aes(key, "decrypt"), sealed.slice(POINT_BYTES)));
}
