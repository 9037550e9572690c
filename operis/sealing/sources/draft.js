// What was written of a bid so far, what is wrong in it, and what is still missing?
import { isSaid, priceOf, questionsOf, sumOf } from "./content.js";
import { fenOf, numberOf, yuanOf } from "./money.js";
import { textOf } from "./shown.js";
import { cleaned, FILES_MAX, ITEM_MAX, LINES_MAX, signs, stripped, TEXT_MAX } from "./text.js";

export const ANSWERS = "operis/bid-answers/v1";

const EMPTY = { count: 0, saved: null, price: "", items: [], ticked: [], texts: {}, members: [], files: {}, taken: [] };
/** A price list begins with the lines of the notice. */
const proposed = ({ scale }) =>
    (scale ?? []).map(({ name, quantity }) => ({ name: textOf(name), quantity, unit_price: "", proposed: true }));
export const emptyDraft = form => structuredClone({ ...EMPTY, form, items: proposed(form) });
export const nameOfDraft = ({ docket, lot, round }) => `${docket}/${lot}/${round}`;

const isSaidOf = one => one.name.trim() || one.quantity.trim() || one.unit_price.trim();
/** Of a price list: written by the bidder, and not a line that was proposed and stands there untouched. */
export const isOwn = one => isSaidOf(one) && !(one.proposed && !one.unit_price.trim());

/** The lines of the price list; those that were proposed and stand there untouched, all without a unit price, are none. */
const typed = items => (items.some(isOwn) ? items.filter(isSaidOf) : []);

/** As `operis seal` reads it too; only of a draft in which nothing is wrong. */
export function answersOf(draft, form) {
    const asked = questionsOf(form),
        keys = new Set(asked.map(one => one.key));
    const kept = record => Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
    const price = draft.price.trim() ? fenOf(draft.price) : null;
    return {
        v: ANSWERS,
        docket: form.docket,
        lot: form.lot,
        price: price ? yuanOf(price) : null,
        items: typed(draft.items).map(one => ({
            name: stripped(cleaned(one.name)),
            quantity: numberOf(one.quantity),
            unit_price: yuanOf(fenOf(one.unit_price)),
        })),
        ticked: draft.ticked.filter(key => keys.has(key)),
        texts: kept(draft.texts),
        members: draft.members.filter(Boolean),
        files: kept(draft.files),
    };
}

/** What cannot be sealed: each with its place on the page, its words and its facts. */
export function faultsOf(draft, form) {
    const found = [];
    for (const { key, heading } of questionsOf(form)) {
        const count = signs(draft.texts[key] ?? ""),
            files = draft.files[key] ?? [];
        if (count > TEXT_MAX) found.push({ at: `text-${key}`, says: "text-too-long", facts: { field: heading, count, most: TEXT_MAX } });
        if (files.length > (form.files_max ?? FILES_MAX))
            found.push({ at: `files-${key}`, says: "too-many-files", facts: { field: heading } });
    }
    if (draft.price.trim() && fenOf(draft.price) === null) found.push({ at: "price", says: "price-unread", facts: { given: draft.price } });
    if (draft.price.trim() && fenOf(draft.price) === 0n) found.push({ at: "price", says: "price-nothing", facts: {} });
    if (typed(draft.items).length > LINES_MAX) found.push({ at: "table", says: "lines-count", facts: {} });
    const rows = new Set(typed(draft.items));
    draft.items.forEach((one, at) => {
        if (!rows.has(one)) return;
        const wrong = (field, says, given) => found.push({ at: `${field}-${at}`, says, facts: { row: at + 1, given } });
        if (!stripped(cleaned(one.name))) wrong("name", "row-item-lacks", "");
        if (signs(one.name) > ITEM_MAX) wrong("name", "row-item-too-long", "");
        if (numberOf(one.quantity) === null) wrong("quantity", "row-quantity-unread", one.quantity);
        if (fenOf(one.unit_price) === null) wrong("unit_price", "row-unit-unread", one.unit_price);
    });
    if (!found.length && (priceOf(answersOf(draft, form)) ?? 0n) === 0n) found.push({ at: "price", says: "price-lacks", facts: {} });
    return found;
}

/** Whether all of it is offered as asked, and a difference is named too. */
const isSaidTwice = ({ answers, key }, draft) => answers === "as-asked" && draft.ticked.includes(key) && stripped(draft.texts[key] ?? "") !== "";

/** What contradicts itself or makes the bid invalid, by the word that says so: it is sent only by who says that he knows. */
export function doubtsOf(draft, form) {
    if (faultsOf(draft, form).length) return [];
    const answers = answersOf(draft, form),
        price = priceOf(answers),
        sum = answers.items.length ? sumOf(answers.items) : price,
        limit = form.limit ? fenOf(form.limit) : price;
    const above = { price, limit, apart: price - limit },
        odd = ({ key }) => (draft.files[key] ?? []).filter(one => one.odd);
    return [
        price > limit ? { at: "price", says: "above", facts: above } : null,
        sum !== price ? { at: "price", says: "unlike", facts: { sum, price } } : null,
        ...questionsOf(form).flatMap(one => [
            isSaidTwice(one, draft) ? { at: `text-${one.key}`, says: "said-twice", facts: {} } : null,
            isTaken(one, draft) ? { at: `q-${one.key}`, says: "taken-unseen", facts: { field: one.heading } } : null,
            ...odd(one).map(({ name, odd: begins }) => ({ at: `files-${one.key}`, says: "file-odd", facts: { name, begins } })),
        ]),
    ].filter(Boolean);
}

export function isAnswered(one, draft) {
    const { key, tick, label } = one;
    const text = Boolean(label) && stripped(draft.texts[key] ?? "") !== "";
    if (tick && !draft.ticked.includes(key)) return text;
    if (tick) return isSaid(one, draft);
    return text || (draft.files[key] ?? []).length > 0;
}

/** Whether the answer came from an earlier bid and was not looked over here yet; a draft of before knows nothing of it. */
export const isTaken = ({ key }, draft) => Boolean(draft.taken?.includes(key));

/** The forms that the documents hand out to be signed, and that are not there: told, and no lack. */
export const unsignedIn = (section, draft) => section.questions.filter(one => one.signed && !(draft.files[one.key] ?? []).length);

/** Of a section the questions that lack an answer; of the price the price. */
export function lacksIn(section, draft, form) {
    const lacking = section.questions
        .filter(one => one.needed && !isAnswered(one, draft))
        .map(one => ({ at: `q-${one.key}`, heading: one.heading }));
    const unpriced = section.price && faultsOf(draft, form).some(one => one.says === "price-lacks" || one.at === "price");
    return unpriced ? [...lacking, { at: "price", heading: section.heading }] : lacking;
}
