// How do answers that were written off line come into the page? The file is read here, with each mistake by its place in it.
import { questionsOf } from "./content.js";
import { by, h } from "./dom.js";
import { ANSWERS } from "./draft.js";
import { asNamed, unfit } from "./parts.js";
import { words } from "./shown.js";
import { keepChosen } from "./store.js";
import { CONTENT_MAX_BYTES, nameOf } from "./text.js";

const FOR_PEOPLE = ["v", "questions", "example", "docket", "lot"];
const isTable = one => typeof one === "object" && one !== null && !Array.isArray(one);
const isSaid = one => typeof one === "string" || typeof one === "number";
const isLine = one => isTable(one) && ["name", "quantity", "unit_price"].every(name => isSaid(one[name]));
const isNames = one => Array.isArray(one) && one.every(file => typeof file === "string" || (isTable(file) && typeof file.name === "string"));

/** Of what an answer has to be made; what is left out says nothing. */
const SHAPES = {
    price: one => one === null || isSaid(one),
    items: one => Array.isArray(one),
    ticked: one => Array.isArray(one) && one.every(key => typeof key === "string"),
    texts: one => isTable(one) && Object.values(one).every(text => typeof text === "string"),
    members: one => Array.isArray(one) && one.every(key => typeof key === "string"),
    files: one => isTable(one) && Object.values(one).every(isNames),
};

function* mistakes(said, form) {
    for (const name of ["docket", "lot"])
        if (said[name] !== form[name]) yield { at: `/${name}`, says: "answers-other", facts: { given: said[name], wanted: form[name] } };
    for (const [name, one] of Object.entries(said)) {
        if (FOR_PEOPLE.includes(name)) continue;
        if (!Object.hasOwn(SHAPES, name) || !SHAPES[name](one)) yield { at: `/${name}`, says: "answers-shape", facts: {} };
    }
    if (!Array.isArray(said.items)) return;
    for (const [no, one] of said.items.entries()) if (!isLine(one)) yield { at: `/items/${no}`, says: "answers-shape", facts: {} };
}

function* unasked(said, form) {
    const keys = new Set(questionsOf(form).map(one => one.key));
    for (const [name, named] of [
        ["ticked", said.ticked ?? []],
        ["texts", Object.keys(said.texts ?? {})],
        ["files", Object.keys(said.files ?? {})],
    ])
        for (const key of named) if (!keys.has(key)) yield { at: `/${name}/${key}`, says: "answers-unknown", facts: { key } };
}

/** What a file says as a draft has it, the names of its files by question, and what is wrong; null where it is no such file. */
function answersRead(source, form) {
    let said = null;
    try {
        said = JSON.parse(source);
    } catch {
        return null;
    }
    if (!isTable(said) || said.v !== ANSWERS) return null;
    const shapes = [...mistakes(said, form)],
        wrong = shapes.length ? shapes : [...unasked(said, form)];
    if (wrong.length) return { wrong };
    const items = (said.items ?? []).map(one => ({ name: `${one.name}`, quantity: `${one.quantity}`, unit_price: `${one.unit_price}` }));
    const files = Object.entries(said.files ?? {}).map(([key, rows]) => [key, rows.map(one => nameOf(one.name ?? one))]);
    const draft = { price: `${said.price ?? ""}`, items, ticked: said.ticked ?? [], texts: { ...said.texts }, members: said.members ?? [], taken: [] };
    return { wrong, draft, files };
}

/** The file of answers among those that were chosen, and the others by the names under which a bid names them. */
async function sorted(chosen, form) {
    const others = new Map();
    let read = null;
    for (const file of chosen) {
        const likely = !read && file.name.toLowerCase().endsWith(".json") && file.size <= CONTENT_MAX_BYTES;
        const found = likely ? answersRead(await file.text(), form) : null;
        if (found) read = found;
        else others.set(nameOf(file.name), file);
    }
    return { read, others };
}

/** Files that are there already under the same name stay; one that is missing or unfit is told with the question that names it. */
async function filesOf({ draft, form }, named, others) {
    const there = new Map(Object.values(draft.files).flat().map(one => [one.name, one])),
        files = {},
        wrong = [];
    for (const [key, names] of named) {
        for (const name of names) {
            const file = others.get(name),
                fault = file ? unfit(file, name, form) : "";
            if (file && !fault) {
                const { sha256 } = await keepChosen(file);
                there.set(name, await asNamed({ name, sha256, size: file.size }, form));
            }
            const one = fault ? null : there.get(name);
            if (one) files[key] = [...(files[key] ?? []), one];
            else wrong.push(fault || words("answers-file-lacks", { at: `/files/${key}`, name }));
        }
    }
    return { files, wrong };
}

/** Chosen at once: the file of answers, and the files that it names. */
export function broughtSection(at) {
    const told = h("div", { role: "status", id: "answers-told" });
    const says = (word, lines) => {
        told.replaceChildren(
            h(
                "div",
                { class: "notice warn" },
                h("p", {}, words(word)),
                h(
                    "ul",
                    {},
                    lines.map(one => h("li", {}, one)),
                ),
            ),
        );
    };
    const bring = async event => {
        const { read, others } = await sorted([...event.target.files], at.form);
        event.target.value = "";
        if (!read) return says("answers-unread", []);
        if (read.wrong.length) {
            const line = one => words(one.says, { at: one.at, ...one.facts });
            return says("answers-none", read.wrong.map(line));
        }
        const { files, wrong } = await filesOf(at, read.files, others);
        return at.brought({ ...read.draft, files }, wrong);
    };
    return h(
        "details",
        { class: "noprint", id: "answers" },
        h("summary", {}, words("answers-bring")),
        h("p", { class: "hint", id: "answers-hint" }, words("answers-hint")),
        h(
            "div",
            { class: "field" },
            h("label", { for: "answers-file" }, words("answers-file")),
            h("input", { type: "file", multiple: true, id: "answers-file", "aria-describedby": "answers-hint", onchange: bring }),
        ),
        told,
    );
}
