// How are amounts read, reckoned and shown? In whole fen, never in fractions of a machine.
const YUAN = /^(?:¥|CNY|RMB|人民币)? ?(\d{1,15}|\d{1,3}(?:[, ]\d{3}){1,4})(?:\.(\d{1,2}))? ?(?:元整?|yuan)?$/i;
const NUMBER = /^\d{1,15}(\.\d{1,9})?$/,
    GROUPED = /^\d{1,3}(?:[, ]\d{3}){1,4}(?:\.\d{1,9})?$/;
const ABOVE_ALL_FEN = 10n ** 14n;

const folded = text => text.normalize("NFKC").trim();

/** Fen of an amount as people type it; null where it cannot be read without guessing. */
export function fenOf(text) {
    const found = YUAN.exec(folded(text));
    if (!found) return null;
    const fen = BigInt(found[1].replace(/[, ]/g, "")) * 100n + BigInt((found[2] ?? "0").padEnd(2, "0"));
    return fen < ABOVE_ALL_FEN ? fen : null;
}

export const yuanOf = fen => `${fen / 100n}.${`${fen % 100n}`.padStart(2, "0")}`;

/** A quantity in bare digits; null where it is none. */
export function numberOf(text) {
    let bare = folded(text);
    if (GROUPED.test(bare)) bare = bare.replace(/[, ]/g, "");
    return NUMBER.test(bare) ? bare.replace(/^0+(?=\d)/, "") : null;
}

/** Quantity times unit price, to the fen, half up. */
export function amountOf(quantity, unitFen) {
    const [whole, places = ""] = quantity.split("."),
        scale = 10n ** BigInt(places.length);
    return (BigInt(whole + places) * unitFen * 2n + scale) / (2n * scale);
}

export const grouped = text => text.replace(/^\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ","));
