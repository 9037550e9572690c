// How do bytes become text and text bytes, and how are they put together and compared?
export const utf8 = text => new TextEncoder().encode(text);
export const hex = bytes => Array.from(bytes, one => one.toString(16).padStart(2, "0")).join("");
export const unhex = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
export const base64 = bytes => btoa(Array.from(bytes, one => String.fromCharCode(one)).join(""));
export const unbase64 = text => Uint8Array.from(atob(text), one => one.charCodeAt(0));

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
    let held = new Uint8Array(size),
        filled = 0;
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

/** What comes piece by piece, taken by lines and lengths. */
export class Flow {
    #pieces;
    #held = new Uint8Array(0);

    constructor(pieces) {
        this.#pieces = pieces[Symbol.asyncIterator]?.() ?? pieces[Symbol.iterator]();
    }

    async #more() {
        const { done, value } = await this.#pieces.next();
        if (!done) this.#held = join(this.#held, value);
        return !done;
    }

    /** A line without its end; null where none ends within so many bytes. */
    async line(most) {
        let end;
        while ((end = this.#held.indexOf(10)) < 0) if (this.#held.length > most || !(await this.#more())) return null;
        const found = this.#held.slice(0, end);
        this.#held = this.#held.slice(end + 1);
        return found;
    }

    /** The next so many bytes in pieces; an Error where they end before. */
    async *bytes(length) {
        while (length) {
            if (!this.#held.length && !(await this.#more())) throw new Error("it ends too early");
            const taken = this.#held.slice(0, length);
            this.#held = this.#held.slice(taken.length);
            length -= taken.length;
            yield taken;
        }
    }

    async *rest() {
        do {
            yield this.#held;
            this.#held = new Uint8Array(0);
        } while (await this.#more());
    }
}

/** A file from the disk, a part at a time. */
export async function* slices(file, size = 1048576) {
    for (let at = 0; at < file.size; at += size) yield new Uint8Array(await file.slice(at, at + size).arrayBuffer());
}
