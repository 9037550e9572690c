// What do the first bytes of a file say that it is, where its name says something else? By the table that came with the form.
import { hex } from "./bytes.js";

const isOf = ({ begins, within }, digits) =>
    begins.some(one => {
        let at = digits.indexOf(one);
        while (at % 2 === 1) at = digits.indexOf(one, at + 1);
        return at >= 0 && at < 2 * within;
    });

/** What it is in words; null where nothing contradicts its name. */
export function oddOf(name, first, { signs = [], first_bytes: most = 0, nothing = null }) {
    const digits = hex(first.subarray(0, most)),
        ending = /\.[^.]*$/.exec(name.toLowerCase())?.[0] ?? "";
    const own = signs.filter(one => one.endings.includes(ending)),
        found = signs.find(one => isOf(one, digits));
    if (own.some(one => isOf(one, digits))) return null;
    if (own.length) return found?.says ?? nothing;
    return found?.program ? found.says : null;
}
