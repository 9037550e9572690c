"""Which papers does a bid bring, and what does a notice say of how much? Papers and forms to be signed, each by the key of its line."""

import re
from collections.abc import Mapping

from operis.core.reading import TITLE_MAX
from operis.core.wording import Label, Wording
from operis.dockets.procurement.state import Procurement
from operis.documents.purchasing.texts import forms_for, signed_forms
from operis.documents.shown import language

MATERIALS = "materials"
"""Where what is handed in is kept: the first paper under this word, each other with its number."""
PARTS = re.compile(r"[；;\n]")
"""Between the papers that a notice asks for."""
NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def papers(wanted: Wording | None) -> dict[str, Wording | None]:
    """The papers that the notice asks for, each by the key under which it is answered: one a line or between semicolons."""
    told = {"zh": _parted(wanted.zh), "en": _parted(wanted.en)} if wanted is not None else {}
    count = {len(one) for one in told.values() if one}
    if count in (set(), {1}) or len(count) > 1:  # of two texts that are parted in other ways nobody knows what answers what
        return {MATERIALS: wanted}
    each = (Wording(**{name: one[no] for name, one in told.items() if one}) for no in range(*count))
    return {f"{MATERIALS}-{no}" if no else MATERIALS: one for no, one in enumerate(each)}


def forms_to_sign(state: Procurement) -> Mapping[str, Label]:
    """The forms that are signed and added to a bid, by the key of the line at which each is added."""
    text = forms_for(state.plan.method) if state.plan is not None else None
    return signed_forms(text) if text is not None else {}


def names_of_papers(state: Procurement) -> Mapping[str, str]:
    """By its key, what each is called in the language that is shown; what has no short name is not there."""
    asked = papers(state.notice.materials if state.notice is not None else None)
    named = {key: paper_name(one) for key, one in asked.items()} if len(asked) > 1 else {}
    return {
        **{key: name for key, name in named.items() if name},
        **{key: one.within(language()) for key, one in forms_to_sign(state).items()},
    }


def paper_name(wanted: Wording | None) -> str:
    """What it is called, where that is short."""
    said = wanted.within(language())[1] if wanted is not None else ""
    return said[:1].upper() + said[1:] if len(said) <= TITLE_MAX else ""


def scale_lines(scale: Wording | None) -> tuple[tuple[Wording, str], ...]:
    """What the notice says of how much is bought, part by part with its number: none where a part has no number or several."""
    parts = [one for one in papers(scale).values() if one is not None]
    lines = [(one, {number.replace(",", "") for text in (one.zh, one.en) if text for number in NUMBERS.findall(text)}) for one in parts]
    return tuple((one, *numbers) for one, numbers in lines) if all(len(numbers) == 1 for _one, numbers in lines) else ()


def _parted(text: str | None) -> list[str]:
    return [part for one in PARTS.split(text or "") if (part := one.strip().strip("。."))]
