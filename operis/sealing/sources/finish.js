// How is a bid checked, sealed and sent? What is missing first; one press; the receipt at the end.
import { contentOf, filesIn, headOf, priceOf } from "./content.js";
import { hex, unhex } from "./bytes.js";
import { capitals } from "./capitals.js";
import { answersOf, doubtsOf, faultsOf, lacksIn, unsignedIn } from "./draft.js";
import { by, h, redraw, save, text } from "./dom.js";
import { sha256 } from "./sha256.js";
import { addressOf, formOf, prepared, sealedBytes, sent } from "./sending.js";
import { ADDRESSED, moment, money, percent, size, spoken, textOf, words } from "./shown.js";
import { isClosed, setClock } from "./standing.js";
import { fileIsHere } from "./store.js";
import { CONTENT_MAX_BYTES } from "./text.js";

const says = (kind, ...said) =>
    h(
        "div",
        { class: `notice ${kind}` },
        said.map(one => h("p", {}, one)),
    );

/** What is wrong, each with the way to its place. */
function errorsShown(faults) {
    return h(
        "div",
        { class: "errsum", id: "errors", role: "alert", tabindex: "-1" },
        h("h3", {}, words("errors", { count: faults.length })),
        h(
            "ul",
            {},
            faults.map(one => h("li", {}, h("a", { class: "tap", href: `#${one.at}` }, words(one.says, one.facts)))),
        ),
    );
}

const keysAreRight = ({ keys }) => hex(sha256(...keys.holders.map(one => unhex(one.key)))) === keys.digest;

function summary({ draft, form }) {
    const answers = answersOf(draft, form),
        price = priceOf(answers),
        files = filesIn(contentOf(form, answers));
    const fact = (name, ...value) => h("div", {}, h("dt", {}, words(name)), h("dd", {}, value));
    const whole = size(files.reduce((sum, one) => sum + one.size, 0));
    const shown = [h("strong", {}, words("yuan", { amount: money(price) })), words("capitals", { words: capitals(price) })];
    const holders = form.keys.holders.map(one => h("p", {}, words("holder", { place: one.place, name: textOf(one.name) })));
    const digest = [h("span", { class: "no" }, form.keys.digest), " ", h("span", { class: "hint" }, words("keys-hint"))];
    const together = answers.members.map(key => h("p", {}, textOf(form.members?.find(one => one.key === key)?.name) || key));
    return h(
        "dl",
        { class: "rows" },
        fact("price-is", shown),
        together.length ? fact("joined", together) : null,
        fact("files-are", files.length ? words("files-count", { count: files.length, size: whole }) : words("member-none")),
        fact("holders", holders),
        fact("keys-are", digest),
    );
}

const ofDraft = ({ draft, form }) => hex(sha256(headOf(contentOf(form, answersOf(draft, form)))));

/** What contradicts itself or makes the bid invalid; the tick holds for what stands there now, and falls with the next change. */
function doubtsShown(at) {
    const found = doubtsOf(at.draft, at.form);
    if (!found.length) return null;
    const of = ofDraft(at);
    const inWords = given => (typeof given === "bigint" ? money(given) : given),
        told = ({ says: name, facts }) => words(name, Object.fromEntries(Object.entries(facts).map(([fact, one]) => [fact, inWords(one)])));
    const set = event => {
        at.known = event.target.checked ? of : null;
    };
    const input = h("input", { type: "checkbox", id: "known", checked: at.known === of, onchange: set });
    return [
        h(
            "div",
            { class: "notice warn" },
            h(
                "ul",
                {},
                found.map(one => h("li", {}, h("a", { class: "tap", href: `#${one.at}` }, told(one)))),
            ),
        ),
        h("div", { class: "field" }, h("label", { class: "opt" }, input, " ", words("known"))),
    ];
}

const isUnsaid = at => doubtsOf(at.draft, at.form).length > 0 && at.known !== ofDraft(at);

