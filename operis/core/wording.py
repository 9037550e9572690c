"""What do people write, and in which language? Free text, in Chinese, English or both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LANGUAGES = ("zh", "en")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
"""The letters that words of lists and keys of the record have."""


def marked(template: str) -> str:
    """The same: this only marks a template for the message files, and needs no settings; it is translated where it is shown."""
    return template


@dataclass(frozen=True, slots=True)
class Wording:
    """Text that a person wrote: at least one of the two languages."""

    zh: str | None = None
    en: str | None = None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """The languages that are there, with their texts, Chinese first."""
        return ((language, text) for language, text in (("zh", self.zh), ("en", self.en)) if text is not None)

    def within(self, language: str) -> tuple[str, str]:
        """The language shown and its text: the one asked for, else the other."""
        there = dict(self)
        shown = language if language in there else next(iter(there))
        return shown, there[shown]


@dataclass(frozen=True, slots=True)
class Label:
    """Our own words for a thing on a page: always in both languages."""

    en: str
    zh: str

    def within(self, language: str) -> str:
        return self.zh if language.startswith("zh") else self.en


class Slug(str):
    """A word of the law's lists (`limited-range-of-suppliers`): stored as it is, translated where it is shown."""

    __slots__ = ()
