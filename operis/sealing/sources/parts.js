// How does each section of a bid stand on the page? What the documents ask beside the answer, as where bids are kept by the server.
import { isTaken } from "./draft.js";
import { by, h, paragraphs, text, unseen } from "./dom.js";
import { size, textOf, words } from "./shown.js";
import { cleaned, FILES_MAX, nameOf, signs, TEXT_MAX } from "./text.js";
import { fileBytes, keepChosen } from "./store.js";
import { oddOf } from "./signs.js";

function says({ asked, bands }) {
    if (!asked.length && !bands?.length) return null;
    const listed = bands?.length
        ? h(
              "ul",
              {},
              bands.map(one => h("li", {}, words("band", { points: one.points }), text(one.text))),
          )
        : null;
    return h(
        "div",
        { class: "says" },
        asked.map(one => [text(one.label, "h3"), paragraphs(one.text)]),
        listed,
    );
}

function ticked(question, { draft, changed }) {
    const { key } = question;
    const set = event => {
        draft.ticked = [...draft.ticked.filter(one => one !== key), ...(event.target.checked ? [key] : [])];
        changed();
    };
    const input = h("input", { type: "checkbox", id: `tick-${key}`, checked: draft.ticked.includes(key), onchange: set });
    return h("div", { class: "field" }, h("label", { class: "opt" }, input, " ", text(question.tick)));
}

function written(question, { draft, changed }) {
    const { key } = question,
        count = h("p", { class: "hint", id: `count-${key}` });
    const tell = () => {
        count.textContent = words("signs-left", { count: signs(draft.texts[key] ?? ""), most: TEXT_MAX });
    };
    const set = event => {
        draft.texts = { ...draft.texts, [key]: cleaned(event.target.value) };
        tell();
        changed();
    };
    tell();
    const label = h(
        "label",
        { for: `text-${key}` },
        text(question.label),
        unseen(words("of"), textOf(question.heading)),
        question.tick ? words("tick-or") : "",
    );
    const area = h("textarea", {
        id: `text-${key}`,
        rows: question.tick ? 4 : 12,
        "aria-describedby": `count-${key}`,
        value: draft.texts[key] ?? "",
        oninput: set,
    });
    return h("div", { class: "field" }, label, area, count);
}

/** What is wrong with a file before it is kept. */
export function unfit(file, name, form) {
    if (!name.trim().replace(/^\.+$/, "")) return words("file-unnamed");
    if (!file.size) return words("file-empty", { name });
    return file.size > form.largest_bytes ? words("file-too-large", { name, size: size(file.size), most: size(form.largest_bytes) }) : "";
}

/** A file as a draft names it, with what its first bytes are where they contradict its name. */
export async function asNamed({ name, sha256, size: count }, form) {
    const { value } = await fileBytes(sha256).next(),
        odd = oddOf(name, value ?? new Uint8Array(), form);
    return { name, sha256, size: count, ...(odd ? { odd } : {}) };
}

/** Files that stand at other questions: one that answers here too is chosen once. */
function elsewhere({ key, heading }, { draft, changed }, drawn) {
    const place = h("div", {}),
        here = () => new Set((draft.files[key] ?? []).map(one => one.sha256));
    const others = () => {
        const there = here();
        return [...new Map(Object.values(draft.files).flat().map(one => [one.sha256, one])).values()].filter(one => !there.has(one.sha256));
    };
    const add = one => {
        draft.files = { ...draft.files, [key]: [...(draft.files[key] ?? []), one] };
        drawn();
        by(`files-${key}`).focus();
        changed();
    };
    const draw = () =>
        place.replaceChildren(
            h(
                "ul",
                { class: "files" },
                others().map(one =>
                    h("li", {}, h("button", { type: "button", class: "link", onclick: () => add(one) }, words("also-add", { name: one.name }))),
                ),
            ),
            others().length ? "" : h("p", { class: "hint" }, words("also-none")),
        );
    const summary = h("summary", {}, words("also"), unseen(words("of"), textOf(heading)));
    return h("details", { ontoggle: draw }, summary, place);
}

