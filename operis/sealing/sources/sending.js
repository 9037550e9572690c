// How does a sealed bid reach the site? In pieces that go on where they were cut; then the few lines that make it a bid.
import { base64, evenly, hex, unbase64, unhex } from "./bytes.js";
import { contentOf, filesIn, headOf } from "./content.js";
import { dealt, headerOf, sealed, sealedSize } from "./seal.js";
import { Sha256 } from "./sha256.js";
import { fileBytes } from "./store.js";

const FORM = "operis/sealed-bid/v1",
    WAITS_MS = [1000, 2000, 5000, 10000, 30000];
const wait = ms => new Promise(ready => setTimeout(ready, ms));

const freshKey = () => crypto.getRandomValues(new Uint8Array(32));
const freshRequest = () => base64(freshKey()).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

export const addressOf = ({ docket, lot }, last = "") => `/supply/seal/${encodeURIComponent(docket)}/${encodeURIComponent(lot)}/${last}`;

async function* plainOf({ head, files }) {
    yield unbase64(head);
    for (const one of files) yield* fileBytes(one.sha256);
}

/** The sealed bytes of what was prepared, the same each time. */
export const sealedBytes = one => sealed(plainOf(one), unbase64(one.header), unhex(one.key));

/** Everything that is sent, decided once: a new key for this content, and what follows from it. */
export async function prepared(form, answers, told) {
    const content = contentOf(form, answers),
        head = headOf(content),
        files = filesIn(content),
        key = freshKey();
    const size = files.reduce((sum, one) => sum + one.size, head.length),
        { docket, lot, supplier, no, keys } = form;
    const header = headerOf({ docket, lot, supplier, no, keys: keys.digest, size }),
        whole = sealedSize(header, size);
    const facts = await dealt(
        key,
        header,
        keys.holders.map(one => unhex(one.key)),
    );
    const one = { key: hex(key), header: base64(header), head: base64(head), files, name: freshRequest() };
    const sum = new Sha256();
    let count = 0;
    for await (const piece of sealedBytes(one)) {
        sum.update(piece);
        count += piece.length;
        told(count / whole);
    }
    const descriptor = {
        v: FORM,
        docket,
        lot,
        no,
        round: form.round,
        stage: form.stage,
        keys: keys.digest,
        header_sha256: hex(facts.header_sha256),
        sealed_sha256: hex(sum.digest()),
        size: count,
        commitment: hex(facts.commitment),
        envelopes: facts.envelopes,
    };
    return { ...one, descriptor };
}

/** An answer of the site; `cut` is told while there is none, and it is asked again. Status 0: there is none. */
async function asked(url, how, language, cut) {
    for (let tried = 0; ; tried += 1) {
        let told = {};
        try {
            const headers = { Accept: "application/json", "Accept-Language": language, ...how.headers };
            const answer = await fetch(url, { ...how, headers, redirect: "manual" });
            told = await answer.json().catch(() => ({}));
            if (answer.status && (answer.status < 500 || answer.status === 507)) {
                return { status: answer.status, told, csrf: answer.headers.get("X-CSRFToken"), now: answer.headers.get("X-Now") };
            }
        } catch (fault) {
            if (!(fault instanceof TypeError)) throw fault;
        }
        if (!cut) return { status: 0, told };
        cut(told.says);
        await wait(WAITS_MS[Math.min(tried, WAITS_MS.length - 1)]);
    }
}

export const formOf = (place, language) => asked(addressOf(place, "form.json"), {}, language);

async function* from(pieces, at) {
    for await (const piece of pieces) {
        if (at < piece.length) yield piece.subarray(at);
        at = Math.max(0, at - piece.length);
    }
}

/** All bytes to the site, from where it has them; null when they are there, else why not. */
async function uploaded(one, { form, csrf, language, told, cut }) {
    const url = addressOf(form, "pieces/"),
        { size, sealed_sha256: sha256 } = one.descriptor;
    const post = (address, body, headers) =>
        asked(address, { method: "POST", headers: { "X-CSRFToken": csrf, ...headers }, body }, language, cut);
    const begun = await post(url, new URLSearchParams({ size, sha256 }));
    let { at, done } = begun.told;
    if (begun.status !== 200) return begun;
    while (!done) {
        for await (const [bytes] of evenly(from(sealedBytes(one), at), begun.told.piece)) {
            told(at / size);
            const went = await post(`${url}${begun.told.number}/?at=${at}`, bytes, { "Content-Type": "application/octet-stream" });
            if (went.status !== 200 && went.status !== 409) return went;
            const on = went.status === 200;
            ({ at, done = false } = { at: size, ...went.told });
            if (done || !on) break; // where it has more or fewer of them, it is gone on with from there
        }
    }
    return null;
}

/** What the site says to it at the end; the same request is the same bid, however often it is sent. */
export async function sent(one, given) {
    const refused = await uploaded(one, given);
    if (refused) return refused;
    given.told(1);
    const headers = { "X-CSRFToken": given.csrf, "Idempotency-Key": one.name, "Content-Type": "application/json" };
    const how = { method: "POST", headers, body: JSON.stringify(one.descriptor) };
    return asked(addressOf(given.form, "send/"), how, given.language, given.cut);
}

/** A file that is here from an earlier bid, piece by piece. */
export async function* fetched(url) {
    const answer = await fetch(url, { redirect: "error" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const reader = answer.body.getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) yield value;
}
