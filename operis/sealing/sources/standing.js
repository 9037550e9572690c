// What stands on top and beside: for what the bid is, until when, and what is still missing of it.
import { doubtsOf, isAnswered, isOwn, isTaken, lacksIn, unsignedIn } from "./draft.js";
import { h, text } from "./dom.js";
import { ADDRESSED, moment, momentNow, spoken, textOf, words } from "./shown.js";
import { fenOf } from "./money.js";
import { money } from "./shown.js";

const GAP_PERCENT = 1;

function stateOf(section, draft, form) {
    if (section.questions.some(one => isTaken(one, draft))) return "taken";
    const places = section.price ? ["price"] : section.questions.map(one => `text-${one.key}`);
    if (doubtsOf(draft, form).some(one => places.includes(one.at))) return "begun";
    if (!lacksIn(section, draft, form).length) return "done";
    const begun = section.price
        ? draft.price || draft.items.some(isOwn)
        : section.questions.some(one => isAnswered(one, draft) || draft.texts[one.key]);
    return begun ? "begun" : "untouched";
}

let ahead = 0;

/** The clock of the site, by which bids close; without the site it is that of this device. */
export function setClock(now) {
    ahead = now ? Date.parse(now) - Date.now() : 0;
}

/** What the time is by that clock. */
export const nowHere = () => Date.now() + ahead;

export const isClosed = form => Boolean(form.closes) && nowHere() >= Date.parse(form.closes);

export function head({ form }) {
    const closed = isClosed(form),
        says = closed ? "closed" : form.stands ? "replaceable" : "open",
        lot = form.lots > 1 || form.lot !== "1" ? h("span", {}, words("lot", { lot: form.lot })) : null;
    const limit = form.limit ? words("yuan", { amount: money(fenOf(form.limit)) }) : words("no-limit");
    const fact = (name, ...value) => h("div", {}, h("dt", {}, words(name)), h("dd", {}, value));
    return [
        h(
            "p",
            { class: "tags" },
            h("span", { class: closed ? "tag" : "tag open" }, words(says)),
            " ",
            lot,
            " ",
            h("span", { class: "no" }, form.procurement),
        ),
        h("h1", { id: "title" }, words("your-bid"), text(form.title)),
        h("dl", { class: "key" }, fact("closes", moment(form.closes)), fact("limit", limit)),
    ];
}

/** What stands in the way of any bid of this bidder for the lot, with its rule: told before anything is written. */
export function against({ form, offline }) {
    if (!form.against?.length) return null;
    const rule = one =>
        offline ? text(one.rule) : h("a", { class: "cite", href: `/${ADDRESSED[spoken()]}/rules/${one.row}/` }, text(one.rule));
    const line = one => h("li", {}, text(one.says), " ", text(one.do), " ", rule(one));
    return h("div", { class: "notice warn", id: "against" }, h("p", {}, words("against")), h("ul", {}, form.against.map(line)));
}

/** How far a section is, in words. */
function tagged(section, state, draft) {
    const { length } = unsignedIn(section, draft);
    if (state === "done" && length) return words("unsigned-count", { count: length });
    return words(state === "taken" ? "taken-over" : state);
}

/** The list of sections with what is missing; made anew after each change. */
export function beside({ draft, form }) {
    const parts = form.sections.map(one => ({ one, state: stateOf(one, draft, form), lacking: lacksIn(one, draft, form) }));
    const share = 100 / parts.length,
        count = parts.filter(one => one.state === "done").length;
    const says = words("sections-done", { done: count, count: parts.length });
    const bars = parts.map(({ state }, at) =>
        h("rect", { x: `${at * share}%`, y: "0.05rem", width: `${share - GAP_PERCENT}%`, height: "1rem", class: state }),
    );
    const unsigned = parts.flatMap(({ one }) => unsignedIn(one, draft));
    const lacks = parts.flatMap(({ one, state, lacking }) => (state === "begun" ? lacking.map(what => [one, what]) : []));
    return [
        h("h2", {}, words("missing")),
        h("svg", { class: "progress", role: "img", "aria-label": says, width: "100%", height: "1.1rem" }, bars),
        h("p", {}, says),
        unsigned.length ? h("p", {}, words("unsigned-count", { count: unsigned.length })) : null,
        h(
            "ol",
            { class: "tasks" },
            parts.map(({ one, state }) =>
                h(
                    "li",
                    {},
                    h("a", { href: `#h-${one.key}` }, text(one.heading)),
                    " ",
                    h("span", { class: { begun: "tag eval", taken: "tag soon" }[state] ?? "tag" }, tagged(one, state, draft)),
                ),
            ),
            h("li", {}, h("a", { href: "#h-check" }, words("check"))),
        ),
        lacks.length
            ? h(
                  "ul",
                  { class: "data" },
                  lacks.map(([one, what]) =>
                      h(
                          "li",
                          {},
                          textOf(one.heading),
                          textOf(what.heading) === textOf(one.heading) ? "" : [words("of"), text(what.heading)],
                      ),
                  ),
              )
            : null,
        count === parts.length && !unsigned.length && !isClosed(form) ? h("p", {}, words("nothing-missing")) : null,
        h(
            "p",
            { class: "hint" },
            words("saved"),
            words("of"),
            draft.saved ? momentNow(Date.parse(draft.saved), form.closes) : words("not-saved"),
        ),
    ];
}
