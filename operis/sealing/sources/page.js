// What happens on the page? A form is opened, its draft kept after each change, sealed and sent.
import { contentOf } from "./content.js";
import { broughtSection } from "./brought.js";
import { answersOf, emptyDraft, nameOfDraft } from "./draft.js";
import { by, h, redraw } from "./dom.js";
import { checkSection, receiptShown } from "./finish.js";
import { beginning, keepSection } from "./keeping.js";
import { asNamed, sectionOf } from "./parts.js";
import { priceSection } from "./priced.js";
import { standsShown, standsTold } from "./sealed.js";
import { fetched, formOf } from "./sending.js";
import { ADDRESSED, other, speak, spoken, TAGS, textOf, words } from "./shown.js";
import { against, beside, head, isClosed, nowHere, setClock } from "./standing.js";
import { draftNames, dropDraft, keepFile, readDraft, sweep, writeDraft } from "./store.js";

const FORM = "operis/bid-form/v1",
    SAVED_AFTER_MS = 600;
const offline = !location.protocol.startsWith("http");
const at = { offline, form: null, draft: null, known: null, turns: 0 };

/** What the address says: docket, lot, and the language where it is chosen. */
function asked() {
    const [docket, lot, language] = location.hash.slice(1).split("/").map(decodeURIComponent);
    return { docket, lot, language: { "zh-hans": "zh", en: "en" }[language] };
}

const byBrowser = () =>
    ((navigator.languages ?? [navigator.language]).find(one => /^(zh|en)/i.test(one)) ?? "zh").slice(0, 2).toLowerCase();

function frame() {
    document.documentElement.lang = TAGS[spoken()];
    const turn = by("turn");
    turn.textContent = words("language");
    turn.lang = TAGS[other()];
    by("skip").textContent = words("skip");
    by("brand").textContent = words("brand");
    document.title = at.form ? `${words("your-bid")}${textOf(at.form.title)}` : words("title-without");
}

const main = () => by("main");
const say = (kind, ...said) =>
    main().replaceChildren(
        h("h1", {}, words("title-without")),
        h(
            "div",
            { class: `notice ${kind}` },
            said.map(one => h("p", {}, one)),
        ),
    );

let waiting = null,
    writing = Promise.resolve(),
    asking = [];

const tell = (kind, ...said) =>
    by("told")?.replaceChildren(
        h(
            "div",
            { class: `notice ${kind}` },
            said.map(one => h("p", {}, one)),
        ),
    );
const again = () => h("button", { type: "button", class: "link", onclick: () => open(at.form) }, words("load-again"));

async function write() {
    if (!at.draft) return;
    at.draft.saved = new Date(nowHere()).toISOString();
    if (await writeDraft(nameOfDraft(at.form), at.draft)) at.draft.count += 1;
    else tell("warn", words("other-tab"), again());
}

/** What was changed so far is kept; whoever waits for it goes on. */
function kept() {
    const asked = asking;
    clearTimeout(waiting);
    [waiting, asking] = [null, []];
    writing = writing
        .then(write)
        .catch(() => tell("warn", words("not-kept")))
        .then(redrawn);
    writing.then(() => asked.forEach(goOn => goOn()));
    return writing;
}

function redrawn() {
    if (!at.draft || !by("beside")) return;
    redraw(by("beside"), beside(at).flat().filter(Boolean));
    if (at.form.stands) by("stands-told")?.replaceChildren(...standsTold(at)); // a form that is loaded anew may have none
    at.drawPrice?.();
    at.drawCheck?.();
}

/** A change on the page: kept a little after the last key; with `await` it is kept when that returns. */
at.changed = () =>
    new Promise(goOn => {
        asking.push(goOn);
        clearTimeout(waiting);
        waiting = setTimeout(kept, SAVED_AFTER_MS);
    });
at.kept = kept;

