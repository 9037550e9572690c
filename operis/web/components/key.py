"""Which figures come first on a page? Each with its words, and what stands smaller beside and below it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    words: str
    figure: str
    unit: str = ""
    more: str = ""
    wide: bool = False
    said: bool = False
    """Whether the figure is a name or a day, and stands in smaller letters."""
    whole: bool = False
    """Whether it is not broken over lines: a day."""
