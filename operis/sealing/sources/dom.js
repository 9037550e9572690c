// How are pieces of the page made? Elements with their attributes and what stands in them; a text is always a text.
import { spoken, TAGS, within } from "./shown.js";

const VECTOR = "http://www.w3.org/2000/svg",
    DRAWN = new Set(["svg", "rect", "title"]);

export function h(name, given = {}, ...within) {
    const made = DRAWN.has(name) ? document.createElementNS(VECTOR, name) : document.createElement(name);
    for (const [key, value] of Object.entries(given)) {
        if (value === null || value === undefined || value === false) continue;
        if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
        else if (key === "value" || key === "checked") made[key] = value;
        else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...within.flat(9).filter(one => one !== null && one !== undefined && one !== false && one !== ""));
    return made;
}

/** A text of the form; it says its language where that is not the page's. */
export function text(said, name = "span", given = {}) {
    const [language, shown] = within(said);
    if (!shown) return null;
    return h(name, { ...given, lang: language === spoken() ? null : TAGS[language] }, shown);
}

/** The same as paragraphs, line by line. */
export function paragraphs(said) {
    const [language, shown] = within(said),
        lang = language === spoken() ? null : TAGS[language];
    return shown
        .split(/\n+/)
        .filter(one => one.trim())
        .map(one => h("p", { lang }, one));
}

export const unseen = (...said) => h("span", { class: "vh" }, ...said);
export const by = id => document.getElementById(id);

/** Other children in a place that is drawn anew; who stands on one of its controls by keyboard goes on standing there. */
export function redraw(place, children) {
    const controls = () => [...place.querySelectorAll("a, button, input, summary")],
        at = controls().indexOf(document.activeElement);
    place.replaceChildren(...children);
    if (at >= 0) controls()[at]?.focus({ preventScroll: true });
}

export function save(blob, name) {
    const address = URL.createObjectURL(blob),
        link = h("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
}
