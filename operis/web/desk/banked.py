"""How does a form begin from a text bank? Its slots stand above the fields; once all are filled, the texts hold what was typed.

The bank's name and what was typed in its slots travel with the form under names of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from operis.documents.shown import language
from operis.documents.slots import in_languages
from operis.documents.textbank import Bank, banks, filled, open_slots
from operis.web.forms import Typed

BANK, SLOT = "desk-bank", "slot-"
IN_LANGUAGE = {"-zh": "zh", "-en": "en"}


@dataclass(frozen=True, slots=True)
class SlotShown:
    name: str
    words: str
    value: str
    wrong: str
    day: bool


def bank_of(typed: Typed) -> Bank | None:
    return banks().get(typed.get(BANK, ""))


def in_slots(typed: Typed) -> dict[str, str]:
    """What was typed in the slots, by their names."""
    return {name.removeprefix(SLOT): value for name, value in typed.items() if name.startswith(SLOT) and value.strip()}


def still_open(bank: Bank, typed: Typed) -> tuple[str, ...]:
    """The bank's slots that some text on the page still has."""
    texts = (value for name, value in typed.items() if not name.startswith(SLOT))
    found = dict.fromkeys(slot for text in texts for slot in open_slots(text))
    return tuple(slot for slot in found if slot in bank.slots)


def missing(typed: Typed) -> dict[str, str]:
    """Slots that nobody has filled, by the name of their input, with what is to be done."""
    bank = bank_of(typed)
    if bank is None:
        return {}
    given = in_slots(typed)
    return {f"{SLOT}{one}": _("Fill in: {what}").format(what=words_of(bank, one)) for one in still_open(bank, typed) if one not in given}


def with_slots(typed: Mapping[str, str]) -> dict[str, str]:
    """The texts with what was typed, each in its own language; as long as a slot is empty, all keep their braces."""
    bank = bank_of(typed)
    if bank is None or missing(typed):
        return dict(typed)
    said = in_languages(bank, in_slots(typed))
    return {name: value if name.startswith(SLOT) else filled(value, said[_language(name)]) for name, value in typed.items()}


def slots_shown(typed: Typed, wrong: Mapping[str, str]) -> list[SlotShown]:
    """The slots to fill on this page; none once the texts hold what was typed."""
    bank = bank_of(typed)
    if bank is None:
        return []
    given = in_slots(typed)
    return [
        SlotShown(one, words_of(bank, one), given.get(one, ""), wrong.get(f"{SLOT}{one}", ""), one.endswith("_date"))
        for one in still_open(bank, typed)
    ]


def carried(typed: Typed, shown: Iterable[SlotShown]) -> list[tuple[str, str]]:
    """What travels along unseen: the bank, and slots that have been filled."""
    seen = {f"{SLOT}{one.name}" for one in shown}
    return [(name, value) for name, value in typed.items() if name == BANK or (name.startswith(SLOT) and name not in seen)]


def banked(typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
    """What a template shows of the bank."""
    bank, shown = bank_of(typed), slots_shown(typed, wrong)
    return {"bank": bank.name.within(language()) if bank else "", "slots": shown, "carried": carried(typed, shown)}


def words_of(bank: Bank, slot: str) -> str:
    return bank.slots[slot].words.within(language())


def _language(name: str) -> str:
    return IN_LANGUAGE.get(name[-3:], language())
