// How do bytes become text and text bytes, and how are they put together and compared?
export const utf8 = text => new TextEncoder().encode(text);
export const hex = bytes => Array.from(bytes, one => one.toString(16).padStart(2, "0")).join("");
export const unhex = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
export const base64 = bytes => btoa(Array.from(bytes, one => String.fromCharCode(one)).join(""));
export const unbase64 = text => Uint8Array.from(atob(text), one => one.charCodeAt(0));
export const equal = (a, b) => a.length === b.length && a.every((one, at) => one === b[at]);

export function join(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
    let at = 0;
    for (const one of parts) {
        whole.set(one, at);
        at += one.length;
    }
    return whole;
}

/** Pieces of any length as pieces of `size` bytes, each with whether it is the last one; of nothing one empty piece. */
export async function* evenly(pieces, size) {
    let held = new Uint8Array(size), filled = 0;
    for await (let piece of pieces) {
        while (piece.length) {
            if (filled === size) {
                yield [held, false];
                [held, filled] = [new Uint8Array(size), 0];
            }
            const taken = piece.subarray(0, size - filled);
            held.set(taken, filled);
            filled += taken.length;
            piece = piece.subarray(taken.length);
        }
    }
    yield [held.subarray(0, filled), true];
}
