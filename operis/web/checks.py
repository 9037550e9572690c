"""May the site start? Not on law that is not sound, nor on procedures that read what the law does not say."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from operis.documents.lawbook import book
from operis.law.book import LawError
from operis.law.lint import lint_bindings
from operis.procedures import bindings


def law_is_sound(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Every fault that the lint finds, so that they can be mended in one go."""
    try:
        faults = lint_bindings(book(), bindings())
    except LawError as error:
        return [Error(str(fault), hint="Mend the law files, or take OPERIS_LAW back.", id="operis.E001") for fault in error.faults]
    return [Error(str(fault), hint="Mend the law files, or take OPERIS_LAW back.", id="operis.E002") for fault in faults]
