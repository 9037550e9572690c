"""What does a template say to this reader? A finding, a mistake, how a day was counted: translated, with its facts shown by type."""

from collections.abc import Mapping

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from operis.core.findings import FactValue, Finding
from operis.core.wording import Wording
from operis.documents.lawbook import book
from operis.documents.shown import language, shown

TAGS = {"en": "en", "zh": "zh-Hans"}


def said(says: str, facts: Mapping[str, FactValue]) -> str:
    """The English template in the language of the page; one without a translation stays English."""
    return gettext(says).format(**{name: _shown(value) for name, value in facts.items()})


def said_html(says: str, facts: Mapping[str, FactValue]) -> SafeString:
    """The same for a page: facts escaped, and what somebody wrote in the other language marked as such."""
    # The template is ours, from code or message file; only the facts may come from outside.
    return mark_safe(str(conditional_escape(gettext(says))).format(**{name: _fact(value) for name, value in facts.items()}))


def finding_says(finding: Finding) -> SafeString:
    return said_html(finding.says, finding.facts)


def finding_do(finding: Finding) -> SafeString:
    return said_html(finding.do, finding.facts)


def _fact(value: FactValue) -> SafeString:
    if isinstance(value, Wording):
        written, words = value.within(language())
        if written != language():
            return format_html('<span lang="{}">{}</span>', TAGS[written], words)
    return SafeString(conditional_escape(_shown(value)))


def _shown(value: FactValue) -> str:
    """Any fact by its type; a rule that is named by its number by instrument and article."""
    row = book().rows.get(value) if type(value) is str else None
    return row.cite(language()) if row is not None else shown(value)
