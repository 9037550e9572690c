// What may stand in a text of a bid? What nobody can see, or what turns the direction of writing, is taken out as it is typed.
export const TEXT_MAX = 20000;
export const ITEM_MAX = 300;
const NAME_MAX = 150;
export const LINES_MAX = 1000;
export const FILES_MAX = 20;
export const CONTENT_MAX_BYTES = 8 * 1024 * 1024;

const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g,
    TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const HALF = /^[\ud800-\udfff]$/;
const UNSEEN = new RegExp(
    "[\\x00-\\x20\\x7f-\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202f" +
        "\\u205f-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\s]",
    "g",
);
const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ENDS = new RegExp(`^${BLANK}|${BLANK}$`, "g");
const CJK = /[\u3400-\u9fff\uf900-\ufaff]/;

export const signs = text => [...text].length;
export const stripped = text => text.replace(ENDS, "");

/** As it is kept; empty where nothing could be seen of it. */
export function cleaned(text) {
    const whole = [...text].filter(one => !HALF.test(one)).join("");
    const kept = whole.replace(/\r\n?/g, "\n").replace(CONTROL, "").replace(TURNING, "");
    return kept.replace(UNSEEN, "") ? kept : "";
}

/** A text in the language in which it is written. */
export const worded = text => (CJK.test(text) ? { zh: text } : { en: text });

/** A file's name as it is shown; its ending stays however long it is. */
export function nameOf(name) {
    const seen = stripped(name.normalize("NFC").replace(/\p{C}/gu, "").replace(/\s+/g, " ")).replaceAll("/", "-");
    const dot = seen.lastIndexOf("."),
        ending = dot > 0 && dot < seen.length - 1 ? [...seen.slice(dot)].slice(0, NAME_MAX).join("") : "";
    const stem = ending ? seen.slice(0, dot) : seen;
    return stripped([...stem].slice(0, NAME_MAX - signs(ending)).join("")) + ending;
}
