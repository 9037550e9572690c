// Does a closing list stand in the log that the ledger signed? As `operis release` looks, before anything is opened.
import { base64, hex, join, unbase64, utf8 } from "./bytes.js";
import { sha256 } from "./sha256.js";

const ED25519 = 1,
    ID_BYTES = 4,
    FIRST_ROUND = 1,
    OWN_CLOCK = "demo.";
const same = (one, other) => hex(one) === hex(other);

function fault(name) {
    throw new Error(name);
}

/** Name, identity and key of the line by which a ledger is checked. */
function verifierOf(line) {
    const [, name, id, key] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(line) ?? fault("other-ledger");
    const typed = unbase64(key);
    const own = sha256(utf8(`${name}\n`), typed).slice(0, ID_BYTES);
    if (typed[0] !== ED25519 || hex(own) !== id) fault("other-ledger");
    return { name, id: own, key: typed.slice(1) };
}

/** The key that the holder knows, if the file comes from the ledger that has it. */
export function checkLedger(asked, known) {
    if (asked.ledger !== known) fault("other-ledger");
    return verifierOf(known);
}

async function isSigned(text, signature, key) {
    let imported;
    try {
        imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    } catch {
        fault("cannot-check");
    }
    return crypto.subtle.verify("Ed25519", imported, signature, utf8(text));
}

/** Size and root of a checkpoint that this key signed. */
async function signed(note, { name, id, key }) {
    const end = note.lastIndexOf("\n\n") + 1,
        text = note.slice(0, end);
    const [, origin, size, root] = /^([^\n]+)\n(0|[1-9][0-9]{0,14})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? fault("unsigned");
    const lines = note.slice(end + 1).split("\n");
    const own = lines.filter(one => one.startsWith(`— ${name} `)).map(one => one.slice(name.length + 3));
    const signatures = own.filter(one => /^[A-Za-z0-9+/]{91}=$/.test(one)).map(unbase64);
    const mine = signatures.filter(one => same(one.slice(0, ID_BYTES), id));
    if (origin !== name || !mine.length) fault("unsigned");
    for (const one of mine) if (!(await isSigned(text, one.slice(ID_BYTES), key))) fault("unsigned");
    return { size: Number(size), root };
}

const leafOf = bytes => sha256(Uint8Array.of(0), bytes);
const nodeOf = (left, right) => sha256(Uint8Array.of(1), left, right);

/** The root to which a proof leads from a leaf (RFC 9162, section 2.1.3.2); none where it is of another length. */
export function rootFrom(leaf, index, size, proof) {
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
    let [at, last, merged] = [index, size - 1, leaf];
    const up = () => ([at, last] = [Math.floor(at / 2), Math.floor(last / 2)]);
    for (const one of proof) {
        if (one.length !== leaf.length || !last) return null;
        if (at % 2 || at === last) {
            merged = nodeOf(one, merged);
            while (at && at % 2 === 0) up();
        } else {
            merged = nodeOf(merged, one);
        }
        up();
    }
    return last ? null : merged;
}

async function checkLogged({ closing, checkpoint, index, proof }, verifier) {
    if (!closing || !checkpoint) fault("not-in-log");
    const { size, root } = await signed(checkpoint, verifier),
        found = rootFrom(leafOf(utf8(closing)), index, size, proof.map(unbase64));
    if (!found || base64(found) !== root) fault("not-in-log");
}

/** What the closing lists that stands in the log for this docket and round. */
export async function listedIn(asked, known, now) {
    if (!known) fault("no-ledger");
    const verifier = checkLedger(asked, known);
    await checkLogged(asked, verifier);
    const { docket, entered, act } = JSON.parse(asked.closing);
    if (docket !== asked.docket || act.kind !== "bids-closed") fault("other-closing");
    if ((act.fields.round ?? FIRST_ROUND) !== asked.round) fault("other-round");
    const past = [act.happened, entered].every(one => Date.parse(one) <= now);
    if (!past && !verifier.name.startsWith(OWN_CLOCK)) fault("ahead");
    return act.fields.listed;
}
