"""Does the method chosen score at all? Where the price alone decides, its one criterion is filled in, and what was typed is kept unseen."""

from collections.abc import Mapping

from operis.dockets.procurement.commands import FilePlan
from operis.procedures import METHODS
from operis.rules.cases import price_alone
from operis.web.forms import Typed

CRITERIA, KEPT = "criteria-", "scored-"
PRICE_ALONE = {f"{CRITERIA}rows": "1", f"{CRITERIA}0-id": "price", f"{CRITERIA}0-weight": "100", f"{CRITERIA}0-kind": "price",
               f"{CRITERIA}0-formula": "lowest-wins"}  # fmt: skip
"""The criterion as a form has it; the law of such a method leaves no other."""


def decided_by_price(method: str) -> bool:
    return method in METHODS and any(rule.check is price_alone for rule in METHODS[method].steps[FilePlan].provided)


def by_method(typed: Typed) -> dict[str, str]:
    """What was typed, with the criteria that the method can have; those of a method that scores come back when it is chosen again."""
    rest = {name: value for name, value in typed.items() if not name.startswith((CRITERIA, KEPT))}
    kept = {name.removeprefix(KEPT): value for name, value in typed.items() if name.startswith(KEPT)}
    here = {name: value for name, value in typed.items() if name.startswith(CRITERIA)}
    if decided_by_price(typed.get("method", "")):
        return {**rest, **PRICE_ALONE, **{f"{KEPT}{name}": value for name, value in (kept or here).items()}}
    return {**rest, **(kept or here)}


def kept_unseen(typed: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in typed.items() if name.startswith(KEPT)]
