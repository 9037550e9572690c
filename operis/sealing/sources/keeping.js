// Where is the draft, how is it taken along, and how is it brought here?
import { packed, PASSPHRASE_MIN, unpacked } from "./carry.js";
import { by, h, save } from "./dom.js";
import { words } from "./shown.js";

const phrase = (id, ask) =>
    h(
        "div",
        { class: "field" },
        h("label", { for: id }, words("passphrase", { least: PASSPHRASE_MIN })),
        h("input", { type: "password", id, autocomplete: ask, spellcheck: "false" }),
    );
const tooShort = () => words("passphrase-short", { least: PASSPHRASE_MIN });

/** Taken along as one file, or deleted; and what is said of where it lies. */
export function keepSection(at) {
    const told = h("div", { role: "status" }),
        sure = h("div", {});
    const take = async () => {
        const typed = by("take-phrase").value;
        if ([...typed].length < PASSPHRASE_MIN) return told.replaceChildren(h("p", { class: "err" }, tooShort()));
        const { count, sending, ...draft } = at.draft;
        save(await packed(draft, at.form, typed), `${at.form.docket}-${at.form.lot}.draft`);
        by("take-phrase").value = "";
        return told.replaceChildren(h("p", { class: "notice" }, words("taken")));
    };
    const ask = () => {
        sure.replaceChildren(
            h("p", {}, words("drop-sure")),
            h(
                "p",
                { class: "acts" },
                h("button", { type: "button", class: "btn alt", onclick: at.dropped }, words("drop-yes")),
                h("button", { type: "button", class: "btn alt", id: "drop-no", onclick: () => sure.replaceChildren() }, words("drop-no")),
            ),
        );
        by("drop-no").focus();
    };
    return h(
        "section",
        { class: "part noprint", "aria-labelledby": "h-kept" },
        h("h2", { id: "h-kept", tabindex: "-1" }, words("kept")),
        h("p", {}, words("kept-draft")),
        h("p", {}, words("kept-known")),
        h("h3", {}, words("take")),
        h("p", { class: "hint" }, words("take-hint")),
        phrase("take-phrase", "new-password"),
        h("p", {}, h("button", { type: "button", class: "btn alt", onclick: take }, words("take-button"))),
        told,
        h("p", {}, h("button", { type: "button", class: "link", onclick: ask }, words("drop"))),
        sure,
    );
}

/** Where nothing is open yet: drafts that are here, one that is brought, or the file of a form. */
export function beginning({ drafts, opened, formChosen }) {
    const told = h("div", { role: "status" }),
        wrong = word => told.replaceChildren(h("p", { class: "err" }, words(word)));
    const bring = async () => {
        const [file] = by("bring-file").files;
        const found = file ? await unpacked(file, by("bring-phrase").value) : null;
        return found ? opened(found) : wrong("bring-wrong");
    };
    const choose = async event => {
        const read = JSON.parse((await event.target.files[0].text().catch(() => "null")) || "null");
        return read?.v === "operis/bid-form/v1" ? formChosen(read) : wrong("begin-form-wrong");
    };
    const file = (id, word, given = {}) =>
        h("div", { class: "field" }, h("label", { for: id }, words(word)), h("input", { type: "file", id, ...given }));
    return [
        h("h1", {}, words("title-without")),
        h("h2", {}, words("begin")),
        h("p", {}, words("begin-hint")),
        told,
        drafts.length
            ? [
                  h("h3", {}, words("begin-drafts")),
                  h(
                      "ul",
                      {},
                      drafts.map(({ name, title }) =>
                          h("li", {}, h("button", { type: "button", class: "link", onclick: () => opened({ name }) }, title)),
                      ),
                  ),
              ]
            : null,
        file("begin-form", "begin-form", {
            accept: ".json,application/json",
            onchange: event => choose(event).catch(() => wrong("begin-form-wrong")),
        }),
        h("h3", {}, words("bring")),
        file("bring-file", "bring-file"),
        phrase("bring-phrase", "off"),
        h("p", {}, h("button", { type: "button", class: "btn alt", onclick: bring }, words("bring-button"))),
    ]
        .flat()
        .filter(Boolean);
}
