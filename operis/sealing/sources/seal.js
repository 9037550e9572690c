// How is a bid sealed so that only two of three key holders together can open it? As docs/formats tell it, to the byte.
import { base64, evenly, join, unbase64, unhex, utf8 } from "./bytes.js";
import { canonical } from "./canonical.js";
import { expand, extract } from "./hkdf.js";
import { keyPair, openWith, sealTo } from "./hpke.js";
import { sha256 } from "./sha256.js";
import { part } from "./shares.js";

const CHUNK_BYTES = 1048576;
const TAG_BYTES = 16;
const SALT = utf8("operis/bid/v1"),
    INFO = utf8("operis/bid-share/v1"),
    COMMITTED = utf8("operis/bid-key/v1");
const SUITE_NAMED = "0020-0001-0002",
    PLACES = [1, 2, 3];

export const derived = async (key, label) => expand(await extract(SALT, key), utf8(label), 32);

/** The first line of a sealed bid: for what, by whom and to whom it is. */
export const headerOf = ({ docket, lot, supplier, no, keys, size }) =>
    canonical({ chunk: CHUNK_BYTES, docket, hpke: SUITE_NAMED, keys, lot, no, size, supplier, v: 1 });

export const sealedSize = (header, size) => header.length + 1 + size + TAG_BYTES * Math.max(1, Math.ceil(size / CHUNK_BYTES));

function nonceOf(count, last) {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(8, count);
    if (last) nonce[0] |= 0x80;
    return nonce;
}

/** Bytes under a key, a chunk after the other: none can be left out, moved, or cut at the end. */
export async function* locked(pieces, key, bound) {
    const own = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
    let count = 0;
    for await (const [chunk, last] of evenly(pieces, CHUNK_BYTES)) {
        const how = { name: "AES-GCM", iv: nonceOf(count, last), additionalData: bound };
        yield new Uint8Array(await crypto.subtle.encrypt(how, own, chunk));
        count += 1;
    }
}

export async function* unlocked(pieces, key, bound) {
    const own = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    let count = 0;
    for await (const [chunk, last] of evenly(pieces, CHUNK_BYTES + TAG_BYTES)) {
        const how = { name: "AES-GCM", iv: nonceOf(count, last), additionalData: bound };
        yield new Uint8Array(await crypto.subtle.decrypt(how, own, chunk));
        count += 1;
    }
}

/** The sealed bytes, piece by piece: the same again for the same key. A key is for one content and never for another. */
export async function* sealed(plain, header, key) {
    yield join(header, utf8("\n"));
    yield* locked(plain, await derived(key, "content"), sha256(header));
}

const bindingOf = (header_sha256, place) => join(header_sha256, Uint8Array.of(place));

/** What the act carries of the key: a commitment, and for each holder his part. `holders` are three public keys in order of place. */
export async function dealt(key, header, holders) {
    const bound = sha256(header),
        slope = await derived(key, "slope");
    const envelopes = [];
    for (const place of PLACES) {
        const own = await keyPair(await derived(key, `eph${place}`));
        const sealedPart = await sealTo(holders[place - 1], part(key, slope, place), { own, info: INFO, aad: bindingOf(bound, place) });
        envelopes.push({ holder: `${place}`, sealed: base64(sealedPart) });
    }
    return { header_sha256: bound, commitment: sha256(COMMITTED, key, bound), envelopes };
}

/** In the hands of a holder: his part of the key of one bid. `facts` are those of the act. */
export const shareOf = ({ header_sha256, envelopes }, place, secret) =>
    openWith(secret, unbase64(envelopes[place - 1].sealed), { info: INFO, aad: bindingOf(unhex(header_sha256), place) });