at.received = async told => {
    const { no } = at.form;
    at.draft.receipt = told;
    if (!told.late) {
        at.draft.stands = { no, content: contentOf(at.form, answersOf(at.draft, at.form)) };
        at.form = at.draft.form = { ...at.form, stands: { no, since: told.since } };
    }
    at.draft.sending = null;
    await kept();
    draw();
    by("h-received").focus();
};

/** Answers that came from a file, in place of what was written; what of it did not come is told. */
at.brought = async (said, missing) => {
    Object.assign(at.draft, said);
    await kept();
    draw();
    tell(missing.length ? "warn" : "info", words("answers-in"), ...missing);
    scrollTo(0, 0);
};

at.dropped = async () => {
    clearTimeout(waiting);
    await writing;
    await dropDraft(nameOfDraft(at.form));
    Object.assign(at, { form: null, draft: null });
    await sweep(0);
    say("info", words("dropped"));
};

/** The receipt of what stands, or of what came too late; of what was withdrawn that it was, and no receipt as if it stood. */
function receiptNow() {
    const { receipt, stands } = at.draft;
    if (receipt && (receipt.says || at.form.stands)) return receiptShown(at);
    return stands && !at.form.stands && !isClosed(at.form) ? h("div", { class: "notice warn", id: "taken-back" }, h("p", {}, words("taken-back"))) : null;
}

const asksOf = form => JSON.stringify({ ...form, no: null, begun: null, stands: null, told: null });

/** Whether what is asked has changed since the page was opened: then it is shown anew, and nothing is sent. */
at.renewed = async form => {
    const before = asksOf(at.form);
    Object.assign(at, { form });
    at.draft.form = form;
    if (asksOf(form) === before) return false;
    await kept();
    draw();
    by("result").replaceChildren(h("div", { class: "notice warn" }, h("p", {}, words("form-changed"))));
    by("result").focus();
    return true;
};

function crumbs() {
    if (offline) return null;
    const link = (path, word) => h("li", {}, h("a", { href: `/${ADDRESSED[spoken()]}/${path}` }, words(word)));
    return h(
        "nav",
        { class: "crumbs", "aria-label": words("where") },
        h("ul", {}, link("desk/", "work"), link(`desk/${encodeURIComponent(at.form.docket)}/`, "docket")),
    );
}

/** A lot that is not open to its reader takes no answers: it is said why, and what stands sealed. */
function drawClosed() {
    const told = h("div", { id: "told", role: "status" });
    const closed = h("p", {}, words("against-closed"));
    const shown = [crumbs(), told, head(at), against(at), closed, receiptNow(), standsShown(at)];
    main().replaceChildren(...shown.flat().filter(Boolean));
}

function draw() {
    frame();
    if (at.form.against?.length) return drawClosed();
    const sections = at.form.sections.map(one => sectionOf(one, at, one.price ? priceSection(at) : null));
    main().replaceChildren(
        ...[
            crumbs(),
            h("div", { id: "told", role: "status" }),
            head(at),
            against(at),
            receiptNow(),
            standsShown(at),
            h(
                "div",
                { class: "cols" },
                h("aside", { class: "facts noprint", id: "beside", "aria-label": words("missing") }),
                h("div", { class: "asks" }, broughtSection(at), sections, checkSection(at), keepSection(at)),
            ),
        ]
            .flat()
            .filter(Boolean),
    );
    redrawn();
}

/** Shows the draft of a form; `overtaken` says that the reader has asked for something else meanwhile, whose answer alone is shown. */
async function open(form, overtaken = () => false) {
    const there = await readDraft(nameOfDraft(form)),
        { begun } = form;
    if (overtaken()) return;
    Object.assign(at, { form, draft: { ...(there ?? emptyDraft(form)), form } });
    const earlier = !there && begun && [begun.texts, begun.files].some(one => Object.keys(one).length);
    if (earlier) Object.assign(at.draft, { texts: { ...begun.texts }, taken: Object.keys({ ...begun.texts, ...begun.files }), came: { ...begun.came } });
    draw();
    if (earlier && !form.against?.length) await broughtOver(begun.files);
}

