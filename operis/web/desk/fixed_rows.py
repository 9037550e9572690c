"""How is a list asked for whose rows the record knows? Each under its name, what is known unseen, what is seldom needed folded."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.html import format_html

from operis.web.components.form import FIXED, FOLDED, GROUP, HIDDEN, WORDS, Part
from operis.web.desk.guides import at_fault
from operis.web.forms import Typed, named

Told = tuple[str, tuple[str, ...]]
"""What a row is called, and what is told of it."""


def fixed(part: Part, typed: Typed, known: tuple[str, ...], told: Callable[[Mapping[str, str]], Told], fold: str = "") -> Part:
    """The list with a row for each that the record has: none is added or removed. `fold` heads what may be left out of a row."""
    return replace(part, shape=FIXED, optional=False, parts=tuple(_row(one, typed, known, told, fold) for one in part.parts))


def _row(row: Part, typed: Typed, known: tuple[str, ...], told: Callable[[Mapping[str, str]], Told], fold: str) -> Part:
    hidden = tuple(_hidden(named(row.name, name), typed) for name in known)
    shown = tuple(one for one in row.parts if one.name not in {each.name for each in hidden})
    label, hints = told({name: typed.get(named(row.name, name), "") for name in known})
    asked = tuple(one for one in shown if not (fold and one.optional))
    rest = tuple(one for one in shown if one not in asked)
    opened, inside = any(map(_filled(typed), rest)), tuple(replace(one, optional=False) for one in rest)
    folded = (Part(name=named(row.name, "more"), label=fold, shape=FOLDED, parts=inside, open=opened),) if rest else ()
    wrong = (*row.wrong, *(says for one in row.parts if one.name in {each.name for each in hidden} for says in one.wrong))
    return replace(row, shape=GROUP, label=label, hints=hints, wrong=wrong, parts=(*hidden, *asked, *folded))


def _hidden(name: str, typed: Typed) -> Part:
    drawn = format_html('<input type="hidden" name="{}" value="{}">', name, typed.get(name, ""))
    return Part(name=name, label="", shape=HIDDEN, input=drawn)


def _filled(typed: Typed) -> Callable[[Part], bool]:
    def filled(part: Part) -> bool:
        names = (part.name, *((part.other.name,) if part.other else ()))
        return at_fault(part) or any(typed.get(name, "").strip() for name in names if part.shape == WORDS or name == part.name)

    return filled
