// What does the bid say that stands sealed, apart from the draft? Only the browser that sealed it can tell.
import { contentOf, questionsOf } from "./content.js";
import { canonical } from "./canonical.js";
import { answersOf, faultsOf } from "./draft.js";
import { h, text } from "./dom.js";
import { fenOf } from "./money.js";
import { ADDRESSED, moment, money, spoken, textOf, words } from "./shown.js";
import { isClosed } from "./standing.js";

const isSame = ({ draft, form }) =>
    !faultsOf(draft, form).length && `${canonical(draft.stands.content)}` === `${canonical(contentOf(form, answersOf(draft, form)))}`;

const named = files => (files ?? []).map(one => h("p", { class: "name" }, one.name));

/** What the content says to one question. */
function saidTo({ about, answers, tick }, content) {
    const offer = content.offers.find(one => one.about === about && one.answers === answers);
    return [
        tick && content.statements.includes(about) ? text(tick, "p") : null,
        answers === "as-asked" && content.deviations ? text(content.deviations, "p") : null,
        offer ? [text(offer.text, "p"), named(offer.documents)] : null,
    ].filter(Boolean);
}

function rows({ draft, form }) {
    const { content } = draft.stands,
        fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value.flat().length ? value : words("member-none")));
    const members = content.members.map(key => h("p", {}, textOf(form.members?.find(one => one.key === key)?.name) || key));
    const line = ({ name, quantity, unit_price, amount }) =>
        h("p", {}, textOf(name), words("of"), `${quantity} × ${money(fenOf(unit_price))} = ${money(fenOf(amount))}`);
    return h(
        "dl",
        { class: "rows" },
        fact(words("price-is"), [words("yuan", { amount: money(fenOf(content.price)) })]),
        content.items.length ? fact(words("price-list"), content.items.map(line)) : null,
        members.length ? fact(words("joined"), members) : null,
        questionsOf(form)
            .filter(one => one.answers !== "handed-in")
            .map(one => fact(textOf(one.heading), saidTo(one, content))),
        fact(words("files-handed-in"), named(content.documents)),
    );
}

/** Once bids have closed: where what it says is read, and what became of it. */
function shutTold({ form, offline }) {
    const page = () => h("a", { href: `/${ADDRESSED[spoken()]}/desk/${encodeURIComponent(form.docket)}/` }, words("docket"));
    return offline ? [words("stands-shut")] : [words("stands-shut"), " ", page()];
}

/** Whether the draft says the same as what stands; once bids have closed it takes its place no more. */
export function standsTold(at) {
    const { draft, form } = at;
    if (isClosed(form)) return shutTold(at);
    if (draft.stands?.no !== form.stands.no) return [words("stands-elsewhere")];
    return [words(isSame(at) ? "stands-same" : "stands-other")];
}

/** Nothing where no bid stands; else that one stands, and what it says where this browser sealed it. */
export function standsShown(at) {
    const { draft, form } = at,
        { stands } = form;
    if (!stands) return null;
    const here = draft.stands?.no === stands.no;
    return h(
        "section",
        { class: "part", id: "stands", "aria-labelledby": "h-stands" },
        h("h2", { id: "h-stands" }, words("stands")),
        h("p", {}, words("stands-since", { since: moment(stands.since) }), " ", h("span", { id: "stands-told" }, standsTold(at))),
        here ? h("details", {}, h("summary", {}, words("stands-says")), rows({ draft, form })) : null,
    );
}
