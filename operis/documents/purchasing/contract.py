"""Of which clauses is a contract made, drafted or real? The bank's of the service, general ones for each group without, the form's own."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, partial
from typing import Any

from operis.core.wording import Slug, Wording
from operis.dockets.contract.terms import Clause
from operis.documents.contracting.forms import Form, form_words, forms
from operis.documents.purchasing.filling import LINE, Facts, before_stop
from operis.documents.purchasing.texts import CONTRACT, file_said
from operis.documents.purchasing.values import looked_up, said_of
from operis.documents.slots import read_back
from operis.documents.textbank import SLOT, Bank, Words

FORMS, OWN, ALWAYS, INSTEAD = "forms", "own", "always", "instead"
GENERAL_INSTEAD = frozenset({"price", "breach"})
ASIDE = {"zh": ("（", "）"), "en": ("(", ") ")}
"""Between these stands when a clause takes the place of the one before it."""
MONTHS_OF_A_YEAR = 12
RESERVED = ("whole", "lot", "consortium-share", "subcontract-share")
CHOICES = ("persons", "children", "vulnerable", "on-site", "key-persons", "results", "secrets", "basic", "large")
"""Conditions of clauses that the officer says to hold."""
Filled = Mapping[str, Mapping[str, str]]
"""What stands in the slots of a bank, by language."""


def clauses(facts: Facts, bank: Bank | None, slots: Filled) -> tuple[Clause, ...]:
    """In the order of the groups that the law lists: general ones, those of the bank, then the own ones of the form."""
    form = str(looked_up(facts, "plan.contract_form"))
    drafted = [*_of_bank(facts, bank, slots, form)] if bank is not None else []
    of_bank = [one for one in drafted if not _gives_way(facts, one)]
    there, gone = {one.group for one in of_bank} - {OWN}, {one.group for one in drafted if one not in of_bank}
    general = [clause for stands, clause in _general(facts, forms().get(form), slots, gone) if stands or clause.group not in there]
    order = [str(one["group"]) for one in _said()["clauses"]]
    own = [*_own(facts, forms()[form], slots)] if form in forms() else []
    return tuple(sorted((*general, *of_bank, *own), key=lambda clause: order.index(clause.group) if clause.group in order else len(order)))


def _of_bank(facts: Facts, bank: Bank, slots: Filled, form: str) -> Iterator[Clause]:
    said, known, whole = bank.said["contract"], _known(facts), _conditions(facts)["contract"]
    ours, there = _said()["words"] if whole else {}, read_back(bank, _planned(facts))
    both = {
        language: {name: words[language] for name, words in ours.items()} | there[language] | {**slots.get(language, {})} | known[language]
        for language in ASIDE
    }
    for group, listed in said.items():
        if group != FORMS:
            standing = _standing(listed, years=_conditions(facts)["years"])
            yield from (_clause(group, one, both, f"{bank.slug}-{group}-{no}") for no, one in enumerate(standing, 1))
    own: list[Words] = next((one["clauses"] for one in said[FORMS] if one["form"] == form), [])
    yield from (_clause(OWN, one, both, f"{bank.slug}-{form}-{no}") for no, one in enumerate(own, 1))


def _planned(facts: Facts) -> tuple[Wording, ...]:
    plan: Any = facts.get("plan") or {}
    return tuple(one.text for one in plan.get("requirements") or ())


def _gives_way(facts: Facts, one: Clause) -> bool:
    """In the contract a general clause takes the place of a unit price or a sum of breach that nothing on record has."""
    return _conditions(facts)["contract"] and one.group in GENERAL_INSTEAD and any(LINE in text for _language, text in one.text)


def _own(facts: Facts, form: Form, of_bank: Filled) -> Iterator[Clause]:
    """Those that may be missing stand in the contract alone."""
    slots, whole = _slots(facts, form_words(), of_bank), _conditions(facts)["contract"]
    yield from (_clause(one["group"], one, slots, one["id"]) for one in form.clauses if whole or "must" not in one)


def _standing(listed: list[Words], *, years: bool) -> list[Words]:
    """A clause that begins in brackets takes the place of the one before it, where the term is longer than a year."""
    kept: list[Words] = []
    for one in listed:
        if not one["zh"].startswith(ASIDE["zh"][0]):
            kept.append(one)
        elif years:
            kept = [*kept[:-1], {language: one[language].partition(ASIDE[language][1])[2] for language in ASIDE}]
    return kept


def _general(facts: Facts, form: Form | None, of_bank: Filled, gone: Collection[str]) -> Iterator[tuple[bool, Clause]]:
    """Each with whether it stands beside what a bank has of its group: always, or where one of `gone` gave way to it."""
    holds, slots, replaced = _conditions(facts), _slots(facts, of_bank=of_bank), form.replaces if form is not None else ()
    for one in _said()["clauses"]:
        if one["id"] in replaced or not all(holds[word.removeprefix("!")] is not word.startswith("!") for word in one.get("when", ())):
            continue
        yield ALWAYS in one or (INSTEAD in one and one["group"] in gone), _clause(one["group"], one, slots, one["id"])


def _slots(facts: Facts, more: Mapping[str, Words] | None = None, of_bank: Filled | None = None) -> dict[str, dict[str, str]]:
    """What the record says, else what was filled in for the service, else our advice."""
    holds = _conditions(facts)
    whole = {**_said()["of_contract"], **({} if holds["items"] else _said()["without_items"])} if holds["contract"] else {}
    known, advice = _known(facts), {**_said()["words"], **whole, **(more or {})}
    filled = of_bank or {}
    return {
        language: {**{name: words[language] for name, words in advice.items()}, **filled.get(language, {}), **known[language]}
        for language in ASIDE
    }


def _known(facts: Facts) -> dict[str, dict[str, str]]:
    found = {name: said_of(looked_up(facts, source)) for name, source in _said()["slots"].items()}
    return {language: {name: words[language] for name, words in found.items() if words[language]} for language in ASIDE}


def _clause(group: str, words: Words, slots: Filled, of: str) -> Clause:
    """What nothing is known of is a line to be filled in."""
    zh, en = (SLOT.sub(partial(_slot, slots.get(language, {})), words[language]) for language in ("zh", "en"))
    return Clause(group=Slug(group), text=Wording(zh=zh, en=en), of=Slug(of))


def _slot(slots: Mapping[str, str], found: re.Match[str]) -> str:
    return before_stop(slots.get(found[1]) or LINE, found)


def _conditions(facts: Facts) -> Mapping[str, bool]:
    months = looked_up(facts, "plan.term_months") or 0
    return {
        "years": months > MONTHS_OF_A_YEAR, "public": looked_up(facts, "determined.class") == "public",
        "reserved": looked_up(facts, "plan.reservation.way") in RESERVED, "agency": bool(looked_up(facts, "plan.agency")),
        "bond": bool(looked_up(facts, "asked.performance_percent") or looked_up(facts, "contract.bond")),
        "subcontract": bool(looked_up(facts, "asked.subcontract_parts")), "contract": facts.get("award") is not None,
        "small": bool(looked_up(facts, "party.small")), "items": bool(looked_up(facts, "award.items")),
        "promised": bool(looked_up(facts, "award.promises")), **_chosen(facts),
    }  # fmt: skip


def is_promised(rule: Wording | None) -> bool:
    """Whether a rule of scoring says that what earns points goes into the contract."""
    return rule is not None and any(word in said for language, said in rule for word in _said()["promised"][language])


def _chosen(facts: Facts) -> Mapping[str, bool]:
    """What the officer says of the case, since nothing on record does."""
    given: Any = facts.get("chosen") or ()
    return {name: name in given for name in CHOICES}


@cache
def _said() -> Mapping[str, Any]:
    return file_said(CONTRACT)
