"""What does a reader of a list want to know of an act first? One line, from its own fields."""

from dataclasses import dataclass

from operis.core.wording import Label


@dataclass(frozen=True, slots=True)
class Brief:
    """The line in both languages, with fields or properties of the act by name; of a list of values, how many there are."""

    words: Label
    one: Label | None = None
    """Where what is counted is one."""
    each: str = ""
    """The field whose records are told one after another, alike ones once; the names are then theirs."""


def field(name: str) -> Brief:
    """One field alone."""
    return Brief(Label(f"{{{name}}}", f"{{{name}}}"))


AWARDED = Brief(Label("{supplier}, {price}", "{supplier}，{price}"))
