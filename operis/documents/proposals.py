"""What could an officer start from? Fields of a need and a plan as a text bank has them, in both languages; a proposal and no more."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from operis.core.wording import Label, Wording
from operis.dockets.need.terms import NeedPart
from operis.documents.textbank import Bank, Words, filled, spoken

Filled = Mapping[str, Mapping[str, str]]
"""What stands in the slots, by language."""
PART = "1"
TENDER, CONSULTATION = "tender", "consultation"
POINTS = Label("Points: {points}.", "要点：{points}。")
OWN = "qualification"
NOTHING_ELSE = {"zh": "没有其他要求。", "en": "There are no other requirements."}


def need(bank: Bank, slots: Filled) -> dict[str, Any]:
    """What REG-15 asks of a need."""
    said = bank.said["need"]
    texts = {name: spoken(said[name], slots) for name in ("result", "served", "place", "period")}
    return {"title": dict(bank.said["service"]["name"]), "parts": [{"part": PART, **texts, "quantity": quantity(bank, slots)}]}


def quantity(bank: Bank, slots: Filled) -> dict[str, str]:
    counted = bank.said["need"]["quantities"]
    return {
        "zh": "；".join(filled(f"{{{one['slot']}}}{one['zh']}", slots.get("zh", {})) for one in counted),
        "en": "; ".join(filled(f"{{{one['slot']}}} {one['en']}", slots.get("en", {})) for one in counted),
    }


def plan(bank: Bank, slots: Filled, scored: str, recorded: NeedPart | None = None) -> dict[str, Any]:
    """Requirements, conditions, criteria, clauses and acceptance; `scored` says by which of the bank's two tables points are given.

    What the need on record says in its own words is taken from there, and not from the bank.
    """
    return {
        "service": bank.slug,
        "requirements": requirements(bank, slots, recorded),
        "conditions": conditions(bank, slots),
        "criteria": criteria(bank, slots, scored),
        "contract_groups": [group for group in bank.said["contract"] if group != "forms"],
        **form(bank),
        "acceptance": acceptance(bank, slots),
    }


def form(bank: Bank) -> dict[str, str]:
    """The form of the contract, where the bank has one alone; of several none is proposed, for which suits hangs on the case."""
    there = bank.said["contract"]["forms"]
    return {"contract_form": there[0]["form"]} if len(there) == 1 else {}


def requirements(bank: Bank, slots: Filled, recorded: NeedPart | None = None) -> list[dict[str, Any]]:
    """By the seven elements of a need (O87-11)."""
    said = bank.said["need"]

    def own(name: str, usual: Words) -> Words:
        words: Wording | None = getattr(recorded, name, None)
        return usual if words is None else {"zh": words.zh or "", "en": words.en or ""}

    measured = [_together([one["text"], one["check"]], slots) for one in bank.said["requirements"]]
    count, place = own("quantity", quantity(bank, slots)), own("place", spoken(said["place"], slots))
    counted = {spoken_: mark.join(filter(None, (count[spoken_], place[spoken_]))) for spoken_, mark in (("zh", "；"), ("en", "; "))}
    listed = [
        ("function-and-policy", own("result", spoken(said["result"], slots))),
        ("standards", spoken(said["standards"], slots)),
        *(("quality-safety-and-technical", one) for one in measured),
        ("quantity-time-and-place", counted),
        ("service-standard-term-and-efficiency", own("period", spoken(said["period"], slots))),
        ("acceptance-standard", _each(((one["name"], one["target"]) for one in bank.said["acceptance"]["indicators"]), slots)),
        ("other", NOTHING_ELSE),
    ]
    return [{"about": about, "text": text} for about, text in listed]


def conditions(bank: Bank, slots: Filled) -> list[dict[str, Any]]:
    """Those of the law by their words, and of the others those that serve a requirement of the same texts, with its number."""
    return [_condition(bank, one, slots) for one in _proposed(bank)]


def _proposed(bank: Bank) -> Iterator[Mapping[str, Any]]:
    """What serves nothing is there to be read, and is proposed to nobody."""
    return (one for one in bank.said["conditions"]["lawful"] if "about" in one or "serves" in one)


def _condition(bank: Bank, said: Mapping[str, Any], slots: Filled) -> dict[str, Any]:
    about = {"about": said.get("about", OWN), "text": spoken(said["text"], slots)}
    return {**about, "serves": str(_places(bank)[said["serves"]])} if "serves" in said else about


def _places(bank: Bank) -> Mapping[str, int]:
    """The numbers of the requirements that a condition may serve, as they are proposed: what is measured stands after purpose and norms."""
    return {name: place for place, name in enumerate(("result", "standards", *(one["id"] for one in bank.said["requirements"])), 1)}


def proofs(bank: Bank, slots: Filled) -> dict[str, str]:
    """What a supplier hands in for the conditions: a paper a line, as a bid asks for one after the other."""
    each = [spoken(one["proof"], slots) for one in _proposed(bank)]
    lined = [{"zh": one["zh"].rstrip("。").replace("；", "，"), "en": one["en"].rstrip(".").replace("; ", ", ")} for one in each]
    return {name: "\n".join(dict.fromkeys(one[name] for one in lined)) for name in ("zh", "en")}


def criteria(bank: Bank, slots: Filled, scored: str) -> list[dict[str, Any]]:
    said, table = bank.said["scoring"], bank.said["scoring"][scored]
    by_id = {one["id"]: one for one in said["criteria"]}
    price = {"id": "price", "weight": table["price"], "kind": "price", "formula": "lowest-ratio"}
    rest = [_criterion(by_id[one["criterion"]], one, slots) for one in table["scores"]]
    return [price, *rest]


def _criterion(said: Mapping[str, Any], scores: Mapping[str, Any], slots: Filled) -> dict[str, Any]:
    known = {"id": said["id"], "weight": scores["max"], "kind": said["kind"], "name": dict(said["name"])}
    if said["kind"] == "counted":
        return {**known, "rule": spoken(said["formula"], slots)}
    bands = [{"points": score, "text": spoken(band, slots)} for band, score in zip(said["bands"], scores["bands"], strict=True)]
    return {**known, "rule": _judged(said, slots), "bands": bands}


def _judged(said: Mapping[str, Any], slots: Filled) -> dict[str, str]:
    """When a point is met, and which points there are; what each number of them earns stands in the bands."""
    rule = {}
    for language, mark, gap in (("zh", "；", ""), ("en", "; ", " ")):
        points = POINTS.within(language).format(points=mark.join(one[language] for one in said["points"]))
        rule[language] = filled(gap.join((said["met_when"][language], points)), slots.get(language, {}))
    return rule


def acceptance(bank: Bank, slots: Filled) -> dict[str, str]:
    said = bank.said["acceptance"]
    indicators = _each(((one["name"], one["target"]) for one in said["indicators"]), slots)
    rest = _together([said["recipients"], said["result"]], slots)
    return {"zh": indicators["zh"] + rest["zh"], "en": f"{indicators['en']} {rest['en']}"}


def _together(texts: Iterable[Words], slots: Filled) -> dict[str, str]:
    each = [spoken(one, slots) for one in texts]
    return {"zh": "".join(one["zh"] for one in each), "en": " ".join(one["en"] for one in each)}


def _each(pairs: Iterable[tuple[Words, Words]], slots: Filled) -> dict[str, str]:
    """Names with what is asked of each."""
    each = [(spoken(name, slots), spoken(target, slots)) for name, target in pairs]
    return {
        "zh": "".join(f"{name['zh']}：{target['zh']}" for name, target in each),
        "en": " ".join(f"{name['en']}: {target['en']}" for name, target in each),
    }