function filed(question, at) {
    const { key, heading } = question,
        { draft, form, changed } = at;
    const list = h("ul", { class: "files" }),
        told = h("p", { class: "hint", role: "status", id: `told-${key}` });
    const draw = () =>
        list.replaceChildren(
            ...(draft.files[key] ?? []).map(one =>
                h(
                    "li",
                    {},
                    h("span", { class: "name" }, one.name),
                    " ",
                    h("span", { class: "hint" }, size(one.size)),
                    " ",
                    one.odd ? h("span", { class: "err" }, words("file-odd", { name: one.name, begins: one.odd }), " ") : null,
                    h(
                        "button",
                        { type: "button", class: "link", onclick: () => without(one) },
                        words("remove"),
                        unseen(words("of"), one.name),
                    ),
                ),
            ),
        );
    const without = gone => {
        draft.files = { ...draft.files, [key]: draft.files[key].filter(one => one.sha256 !== gone.sha256) };
        draw();
        by(`files-${key}`).focus();
        changed();
    };
    const bring = async event => {
        const wrong = [];
        for (const file of [...event.target.files]) {
            const name = nameOf(file.name),
                fault = unfit(file, name, form);
            if (fault) {
                wrong.push(fault);
                continue;
            }
            try {
                const { sha256 } = await keepChosen(file, count => {
                    told.textContent = words("file-coming", { name, percent: Math.floor((count * 100) / file.size) });
                });
                const there = (draft.files[key] ?? []).filter(one => one.sha256 !== sha256);
                const named = await asNamed({ name, sha256, size: file.size }, form);
                draft.files = { ...draft.files, [key]: [...there, named] };
                await changed();
            } catch {
                wrong.push(words("file-not-kept", { name }));
            }
        }
        event.target.value = "";
        told.textContent = wrong.join(" ");
        told.classList.toggle("err", wrong.length > 0);
        draw();
    };
    draw();
    const label = h(
        "label",
        { for: `files-${key}` },
        words("choose-files"),
        unseen(words("of"), textOf(heading)),
        (question.tick || question.label) && !question.signed ? words("tick-or") : "",
    );
    const limits = words("files-limits", { count: form.files_max ?? FILES_MAX, size: size(form.largest_bytes) });
    return [
        list,
        elsewhere(question, at, draw),
        h(
            "div",
            { class: "field" },
            label,
            h("p", { class: "hint", id: `limits-${key}` }, limits),
            h("input", { type: "file", multiple: true, id: `files-${key}`, "aria-describedby": `limits-${key}`, onchange: bring }),
            told,
        ),
    ];
}

/** What came from an earlier bid, until its bidder says that it was looked over. */
function takenOver(question, { draft, changed }) {
    const seen = () => {
        draft.taken = draft.taken.filter(one => one !== question.key);
        place.remove();
        by(`q-${question.key}`).focus();
        changed();
    };
    const button = h(
        "button",
        { type: "button", class: "link", onclick: seen },
        words("looked-over"),
        unseen(words("of"), textOf(question.heading)),
    );
    const title = draft.came?.[question.key],
        made = title ? h("span", { class: "under" }, words("made-for", { title })) : null;
    const place = h("p", {}, h("span", { class: "tag soon" }, words("taken-over")), " ", button, made);
    return place;
}

function asked(question, section, at) {
    const same = textOf(question.heading) === textOf(section.heading);
    return h(
        "section",
        { class: "crit", id: `q-${question.key}`, tabindex: "-1" },
        text(question.heading, "h3", { class: same ? "vh" : "asks" }),
        says(question),
        isTaken(question, at.draft) ? takenOver(question, at) : null,
        question.tick ? ticked(question, at) : null,
        question.label ? written(question, at) : null,
        question.files ? filed(question, at) : null,
    );
}

/** Who bids together with the bidder: chosen by name among those on file; where they are too many, by their short names. */
function joined(at) {
    if (at.form.members && !at.form.members.length) return null;
    const hint = h("p", { class: "hint" }, words("joined-hint"));
    return h("section", { class: "crit" }, h("h3", {}, words("joined")), hint, at.form.members ? chosen(at) : named(at));
}

function named({ draft, changed }) {
    const set = event => {
        draft.members = event.target.value.split(/\s+/).filter(Boolean);
        changed();
    };
    const area = h("textarea", { id: "members", rows: 3, value: draft.members.join("\n"), oninput: set });
    return h("div", { class: "field" }, h("label", { for: "members" }, words("member-key"), words("tick-or")), area);
}

function chosen(at) {
    const { draft, form, changed } = at,
        place = h("div", {});
    const draw = () => {
        const rows = draft.members.length ? draft.members : [""];
        place.replaceChildren(
            ...rows.map((key, no) => {
                const set = event => {
                    draft.members = rows.map((one, other) => (other === no ? event.target.value.trim() : one));
                    changed();
                };
                const gone = key && !form.members.some(one => one.key === key);
                const options = [
                    h("option", { value: "" }, words("member-none")),
                    gone ? h("option", { value: key }, key) : null,
                    ...form.members.map(one => h("option", { value: one.key }, textOf(one.name))),
                ];
                const field = h("select", { id: `member-${no}`, onchange: set }, options);
                field.value = key;
                return h("div", { class: "field" }, h("label", { for: `member-${no}` }, words("member", { no: no + 1 })), field);
            }),
            h(
                "p",
                {},
                h(
                    "button",
                    {
                        type: "button",
                        class: "link",
                        onclick: () => {
                            draft.members = [...rows, ""];
                            draw();
                            by(`member-${rows.length}`).focus();
                        },
                    },
                    words("member-add"),
                ),
            ),
        );
    };
    draw();
    return place;
}

export function sectionOf(section, at, priced) {
    const points = section.points
        ? h(
              "span",
              { class: "hint" },
              " ",
              words("points", { points: section.points }),
              section.counted ? [words("of"), text(section.counted)] : "",
          )
        : null;
    return h(
        "section",
        { class: "part", "aria-labelledby": `h-${section.key}` },
        h("h2", { id: `h-${section.key}`, tabindex: "-1" }, text(section.heading), points),
        section.key === "who" ? h("p", { class: "hint" }, words("who-hint")) : null,
        section.questions.map(one => asked(one, section, at)),
        section.joins ? joined(at) : null,
        section.price ? priced : null,
    );
}
