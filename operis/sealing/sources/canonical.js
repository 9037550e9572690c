// Which bytes does a value have? Canonical JSON (RFC 8785), as far as the record stores values: no number but whole ones.
import { utf8 } from "./bytes.js";

function ordered(value) {
    if (Array.isArray(value)) return value.map(ordered);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map(name => [name, ordered(value[name])]),
    );
}

export const canonical = value => utf8(JSON.stringify(ordered(value)));
