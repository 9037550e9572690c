// Where do draft and files stay until they are sealed? In this browser, under a key that it never hands out.
import { hex, slices, utf8 } from "./bytes.js";
import { Sha256 } from "./sha256.js";

const NAME = "operis-seal",
    VERSION = 1,
    KEYS = "keys",
    DRAFTS = "drafts",
    FILES = "files",
    PIECES = "pieces",
    OWN = "own";
const AES = { name: "AES-GCM", length: 256 },
    NONCE_BYTES = 12;

const done = asked =>
    new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
    });

let opened;
function database() {
    return (opened ??= new Promise((resolve, reject) => {
        const asked = indexedDB.open(NAME, VERSION);
        asked.onupgradeneeded = () => {
            for (const one of [KEYS, DRAFTS, FILES, PIECES]) asked.result.createObjectStore(one);
        };
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
    }));
}

const at = async (store, mode = "readonly") => (await database()).transaction(store, mode).objectStore(store);
const read = async (store, key) => done((await at(store)).get(key));
const write = async (store, key, value) => done((await at(store, "readwrite")).put(value, key));
const drop = async (store, key) => done((await at(store, "readwrite")).delete(key));

let own;
const ownKey = () =>
    (own ??= (async () => {
        const made = await crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]); // of two tabs that begin at once the first wins
        await (await at(KEYS, "readwrite")).add(made, OWN).addEventListener("error", event => event.preventDefault());
        return read(KEYS, OWN);
    })());

async function hidden(bytes) {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await ownKey(), bytes) };
}

const shown = async ({ iv, sealed }) => new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await ownKey(), sealed));

/** The drafts of this browser, by what they are for. */
export const draftNames = async () => done((await at(DRAFTS)).getAllKeys());

export async function readDraft(name) {
    const row = await read(DRAFTS, name);
    return row ? { count: row.count, ...JSON.parse(new TextDecoder().decode(await shown(row))) } : null;
}

/** False where another tab has saved meanwhile: then nothing is written. */
export async function writeDraft(name, { count, ...draft }) {
    const row = { count: count + 1, ...(await hidden(utf8(JSON.stringify(draft)))) };
    const store = await at(DRAFTS, "readwrite");
    const there = await done(store.get(name));
    if ((there?.count ?? 0) !== count) return false;
    await done(store.put(row, name));
    return true;
}

export const dropDraft = name => drop(DRAFTS, name);

/** Bytes kept under their fingerprint; the same twice is kept once. */
export async function keepFile(pieces, told = () => {}) {
    const sum = new Sha256(),
        id = `${Date.now()}-${crypto.randomUUID()}`;
    let size = 0,
        count = 0;
    for await (const piece of pieces) {
        sum.update(piece);
        size += piece.length;
        await write(PIECES, `${id}/${count}`, await hidden(piece));
        count += 1;
        told(size);
    }
    const sha256 = hex(sum.digest()),
        there = await read(FILES, sha256);
    if (there) await dropPieces({ id, count });
    else await write(FILES, sha256, { id, count, size });
    return { sha256, size };
}

export const keepChosen = (file, told) => keepFile(slices(file), told);

async function dropPieces({ id, count }) {
    for (let piece = 0; piece < count; piece += 1) await drop(PIECES, `${id}/${piece}`);
}

export const fileIsHere = async sha256 => Boolean(await read(FILES, sha256));

export async function* fileBytes(sha256) {
    const { id, count } = await read(FILES, sha256);
    for (let piece = 0; piece < count; piece += 1) yield shown(await read(PIECES, `${id}/${piece}`));
}

const YOUNG_MS = 3600000;

/** What no draft names takes no room; what is young may be on its way into one, in another tab. */
export async function sweep(young = YOUNG_MS) {
    const named = new Set(),
        whole = new Set(),
        old = id => Number(id.split("-")[0]) <= Date.now() - young;
    for (const name of await draftNames()) {
        const draft = await readDraft(name);
        for (const one of [...Object.values(draft.files).flat(), ...(draft.sending?.files ?? [])]) named.add(one.sha256);
    }
    for (const sha256 of await done((await at(FILES)).getAllKeys())) {
        const { id } = await read(FILES, sha256);
        if (named.has(sha256) || !old(id)) whole.add(id);
        else await drop(FILES, sha256);
    }
    for (const key of await done((await at(PIECES)).getAllKeys())) {
        const [id] = key.split("/");
        if (!whole.has(id) && old(id)) await drop(PIECES, key);
    }
}
