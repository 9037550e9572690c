"""May the site start? Not on law that is not sound, nor on procedures that read what the law does not say."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from operis.documents.labels import conflicts
from operis.documents.lawbook import book
from operis.documents.purchasing.lint import mistakes
from operis.documents.purchasing.texts import every_text
from operis.law.book import LawError
from operis.law.lint import lint_bindings
from operis.procedures import bindings
from operis.web.colours import faults


def law_is_sound(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Every fault that the lint finds, so that they can be mended in one go.

    What procedures and purchasing documents read of our own law is held by `operis law lint` where it is made, not at each start.
    """
    try:
        known = book()
    except LawError as error:
        return [Error(str(fault), hint="Mend the law files, or take OPERIS_LAW back.", id="operis.E001") for fault in error.faults]
    read = (*lint_bindings(known, bindings()), *mistakes(every_text(), known)) if settings.OPERIS_LAW else ()
    return [Error(str(fault), hint="Mend the law files, or take OPERIS_LAW back.", id="operis.E002") for fault in read]


def colours_can_be_read(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Each colour that was chosen for the site and beside which something could not be read."""
    return [Error(fault, hint="Choose another colour, or take the setting back.", id="operis.E004") for fault in faults()]


def words_agree(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """A slug that several places name in several words, where nothing says which of them hold everywhere."""
    hint = "Give it one wording in operis/documents/slugs.yaml that is right in each place, or let the places say the same."
    try:
        return [Error(f"Two labels for one choice: {one}", hint=hint, id="operis.E003") for one in conflicts()]
    except LawError:
        return []  # told by the other check
