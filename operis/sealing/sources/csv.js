// What stands in a text with separators, row by row?
const SEPARATORS = [",", ";", "\t"],
    DISARMED = /^'(?=[=+\-@\t\r])/,
    QUOTED = /^="([^"]*)"$/;

function decoded(bytes) {
    const wide = { fffe: "utf-16le", feff: "utf-16be" }[[...bytes.slice(0, 2)].map(one => one.toString(16).padStart(2, "0")).join("")];
    for (const name of wide ? [wide] : ["utf-8", "gb18030"]) {
        try {
            return new TextDecoder(name, { fatal: true }).decode(bytes);
        } catch {
            /* the next encoding is tried */
        }
    }
    return null;
}

/** Rows of cells; null where a quotation mark is not closed. */
function divided(text, separator) {
    const rows = [];
    let row = [],
        cell = "",
        quoted = false,
        at = 0;
    const cellEnds = () => {
        row.push(cell);
        cell = "";
    };
    const rowEnds = () => {
        cellEnds();
        rows.push(row);
        row = [];
    };
    for (; at < text.length; at += 1) {
        const sign = text[at];
        if (quoted) {
            if (sign !== '"') cell += sign;
            else if (text[at + 1] === '"') {
                cell += '"';
                at += 1;
            } else quoted = false;
        } else if (sign === '"' && !cell) quoted = true;
        else if (sign === separator) cellEnds();
        else if (sign === "\n") rowEnds();
        else if (sign !== "\r") cell += sign;
    }
    if (quoted) return null;
    if (cell || row.length) rowEnds();
    return rows;
}

const told = cell =>
    DISARMED.test(cell)
        ? { text: cell.slice(1) }
        : QUOTED.test(cell)
          ? { text: QUOTED.exec(cell)[1] }
          : { text: cell, uncounted: cell.startsWith("=") };

/** Rows with their numbers; a word that says why there are none. */
export function separated(bytes) {
    const text = decoded(bytes);
    if (text === null) return { fault: "unread-signs" };
    if (text.includes("\0")) return { fault: "no-table" };
    const first = text.trimStart().split("\n", 1)[0].slice(0, 10000);
    const separator = SEPARATORS.reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
    const rows = divided(text, separator);
    return rows ? { rows: rows.map((cells, at) => ({ number: at + 1, cells: cells.map(told) })) } : { fault: "unclosed" };
}
