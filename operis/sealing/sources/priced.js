// How is the price entered? Typed, or as the sum of a list; and at once how it stands to the most that is paid.
import { priceOf, sumOf } from "./content.js";
import { answersOf, faultsOf } from "./draft.js";
import { by, h, unseen } from "./dom.js";
import { amountOf, fenOf, numberOf } from "./money.js";
import { priceList } from "./pricelist.js";
import { money, words } from "./shown.js";

const EDITED_MAX = 20,
    FAULTS_MAX = 10;
const EMPTY = { name: "", quantity: "", unit_price: "" };

const amountIn = ({ quantity, unit_price }) => {
    const [count, unit] = [numberOf(quantity), fenOf(unit_price)];
    return count === null || unit === null ? null : amountOf(count, unit);
};

/** What the draft asks for, where it can be read: price, sum and the most that is paid. */
function reckoned(draft, form) {
    const answers = faultsOf(draft, form).some(one => one.says !== "price-lacks") ? null : answersOf(draft, form);
    const limit = form.limit ? fenOf(form.limit) : null;
    return { price: answers && priceOf(answers), sum: answers?.items.length ? sumOf(answers.items) : null, limit };
}

function picture({ price, limit }, says) {
    const share = limit ? Number(((price < limit ? price : limit) * 1000n) / limit) / 10 : 0;
    return h(
        "svg",
        { class: "pic", height: "3.2rem", width: "100%", role: "img", "aria-label": says },
        h("rect", { x: "0", y: "0.2rem", width: "100%", height: "1.1rem", class: "limit" }),
        h("rect", { x: "0", y: "1.8rem", width: `${share}%`, height: "1.1rem", class: price > limit ? "own out" : "own" }),
    );
}

function stands(draft, form) {
    const { price, sum, limit } = reckoned(draft, form),
        found = [];
    if (price && limit) {
        const above = price > limit,
            facts = { price: money(price), limit: money(limit), apart: money(above ? price - limit : limit - price) };
        const says = words(above ? "above" : "below", facts);
        found.push(h("figure", {}, picture({ price, limit }, says), h("figcaption", { class: above ? "err" : null }, says)));
    }
    if (sum !== null && price !== null && sum !== price)
        found.push(h("p", { class: "err" }, words("unlike", { sum: money(sum), price: money(price) })));
    return found;
}

function lines(at, drawAll) {
    const { draft, changed } = at;
    const field = (no, name, label, wide) =>
        h(
            "div",
            { class: wide ? "wide" : null },
            h("label", { for: `${name}-${no}` }, words(label), unseen(words("of"), words("line", { row: no + 1 }))),
            h("input", {
                type: "text",
                id: `${name}-${no}`,
                inputmode: wide ? null : "decimal",
                autocomplete: "off",
                value: draft.items[no][name],
                oninput: event => {
                    draft.items = draft.items.map((one, other) =>
                        other === no ? { ...one, [name]: event.target.value, proposed: one.proposed && name === "unit_price" } : one,
                    );
                    by(`amount-${no}`).textContent = told(no);
                    changed();
                },
            }),
        );
    const told = no => {
        const amount = amountIn(draft.items[no]);
        return amount === null ? "" : money(amount);
    };
    return draft.items.map((_one, no) =>
        h(
            "div",
            { class: "row line", role: "group", "aria-label": words("line", { row: no + 1 }) },
            field(no, "name", "item", true),
            field(no, "quantity", "quantity"),
            field(no, "unit_price", "unit"),
            h(
                "p",
                { class: "amount" },
                h("span", { class: "hint" }, words("amount")),
                " ",
                h("span", { class: "no", id: `amount-${no}` }, told(no)),
            ),
            h(
                "button",
                {
                    type: "button",
                    class: "link",
                    onclick: () => {
                        draft.items = draft.items.filter((_other, place) => place !== no);
                        drawAll();
                        (by(`name-${no}`) ?? by("line-add") ?? by("table")).focus();
                        changed();
                    },
                },
                words("remove"),
                unseen(words("of"), words("line", { row: no + 1 })),
            ),
        ),
    );
}

