// How is a draft taken along to another device? As one file with all that it names, under a passphrase.
import { Flow, join, slices, utf8 } from "./bytes.js";
import { canonical } from "./canonical.js";
import { locked, unlocked } from "./seal.js";
import { sha256 } from "./sha256.js";
import { fileBytes, keepFile } from "./store.js";

const FORM = "operis/bid-draft/v1",
    ROUNDS = 600000,
    SALT_BYTES = 16,
    HEAD_MAX = 300,
    LINE_MAX = 32 * 1024 * 1024;
export const PASSPHRASE_MIN = 12;

async function keyOf(passphrase, salt) {
    const typed = await crypto.subtle.importKey("raw", utf8(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveBits"]);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, 256));
}

async function* told(draft, form) {
    const files = [
        ...new Map(
            Object.values(draft.files)
                .flat()
                .map(one => [one.sha256, one]),
        ).values(),
    ];
    yield join(utf8(JSON.stringify({ draft, form, files: files.map(({ sha256, size }) => ({ sha256, size })) })), utf8("\n"));
    for (const one of files) yield* fileBytes(one.sha256);
}

export async function packed(draft, form, passphrase) {
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const head = canonical({ rounds: ROUNDS, salt: [...salt], v: FORM }),
        parts = [head, "\n"];
    for await (const piece of locked(told(draft, form), await keyOf(passphrase, salt), sha256(head))) parts.push(new Blob([piece]));
    return new Blob(parts);
}

/** Draft and form, its files kept here; null where the passphrase or the file is another. */
export async function unpacked(file, passphrase) {
    const flow = new Flow(slices(file)),
        head = await flow.line(HEAD_MAX);
    try {
        const { salt, v } = JSON.parse(new TextDecoder().decode(head));
        if (v !== FORM) return null;
        const plain = new Flow(unlocked(flow.rest(), await keyOf(passphrase, Uint8Array.from(salt)), sha256(head)));
        const { draft, form, files } = JSON.parse(new TextDecoder().decode(await plain.line(LINE_MAX)));
        for (const one of files) await keepFile(plain.bytes(one.size));
        return { draft, form };
    } catch {
        return null;
    }
}
