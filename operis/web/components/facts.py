"""What must a reader know first? The box of facts beside the text, one row for each."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from operis.law.book import Row


@dataclass(frozen=True, slots=True)
class FactRow:
    label: str
    value: str | SafeString
    note: str = ""
    row: Row | None = None
