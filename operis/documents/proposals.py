"""What could an officer start from? Fields of a need and a plan as a text bank has them, in both languages; a proposal and no more."""

from collections.abc import Iterable, Mapping
from typing import Any

from operis.core.wording import Label
from operis.documents.textbank import Bank, Words, filled, spoken

Filled = Mapping[str, Mapping[str, str]]
"""What stands in the slots, by language."""
PART = "1"
TENDER, CONSULTATION = "tender", "consultation"
POINTS = Label("Points: {points}.", "要点：{points}。")
BAND = Label("{band}: {score} points.", "{band}，得{score}分。")
OWN = "qualification"
NOTHING_ELSE = {"zh": "无", "en": "None"}


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


def plan(bank: Bank, slots: Filled, scored: str) -> dict[str, Any]:
    """Requirements, conditions, criteria, clauses and acceptance; `scored` says by which of the bank's two tables points are given."""
    return {
        "service": bank.slug,
        "requirements": requirements(bank, slots),
        "conditions": conditions(bank, slots),
        "criteria": criteria(bank, slots, scored),
        "contract_groups": [group for group in bank.said["contract"] if group != "forms"],
        "contract_form": bank.said["contract"]["forms"][0]["form"],
        "acceptance": acceptance(bank, slots),
    }


def requirements(bank: Bank, slots: Filled) -> list[dict[str, Any]]:
    """By the seven elements of a need (O87-11)."""
    said = bank.said["need"]
    measured = [_together([one["text"], one["check"]], slots) for one in bank.said["requirements"]]
    count, place = quantity(bank, slots), spoken(said["place"], slots)
    listed = [
        ("function-and-policy", spoken(said["result"], slots)),
        ("standards", spoken(said["standards"], slots)),
        *(("quality-safety-and-technical", one) for one in measured),
        ("quantity-time-and-place", {"zh": f"{count['zh']}；{place['zh']}", "en": f"{count['en']}; {place['en']}"}),
        ("service-standard-term-and-efficiency", spoken(said["period"], slots)),
        ("acceptance-standard", _each(((one["name"], one["target"]) for one in bank.said["acceptance"]["indicators"]), slots)),
        ("other", NOTHING_ELSE),
    ]
    return [{"about": about, "text": text} for about, text in listed]


def conditions(bank: Bank, slots: Filled) -> list[dict[str, Any]]:
    """Those of the law by their words; which requirement another one serves nobody knows but who asks it, and is asked for it."""
    return [_condition(one, slots) for one in bank.said["conditions"]["lawful"]]


def _condition(said: Mapping[str, Any], slots: Filled) -> dict[str, Any]:
    text = spoken(said["text"], slots)
    return {"about": said.get("about", OWN), "text": text}


def proofs(bank: Bank, slots: Filled) -> dict[str, str]:
    """What a supplier hands in for the conditions."""
    return _together([one["proof"] for one in bank.said["conditions"]["lawful"]], slots)


def criteria(bank: Bank, slots: Filled, scored: str) -> list[dict[str, Any]]:
    said, table = bank.said["scoring"], bank.said["scoring"][scored]
    by_id = {one["id"]: one for one in said["criteria"]}
    price = {"id": "price", "weight": table["price"], "kind": "price", "formula": "lowest-ratio"}
    rest = [_criterion(by_id[one["criterion"]], one, slots) for one in table["scores"]]
    return [price, *rest]


def _criterion(said: Mapping[str, Any], scores: Mapping[str, Any], slots: Filled) -> dict[str, Any]:
    rule = spoken(said["formula"], slots) if said["kind"] == "counted" else _judged(said, scores["bands"], slots)
    return {"id": said["id"], "weight": scores["max"], "kind": said["kind"], "name": dict(said["name"]), "rule": rule}


def _judged(said: Mapping[str, Any], scores: list[str], slots: Filled) -> dict[str, str]:
    """When a point is met, which points there are, and what each number of them earns."""
    rule = {}
    for language, mark, gap in (("zh", "；", ""), ("en", "; ", " ")):
        points = POINTS.within(language).format(points=mark.join(one[language] for one in said["points"]))
        bands = [
            BAND.within(language).format(band=band[language].rstrip("。."), score=score)
            for band, score in zip(said["bands"], scores, strict=True)
        ]
        rule[language] = filled(gap.join((said["met_when"][language], points, *bands)), slots.get(language, {}))
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
