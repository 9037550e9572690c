"""What does a notice say of who may bid and of small firms? The filed plan says it, in both languages; nobody types it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from operis.core.money import Fen, yuan
from operis.core.wording import LANGUAGES, Wording
from operis.dockets.procurement.terms import Lot, PlanTerms, Reservation

INNER = {"zh": "（{}）", "en": "({}) "}
"""How a point inside a numbered point is numbered."""
NO_OWN = Wording(
    zh="符合法律对供应商规定的条件；采购人未另设资格条件。",
    en="Meets the conditions that the law has of suppliers; the purchaser adds none.",
)
NOTHING_KEPT = Wording(zh="不专门面向中小企业预留。", en="Nothing is reserved for small and medium enterprises.")
WAYS = {
    "whole": Wording(zh="整个项目专门面向中小企业采购。", en="The whole purchase is for small and medium enterprises."),
    "lot": Wording(zh="设置专门采购包面向中小企业采购。", en="Lots are reserved for small and medium enterprises."),
    "consortium-share": Wording(
        zh="要求以联合体形式参加，中小企业承担规定份额。", en="Suppliers form consortia in which small and medium enterprises have a share."
    ),
    "subcontract-share": Wording(
        zh="要求将规定份额分包给中小企业。", en="A share of the contract is given to small and medium enterprises by subcontract."
    ),
    "none": NOTHING_KEPT,
}
KEPT_FOR = {
    "small-and-medium": Wording(zh="专门面向中小企业采购。", en="for small and medium enterprises."),
    "small-and-micro": Wording(zh="专门面向小微企业采购。", en="for small and micro enterprises."),
}


def qualification(plan: PlanTerms) -> Wording:
    """The conditions of the plan, numbered; where it has none, that there are none but the law's."""
    return numbered([one.text for one in plan.conditions]) or NO_OWN


def numbered(texts: list[Wording]) -> Wording | None:
    """Several texts as one, in each language that all of them have; where they share none, each in one that it has."""
    if not texts:
        return None
    each = [dict(text) for text in texts]
    shared = [language for language in LANGUAGES if all(text.get(language) for text in each)]
    said = {
        language: "\n".join(INNER[language].format(no) + (text.get(language) or "".join(text.values())) for no, text in enumerate(each, 1))
        for language in shared or LANGUAGES
    }
    return Wording(**said)


def reservation(plan: PlanTerms) -> Wording:
    """What is kept for small and medium enterprises, for which lots and how much, and by how much their prices are lowered."""
    kept = plan.reservation
    return _together((WAYS[kept.way], *_lots(plan.lots), *_amounts(kept), *_lowered(kept))) if kept is not None else NOTHING_KEPT


def reserved_words(plan: PlanTerms) -> tuple[Wording, ...]:
    """For whom alone the whole purchase or a lot is; empty where everybody may bid for all of it."""
    whole = plan.reservation is not None and plan.reservation.way == "whole"
    return (WAYS["whole"],) if whole else tuple(_lots(plan.lots))


def kept_for(plan: PlanTerms, lot: str) -> Wording:
    """For whom alone one lot is."""
    divided = next((one for one in plan.lots if one.lot == lot), None)
    if divided is not None and divided.reserved is not None:
        words = KEPT_FOR[divided.reserved]
        return Wording(zh=words.zh, en=f"Kept {words.en}")
    return WAYS["whole"] if plan.reservation is not None and plan.reservation.way == "whole" else NOTHING_KEPT


def _lots(lots: tuple[Lot, ...]) -> Iterator[Wording]:
    for lot in lots:
        if lot.reserved is not None:
            words = KEPT_FOR[lot.reserved]
            yield Wording(zh=f"采购包{lot.lot}{words.zh}", en=f"Lot {lot.lot} is {words.en}")


def _amounts(kept: Reservation) -> Iterator[Wording]:
    if kept.reserved is not None:
        yield _amount(Wording(zh="预留金额", en="Reserved"), kept.reserved)
    if kept.small_micro is not None:
        yield _amount(Wording(zh="其中预留给小微企业", en="Of it for small and micro enterprises"), kept.small_micro)


def _amount(words: Wording, given: Fen) -> Wording:
    return Wording(zh=f"{words.zh}{yuan(given)}元。", en=f"{words.en}: {yuan(given)} yuan.")


def _lowered(kept: Reservation) -> Iterator[Wording]:
    if kept.deduction_percent:
        zh = "对小微企业的报价扣除{}%后参加评审。"
        en = "Prices of small and micro enterprises are lowered by {} percent for the evaluation."
        yield _percent(zh, en, kept.deduction_percent)
    if kept.share_percent:
        zh = "小微企业合同份额达到规定比例的联合体或者分包，报价扣除{}%后参加评审。"
        en = "Where small and micro enterprises have enough of a consortium or of subcontracts, prices are lowered by {} percent."
        yield _percent(zh, en, kept.share_percent)


def _percent(zh: str, en: str, given: Decimal) -> Wording:
    figure = f"{given.normalize():f}"
    return Wording(zh=zh.format(figure), en=en.format(figure))


def _together(texts: Iterable[Wording]) -> Wording:
    each = [dict(text) for text in texts]
    return Wording(zh="".join(text["zh"] for text in each), en=" ".join(text["en"] for text in each))