/** Files of an earlier bid: they are on the site, and come here to be sealed with this one. */
async function broughtOver(files) {
    const failed = [];
    tell("info", words("begun-from"));
    for (const [key, rows] of Object.entries(offline ? {} : files)) {
        for (const { name, sha256, size, url } of rows) {
            tell("info", words("begun-from"), words("begun-files", { name }));
            const came = await keepFile(fetched(url)).catch(() => null);
            if (came?.sha256 !== sha256) failed.push(name);
            else {
                const named = await asNamed({ name, sha256, size }, at.form);
                at.draft.files = { ...at.draft.files, [key]: [...(at.draft.files[key] ?? []), named] };
            }
        }
    }
    await kept();
    draw();
    tell("info", words("begun-from"), failed.length ? words("begun-failed", { names: failed.join(words("comma")) }) : "");
}

async function beginHere() {
    Object.assign(at, { form: null, draft: null });
    frame();
    const drafts = [];
    for (const name of await draftNames()) drafts.push({ name, title: textOf((await readDraft(name)).form.title) });
    const opened = async ({ name, draft, form }) => {
        if (name) return open((await readDraft(name)).form);
        const there = await readDraft(nameOfDraft(form));
        await writeDraft(nameOfDraft(form), { ...draft, form, count: there?.count ?? 0 });
        return open(form);
    };
    main().replaceChildren(...beginning({ drafts, opened, formChosen: open }));
}

/** The form that the address names: from the site, or as it was here before. */
async function begin() {
    const { docket, lot, language } = asked(),
        turn = ++at.turns,
        overtaken = () => turn !== at.turns;
    speak(language ?? byBrowser());
    frame();
    if (!globalThis.crypto?.subtle) {
        const way = h("a", { href: `/${ADDRESSED[spoken()]}/desk/` }, words("work"));
        return say("warn", words("no-crypto"), words("no-crypto-way"), offline ? "" : way);
    }
    await sweep();
    if (!docket || !lot) return beginHere();
    if (at.form?.docket === docket && at.form.lot === lot) return draw();
    say("info", words("loading"));
    const { status, told: form, now } = offline ? { status: 0, told: {} } : await formOf({ docket, lot }, ADDRESSED[spoken()]);
    if (overtaken()) return;
    setClock(now);
    if (status === 200 && form.v === FORM) return open(form, overtaken);
    const here = (await draftNames()).filter(one => one.startsWith(`${docket}/${lot}/`)).pop();
    if (here) return open((await readDraft(here)).form, overtaken);
    if (overtaken()) return;
    return say(
        "warn",
        words(status ? "not-yours" : "no-answer"),
        offline ? "" : h("a", { href: `/${ADDRESSED[spoken()]}/account/sign-in/` }, words("sign-in-link")),
    );
}

function turned() {
    speak(other());
    const { docket, lot } = asked();
    if (docket && lot) history.replaceState(null, "", `#${encodeURIComponent(docket)}/${encodeURIComponent(lot)}/${ADDRESSED[spoken()]}`);
    if (at.form) draw();
    else if (!docket) beginHere();
    else begin();
}

/** Within the page nothing is written into the address: it says which bid this is. */
function followed(event) {
    const there = event.target.closest?.("a[href^='#']")?.getAttribute("href");
    if (!there) return;
    event.preventDefault();
    by(there.slice(1))?.scrollIntoView();
    by(there.slice(1))?.focus({ preventScroll: true });
}

document.addEventListener("click", followed);
by("turn").addEventListener("click", turned);
addEventListener("hashchange", () => {
    if (/^#[^/]+\/[^/]+/.test(location.hash)) begin();
});
addEventListener("pagehide", () => {
    if (waiting) kept();
});
begin().catch(() => say("warn", words("no-store")));
