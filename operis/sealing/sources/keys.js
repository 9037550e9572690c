// What does a key holder's browser do with the key? It makes one, rehearses with it, and opens the envelopes of the closing list: as
// `operis holder-key` and `operis release` do off line, whose files are the same. The key leaves this page only as a file to keep, and only
// that file, chosen again, rehearses: a key whose file nobody kept is never given.
import { hex, join, unbase64, unhex, utf8 } from "./bytes.js";
import { expand, extract } from "./hkdf.js";
import { openWith } from "./hpke.js";
import { joined } from "./joining.js";
import { checkLedger, listedIn } from "./proving.js";
import { publicKey } from "./x25519.js";

const KEY_FORM = "operis/holder-key/v1",
    SHARES_FORM = "operis/shares/v1",
    INFO = utf8("operis/bid-share/v1");
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
    GROUPS = 13;

const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** The recovery code of a secret key, as `operis holder-key` shows it. */
export function codeOf(secret) {
    let number = BigInt(`0x${hex(secret)}`) << 4n;
    const values = Array.from({ length: GROUPS * 4 }, () => {
        const low = Number(number & 31n);
        number >>= 5n;
        return low;
    }).reverse();
    return Array.from({ length: GROUPS }, (_none, place) => {
        const group = values.slice(place * 4, place * 4 + 4);
        let check = place + 1;
        group.forEach((one, power) => {
            for (let times = 0; times < power; times += 1) one = (one << 1) ^ (one & 16 ? 0x25 : 0);
            check ^= one;
        });
        return [...group, check].map(one => SIGNS[one]).join("");
    }).join("-");
}

/** The file of a key; with the key of the ledger that its holder knows. */
export const keyText = async (secret, ledger) =>
    `${JSON.stringify({ v: KEY_FORM, secret: hex(secret), public: hex(await publicKey(secret)), ledger }, null, 1)}\n`;

/** The secret key of a file; an Error where it holds none. */
export async function readKey(text) {
    const said = JSON.parse(text);
    const secret = unhex(String(said.secret));
    if (said.v !== KEY_FORM || secret.length !== 32 || hex(await publicKey(secret)) !== said.public) throw new Error("no-key");
    return secret;
}

const share = async (bid, place, secret) =>
    openWith(secret, unbase64(bid.envelopes[place]), {
        info: INFO,
        aad: join(await sha256(utf8(bid.header)), Uint8Array.of(place)),
    });

/** What is in the bid of a rehearsal: its key from two shares, then its only chunk. */
async function rehearsed(asked, secret) {
    const [bid] = asked.bids,
        k = joined(1, await share(bid, 1, secret), 2, await share(bid, 2, secret));
    const key = await expand(await extract(utf8("operis/bid/v1"), k), utf8("content"), 32),
        iv = new Uint8Array(12);
    iv[0] = 128;
    const chunk = unbase64(bid.sealed).slice(utf8(bid.header).length + 1);
    const how = { name: "AES-GCM", iv, additionalData: await sha256(utf8(bid.header)) };
    return hex(new Uint8Array(await crypto.subtle.decrypt(how, await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]), chunk)));
}

/** Whether a bid is of the closing list, and its header its own; one whose bytes are gone has none. */
function isListed(bid, asked, listed) {
    const head = bid.header ? JSON.parse(bid.header) : { docket: bid.bid, lot: bid.lot, no: bid.no, keys: asked.keys };
    const own = head.docket === bid.bid && head.lot === bid.lot && head.no === bid.no && head.keys === asked.keys;
    return own && listed.some(one => ["bid", "lot", "no", "sealed_sha256"].every(name => one[name] === bid[name]));
}

/** What is handed in, as text; an Error with a name where this may not be opened. `known` is the ledger's key that the holder has. */
export async function givenBack(asked, secret, known, now = Date.now()) {
    if (hex(await publicKey(secret)) !== asked.key) throw new Error("other-key");
    const given = { v: SHARES_FORM, docket: asked.docket, round: asked.round, place: asked.place, key: asked.key };
    if (asked.rehearsal) {
        checkLedger(asked, known || asked.ledger);
        return { ...given, rehearsed: await rehearsed(asked, secret), shares: [] };
    }
    const listed = await listedIn(asked, known, now);
    if (!asked.bids.every(one => isListed(one, asked, listed))) throw new Error("unlisted");
    const shares = [];
    for (const one of asked.bids) {
        const opened = await share(one, asked.place, secret).then(hex, () => null);
        shares.push({ bid: one.bid, lot: one.lot, share: opened });
    }
    return { ...given, rehearsed: null, shares };
}

const within = (section, name) => section.querySelector(`[data-${name}]`);
const NOT_YET = 503;

async function fetched(url) {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (answer.status === NOT_YET) throw new Error("not-yet");
    return answer.json();
}

/** Put what is handed in where the form without a script has its file. */
function handIn(given) {
    const carried = new DataTransfer();
    carried.items.add(new File([JSON.stringify(given)], "shares.json", { type: "application/json" }));
    document.querySelector("#f-shares").files = carried.files;
    const near = document.querySelector("[data-hand]"); // the button of that form, beside what was done
    if (near) near.hidden = false;
}

function kept(section, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = section.dataset.file;
    within(section, "keep").onclick = () => link.click();
}

async function make(section) {
    const secret = crypto.getRandomValues(new Uint8Array(32));
    const asked = await fetched(`${section.dataset.url}?key=${hex(await publicKey(secret))}`);
    kept(section, await keyText(secret, asked.ledger));
    within(section, "code").textContent = codeOf(secret);
    section.dataset.own = hex(await publicKey(secret));
    within(section, "made").hidden = false;
}

/** With the file as it was kept, whether it was made here or off line. */
async function rehearse(section, file) {
    const secret = await readKey(await file.text()),
        key = hex(await publicKey(secret));
    if (section.dataset.own && section.dataset.own !== key) throw new Error("other-made"); // its code would be that of a key nobody gave
    const asked = await fetched(`${section.dataset.url}?key=${key}`);
    handIn(await givenBack(asked, secret));
    document.querySelector("[data-offline]").hidden = true; // the same by other means, and done
}

async function open(section, file) {
    const text = await file.text(),
        secret = await readKey(text);
    const given = await givenBack(await fetched(section.dataset.url), secret, JSON.parse(text).ledger);
    const failed = given.shares.filter(one => one.share === null).length;
    handIn(given);
    return `${given.shares.length - failed} / ${given.shares.length}`;
}

/** Each part of the page that a script can do shows itself, and says in the words of the page what came of it. */
export function start() {
    if (!globalThis.crypto?.subtle || !globalThis.DataTransfer) return;
    for (const section of document.querySelectorAll("[data-holder]")) {
        const says = within(section, "says"),
            tell = name => (says.textContent = section.dataset[name] ?? section.dataset.failed);
        const named = fault => fault.message.replace(/-([a-z])/g, (_all, letter) => letter.toUpperCase());
        const answer = async (doing, done = "done") => {
            tell("going");
            try {
                const told = await doing();
                tell(done);
                if (told) says.textContent += ` ${told}`;
            } catch (fault) {
                tell(fault instanceof SyntaxError ? "noKey" : named(fault));
            }
        };
        within(section, "make")?.addEventListener("click", () => answer(() => make(section), "kept"));
        within(section, "rehearse")?.addEventListener("change", event => answer(() => rehearse(section, event.target.files[0])));
        within(section, "file")?.addEventListener("change", event => answer(() => open(section, event.target.files[0])));
        section.hidden = false;
    }
}

if (globalThis.document?.querySelector("[data-holder]")) start();
