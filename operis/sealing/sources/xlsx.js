// What stands in the first sheet of a workbook that can be seen? Only its cells are read: no formula is reckoned, no macro looked at.
const UNPACKED_MAX_BYTES = 30 * 1024 * 1024,
    PARTS_MAX = 2000,
    COLUMNS_MAX = 200,
    ROWS_MAX = 5000;
const END = 0x06054b50,
    LISTED = 0x02014b50,
    LOCAL = 0x04034b50,
    END_BYTES = 22,
    COMMENT_MAX = 65535;
const BOOK = "xl/workbook.xml",
    RELATIONS = "xl/_rels/workbook.xml.rels",
    STRINGS = "xl/sharedStrings.xml";

class Fault extends Error {}

/** Where each part of the archive lies, from the list at its end. */
function partsOf(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let end = bytes.length - END_BYTES;
    while (end >= 0 && view.getUint32(end, true) !== END) {
        end -= 1;
        if (bytes.length - end > END_BYTES + COMMENT_MAX) end = -1;
    }
    if (end < 0) throw new Fault("damaged");
    const parts = new Map(),
        count = view.getUint16(end + 10, true);
    if (count > PARTS_MAX) throw new Fault("too-big-inside");
    for (let at = view.getUint32(end + 16, true), seen = 0; seen < count; seen += 1) {
        if (view.getUint32(at, true) !== LISTED) throw new Fault("damaged");
        const [named, extra, comment] = [28, 30, 32].map(place => view.getUint16(at + place, true));
        const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + named));
        parts.set(name, {
            method: view.getUint16(at + 10, true),
            packed: view.getUint32(at + 20, true),
            from: view.getUint32(at + 42, true),
        });
        at += 46 + named + extra + comment;
    }
    return { bytes, view, parts };
}

/** A part unpacked, and no further than so far: what a part says of its own size is not believed. */
async function unpacked({ bytes, view, parts }, name) {
    const part = parts.get(name);
    if (!part) return null;
    if (view.getUint32(part.from, true) !== LOCAL) throw new Fault("damaged");
    const begins = part.from + 30 + view.getUint16(part.from + 26, true) + view.getUint16(part.from + 28, true);
    const packed = bytes.subarray(begins, begins + part.packed);
    if (part.method !== 0 && part.method !== 8) throw new Fault("damaged");
    const stream = new Blob([packed]).stream();
    const reader = (part.method ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream).getReader();
    const found = [];
    for (let size = 0; ;) {
        const { done, value } = await reader.read();
        if (done) break;
        size += value.length;
        if (size > UNPACKED_MAX_BYTES) {
            await reader.cancel();
            throw new Fault("too-big-inside");
        }
        found.push(value);
    }
    return new Blob(found).text();
}

async function tree(archive, name) {
    const text = await unpacked(archive, name);
    if (text === null) return null;
    if (text.includes("<!DOCTYPE")) throw new Fault("damaged");
    const found = new DOMParser().parseFromString(text, "application/xml");
    if (found.querySelector("parsererror")) throw new Fault("damaged");
    return found;
}

const under = (node, name) => [...node.getElementsByTagNameNS("*", name)];
const textIn = node =>
    under(node, "t")
        .filter(one => one.parentNode.localName !== "rPh")
        .map(one => one.textContent)
        .join("");

/** Of a number what was typed, not what the machine made of it: 0.1 and not 0.1000000000000000055. */
function numberIn(text) {
    const number = Number(text);
    if (!Number.isFinite(number)) return text;
    const whole = Number(number.toPrecision(15));
    return Math.abs(whole) < 1e15 ? whole.toFixed(9).replace(/\.?0+$/, "") : text;
}

function cellOf(node, strings) {
    const kind = node.getAttribute("t") ?? "n",
        value = under(node, "v")[0]?.textContent;
    if (kind === "inlineStr") return { text: textIn(node) };
    if (value === undefined) return { text: "", uncounted: under(node, "f").length > 0 };
    if (kind === "s") return { text: strings[Number(value)] ?? "" };
    if (kind === "e") return { text: "", uncounted: true };
    return { text: kind === "n" ? numberIn(value) : value };
}

function columnOf(place, before) {
    const letters = /^[A-Z]{1,3}/.exec(place ?? "")?.[0];
    return letters ? [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1 : before + 1;
}

function rowsOf(sheet, strings) {
    const rows = [];
    let last = 0;
    for (const row of under(sheet, "row")) {
        last = Number(row.getAttribute("r")) || last + 1;
        const cells = [];
        let column = -1;
        for (const node of under(row, "c")) {
            column = columnOf(node.getAttribute("r"), column);
            if (column < COLUMNS_MAX) cells[column] = cellOf(node, strings);
        }
        const filled = Array.from(cells, one => one ?? { text: "" });
        if (filled.some(one => one.text.trim() || one.uncounted)) rows.push({ number: last, cells: filled });
        if (rows.length > ROWS_MAX) throw new Fault("too-many-rows");
    }
    return rows;
}

async function firstSheet(archive) {
    const book = await tree(archive, BOOK),
        relations = await tree(archive, RELATIONS);
    if (!book || !relations) throw new Fault("no-table");
    const sheet = under(book, "sheet").find(one => !["hidden", "veryHidden"].includes(one.getAttribute("state")));
    const id = sheet && [...sheet.attributes].find(one => one.localName === "id")?.value;
    const target = under(relations, "Relationship")
        .find(one => one.getAttribute("Id") === id)
        ?.getAttribute("Target");
    if (!target) throw new Fault("no-table");
    return tree(archive, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
}

/** Rows with their numbers; a word that says why there are none. */
export async function workbook(bytes) {
    if (!globalThis.DecompressionStream) return { fault: "no-workbooks" };
    try {
        const archive = partsOf(bytes);
        const strings = under((await tree(archive, STRINGS)) ?? new Document(), "si").map(textIn);
        const sheet = await firstSheet(archive);
        if (!sheet) throw new Fault("damaged");
        return { rows: rowsOf(sheet, strings) };
    } catch (fault) {
        return { fault: fault instanceof Fault ? fault.message : "damaged" };
    }
}