/** The last section; what it says of the draft is made anew after each change. */
export function checkSection(at) {
    const { draft, form } = at,
        told = h("div", {}),
        result = h("div", { id: "result", role: "status", tabindex: "-1" });
    const draw = () => {
        const faults = faultsOf(draft, form),
            lacking = form.sections.flatMap(one => lacksIn(one, draft, form)),
            unsigned = form.sections.flatMap(one => unsignedIn(one, draft));
        redraw(
            told,
            [
                lacking.length
                    ? h(
                          "div",
                          { class: "notice warn" },
                          h("h3", {}, words("lacks-count", { count: lacking.length })),
                          h(
                              "ul",
                              {},
                              lacking.map(one => h("li", {}, h("a", { class: "tap", href: `#${one.at}` }, text(one.heading)))),
                          ),
                          h("p", {}, words("lacks-all-the-same")),
                      )
                    : null,
                unsigned.length
                    ? h(
                          "div",
                          { class: "notice info" },
                          h("h3", {}, words("unsigned-count", { count: unsigned.length })),
                          h(
                              "ul",
                              {},
                              unsigned.map(one => h("li", {}, h("a", { class: "tap", href: `#q-${one.key}` }, text(one.heading)))),
                          ),
                          h("p", {}, words("unsigned-say")),
                      )
                    : null,
                faults.length ? null : summary(at),
                faults.length ? null : doubtsShown(at),
                form.stands && !isClosed(form) ? says("info", words("takes-place", { since: moment(form.stands.since) })) : null,
                isClosed(form) ? says("warn", words("late-here"), onward(at)) : null,
            ]
                .flat()
                .filter(Boolean),
        );
    };
    at.drawCheck = draw;
    draw();
    const press = send => async event => {
        const buttons = event.target.parentElement.querySelectorAll("button");
        buttons.forEach(one => {
            one.disabled = true;
        });
        try {
            await sealedAnd(at, result, send);
        } catch (fault) {
            result.replaceChildren(says("warn", words("seal-failed", { fault: fault.message })));
        }
        buttons.forEach(one => {
            one.disabled = false;
        });
    };
    const button = (kind, name, send) => h("button", { type: "button", class: `btn ${kind}`, onclick: press(send) }, words(name));
    const acts = h("p", { class: "acts" }, at.offline ? null : button("", "seal-send", true), button(at.offline ? "" : "alt", "seal-save", false));
    return h(
        "section",
        { class: "part", "aria-labelledby": "h-check" },
        h("h2", { id: "h-check", tabindex: "-1" }, words("check")),
        told,
        isClosed(at.form) ? null : h("p", {}, words("holders-say")),
        result,
        isClosed(at.form) ? h("details", {}, h("summary", {}, words("late-all-the-same")), acts) : acts,
    );
}

/** What remains possible once bids have closed. */
const onward = ({ form, offline }) =>
    offline ? "" : h("a", { href: `/${ADDRESSED[spoken()]}/processes/${encodeURIComponent(form.procurement)}/` }, words("late-go-on"));

function progress(place, name) {
    const bar = h("progress", { max: "1", value: 0, "aria-hidden": "true" }),
        label = h("p", {}),
        more = h("p", { class: "hint" });
    place.replaceChildren(label, bar, more);
    let last = "";
    return {
        told: share => {
            bar.value = share;
            const now = words(name, { percent: percent(share) });
            if (now !== last) label.textContent = last = now;
            more.textContent = "";
        },
        cut: () => {
            more.textContent = words("cut");
        },
    };
}

async function gone({ draft, form }) {
    const files = filesIn(contentOf(form, answersOf(draft, form))),
        missing = [];
    for (const one of files) if (!(await fileIsHere(one.sha256))) missing.push(one.name);
    return missing;
}

/** What was prepared before, where it is still of the same content, number and keys; else prepared now. */
async function ready(at, place) {
    const { draft, form } = at,
        answers = answersOf(draft, form),
        of = hex(sha256(headOf(contentOf(form, answers))));
    const { sending } = draft,
        before = sending?.descriptor;
    if (before && sending.of === of && before.no === form.no && before.round === form.round && before.keys === form.keys.digest)
        return sending;
    const { told } = progress(place, "sealing");
    draft.sending = { ...(await prepared(form, answers, told)), of };
    await at.kept();
    return draft.sending;
}

