"""What does a template say to this reader? A finding, a mistake, how a day was counted: translated, with its facts shown by type."""

from collections.abc import Mapping

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from operis.core.findings import FactValue, Finding
from operis.core.wording import Wording
from operis.documents.lawbook import book
from operis.documents.shown import language, shown

SOURCE = "source"
"""The fact that names a rule by its number."""
TAGS = {"en": "en", "zh": "zh-Hans"}


def said(says: str, facts: Mapping[str, FactValue]) -> str:
    """The English template in the language of the page; one without a translation stays English."""
    return gettext(says).format(**{name: _shown(name, value) for name, value in facts.items()})


def said_html(says: str, facts: Mapping[str, FactValue]) -> SafeString:
    """The same for a page: facts escaped, and what somebody wrote in the other language marked as such."""
    # The template is ours, from code or message file; only the facts may come from outside.
    return mark_safe(str(conditional_escape(gettext(says))).format(**{name: _fact(name, value) for name, value in facts.items()}))


def finding_says(finding: Finding) -> SafeString:
    return said_html(finding.says, finding.facts)


def finding_do(finding: Finding) -> SafeString:
    return said_html(finding.do, finding.facts)


def _fact(name: str, value: FactValue) -> SafeString:
    if isinstance(value, Wording):
        written, words = value.within(language())
        if written != language():
            return format_html('<span lang="{}">{}</span>', TAGS[written], words)
    return SafeString(conditional_escape(_shown(name, value)))


def _shown(name: str, value: FactValue) -> str:
    """Any fact by its type; the rule that a figure is taken from by instrument and article, and never what somebody typed."""
    row = book().rows.get(value) if name == SOURCE and isinstance(value, str) else None
    return row.cite(language()) if row is not None else shown(value)
