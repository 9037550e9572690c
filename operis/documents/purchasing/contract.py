"""Of which clauses is the draft contract made? Those of the service's text bank, and general ones for each group that it has none of."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from operis.core.wording import Slug, Wording
from operis.dockets.contract.terms import Clause
from operis.documents.purchasing.filling import LINE, Facts, before_stop
from operis.documents.purchasing.texts import CONTRACT, file_said
from operis.documents.purchasing.values import looked_up, said_of
from operis.documents.textbank import SLOT, Bank, Words

FORMS, DURATION, OWN = "forms", "duration", "own"
ASIDE = {"zh": ("（", "）"), "en": ("(", ") ")}
"""Between these stands when a clause takes the place of the one before it."""
MONTHS_OF_A_YEAR = 12
RESERVED = ("whole", "lot", "consortium-share", "subcontract-share")
Filled = Mapping[str, Mapping[str, str]]
"""What stands in the slots of a bank, by language."""


def clauses(facts: Facts, bank: Bank | None, slots: Filled) -> tuple[Clause, ...]:
    """In the order of the groups that the law lists."""
    of_bank = [*_of_bank(facts, bank, slots)] if bank is not None else []
    there = {clause.group for clause in of_bank}
    general = [clause for clause in _general(facts) if clause.group not in there]
    order = [str(one["group"]) for one in _said()["clauses"]]
    return tuple(sorted((*general, *of_bank), key=lambda clause: order.index(clause.group) if clause.group in order else len(order)))


def _of_bank(facts: Facts, bank: Bank, slots: Filled) -> Iterator[Clause]:
    said = bank.said["contract"]
    for group, listed in said.items():
        if group != FORMS:
            yield from (_clause(group, one, slots) for one in _standing(listed, years=_conditions(facts)["years"]))
    form = str(looked_up(facts, "plan.contract_form"))
    own: list[Words] = next((one["clauses"] for one in said[FORMS] if one["form"] == form), [])
    yield from (_clause(OWN, one, slots) for one in own)


def _standing(listed: list[Words], *, years: bool) -> list[Words]:
    """A clause that begins in brackets takes the place of the one before it, where the term is longer than a year."""
    kept: list[Words] = []
    for one in listed:
        if not one["zh"].startswith(ASIDE["zh"][0]):
            kept.append(one)
        elif years:
            kept = [*kept[:-1], {language: one[language].partition(ASIDE[language][1])[2] for language in ASIDE}]
    return kept


def _general(facts: Facts) -> Iterator[Clause]:
    holds, said = _conditions(facts), _said()
    known = {name: said_of(looked_up(facts, source)) for name, source in said["slots"].items()}
    slots = {language: {name: words[language] for name, words in {**said["words"], **known}.items()} for language in ASIDE}
    for one in said["clauses"]:
        if all(holds[word.removeprefix("!")] is not word.startswith("!") for word in one.get("when", ())):
            yield _clause(one["group"], one, slots)


def _clause(group: str, words: Words, slots: Filled) -> Clause:
    """What nothing is known of is a line to be filled in."""
    zh, en = (SLOT.sub(partial(_slot, slots.get(language, {})), words[language]) for language in ("zh", "en"))
    return Clause(group=Slug(group), text=Wording(zh=zh, en=en))


def _slot(slots: Mapping[str, str], found: re.Match[str]) -> str:
    return before_stop(slots.get(found[1]) or LINE, found)


def _conditions(facts: Facts) -> Mapping[str, bool]:
    months = looked_up(facts, "plan.term_months") or 0
    return {
        "years": months > MONTHS_OF_A_YEAR, "public": looked_up(facts, "determined.class") == "public",
        "reserved": looked_up(facts, "plan.reservation.way") in RESERVED, "agency": bool(looked_up(facts, "plan.agency")),
        "bond": bool(looked_up(facts, "asked.performance_percent")), "subcontract": bool(looked_up(facts, "asked.subcontract_parts")),
    }  # fmt: skip


@cache
def _said() -> Mapping[str, Any]:
    return file_said(CONTRACT)
