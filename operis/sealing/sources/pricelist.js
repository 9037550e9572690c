// Which lines has a price list that came as a table? Each with item, quantity and unit price; what is wrong is told by row.
import { separated } from "./csv.js";
import { amountOf, fenOf, numberOf, yuanOf } from "./money.js";
import { cleaned, ITEM_MAX, LINES_MAX, signs, stripped } from "./text.js";
import { workbook } from "./xlsx.js";

const TABLE_MAX_BYTES = 1500000,
    WITHIN_ROWS = 20;
const HEADED = {
    name: [
        "name",
        "name.zh",
        "name.en",
        "Item",
        "Item (Chinese)",
        "Item (English)",
        "分项名称",
        "分项名称（中文）",
        "分项名称（英文）",
        "项目",
        "内容",
        "服务内容",
        "名称",
    ],
    quantity: ["quantity", "Quantity", "Qty", "数量"],
    unit_price: ["unit_price", "Unit price", "Unit price (yuan)", "单价", "单价（元）"],
    amount: ["amount", "Amount", "Amount (yuan)", "金额", "金额（元）"],
};
const SUMS = new Set(["合计", "总计", "总价", "小计", "sum", "total"]);

const heading = words =>
    words
        .normalize("NFKC")
        .replace(/[\s*:]+/g, "")
        .toLowerCase();
const COLUMNS = new Map(Object.entries(HEADED).flatMap(([name, known]) => known.map(one => [heading(one), name])));

async function rowsIn(bytes) {
    if (bytes.length > TABLE_MAX_BYTES) return { fault: "table-too-large" };
    const begins = String.fromCharCode(...bytes.slice(0, 4));
    if (begins === "PK\x03\x04") return workbook(bytes);
    if (begins === "%PDF") return { fault: "pdf-no-table" };
    if (begins === "\xd0\xcf\x11\xe0") return { fault: "old-workbook" };
    return separated(bytes);
}

/** The row with the most headings, and where each column stands. */
function headed(rows) {
    let best = { at: 0, columns: new Map() };
    rows.slice(0, WITHIN_ROWS).forEach((row, at) => {
        const columns = new Map();
        row.cells.forEach((cell, place) => {
            const name = COLUMNS.get(heading(cell.text));
            if (name && !columns.has(name)) columns.set(name, place);
        });
        if (columns.size > best.columns.size) best = { at, columns };
    });
    return best;
}

/** A line of the list, or the words for what is wrong in it. */
function lineIn(row, columns) {
    const cell = name => row.cells[columns.get(name)] ?? { text: "" };
    if (["name", "quantity", "unit_price", "amount"].some(name => cell(name).uncounted)) return { fault: "uncounted" };
    const name = stripped(cleaned(cell("name").text)),
        quantity = numberOf(cell("quantity").text),
        unit = fenOf(cell("unit_price").text);
    if (!name) return { fault: "item-lacks" };
    if (signs(name) > ITEM_MAX) return { fault: "item-too-long" };
    if (quantity === null) return { fault: "quantity-unread", given: cell("quantity").text };
    if (unit === null) return { fault: "unit-unread", given: cell("unit_price").text };
    const amount = amountOf(quantity, unit),
        stated = stripped(cell("amount").text);
    if (stated && fenOf(stated) !== amount) return { fault: "amount-differs", given: stated, right: yuanOf(amount) };
    return { line: { name, quantity, unit_price: yuanOf(unit) } };
}

/** `items`, or `faults`: each a word with its row and what was given. */
export async function priceList(bytes) {
    if (!bytes.length) return { faults: [{ fault: "table-empty" }] };
    const { rows, fault } = await rowsIn(bytes);
    if (fault) return { faults: [{ fault }] };
    const { at, columns } = headed(rows);
    if (!["name", "quantity", "unit_price"].every(name => columns.has(name))) return { faults: [{ fault: "no-headings" }] };
    const text = (row, name) => stripped(row.cells[columns.get(name)]?.text ?? "");
    const lines = rows
        .slice(at + 1)
        .filter(row => row.cells.some(one => one.text.trim() || one.uncounted))
        .filter(row => !(SUMS.has(heading(text(row, "name"))) && !text(row, "quantity")));
    if (!lines.length || lines.length > LINES_MAX) return { faults: [{ fault: "lines-count" }] };
    const read = lines.map(row => ({ row: row.number, ...lineIn(row, columns) })),
        faults = read.filter(one => one.fault);
    return faults.length ? { faults } : { items: read.map(one => one.line) };
}