function listed({ draft }) {
    const cell = shown => h("td", { class: "num" }, shown),
        head = (name, kind) => h("th", { scope: "col", class: kind }, words(name));
    const row = one =>
        h("tr", {}, h("th", { scope: "row" }, one.name), cell(one.quantity), cell(money(fenOf(one.unit_price))), cell(money(amountIn(one))));
    const table = (items, name) =>
        h(
            "section",
            { class: "scroll", tabindex: "0", "aria-label": name },
            h(
                "table",
                {},
                h("caption", { class: "vh" }, name),
                h("thead", {}, h("tr", {}, head("item"), head("quantity", "num"), head("unit", "num"), head("amount", "num"))),
                h("tbody", {}, items.map(row)),
            ),
        );
    const more = words("lines-more", { count: draft.items.length - EDITED_MAX });
    return [
        table(draft.items.slice(0, EDITED_MAX), words("price-list")),
        h("details", {}, h("summary", {}, more), table(draft.items.slice(EDITED_MAX), more)),
    ];
}

const faultWords = one => (one.row ? words("row", { row: one.row }) : "") + words(one.fault, one);

/** The whole section; `told` draws what follows from the price anew. */
export function priceSection(at) {
    const { draft, form, changed } = at,
        place = h("div", {}),
        told = h("div", { id: "price-told" }),
        read = h("div", { role: "status" });
    const drawn = () => {
        const { sum } = reckoned(draft, form),
            standing = stands(draft, form);
        told.replaceChildren(
            ...(sum === null ? [] : [h("p", {}, words("sum"), words("of"), h("strong", { class: "no" }, money(sum)))]),
            ...standing,
        );
    };
    const all = () => {
        const many = draft.items.length > EDITED_MAX;
        const add = () => {
            draft.items = [...draft.items, { ...EMPTY }];
            all();
            by(`name-${draft.items.length - 1}`).focus();
        };
        place.replaceChildren(
            ...[many ? listed(at) : lines(at, all)].flat(),
            h(
                "p",
                { class: "acts" },
                many ? null : h("button", { type: "button", class: "link", id: "line-add", onclick: add }, words("line-add")),
                draft.items.length
                    ? h(
                          "button",
                          {
                              type: "button",
                              class: "link",
                              onclick: () => {
                                  draft.items = [];
                                  all();
                                  by("line-add").focus();
                                  changed();
                              },
                          },
                          words("list-remove"),
                      )
                    : null,
            ),
        );
        drawn();
    };
    const table = async event => {
        const [file] = event.target.files;
        if (!file) return;
        const { items, faults } = await priceList(new Uint8Array(await file.arrayBuffer()));
        event.target.value = "";
        if (items) {
            draft.items = items;
            all();
            await changed();
            read.replaceChildren(h("p", { class: "notice" }, words("table-read", { count: items.length, sum: money(sumOf(items)) })));
        } else {
            const more = faults.length > FAULTS_MAX ? [words("faults-more", { count: faults.length - FAULTS_MAX })] : [];
            read.replaceChildren(
                h(
                    "ul",
                    { class: "err" },
                    [...faults.slice(0, FAULTS_MAX).map(faultWords), ...more].map(one => h("li", {}, one)),
                ),
            );
        }
    };
    at.drawPrice = drawn;
    all();
    const typed = event => {
        draft.price = event.target.value;
        changed();
    };
    return h(
        "section",
        { class: "crit" },
        h(
            "div",
            { class: "field" },
            h("label", { for: "price" }, words("price")),
            h("p", { class: "hint", id: "price-hint" }, words("price-hint")),
            h("input", {
                type: "text",
                id: "price",
                inputmode: "decimal",
                autocomplete: "off",
                "aria-describedby": "price-hint price-told",
                value: draft.price,
                oninput: typed,
            }),
        ),
        told,
        h("h3", {}, words("price-list")),
        place,
        h(
            "div",
            { class: "field" },
            h("label", { for: "table" }, words("table")),
            h("p", { class: "hint", id: "table-hint" }, words("table-hint")),
            h("input", { type: "file", id: "table", accept: ".xlsx,.csv,.txt", "aria-describedby": "table-hint", onchange: table }),
            read,
        ),
    );
}
