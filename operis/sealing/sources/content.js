// What does a draft come to as a bid? The content that is sealed, made as operis/web/bidding/content.py makes it.
import { canonical } from "./canonical.js";
import { join, utf8 } from "./bytes.js";
import { amountOf, fenOf, yuanOf } from "./money.js";
import { stripped, worded } from "./text.js";

const PLAIN = "operis/bid-plain/v1";
const MET = { zh: "我方符合本项条件。", en: "We meet this condition." },
    SEE_FILES = { zh: "见所附文件。", en: "See the files." };
const AS_ASKED = "as-asked";
const BY_PAPER = ["certificate-of-prison-or-rehabilitation-administration"],
    DECLARED = ["sme-declaration", "own-declaration", ...BY_PAPER];

export const questionsOf = form => form.sections.flatMap(one => one.questions);

const documentsAt = (answers, key) => (answers.files[key] ?? []).map(({ name, sha256, size }) => ({ name, sha256, size }));
const once = documents => [...new Map(documents.map(one => [JSON.stringify(one), one])).values()];
const textAt = (answers, key) => stripped(answers.texts[key] ?? "");

/** Whether a tick counts: what is said with a paper of somebody else does once its file is there. */
export const isSaid = ({ key, about }, { ticked, files }) => ticked.includes(key) && (!BY_PAPER.includes(about) || (files[key] ?? []).length > 0);

function offered({ key, about, answers: kind }, answers) {
    const documents = documentsAt(answers, key),
        text = textAt(answers, key),
        shown = documents.length > 0;
    const says = kind === "condition" ? shown && MET : text ? worded(text) : shown && SEE_FILES;
    return says ? { about, answers: kind, text: says, ...(shown ? { documents } : {}) } : null;
}

function lineOf({ name, quantity, unit_price }) {
    return { name: worded(name), quantity, unit_price, amount: yuanOf(amountOf(quantity, fenOf(unit_price))) };
}

export const sumOf = items => items.reduce((sum, one) => sum + amountOf(one.quantity, fenOf(one.unit_price)), 0n);

/** The price that was typed, or what its list comes to; null where there is neither. */
export const priceOf = answers => (answers.price !== null ? fenOf(answers.price) : answers.items.length ? sumOf(answers.items) : null);

export function contentOf(form, answers) {
    const asked = questionsOf(form),
        of = kind => asked.filter(one => one.answers === kind);
    const said = one => isSaid(one, answers),
        met = of("condition")
            .filter(said)
            .map(one => one.about);
    const whole = of(AS_ASKED),
        apart = whole.map(one => textAt(answers, one.key)).find(Boolean);
    const offers = [...asked.filter(one => ["condition", "criterion"].includes(one.answers)), ...of("handed-in").filter(one => one.about)]
        .map(one => offered(one, answers))
        .filter(Boolean);
    return {
        deviations: apart ? worded(apart) : null,
        documents: once(of("handed-in").flatMap(one => documentsAt(answers, one.key))),
        items: answers.items.map(lineOf),
        members: answers.members,
        offers,
        price: yuanOf(priceOf(answers)),
        salt: null,
        small: form.small && asked.every(one => said(one) || !DECLARED.includes(one.about)),
        statements: [...new Set([...met, ...whole.filter(said).map(() => AS_ASKED)])],
    };
}

/** Every file that a bid names, once, in the order in which it names them. */
export function filesIn(content) {
    const named = [...content.offers.flatMap(one => one.documents ?? []), ...content.documents];
    return [...new Map(named.map(one => [one.sha256, one])).values()];
}

/** The first line of what is sealed, with its end. */
export function headOf(content) {
    const files = filesIn(content).map(({ sha256, size }) => ({ sha256, size }));
    return join(canonical({ content, files, v: PLAIN }), utf8("\n"));
}
