// How is something told in the reader's language: words, both sides of a text, a time, an amount, a size?
import { grouped, yuanOf } from "./money.js";
import { WORDS } from "./words.js";

export const TAGS = { zh: "zh-Hans", en: "en" };
export const ADDRESSED = { zh: "zh-hans", en: "en" };
let language = "zh";

export const spoken = () => language;
export const speak = wanted => {
    language = wanted;
};
export const other = () => (language === "zh" ? "en" : "zh");

/** Words by their name, with facts filled in; facts that are texts of the form are told in the same language. */
export function words(name, facts = {}) {
    const says = WORDS[name][language === "zh" ? 0 : 1];
    return says.replace(/\{(\w+)\}/g, (_whole, fact) => {
        const value = facts[fact];
        return value && typeof value === "object" ? textOf(value) : `${value ?? ""}`;
    });
}

/** A text that has one language or both: which is shown, and its words. */
export function within(text) {
    if (text === null || text === undefined) return ["", ""];
    if (typeof text !== "object") return [language, `${text}`];
    return text[language] ? [language, text[language]] : text[other()] ? [other(), text[other()]] : ["", ""];
}

export const textOf = text => within(text)[1];

/** A moment with its zone, by the clock that it was written with. */
export function moment(iso) {
    const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)?$/.exec(iso ?? "");
    if (!found) return "";
    const [, year, month, date, time, zone] = found;
    const day =
        language === "zh"
            ? `${year}年${Number(month)}月${Number(date)}日`
            : new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
                  Date.UTC(year, month - 1, date),
              );
    return zone === "+08:00" ? words("beijing", { day, time }) : words("other-zone", { day, time, zone: zone === "Z" ? "" : (zone ?? "") });
}

/** A moment of this device's clock, in the zone in which the form tells its own. */
export function momentNow(ms, like) {
    const zone = /([+-])(\d\d):(\d\d)$/.exec(like ?? ""),
        minutes = zone ? (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
    return moment(`${new Date(ms + minutes * 60000).toISOString().slice(0, 19)}${zone ? zone[0] : "Z"}`);
}

export const money = fen => grouped(yuanOf(fen));
export const size = bytes => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1).replace(/\.0$/, "")} MB`);
export const percent = share => `${Math.floor(share * 100)}`;