async function sealedAnd(at, place, send) {
    const faults = faultsOf(at.draft, at.form);
    if (faults.length) {
        place.replaceChildren(errorsShown(faults));
        by("errors").focus();
        return;
    }
    if (isUnsaid(at)) {
        place.replaceChildren(errorsShown([{ at: "known", says: "doubtful", facts: {} }]));
        by("errors").focus();
        return;
    }
    if (headOf(contentOf(at.form, answersOf(at.draft, at.form))).length > CONTENT_MAX_BYTES) {
        return place.replaceChildren(says("warn", words("too-long-content")));
    }
    if (!keysAreRight(at.form)) return place.replaceChildren(says("warn", words("keys-wrong")));
    const missing = await gone(at);
    if (missing.length) return place.replaceChildren(says("warn", words("files-gone", { names: missing.join(words("comma")) })));
    let csrf;
    if (send) {
        const answer = await formOf(at.form, ADDRESSED[spoken()]);
        if (answer.status !== 200) return place.replaceChildren(untold(answer));
        ({ csrf } = answer);
        setClock(answer.now);
        if (await at.renewed(answer.told)) return;
    }
    const one = await ready(at, place);
    if (one.descriptor.size > at.form.sealed_max_bytes) {
        const facts = { size: size(one.descriptor.size), most: size(at.form.sealed_max_bytes) };
        return place.replaceChildren(says("warn", words("too-large-sealed", facts)));
    }
    return send ? over(at, place, one, csrf) : beSaved(at, place, one);
}

/** Why there is no answer, or none to this person. */
function untold({ status, told }) {
    if (!status) return says("warn", words("no-answer"));
    if (status === 401 || status === 403) return says("warn", told.says ?? words("sign-in"), away(told.sign_in ?? told.again));
    return says("warn", told.says ?? words("not-yours"));
}

const away = (address = `/${ADDRESSED[spoken()]}/account/sign-in/`) =>
    h("a", { href: address, target: "_blank", rel: "noopener" }, words("away"));

async function over(at, place, one, csrf) {
    const answer = await sent(one, { form: at.form, csrf, language: ADDRESSED[spoken()], ...progress(place, "sending") });
    if (answer.told.receipt) return at.received(answer.told);
    place.replaceChildren([0, 401, 403].includes(answer.status) ? untold(answer) : refused(answer.told));
    place.focus();
}

function refused({ says: told, errors, grounds, why }) {
    const each = (grounds ?? []).map(one => h("li", {}, one.says, " ", one.do, " ", h("a", { class: "cite", href: one.rule }, one.row)));
    const others = (errors ?? []).map(one => h("li", {}, one));
    return h(
        "div",
        { class: "why" },
        h("h3", {}, words("not-taken")),
        h("p", {}, told ?? words("no-answer")),
        each.length + others.length ? h("ul", {}, each, others) : null,
        why ? h("p", {}, h("a", { href: why }, words("not-taken-why"))) : null,
    );
}

async function beSaved({ form, offline }, place, one) {
    const parts = [],
        name = `${form.docket}-${form.lot}-${form.no}`;
    for await (const piece of sealedBytes(one)) parts.push(new Blob([piece]));
    const button = (word, blob, ending) =>
        h("button", { type: "button", class: "btn alt", onclick: () => save(blob, `${name}.${ending}`) }, words(word));
    place.replaceChildren(
        says("info", words("saved-files")),
        h(
            "p",
            { class: "acts" },
            button("save-sealed", new Blob(parts), "sealed"),
            button("save-descriptor", new Blob([JSON.stringify(one.descriptor)], { type: "application/json" }), "json"),
            offline ? null : h("a", { href: addressOf(form) }, words("off-line-page")),
        ),
    );
    place.focus();
}

/** At the end: what the site has signed, also where it came too late. */
export function receiptShown({ draft, form }) {
    const { says: late, title, docket, no, received, receipt, back, page } = draft.receipt;
    const name = `${docket}-${no}-receipt.txt`;
    const keep = () => save(new Blob([receipt], { type: "text/plain;charset=utf-8" }), name);
    return h(
        "section",
        { class: "part received", "aria-labelledby": "h-received" },
        h("h2", { id: "h-received", tabindex: "-1" }, words(late ? "came-late" : "received")),
        late ? h("div", { class: "notice warn" }, h("p", {}, late)) : null,
        h("p", {}, title, words("of"), h("span", { class: "no" }, `${docket} ${no}`), h("br", {}), received),
        h("p", {}, words(late ? "late-hint" : "received-hint")),
        h("pre", { class: "code", tabindex: "0" }, receipt),
        h(
            "p",
            { class: "acts noprint" },
            h("button", { type: "button", class: "btn", onclick: keep }, words("receipt-save")),
            h("button", { type: "button", class: "btn alt", onclick: () => print() }, words("print")),
            h("a", { href: page }, words("receipt-page")),
            h("a", { href: back }, words("go-on")),
        ),
        isClosed(form) ? null : h("p", { class: "hint" }, words("replaced-hint")),
    );
}
